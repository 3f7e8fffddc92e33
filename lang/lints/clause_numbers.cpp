// Lint: numbers and dates of a rule that differ from the clauses that it cites (the clause has 170, the rule 107).
// Compares quantities, percents, shares (a third, written `/ 3`), counts of times and dates. Warns only where a cited
// clause has a number of the same kind and the rule's number neither equals one of these nor derives from them or from
// the enclosing clauses (number_derivation.hpp).
#include <algorithm>

#include "lang/lints/clause_comparison.hpp"
#include "lang/semantics/builtins.hpp"
#include "lang/semantics/lookup.hpp"

namespace cepol::lints {

namespace {

// Divisors that convert units and do not denote a share: months in a year, hours in a day, minutes in an hour, percent.
constexpr std::int64_t conversions[] = {7, 12, 24, 30, 52, 60, 100, 365};

// Walks the expressions of a rule, with the clauses cited around each and the tolerance of its comparison.
class RuleNumbers {
 public:
  RuleNumbers(const Input& input, const Tree& tree, Problems& problems)
      : program_(input.checked.program), tree_(tree), comparison_(input, tree, problems) {}

  void visit(NodeId node, CitedClauses cited, Tolerance tolerance) {
    if (auto own = citations_at(node); !own.empty()) {
      cited.all.insert(cited.all.end(), own.begin(), own.end());
      cited.own = std::move(own);
    }
    const NodeKind kind = tree_.kind(node);
    if (kind == NodeKind::citations || kind == NodeKind::string) return;
    if (kind == NodeKind::quantity) return check_quantity(node, cited, tolerance);
    if (kind == NodeKind::date) return comparison_.check_date(node, cited, tolerance);
    if (kind == NodeKind::percent) {
      if (const auto share = tree_.number_value(node)) comparison_.check_number(node, *share, {{}, true}, cited, {});
      return;
    }
    if (kind == NodeKind::call && rounds(node)) return visit(tree_.next(tree_.first(node)), cited, {});
    if (kind == NodeKind::number) return check_year(node, cited);
    if (kind == NodeKind::place) check_places(node, cited);
    if (kind == NodeKind::binary) check_count(node, cited);
    if (kind == NodeKind::limit) check_times(node, cited);
    if (kind == NodeKind::binary)
      if (const auto share = share_at(node))
        comparison_.check_number(node, share->value, {{}, true, false, share->ratio}, cited, {});
    if (kind == NodeKind::bound || kind == NodeKind::between)
      tolerance = {-1, 1};
    else if (kind != NodeKind::call && kind != NodeKind::choose)
      tolerance = {};
    if (kind == NodeKind::total) tolerance.of_total = true;
    for (NodeId child : tree_.children(node))
      visit(child, cited,
            kind == NodeKind::binary ? tolerance_of(tree_[node].keyword, child == tree_.first(node)) : tolerance);
  }

 private:
  struct Share {
    Exact value;
    bool ratio;
  };

  std::vector<NodeId> citations_at(NodeId node) const {
    std::vector<NodeId> clauses;
    for (NodeId list : tree_.children_of(node, NodeKind::citations))
      for (NodeId clause : tree_.children_of(list, NodeKind::clause)) clauses.push_back(clause);
    return clauses;
  }

  void check_quantity(NodeId node, const CitedClauses& cited, Tolerance tolerance) {
    const NodeId number = tree_.first(node);
    const auto value = tree_.number_value(number);
    const auto unit = find_unit_of_number(program_, std::string(tree_.name_text(tree_.next(number))));
    if (value && unit) comparison_.check_number(node, *value, {unit}, cited, tolerance);
  }

  // `at most 5 times`
  void check_times(NodeId limit, const CitedClauses& cited) {
    const NodeId amount = tree_.child(limit, NodeKind::limit_amount);
    if (!amount.valid() || !tree_.child(limit, NodeKind::times).valid()) return;
    if (const auto count = literal(tree_.first(amount)))
      comparison_.check_number(tree_.first(amount), *count, {{}, false, true}, cited, {});
  }

  // `inside 50` of a quota
  void check_places(NodeId place, const CitedClauses& cited) {
    const NodeId number = tree_.next(tree_.first(place));
    if (const auto count = number.valid() ? literal(number) : std::nullopt)
      comparison_.check_number(number, *count, {.people = true}, cited, {});
  }

