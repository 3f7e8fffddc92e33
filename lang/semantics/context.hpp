// struct Context: the state of one run of resolve(), i.e. its inputs, its outputs, and the lowering in progress. It has
// no logic: every step is a free function that takes the context.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/semantics/checked.hpp"
#include "lang/semantics/resolution.hpp"

namespace cepol::semantics {

struct BlankWord {   // that says that a cell is blank
  std::string text;  // trimmed, in its half-width form
  Span span;
};

struct Context : Resolution {  // the base is returned by resolve()
  const Sources& sources;
  const std::vector<Module>& modules;
  const notice::Notice* notice;  // the policy's; null: its text is not available
  const std::vector<OtherNotice>& others;
  Checked& out;
  Program& program;    // of `out`
  Problems& problems;  // of `out`

  std::unordered_map<std::string, Span> titles_of_examples = {};  // where each title was first given
  std::vector<Example> outdated_examples = {};  // the examples of Checked::outdated, as far as they could be lowered
  std::set<std::string> broken_names = {};      // reported at their declaration, not again at each use

  std::map<std::string, std::vector<EnumerationId>> member_owners = {};  // the enumerations that have a member

  // The labels of measures and of the column of missing data, by record and label; read at the first use.
  std::optional<std::map<std::pair<std::string, std::string>, Span>> label_spans = {};

  std::vector<BlankWord> blank_words = {};  // of the policy's header: for every column

  struct HeadingSpan {
    std::string column, text;
    Span span;
  };
  std::vector<HeadingSpan> heading_spans = {};  // of the record being lowered: where its other headings stand

  // Depth of what is being lowered.
  std::vector<DeclarationId> in_progress = {};   // each required by the one before
  std::size_t nesting = 0;                       // of expressions
  std::vector<std::size_t> term_depth = {};      // by ExprId
  std::vector<std::size_t> function_depth = {};  // by FunctionId
  bool too_deep_reported = false;

  // Size of what has been lowered: see emit.hpp.
  std::vector<std::uint64_t> term_size = {};        // by ExprId: of the term written out as a tree
  std::uint64_t function_terms = 0;                 // of all functions' bodies, written out as trees
  std::vector<std::pair<Type, ExprId>> spare = {};  // stand in for further terms once the policy is too large
  std::size_t example_cells = 0;                    // taken over by examples that are like others
  bool examples_too_large = false;                  // reported
  std::size_t compared = 0;                         // for suggestions: see suggestions.hpp
  bool too_large = false;                           // reported; nothing more is lowered

  // Citations, by the label of the clause.
  std::map<std::string, ClauseId> clause_ids = {};
  std::map<std::string, std::vector<std::string>> cited_by = {};  // names of the rules
  std::map<std::string, std::string> inert = {};                  // reasons
};

}  // namespace cepol::semantics
