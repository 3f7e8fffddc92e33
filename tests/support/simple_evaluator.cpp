#include "tests/support/simple_evaluator.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace cepol::test {

using namespace core;

namespace {

bool failed(const SimpleValue& value) { return std::holds_alternative<Failure>(value); }
bool none(const SimpleValue& value) { return std::holds_alternative<None>(value); }
const Exact& number(const SimpleValue& value) { return std::get<Exact>(value); }
bool yes(const SimpleValue& value) { return value == SimpleValue(Exact(1)); }  // none counts as no
SimpleValue truth(bool value) { return Exact(value ? 1 : 0); }

// One call of a function: its frame, and the value of each kind of term in it.
class Frame {
 public:
  Frame(const SimpleEvaluator& evaluator, const Function& function, std::vector<SimpleValue> arguments)
      : evaluator_(evaluator), program_(evaluator.program()), function_(function), slots_(std::move(arguments)) {
    slots_.resize(std::max<std::size_t>(slots_.size(), function.slots), None{});
  }

  SimpleValue value(ExprId id) {
    const Expr& expr = program_.exprs[id];
    return std::visit([&](const auto& term) { return of(term, expr.type); }, expr.term);
  }

 private:
  Failure failure(Reason reason, std::string first = {}, std::string second = {}) const {
    return {reason, std::move(first), std::move(second), function_.name};
  }
  SimpleValue checked(const std::optional<Exact>& result, Reason otherwise = Reason::overflow) const {
    return result ? SimpleValue(*result) : SimpleValue(failure(otherwise));
  }
  SimpleValue checked(const std::optional<Day>& day) const {
    return day ? SimpleValue(Exact(*day)) : SimpleValue(failure(Reason::calendar));
  }
  // Of parts that are all needed: a failure where one is (the first), else none where one is.
  template <class Combine>
  SimpleValue combined(std::initializer_list<ExprId> parts, Combine&& combine) {
    std::vector<SimpleValue> values;
    for (ExprId part : parts) values.push_back(value(part));
    for (const SimpleValue& one : values)
      if (failed(one)) return one;
    for (const SimpleValue& one : values)
      if (none(one)) return None{};
    return combine(values);
  }
  // The same of a test: with none it is no.
  template <class Test>
  SimpleValue tested(std::initializer_list<ExprId> parts, Test&& test) {
    const SimpleValue result =
        combined(parts, [&](const std::vector<SimpleValue>& values) { return truth(test(values)); });
    return none(result) ? truth(false) : result;
  }

  // ---- leaves, data
  SimpleValue of(const Constant& t, const Type& type) {
    if (t.is_none) return None{};
    return type.kind == Kind::text ? SimpleValue(t.text) : SimpleValue(t.value);
  }
  SimpleValue of(const Local& t, const Type&) { return slots_.at(t.slot); }
  SimpleValue of(const ReadingOption& t, const Type&) {
    return Exact(static_cast<std::int64_t>(evaluator_.option_of(t.reading)));
  }
  SimpleValue of(const ColumnOf& t, const Type&) {
    const TableId table = program_.exprs[t.row].type.table;
    return combined({t.row}, [&](const std::vector<SimpleValue>& values) {
      return evaluator_.cell(table, static_cast<data::RowIndex>(number(values[0]).num), t.column);
    });
  }

