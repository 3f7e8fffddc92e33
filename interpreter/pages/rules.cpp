// Converts a declaration to a head and lines: a line for each item of its block, and below an item a line for each
// condition that has a note or citation of its own or is on a line of its own. Notes and citations are removed from the
// words and stored separately.
#include "interpreter/pages/rules.hpp"

#include <algorithm>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::pages {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::Tree;

namespace {

// Declarations that are shown beside clauses: rules, readings and rosters.
bool is_shown(NodeKind kind) { return syntax::is_rule(kind) || kind == NodeKind::reading || kind == NodeKind::roster; }
// Declarations that are shown only beside clauses that they cite.
bool is_vocabulary(NodeKind kind) {
  return kind == NodeKind::enumeration || kind == NodeKind::record || kind == NodeKind::unit;
}

// Is a string child of such a node its wording by the author (and not a value, a title or a file)?
bool has_wording(NodeKind kind) {
  return syntax::is_rule(kind) || kind == NodeKind::reading || kind == NodeKind::option || kind == NodeKind::limit ||
         kind == NodeKind::decision_case || kind == NodeKind::unit || kind == NodeKind::condition;
}

class RuleReader {
 public:
  RuleReader(const Tree& tree, const format::FormattedWords& words, NodeId node, bool policy_english)
      : tree_(tree), words_(words), node_(node), policy_english_(policy_english) {
    collect(node);
  }

  Rule run(bool english) {
    const std::uint32_t begin = tree_.span(node_).begin, end = tree_.span(node_).end;
    rule_.kind = syntax::spelling(token_at(begin)->keyword, english ? Language::en : Language::zh);
    const NodeId name = tree_.first(node_);
    rule_.name = tree_.kind(name) == NodeKind::string ? tree_.string_text(name) : std::string(tree_.name_text(name));
    rule_.reading = tree_.kind(node_) == NodeKind::reading;

    const std::uint32_t block = block_of(node_), head_end = std::min(block, value_of(node_));
    RuleLine head = line(tree_.span(name).end, head_end, 0);
    rule_.head = std::move(head.words);
    if (!rule_.head.empty() && (rule_.head.front().text == ":" || rule_.head.front().text == "：")) {
      rule_.head.erase(rule_.head.begin());
      if (!rule_.head.empty()) rule_.head.front().blank_before = false;
    }
    rule_.note = std::move(head.note);
    rule_.clauses = std::move(head.clauses);
    if (head_end < block) {  // a definition: its note and citations follow its value
      RuleLine value = line(head_end, end, 0);
      rule_.note = std::exchange(value.note, {});
      rule_.clauses = std::exchange(value.clauses, {});
      rule_.lines.push_back(std::move(value));
    } else {
      items(node_, block, 0);
    }
    return std::move(rule_);
  }

 private:
  struct MarginNote {  // a note or citations, taken out of the words
    Span span;
    std::string note;
    std::vector<std::string> clauses;
    bool chosen = false;
  };

  void collect(NodeId node) {
    NodeId before;
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      const bool value = tree_.kind(node) == NodeKind::condition ? !before.valid()
                         : tree_.kind(node) == NodeKind::define  ? tree_.span(child).begin == value_node(node)
                                                                 : false;
      if (kind == NodeKind::citations) {
        // The span does not include the keyword before it.
        MarginNote mark{with_keyword(tree_.span(child)), {}, {}};
        for (NodeId clause : tree_.children_of(child, NodeKind::clause))
          mark.clauses.push_back(label_of(tree_, clause, policy_english_));
        marks_.push_back(std::move(mark));
      } else if (kind == NodeKind::string && has_wording(tree_.kind(node)) && !value) {
        marks_.push_back({tree_.span(child), tree_.string_text(child), {}});
      } else if (kind == NodeKind::default_option) {
        marks_.push_back({tree_.span(child), {}, {}, true});
      } else {
        collect(child);
      }
      before = child;
    }
  }

  const Token* token_at(std::uint32_t at) const {
    return &*std::lower_bound(tree_.tokens.begin(), tree_.tokens.end(), at,
                              [](const Token& one, std::uint32_t place) { return one.begin < place; });
  }
  Span with_keyword(Span span) const {
    const Token* token = token_at(span.begin);
    if (token->keyword == syntax::Keyword::cites || token == tree_.tokens.data()) return span;
    if ((token - 1)->keyword == syntax::Keyword::cites) span.begin = (token - 1)->begin;
    return span;
  }
  bool sign_is(const Token& token, char sign) const {
    return token.kind == TokenKind::sign &&
           syntax::Scanner(tree_.text_of(Span{{}, token.begin, token.end})).sign(0).value == sign;
  }

