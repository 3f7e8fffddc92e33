// Lint: cases that can apply at the same time. Reports them only when some record certainly satisfies both guards and
// no third case covers it (no false positives, but some are missed): cases whose ranges of a date, year or number
// overlap in part (the first until 2018-12-31, the second from 2018-12-31); and, where precedence is said by `over`,
// cases that have another term in common (age >= 50 and age >= 55; {a, b} and {b, c}) and none goes before the other.
// In a `first that fits`, where a chain of thresholds is usual, only windows of dates or years with both ends are
// compared.
#include <algorithm>
#include <set>

#include "lang/base/text.hpp"
#include "lang/core/children.hpp"
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

class OverlapFinder {
 public:
  OverlapFinder(const Program& program, const Cases& cases) : program_(program), cases_(cases) {
    for (const Case& one : cases.cases) facts_.push_back(facts_of(program, one.guard));
  }

  // An overlap counts only together with one of these cases: two waivers outside of every requirement do not conflict.
  void only_among(const Cases& cases) {
    for (const Case& one : cases.cases) among_.push_back(facts_of(program_, one.guard));
  }

  struct Overlap {
    ExprId term;
    Fact range;
    bool in_part = true;
  };
  std::optional<Overlap> between(std::size_t a, std::size_t b) {
    for (const auto& [key, one] : facts_[a]) {
      const auto found = facts_[b].find(key);
      if (found == facts_[b].end() || !overlap_in_part(one, found->second)) continue;
      if (impossible(facts_[a]) || impossible(facts_[b]) || !give_differently(a, b)) return std::nullopt;
      const Facts common = both(facts_[a], facts_[b]);
      if (!can_all_hold(common) || taken_by_third(a, b, common) || !among_some(common)) return std::nullopt;
      return Overlap{one.term, closed(common.at(key), of_time(one))};
    }
    return cases_.first ? std::nullopt : conflict_between(a, b);
  }

  // The name of the term: the column, definition or parameter, else its text.
  std::string name_of(ExprId id, const Function& function, const Sources& sources) const {
    const Expr& expr = program_.exprs[id];
    if (const auto* column = std::get_if<ColumnOf>(&expr.term))
      return program_.tables[program_.exprs[column->row].type.table].columns[column->column].name;
    if (const auto* given = std::get_if<Local>(&expr.term)) return function.parameters[given->slot].name;
    if (const auto* call = std::get_if<Call>(&expr.term)) return program_.functions[call->function].name;
    return on_one_line(text_of(sources, expr.span));
  }

 private:
  // Cases of which one's range lies within the other's, or whose members have some in common.
  std::optional<Overlap> conflict_between(std::size_t a, std::size_t b) {
    std::optional<Overlap> found;
    for (const auto& [key, one] : facts_[a]) {
      const auto other = facts_[b].find(key);
      if (other == facts_[b].end() || one.follows || other->second.follows || !known_values(one.term)) continue;
      Fact common = one;
      common.meet(other->second);
      if (common.impossible()) return std::nullopt;
      if (!found) found = Overlap{one.term, closed(common, of_time(one)), false};
    }
    if (!found || impossible(facts_[a]) || impossible(facts_[b]) || !give_differently(a, b)) return std::nullopt;
    const Facts common = both(facts_[a], facts_[b]);
    if (!can_all_hold(common) || taken_by_third(a, b, common) || !among_some(common)) return std::nullopt;
    return found;
  }

  bool of_time(const Fact& fact) const {
    const Kind kind = program_.exprs[fact.term].type.kind;
    return kind == Kind::year || kind == Kind::date;
  }
  bool overlap_in_part(const Fact& a, const Fact& b) const {
    const bool time = of_time(a);
    if (!time && program_.exprs[a.term].type.kind != Kind::number) return false;
    const Fact first = closed(a, time), second = closed(b, time);
    Fact common = first;
    common.meet(second);
    if (common.impossible() || first.within(second) || second.within(first) || !known_values(a.term)) return false;
    return !cases_.first || (time && bounded(first) && bounded(second));
  }

  bool give_differently(std::size_t a, std::size_t b) const {
    const Constant* one = constant_of(program_, cases_.cases[a].value);
    const Constant* other = constant_of(program_, cases_.cases[b].value);
    if (one == nullptr || other == nullptr) return false;
    return one->is_none != other->is_none || one->value != other->value || one->text != other->text;
  }

