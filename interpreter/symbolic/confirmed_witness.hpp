// Witnesses that an engine confirms, made smaller.
#pragma once

#include "interpreter/engine/engine.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::symbolic {

struct WantedResult {
  core::DecisionId decision;
  std::optional<std::uint32_t> measure;
  engine::Status status;
};
struct ConfirmedWitness {
  semantics::Example example;  // expects the result
  std::string detail;          // engine::Outcome::detail
};

// The example without the rows and cells that do not matter, if an engine gives it the result; nullopt: it does not.
std::optional<ConfirmedWitness> confirmed(engine::LoadedProgram& loaded, semantics::Example example,
                                          const WantedResult& wanted);

}  // namespace cepol::symbolic
