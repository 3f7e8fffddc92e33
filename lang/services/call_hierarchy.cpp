// Groups the uses of names by the declarations that they are in.
#include "lang/services/call_hierarchy.hpp"

#include "lang/services/nodes.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;

// The name of the declaration around a place; null: it is in none that has a name (an example).
const DeclaredName* named_around(const View& view, const Names& names, Span span) {
  const Tree* tree = view.tree(span.source);
  if (tree == nullptr) return nullptr;
  const NodeId declaration = declaration_at(*tree, span.begin);
  if (!declaration.valid()) return nullptr;
  const NodeId name = tree->first(declaration);
  return name.valid() ? names.declared(tree->span(name)) : nullptr;
}

void add_place(std::map<Place, Dependence>& found, const DeclaredName& on, Span place) {
  found.try_emplace({on.span.source.index, on.span.begin}, Dependence{on, {}}).first->second.places.push_back(place);
}

std::vector<Dependence> values(std::map<Place, Dependence> found) {
  std::vector<Dependence> all;
  for (auto& [place, one] : found) all.push_back(std::move(one));
  return all;
}

}  // namespace

const DeclaredName* declaration_of(const View& view, const Names& names, SourceId file, std::uint32_t offset) {
  if (const NameUse* use = names.at(file, offset)) return names.declared(use->declared);
  return named_around(view, names, {file, offset, offset});
}

std::vector<Dependence> used_by(const View& view, const Names& names, const DeclaredName& of) {
  std::map<Place, Dependence> found;
  for (const NameUse& use : names.all())
    if (use.declared == of.span && !use.declares())
      if (const DeclaredName* around = named_around(view, names, use.span);
          around != nullptr && !(around->span == of.span))
        add_place(found, *around, use.span);
  return values(std::move(found));
}

std::vector<Dependence> uses_of(const View& view, const Names& names, const DeclaredName& of) {
  std::map<Place, Dependence> found;
  const NodeId whole = of.item.valid() ? of.item : of.declaration;
  if (!whole.valid()) return {};
  const auto span = written_at(view.sources, of.tree->span(whole));
  if (!span) return {};
  for (const NameUse& use : names.all())
    if (use.span.source == span->source && use.span.begin >= span->begin && use.span.end <= span->end &&
        !use.declares())
      if (const DeclaredName* on = names.declared(use.declared); on != nullptr && !(on->span == of.span))
        add_place(found, *on, use.span);
  return values(std::move(found));
}

}  // namespace cepol::services
