// The values that complete data give the variables of a scope with as many explicit rows.
#pragma once

#include <map>

#include "interpreter/symbolic/evaluation.hpp"
#include "interpreter/symbolic/scope.hpp"

namespace cepol::symbolic {

class DataValues {
 public:
  // `readings`: by ReadingId. All must outlive it.
  DataValues(const Scope& scope, const data::Dataset& data, std::vector<core::Member> readings);
  std::optional<Exact> value(Variable variable) const;
  std::optional<bool> contains(Exact text, Exact part) const;
  Evaluation evaluation(const Terms& terms) const;

 private:
  std::optional<Exact> cell(const DataVariable& of) const;
  std::string_view text(Exact number) const;

  const Scope& scope_;
  const data::Dataset& data_;
  const std::vector<core::Member> readings_;
  std::map<std::string_view, std::int64_t> constants_;
};

}  // namespace cepol::symbolic
