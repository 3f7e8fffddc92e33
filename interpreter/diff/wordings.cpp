// DeclarationDiff, changes of strings that only give a rule a wording, and of citations: no result depends on them.
#include <algorithm>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {

void DeclarationDiff::wordings(const Tree& one, NodeId before, const Tree& other, NodeId after) {
  const auto b = wordings_in(one, before), a = wordings_in(other, after);
  if (b.size() == a.size()) {
    for (std::size_t i = 0; i < b.size(); ++i) reworded(one, b[i], other, a[i]);
    return;
  }
  Detail detail;
  detail.part = label(PartKind::wording, {}, english_);
  auto excerpt = [](const Tree& tree, const std::vector<NodeId>& list, NodeId whole) -> std::optional<Excerpt> {
    if (list.empty()) return std::nullopt;
    std::string text;
    for (NodeId string : list) text += (text.empty() ? "" : " / ") + tree.string_text(string);
    return Excerpt{text, tree.span(whole)};
  };
  detail.before = excerpt(one, b, before);
  detail.after = excerpt(other, a, after);
  detail.place = at(other.span(after), other.span(after).end);
  detail.undo = {{other.span(after), as_after(policies_, one, one.span(before))}};
  wordings_.push_back(std::move(detail));
}

void DeclarationDiff::reworded(const Tree& one, NodeId before, const Tree& other, NodeId after) {
  if (one.string_text(before) == other.string_text(after)) return;
  Detail detail;
  detail.part = label(PartKind::wording, {}, english_);
  detail.before = Excerpt{one.string_text(before), one.span(before)};
  detail.after = Excerpt{other.string_text(after), other.span(after)};
  detail.undo = {{other.span(after), std::string(one.text_of(before))}};
  wordings_.push_back(std::move(detail));
}

// Wordings of a part itself, whose inner parts are reported one by one.
void DeclarationDiff::own_wordings(const DeclarationPart& before, const DeclarationPart& after) {
  auto own = [](const DeclarationPart& part) {
    std::vector<NodeId> found;
    for (NodeId child : part.tree->children(part.node))
      if (is_wording(*part.tree, part.node, child)) found.push_back(child);
    return found;
  };
  const auto b = own(before), a = own(after);
  if (b.size() != a.size()) {
    undo_whole_ = true;
    return wordings(*before.tree, before.node, *after.tree, after.node);
  }
  for (std::size_t i = 0; i < b.size(); ++i) reworded(*before.tree, b[i], *after.tree, a[i]);
}

void DeclarationDiff::header_wording() {
  auto own = [](const Entity& entity) {
    NodeId found;
    for (NodeId child : entity.tree->children(entity.node))
      if (is_wording(*entity.tree, entity.node, child)) found = child;
    return found;
  };
  const NodeId b = own(before_), a = own(after_);
  if (b.valid() && a.valid()) {
    reworded(before_tree(), b, after_tree(), a);
  } else if (b.valid() || a.valid()) {
    Detail detail;
    detail.part = label(PartKind::wording, {}, english_);
    if (b.valid()) detail.before = Excerpt{before_tree().string_text(b), before_tree().span(b)};
    if (a.valid()) detail.after = Excerpt{after_tree().string_text(a), after_tree().span(a)};
    if (a.valid())
      detail.undo = {{after_tree().span(a), ""}};
    else
      undo_whole_ = true;
    wordings_.push_back(std::move(detail));
  }
  for (Detail& detail : wordings_) detail.minor = true;
  details_.insert(details_.end(), wordings_.begin(), wordings_.end());
}

void DeclarationDiff::citations() {
  if (before_.subject == Subject::clause) return;
  auto sorted = [&](const Entity& entity, std::size_t side) {
    auto paths = clauses_in(*entity.tree, entity.node);
    for (std::string& path : paths) path = policies_.names[side].clause(path);
    std::sort(paths.begin(), paths.end());
    return paths;
  };
  if (sorted(before_, before_side) == sorted(after_, after_side)) return;
  auto excerpt = [](const Entity& entity) -> std::optional<Excerpt> {
    std::string text;
    for (const std::string& path : clauses_in(*entity.tree, entity.node))
      text += (text.empty() ? "" : ", ") + core::clause_label(path);
    if (text.empty()) return std::nullopt;
    const auto list = citations_in(*entity.tree, entity.node);
    return Excerpt{text, list.size() == 1 ? entity.tree->span(list.front()) : entity.tree->span(entity.node)};
  };
  Detail detail;
  detail.part = label(PartKind::cites, {}, english_);
  detail.before = excerpt(before_);
  detail.after = excerpt(after_);
  detail.minor = true;
  details_.push_back(std::move(detail));
}

}  // namespace cepol::diff
