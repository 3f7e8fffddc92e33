// Lint: a rule that cites a clause with none of its numbers and none of its words, while one other clause has all of
// the numbers: probably a slip in the clause's number. A rule that shares words with its clause may take its numbers
// from another: hours that are made up.
#include <algorithm>
#include <cctype>
#include <set>

#include "lang/base/text.hpp"
#include "lang/lints/clause_text.hpp"
#include "lang/lints/lint.hpp"
#include "lang/notice/numbers.hpp"
#include "lang/semantics/clause_labels.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/syntax/written_dates.hpp"

namespace cepol::lints {

namespace {

struct RuleNumber {
  std::optional<UnitId> unit;
  Exact value;
  std::optional<Date> date;
};

// The words of a text: pairs of ideographs, the beginnings of Latin words of four letters or more, in small letters.
std::set<std::string> words_of(std::string_view text) {
  constexpr std::size_t shortest = 4, compared = 5;
  std::set<std::string> words;
  std::string ideograph, latin;
  const auto end_latin = [&] {
    if (latin.size() >= shortest) words.insert(latin.substr(0, compared));
    latin.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length] = code_point_at(text, at);
    const std::string one(text.substr(at, length));
    at += length;
    const bool is_latin = value < 0x80 && std::isalpha(static_cast<unsigned char>(value)) != 0;
    if (is_latin)
      latin += static_cast<char>(std::tolower(static_cast<unsigned char>(value)));
    else
      end_latin();
    const bool is_ideograph = value >= 0x3400 && value < 0xA000;
    if (is_ideograph && !ideograph.empty()) words.insert(ideograph + one);
    ideograph = is_ideograph ? one : std::string();
  }
  end_latin();
  return words;
}

class SubjectChecker {
 public:
  SubjectChecker(const Input& input, Problems& problems)
      : input_(input),
        tree_(input.modules.back().parsed->tree),
        problems_(problems),
        units_(input.checked.program),
        notice_(*input.notice) {
    for (const notice::Clause& clause : notice_.clauses) numbers_.push_back(numbers_of_clause(units_, clause.text));
  }

  void check(NodeId rule) {
    std::vector<NodeId> open{rule};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      if (tree_.child(at, NodeKind::citations).valid()) check_citing(rule, at);
      for (NodeId child : tree_.children(at)) open.push_back(child);
    }
  }

