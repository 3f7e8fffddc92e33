// Builds the index of names from the checker's references and from the nodes that declare names.
#include "lang/services/names.hpp"

#include <algorithm>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

std::pair<std::uint32_t, std::uint32_t> key_of(Span span) { return {span.source.index, span.begin}; }

bool before(const NameUse& a, const NameUse& b) {
  return std::tuple(key_of(a.span), a.span.end, key_of(a.declared)) <
         std::tuple(key_of(b.span), b.span.end, key_of(b.declared));
}

}  // namespace

std::string_view words_of(NameKind kind, Language language) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
#define NAME_KIND(id, zh, en) {zh, en},
#include "lang/services/name_kinds.def"
#undef NAME_KIND
  };
  const auto& [zh, en] = words[static_cast<std::size_t>(kind)];
  return language == Language::en ? en : zh;
}

Names::Names(const View& view) : view_(view) {
  for (const semantics::Module& module : view.modules) walk(module.parsed->tree);
  if (view.modules.empty())
    for (const Tree* tree : view.trees)
      if (tree != nullptr) walk(*tree);
  for (const semantics::Reference& one : view.checked.references) {
    const auto use = written_at(view.sources, one.use), declared = written_at(view.sources, one.declared);
    if (!use || !declared) continue;
    Span target = *declared;
    // A unit is referred to by its first name, whichever was written.
    if (const DeclaredName* unit = this->declared(target); unit != nullptr && unit->kind == NameKind::unit)
      for (NodeId other : unit->tree->children_of(unit->declaration, NodeKind::name))
        if (unit->tree->name_text(other) == text(*use))
          target = written_at(view.sources, unit->tree->span(other)).value_or(target);
    uses_.push_back({*use, target});
  }
  add_targets();
  // What is only a use (an outcome that is a value of an enumeration) declares nothing.
  for (const NameUse& use : uses_)
    if (!use.declares()) declared_.erase(key_of(use.span));
  for (const auto& [key, name] : declared_) uses_.push_back({name.span, name.span});
  std::sort(uses_.begin(), uses_.end(), before);
  uses_.erase(
      std::unique(uses_.begin(), uses_.end(),
                  [](const NameUse& a, const NameUse& b) { return a.span == b.span && a.declared == b.declared; }),
      uses_.end());
}

void Names::add(NameKind kind, const Tree& tree, NodeId name, NodeId item, NodeId declaration) {
  if (!name.valid() || tree.kind(name) != NodeKind::name) return;
  if (const auto span = written_at(view_.sources, tree.span(name)); span && span->end > span->begin)
    declared_.try_emplace(key_of(*span), DeclaredName{*span, kind, &tree, name, item, declaration});
}

// The declarations that an amendment names: 要求 高中级评审 is the requirement of the amended policy.
void Names::add_targets() {
  for (const amend::Operation& operation : view_.operations) {
    if (!operation.declared.source.valid()) continue;
    const auto declared = written_at(view_.sources, operation.declared);
    const Tree* tree = view_.tree(operation.span.source);
    if (!declared || tree == nullptr) continue;
    for (std::uint32_t i = 0; i < tree->nodes.size(); ++i) {
      const NodeId node{i};
      const Span span = tree->span(node);
      if (tree->kind(node) != NodeKind::target || span.begin < operation.span.begin || span.end > operation.span.end)
        continue;
      const NodeId name = tree->child(node, NodeKind::name);
      if (!name.valid() || tree->name_text(name) != text(*declared)) continue;
      uses_.push_back({tree->span(name), *declared});
      if (const NodeId subject = tree->child(node, NodeKind::subject); subject.valid())
        add_record(*tree, tree->first(subject));
    }
  }
}

void Names::add_record(const Tree& tree, NodeId name) {
  for (const auto& [place, one] : declared_)
    if (one.kind == NameKind::record && one.tree->name_text(one.name) == tree.name_text(name))
      uses_.push_back({tree.span(name), one.span});
}

const NameUse* Names::at(SourceId file, std::uint32_t offset) const {
  const auto next = std::upper_bound(uses_.begin(), uses_.end(), std::pair(file.index, offset),
                                     [](const auto& place, const NameUse& use) { return place < key_of(use.span); });
  const NameUse* ends = nullptr;
  for (auto at = next; at != uses_.begin();) {
    const NameUse& use = *--at;
    if (use.span.source != file || use.span.end < offset) break;
    if (use.span.end > offset) return &use;
    ends = &use;
  }
  return ends;
}

const NameUse* Names::of(Span span) const {
  const auto found = std::lower_bound(uses_.begin(), uses_.end(), span, [](const NameUse& use, Span wanted) {
    return std::tuple(key_of(use.span), use.span.end) < std::tuple(key_of(wanted), wanted.end);
  });
  return found != uses_.end() && found->span == span ? &*found : nullptr;
}

const DeclaredName* Names::declared(Span span) const {
  const auto found = declared_.find(key_of(span));
  return found == declared_.end() ? nullptr : &found->second;
}

std::vector<Span> Names::uses(Span declared) const {
  std::vector<Span> found;
  for (const NameUse& use : uses_)
    if (use.declared == declared && !use.declares()) found.push_back(use.span);
  return found;
}

std::string Names::text(Span span) const { return unquoted(text_of(view_.sources, span)); }

std::string unquoted(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> marks[] = {{"「", "」"}, {"\"", "\""}, {"“", "”"}};
  for (const auto& [open, close] : marks)
    if (text.size() >= open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
      return std::string(text.substr(open.size(), text.size() - open.size() - close.size()));
  return std::string(text);
}

std::string written_name(const std::string& name) {
  const syntax::Scanner scan(name);
  const bool bare =
      !name.empty() && scan.name(0) == scan.size() && !syntax::reserved(name) && syntax::keywords_spelled(name).empty();
  return bare ? name : "「" + name + "」";
}

}  // namespace cepol::services
