// FunctionDigest of truths, and of values that are selected by them. Comparisons of one expression with constants are
// the set of values that they let through (value_pieces.hpp), so that `not (n >= 5)` is `n < 5` where n is never none;
// cases of which no two can hold have no order; cases by one expression are what each of its values gives.
#include <algorithm>
#include <utility>

#include "lang/core/function_digest.hpp"

namespace cepol::core {

// Negations stand at what is neither `and`, `or` nor `not` (De Morgan; `not not x` is x), `and` within `and` is one,
// operands are in any order (one that fails matters only where no other one decides), each once.
FunctionDigest::Truth FunctionDigest::truth(ExprId id, bool negated) {
  id = inlined(id);
  if (const auto known = chosen(id)) return known_truth(*known != negated);
  const Term& term = program_.exprs[id].term;
  if (const auto* constant = std::get_if<Constant>(&term))
    return known_truth((!constant->is_none && constant->value == Exact(1)) != negated);
  if (const auto* inner = std::get_if<Not>(&term)) return truth(inner->operand, !negated);
  if (const auto* logic = std::get_if<Logic>(&term)) return joined(*logic, negated);
  // `if c then yes else no` is `c`.
  if (const auto* choose = std::get_if<If>(&term)) {
    const auto *yes = std::get_if<Constant>(&program_.exprs[choose->yes].term),
               *no = std::get_if<Constant>(&program_.exprs[choose->no].term);
    if (yes != nullptr && no != nullptr && !yes->is_none && !no->is_none && yes->value != no->value)
      return truth(choose->condition, negated != (no->value == Exact(1)));
  }
  return leaf(id, negated);
}

FunctionDigest::Truth FunctionDigest::joined(const Logic& logic, bool negated) {
  const bool all = logic.all != negated;
  std::vector<Truth> operands;
  add_operands(logic, negated, operands);
  std::map<std::uint64_t, Test> tests;  // by subject; what is asked of one expression is one test
  std::vector<std::uint64_t> digests;
  Truth made;
  for (Truth& one : operands) {
    if (one.known == all) continue;                 // `and yes` says nothing
    if (one.known) return known_truth(*one.known);  // `and no` decides
    if (!one.test) {
      digests.push_back(one.digest);
      continue;
    }
    const auto [test, added] = tests.emplace(one.test->subject, *one.test);
    if (added) continue;
    ValuePieces& values = test->second.values;
    values = all ? values & one.test->values : values | one.test->values;
  }
  if (digests.empty() && tests.empty()) return known_truth(all);
  if (digests.empty() && tests.size() == 1) return test_truth(tests.begin()->second, digest_of(tests.begin()->second));
  for (const auto& [subject, test] : tests) {
    digests.push_back(digest_of(test));
    if (all) made.follow.emplace(subject, test.values);
  }
  std::sort(digests.begin(), digests.end());
  digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
  if (digests.size() == 1) {
    made.digest = digests.front();
    return made;
  }
  digests.insert(digests.begin(), {static_cast<std::uint64_t>(TermKind::Logic), all ? 1U : 0U});
  made.digest = mixed(digests);
  return made;
}

void FunctionDigest::add_operands(const Logic& logic, bool negated, std::vector<Truth>& operands) {
  for (ExprId operand : logic.operands) {
    bool inner_negated = negated;
    ExprId at = inlined(operand);
    while (const auto* negation = std::get_if<Not>(&program_.exprs[at].term)) {
      inner_negated = !inner_negated;
      at = inlined(negation->operand);
    }
    const auto* inner = std::get_if<Logic>(&program_.exprs[at].term);
    if (inner != nullptr && !chosen(at) && (inner->all != inner_negated) == (logic.all != negated))
      add_operands(*inner, inner_negated, operands);
    else
      operands.push_back(truth(at, inner_negated));
  }
}

FunctionDigest::Truth FunctionDigest::leaf(ExprId id, bool negated) {
  if (auto test = test_of(id)) {
    if (negated) test->values = test->values.others();
    const std::uint64_t digest = digest_of(*test);
    return test_truth(*std::move(test), digest);
  }
  // `not a < b` is `b <= a` where neither is none.
  const auto* compare = std::get_if<Compare>(&program_.exprs[id].term);
  if (negated && compare != nullptr && compare->relation != Relation::equal && certain_[compare->left.index] &&
      certain_[compare->right.index]) {
    const Relation other = compare->relation == Relation::less ? Relation::at_most : Relation::less;
    const std::uint64_t around = std::exchange(state_, 0);
    add(static_cast<std::uint64_t>(TermKind::Compare));
    add(static_cast<std::uint64_t>(Kind::truth));
    term_of(Compare{other, compare->right, compare->left});
    return {std::exchange(state_, around)};
  }
  const std::uint64_t digest = of_term(id);
  return {negated ? mixed({negated_leaf, digest}) : digest};
}

FunctionDigest::Truth FunctionDigest::test_truth(Test test, std::uint64_t digest) {
  Truth made{digest};
  made.follow.emplace(test.subject, test.values);
  made.test = std::move(test);
  return made;
}

std::uint64_t FunctionDigest::digest_of(const Test& test) {
  const ValuePieces::Domain& domain = test.values.domain();
  return mixed({value_test, test.subject, static_cast<std::uint64_t>(domain.kind), domain.members,
                domain.none ? 1U : 0U, static_cast<std::uint64_t>(domain.scale), mixed_text(test.values.text())});
}
std::uint64_t FunctionDigest::mixed_text(const std::string& text) {
  const std::uint64_t around = std::exchange(state_, 0);
  add(text);
  return std::exchange(state_, around);
}

// What cells, counts, and sums and products of them are multiples of: 1, 1/10, ...; 0: that is not known.
std::int64_t FunctionDigest::scale_of(ExprId id, int depth) const {
  constexpr int deepest = 8;
  constexpr std::int64_t finest = 1'000'000'000;
  const Term& term = program_.exprs[id].term;
  if (program_.exprs[id].type.kind != Kind::number || depth > deepest) return 0;
  if (const auto* cell = std::get_if<ColumnOf>(&term)) {
    const TableId table = program_.exprs[cell->row].type.table;
    std::int64_t scale = 1;
    for (int i = program_.tables[table].columns[cell->column].places; i > 0 && scale < finest; --i) scale *= 10;
    return scale < finest ? scale : 0;
  }
  if (const auto* value = std::get_if<Constant>(&term)) return !value->is_none && value->value.whole() ? 1 : 0;
  if (std::holds_alternative<DateDiff>(term) || std::holds_alternative<ExtractDatePart>(term)) return 1;
  if (const auto* fold = std::get_if<OverRows>(&term)) {
    if (fold->fold == Fold::count || fold->fold == Fold::distinct) return 1;
    return fold->fold == Fold::sum && fold->value ? scale_of(*fold->value, depth + 1) : 0;
  }
  const auto* arithmetic = std::get_if<Arithmetic>(&term);
  if (arithmetic == nullptr || arithmetic->operation == Operation::divide) return 0;
  const std::int64_t left = scale_of(arithmetic->left, depth + 1), right = scale_of(arithmetic->right, depth + 1);
  if (left == 0 || right == 0) return 0;
  const std::int64_t both = arithmetic->operation == Operation::multiply ? left * right : std::max(left, right);
  return both <= finest ? both : 0;
}

ValuePieces::Domain FunctionDigest::domain_of(ExprId subject) {
  subject = inlined(subject);
  const Type& type = program_.exprs[subject].type;
  std::size_t members = type.kind == Kind::truth ? 2 : 0;
  if (type.kind == Kind::enumeration) members = program_.enumerations[type.enumeration].members.size();
  return {type.kind, members, !certain_[subject.index], scale_of(subject)};
}

std::optional<FunctionDigest::Test> FunctionDigest::test_of(ExprId id) {
  const Term& term = program_.exprs[id].term;
  if (const auto* compare = std::get_if<Compare>(&term)) return comparison_with_constant(*compare);
  if (const auto* none = std::get_if<IsNone>(&term))
    return Test{of(none->operand), ValuePieces::none(domain_of(none->operand))};
  // A cell, what a definition gives, ...: yes counts.
  return Test{of(id), ValuePieces::only(domain_of(id), Exact(1))};
}

std::optional<FunctionDigest::Test> FunctionDigest::comparison_with_constant(const Compare& compare) {
  const auto value_of = [this](ExprId id) -> std::optional<Constant> {
    if (const auto number = constant(id)) return Constant{*number, {}, false};
    const auto* written = std::get_if<Constant>(&program_.exprs[id].term);
    return written == nullptr || written->is_none ? std::nullopt : std::optional(*written);
  };
  const auto left = value_of(compare.left), right = value_of(compare.right);
  if (left.has_value() == right.has_value()) return std::nullopt;
  const ExprId subject = left ? compare.right : compare.left;
  const Constant& value = left ? *left : *right;
  const ValuePieces::Domain domain = domain_of(subject);
  using Bound = ValuePieces::Bound;
  switch (compare.relation) {
    case Relation::less:
      return Test{of(subject), ValuePieces::bounded(domain, left ? Bound::above : Bound::below, value.value)};
    case Relation::at_most:
      return Test{of(subject), ValuePieces::bounded(domain, left ? Bound::from : Bound::up_to, value.value)};
    case Relation::equal:
      if (domain.kind == Kind::text) return Test{of(subject), ValuePieces::only(domain, value.text)};
      return Test{of(subject), ValuePieces::only(domain, value.value)};
  }
  return std::nullopt;
}

// ---- selection
std::uint64_t FunctionDigest::selected(ExprId id) {
  const Expr& expr = program_.exprs[id];
  const auto* choose = std::get_if<If>(&expr.term);
  const Chain chain = choose != nullptr ? chain_of(*choose) : chain_of(std::get<Cases>(expr.term));
  auto made = by_one_subject(chain);
  if (!made) made = by_exclusive_guards(chain);
  return mixed({selection, static_cast<std::uint64_t>(expr.type.kind), made ? *made : in_their_order(chain)});
}

// `if not c then x else y` is `if c then y else x`.
FunctionDigest::Chain FunctionDigest::chain_of(const If& term) {
  Chain chain;
  for (const If* at = &term; at != nullptr;) {
    bool negated = false;
    ExprId condition = inlined(at->condition);
    while (const auto* negation = std::get_if<Not>(&program_.exprs[condition].term)) {
      negated = !negated;
      condition = inlined(negation->operand);
    }
    const ExprId yes = negated ? at->no : at->yes, no = negated ? at->yes : at->no;
    chain.cases.push_back({truth(condition, false), of(yes)});
    at = std::get_if<If>(&program_.exprs[no].term);
    if (at != nullptr && chosen(at->condition)) at = nullptr;
    if (at == nullptr) chain.otherwise = of(no);
  }
  return chain;
}

FunctionDigest::Chain FunctionDigest::chain_of(const Cases& term) {
  Chain chain;
  chain.first = term.first;
  for (const Case& one : term.cases) {
    chain.cases.push_back({truth(one.guard, false), of(one.value)});
    chain.over.push_back(term.first ? std::vector<std::uint32_t>() : one.over);
  }
  if (term.otherwise) chain.otherwise = of(*term.otherwise);
  return chain;
}

// What each value of the one expression gives that all guards ask for; nullopt: there are several, or a conflict.
std::optional<std::uint64_t> FunctionDigest::by_one_subject(const Chain& chain) {
  if (chain.cases.empty()) return std::nullopt;
  const auto of_the_first = [&](const Guarded& one) {
    return one.guard.test && one.guard.test->subject == chain.cases.front().guard.test->subject;
  };
  if (!chain.cases.front().guard.test || !std::all_of(chain.cases.begin(), chain.cases.end(), of_the_first))
    return std::nullopt;
  const Test& first = *chain.cases.front().guard.test;
  ValuePieces left = ValuePieces(first.values.domain()).others();  // not decided by a case
  std::vector<ValuePieces> given;
  for (const Guarded& one : chain.cases) {
    given.push_back(chain.first ? one.guard.test->values & left : one.guard.test->values);
    left = left & one.guard.test->values.others();
  }
  for (std::size_t i = 0; i < chain.over.size(); ++i)
    for (const std::uint32_t other : chain.over[i])
      given[other] = given[other] & chain.cases[i].guard.test->values.others();
  std::map<std::uint64_t, ValuePieces> by_value;
  const auto add_values = [&](std::uint64_t value, const ValuePieces& values) {
    if (values.empty()) return;
    const auto [known, added] = by_value.emplace(value, values);
    if (!added) known->second = known->second | values;
  };
  for (std::size_t i = 0; i < given.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (chain.cases[i].value != chain.cases[j].value && !(given[i] & given[j]).empty()) return std::nullopt;
    add_values(chain.cases[i].value, given[i]);
  }
  add_values(chain.otherwise, left);
  std::vector<std::uint64_t> digests{exclusive_cases};
  for (const auto& [value, values] : by_value) {
    digests.push_back(value);
    digests.push_back(digest_of(Test{first.subject, values}));
  }
  return mixed(digests);
}

// Of any two guards, some expression would have to have two values for both to hold.
std::optional<std::uint64_t> FunctionDigest::by_exclusive_guards(const Chain& chain) {
  constexpr std::size_t most = 64;
  if (chain.cases.size() > most) return std::nullopt;
  const auto exclude = [](const Truth& one, const Truth& other) {
    return std::any_of(one.follow.begin(), one.follow.end(), [&](const auto& fact) {
      const auto same = other.follow.find(fact.first);
      return same != other.follow.end() && (fact.second & same->second).empty();
    });
  };
  std::vector<std::pair<std::uint64_t, std::uint64_t>> cases;
  for (std::size_t i = 0; i < chain.cases.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (!exclude(chain.cases[i].guard, chain.cases[j].guard)) return std::nullopt;
    cases.emplace_back(chain.cases[i].guard.digest, chain.cases[i].value);
  }
  std::sort(cases.begin(), cases.end());
  std::vector<std::uint64_t> digests{exclusive_cases, chain.otherwise};
  for (const auto& [guard, value] : cases) {
    digests.push_back(guard);
    digests.push_back(value);
  }
  return mixed(digests);
}

std::uint64_t FunctionDigest::in_their_order(const Chain& chain) {
  std::vector<std::uint64_t> digests{chain.first ? 1U : 0U, chain.otherwise};
  for (std::size_t i = 0; i < chain.cases.size(); ++i) {
    digests.push_back(chain.cases[i].guard.digest);
    digests.push_back(chain.cases[i].value);
    if (chain.first) continue;
    digests.push_back(chain.over[i].size());
    for (const std::uint32_t other : chain.over[i]) digests.push_back(other);
  }
  return mixed(digests);
}

}  // namespace cepol::core
