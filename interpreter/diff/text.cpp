// Extracts source text without citations and comments, translates names of the old policy to the new ones, and
// compares two trees for differing values.
#include "interpreter/diff/text.hpp"

#include <algorithm>

#include "lang/syntax/scan.hpp"

namespace cepol::diff {
namespace {

constexpr std::size_t few = 4;  // at most so many differing values are listed by themselves

void collect_citations(const Tree& tree, NodeId node, std::vector<NodeId>& found) {
  for (NodeId child : tree.children(node)) {
    if (tree.kind(child) == NodeKind::citations)
      found.push_back(child);
    else
      collect_citations(tree, child, found);
  }
}

// Citations within a span, which need not be that of a node.
void citations_within(const Tree& tree, NodeId node, Span span, std::vector<Span>& found) {
  for (NodeId child : tree.children(node)) {
    const Span at = tree.span(child);
    if (at.end <= span.begin || at.begin >= span.end) continue;
    if (tree.kind(child) == NodeKind::citations)
      found.push_back(at);
    else
      citations_within(tree, child, span, found);
  }
}

bool is_value(NodeKind kind) {
  return kind == NodeKind::number || kind == NodeKind::percent || kind == NodeKind::date || kind == NodeKind::string ||
         kind == NodeKind::quantity;
}

// Of a comparison; empty: it is none.
std::string_view comparison_sign(const Tree& tree, NodeId node) {
  static constexpr std::pair<Keyword, std::string_view> signs[] = {
      {Keyword::less, "<"},      {Keyword::at_most_sign, "<="}, {Keyword::greater, ">"},
      {Keyword::at_least, ">="}, {Keyword::equal, "="},         {Keyword::not_equal, "!="}};
  if (tree.kind(node) != NodeKind::binary) return {};
  for (const auto& [keyword, sign] : signs)
    if (tree[node].keyword == keyword) return sign;
  return {};
}

class ValueComparison {
 public:
  ValueComparison(const PolicyPair& policies, const Tree& before, const Tree& after, const Locals& before_locals,
                  const Locals& after_locals)
      : one_{policies, before_side},
        other_{policies, after_side},
        before_(before),
        after_(after),
        before_locals_(before_locals),
        after_locals_(after_locals) {}

  bool differ_in_values(NodeId b, NodeId a) {
    if (before_.kind(b) == NodeKind::name && after_.kind(a) == NodeKind::name) return names(b, a);
    if (before_.kind(b) != after_.kind(a)) return false;
    if (before_[b].keyword != after_[a].keyword) {
      const std::string_view then = comparison_sign(before_, b), now = comparison_sign(after_, a);
      if (then.empty() || now.empty()) return false;
      values.emplace_back(then, now);
    }
    if (is_value(before_.kind(b))) {
      if (one_.of(before_, b) != other_.of(after_, a)) add(b, a);
      return true;
    }
    NodeId b_child = next(before_, b, before_.first(b)), a_child = next(after_, a, after_.first(a));
    for (; b_child.valid() && a_child.valid();
         b_child = next(before_, b, before_.next(b_child)), a_child = next(after_, a, after_.next(a_child)))
      if (!differ_in_values(b_child, a_child)) return false;
    return !b_child.valid() && !a_child.valid();
  }
  Values values;

 private:
  static NodeId next(const Tree& tree, NodeId parent, NodeId child) {
    while (child.valid() && (tree.kind(child) == NodeKind::citations || is_wording(tree, parent, child)))
      child = tree.next(child);
    return child;
  }
  void add(NodeId b, NodeId a) { values.emplace_back(before_.text_of(b), after_.text_of(a)); }
  bool names(NodeId b, NodeId a) {
    const auto meant = one_.names().meant(before_.span(b)), also = other_.names().meant(after_.span(a));
    if (meant.empty() != also.empty()) return false;
    if (meant.empty()) return local(before_, b, before_locals_) == local(after_, a, after_locals_);
    if (one_.of(before_, b) == other_.of(after_, a)) return true;
    auto chosen = [](const Entity& entity) {
      return entity.role == NameRole::member || entity.role == NameRole::group || entity.role == NameRole::option ||
             entity.role == NameRole::outcome;
    };
    if (!chosen(one_.names()[meant.front()]) || !chosen(other_.names()[also.front()])) return false;
    add(b, a);
    return true;
  }
  // Locals that are bound inside the compared nodes count as equal.
  static std::string local(const Tree& tree, NodeId node, const Locals& locals) {
    const auto found = std::find(locals.begin(), locals.end(), tree.name_text(node));
    return found == locals.end() ? std::string() : std::to_string(found - locals.begin());
  }

