// Finds the trees of the files that people edit; a composed text is none.
#include "interpreter/service/policy_view.hpp"

namespace cepol::service {

services::View view_of(const workspace::Policy& policy, Language language) {
  services::View view{policy.sources, policy.modules, policy.checked,    policy.problems,
                      policy.notice,  policy.others,  policy.operations, {},
                      language};
  view.trees.resize(policy.sources.size(), nullptr);
  for (const syntax::Parsed& parsed : policy.parsed) {
    const SourceId source = parsed.tree.span(parsed.tree.root).source;
    if (policy.sources[source].pieces.empty()) view.trees[source.index] = &parsed.tree;
  }
  return view;
}

}  // namespace cepol::service