  // The offset of the bracket that opens a node's block (it lies between children); the node's end if it has no block.
  std::uint32_t block_of(NodeId node) const {
    std::uint32_t at = tree_.span(node).begin;
    const auto bracket = [&](std::uint32_t end) -> std::uint32_t {
      for (const Token* token = token_at(at); token != tree_.tokens.data() + tree_.tokens.size() && token->begin < end;
           ++token)
        if (sign_is(*token, '{')) return token->begin;
      return UINT32_MAX;
    };
    for (NodeId child : tree_.children(node)) {
      if (const std::uint32_t found = bracket(tree_.span(child).begin); found != UINT32_MAX) return found;
      at = tree_.span(child).end;
    }
    return std::min(bracket(tree_.span(node).end), tree_.span(node).end);
  }

  // The offset of a definition's value (value_of: of the sign before it); UINT32_MAX for other nodes.
  std::uint32_t value_node(NodeId node) const {
    if (tree_.kind(node) != NodeKind::define) return UINT32_MAX;
    for (NodeId child = tree_.next(tree_.first(node)); child.valid(); child = tree_.next(child)) {
      const NodeKind kind = tree_.kind(child);
      if (kind != NodeKind::parameter && kind != NodeKind::subject && kind != NodeKind::type &&
          kind != NodeKind::choice_type)
        return tree_.span(child).begin;
    }
    return UINT32_MAX;
  }
  std::uint32_t value_of(NodeId node) const {
    const std::uint32_t at = value_node(node);
    if (at == UINT32_MAX) return at;
    const Token* token = token_at(at);
    while (token != tree_.tokens.data() && !sign_is(*token, '=') && token->begin > tree_.span(node).begin) --token;
    return token->begin;
  }

  RuleLine line(std::uint32_t begin, std::uint32_t end, std::size_t depth) const {
    RuleLine result;
    result.depth = depth;
    std::vector<Span> left_out;
    for (const MarginNote& mark : marks_) {
      if (mark.span.begin < begin || mark.span.end > end) continue;
      left_out.push_back(mark.span);
      if (!mark.note.empty()) result.note += (result.note.empty() ? "" : "\n") + mark.note;
      result.clauses.insert(result.clauses.end(), mark.clauses.begin(), mark.clauses.end());
      result.chosen = result.chosen || mark.chosen;
    }
    result.words = words_.from_to(begin, end, left_out);
    return result;
  }
  void add(std::uint32_t begin, std::uint32_t end, std::size_t depth) {
    RuleLine result = line(begin, end, depth);
    if (!result.words.empty() || !result.note.empty() || !result.clauses.empty())
      rule_.lines.push_back(std::move(result));
  }

  bool marked(std::uint32_t begin, std::uint32_t end) const {
    return std::any_of(marks_.begin(), marks_.end(),
                       [&](const MarginNote& mark) { return mark.span.begin >= begin && mark.span.end <= end; });
  }
  bool breaks(std::uint32_t begin, std::uint32_t end) const {
    return tree_.text->substr(begin, end - begin).find('\n') != std::string::npos;
  }
  // Is the text between two items a separator without a line end?
  bool listed(std::uint32_t begin, std::uint32_t end) const {
    const Token* token = token_at(begin);
    return token->begin < end && (sign_is(*token, ',') || sign_is(*token, ';')) && !breaks(begin, end);
  }

