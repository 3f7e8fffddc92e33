// Folds are nodes over several lines; a selection grows by the nodes around a place.
#include "lang/services/folding.hpp"

#include <algorithm>

#include "lang/services/nodes.hpp"

namespace cepol::services {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

namespace {

bool is_folded(NodeKind kind) {
  switch (kind) {
    case NodeKind::policy:
    case NodeKind::module:
    case NodeKind::headings:
    case NodeKind::data:
    case NodeKind::must:
    case NodeKind::source:
    case NodeKind::decision_case:
    case NodeKind::expect:
    case NodeKind::raw:
    case NodeKind::amended: return true;
    default: return is_declaration(kind);
  }
}

// Lines that are comments alone, two or more in a row.
void add_comment_folds(std::string_view text, std::vector<Fold>& folds) {
  std::size_t begin = std::string_view::npos, end = 0;
  const auto close = [&] {
    if (begin != std::string_view::npos && text.substr(begin, end - begin).find('\n') != std::string_view::npos)
      folds.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), true});
    begin = std::string_view::npos;
  };
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t stop = std::min(text.find('\n', line), text.size());
    const std::size_t first = text.find_first_not_of(" \t", line);
    if (first < stop && text[first] == '#') {
      if (begin == std::string_view::npos) begin = first;
      end = stop;
      if (end > line && text[end - 1] == '\r') --end;
    } else {
      close();
    }
    line = stop + 1;
  }
  close();
}

}  // namespace

std::vector<Fold> folds(const Tree& tree) {
  std::vector<Fold> found;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const NodeId node{i};
    if (is_folded(tree.kind(node)) && tree.text_of(node).find('\n') != std::string_view::npos)
      found.push_back({tree.span(node).begin, tree.span(node).end});
  }
  add_comment_folds(*tree.text, found);
  std::sort(found.begin(), found.end(),
            [](const Fold& a, const Fold& b) { return std::pair(a.begin, b.end) < std::pair(b.begin, a.end); });
  return found;
}

std::vector<Span> selection_ranges(const Tree& tree, std::uint32_t offset) {
  std::vector<Span> spans;
  const SourceId source = tree.span(tree.root).source;
  const auto token = std::find_if(tree.tokens.begin(), tree.tokens.end(), [&](const syntax::Token& one) {
    return one.begin <= offset && offset <= one.end && one.kind != syntax::TokenKind::block;
  });
  if (token != tree.tokens.end()) spans.push_back({source, token->begin, token->end});
  const std::vector<NodeId> path = path_to(tree, offset);
  for (auto node = path.rbegin(); node != path.rend(); ++node) {
    const Span span = tree.span(*node);
    if (span.begin > offset || span.end < offset) continue;  // of the file: without what is before its first token
    if (spans.empty() || (!(spans.back() == span) && span.begin <= spans.back().begin && span.end >= spans.back().end))
      spans.push_back(span);
  }
  const Span all{source, 0, static_cast<std::uint32_t>(tree.text->size())};
  if (spans.empty() || !(spans.back() == all)) spans.push_back(all);
  return spans;
}

}  // namespace cepol::services
