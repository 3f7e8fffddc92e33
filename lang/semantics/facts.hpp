// What holds whenever a condition holds, in simple facts about terms: which members a column may have, between which
// bounds a figure may lie. What is not so simple counts as a fact of its own that may be so or not. The warnings that
// reason about conditions (cases never reached, windows that overlap, ...) are built on these, so that they are always
// right, and say nothing where only deeper reasoning would show it.
#pragma once

#include <map>
#include <string>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

struct Fact {  // of a term: its value is one of these members, or between these bounds
  std::uint64_t members = ~std::uint64_t{0};
  std::uint64_t denied = 0;  // those that a `not` names
  Exact low = Exact::lowest(), high = Exact::highest();
  bool low_open = false, high_open = false;
  bool follows = false;  // from a fact of its own: of an `or` what holds in each of its parts
  ExprId term = {};      // where it was met first

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
// The constant that a term is: written there, or the whole of a definition.
const Constant* constant_of(const Program& program, ExprId term);

bool impossible(const Facts& facts);
Facts both(Facts facts, const Facts& others);
// Does everything that `wide` asks follow from `narrow`?
bool implies(const Facts& narrow, const Facts& wide);

// The bounds of a fact for people, in both languages: 2018-12-31 至 2019-01-03, 2017, 60 至 70（不含）.
std::string range_words(const Fact& fact, Kind kind);

}  // namespace cepol::semantics
