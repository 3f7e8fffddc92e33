// Collects facts from the terms of a condition; compares and combines sets of facts.
#include "lang/lints/facts.hpp"

#include <functional>

#include "lang/diagnostics/diagnostic.hpp"

namespace cepol::lints {

void Fact::meet(const Fact& other) {
  members &= other.members;
  denied |= other.denied;
  if (other.low > low || (other.low == low && other.low_open)) {
    low = other.low;
    low_open = other.low_open;
  }
  if (other.high < high || (other.high == high && other.high_open)) {
    high = other.high;
    high_open = other.high_open;
  }
  follows = (follows || !term.valid()) && other.follows;
  if (!term.valid()) term = other.term;
}

void Fact::join(const Fact& other) {
  members |= other.members;
  denied |= other.denied;
  if (other.low < low || (other.low == low && !other.low_open)) {
    low = other.low;
    low_open = other.low_open;
  }
  if (other.high > high || (other.high == high && !other.high_open)) {
    high = other.high;
    high_open = other.high_open;
  }
}

bool Fact::within(const Fact& other) const {
  const bool low_in = low > other.low || (low == other.low && (low_open || !other.low_open));
  const bool high_in = high < other.high || (high == other.high && (high_open || !other.high_open));
  return (members & ~other.members) == 0 && low_in && high_in;
}

namespace {

class GuardReader {
 public:
  explicit GuardReader(const Program& program) : program_(program) {}

  Facts facts(ExprId guard) {
    Facts facts;
    collect(guard, true, facts);
    return facts;
  }

  // The same for terms that are the same, however the definitions are named by which they are written.
  std::string key(ExprId id) {
    keyed_ = 0;
    return key_in(id, nullptr);
  }

 private:
  using Frame = std::vector<std::string>;  // the keys of a function's arguments

  std::string opaque(ExprId id, const Frame* frame) const {
    std::string text = "?" + std::to_string(id.index);
    if (frame != nullptr)
      for (const std::string& argument : *frame) text += "," + argument;
    return text;
  }

  std::string key_of_call(const Call& call, const Frame* frame) {
    Frame arguments;
    for (ExprId argument : call.arguments) {
      std::string text = key_in(argument, frame);
      if (text.size() > longest_argument)
        text = "h" + std::to_string(std::hash<std::string>{}(text));  // each use doubles it
      arguments.push_back(std::move(text));
    }
    return key_in(program_.functions[call.function].body, &arguments);
  }

  // `frame`: of the definition that the term is in; null: that of the condition.
  std::string key_in(ExprId id, const Frame* frame) {
    if (++keyed_ > most_keyed) return opaque(id, frame);
    const Term& term = program_.exprs[id].term;
    auto of = [&](ExprId part) { return key_in(part, frame); };
    return std::visit(
        overloaded{
            [&](const Constant& c) { return c.is_none ? std::string("none") : c.text + "#" + to_string(c.value); },
            [&](const Local& l) {
              if (frame == nullptr) return "l" + std::to_string(l.slot);
              return l.slot < frame->size() ? (*frame)[l.slot] : opaque(id, frame);
            },
            [&](const ReadingOption& c) { return "r" + std::to_string(c.reading.index); },
            [&](const ColumnOf& c) { return of(c.row) + "." + std::to_string(c.column); },
            [&](const Arithmetic& a) {
              return "(" + of(a.left) + " a" + std::to_string(static_cast<int>(a.operation)) + " " + of(a.right) + ")";
            },
            [&](const Compare& c) {
              return "(" + of(c.left) + " c" + std::to_string(static_cast<int>(c.relation)) + " " + of(c.right) + ")";
            },
            [&](const DateDiff& e) {
              return "e" + std::to_string(static_cast<int>(e.unit)) + "(" + of(e.from) + "," + of(e.to) + ")";
            },
            [&](const ExtractDatePart& p) {
              return "p" + std::to_string(static_cast<int>(p.part)) + "(" + of(p.date) + ")";
            },
            [&](const Call& c) { return key_of_call(c, frame); },
            [&](const IsNone& n) { return "none(" + of(n.operand) + ")"; },
            [&](const one_of<Round, DateAdd, YearDay, Logic, Not, Contains, If, Cases, Let, OverRows, OverYears,
                             YearScan, Fail> auto&) { return opaque(id, frame); },
        },
        term);
  }

