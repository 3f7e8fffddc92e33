#include "tests/edits/random_edits.hpp"

#include <array>
#include <map>
#include <vector>

#include "lang/syntax/parse.hpp"

namespace cepol::edits {

namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;
using namespace std::string_literals;

constexpr std::array<std::string_view, way_count> way_names{"left out", "again", "exchanged", "replaced", "altered"};

class Editor {
 public:
  Editor(const std::string& text, test::Random& random)
      : text_(text), random_(random), parsed_(syntax::parse(sources_, sources_.add({"text", text}))) {
    visit(tree().root);
  }

  std::optional<RandomEdit> edit(std::optional<NodeKind> wanted) {
    if (by_kind_.empty()) return std::nullopt;
    auto kind = wanted ? by_kind_.find(*wanted) : by_kind_.end();
    if (kind == by_kind_.end()) {
      kind = by_kind_.begin();
      std::advance(kind, static_cast<std::ptrdiff_t>(random_.below(by_kind_.size())));
    }
    const NodeId node = kind->second[random_.below(kind->second.size())];
    const auto way = static_cast<Way>(random_.below(way_count));
    std::optional<std::string> made;
    switch (way) {
      case Way::leave_out: made = left_out(node); break;
      case Way::again: made = again(node); break;
      case Way::swap: made = swapped(node); break;
      case Way::replace: made = replaced(node); break;
      case Way::alter: made = altered(node); break;
    }
    if (!made || *made == text_) return std::nullopt;
    return RandomEdit{kind->first, way, *std::move(made)};
  }

 private:
  const Tree& tree() const { return parsed_.tree; }
  void visit(NodeId node) {
    for (NodeId child : tree().children(node)) {
      const NodeKind kind = tree().kind(child);
      if (kind == NodeKind::example) continue;
      parent_[child.index] = node;
      if (is_edited(kind)) by_kind_[kind].push_back(child);
      visit(child);
    }
  }

  std::string of(NodeId node) const { return std::string(tree().text_of(node)); }
  std::string with(std::uint32_t begin, std::uint32_t end, const std::string& text) const {
    return text_.substr(0, begin) + text + text_.substr(end);
  }
  std::optional<NodeId> sibling(NodeId node, bool next) const {
    NodeId before;
    for (NodeId child : tree().children(parent_.at(node.index))) {
      if (next && before == node) return tree().kind(child) == tree().kind(node) ? std::optional(child) : std::nullopt;
      if (!next && child == node)
        return before.valid() && tree().kind(before) == tree().kind(node) ? std::optional(before) : std::nullopt;
      before = child;
    }
    return std::nullopt;
  }

  // With what joins it to a neighbour of the kind.
  std::optional<std::string> left_out(NodeId node) {
    const Span own = tree().span(node);
    if (const auto after = sibling(node, true)) return with(own.begin, tree().span(*after).begin, "");
    if (const auto before = sibling(node, false)) return with(tree().span(*before).end, own.end, "");
    return with(own.begin, own.end, "");
  }
  std::optional<std::string> again(NodeId node) {
    const Span own = tree().span(node);
    std::string copy = of(node), between = "\n";
    if (const auto after = sibling(node, true)) between = text_.substr(own.end, tree().span(*after).begin - own.end);
    const NodeId name = tree().first(node);
    if (name.valid() && tree().kind(name) == NodeKind::name && random_.chance(2)) {
      const Span at = tree().span(name);
      copy.insert(at.end - own.begin, "_b" + std::to_string(random_.below(1000)));
    }
    return with(own.end, own.end, between + copy);
  }
  std::optional<std::string> swapped(NodeId node) {
    const auto after = sibling(node, true);
    if (!after) return std::nullopt;
    const Span one = tree().span(node), other = tree().span(*after);
    return text_.substr(0, one.begin) + of(*after) + text_.substr(one.end, other.begin - one.end) + of(node) +
           text_.substr(other.end);
  }
  std::optional<std::string> replaced(NodeId node) {
    const auto& all = by_kind_.at(tree().kind(node));
    const NodeId other = all[random_.below(all.size())];
    const Span own = tree().span(node);
    return with(own.begin, own.end, of(other));
  }

