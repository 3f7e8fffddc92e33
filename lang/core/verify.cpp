// The promises of expr.hpp and program.hpp, checked one by one. The first breach is told in words.
#include <fmt/format.h>

#include <functional>
#include <set>

#include "lang/core/children.hpp"
#include "lang/core/program.hpp"

namespace cepol::core {

namespace {

struct Breach {
  std::string what;
};

template <class... Arguments>
void require(bool holds, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  if (!holds) throw Breach{fmt::format(text, std::forward<Arguments>(arguments)...)};
}

constexpr Type truth_type{Kind::truth, {}, {}, {}};
constexpr Type plain_number{Kind::number, {}, {}, {}};

bool ordered(Kind kind) { return kind == Kind::number || kind == Kind::year || kind == Kind::date; }

class Verifier {
 public:
  explicit Verifier(const Program& program) : p_(program) {}

  void run() {
    declarations();
    for (std::uint32_t i = 0; i < p_.exprs.size(); ++i) expression(i);
    for (std::uint32_t i = 0; i < p_.functions.size(); ++i) function(i);
    for (const Decision& decision : p_.decisions.nodes) this->decision(decision);
    for (const Quota& quota : p_.quotas) this->quota(quota);
    results();
  }

 private:
  const Type& type(ExprId id) const { return p_.exprs[id].type; }
  template <class Key, class Node>
  static bool names(Key key, const Table<Key, Node>& table) {
    return key.index < table.size();
  }

  void known(const Type& type, const std::string& where) {
    switch (type.kind) {
      case Kind::number: require(!type.unit.valid() || names(type.unit, p_.units), "{}: no such unit", where); break;
      case Kind::enumeration:
        require(names(type.enumeration, p_.enumerations), "{}: no such enumeration", where);
        break;
      case Kind::row: require(names(type.table, p_.tables), "{}: no such table", where); break;
      default: break;
    }
    require(type.kind == Kind::number || !type.unit.valid(), "{}: a unit on what is no number", where);
    require(type.kind == Kind::enumeration || !type.enumeration.valid(), "{}: an enumeration on what is no choice",
            where);
    require(type.kind == Kind::row || !type.table.valid(), "{}: a table on what is no row", where);
  }
  void cited(const std::vector<ClauseId>& clauses, const std::string& where) {
    for (ClauseId clause : clauses) require(names(clause, p_.clauses), "{}: no such clause", where);
  }

  // ---- declarations
  void declarations() {
    for (const Enumeration& choice : p_.enumerations.nodes) {
      require(!choice.members.empty(), "enumeration {}: no members", choice.name);
      require(choice.members.size() <= max_members, "enumeration {}: more than {} members", choice.name, max_members);
    }
    for (const Unit& unit : p_.units.nodes) {
      require(names(unit.base, p_.units), "unit {}: no such base", unit.name);
      require(unit.factor > Exact(0) && !unit.factor.infinite(), "unit {}: factor not positive", unit.name);
    }
    for (const RecordTable& table : p_.tables.nodes) record(table);
    for (const Reading& reading : p_.readings.nodes) {
      require(names(reading.enumeration, p_.enumerations), "reading {}: no such enumeration", reading.name);
      require(reading.options.size() == p_.enumerations[reading.enumeration].members.size(),
              "reading {}: options and members differ in number", reading.name);
      require(reading.default_option < reading.options.size(), "reading {}: no such default", reading.name);
      cited(reading.clauses, reading.name);
    }
  }

  void record(const RecordTable& table) {
    for (const Column& column : table.columns) {
      const std::string where = table.name + "." + column.name;
      known(column.type, where);
      require(column.type.kind != Kind::row || column.blank == Blank::none, "{}: a reference that is not optional",
              where);
      require(column.lowest <= column.highest, "{}: lowest above highest", where);
      require(column.places >= 0 && column.places <= 9, "{}: {} decimal places", where, column.places);
    }
    auto is_text = [&](const std::optional<ColumnIndex>& column) {
      return column && *column < table.columns.size() && table.columns[*column].type.kind == Kind::text;
    };
    require(!table.key || is_text(table.key), "table {}: the key is not a text column", table.name);
    require(table.parent.has_value() == table.link.has_value(),
            "table {}: a parent without a link, or a link without a parent", table.name);
    if (table.parent) {
      require(names(*table.parent, p_.tables), "table {}: no such parent", table.name);
      require(table.link && *table.link < table.columns.size() &&
                  table.columns[*table.link].type == Type{Kind::row, {}, {}, *table.parent},
              "table {}: the link is no reference to the parent", table.name);
      require(p_.tables[*table.parent].key.has_value(), "table {}: its parent has no key", table.name);
    }
  }

