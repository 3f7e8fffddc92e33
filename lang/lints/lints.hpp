// Lints: warnings about a checked policy that has no error but probably does not mean what the notice means. Each lint
// is a function in a file of its own; lints.def lists them. A lint reads the policy and appends to the problems.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"
#include "lang/semantics/resolution.hpp"

namespace cepol::lints {

struct Input {
  const Sources& sources;
  const std::vector<semantics::Module>& modules;
  const notice::Notice* notice;  // the policy's; null: no text of the notice is available
  const std::vector<semantics::OtherNotice>& others;
  const semantics::Checked& checked;
  const semantics::Resolution& resolution;
};

// `sound`: resolution found no error. Lints that an error could mislead run only if `sound`.
void run(const Input& input, bool sound, Problems& problems);

}  // namespace cepol::lints