  template <class Word, std::size_t Count>
  std::string any(const std::array<Word, Count>& words) {
    return std::string(words[random_.below(Count)]);
  }
  // Replaces the text between the first two children, or before the first where it has one child or none.
  std::optional<std::string> operator_of(NodeId node, const std::string& word) {
    const NodeId first = tree().first(node);
    if (!first.valid()) return std::nullopt;
    const NodeId second = tree().next(first);
    if (!second.valid()) return std::nullopt;
    return with(tree().span(first).end, tree().span(second).begin, " " + word + " ");
  }
  std::optional<std::string> joined_by(NodeId node, const std::string& word) {
    std::string made;
    for (NodeId child : tree().children(node)) made += (made.empty() ? "" : " " + word + " ") + of(child);
    const std::string own = of(node), first = of(tree().first(node));
    const Span span = tree().span(node);
    return with(span.begin, span.end, own.substr(0, own.find(first)) + made);
  }
  std::optional<std::string> altered(NodeId node) {
    const Span own = tree().span(node);
    const auto instead = [&](const std::string& text) { return with(own.begin, own.end, text); };
    switch (tree().kind(node)) {
      case NodeKind::number: return instead(any(std::array{"0", "1", "2", "3", "5", "10", "40", "0.5"}));
      case NodeKind::percent: return instead(any(std::array{"30%", "50%", "0%"}));
      case NodeKind::date:
        return instead(any(std::array{"2015-01-01", "2016-06-30", "2017-12-31", "1990-05-05", "2016-01-04"}));
      case NodeKind::string: return instead(any(std::array{"\"a\"", "\"b\"", "\"other\"", "\"c c\""}));
      case NodeKind::yes: return instead("no");
      case NodeKind::no: return instead("yes");
      case NodeKind::citations: return instead("");
      case NodeKind::clause: return instead("§9");
      case NodeKind::name:
        return instead(of(by_kind_.at(NodeKind::name)[random_.below(by_kind_.at(NodeKind::name).size())]));
      case NodeKind::binary:
        return operator_of(node, any(std::array{"+", "-", "*", "/", "<", "<=", ">", ">=", "=", "!=", "is", "is not"}));
      case NodeKind::logic:
      case NodeKind::when: return joined_by(node, any(std::array{"and", "or"}));
      case NodeKind::in_set: return operator_of(node, any(std::array{"in {", "not in {"}));
      case NodeKind::bound: return instead(any(std::array{"< ", "<= ", "> ", ">= "}) + of(tree().first(node)));
      case NodeKind::fold: {
        const std::string word = any(std::array{"sum", "least", "most", "count", "some", "every", "distinct"});
        const std::string text = of(node);
        return instead(word + text.substr(text.find('(')));
      }
      case NodeKind::lowest:
      case NodeKind::highest: return instead(any(std::array{"<= 3", ">= 0", ">= -5", "<= 100", ">= 1", "<= 50"}));
      case NodeKind::builtin_type: return instead(any(std::array{"text", "number", "year", "date", "bool"}));
      case NodeKind::column:
        return instead(of(node) + any(std::array{" >= 0", " places 1", " blank also \"/\"", " <= 20"}));
      case NodeKind::type: return instead("optional " + of(node));
      case NodeKind::place: return instead(of(node) + " + 1");
      case NodeKind::decision_case: return instead(of(node) + " \"worded\"");
      case NodeKind::record: return with(own.end - 1, own.end - 1, "; added_: optional number");
      case NodeKind::decision: {
        const std::size_t colon = text_.find(':', own.begin);
        return text_.substr(0, colon) + ", first that fits" + text_.substr(colon);
      }
      case NodeKind::first_fit: {
        const std::size_t comma = text_.rfind(',', own.begin);
        return text_.substr(0, comma) + text_.substr(own.end);
      }
      case NodeKind::policy: return with(own.end - 1, own.end - 1, " blank also \"/\" ");
      case NodeKind::choice_type: return with(own.end - 1, own.end - 1, ", added_");
      case NodeKind::option_value:
      case NodeKind::total:
      case NodeKind::becomes:
      case NodeKind::gives_value: return instead(of(node) + any(std::array{" + " + of(tree().first(node)), " * 2"s}));
      case NodeKind::any: return instead(any(std::array{"low", "< 3", "k1", "2"}));
      case NodeKind::between: return instead(any(std::array{"any", "2 to 7", "0 to 1"}));
      case NodeKind::one_of: return instead(any(std::array{"any", "{top}", "{low}"}));
      case NodeKind::by: return instead("by further_");
      case NodeKind::best: return instead("at most 3 hours");
      case NodeKind::times: return instead("hours");
      case NodeKind::per_year: return instead("in the window");
      case NodeKind::per_window: return instead("a year");
      case NodeKind::assessment: return with(own.end - 1, own.end - 1, "\n  must added_must: no\n");
      case NodeKind::holds: {
        const Span condition = tree().span(tree().first(node));
        return with(condition.begin, condition.end, "not (" + of(tree().first(node)) + ")");
      }
      case NodeKind::otherwise: return instead("when yes");
      case NodeKind::unspecified: return instead("3");
      case NodeKind::language: return instead(any(std::array{"language zh", "language en"}));
      default: break;
    }
    // An expression within another one: the negation of a condition, one more than a number.
    if (category_of(tree().kind(node)) == syntax::NodeCategory::expression)
      return instead(any(std::array{"not (", "2 * (", "(1 + ", "("}) + of(node) + ")");
    return std::nullopt;
  }

  const std::string& text_;
  test::Random& random_;
  Sources sources_;
  syntax::Parsed parsed_;
  std::map<std::uint32_t, NodeId> parent_;
  std::map<NodeKind, std::vector<NodeId>> by_kind_;
};

}  // namespace

std::string_view name_of(Way way) { return way_names[static_cast<std::size_t>(way)]; }

std::optional<RandomEdit> random_edit(const std::string& policy, std::optional<NodeKind> wanted, test::Random& random) {
  return Editor(policy, random).edit(wanted);
}

}  // namespace cepol::edits