  bool among_some(const Facts& common) const {
    return among_.empty() ||
           std::any_of(among_.begin(), among_.end(), [&](const Facts& one) { return !impossible(both(common, one)); });
  }

  // One is over the other, or a third case may be the one that is chosen where both hold.
  bool taken_by_third(std::size_t a, std::size_t b, const Facts& common) const {
    const auto is_over = [&](std::size_t one, std::size_t other) {
      const auto& over = cases_.cases[one].over;
      return std::find(over.begin(), over.end(), static_cast<std::uint32_t>(other)) != over.end();
    };
    if (is_over(a, b) || is_over(b, a)) return true;
    for (std::size_t c = 0; c < facts_.size(); ++c) {
      if (c == a || c == b) continue;
      const bool goes_before = cases_.first ? c < std::min(a, b) : is_over(c, a) || is_over(c, b);
      if (goes_before && !impossible(both(facts_[c], common))) return true;
    }
    return false;
  }

  static bool bounded(const Fact& fact) { return !fact.low.infinite() && !fact.high.infinite(); }
  // Whole days and years have a next and a last one.
  static Fact closed(Fact fact, bool whole) {
    if (!whole) return fact;
    if (fact.low_open)
      if (const auto next = plus(fact.low, 1)) fact.low = *next, fact.low_open = false;
    if (fact.high_open)
      if (const auto last = minus(fact.high, 1)) fact.high = *last, fact.high_open = false;
    return fact;
  }

  // The body of a definition, through definitions that consist of one call.
  ExprId behind(ExprId id) const {
    while (const auto* call = std::get_if<Call>(&program_.exprs[id].term)) id = program_.functions[call->function].body;
    return id;
  }
  // A term that has every whole value between its bounds.
  bool known_values(ExprId id) const {
    const Term& term = program_.exprs[behind(id)].term;
    const auto* part = std::get_if<ExtractDatePart>(&term);
    return std::holds_alternative<ColumnOf>(term) || std::holds_alternative<Local>(term) ||
           std::holds_alternative<DateDiff>(term) || (part != nullptr && part->part == DatePart::year);
  }

  // Can all the facts hold at once? Each can by itself, and they read different columns.
  bool can_all_hold(const Facts& facts) {
    std::set<std::string> read;
    for (const auto& [key, fact] : facts) {
      if (fact.follows) continue;
      if (!can_hold(fact)) return false;
      if (facts.size() == 1) return true;
      std::set<std::string> own;
      if (!reads(fact.term, own, 0) || own.empty()) return false;
      for (const std::string& one : own)
        if (!read.insert(one).second) return false;
    }
    return true;
  }
  bool can_hold(Fact fact) const {
    const Type type = program_.exprs[fact.term].type;
    if (type.kind == Kind::enumeration) {
      const std::size_t count = program_.enumerations[type.enumeration].members.size();
      return count > 0 && (fact.members & (~std::uint64_t{0} >> (64 - count))) != 0;
    }
    if (type.kind == Kind::truth) return (fact.members & 3) != 0;
    if (const auto* column = std::get_if<ColumnOf>(&program_.exprs[behind(fact.term)].term)) {
      const Column& of = program_.tables[program_.exprs[column->row].type.table].columns[column->column];
      Fact bounds;
      bounds.low = of.lowest;
      bounds.high = of.highest;
      fact.meet(bounds);
    }
    fact = closed(fact, type.kind == Kind::year || type.kind == Kind::date);
    if (fact.impossible()) return false;
    if (fact.low.infinite() || fact.high.infinite()) return true;
    // Is there a whole number between them?
    std::int64_t from = fact.low.num / fact.low.den;
    if (Exact(from) < fact.low || (fact.low_open && Exact(from) == fact.low)) ++from;
    return Exact(from) < fact.high || (Exact(from) == fact.high && !fact.high_open);
  }
  // The columns and parameters that a term reads; false: not only those.
  bool reads(ExprId id, std::set<std::string>& found, int depth) const {
    const Term& term = program_.exprs[id].term;
    if (depth > 40) return false;
    if (std::holds_alternative<ColumnOf>(term) || std::holds_alternative<Local>(term) ||
        std::holds_alternative<ReadingOption>(term)) {
      found.insert(key_of(program_, id));
      return true;
    }
    if (const auto* call = std::get_if<Call>(&term)) {
      for (std::size_t i = 0; i < call->arguments.size(); ++i) {
        const auto* argument = std::get_if<Local>(&program_.exprs[call->arguments[i]].term);
        if (argument == nullptr || argument->slot != i) return false;
      }
      return reads(program_.functions[call->function].body, found, depth + 1);
    }
    if (std::holds_alternative<Let>(term) || std::holds_alternative<OverRows>(term) ||
        std::holds_alternative<OverYears>(term) || std::holds_alternative<YearScan>(term) ||
        std::holds_alternative<Fail>(term))
      return false;
    bool good = true;
    for_each_child(term, [&](ExprId child) { good = good && reads(child, found, depth + 1); });
    return good;
  }

