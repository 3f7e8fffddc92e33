// What follows from a condition, as simple facts about terms: the members that a column may have, the bounds of a
// number. Any other condition is a fact of its own that may hold or not. The lints that reason about conditions
// (unreachable, overlaps, ...) use these facts: no false positives, but they miss what needs deeper reasoning.
#pragma once

#include <concepts>
#include <map>
#include <string>

#include "lang/core/program.hpp"

namespace cepol::lints {

using namespace core;

// For a visitor that handles several terms alike: a new term must be put on a list.
template <class T, class... Terms>
concept one_of = (std::same_as<T, Terms> || ...);

struct Fact {  // of a term: its value is one of these members, or between these bounds
  std::uint64_t members = ~std::uint64_t{0};
  std::uint64_t denied = 0;  // those that a `not` names
  Exact low = Exact::lowest(), high = Exact::highest();
  bool low_open = false, high_open = false;
  bool follows = false;  // implied by another fact: what holds in each part of an `or`
  ExprId term = {};      // where it was found first

  bool impossible() const { return members == 0 || low > high || (low == high && (low_open || high_open)); }
  bool ranges() const { return !low.infinite() || !high.infinite(); }
  void meet(const Fact& other);
  void join(const Fact& other);  // the one or the other
  bool within(const Fact& other) const;
};
using Facts = std::map<std::string, Fact>;  // by the text of the term, the same for the same term

// All of them together are the condition: it holds exactly where they hold, with or without those that follow.
Facts facts_of(const Program& program, ExprId guard);
std::string key_of(const Program& program, ExprId term);
// The constant that a term is, itself or through a definition that is one; null: it is none.
const Constant* constant_of(const Program& program, ExprId term);

bool impossible(const Facts& facts);
Facts both(Facts facts, const Facts& others);
// Does all of `wide` follow from `narrow`?
bool implies(const Facts& narrow, const Facts& wide);

// The bounds of a fact in words, in both languages: 2018-12-31 至 2019-01-03, 2017, 60 至 70（不含）.
std::string range_words(const Fact& fact, Kind kind);

}  // namespace cepol::lints
