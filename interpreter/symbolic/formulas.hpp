// The formulas of a program about one subject, in two scopes: with any number of rows, where a formula that cannot hold
// holds of nobody; and with at most so many rows of each table, where one that can hold has a witness.
#pragma once

#include <set>

#include "interpreter/symbolic/encoder.hpp"
#include "interpreter/symbolic/solver.hpp"

namespace cepol::symbolic {

class SubjectFormulas {
 public:
  // `rows`: at most so many of each table; nullopt: any number. `known`: data with the rows of the tables that belong
  // to the policy (RecordTable::beside). All must outlive it.
  SubjectFormulas(const core::Program& program, core::TableId subject, std::optional<std::uint32_t> rows,
                  const data::Dataset& known, const SolverLimits& limits);

  Terms& terms() { return terms_; }
  Values& values() { return values_; }
  Scope& scope() { return scope_; }
  Solver& solver() { return *solver_; }
  // The value of a function of the subject row, for any readings.
  Value value(core::FunctionId function) { return encoder_.call(function, {values_.ordinary(values_.zero)}); }
  Value value(core::FunctionId function, const Replacements& replacements);
  // Does any person meet it, beside what is assumed?
  Answer possible(Term term, const std::vector<Term>& assumptions = {});
  // Each reading that was asked for has its default option.
  Term default_readings();
  // Nothing that is not modelled matters: no window has more years than are encoded, nothing leaves the range of Exact.
  Term modelled(Term term);
  // Of the tables that are not known at most so many rows are present.
  Term at_most_rows(std::uint32_t rows);
  bool too_large() const { return terms_.too_many(); }

 private:
  Terms terms_;
  Values values_{terms_};
  Scope scope_;
  Encoder encoder_;
  std::unique_ptr<Solver> solver_;
  EncoderOptions encoder_options(Replacements replacements);

  std::vector<Term> with_constraints(std::vector<Term> formulas);
  const std::vector<Term>& variables_of(Term term);

  std::map<Term, std::vector<Term>> variables_;  // of constraints
};

// All expressions of a function's body.
std::vector<core::ExprId> expressions_of(const core::Program& program, core::FunctionId function);
// Functions and all that they call.
std::set<core::FunctionId> functions_of(const core::Program& program, const std::vector<core::FunctionId>& roots);

}  // namespace cepol::symbolic
