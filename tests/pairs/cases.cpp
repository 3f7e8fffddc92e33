#include "tests/pairs/cases.hpp"

#include "tests/pairs/random_policy.hpp"
#include "tests/pairs/random_tables.hpp"

namespace cepol::pairs {

namespace {

void count_terms(const core::Program& program, Counts& counts) {
  std::array<bool, std::variant_size_v<core::Term>> found{};
  for (const core::Expr& expr : program.exprs.nodes) found[expr.term.index()] = true;
  for (std::size_t i = 0; i < found.size(); ++i) counts.terms[i] += found[i] ? 1 : 0;
}

}  // namespace

std::optional<Failure> try_case(std::uint64_t seed, Counts& counts) {
  test::Random random{seed * 1'000'003};
  RandomPolicy made;
  std::unique_ptr<workspace::Policy> policy;
  while (policy == nullptr) {
    made = random_policy(random);
    policy = checked(made.text);
    counts.refused += policy == nullptr ? 1 : 0;
  }
  ++counts.policies;
  count_terms(policy->program(), counts);
  for (std::size_t i = 0; i < data_sets; ++i) {
    const DataChoice choice = random_choice(random);
    Pair pair{made.text, random_tables(policy->program(), choice, random, &counts.kinds), {}, false};
    pair.options = empty_tables(pair.data);
    pair.any_order = choice.damages == 0 && !made.ordered;
    ++counts.pairs;
    counts.damaged += choice.damages > 0 ? 1 : 0;
    counts.with_blanks += choice.blank_in > 0 ? 1 : 0;
    counts.many_rows += choice.people > 100 ? 1 : 0;
    counts.in_any_order += pair.any_order ? 1 : 0;
    Compared compared = compare(pair, random.chance(8));
    counts.stopped += compared.verdict == Verdict::stopped ? 1 : 0;
    if (compared.verdict == Verdict::different) return Failure{std::move(pair), std::move(compared.difference)};
  }
  return std::nullopt;
}

}  // namespace cepol::pairs
