#include "lang/semantics/suggestions.hpp"

#include "lang/base/text.hpp"

namespace cepol::semantics {

namespace {

constexpr std::size_t max_compared = 50'000'000;  // pairs of bytes, and for each name that is compared
constexpr std::size_t cost_of_name = 32;

}  // namespace

void suggest_nearest(Context& context, Diagnostic& problem, std::string_view name, const Candidates& candidates) {
  if (context.compared >= max_compared) return;
  const std::vector<std::string> all = candidates();
  for (const std::string& one : all) context.compared += cost_of_name + one.size() * name.size();
  if (const auto near = nearest_name(name, all)) problem.suggest(*near);
}

}  // namespace cepol::semantics