 private:
  // The quantities and dates below the node that no inner citation is for.
  std::vector<RuleNumber> numbers_below(NodeId node) const {
    std::vector<RuleNumber> found;
    std::vector<NodeId> open{node};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      if (at != node && tree_.child(at, NodeKind::citations).valid()) continue;
      if (tree_.kind(at) == NodeKind::quantity) {
        const NodeId number = tree_.first(at);
        const auto value = tree_.number_value(number);
        const auto unit = find_unit_of_number(input_.checked.program, std::string(tree_.name_text(tree_.next(number))));
        if (value && unit && *value != Exact(0) && *value != Exact(1)) found.push_back({unit, *value, std::nullopt});
        continue;
      }
      if (tree_.kind(at) == NodeKind::date)
        if (const auto date = syntax::date_in_policy(tree_.text_of(at)); date && date->exact())
          found.push_back({{}, 0, *date});
      for (NodeId child : tree_.children(at)) open.push_back(child);
    }
    return found;
  }

  bool has(std::size_t clause, const RuleNumber& wanted) const {
    const ClauseNumbers& read = numbers_[clause];
    if (wanted.date) {
      const Civil civil = civil_of(wanted.date->first);
      return std::any_of(read.dates.begin(), read.dates.end(), [&](const notice::WrittenDate& one) {
        return one.month == civil.month && one.day == civil.day && (one.year == 0 || one.year == civil.year);
      });
    }
    return std::any_of(read.numbers.begin(), read.numbers.end(), [&](const ClauseNumber& one) {
      return one.value == wanted.value && (!one.unit || one.unit == wanted.unit);
    });
  }
  // The end of the clauses nested in one.
  std::size_t end_of(std::size_t clause) const {
    std::size_t at = clause + 1;
    while (at < notice_.clauses.size() && notice_.clauses[at].depth > notice_.clauses[clause].depth) ++at;
    return at;
  }

  // The words of a rule's name and wordings.
  std::set<std::string> words_of_rule(NodeId rule) const {
    std::string text;
    std::vector<NodeId> open{rule};
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      if (tree_.kind(at) == NodeKind::string) text += tree_.string_text(at) + "\n";
      for (NodeId child : tree_.children(at)) open.push_back(child);
    }
    if (const NodeId name = tree_.child(rule, NodeKind::name); name.valid()) text += tree_.name_text(name);
    return words_of(text);
  }
  bool shares_words(std::size_t clause, const std::set<std::string>& words) const {
    for (std::size_t at = clause; at < end_of(clause); ++at)
      for (const std::string& one : words_of(notice_.clauses[at].text))
        if (words.count(one) != 0) return true;
    return false;
  }

  // Is a number of the kinds that the rule has in the cited clauses, those nested in them or around them? Then the
  // comparison of numbers (clause_numbers.cpp) tells more.
  bool speaks_of_them(std::size_t clause, const std::vector<RuleNumber>& numbers) const {
    const auto any_of_kind = [&](std::size_t at) {
      return std::any_of(numbers.begin(), numbers.end(), [&](const RuleNumber& one) {
        const ClauseNumbers& read = numbers_[at];
        if (one.date) return !read.dates.empty();
        return std::any_of(read.numbers.begin(), read.numbers.end(), [&](const ClauseNumber& written) {
          return written.unit == one.unit || (written.exact && !written.unit && written.value == one.value);
        });
      });
    };
    for (std::size_t at = clause; at < end_of(clause); ++at)
      if (any_of_kind(at)) return true;
    std::size_t depth = notice_.clauses[clause].depth;
    for (std::size_t at = clause; at-- > 0;)
      if (notice_.clauses[at].depth < depth) {
        depth = notice_.clauses[at].depth;
        if (any_of_kind(at)) return true;
      }
    return false;
  }

  void check_citing(NodeId rule, NodeId node) const {
    const std::vector<RuleNumber> numbers = numbers_below(node);
    if (numbers.empty()) return;
    const std::set<std::string> words = words_of_rule(rule);
    std::vector<NodeId> cited;
    for (NodeId list : tree_.children_of(node, NodeKind::citations))
      for (NodeId clause : tree_.children_of(list, NodeKind::clause)) {
        if (notice_of(input_.notice, input_.others, tree_, clause) != input_.notice) return;
        const std::string path = tree_.clause_path(clause);
        const notice::Clause* found = notice_.find(path == notice::preamble_en ? std::string(notice::preamble) : path);
        if (found == nullptr) return;
        const auto index = static_cast<std::size_t>(found - notice_.clauses.data());
        if (speaks_of_them(index, numbers) || shares_words(index, words)) return;
        cited.push_back(clause);
      }
    std::optional<std::size_t> meant;
    for (std::size_t at = 0; at < notice_.clauses.size(); ++at) {
      if (!std::all_of(numbers.begin(), numbers.end(), [&](const RuleNumber& one) { return has(at, one); })) continue;
      if (meant) return;
      meant = at;
    }
    if (!meant || cited.empty()) return;
    const NodeId name = tree_.child(rule, NodeKind::name);
    const Program& program = input_.checked.program;
    problems_.add(Code::clause_of_something_else, tree_.span(cited.front()),
                  {clause_label(clause_label_of(program, tree_, cited.front())),
                   name.valid() ? std::string(tree_.name_text(name)) : std::string(),
                   clause_label(cited_path(program, notice_.clauses[*meant].path))});
  }

  const Input& input_;
  const Tree& tree_;
  Problems& problems_;
  const UnitNames units_;
  const notice::Notice& notice_;
  std::vector<ClauseNumbers> numbers_;  // by clause
};

}  // namespace

void cited_subjects(const Input& input, Problems& problems) {
  if (input.notice == nullptr) return;
  SubjectChecker checker(input, problems);
  const Tree& tree = input.modules.back().parsed->tree;
  for (NodeId rule : tree.children(tree.root))
    if (syntax::is_rule(tree.kind(rule))) checker.check(rule);
}

}  // namespace cepol::lints
