// The parts of a decision's account of which one may ask whether anything depends on them.
#pragma once

#include <vector>

#include "interpreter/symbolic/encoder.hpp"

namespace cepol::symbolic {

struct AccountPart {
  enum class Kind : std::uint8_t { option, condition, limit } kind;
  core::StepId step = {};  // not of limits
  std::string label;
  Span span;
  core::FunctionId function = {};       // its value: does it hold? Not of limits
  Replacements without = {};            // the program without it
  std::vector<AccountPart> parts = {};  // below an option: of no interest where nothing depends on the option
};

// Those that the outcome and the figures are computed from, in the order of the account; each once.
std::vector<AccountPart> account_parts(const core::Program& program, const core::Decision& decision);

}  // namespace cepol::symbolic
