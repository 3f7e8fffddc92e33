// Runs the lints of lints.def in order; those that errors could mislead run only where there are none.
#include "lang/lints/lints.hpp"

#include <algorithm>

#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

enum class Needs : std::uint8_t {
  nothing,
  no_errors,   // an error may be all that keeps something unused or unreachable
  every_line,  // and no line that could not be parsed: it may have been a case
};
struct Lint {
  void (*check)(const Input&, Problems&);
  Needs needs;
};
constexpr Lint all_lints[] = {
#define LINT(name, needs) {name, Needs::needs},
#include "lang/lints/lints.def"
#undef LINT
};

bool is_met(Needs needs, bool sound, bool every_line) {
  switch (needs) {
    case Needs::nothing: return true;
    case Needs::no_errors: return sound;
    case Needs::every_line: return sound && every_line;
  }
  return false;
}

}  // namespace

bool is_module(const Input& input) {
  const Tree& policy = input.modules.back().parsed->tree;
  return policy.child(policy.root, NodeKind::module).valid();
}

void run(const Input& input, bool sound, Problems& problems) {
  const bool every_line = std::none_of(input.modules.begin(), input.modules.end(),
                                       [](const Module& one) { return one.parsed->problems.any_error(); });
  for (const Lint& lint : all_lints)
    if (is_met(lint.needs, sound, every_line)) lint.check(input, problems);
}

}  // namespace cepol::lints
