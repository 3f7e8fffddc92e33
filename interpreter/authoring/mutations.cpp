#include "interpreter/authoring/mutations.hpp"

#include <algorithm>
#include <map>

#include "lang/base/date.hpp"
#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::authoring {

namespace {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

constexpr std::size_t most_shown = 44;  // columns of an expression that is told with the change in it

// The numbers beside one, by one of its last place: 57 -> 58, 56; 2.5 -> 2.6, 2.4.
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

class Walk {
 public:
  explicit Walk(const semantics::CheckedPolicy& policy)
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

  std::vector<RuleChange> run() {
    for (NodeId node : tree_.children(tree_.root)) {
      const NodeKind kind = tree_.kind(node);
      if (!syntax::is_rule(kind) && kind != NodeKind::reading && kind != NodeKind::unit) continue;
      owner_ = tree_.name_text(tree_.first(node));
      parents_.clear();
      walk(node);
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const RuleChange& a, const RuleChange& b) { return a.edit.span.begin < b.edit.span.begin; });
    return std::move(found_);
  }

 private:
  // By the place where a member of an enumeration is declared: the place of the next one.
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
    look_at(node);
    parents_.push_back(node);
    for (NodeId child : tree_.children(node)) {
      const NodeKind kind = tree_.kind(child);
      const bool words_only = kind == NodeKind::citations || kind == NodeKind::string || kind == NodeKind::subject ||
                              kind == NodeKind::belongs || kind == NodeKind::type || kind == NodeKind::parameter;
      if (!words_only) walk(child);
    }
    parents_.pop_back();
  }

  void look_at(NodeId node) {
    switch (tree_.kind(node)) {
      case NodeKind::number:
        for (const std::string& other : neighbours(tree_.text_of(node))) replace(node, other);
        break;
      case NodeKind::percent: {
        const std::string_view digits = tree_.digits(node);
        const std::string sign(tree_.text_of(node).substr(digits.size()));
        for (const std::string& other : neighbours(digits)) replace(node, other + sign);
        break;
      }
      case NodeKind::date: {
        const auto date = parse_date(tree_.text_of(node));
        if (!date || !date->exact()) break;
        for (const int days : {1, -1})
          if (const auto other = plus_days(date->first, days)) replace(node, to_string(Date{*other, *other}));
        break;
      }
      case NodeKind::binary: operators(node); break;
      case NodeKind::bound: operators(node); break;
      case NodeKind::logic: joined(node); break;
      case NodeKind::when: joined(node); break;
      case NodeKind::where: replace(tree_.first(node), "yes", true); break;
      case NodeKind::choose: {
        const NodeId condition = tree_.first(node);
        replace(condition, "not (" + std::string(tree_.text_of(condition)) + ")");
        break;
      }
      case NodeKind::in_set: elements(node, tree_.next(tree_.first(node))); break;
      case NodeKind::one_of: elements(node, tree_.first(node)); break;
      case NodeKind::over: leave_out(node); break;
      case NodeKind::limit: leave_out(node); break;
      case NodeKind::drops: leave_out(node); break;
      case NodeKind::name: swap_member(node); break;
      default: break;
    }
  }

  // The expression around a change that is told with it: the largest that is short and no more than one condition.
  NodeId around(NodeId node) const {
    NodeId shown = node;
    for (auto up = parents_.rbegin(); up != parents_.rend(); ++up) {
      const NodeKind kind = tree_.kind(*up);
      const bool whole = kind == NodeKind::table_case || kind == NodeKind::place || kind == NodeKind::limit ||
                         kind == NodeKind::decision_case;
      if (!whole && kind < NodeKind::number && kind != NodeKind::bound && kind != NodeKind::limit_amount &&
          kind != NodeKind::between && kind != NodeKind::one_of && kind != NodeKind::gives &&
          kind != NodeKind::category && kind != NodeKind::counted_in && kind != NodeKind::gives_value)
        break;
      if (display_width(on_one_line(tree_.without_comments(*up))) > most_shown) break;
      shown = *up;
      if (whole) break;
    }
    return shown;
  }

  void add(Span span, std::string text, NodeId shown, bool left_out) {
    if (origin_of(sources_, span).source != own_) return;
    RuleChange change;
    change.edit = {span, std::move(text)};
    change.shown = tree_.span(shown);
    change.owner = owner_;
    if (left_out) {
      change.before = on_one_line(tree_.without_comments(span));
    } else {
      const Span head{span.source, change.shown.begin, span.begin}, tail{span.source, span.end, change.shown.end};
      change.before = on_one_line(tree_.without_comments(change.shown));
      change.after = on_one_line(tree_.without_comments(head) + change.edit.text + tree_.without_comments(tail));
    }
    found_.push_back(std::move(change));
  }
  // An option that is a number or a date has that for its name.
  void name_also(NodeId option) {
    if (found_.empty() || !(found_.back().edit.span == tree_.span(option))) return;
    const auto uses = uses_.find(tree_.span(option).begin);
    if (uses == uses_.end()) return;
    for (const Span use : uses->second) found_.back().also.push_back({use, found_.back().edit.text});
  }
  void replace(NodeId node, std::string text, bool left_out = false) {
    add(tree_.span(node), std::move(text), left_out ? node : around(node), left_out);
    if (!parents_.empty() && tree_.kind(parents_.back()) == NodeKind::option) name_also(node);
  }
  void leave_out(NodeId node) { add(tree_.span(node), "", node, true); }

  // Where a Chinese word stands, a Chinese one takes its place.
  std::string spelled_like(const syntax::Token& token, std::string_view en, std::string_view zh) const {
    const std::string_view written = tree_.text_of(Span{source_, token.begin, token.end});
    const bool chinese =
        static_cast<unsigned char>(written.front()) >= 0x80 && token.kind == syntax::TokenKind::keyword;
    return std::string(chinese ? zh : en);
  }

  // The operators of a node: what stands as a token between its operands, or before its only one.
  void operators(NodeId node) {
    const NodeId left = tree_.first(node), right = tree_.next(left);
    const std::uint32_t from = right.valid() ? tree_.span(left).end : tree_.span(node).begin;
    const std::uint32_t to = right.valid() ? tree_.span(right).begin : tree_.span(left).begin;
    std::string_view other, chinese;
    switch (tree_[node].keyword) {
      case Keyword::less: other = "<="; break;
      case Keyword::at_most_sign: other = "<"; break;
      case Keyword::greater: other = ">="; break;
      case Keyword::at_least: other = ">"; break;
      case Keyword::equal: other = "!="; break;
      case Keyword::not_equal: other = "="; break;
      case Keyword::is: other = "is not", chinese = "不是"; break;
      case Keyword::is_not: other = "is", chinese = "是"; break;
      case Keyword::plus: other = "-"; break;
      case Keyword::minus: other = "+"; break;
      default: return;
    }
    for (const syntax::Token& token : tokens_between(from, to)) {
      if (token.kind != syntax::TokenKind::operator_ && token.kind != syntax::TokenKind::keyword) continue;
      parents_.push_back(node);
      add({source_, token.begin, token.end}, " " + spelled_like(token, other, chinese) + " ", around(node), false);
      parents_.pop_back();
      return;
    }
  }

  // Parts joined by `and` or `or`: each left out; the joints the other way round.
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
      if (parts.size() > 2) break;  // of three and more, leaving each out says as much
      for (const syntax::Token& token : tokens_between(tree_.span(parts[i - 1]).end, tree_.span(parts[i]).begin))
        if (token.kind == syntax::TokenKind::keyword &&
            (token.keyword == Keyword::and_ || token.keyword == Keyword::or_))
          add({source_, token.begin, token.end},
              " " + (is_or ? spelled_like(token, "and", "且") : spelled_like(token, "or", "或")) + " ", node, false);
    }
  }

  // Elements of a set, where one at least stays.
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
  std::map<std::pair<std::uint32_t, std::uint32_t>, Span> declared_;     // by place of use
  std::map<std::uint32_t, std::vector<Span>> uses_;                      // by place of declaration
  std::map<std::pair<std::uint32_t, std::uint32_t>, Span> next_member_;  // by source and place
  std::string owner_;
  std::vector<NodeId> parents_;
  std::vector<RuleChange> found_;
};

}  // namespace

std::vector<RuleChange> changes_of(const semantics::CheckedPolicy& policy) { return Walk(policy).run(); }

std::string name_of(const RuleChange& change, bool english) {
  if (change.after.empty()) return (english ? "without " : "删去 ") + change.before;
  return change.before + " → " + change.after;
}

bool is_named(const RuleChange& change, std::string_view name) {
  const std::string wanted = syntax::regardless_of_keywords(name);
  return wanted == syntax::regardless_of_keywords(name_of(change, false)) ||
         wanted == syntax::regardless_of_keywords(name_of(change, true));
}

}  // namespace cepol::authoring