  const Program& program_;
  const Cases& cases_;
  std::vector<Facts> facts_, among_;
};

// The values of the term for which both apply.
std::string values_of(const Program& program, const OverlapFinder::Overlap& overlap) {
  const Type type = program.exprs[overlap.term].type;
  if (type.kind == Kind::truth) {
    const bool yes = (overlap.range.members & 2) != 0;
    return in_both(yes ? "是“是”" : "是“否”", yes ? "is yes" : "is no");
  }
  if (type.kind != Kind::enumeration) return range_words(overlap.range, type.kind);
  const auto& members = program.enumerations[type.enumeration].members;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < members.size(); ++i)
    if ((overlap.range.members >> i & 1) != 0) names.push_back(members[i]);
  const std::string quoted = quoted_in_both(names);
  return in_both("是" + std::string(in_language(quoted, Language::zh)),
                 "is " + std::string(in_language(quoted, Language::en)));
}

// `among`: the cases matter only for rows to which one of these requirements applies; invalid: for all rows.
void check_cases(const Input& input, const std::string& name, FunctionId id, FunctionId among, Problems& problems) {
  const Program& program = input.checked.program;
  const Function& function = program.functions[id];
  const auto* cases = std::get_if<Cases>(&program.exprs[function.body].term);
  constexpr std::size_t few = 200;  // the pairs of more cases would take noticeable time
  if (cases == nullptr || cases->cases.size() > few) return;
  OverlapFinder finder(program, *cases);
  if (among.valid()) finder.only_among(std::get<Cases>(program.exprs[program.functions[among].body].term));
  for (std::size_t b = 1; b < cases->cases.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      const auto overlap = finder.between(a, b);
      if (!overlap) continue;
      const std::string term = finder.name_of(overlap->term, function, input.sources);
      const std::string range = values_of(program, *overlap);
      const auto with_term = [&](Language language) { return term + " " + std::string(in_language(range, language)); };
      const Case &one = cases->cases[a], &other = cases->cases[b];
      problems
          .add(overlap->in_part ? Code::windows_overlap : Code::rules_conflict, program.exprs[other.value].span,
               {name, one.name, other.name, in_both(with_term(Language::zh), with_term(Language::en))})
          .also(program.exprs[one.value].span, "另一种在这里", "the other is here");
    }
}

}  // namespace

void overlaps(const Input& input, Problems& problems) {
  const Resolution& resolution = input.resolution;
  const bool module = is_module(input);  // its assessments may get more requirements
  for (std::uint32_t i = 0; i < resolution.declarations.size(); ++i) {
    const Declaration& declaration = resolution.declarations.nodes[i];
    if (declaration.kind == DeclarationKind::assessment) {
      if (module) continue;
      const AssessmentRules& rules = resolution.assessments[resolution.rules_of.at(resolution.decision_of.at(i).index)];
      check_cases(input, declaration.name, rules.requirement, {}, problems);
      if (rules.waiver.valid()) check_cases(input, declaration.name, rules.waiver, rules.requirement, problems);
    } else if (declaration.kind == DeclarationKind::decision ||
               (declaration.kind == DeclarationKind::define &&
                declaration.tree->kind(declaration.node) == NodeKind::table)) {
      check_cases(input, declaration.name, declaration.signature.function, {}, problems);
    }
  }
}

}  // namespace cepol::lints
