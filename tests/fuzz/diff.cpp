// Two policies without errors: what is the same has no changes, and the new policy with all changes undone is the old.
#include "interpreter/diff/structure.hpp"

#include <algorithm>

#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/sections.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

void add_once(std::vector<diff::Edit>& edits, const diff::Edit& edit) {
  if (std::none_of(edits.begin(), edits.end(),
                   [&](const diff::Edit& one) { return one.span == edit.span && one.text == edit.text; }))
    edits.push_back(edit);
}

std::vector<diff::Edit> undo_of(const diff::Structure& structure) {
  std::vector<diff::Edit> all;
  for (const diff::Change& change : structure.changes) {
    std::vector<diff::Edit> edits;
    for (const diff::Detail& detail : change.details)
      for (const diff::Edit& edit : detail.undo) add_once(edits, edit);
    if (change.kind != diff::ChangeKind::changed) edits = change.undo;
    all.insert(all.end(), edits.begin(), edits.end());
  }
  for (const diff::Structure::Rewrite& one : structure.rewritten)
    all.insert(all.end(), one.undo.begin(), one.undo.end());
  return all;
}

std::vector<diff::Reordering> orders_of(const diff::Structure& structure) {
  std::vector<diff::Reordering> all;
  for (const diff::Change& change : structure.changes)
    for (const diff::Detail& detail : change.details)
      if (detail.order) all.push_back(*detail.order);
  for (const diff::Structure::Rewrite& one : structure.rewritten)
    all.insert(all.end(), one.orders.begin(), one.orders.end());
  return all;
}

// Nullopt: a module would be edited.
std::optional<std::string> edited(const CheckedText& policy, std::vector<diff::Edit> edits) {
  const SourceId own = policy.modules.back().source;
  std::string text = policy.sources[own].text;
  // Examples expect the results of the policy as it stands; what is restored may cite clauses that compute nothing.
  const syntax::Tree& tree = policy.tree();
  for (const syntax::NodeId node : tree.children(tree.root))
    if (tree.kind(node) == syntax::NodeKind::example || tree.kind(node) == syntax::NodeKind::inert ||
        tree.kind(node) == syntax::NodeKind::known)
      edits.push_back({tree.span(node), ""});
  std::stable_sort(edits.begin(), edits.end(), [](const diff::Edit& a, const diff::Edit& b) {
    return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
  });
  std::reverse(edits.begin(), edits.end());
  for (const diff::Edit& edit : edits) {
    if (edit.span.source != own) return std::nullopt;
    require(edit.span.begin <= edit.span.end && edit.span.end <= text.size(), "an edit lies in the text");
    text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  }
  return text;
}

std::string names_of(const diff::Structure& structure) {
  std::string text;
  for (const diff::Change& change : structure.changes) {
    text += std::string(word_of(change.subject, true)) + " " + change.name + ":";
    for (const diff::Detail& detail : change.details) text += " " + detail.part;
    text += "\n";
  }
  return text;
}

// The declarations but examples, in their order: kinds and names.
std::string declarations_of(const CheckedText& policy) {
  const syntax::Tree& tree = policy.tree();
  std::string text;
  for (const syntax::NodeId node : tree.children(tree.root)) {
    text += std::string(id_of(tree.kind(node))) + " ";
    if (tree.first(node).valid()) text += std::string(tree.text_of(tree.first(node))) + "\n";
  }
  return text;
}

void check_undo(const CheckedText& before, const CheckedText& after) {
  const diff::Structure structure = diff::compare(before.whole(), after.whole(), true);
  const auto text = edited(after, diff::reordered(after.sources, undo_of(structure), orders_of(structure)));
  if (!text) return;
  const auto undone = check_text(*text);
  require(undone->good(), "without the changes there is no error",
          [&] { return *text + undone->errors() + names_of(structure); });
  diff::Structure left = diff::compare(before.whole(), undone->whole(), true);
  std::erase_if(left.changes, [](const diff::Change& change) {
    return change.subject == diff::Subject::clause || (change.details.size() == 1 && change.details[0].part == "cites");
  });
  require(left.same(), "without the changes it is the old policy",
          [&] { return *text + names_of(left) + "----\n" + names_of(structure); });
  if (!structure.renames.empty()) return;
  const auto old = check_text(*edited(before, {}));
  // Digests depend on the order of cases, and so on that of declarations.
  if (old->good() && declarations_of(*old) == declarations_of(*undone))
    require(sorted_digests(undone->program()) == sorted_digests(old->program()),
            "without the changes it computes what the old policy computes",
            [&] { return *text + names_of(structure); });
}

}  // namespace

void targets::diff(std::string_view input) {
  const auto sections = sections_of(input);
  if (sections.size() < 2) return;
  const auto before = check_text(std::string(sections[0]));
  if (!before->good()) return;
  const auto same = diff::compare(before->whole(), before->whole(), false);
  require(same.same() && same.renames.empty(), "a policy does not differ from itself", [&] { return names_of(same); });
  const auto after = check_text(std::string(sections[1]));
  if (after->good()) check_undo(*before, *after);
}

}  // namespace cepol::fuzz