  const Constant* constant(ExprId id) const {
    const Constant* found = constant_of(program_, id);
    return found != nullptr && found->is_none ? nullptr : found;
  }

  // The members that `lhs` has when the term holds: of `lhs = a`, or an `or` of such with one lhs.
  bool members_of(ExprId id, std::string& lhs, std::uint64_t& members, ExprId& of) {
    const Term& term = program_.exprs[id].term;
    if (const auto* compare = std::get_if<Compare>(&term)) {
      const Constant* right = constant(compare->right);
      const Kind kind = program_.exprs[compare->left].type.kind;
      if (compare->relation != Relation::equal || right == nullptr ||
          (kind != Kind::enumeration && kind != Kind::truth))
        return false;
      const std::string name = key(compare->left);
      if (!lhs.empty() && lhs != name) return false;
      lhs = name;
      of = compare->left;
      members |= std::uint64_t{1} << right->value.num;
      return true;
    }
    if (const auto* logic = std::get_if<Logic>(&term); logic != nullptr && !logic->all && !logic->operands.empty()) {
      for (ExprId operand : logic->operands)
        if (!members_of(operand, lhs, members, of)) return false;
      return true;
    }
    return false;
  }

  void meet(Facts& facts, const std::string& name, const Fact& fact) { facts[name].meet(fact); }

  // Of an `or`: where each part has a fact about a term, the term has a value that one of them allows.
  void collect_common(const std::vector<ExprId>& parts, bool positive, Facts& facts) {
    std::optional<Facts> common;
    for (ExprId part : parts) {
      Facts of_part;
      collect(part, positive, of_part);
      if (!common) {
        common = std::move(of_part);
        continue;
      }
      for (auto known = common->begin(); known != common->end();) {
        const auto found = of_part.find(known->first);
        if (found == of_part.end()) {
          known = common->erase(known);
          continue;
        }
        known->second.join(found->second);
        ++known;
      }
    }
    for (auto& [name, fact] : *common) {
      fact.follows = true;
      meet(facts, name, fact);
    }
  }