  void items(NodeId node, std::uint32_t block, std::size_t depth) {
    std::vector<NodeId> all;
    for (NodeId child : tree_.children(node))
      if (tree_.span(child).begin > block && !is_mark(child)) all.push_back(child);
    for (std::size_t i = 0; i < all.size(); ++i) {
      // Items that are written on one line stay on one line.
      std::size_t last = i;
      const auto end_of = [&](std::size_t at) {
        return at + 1 < all.size() ? tree_.span(all[at + 1]).begin : tree_.span(node).end;
      };
      const auto simple = [&](std::size_t at) {
        return !tree_.child(all[at], NodeKind::when).valid() && !marked(tree_.span(all[at]).begin, end_of(at));
      };
      while (last + 1 < all.size() && simple(last) && simple(last + 1) &&
             listed(tree_.span(all[last]).end, tree_.span(all[last + 1]).begin))
        ++last;
      if (last > i)
        add(tree_.span(all[i]).begin, tree_.span(all[last]).end, depth);
      else
        item(all[i], depth);
      i = last;
    }
  }
  bool is_mark(NodeId node) const {
    return std::any_of(marks_.begin(), marks_.end(), [&](const MarginNote& mark) {
      return mark.span.begin <= tree_.span(node).begin && mark.span.end >= tree_.span(node).end;
    });
  }

  void item(NodeId node, std::size_t depth) {
    const std::uint32_t begin = tree_.span(node).begin, end = tree_.span(node).end;
    if (tree_.kind(node) == NodeKind::headings) {
      const std::uint32_t block = block_of(node);
      add(begin, block, depth);
      items(node, block, depth + 1);
    } else if (tree_.kind(node) == NodeKind::when) {
      conditions(node, begin, end, depth);
    } else if (const NodeId when = tree_.child(node, NodeKind::when); when.valid()) {
      // A condition on the item's line stays on it, a single one also with its note and citations. The item's own note
      // and citations may follow the condition.
      const std::uint32_t from = tree_.span(when).begin, to = tree_.span(when).end;
      const bool single = tree_.children_of(when, NodeKind::condition).size() == 1;
      if (!breaks(begin, end) && !marked(begin, from) && !marked(to, end) && (single || !marked(from, to))) {
        add(begin, end, depth);
        return;
      }
      RuleLine head = line(begin, from, depth), tail = line(to, end, depth);
      if (head.note.empty()) head.note = std::move(tail.note);
      head.clauses.insert(head.clauses.end(), tail.clauses.begin(), tail.clauses.end());
      rule_.lines.push_back(std::move(head));
      conditions(when, from, to, depth + 1);
    } else {
      add(begin, end, depth);
    }
  }

  void conditions(NodeId when, std::uint32_t begin, std::uint32_t end, std::size_t depth) {
    const std::vector<NodeId> all = tree_.children_of(when, NodeKind::condition);
    std::uint32_t from = begin;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t to = tree_.span(all[i]).end;
      const bool last = i + 1 == all.size();
      if (!last) {
        const std::uint32_t next = tree_.span(all[i + 1]).end;
        if (!marked(from, to) && !marked(to, next) && !breaks(to, tree_.span(all[i + 1]).begin)) continue;
      }
      add(from, last ? std::max(to, end) : to, depth);
      from = to;
    }
  }

  const Tree& tree_;
  const format::FormattedWords& words_;
  NodeId node_;
  bool policy_english_;
  std::vector<MarginNote> marks_;
  Rule rule_;
};

}  // namespace

std::string place_in_file(const Sources& sources, Span span) {
  const Span origin = origin_of(sources, span);
  const Source& source = sources[origin.source];
  return source.name.substr(source.name.rfind('/') + 1) + ":" + std::to_string(place_of(source, origin.begin).line);
}

std::vector<Declared> rules_of(const Sources& sources, const Tree& tree, const std::string& module, bool english,
                               bool policy_english) {
  const format::FormattedWords words(tree, {english ? Language::en : Language::zh});
  std::vector<Declared> rules;
  for (NodeId node : tree.children(tree.root)) {
    if (!is_shown(tree.kind(node)) && !is_vocabulary(tree.kind(node))) continue;
    Rule rule = RuleReader(tree, words, node, policy_english).run(english);
    if (!is_shown(tree.kind(node)) && cited_by(rule).empty()) continue;
    rule.module = module;
    rule.place = place_in_file(sources, tree.span(node));
    rules.push_back({tree.span(node), std::move(rule)});
  }
  return rules;
}

std::optional<Rule> rule_at(const Tree& tree, Span span, bool english, bool policy_english) {
  for (NodeId node : tree.children(tree.root))
    if (const Span own = tree.span(node); own.begin == span.begin && own.end == span.end)
      return RuleReader(tree, format::FormattedWords(tree, {english ? Language::en : Language::zh}), node,
                        policy_english)
          .run(english);
  return std::nullopt;
}

}  // namespace cepol::pages
