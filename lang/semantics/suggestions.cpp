#include "lang/semantics/suggestions.hpp"

#include "lang/base/text.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t max_compared = 10'000'000;  // pairs of characters, about a sixteenth of a second each million

}  // namespace

void suggest_nearest(Context& context, Diagnostic& problem, std::string_view name, const Candidates& candidates) {
  if (context.compared >= max_compared) return;
  const std::vector<std::string> all = candidates();
  for (const std::string& one : all) context.compared += 1 + one.size() * (4 + name.size()) / 16;
  if (const auto near = nearest_name(name, all)) problem.suggest(*near);
}

}  // namespace cepol::semantics
