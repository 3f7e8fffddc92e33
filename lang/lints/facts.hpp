// Facts: the consequences of a condition as constraints on single terms, namely the members that a column may have and
// the bounds of a number. Any other condition is an opaque fact that holds or not. The lints that reason about
// conditions (unreachable, overlaps, ...) use facts: no false positives, but cases that need deeper reasoning are
// missed.
#pragma once

#include <concepts>
#include <map>
#include <string>

#include "lang/core/program.hpp"

namespace cepol::lints {

using namespace core;

// Restricts an overload of a visitor to the listed term types, so that a new term type must be added to a list.
template <class T, class... Terms>
concept one_of = (std::same_as<T, Terms> || ...);

struct Fact {  // constrains one term: its value is one of these members, or between these bounds
  std::uint64_t members = ~std::uint64_t{0};
  std::uint64_t denied = 0;  // members named in a `not`
  Exact low = Exact::lowest(), high = Exact::highest();
  bool low_open = false, high_open = false;
  bool follows = false;  // implied by another fact: what holds in each part of an `or`
  ExprId term = {};      // the first occurrence of the term

  bool impossible() const { return members == 0 || low > high || (low == high && (low_open || high_open)); }
  bool ranges() const { return !low.infinite() || !high.infinite(); }
  void meet(const Fact& other);
  void join(const Fact& other);  // the disjunction
  bool within(const Fact& other) const;
};
using Facts = std::map<std::string, Fact>;  // by the text of the term (key_of), which is equal for equal terms

// The condition as a conjunction of facts, equivalent to it; the facts marked `follows` are implied by the others.
Facts facts_of(const Program& program, ExprId guard);
std::string key_of(const Program& program, ExprId term);
// The constant that a term is, directly or as a call of a definition that is a constant; null: it is not a constant.
const Constant* constant_of(const Program& program, ExprId term);

bool impossible(const Facts& facts);
Facts both(Facts facts, const Facts& others);
// Do all facts of `wide` follow from `narrow`?
bool implies(const Facts& narrow, const Facts& wide);

// The bounds of a fact as text, in both languages: 2018-12-31 至 2019-01-03, 2017, 60 至 70（不含）.
std::string range_words(const Fact& fact, Kind kind);

}  // namespace cepol::lints
