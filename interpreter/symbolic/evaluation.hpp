// Formulas at given values of their variables.
#pragma once

#include <functional>

#include "interpreter/symbolic/terms.hpp"

namespace cepol::symbolic {

// The value of a variable (a truth: 0 or 1); nullopt: it is not known.
using Assignment = std::function<std::optional<Exact>(Variable)>;
// Does a text hold another? By their numbers.
using ContainsText = std::function<std::optional<bool>(Exact text, Exact part)>;

// The values of terms; nullopt where they rest on variables that are not known, or on numbers beyond 128 bits.
class Evaluation {
 public:
  Evaluation(const Terms& terms, Assignment assignment, ContainsText contains);
  std::optional<Exact> value(Term term);
  std::optional<bool> truth(Term term);

 private:
  struct Wide {  // in lowest terms
    __int128 num = 0, den = 1;
  };
  using Known = std::optional<Wide>;

  static Known reduced(__int128 num, __int128 den);
  static Known plus(const Known& a, const Known& b);
  static Known times(const Known& a, const Known& b);
  static std::optional<bool> at_most(const Known& a, const Known& b);
  static std::optional<Exact> exact(const Known& value);
  static __int128 rounded_down(const Wide& value);
  Known compute(const TermNode& node) const;
  Known junction(const TermNode& node) const;
  Known overflow(const TermNode& node) const;
  Known civil_part(const TermNode& node) const;
  const Known& of(Term term) const { return values_[term.index]; }
  void need(Term term);

  const Terms& terms_;
  Assignment assignment_;
  ContainsText contains_;
  std::vector<Known> values_;
  std::vector<bool> seen_;
};

}  // namespace cepol::symbolic