  const Normalizer one_, other_;
  const Tree &before_, &after_;
  const Locals &before_locals_, &after_locals_;
};

}  // namespace

std::vector<NodeId> citations_in(const Tree& tree, NodeId node) {
  std::vector<NodeId> found;
  collect_citations(tree, node, found);
  return found;
}

std::vector<std::string> clauses_in(const Tree& tree, NodeId node) {
  std::vector<std::string> paths;
  auto add = [&](NodeId clause) {
    const std::string path = tree.clause_label(clause);
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (NodeId clause : tree.children_of(node, NodeKind::clause)) add(clause);
  for (NodeId citations : citations_in(tree, node))
    for (NodeId clause : tree.children(citations)) add(clause);
  return paths;
}

std::string shown(const Tree& tree, Span span) {
  std::vector<Span> left_out;
  citations_within(tree, tree.root, span, left_out);
  const syntax::Scanner scan(*tree.text);
  std::string text;
  bool blank = false;
  for (syntax::Offset at = span.begin; at < span.end;) {
    const auto cited = std::find_if(left_out.begin(), left_out.end(), [&](Span one) { return one.begin == at; });
    syntax::Offset next = cited != left_out.end() ? cited->end : scan.layout(at);
    if (next > at) {
      blank = true;
      at = next;
      continue;
    }
    // A string, which may contain blanks, or a single character.
    next = scan.string(at);
    if (next == at) next = at + scan.letter(at).length;
    if (next <= at) next = at + 1;
    if (blank && !text.empty()) text += ' ';
    blank = false;
    text += (*tree.text).substr(at, std::min(next, span.end) - at);
    at = next;
  }
  return text;
}

std::string shown(const DeclarationPart& part) {
  const Tree& tree = *part.tree;
  const auto from = [&](NodeId begin) {
    return shown(tree, {tree.span(begin).source, tree.span(begin).begin, tree.span(part.node).end});
  };
  switch (excerpt_of(part.kind)) {
    case PartExcerpt::whole: return from(part.node);
    case PartExcerpt::contents: return tree.string_text(part.node);
    case PartExcerpt::after_keyword: {
      const NodeId first = tree.first(part.node);
      return from(first.valid() ? first : part.node);
    }
    case PartExcerpt::after_name: return from(tree.next(tree.first(part.node)));
    case PartExcerpt::first_child: return shown(tree, tree.span(tree.first(part.node)));
    case PartExcerpt::column_type:
      return part.name + ": " + from(tree.next(tree.children_of(part.node, NodeKind::name).back()));
    case PartExcerpt::content_list: {
      std::string text;
      for (NodeId node : part.content) text += (text.empty() ? "" : ", ") + shown(tree, tree.span(node));
      return text;
    }
    case PartExcerpt::extra: return part.extra;
  }
  return {};
}

std::string as_after(const PolicyPair& policies, const Tree& tree, Span span) {
  const Names& names = policies.names[before_side];
  std::string text;
  std::uint32_t at = span.begin;
  auto first = std::lower_bound(names.uses.begin(), names.uses.end(), span, [](const NameUse& use, const Span& from) {
    return std::pair(use.span.source, use.span.begin) < std::pair(from.source, from.begin);
  });
  for (; first != names.uses.end() && first->span.source == span.source && first->span.begin < span.end; ++first) {
    const NameUse& use = *first;
    if (use.span.begin < at || use.span.end > span.end) continue;
    const EntityId other = policies.partner(before_side, use.entity);
    if (!other.valid()) continue;
    const Entity &old = names[use.entity], &now = policies.names[after_side][other];
    const bool link = old.key == "link";
    if (old.name == now.name || !(link || (old.has_name && now.has_name))) continue;
    const std::string_view written = tree.text_of(use.span);
    if (written != old.name && written != "「" + old.name + "」" && written != "`" + old.name + "`") continue;
    text += tree.text_of(Span{span.source, at, use.span.begin});
    text +=
        link ? "「" + now.name + "」" : std::string(text_of(*policies.names[after_side].side().sources, now.declared));
    at = use.span.end;
  }
  text += tree.text_of(Span{span.source, at, span.end});
  return text;
}

Span with_comma(const Tree& tree, Span span) {
  const syntax::Scanner scan(*tree.text);
  const syntax::Offset next = scan.layout(span.end);
  const syntax::Sign sign = scan.sign(next);
  if (sign.length != 0 && sign.value == ',') span.end = next + sign.length;
  return span;
}

Values values_between(const PolicyPair& policies, const Tree& before_tree, NodeId before, const Tree& after_tree,
                      NodeId after, const DeclarationPart& before_part, const DeclarationPart& after_part) {
  ValueComparison comparison(policies, before_tree, after_tree, before_part.locals, after_part.locals);
  if (!comparison.differ_in_values(before, after) || comparison.values.size() > few) return {};
  return comparison.values;
}

Values values_between(const PolicyPair& policies, const DeclarationPart& before, const DeclarationPart& after) {
  if (before.kind == PartKind::title || before.kind == PartKind::reason) return {};  // the whole part is one value
  if (before.kind == PartKind::default_option) return {{shown(before), shown(after)}};
  if (before.content.size() != after.content.size()) return {};
  ValueComparison comparison(policies, *before.tree, *after.tree, before.locals, after.locals);
  for (std::size_t i = 0; i < before.content.size(); ++i)
    if (!comparison.differ_in_values(before.content[i], after.content[i])) return {};
  return comparison.values.size() > few ? Values{} : comparison.values;
}

}  // namespace cepol::diff
