// Mutations of a policy's rules: small edits of its text, one at a time: a number by one, >= to >, a date by a day, a
// condition left out, a category swapped for another. A policy whose examples detect all of them is tested well.
#pragma once

#include "lang/check/edited.hpp"

namespace cepol::authoring {

struct Mutation {
  check::Edit edit;
  std::vector<check::Edit> renamed_uses;  // of an option of a reading whose name is the edited value
  Span shown;                             // the expression around the edit
  std::string before, after;              // that expression on one line; `after` is empty where all of it is left out
  std::string owner;                      // the declaration that contains it
  // Of a unit, a reading or a quota: what it means is more than the functions that it is lowered to.
  bool beyond_functions = false;
};

// Mutations of the policy's own file, in the order of the text; of a policy that amends another, of what the amendment
// wrote. Only declarations that compute something are mutated. The mutated texts are not checked here: some have
// errors.
std::vector<Mutation> mutations_of(const semantics::CheckedPolicy& policy);

// The mutation's name, in the tool's output and in `known "…" in NAME`: 年龄 >= 50 → 年龄 >= 51; 删去 考区 是 区内.
std::string name_of(const Mutation& mutation, bool english);
// Is `name` the mutation's name in either language, in any spelling of keywords?
bool is_named(const Mutation& mutation, std::string_view name);

}  // namespace cepol::authoring
