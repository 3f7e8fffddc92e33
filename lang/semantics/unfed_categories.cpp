// Categories of a credit that none of its sources gives: what is asked of them is always 0, a limit of them does
// nothing, and a member that is only there to be such a category is dead. A source that takes its category from a
// column may give every member that its conditions leave to the column.
#include <algorithm>

#include "lang/semantics/facts.hpp"

namespace cepol::semantics {

namespace {

// The members that the term may have: those that it names, where it is a constant or a choice among such; of any other
// term those that `known`, the facts about the row that counts, say of it.
std::uint64_t possible(const Program& program, ExprId id, const Facts& known, int depth = 0) {
  constexpr std::uint64_t any = ~std::uint64_t{0};
  if (depth > 40) return any;
  auto of = [&](ExprId part) { return possible(program, part, known, depth + 1); };
  const auto fact_of = [&](ExprId term) {
    const auto fact = known.find(key_of(program, term));
    return fact == known.end() ? any : fact->second.members;
  };
  return std::visit(
      overloaded{
          [&](const Constant& c) { return c.is_none ? std::uint64_t{0} : std::uint64_t{1} << c.value.num; },
          [&](const If& c) { return of(c.yes) | of(c.no); },
          [&](const Cases& c) {
            std::uint64_t all = c.otherwise ? of(*c.otherwise) : 0;
            for (const Case& one : c.cases) all |= of(one.value);
            return all;
          },
          [&](const Let& l) { return of(l.body); },
          [&](const Call& c) {  // its own arguments are other terms, whatever they are called
            return fact_of(id) & possible(program, program.functions[c.function].body, {}, depth + 1);
          },
          [&](const auto&) { return fact_of(id); },
      },
      program.exprs[id].term);
}

}  // namespace

void Checker::check_uncounted() {
  const Program& program = out_.program;
  const Tree& main = modules_.back().parsed->tree;
  if (main.child(main.root, NodeKind::module).valid()) return;  // whoever uses it may add sources
  std::set<std::pair<std::uint32_t, Member>> told;
  auto tell = [&](const Credit& credit, std::uint64_t categories, Span span) {
    const std::vector<std::string>& members = program.enumerations[credit.categories].members;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if ((categories >> i & 1) == 0) continue;
      told.emplace(credit.categories.index, static_cast<Member>(i));
      names.push_back(members[i]);
    }
    const auto same = [&](const Diagnostic& one) { return one.code == Code::category_not_counted && one.span == span; };
    if (std::none_of(problems_.list.begin(), problems_.list.end(), same))  // what is asked once may be lowered twice
      problems_.add(Code::category_not_counted, span, {declarations_[credit.declaration].name, quoted_in_both(names)});
  };

  std::map<std::uint32_t, std::uint64_t> given;  // by enumeration: what some credit by it counts
  for (std::size_t index = 0; index < credits_.size(); ++index) {
    const Credit& credit = credits_[index];
    if (!credit.categories.valid()) continue;
    std::vector<std::uint64_t> of_block;
    std::uint64_t all = 0;
    for (const Block& block : credit.blocks) {
      std::uint64_t gives = 0;
      for (const Block::Source& source : block.sources)
        gives |= possible(program, program.functions[source.category].body,
                          facts_of(program, program.functions[source.counts].body));
      of_block.push_back(gives);
      all |= gives;
    }
    given[credit.categories.index] |= all;
    for (std::size_t b = 0; b < credit.blocks.size(); ++b)
      for (const Block::Limit& limit : credit.blocks[b].limits)
        if (limit.categories != 0 && (limit.categories & (b == 0 ? all : of_block[b])) == 0)
          tell(credit, limit.categories, limit.span);
    for (const Asked& asked : asked_)
      if (asked.credit == index && (asked.categories & all) == 0) tell(credit, asked.categories, asked.span);
  }

  for (const Credit& credit : credits_) {
    if (!credit.categories.valid()) continue;
    const Type type = choice_type(credit.categories);
    const bool is_column =
        std::any_of(program.tables.nodes.begin(), program.tables.nodes.end(), [&](const auto& table) {
          return std::any_of(table.columns.begin(), table.columns.end(),
                             [&](const Column& one) { return one.type == type; });
        });
    // A definition may give it, or take it, for purposes of its own.
    const bool is_value =
        std::any_of(declarations_.nodes.begin(), declarations_.nodes.end(), [&](const Declaration& one) {
          const auto& parameters = one.signature.parameters;
          return (one.kind == DeclarationKind::define || one.kind == DeclarationKind::reading) &&
                 (one.signature.type == type || std::any_of(parameters.begin(), parameters.end(),
                                                            [&](const auto& taken) { return taken.type == type; }));
        });
    const bool own = std::any_of(declarations_.nodes.begin(), declarations_.nodes.end(), [&](const Declaration& one) {
      return one.kind == DeclarationKind::enumeration && one.from_policy && one.index == credit.categories.index;
    });
    if (is_column || is_value || !own) continue;
    const std::vector<std::string>& members = program.enumerations[credit.categories].members;
    for (Member member = 0; member < members.size(); ++member) {
      if ((given[credit.categories.index] >> member & 1) != 0 || told.count({credit.categories.index, member}) > 0)
        continue;
      const auto span = member_spans_.find({credit.categories.index, members[member]});
      if (span != member_spans_.end()) tell(credit, std::uint64_t{1} << member, span->second);
    }
  }
}

}  // namespace cepol::semantics
