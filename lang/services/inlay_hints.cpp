// Makes the hints from the nodes of the file.
#include "lang/services/inlay_hints.hpp"

#include <algorithm>

#include "lang/diagnostics/say.hpp"
#include "lang/services/clauses.hpp"
#include "lang/services/type_words.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

constexpr std::size_t characters_of_hint = 12, characters_of_tooltip = 400;

// After its name and the values in brackets.
std::uint32_t end_of_head(const Tree& tree, NodeId define) {
  std::uint32_t end = tree.span(tree.first(define)).end;
  if (const NodeId subject = tree.child(define, NodeKind::subject); subject.valid()) return tree.span(subject).end;
  const auto parameters = tree.children_of(define, NodeKind::parameter);
  if (parameters.empty()) return end;
  end = tree.span(parameters.back()).end;
  const auto token =
      std::find_if(tree.tokens.begin(), tree.tokens.end(), [&](const syntax::Token& one) { return one.begin >= end; });
  return token == tree.tokens.end() ? end : token->end;
}

}  // namespace

std::vector<InlayHint> inlay_hints(const View& view, const Names& names, SourceId file, std::uint32_t begin,
                                   std::uint32_t end) {
  std::vector<InlayHint> hints;
  const Tree* tree = view.tree(file);
  if (tree == nullptr) return hints;
  for (std::uint32_t i = 0; i < tree->nodes.size(); ++i) {
    const NodeId node{i};
    const Span span = tree->span(node);
    if (span.end < begin || span.begin > end) continue;
    if (tree->kind(node) == NodeKind::clause) {
      if (const notice::Clause* clause = clause_of(view, *tree, node); clause != nullptr && !clause->text.empty())
        hints.push_back(
            {span.end, beginning(clause->text, characters_of_hint), beginning(clause->text, characters_of_tooltip)});
    } else if (tree->kind(node) == NodeKind::define && !tree->child(node, NodeKind::type).valid() &&
               !tree->child(node, NodeKind::choice_type).valid()) {
      const DeclaredName* name = names.declared(tree->span(tree->first(node)));
      if (name == nullptr) continue;
      if (const auto type = type_of(view, *name))
        hints.push_back(
            {end_of_head(*tree, node), ": " + type_words(view.checked.program, *type, view.language), {}, true});
    }
  }
  std::sort(hints.begin(), hints.end(), [](const InlayHint& a, const InlayHint& b) { return a.at < b.at; });
  return hints;
}

}  // namespace cepol::services
