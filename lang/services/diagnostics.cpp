// Words the problems and finds where they were written.
#include "lang/services/diagnostics.hpp"

#include <algorithm>

namespace cepol::services {

std::vector<Finding> findings(const View& view) {
  std::vector<Finding> all;
  for (const Diagnostic& problem : view.problems.list) {
    const auto written = written_at(view.sources, problem.span);
    Finding finding{written.value_or(origin_of(view.sources, problem.span)),
                    problem.code,
                    message_of(problem, view.language),
                    help_of(problem, view.language),
                    written ? problem.suggestion : std::string(),
                    {}};
    for (const Related& one : problem.related)
      finding.related.emplace_back(origin_of(view.sources, one.span), view.english() ? one.en : one.zh);
    all.push_back(std::move(finding));
  }
  std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.span.source.index, a.span.begin) < std::pair(b.span.source.index, b.span.begin);
  });
  return all;
}

}  // namespace cepol::services
