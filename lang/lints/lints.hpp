// Warnings of a checked policy: what is no error and yet probably not what the notice means. Each lint is a file with
// one function; lints.def lists them. A lint only reads, and appends to the problems.
#pragma once

#include <vector>

#include "lang/semantics/checked.hpp"
#include "lang/semantics/resolution.hpp"

namespace cepol::lints {

struct Input {
  const Sources& sources;
  const std::vector<semantics::Module>& modules;
  const notice::Notice* notice;  // of the policy; null: its text is not there
  const std::vector<semantics::OtherNotice>& others;
  const semantics::Checked& checked;
  const semantics::Resolution& resolution;
};

// `sound`: resolution found no error. Lints that an error could mislead run only where there is none.
void run(const Input& input, bool sound, Problems& problems);

}  // namespace cepol::lints