  // ---- expressions
  void expression(std::uint32_t index) {
    const Expr& expr = p_.exprs.nodes[index];
    const std::string where = fmt::format("%{}", index);
    known(expr.type, where);
    for_each_child(expr.term, [&](ExprId child) {
      require(child.index < index, "{}: child %{} is not older", where, child.index);
    });
    auto is = [&](const Type& wanted, const char* what) {
      require(expr.type == wanted, "{}: the type is not that of {}", where, what);
    };
    auto kind = [&](ExprId id, Kind wanted, const char* what) {
      require(type(id).kind == wanted, "{}: {} has the wrong type", where, what);
    };
    auto same = [&](ExprId a, ExprId b) { require(type(a) == type(b), "{}: operands differ in type", where); };
    std::visit(
        overloaded{
            [&](const Constant& t) { constant(t, expr.type, where); },
            [&](const Local&) {},
            [&](const ReadingOption& t) {
              require(names(t.reading, p_.readings), "{}: no such reading", where);
              is({Kind::enumeration, {}, p_.readings[t.reading].enumeration, {}}, "the reading");
            },
            [&](const ColumnOf& t) {
              kind(t.row, Kind::row, "the row");
              const RecordTable& table = p_.tables[type(t.row).table];
              require(t.column < table.columns.size(), "{}: no such column", where);
              is(table.columns[t.column].type, "the column");
            },
            [&](const Arithmetic& t) { arithmetic(t, expr.type, where); },
            [&](const Round& t) {
              kind(t.value, Kind::number, "the value");
              is(type(t.value), "the value");
              require(t.step > Exact(0) && !t.step.infinite(), "{}: step not positive", where);
            },
            [&](const DateAdd& t) {
              kind(t.date, Kind::date, "the date"), kind(t.amount, Kind::number, "the amount"),
                  is(type(t.date), "a date");
            },
            [&](const DateDiff& t) {
              kind(t.from, Kind::date, "the start"), kind(t.to, Kind::date, "the end");
              require(expr.type.kind == Kind::number, "{}: what elapsed is a number", where);
            },
            [&](const ExtractDatePart& t) {
              kind(t.date, Kind::date, "the date");
              const Kind wanted = t.part == DatePart::year                               ? Kind::year
                                  : t.part == DatePart::month || t.part == DatePart::day ? Kind::number
                                                                                         : Kind::date;
              require(expr.type.kind == wanted, "{}: the type is not that of the part", where);
            },
            [&](const YearDay& t) {
              kind(t.year, Kind::year, "the year"),
                  require(expr.type.kind == Kind::date, "{}: a day of a year is a date", where);
            },
            [&](const Compare& t) {
              same(t.left, t.right);
              require(t.relation == Relation::equal || ordered(type(t.left).kind) ||
                          type(t.left).kind == Kind::enumeration || type(t.left).kind == Kind::row,
                      "{}: operands have no order", where);
              is(truth_type, "a comparison");
            },
            [&](const Logic& t) {
              for (ExprId operand : t.operands) kind(operand, Kind::truth, "an operand");
              is(truth_type, "logic");
            },
            [&](const Not& t) { kind(t.operand, Kind::truth, "the operand"), is(truth_type, "logic"); },
            [&](const IsNone&) { is(truth_type, "a test"); },
            [&](const Contains& t) {
              kind(t.text, Kind::text, "the text"), kind(t.part, Kind::text, "the part"), is(truth_type, "a test");
            },
            [&](const If& t) {
              kind(t.condition, Kind::truth, "the condition");
              same(t.yes, t.no);
              is(type(t.yes), "its branches");
            },
            [&](const Cases& t) { cases(t, expr.type, where); },
            [&](const Let& t) { is(type(t.body), "its body"); },
            [&](const Call& t) {
              require(names(t.function, p_.functions), "{}: no such function", where);
              const Function& function = p_.functions[t.function];
              require(t.arguments.size() == function.parameters.size(), "{}: {} takes {} arguments", where,
                      function.name, function.parameters.size());
              for (std::size_t i = 0; i < t.arguments.size(); ++i)
                require(type(t.arguments[i]) == function.parameters[i].type, "{}: argument {} of {} has the wrong type",
                        where, i, function.name);
              is(function.result, "the function's result");
            },
            [&](const OverRows& t) {
              require(names(t.table, p_.tables), "{}: no such table", where);
              if (t.parent) {
                kind(*t.parent, Kind::row, "the parent");
                require(p_.tables[t.table].parent == std::optional(type(*t.parent).table),
                        "{}: rows are not children of that table", where);
              }
              fold(t.fold, t.guard, t.value, expr.type, where);
            },
            [&](const OverYears& t) {
              kind(t.from, Kind::year, "the first year"), kind(t.to, Kind::year, "the last year");
              fold(t.fold, t.guard, t.value, expr.type, where);
            },
            [&](const YearScan& t) {
              kind(t.from, Kind::year, "the first year"), kind(t.to, Kind::year, "the last year");
              require(!t.states.empty(), "{}: nothing is carried", where);
              for (const YearScan::State& state : t.states) {
                same(state.initial, state.next);
                require(type(state.initial).kind != Kind::row, "{}: a row is carried", where);
              }
              is(type(t.states.front().initial), "the first state");
            },
            [&](const Fail& t) { require(!t.zh.empty() && !t.en.empty(), "{}: a failure without words", where); },
        },
        expr.term);
  }