  // `count(…) >= 3`
  void check_count(NodeId comparison, const CitedClauses& cited) {
    const NodeId left = tree_.first(comparison), right = tree_.next(left);
    const auto counts = [&](NodeId node) {
      return tree_.kind(node) == NodeKind::fold &&
             (tree_[node].keyword == Keyword::count || tree_[node].keyword == Keyword::distinct);
    };
    for (const auto& [fold, number] : {std::pair(left, right), std::pair(right, left)})
      if (const auto count = counts(fold) ? literal(number) : std::nullopt)
        comparison_.check_number(number, *count, {.times = true}, cited,
                                 tolerance_of(tree_[comparison].keyword, number == left));
  }

  // A number without a unit that is a year.
  void check_year(NodeId node, const CitedClauses& cited) {
    const auto year = tree_.number_value(node);
    if (year && year->whole() && *year >= Exact(1900) && *year <= Exact(2100))
      comparison_.check_year(node, static_cast<int>(year->num), cited);
  }

  static Tolerance tolerance_of(Keyword relation, bool on_the_left) {
    if (relation == Keyword::less) return on_the_left ? Tolerance{0, 1} : Tolerance{-1, 0};
    if (relation == Keyword::greater) return on_the_left ? Tolerance{-1, 0} : Tolerance{0, 1};
    if (relation == Keyword::at_most_sign) return on_the_left ? Tolerance{-1, 0, true} : Tolerance{0, 1, true};
    if (relation == Keyword::at_least) return on_the_left ? Tolerance{0, 1, true} : Tolerance{-1, 0, true};
    if (relation == Keyword::plus || relation == Keyword::minus) return {-1, 1, false, true};
    return {};
  }

  // A call that rounds to its second argument.
  bool rounds(NodeId call) const {
    const std::string_view name = builtin_name(tree_.name_text(tree_.first(call)));
    return name == "round_down" || name == "round_up" || name == "round_half_up";
  }

  std::optional<Exact> literal(NodeId node) const {
    return tree_.kind(node) == NodeKind::number ? tree_.number_value(node) : std::nullopt;
  }

  std::int64_t count_addends(NodeId node) const {
    const bool sum = tree_.kind(node) == NodeKind::binary && tree_[node].keyword == Keyword::plus;
    return sum ? count_addends(tree_.first(node)) + count_addends(tree_.next(tree_.first(node))) : 1;
  }

  // The share that `X / 3`, `X * 2 / 3`, `X * 0.3` or `2/3` is of something.
  std::optional<Share> share_at(NodeId node) const {
    const NodeId left = tree_.first(node), right = tree_.next(left);
    const auto above = literal(left), below = literal(right);
    const auto share = [](std::optional<Exact> value, bool ratio) {
      return value && *value > Exact(0) && *value < Exact(1) ? std::optional(Share{*value, ratio}) : std::nullopt;
    };
    if (tree_[node].keyword == Keyword::times_sign)
      return above.has_value() == below.has_value() ? std::nullopt : share(above ? *above : *below, false);
    if (tree_[node].keyword != Keyword::divide || !below || !below->whole() || *below < Exact(2)) return std::nullopt;
    if (above) return share(over(*above, *below), true);
    if (tree_.kind(left) == NodeKind::binary && tree_[left].keyword == Keyword::times_sign)
      if (const auto factor = literal(tree_.next(tree_.first(left))); factor && !literal(tree_.first(left)))
        return share(over(*factor, *below), true);
    if (Exact(count_addends(left)) == *below) return std::nullopt;  // an average
    const bool converts =
        std::find(std::begin(conversions), std::end(conversions), below->num) != std::end(conversions);
    return converts ? std::nullopt : share(over(Exact(1), *below), false);
  }

  const Program& program_;
  const Tree& tree_;
  ClauseComparison comparison_;
};

}  // namespace

void clause_numbers(const Input& input, Problems& problems) {
  if (input.notice == nullptr && input.others.empty()) return;
  const Tree& tree = input.modules.back().parsed->tree;
  RuleNumbers numbers(input, tree, problems);
  // Readings state what the notice does not; bounds of columns are of the data.
  for (NodeId node : tree.children(tree.root))
    if (syntax::is_rule(tree.kind(node))) numbers.visit(node, {}, {});
}

}  // namespace cepol::lints
