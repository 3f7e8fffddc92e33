// The clauses that definitions cite. Only interpreter/explain includes this header.
#pragma once

#include <vector>

#include "lang/core/children.hpp"
#include "lang/core/program.hpp"

namespace cepol::explain {

// Collects the clauses that definitions cite, through all functions that a function calls.
struct DefinitionClauses {
  explicit DefinitionClauses(const core::Program& of)
      : program(of), functions(of.functions.size()), exprs(of.exprs.size()) {}
  void add(core::FunctionId id) {
    if (functions[id.index]) return;
    functions[id.index] = true;
    const core::Function& function = program.functions[id];
    clauses.insert(clauses.end(), function.clauses.begin(), function.clauses.end());
    std::vector<core::ExprId> open{function.body};
    while (!open.empty()) {
      const core::ExprId expr = open.back();
      open.pop_back();
      if (exprs[expr.index]) continue;
      exprs[expr.index] = true;
      const core::Term& term = program.exprs[expr].term;
      if (const auto* call = std::get_if<core::Call>(&term)) add(call->function);
      core::for_each_child(term, [&](core::ExprId child) { open.push_back(child); });
    }
  }

  const core::Program& program;
  std::vector<bool> functions, exprs;  // visited
  std::vector<core::ClauseId> clauses;
};

}  // namespace cepol::explain