  void constant(const Constant& t, const Type& of, const std::string& where) {
    require(of.kind != Kind::row || t.is_none, "{}: a constant row", where);
    if (t.is_none || of.kind == Kind::text) return;
    require(!t.value.infinite(), "{}: an infinite constant", where);
    if (of.kind == Kind::number) return;
    require(t.value.whole(), "{}: a constant that should be whole", where);
    const auto between = [&](std::int64_t low, std::int64_t high) {
      require(t.value >= Exact(low) && t.value <= Exact(high), "{}: a constant out of bounds", where);
    };
    switch (of.kind) {
      case Kind::truth: between(0, 1); break;
      case Kind::enumeration:
        between(0, static_cast<std::int64_t>(p_.enumerations[of.enumeration].members.size()) - 1);
        break;
      case Kind::date: between(first_day(), last_day()); break;
      default: break;
    }
  }

  void arithmetic(const Arithmetic& t, const Type& of, const std::string& where) {
    const Type &l = type(t.left), &r = type(t.right);
    switch (t.operation) {
      case Operation::minimum:
      case Operation::maximum:
        require(l == r && l == of && ordered(l.kind), "{}: operands have no order, or differ", where);
        return;
      case Operation::add:
      case Operation::subtract:
        if (l.kind == Kind::year) {
          if (t.operation == Operation::subtract && r.kind == Kind::year)
            require(of.kind == Kind::number, "{}: between two years lies a number", where);
          else
            require(r.kind == Kind::number && of == l, "{}: a year takes a number", where);
          return;
        }
        require(l.kind == Kind::number && l == r && of == l, "{}: operands of a sum differ", where);
        return;
      case Operation::multiply:
      case Operation::divide:
        require(l.kind == Kind::number && r.kind == Kind::number && of.kind == Kind::number,
                "{}: operands are not numbers", where);
        return;
    }
  }

  void cases(const Cases& t, const Type& of, const std::string& where) {
    for (std::size_t i = 0; i < t.cases.size(); ++i) {
      const Case& one = t.cases[i];
      require(type(one.guard).kind == Kind::truth, "{}: the guard of case {} is not a truth", where, one.name);
      require(type(one.value) == of, "{}: the value of case {} has the wrong type", where, one.name);
      for (std::uint32_t yields : one.over) {
        require(yields < t.cases.size() && yields != i, "{}: case {} is over one that is not there", where, one.name);
        for (std::uint32_t further : t.cases[yields].over) {
          require(further != i, "{}: cases {} and {} are over each other", where, one.name, t.cases[yields].name);
          require(std::set<std::uint32_t>(one.over.begin(), one.over.end()).count(further) != 0,
                  "{}: `over` of case {} is not closed", where, one.name);
        }
      }
    }
    if (t.otherwise) require(type(*t.otherwise) == of, "{}: the value of `otherwise` has the wrong type", where);
  }

  void fold(Fold fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value, const Type& of,
            const std::string& where) {
    if (guard) require(type(*guard).kind == Kind::truth, "{}: the guard is not a truth", where);
    require(value.has_value() == (fold != Fold::count),
            "{}: a value where there should be none, or none where there should be one", where);
    switch (fold) {
      case Fold::sum:
        require(type(*value).kind == Kind::number && type(*value) == of, "{}: a sum is of numbers", where);
        break;
      case Fold::count:
      case Fold::distinct: require(of == plain_number, "{}: a count is a plain number", where); break;
      case Fold::some:
      case Fold::every:
        require(type(*value).kind == Kind::truth && of == truth_type, "{}: some and every are of truths", where);
        break;
      case Fold::minimum:
      case Fold::maximum:
        require(ordered(type(*value).kind) && type(*value) == of,
                "{}: the least and the greatest are of what has an order", where);
        break;
      case Fold::unique:
        require(type(*value).kind != Kind::row && type(*value) == of, "{}: the only value is of another type", where);
        break;
    }
  }