  // ---- numbers, years and dates
  SimpleValue of(const Arithmetic& t, const Type& type) {
    return combined({t.left, t.right}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Exact left = number(values[0]), right = number(values[1]);
      if (type.kind == Kind::year && t.operation <= Operation::subtract && !right.whole())
        return failure(Reason::not_whole);
      switch (t.operation) {
        case Operation::add: return checked(plus(left, right));
        case Operation::subtract: return checked(minus(left, right));
        case Operation::multiply: return checked(times(left, right));
        case Operation::divide:
          return checked(over(left, right), right == Exact(0) ? Reason::division_by_zero : Reason::overflow);
        case Operation::minimum: return std::min(left, right);
        case Operation::maximum: return std::max(left, right);
      }
      throw std::logic_error("no such operation");
    });
  }
  SimpleValue of(const Round& t, const Type&) {
    return combined({t.value}, [&](const std::vector<SimpleValue>& values) {
      return checked(round_to(number(values[0]), t.step, t.mode));
    });
  }
  SimpleValue of(const DateAdd& t, const Type&) {
    return combined({t.date, t.amount}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Exact amount = number(values[1]);
      if (!amount.whole()) return failure(Reason::not_whole);
      const Day day = static_cast<Day>(number(values[0]).num);
      if (t.unit == Calendar::days) return checked(plus_days(day, amount.num));
      const auto months = times(amount, t.unit == Calendar::years ? 12 : 1);
      return months ? checked(plus_months(day, months->num)) : SimpleValue(failure(Reason::calendar));
    });
  }
  SimpleValue of(const DateDiff& t, const Type&) {
    return combined({t.from, t.to}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Day from = static_cast<Day>(number(values[0]).num), to = static_cast<Day>(number(values[1]).num);
      if (t.unit == Calendar::days) return Exact(static_cast<std::int64_t>(to) - from);
      const Exact months = full_months(from, to);
      if (t.unit == Calendar::months) return months;
      return *round_to(*over(months, 12), 1, Rounding::down);
    });
  }
  SimpleValue of(const ExtractDatePart& t, const Type&) {
    return combined({t.date}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Civil civil = civil_of(static_cast<Day>(number(values[0]).num));
      switch (t.part) {
        case DatePart::year: return Exact(civil.year);
        case DatePart::month: return Exact(civil.month);
        case DatePart::day: return Exact(civil.day);
        case DatePart::month_first: return checked(day_of(civil.year, civil.month, 1));
        case DatePart::month_last:
          return checked(day_of(civil.year, civil.month, days_in_month(civil.year, civil.month)));
        case DatePart::year_first: return checked(day_of(civil.year, 1, 1));
        case DatePart::year_last: return checked(day_of(civil.year, 12, 31));
      }
      throw std::logic_error("no such part of a date");
    });
  }
  SimpleValue of(const YearDay& t, const Type&) {
    return combined({t.year}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Exact year = number(values[0]);
      if (year < Exact(first_year) || year > Exact(last_year)) return failure(Reason::calendar);
      return checked(day_of(static_cast<int>(year.num), t.last ? 12 : 1, t.last ? 31 : 1));
    });
  }

  // ---- truth
  SimpleValue of(const Compare& t, const Type&) {
    return tested({t.left, t.right}, [&](const std::vector<SimpleValue>& values) {
      switch (t.relation) {
        case Relation::less: return number(values[0]) < number(values[1]);
        case Relation::at_most: return number(values[0]) <= number(values[1]);
        case Relation::equal: return values[0] == values[1];
      }
      throw std::logic_error("no such relation");
    });
  }
  SimpleValue of(const Logic& t, const Type&) {
    std::optional<SimpleValue> failure;
    for (ExprId operand : t.operands) {
      const SimpleValue one = value(operand);
      if (failed(one))
        failure = failure.value_or(one);
      else if (yes(one) != t.all)
        return truth(!t.all);
    }
    return failure.value_or(truth(t.all));
  }
  SimpleValue of(const Not& t, const Type&) {
    const SimpleValue operand = value(t.operand);
    return failed(operand) ? operand : truth(!yes(operand));
  }
  SimpleValue of(const IsNone& t, const Type&) {
    const SimpleValue operand = value(t.operand);
    return failed(operand) ? operand : truth(none(operand));
  }
  SimpleValue of(const Contains& t, const Type&) {
    return tested({t.text, t.part}, [&](const std::vector<SimpleValue>& values) {
      return std::get<std::string>(values[0]).find(std::get<std::string>(values[1])) != std::string::npos;
    });
  }

  // ---- choice
  SimpleValue of(const If& t, const Type&) {
    const SimpleValue condition = value(t.condition);
    if (failed(condition)) return condition;
    return value(yes(condition) ? t.yes : t.no);
  }
  SimpleValue of(const Cases& t, const Type&) {
    std::vector<std::size_t> holding;
    for (std::size_t i = 0; i < t.cases.size(); ++i) {
      const SimpleValue guard = value(t.cases[i].guard);
      if (failed(guard)) return guard;
      if (!yes(guard)) continue;
      if (t.first) return value(t.cases[i].value);
      holding.push_back(i);
    }
    if (holding.empty()) return t.otherwise ? value(*t.otherwise) : None{};
    std::vector<std::size_t> left;
    for (std::size_t i : holding) {
      const bool yields = std::any_of(holding.begin(), holding.end(), [&](std::size_t other) {
        const auto& over = t.cases[other].over;
        return std::find(over.begin(), over.end(), i) != over.end();
      });
      if (!yields) left.push_back(i);
    }
    std::vector<SimpleValue> values;
    for (std::size_t i : left) {
      values.push_back(value(t.cases[i].value));
      if (failed(values.back())) return values.back();
    }
    for (std::size_t i = 1; i < left.size(); ++i)
      if (values[i] != values[0]) return failure(Reason::conflict, t.cases[left[0]].name, t.cases[left[i]].name);
    return values.at(0);
  }

  // ---- structure
  SimpleValue of(const Let& t, const Type&) {
    slots_.at(t.slot) = value(t.value);
    return value(t.body);
  }
  SimpleValue of(const Call& t, const Type&) {
    std::vector<SimpleValue> arguments;
    for (ExprId argument : t.arguments) arguments.push_back(value(argument));
    return evaluator_.call(t.function, std::move(arguments));
  }
  SimpleValue of(const OverRows& t, const Type&) {
    std::vector<SimpleValue> rows;
    if (!t.parent) {
      for (data::RowIndex row : evaluator_.records(t.table)) rows.push_back(Exact(row));
      return folded(t.fold, t.slot, rows, t.guard, t.value);
    }
    const SimpleValue parent = value(*t.parent);
    if (failed(parent)) return parent;
    if (!none(parent))
      for (data::RowIndex row : evaluator_.children(t.table, static_cast<data::RowIndex>(number(parent).num)))
        rows.push_back(Exact(row));
    return folded(t.fold, t.slot, rows, t.guard, t.value);
  }
  // The years from..to; or what a fold over them is, where there are none to take.
  std::variant<std::vector<SimpleValue>, SimpleValue> years(ExprId from, ExprId to) {
    std::vector<SimpleValue> years;
    const SimpleValue ends = combined({from, to}, [&](const std::vector<SimpleValue>& values) -> SimpleValue {
      const Exact first = number(values[0]), last = number(values[1]);
      if (last < first) return truth(true);
      const auto between = minus(last, first);
      if (!between || *between >= Exact(max_years)) return failure(Reason::too_many_years);
      for (std::int64_t year = first.num; year <= last.num; ++year) years.push_back(Exact(year));
      return truth(true);
    });
    if (yes(ends)) return years;
    return ends;
  }
  SimpleValue of(const OverYears& t, const Type&) {
    const auto taken = years(t.from, t.to);
    if (const auto* instead = std::get_if<SimpleValue>(&taken)) return *instead;
    return folded(t.fold, t.slot, std::get<0>(taken), t.guard, t.value);
  }
  SimpleValue of(const YearScan& t, const Type&) {
    const auto taken = years(t.from, t.to);
    if (const auto* instead = std::get_if<SimpleValue>(&taken)) return *instead;
    std::vector<SimpleValue> states;
    for (const YearScan::State& state : t.states) states.push_back(value(state.initial));
    for (const SimpleValue& year : std::get<0>(taken)) {
      slots_.at(t.year) = year;
      for (std::size_t i = 0; i < states.size(); ++i) slots_.at(t.states[i].slot) = states[i];
      for (std::size_t i = 0; i < states.size(); ++i) states[i] = value(t.states[i].next);
    }
    return states[0];
  }
  SimpleValue of(const Fail& t, const Type&) { return failure(Reason::in_words, t.zh, t.en); }

  // ---- folds
  // A row (or year) that counts has a value: of a count it is yes. None: the row is skipped.
  SimpleValue folded_value(Fold fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& of) {
    if (guard) {
      const SimpleValue counts = value(*guard);
      if (failed(counts)) return counts;
      if (!yes(counts)) return None{};
    }
    if (fold == Fold::count) return truth(true);
    const SimpleValue result = value(*of);
    const bool condition = fold == Fold::some || fold == Fold::every;
    return condition && none(result) ? truth(false) : result;
  }
  SimpleValue folded(Fold fold, Slot slot, const std::vector<SimpleValue>& over, const std::optional<ExprId>& guard,
                     const std::optional<ExprId>& of) {
    std::vector<SimpleValue> values;
    for (const SimpleValue& one : over) {
      slots_.at(slot) = one;
      const SimpleValue result = folded_value(fold, guard, of);
      if (!none(result)) values.push_back(result);
    }
    auto any = [&](bool wanted) { return std::find(values.begin(), values.end(), truth(wanted)) != values.end(); };
    if (fold == Fold::some && any(true)) return truth(true);
    if (fold == Fold::every && any(false)) return truth(false);
    if (fold == Fold::sum) return sum(values);
    for (const SimpleValue& one : values)
      if (failed(one)) return one;
    return together(fold, values);
  }
  SimpleValue sum(const std::vector<SimpleValue>& values) {
    SimpleValue sum = Exact(0);
    for (const SimpleValue& one : values) {
      if (failed(one)) return one;
      sum = checked(plus(number(sum), number(one)), Reason::sum_overflow);
      if (failed(sum)) return sum;
    }
    return sum;
  }
  // What the fold makes of the values, none of which is none or failed.
  SimpleValue together(Fold fold, const std::vector<SimpleValue>& values) {
    switch (fold) {
      case Fold::sum: return sum(values);
      case Fold::count: return Exact(static_cast<std::int64_t>(values.size()));
      case Fold::some: return truth(false);
      case Fold::every: return truth(true);
      case Fold::minimum:
      case Fold::maximum: {
        if (values.empty()) return None{};
        auto less = [](const SimpleValue& a, const SimpleValue& b) { return number(a) < number(b); };
        const auto [least, most] = std::minmax_element(values.begin(), values.end(), less);
        return fold == Fold::minimum ? *least : *most;
      }
      case Fold::distinct: {
        std::vector<SimpleValue> different;
        for (const SimpleValue& one : values)
          if (std::find(different.begin(), different.end(), one) == different.end()) different.push_back(one);
        return Exact(static_cast<std::int64_t>(different.size()));
      }
      case Fold::unique: {
        if (values.empty()) return None{};
        for (const SimpleValue& one : values)
          if (one != values[0]) return failure(Reason::not_unique);
        return values[0];
      }
    }
    throw std::logic_error("no such fold");
  }

  const SimpleEvaluator& evaluator_;
  const Program& program_;
  const Function& function_;
  std::vector<SimpleValue> slots_;
};

}  // namespace

SimpleEvaluator::SimpleEvaluator(const Program& program, const data::Dataset& data, std::vector<Member> readings)
    : program_(program), data_(data), readings_(std::move(readings)) {
  if (readings_.empty())
    for (const Reading& reading : program.readings.nodes) readings_.push_back(reading.default_option);
}

SimpleValue SimpleEvaluator::call(FunctionId id, std::vector<SimpleValue> arguments) const {
  const Function& function = program_.functions[id];
  return Frame(*this, function, std::move(arguments)).value(function.body);
}

SimpleDecided SimpleEvaluator::decide(DecisionId id, data::RowIndex row) const {
  const Decision& decision = program_.decisions[id];
  SimpleDecided decided{call(decision.outcome, {Exact(row)}), {}};
  for (const Measure& measure : decision.measures) decided.measures.push_back(call(measure.value, {Exact(row)}));
  return decided;
}

}  // namespace cepol::test
