// Which small changes of a policy's rules its examples notice: each change is made in the text, the text checked and
// the examples run again; a change is noticed when an example that held no longer does.
#pragma once

#include <functional>

#include "interpreter/examples/changes.hpp"
#include "interpreter/examples/coverage.hpp"

namespace cepol::examples {

enum class Fate : std::uint8_t {
  noticed,
  unnoticed,
  refused,  // the changed text has errors: check notices
};
struct Trial {
  RuleChange change;
  Fate fate = Fate::noticed;
};

struct Tested {  // a policy without errors; all must outlive the call
  const Sources& sources;
  const std::vector<semantics::Module>& modules;
  const semantics::Checked& checked;
};

// In the order of the text; the same on one thread or many. `advance`, if any, is told of each change that was tried,
// by whatever thread tried it.
std::vector<Trial> try_changes(const Tested& policy, unsigned threads, const std::function<void()>& advance = {});

}  // namespace cepol::examples