  // ---- functions: calls to older ones only; every slot read is bound, and no slot that is in use is bound again
  void function(std::uint32_t index) {
    const Function& function = p_.functions.nodes[index];
    require(names(function.body, p_.exprs), "function {}: no body", function.name);
    require(function.slots >= function.parameters.size(), "function {}: a frame smaller than its parameters",
            function.name);
    cited(function.clauses, function.name);
    require(type(function.body) == function.result, "function {}: the body has another type", function.name);
    std::vector<std::optional<Type>> bound(function.slots);
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      known(function.parameters[i].type, function.name);
      bound[i] = function.parameters[i].type;
    }
    steps_ = 0;
    scope(function, index, function.body, bound);
  }

  void scope(const Function& function, std::uint32_t index, ExprId id, std::vector<std::optional<Type>>& bound) {
    require(++steps_ < 10'000'000, "function {}: too large", function.name);
    const Term& term = p_.exprs[id].term;
    auto inside = [&](Slot slot, const Type& of, auto&& visit) {
      require(slot < function.slots, "function {}, %{}: slot {} is outside the frame", function.name, id.index, slot);
      require(!bound[slot], "function {}, %{}: slot {} is in use", function.name, id.index, slot);
      bound[slot] = of;
      visit();
      bound[slot].reset();
    };
    auto go = [&](ExprId child) { scope(function, index, child, bound); };
    auto maybe = [&](const std::optional<ExprId>& child) {
      if (child) go(*child);
    };
    if (const auto* local = std::get_if<Local>(&term)) {
      require(local->slot < function.slots && bound[local->slot], "function {}, %{}: slot {} is not bound",
              function.name, id.index, local->slot);
      require(*bound[local->slot] == p_.exprs[id].type, "function {}, %{}: slot {} has another type", function.name,
              id.index, local->slot);
    } else if (const auto* let = std::get_if<Let>(&term)) {
      go(let->value);
      inside(let->slot, type(let->value), [&] { go(let->body); });
    } else if (const auto* rows = std::get_if<OverRows>(&term)) {
      maybe(rows->parent);
      inside(rows->slot, {Kind::row, {}, {}, rows->table}, [&] { maybe(rows->guard), maybe(rows->value); });
    } else if (const auto* years = std::get_if<OverYears>(&term)) {
      go(years->from);
      go(years->to);
      inside(years->slot, {Kind::year, {}, {}, {}}, [&] { maybe(years->guard), maybe(years->value); });
    } else if (const auto* running = std::get_if<YearScan>(&term)) {
      go(running->from);
      go(running->to);
      for (const YearScan::State& state : running->states) go(state.initial);
      std::function<void(std::size_t)> carried = [&](std::size_t i) {
        if (i < running->states.size()) {
          inside(running->states[i].slot, type(running->states[i].initial), [&] { carried(i + 1); });
          return;
        }
        for (const YearScan::State& state : running->states) go(state.next);
      };
      inside(running->year, {Kind::year, {}, {}, {}}, [&] { carried(0); });
    } else {
      if (const auto* call = std::get_if<Call>(&term))
        require(call->function.index < index, "function {} calls {}, which is not older", function.name,
                p_.functions[call->function].name);
      for_each_child(term, go);
    }
  }

  // ---- decisions, accounts
  const Function& takes(FunctionId id, const std::vector<Type>& parameters, const std::string& where) {
    require(names(id, p_.functions), "{}: no such function", where);
    const Function& function = p_.functions[id];
    bool fits = function.parameters.size() == parameters.size();
    for (std::size_t i = 0; fits && i < parameters.size(); ++i) fits = function.parameters[i].type == parameters[i];
    require(fits, "{}: function {} takes other parameters", where, function.name);
    return function;
  }

  void decision(const Decision& decision) {
    const std::string& where = decision.name;
    require(names(decision.table, p_.tables), "decision {}: no such table", where);
    require(names(decision.outcomes, p_.enumerations), "decision {}: no such enumeration", where);
    const std::vector<Type> subject{{Kind::row, {}, {}, decision.table}};
    const Function& outcome = takes(decision.outcome, subject, where);
    require(outcome.result == Type{Kind::enumeration, {}, decision.outcomes, {}},
            "decision {}: the outcome is of another enumeration", where);
    for (const Measure& measure : decision.measures)
      require(takes(measure.value, subject, where + "." + measure.label).result.kind != Kind::row,
              "{}.{}: a figure that is a row", where, measure.label);
    cited(decision.clauses, where);
    for (StepId step : decision.account) account(step, 0, false, subject, where);
  }

