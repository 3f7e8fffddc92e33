// Lint: categories of a credit that none of its sources gives. `C of CATEGORY` is then always 0, a limit of them has no
// effect, and a member used only as such a category is dead. A source that takes its category from a column may give
// every member that its conditions allow in the column.
#include <algorithm>
#include <map>
#include <set>

#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

// The members that may be the value of a term: of a constant, or a choice among constants, those; of any other term
// those allowed by `known`, the facts about a row that counts.
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
          [&](const Call& c) {  // the callee's parameters are other terms than those of `known`, even with equal text
            return fact_of(id) & possible(program, program.functions[c.function].body, {}, depth + 1);
          },
          [&](const one_of<Local, ReadingOption, ColumnOf, Arithmetic, Round, DateAdd, DateDiff, ExtractDatePart,
                           YearDay, Compare, Logic, Not, IsNone, Contains, OverRows, OverYears, YearScan, Fail> auto&) {
            return fact_of(id);
          },
      },
      program.exprs[id].term);
}

class CategoryChecker {
 public:
  CategoryChecker(const Input& input, Problems& problems)
      : program_(input.checked.program), resolution_(input.resolution), problems_(problems) {}

  void check() {
    for (std::size_t index = 0; index < resolution_.credits.size(); ++index)
      if (resolution_.credits[index].categories.valid()) check_uses(index);
    for (const Credit& credit : resolution_.credits)
      if (credit.categories.valid() && serves_only_as_category(credit.categories)) check_members(credit);
  }

 private:
  static std::uint64_t bit(Member member) { return std::uint64_t{1} << member; }

  std::uint64_t given_by(const Block& block) const {
    std::uint64_t members = 0;
    for (const Block::Source& source : block.sources)
      members |= possible(program_, program_.functions[source.category].body,
                          facts_of(program_, program_.functions[source.counts].body));
    return members;
  }

  // Limits of categories, and sums of named categories, that no source gives.
  void check_uses(std::size_t index) {
    const Credit& credit = resolution_.credits[index];
    std::vector<std::uint64_t> of_block;
    std::uint64_t all = 0;
    for (const Block& block : credit.blocks) {
      of_block.push_back(given_by(block));
      all |= of_block.back();
    }
    given_[credit.categories.index] |= all;
    for (std::size_t b = 0; b < credit.blocks.size(); ++b)
      for (const Block::Limit& limit : credit.blocks[b].limits)
        if (limit.categories != 0 && (limit.categories & (b == 0 ? all : of_block[b])) == 0)
          report(credit, limit.categories, limit.span);
    for (const CategoryUse& use : resolution_.category_uses)
      if (use.credit == index && (use.categories & all) == 0) report(credit, use.categories, use.span);
  }

  // An enumeration of the policy that no column has and no definition or reading gives or takes.
  bool serves_only_as_category(EnumerationId enumeration) const {
    const Type type = enumeration_type(enumeration);
    const auto& tables = program_.tables.nodes;
    const auto& declarations = resolution_.declarations.nodes;
    const bool is_column = std::any_of(tables.begin(), tables.end(), [&](const RecordTable& table) {
      return std::any_of(table.columns.begin(), table.columns.end(),
                         [&](const Column& one) { return one.type == type; });
    });
    const bool is_value = std::any_of(declarations.begin(), declarations.end(), [&](const Declaration& one) {
      const auto& parameters = one.signature.parameters;
      return (one.kind == DeclarationKind::define || one.kind == DeclarationKind::reading) &&
             (one.signature.type == type ||
              std::any_of(parameters.begin(), parameters.end(), [&](const auto& taken) { return taken.type == type; }));
    });
    const bool own = std::any_of(declarations.begin(), declarations.end(), [&](const Declaration& one) {
      return one.kind == DeclarationKind::enumeration && one.from_policy && one.index == enumeration.index;
    });
    return own && !is_column && !is_value;
  }

  void check_members(const Credit& credit) {
    const std::vector<std::string>& members = program_.enumerations[credit.categories].members;
    for (Member member = 0; member < members.size(); ++member) {
      if ((given_[credit.categories.index] & bit(member)) != 0 ||
          reported_.count({credit.categories.index, member}) > 0)
        continue;
      const auto span = resolution_.member_spans.find({credit.categories.index, members[member]});
      if (span != resolution_.member_spans.end()) report(credit, bit(member), span->second);
    }
  }

  void report(const Credit& credit, std::uint64_t categories, Span span) {
    const std::vector<std::string>& members = program_.enumerations[credit.categories].members;
    std::vector<std::string> names;
    for (Member member = 0; member < members.size(); ++member) {
      if ((categories & bit(member)) == 0) continue;
      reported_.emplace(credit.categories.index, member);
      names.push_back(members[member]);
    }
    // An expression that is written once may have been lowered twice.
    if (std::find(spans_.begin(), spans_.end(), span) != spans_.end()) return;
    spans_.push_back(span);
    problems_.add(Code::category_not_counted, span,
                  {resolution_.declarations[credit.declaration].name, quoted_in_both(names)});
  }

  const Program& program_;
  const Resolution& resolution_;
  Problems& problems_;
  std::map<std::uint32_t, std::uint64_t> given_;         // by enumeration: members that some credit by it counts
  std::set<std::pair<std::uint32_t, Member>> reported_;  // (enumeration, member)
  std::vector<Span> spans_;                              // of reports
};

}  // namespace

void unfed_categories(const Input& input, Problems& problems) {
  if (is_module(input)) return;
  CategoryChecker(input, problems).check();
}

}  // namespace cepol::lints
