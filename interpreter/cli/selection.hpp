// Which rows and which columns of the data the clerk wants to see: --only DECISION=OUTCOME and --columns NAME,NAME.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cli/command.hpp"
#include "interpreter/engine/results.hpp"

namespace cepol::cli {

// [--only DECISION=OUTCOME]...: rows whose decision came out so. Several outcomes of one decision: any of them; several
// decisions of one table: all of them.
class RowSelection {
 public:
  RowSelection() = default;
  explicit RowSelection(std::vector<std::string> typed) : typed_(std::move(typed)) {}
  Option option() { return {"--only", &typed_}; }
  // Finds what was typed among the policy's decisions. False: it is not there; the reason is printed on io.err.
  bool resolve(const core::Program& program, const Io& io);
  // Of a decision that several tables have, only in the first of these, unless its table is named.
  void take_main_table() { main_table_ = true; }
  bool everything() const { return typed_.empty(); }
  const std::vector<std::string>& typed() const { return typed_; }
  // A table none of whose decisions is named, or has such an outcome, has no row that is taken.
  bool concerns(core::TableId table) const;
  // `results`: of a row of the table.
  bool takes(core::TableId table, const engine::RowResults& results) const;

 private:
  bool add(const core::Program& program, const std::string& typed, const Io& io);

  // One table's decisions of the name that was typed, of which at least one has the outcome.
  struct Wanted {
    core::DecisionId decision;
    core::TableId table;
    std::set<core::Member> members;
    std::set<engine::Status> statuses;
  };
  static void keep_main_table(const core::Program& program, std::vector<Wanted>& all);

  std::vector<std::string> typed_;
  std::vector<Wanted> wanted_;  // each decision once
  bool main_table_ = false;
};

// The rows that were taken, by table; a table of which none was is not there.
using SelectedRows = std::map<core::TableId, std::vector<data::RowIndex>>;
const std::vector<data::RowIndex>* rows_selected(const SelectedRows& selected, core::TableId table);

// --columns NAME,NAME...: columns of the data that stand beside the results.
class ColumnChoice {
 public:
  ColumnChoice() = default;
  explicit ColumnChoice(std::optional<std::string> typed) : typed_(std::move(typed)) {}
  Option option() { return {"--columns", &typed_}; }
  // The result tables of the program with these columns behind their first ones, as far as they have them. Nullopt: no
  // table with results has a column of the name; printed on io.err.
  std::optional<std::vector<core::ResultTable>> tables(const core::Program& program, const Io& io) const;
  bool none() const { return !typed_; }
  const std::optional<std::string>& typed() const { return typed_; }

 private:
  std::optional<std::string> typed_;
};

// The column of the table with the name that was typed: 单位, 人员.单位.
std::optional<core::ColumnIndex> column_of(const core::Program& program, core::TableId table, const std::string& typed);
// Has a table with results a column of the name? Else what is wrong is printed on io.err.
bool is_column(const core::Program& program, const std::string& typed, const Io& io);

// The parts of a list that was typed: commas of both widths and 、 divide it.
std::vector<std::string> parts_of_list(const std::string& typed);

}  // namespace cepol::cli
