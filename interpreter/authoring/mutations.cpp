// MutationFinder: walks the syntax tree of the rules, readings and units; a table maps node kinds to the functions that
// derive their mutations.
#include "interpreter/authoring/mutations.hpp"

#include <algorithm>
#include <map>

#include "lang/base/date.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/node_lists.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::authoring {

namespace {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

constexpr std::size_t max_shown_width = 44;  // columns of the expression that a mutation is shown in

// The numbers one unit of the last decimal place away: 57 -> 58, 56; 2.5 -> 2.6, 2.4. Empty for other texts.
std::vector<std::string> neighbours(std::string_view written) {
  std::string digits;
  std::size_t places = 0;
  for (char c : written) {
    if (!is_digit(c) && c != '.') return {};
    if (c == '.')
      places = written.size() - written.find('.') - 1;
    else
      digits += c;
  }
  if (digits.empty() || digits.size() > 17) return {};
  const std::int64_t value = std::stoll(digits);
  std::vector<std::string> all;
  for (const std::int64_t other : {value + 1, value - 1}) {
    if (other < 0) continue;
    std::string text = std::to_string(other);
    if (places > 0) {
      if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
      text.insert(text.size() - places, ".");
    }
    all.push_back(std::move(text));
  }
  return all;
}

class MutationFinder {
 public:
  explicit MutationFinder(const semantics::CheckedPolicy& policy)
      : sources_(*policy.sources),
        tree_(policy.tree()),
        source_(policy.modules->back().source),
        own_(syntax::own_source(sources_, tree_)) {
    for (const semantics::Reference& one : policy.checked->references) {
      if (one.use.source != source_) continue;
      declared_[{one.use.begin, one.use.end}] = one.declared;
      if (one.declared.source == source_) uses_[one.declared.begin].push_back(one.use);
    }
    for (const semantics::Module& module : *policy.modules) find_members(module.parsed->tree);
  }

  std::vector<Mutation> run() {
    for (NodeId node : tree_.children(tree_.root)) {
      const NodeKind kind = tree_.kind(node);
      if (!syntax::is_rule(kind) && kind != NodeKind::reading && kind != NodeKind::unit) continue;
      owner_ = tree_.name_text(tree_.first(node));
      beyond_functions_ = kind == NodeKind::unit || kind == NodeKind::reading || kind == NodeKind::quota;
      parents_.clear();
      walk(node);
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Mutation& a, const Mutation& b) { return a.edit.span.begin < b.edit.span.begin; });
    return std::move(found_);
  }

