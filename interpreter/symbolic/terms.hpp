// Formulas: truths and exact numbers over variables, as a flat table of terms in which equal terms are one term (so
// that what two rules compute in common is one formula, and equality of formulas is often equality of ids). Arguments
// have smaller ids than the terms that have them. Constructors simplify: what constants and the bounds of variables
// decide is decided when the term is made.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/base/exact.hpp"
#include "lang/base/table.hpp"

namespace cepol::symbolic {

using Term = Id<struct TermTag>;
using Variable = Id<struct VariableTag>;

enum class Op : std::uint8_t {
  // ---- truths
  truth,     // constant: 0 or 1
  all,       // and
  any,       // or
  negation,  // not
  at_most,   // number <= number
  equal,     // number = number
  same,      // truth = truth
  overflow,  // does the operation (Term::operation) on these numbers leave the range of Exact?
  contains,  // does a text (by number, see TextNumbers) hold another?
  // ---- numbers
  number,       // constant
  sum,          // constant + coefficients * arguments
  product,      // of two
  quotient,     // of two; of no meaning where the divisor is 0
  floor,        // the greatest whole number that is not above
  day_number,   // of year, month, day: days since 1970-01-01
  civil_year,   // of a day number
  civil_month,  // likewise
  civil_day,    // likewise
  // ---- of either kind
  variable,
  choice,  // if, then, else
};
enum class NumberOperation : std::uint8_t { add, subtract, multiply, divide, round };

struct TermNode {
  Op op = Op::truth;
  bool truth = true;  // a truth; otherwise a number
  bool whole = false;
  std::vector<Term> arguments = {};
  std::vector<Exact> coefficients = {};  // sum
  Exact constant = 0;                    // truth, number, sum
  Variable variable = {};
  NumberOperation operation = NumberOperation::add;  // overflow
  // Of numbers: every value lies in [low, high]; grid, if not 0: value * grid is whole; in lowest terms the numerator
  // is at most `numerator` in size and the denominator at most `denominator`.
  Exact low = Exact::lowest(), high = Exact::highest();
  std::int64_t grid = 0;
  double numerator = 0, denominator = 1;
};

struct VariableNode {
  std::string name;  // for people who debug
  bool truth = true;
  bool whole = true;     // numbers
  bool unknown = false;  // stands for something that is not modelled: any value is allowed, not every value occurs
  Exact low = Exact::lowest(), high = Exact::highest();
};

class Terms {
 public:
  Terms();
  const TermNode& operator[](Term term) const { return nodes_[term.index]; }
  const VariableNode& variable(Variable variable) const { return variables_[variable.index]; }
  std::size_t size() const { return nodes_.size(); }
  std::size_t variables() const { return variables_.size(); }
  // So many terms were made that the formulas are given up: what they say is of no meaning.
  bool too_many() const { return nodes_.size() > most_terms; }
  static constexpr std::size_t most_terms = 1'500'000;

  Term yes() const { return {1}; }
  Term no() const { return {0}; }
  Term truth(bool value) const { return value ? yes() : no(); }
  Term number(Exact value);
  Term variable(VariableNode variable);

  Term all(std::vector<Term> terms);
  Term any(std::vector<Term> terms);
  Term negation(Term term);
  Term implies(Term a, Term b) { return any({negation(a), b}); }
  Term at_most(Term a, Term b);
  Term less(Term a, Term b) { return negation(at_most(b, a)); }
  Term equal(Term a, Term b);  // of numbers
  Term same(Term a, Term b);   // of truths
  Term contains(Term text, Term part);
  // Does the operation leave the range of Exact, where its operands do not? `result`: its value. No, where the bounds
  // of the variables exclude it. (Of rounding, whose result alone counts: a is b is the result.)
  Term overflow(NumberOperation operation, Term a, Term b, Term result);

  Term plus(Term a, Term b) { return linear(a, 1, b, 1); }
  Term minus(Term a, Term b) { return linear(a, 1, b, -1); }
  Term plus(Term a, std::int64_t b) { return plus(a, number(b)); }
  Term times(Term a, Exact factor) { return linear(number(0), 0, a, factor); }
  Term times(Term a, Term b);
  Term over(Term a, Term b);
  Term floor(Term a);
  Term lesser(Term a, Term b) { return choice(at_most(a, b), a, b); }
  Term greater(Term a, Term b) { return choice(at_most(a, b), b, a); }
  Term choice(Term condition, Term yes, Term no);

  Term day_number(Term year, Term month, Term day);
  Term civil(Op part, Term day);  // civil_year, civil_month, civil_day

  // The ids of these terms and of all terms that they are made of, ascending.
  std::vector<std::uint32_t> reached(std::span<const Term> roots) const;

  bool is_constant(Term term) const {
    const Op op = nodes_[term.index].op;
    return op == Op::truth || op == Op::number;
  }
  std::optional<Exact> constant(Term term) const {
    if (!is_constant(term)) return std::nullopt;
    return nodes_[term.index].constant;
  }

 private:
  Term add(TermNode node);
  Term junction(bool all, std::vector<Term> terms);
  Term linear(Term a, Exact factor_a, Term b, Exact factor_b);
  std::optional<Term> merged(Term a, Exact factor_a, Term b, Exact factor_b);
  std::optional<Term> pushed(Op op, Term a, Term b);
  void bound(TermNode& node) const;
  void bound_sum(TermNode& node) const;

  std::deque<TermNode> nodes_;  // references to nodes stay valid while terms are added
  std::vector<VariableNode> variables_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash_;
  std::unordered_map<std::uint64_t, Term> pushed_;
};

}  // namespace cepol::symbolic
