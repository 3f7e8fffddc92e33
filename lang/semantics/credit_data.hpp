// struct Credit: a credit as read, with the sources and limits of itself and of its equivalences, each part (condition,
// amount, category, time) a core function.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/semantics/declaration.hpp"

namespace cepol::semantics {

struct Block {  // the sources and limits of a credit or of one equivalence
  DeclarationId declaration;
  struct Source {            // of the rows of a child table, or of the years of a window, which are its rows then
    TableId table;           // invalid: of years
    FunctionId first, last;  // (subject): year, of the window; invalid: of rows
    FunctionId counts;       // (subject, row): truth
    FunctionId amount;       // (subject, row): number
    FunctionId category;     // (subject, row): member; invalid: no categories
    FunctionId time;         // (subject, row): year or date
    Kind time_kind = Kind::year;
    std::optional<Exact> fixed;  // the amount, where it is a constant
    std::vector<StepId> conditions;
    std::vector<StepId> cuts;  // by limits for each key: a `limit` line of (subject, row) each
    std::string gives_label;
    Span span;

    bool of_years() const { return first.valid(); }
    Type row() const { return of_years() ? year_type() : row_type(table); }
  };
  struct Limit {
    bool times = false, per_year = true;
    FunctionId amount;             // (subject): number
    std::uint64_t categories = 0;  // as bits; 0: all
    FunctionId applies;            // (subject): truth; invalid: always
    std::string label;             // the wording, or the text of the limit
    bool worded = false;
    std::vector<ClauseId> clauses;
    Span span;
  };
  std::vector<Source> sources;
  std::vector<Limit> limits;
};

struct Credit {
  DeclarationId declaration;
  TableId table;
  UnitId unit;
  EnumerationId categories;   // invalid: none
  std::vector<Block> blocks;  // [0] its own
  bool lowered = false, broken = false;
  bool overlaps_reported = false;  // too many of its limits overlap
  // Cache of the functions made by credit_function.cpp: by days or by years, by categories (0: all) or portion.
  std::map<std::pair<bool, std::uint64_t>, FunctionId> functions;
  std::map<std::pair<bool, std::vector<std::uint64_t>>, FunctionId> in_year;
  std::map<bool, FunctionId> by_category;
};

}  // namespace cepol::semantics