  void collect(ExprId id, bool positive, Facts& facts) {
    const Term& term = program_.exprs[id].term;
    Fact fact;
    fact.term = id;
    if (++visited_ > most_visited) {  // definitions that each use the one before twice
      fact.members = positive ? 2 : 1;
      return meet(facts, key(id), fact);
    }
    if (const auto* call = std::get_if<Call>(&term)) {
      bool same_frame = true;  // a condition's function: its arguments are the caller's own, in order
      for (std::size_t i = 0; i < call->arguments.size(); ++i) {
        const auto* argument = std::get_if<Local>(&program_.exprs[call->arguments[i]].term);
        same_frame = same_frame && argument != nullptr && argument->slot == i;
      }
      if (same_frame) return collect(program_.functions[call->function].body, positive, facts);
    }
    if (const auto* logic = std::get_if<Logic>(&term); logic != nullptr && logic->all == positive) {
      for (ExprId operand : logic->operands) collect(operand, positive, facts);
      return;
    }
    if (const auto* given = std::get_if<Constant>(&term); given != nullptr && positive && given->value == Exact(1))
      return;  // `when yes`: no condition
    if (const auto* negation = std::get_if<Not>(&term)) return collect(negation->operand, !positive, facts);
    std::string lhs;
    std::uint64_t members = 0;
    if (members_of(id, lhs, members, fact.term)) {
      // `x is not a` also holds when x is none; then no members are excluded by other facts either.
      fact.members = positive ? members : ~members;
      if (!positive) fact.denied = members;
      return meet(facts, lhs, fact);
    }
    if (const auto* compare = std::get_if<Compare>(&term); compare != nullptr && positive) {
      const Constant *left = constant(compare->left), *right = constant(compare->right);
      const bool strict = compare->relation == Relation::less;
      if (right != nullptr && left == nullptr && program_.exprs[compare->left].type.kind != Kind::text) {
        fact.term = compare->left;
        fact.high = right->value;
        fact.high_open = strict;
        if (compare->relation == Relation::equal) fact.low = right->value;
        return meet(facts, key(compare->left), fact);
      }
      if (left != nullptr && right == nullptr && program_.exprs[compare->right].type.kind != Kind::text) {
        fact.term = compare->right;
        fact.low = left->value;
        fact.low_open = strict;
        if (compare->relation == Relation::equal) fact.high = left->value;
        return meet(facts, key(compare->right), fact);
      }
    }
    if (const auto* logic = std::get_if<Logic>(&term); logic != nullptr && !logic->operands.empty())
      collect_common(logic->operands, positive, facts);
    fact.term = id;                   // members_of may have met a part of it
    fact.members = positive ? 2 : 1;  // a fact of its own: is it so?
    meet(facts, key(id), fact);
  }

  static constexpr std::size_t most_visited = 2000;  // terms of one condition
  static constexpr std::size_t longest_argument = 200;
  static constexpr std::size_t most_keyed = 300;  // terms of one key

  const Program& program_;
  std::size_t visited_ = 0, keyed_ = 0;
};

}  // namespace

Facts facts_of(const Program& program, ExprId guard) { return GuardReader(program).facts(guard); }

std::string key_of(const Program& program, ExprId term) { return GuardReader(program).key(term); }

const Constant* constant_of(const Program& program, ExprId id) {
  const Term* term = &program.exprs[id].term;
  for (const auto* call = std::get_if<Call>(term); call != nullptr && call->arguments.empty();
       call = std::get_if<Call>(term))
    term = &program.exprs[program.functions[call->function].body].term;
  return std::get_if<Constant>(term);
}

bool impossible(const Facts& facts) {
  for (const auto& [name, fact] : facts)
    if (fact.impossible()) return true;
  return false;
}

Facts both(Facts facts, const Facts& others) {
  for (const auto& [name, fact] : others) facts[name].meet(fact);
  return facts;
}

bool implies(const Facts& narrow, const Facts& wide) {
  for (const auto& [name, fact] : wide) {
    const auto found = narrow.find(name);
    if (found == narrow.end() || !found->second.within(fact)) return false;
  }
  return true;
}

std::string range_words(const Fact& fact, Kind kind) {
  const auto end = [&](Exact value) {
    if (kind != Kind::date) return to_string(value);
    const Day day = static_cast<Day>(value.num);
    return to_string(Date{day, day});
  };
  if (fact.low == fact.high) return in_both(end(fact.low), end(fact.low));
  if (fact.high.infinite())
    return fact.low_open ? in_both("大于 " + end(fact.low), "more than " + end(fact.low))
                         : in_both(end(fact.low) + " 以上", end(fact.low) + " or more");
  if (fact.low.infinite())
    return fact.high_open ? in_both("小于 " + end(fact.high), "less than " + end(fact.high))
                          : in_both(end(fact.high) + " 以下", end(fact.high) + " or less");
  const std::string low = end(fact.low), high = end(fact.high);
  return in_both(low + (fact.low_open ? "（不含）至 " : " 至 ") + high + (fact.high_open ? "（不含）" : ""),
                 (fact.low_open ? "more than " : "") + low + " to " + (fact.high_open ? "less than " : "") + high);
}

}  // namespace cepol::lints