  void account(StepId id, std::size_t depth, bool in_cases, const std::vector<Type>& parameters,
               const std::string& decision) {
    require(names(id, p_.steps), "decision {}: no such line of the account", decision);
    const Step& step = p_.steps[id];
    const std::string where = decision + ": " + step.label;
    require(depth < 64, "{}: an account without end", where);
    cited(step.clauses, where);
    require((step.role == Role::option) == in_cases, "{}: an option stands below cases, and nothing else does", where);
    std::vector<Type> below = parameters;
    switch (step.role) {
      case Role::cases: {
        const Kind kind = takes(step.value, parameters, where).result.kind;
        require(kind == Kind::enumeration, "{}: cases are of a choice", where);
        break;
      }
      case Role::option:
        if (step.value.valid())
          require(takes(step.value, parameters, where).result == truth_type, "{}: an option is a truth", where);
        break;
      case Role::condition:
        require(takes(step.value, parameters, where).result == truth_type, "{}: a condition is a truth", where);
        break;
      case Role::amount: takes(step.value, parameters, where); break;
      case Role::years:
        require(takes(step.from, parameters, where).result.kind == Kind::year, "{}: the first year is no year", where);
        require(takes(step.to, parameters, where).result.kind == Kind::year, "{}: the last year is no year", where);
        below.push_back({Kind::year, {}, {}, {}});
        break;
      case Role::window: {
        const Type first = takes(step.from, parameters, where).result;
        require(first.kind == Kind::year || first.kind == Kind::date, "{}: a window begins with a year or date", where);
        require(takes(step.to, parameters, where).result == first, "{}: a window ends with what it begins with", where);
        break;
      }
      case Role::rows:
        require(names(step.table, p_.tables) && p_.tables[step.table].parent == std::optional(parameters.front().table),
                "{}: rows are not children of the subject", where);
        below.push_back({Kind::row, {}, {}, step.table});
        break;
      case Role::limit: {
        const Type left = takes(step.value, parameters, where).result;
        require(left.kind == Kind::number, "{}: a limit is of numbers", where);
        require(takes(step.from, parameters, where).result == left, "{}: a limit leaves another type", where);
        break;
      }
    }
    for (StepId child : step.values) {
      require(step.role == Role::condition, "{}: only a condition compares values", where);
      require(names(child, p_.steps) && p_.steps[child].role == Role::amount, "{}: a value is an amount", where);
      account(child, depth + 1, false, below, decision);
    }
    for (StepId child : step.steps) account(child, depth + 1, step.role == Role::cases, below, decision);
  }

  void quota(const Quota& quota) {
    require(names(quota.table, p_.tables), "quota {}: no such table", quota.name);
    const RecordTable& table = p_.tables[quota.table];
    require(quota.column < table.columns.size() && table.columns[quota.column].type.kind == Kind::enumeration,
            "quota {}: not by an enumeration", quota.name);
    const std::size_t members = p_.enumerations[table.columns[quota.column].type.enumeration].members.size();
    require(quota.places.size() == members && quota.clauses.size() == members, "quota {}: not one line for each member",
            quota.name);
    for (const auto& clauses : quota.clauses) cited(clauses, quota.name);
  }

  void results() {
    for (const ResultTable& result : p_.results) {
      require(names(result.table, p_.tables), "results: no such table");
      const std::string& name = p_.tables[result.table].name;
      for (const ResultColumn& column : result.columns) {
        if (column.part == ResultPart::column)
          require(column.column < p_.tables[result.table].columns.size(), "results of {}: no such column", name);
        if (column.part != ResultPart::decision && column.part != ResultPart::measure) continue;
        require(names(column.decision, p_.decisions) && p_.decisions[column.decision].table == result.table,
                "results of {}: a decision of another table", name);
        if (column.part == ResultPart::measure)
          require(column.measure < p_.decisions[column.decision].measures.size(), "results of {}: no such figure",
                  name);
      }
    }
    for (const Roster& roster : p_.rosters) {
      require(names(roster.table, p_.tables), "roster {}: no such table", roster.title);
      for (const auto* columns : {&roster.headings, &roster.columns})
        for (ColumnIndex column : *columns)
          require(column < p_.tables[roster.table].columns.size(), "roster {}: no such column", roster.title);
      cited(roster.clauses, roster.title);
    }
  }

  const Program& p_;
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<std::string> verify(const Program& program) {
  try {
    Verifier(program).run();
  } catch (const Breach& breach) {
    return breach.what;
  }
  return std::nullopt;
}

}  // namespace cepol::core
