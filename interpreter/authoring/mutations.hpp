// Small changes of a policy's rules, one at a time: a number by one, ≥ to >, a date by a day, a condition left out, a
// category swapped for another. Whoever relies on a policy's examples wants each to be noticed by one of them.
#pragma once

#include "lang/check/edited.hpp"

namespace cepol::authoring {

struct RuleChange {
  check::Edit edit;
  std::vector<check::Edit> also;  // an option of a reading is named by its value: where it is chosen
  Span shown;                     // what is told of it: the expression around it
  std::string before, after;      // that expression, on one line; `after` is empty where all of it is left out
  std::string owner;              // the declaration that it stands in
};

// Of the policy's own file, in the order of the text. Not of its tables, examples, results and other forms, which
// compute nothing, and of a policy that amends another only of what the amendment wrote. What a change comes to is not
// looked at here: some make a text that cannot be checked.
std::vector<RuleChange> changes_of(const semantics::CheckedPolicy& policy);

// How a change is named, in the tool's output and in `known "…" in NAME`: 年龄 >= 50 → 年龄 >= 51; 删去 考区 是 区内.
std::string name_of(const RuleChange& change, bool english);
// Is that its name in either language, whichever spelling of keywords it was written with?
bool is_named(const RuleChange& change, std::string_view name);

}  // namespace cepol::authoring