 private:
  // next_member_: for the place that declares a member of an enumeration, the place that declares the next one.
  void find_members(const Tree& tree) {
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
      const NodeId node{i};
      const NodeKind kind = tree.kind(node);
      if (kind != NodeKind::enumeration && kind != NodeKind::choice_type && kind != NodeKind::decision) continue;
      std::vector<Span> members;
      for (NodeId child : tree.children(node)) {
        if (tree.kind(child) == NodeKind::member || tree.kind(child) == NodeKind::outcome)
          members.push_back(tree.span(tree.first(child)));
        else if (tree.kind(child) == NodeKind::name && kind == NodeKind::choice_type)
          members.push_back(tree.span(child));
      }
      for (std::size_t m = 0; m < members.size() && members.size() > 1; ++m)
        next_member_[{members[m].source.index, members[m].begin}] = members[(m + 1) % members.size()];
    }
  }

  void walk(NodeId node) {
    constexpr NodeKind without_values[] = {NodeKind::citations, NodeKind::string, NodeKind::subject,
                                           NodeKind::belongs,   NodeKind::type,   NodeKind::parameter};
    mutate(node);
    parents_.push_back(node);
    for (NodeId child : tree_.children(node))
      if (!syntax::contains(without_values, tree_.kind(child))) walk(child);
    parents_.pop_back();
  }

  // The kinds that have mutations of their own. tests/properties/every_node.test.cpp lists every other kind: its
  // children have mutations, or there is a reason that it has none.
  void mutate(NodeId node) {
    static constexpr std::pair<NodeKind, void (MutationFinder::*)(NodeId)> functions[] = {
        {NodeKind::number, &MutationFinder::number},
        {NodeKind::percent, &MutationFinder::percent},
        {NodeKind::date, &MutationFinder::date},
        {NodeKind::binary, &MutationFinder::operators},
        {NodeKind::bound, &MutationFinder::operators},
        {NodeKind::logic, &MutationFinder::joined},
        {NodeKind::when, &MutationFinder::joined},
        {NodeKind::where, &MutationFinder::where},
        {NodeKind::choose, &MutationFinder::choose},
        {NodeKind::in_set, &MutationFinder::members_of_set},
        {NodeKind::one_of, &MutationFinder::members_of_cell},
        {NodeKind::over, &MutationFinder::leave_out},
        {NodeKind::limit, &MutationFinder::leave_out},
        {NodeKind::drops, &MutationFinder::leave_out},
        {NodeKind::name, &MutationFinder::swap_member},
    };
    for (const auto& [kind, function] : functions)
      if (kind == tree_.kind(node)) (this->*function)(node);
  }
  void number(NodeId node) {
    for (const std::string& other : neighbours(tree_.text_of(node))) replace(node, other);
  }
  void percent(NodeId node) {
    const std::string_view digits = tree_.digits(node);
    const std::string sign(tree_.text_of(node).substr(digits.size()));
    for (const std::string& other : neighbours(digits)) replace(node, other + sign);
  }
  void date(NodeId node) {
    const auto date = syntax::date_in_policy(tree_.text_of(node));
    if (!date || !date->exact()) return;
    for (const int days : {1, -1})
      if (const auto other = plus_days(date->first, days)) replace(node, to_string(Date{*other, *other}));
  }
  void where(NodeId node) { replace(tree_.first(node), "yes", true); }
  void choose(NodeId node) {
    const NodeId condition = tree_.first(node);
    replace(condition, "not (" + std::string(tree_.text_of(condition)) + ")");
  }
  void members_of_set(NodeId node) { elements(node, tree_.next(tree_.first(node))); }
  void members_of_cell(NodeId node) { elements(node, tree_.first(node)); }

  // The expression around a mutation that it is shown in: the largest that is short and within one condition.
  NodeId around(NodeId node) const {
    constexpr NodeKind outermost[] = {NodeKind::table_case, NodeKind::place, NodeKind::limit, NodeKind::decision_case};
    constexpr NodeKind holding_expressions[] = {NodeKind::bound,      NodeKind::limit_amount, NodeKind::between,
                                                NodeKind::one_of,     NodeKind::gives,        NodeKind::category,
                                                NodeKind::counted_in, NodeKind::gives_value};
    NodeId shown = node;
    for (auto up = parents_.rbegin(); up != parents_.rend(); ++up) {
      const NodeKind kind = tree_.kind(*up);
      const bool last = syntax::contains(outermost, kind);
      if (!last && !syntax::is_expression_or_part(kind) && !syntax::contains(holding_expressions, kind)) break;
      if (display_width(on_one_line(tree_.without_comments(*up))) > max_shown_width) break;
      shown = *up;
      if (last) break;
    }
    return shown;
  }

  void add(Span span, std::string text, NodeId shown, bool left_out) {
    if (origin_of(sources_, span).source != own_) return;
    Mutation mutation;
    mutation.edit = {span, std::move(text)};
    mutation.shown = tree_.span(shown);
    mutation.owner = owner_;
    mutation.beyond_functions = beyond_functions_;
    if (left_out) {
      mutation.before = on_one_line(tree_.without_comments(span));
    } else {
      const Span head{span.source, mutation.shown.begin, span.begin}, tail{span.source, span.end, mutation.shown.end};
      mutation.before = on_one_line(tree_.without_comments(mutation.shown));
      mutation.after = on_one_line(tree_.without_comments(head) + mutation.edit.text + tree_.without_comments(tail));
    }
    found_.push_back(std::move(mutation));
  }
  // An option that is a number or a date is referred to by that value: its uses change with it.
  void rename_uses(NodeId option) {
    if (found_.empty() || !(found_.back().edit.span == tree_.span(option))) return;
    const auto uses = uses_.find(tree_.span(option).begin);
    if (uses == uses_.end()) return;
    for (const Span use : uses->second) found_.back().renamed_uses.push_back({use, found_.back().edit.text});
  }
  void replace(NodeId node, std::string text, bool left_out = false) {
    add(tree_.span(node), std::move(text), left_out ? node : around(node), left_out);
    if (!parents_.empty() && tree_.kind(parents_.back()) == NodeKind::option) rename_uses(node);
  }
  void leave_out(NodeId node) { add(tree_.span(node), "", node, true); }

  // The replacement in the language of the keyword that it replaces.
  std::string spelled_like(const syntax::Token& token, std::string_view en, std::string_view zh) const {
    const std::string_view written = tree_.text_of(Span{source_, token.begin, token.end});
    const bool chinese =
        static_cast<unsigned char>(written.front()) >= 0x80 && token.kind == syntax::TokenKind::keyword;
    return std::string(chinese ? zh : en);
  }

  // Replaces the operator of a node: the token between its operands, or before its only one.
  void operators(NodeId node) {
    const NodeId left = tree_.first(node), right = tree_.next(left);
    const std::uint32_t from = right.valid() ? tree_.span(left).end : tree_.span(node).begin;
    const std::uint32_t to = right.valid() ? tree_.span(right).begin : tree_.span(left).begin;
    struct Replacement {
      Keyword keyword;
      std::string_view en, zh;  // zh: where the operator may be a Chinese word
    };
    static constexpr Replacement replacements[] = {
        {Keyword::less, "<=", {}},       {Keyword::at_most_sign, "<", {}}, {Keyword::greater, ">=", {}},
        {Keyword::at_least, ">", {}},    {Keyword::equal, "!=", {}},       {Keyword::not_equal, "=", {}},
        {Keyword::is, "is not", "不是"}, {Keyword::is_not, "is", "是"},    {Keyword::plus, "-", {}},
        {Keyword::minus, "+", {}},
    };
    const auto other = std::find_if(std::begin(replacements), std::end(replacements),
                                    [&](const Replacement& one) { return one.keyword == tree_[node].keyword; });
    if (other == std::end(replacements)) return;
    for (const syntax::Token& token : tokens_between(from, to)) {
      if (token.kind != syntax::TokenKind::operator_ && token.kind != syntax::TokenKind::keyword) continue;
      parents_.push_back(node);
      add({source_, token.begin, token.end}, " " + spelled_like(token, other->en, other->zh) + " ", around(node),
          false);
      parents_.pop_back();
      return;
    }
  }

  // Operands of `and` or `or`: each one left out; and for two operands, `and` swapped with `or`.
  void joined(NodeId node) {
    const bool is_or = tree_[node].keyword == Keyword::or_;
    std::vector<NodeId> parts;
    for (NodeId child : tree_.children(node)) {
      if (tree_.kind(node) != NodeKind::when)
        parts.push_back(child);
      else if (tree_.kind(child) == NodeKind::condition)
        parts.push_back(tree_.first(child));
    }
    for (NodeId part : parts) {
      const NodeKind kind = tree_.kind(part);
      if (kind != NodeKind::yes && kind != NodeKind::no) replace(part, is_or ? "no" : "yes", true);
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
      if (parts.size() > 2) break;  // with three or more, leaving each out tests as much
      for (const syntax::Token& token : tokens_between(tree_.span(parts[i - 1]).end, tree_.span(parts[i]).begin))
        if (token.kind == syntax::TokenKind::keyword &&
            (token.keyword == Keyword::and_ || token.keyword == Keyword::or_))
          add({source_, token.begin, token.end},
              " " + (is_or ? spelled_like(token, "and", "且") : spelled_like(token, "or", "或")) + " ", node, false);
    }
  }

  // Each element of a set left out, if at least one is left.
  void elements(NodeId node, NodeId first) {
    std::vector<NodeId> all;
    for (NodeId at = first; at.valid(); at = tree_.next(at)) all.push_back(at);
    if (all.size() < 2) return;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Span span = tree_.span(all[i]);
      const Span with_comma{source_, i == 0 ? span.begin : tree_.span(all[i - 1]).end,
                            i == 0 ? tree_.span(all[1]).begin : span.end};
      add(with_comma, "", node, false);
    }
  }

  void swap_member(NodeId node) {
    const Span span = tree_.span(node);
    for (NodeId parent : parents_)
      if (tree_.kind(parent) == NodeKind::over || tree_.kind(parent) == NodeKind::outcome) return;
    const auto declared = declared_.find({span.begin, span.end});
    if (declared == declared_.end()) return;
    const auto next = next_member_.find({declared->second.source.index, declared->second.begin});
    if (next == next_member_.end()) return;
    const std::string_view other = text_of(sources_, next->second);
    // In a set that has the other already this would leave one out.
    for (NodeId one : tree_.children(parents_.back()))
      if (tree_.kind(one) == NodeKind::name && tree_.text_of(one) == other) return;
    replace(node, std::string(other));
  }

  std::vector<syntax::Token> tokens_between(std::uint32_t from, std::uint32_t to) const {
    auto at = std::lower_bound(tree_.tokens.begin(), tree_.tokens.end(), from,
                               [](const syntax::Token& token, std::uint32_t place) { return token.begin < place; });
    std::vector<syntax::Token> between;
    for (; at != tree_.tokens.end() && at->begin < to; ++at) between.push_back(*at);
    return between;
  }

  const Sources& sources_;
  const Tree& tree_;
  const SourceId source_;
  const SourceId own_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Span> declared_;     // by begin and end of a use
  std::map<std::uint32_t, std::vector<Span>> uses_;                      // by place of declaration
  std::map<std::pair<std::uint32_t, std::uint32_t>, Span> next_member_;  // by source and place
  std::string owner_;
  bool beyond_functions_ = false;
  std::vector<NodeId> parents_;
  std::vector<Mutation> found_;
};

}  // namespace

std::vector<Mutation> mutations_of(const semantics::CheckedPolicy& policy) { return MutationFinder(policy).run(); }

std::string name_of(const Mutation& mutation, bool english) {
  if (mutation.after.empty()) return (english ? "without " : "删去 ") + mutation.before;
  return mutation.before + " → " + mutation.after;
}

bool is_named(const Mutation& mutation, std::string_view name) {
  const std::string wanted = syntax::regardless_of_keywords(name);
  return wanted == syntax::regardless_of_keywords(name_of(mutation, false)) ||
         wanted == syntax::regardless_of_keywords(name_of(mutation, true));
}

}  // namespace cepol::authoring
