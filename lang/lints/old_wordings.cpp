// Lint: a wording that names a year before the first one that the policy applies to, while neither the rule itself nor
// the notice does: probably it was taken over from an earlier year's policy.
#include <algorithm>
#include <set>

#include "lang/base/fold.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

constexpr int years_back = 20;  // earlier numbers are hardly years of a policy

bool is_figure(char c) { return c >= '0' && c <= '9'; }

// Does a word stand before a year? In English a number is not known for a year by what follows it.
bool tells_year(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  if (before.empty()) return false;
  const std::string_view word = before.substr(before.find_last_of(" (,;") + 1);
  constexpr std::string_view words[] = {"in", "of",   "to",     "until", "for",    "since", "from",
                                        "by", "year", "before", "after", "during", "till",  "and"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// The numbers of four digits in a text; `as_years`: only those that are said to be years.
std::set<int> four_digits(std::string_view text, bool as_years) {
  std::set<int> found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_figure(text[end])) ++end;
    if (end == at + 4) {
      int value = 0;
      for (std::size_t i = at; i < end; ++i) value = value * 10 + (text[i] - '0');
      if (!as_years || text.substr(end).starts_with("年") || tells_year(text.substr(0, at))) found.insert(value);
    }
    at = std::max(end, at + 1);
  }
  return found;
}

// Is a string below such a node its wording, and no value?
bool words_itself(const Tree& tree, NodeId node, NodeId string) {
  const NodeKind kind = tree.kind(node);
  if (kind == NodeKind::condition) return tree.first(node) != string;
  return kind == NodeKind::option || kind == NodeKind::limit || kind == NodeKind::decision_case ||
         kind == NodeKind::reading || kind == NodeKind::requirement || kind == NodeKind::waiver ||
         kind == NodeKind::credit || kind == NodeKind::equivalence || kind == NodeKind::assessment ||
         kind == NodeKind::must || kind == NodeKind::warning;
}

void add_strings(const Tree& tree, NodeId rule, std::vector<NodeId>& wordings, std::vector<Span>& strings) {
  std::vector<NodeId> open{rule};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    for (NodeId child : tree.children(at)) {
      open.push_back(child);
      if (tree.kind(child) != NodeKind::string || !words_itself(tree, at, child)) continue;
      wordings.push_back(child);
      strings.push_back(tree.span(child));
    }
  }
  const auto by_place = [](const Span& a, const Span& b) { return a.begin < b.begin; };
  std::sort(strings.begin(), strings.end(), by_place);
}

}  // namespace

void old_wordings(const Input& input, Problems& problems) {
  const auto& applies = input.checked.program.applies_from;
  if (!applies) return;
  const int first = civil_of(*applies).year;
  std::set<int> of_notice;
  if (input.notice != nullptr)
    for (const notice::Clause& clause : input.notice->clauses) of_notice.merge(four_digits(folded(clause.text), false));
  const Tree& tree = input.modules.back().parsed->tree;
  for (NodeId rule : tree.children(tree.root)) {
    if (tree.kind(rule) == NodeKind::example || tree.kind(rule) == NodeKind::policy) continue;
    std::vector<NodeId> wordings;
    std::vector<Span> strings;
    add_strings(tree, rule, wordings, strings);
    if (wordings.empty()) continue;
    std::string without;  // what the rule says beside its wordings
    std::uint32_t at = tree.span(rule).begin;
    for (const Span& string : strings) {
      without += tree.text->substr(at, string.begin - at) + " ";
      at = string.end;
    }
    without += tree.text->substr(at, tree.span(rule).end - at);
    const std::set<int> of_rule = four_digits(folded(without), false);
    for (NodeId wording : wordings)
      for (const int year : four_digits(folded(tree.string_text(wording)), true))
        if (year < first && year >= first - years_back && of_rule.count(year) == 0 && of_notice.count(year) == 0)
          problems.add(Code::wording_of_old_year, tree.span(wording),
                       {tree.string_text(wording), std::to_string(year), std::to_string(first)});
  }
}

}  // namespace cepol::lints
