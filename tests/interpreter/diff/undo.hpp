// The new policy with changes taken back.
#pragma once

#include <algorithm>

#include "tests/interpreter/diff/policies.hpp"

namespace cepol::diff {

inline std::vector<Edit> undo_of(const Change& change) {
  std::vector<Edit> edits;
  for (const Detail& detail : change.details)
    for (const Edit& edit : detail.undo)
      if (std::none_of(edits.begin(), edits.end(),
                       [&](const Edit& one) { return one.span == edit.span && one.text == edit.text; }))
        edits.push_back(edit);
  return change.kind == ChangeKind::changed ? edits : change.undo;
}

inline Texts with(const Policy& policy, std::vector<Edit> edits) {
  Texts texts;
  for (const semantics::Module& module : policy.modules)
    texts[&module == &policy.modules.back() ? "" : module.path] = policy.sources[module.source].text;
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
  });
  std::reverse(edits.begin(), edits.end());
  for (const Edit& edit : edits)
    for (const semantics::Module& module : policy.modules)
      if (module.source == edit.span.source)
        texts[&module == &policy.modules.back() ? "" : module.path].replace(edit.span.begin,
                                                                            edit.span.end - edit.span.begin, edit.text);
  return texts;
}

// Taking all changes back gives a policy that says what the old one said, but for what it cites.
inline void check_undo(const Policy& before, const Policy& after, const Structure& structure) {
  std::vector<Edit> edits;
  for (const Change& change : structure.changes)
    for (const Edit& edit : undo_of(change)) edits.push_back(edit);
  std::vector<Reordering> reorderings;
  for (const Change& change : structure.changes)
    for (const Detail& detail : change.details)
      if (detail.order) reorderings.push_back(*detail.order);
  for (const Structure::Rewrite& one : structure.rewritten) {
    edits.insert(edits.end(), one.undo.begin(), one.undo.end());
    reorderings.insert(reorderings.end(), one.orders.begin(), one.orders.end());
  }
  edits = reordered(after.sources, std::move(edits), reorderings);
  const syntax::Tree& tree = after.modules.back().parsed->tree;
  // Examples are of the new policy as it stands; clauses that compute nothing may be cited by what comes back.
  for (syntax::NodeId node : tree.children(tree.root))
    if (tree.kind(node) == syntax::NodeKind::example || tree.kind(node) == syntax::NodeKind::inert ||
        tree.kind(node) == syntax::NodeKind::known)
      edits.push_back({tree.span(node), ""});
  const Texts texts = with(after, edits);
  const auto undone = checked(texts);
  INFO(why_bad(*undone));
  REQUIRE(undone->good());
  Structure left = compare(before.whole(), undone->whole(), true);
  std::erase_if(left.changes, [](const Change& change) {
    if (change.subject == Subject::clause) return true;
    return change.details.size() == 1 && (change.details[0].part == "cites" || change.details[0].part == "依据");
  });
  INFO(describe(left));
  CHECK(left.same());
}

}  // namespace cepol::diff
