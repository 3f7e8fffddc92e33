// Lint: what can never be computed, whatever the data: a date beyond the calendar (9999-12-31 + 1 days), a division by
// a definition that is 0, a window of more years than may be summed over, a number that cannot be computed exactly.
// Decided from constants, and from constant amounts beside anything; each is reported where it first fails.
#include <algorithm>
#include <set>
#include <tuple>

#include "lang/base/date.hpp"
#include "lang/core/children.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

constexpr std::int64_t all_months = std::int64_t{12} * (last_year - first_year + 1);

struct Known {
  std::optional<Exact> value;  // of a number, year or date that is the same for all data
  bool fails = false;
};

class AlwaysFails {
 public:
  AlwaysFails(const Program& program, Problems& problems)
      : program_(program), problems_(problems), known_(program.exprs.size()) {}

  void run() {
    for (std::uint32_t id = 0; id < program_.exprs.size(); ++id) {
      const Expr& expr = program_.exprs.nodes[id];
      bool inside = false;  // a part that fails is reported there
      for_each_child(expr.term, [&](ExprId child) { inside = inside || known_[child.index].fails; });
      if (inside) continue;
      reason_ = {};
      known_[id].value = value(expr);
      if (reason_.empty()) continue;
      known_[id] = {std::nullopt, true};
      if (expr.span.source.valid() && told_.emplace(expr.span.source.index, expr.span.begin, expr.span.end).second)
        problems_.add(Code::always_fails, expr.span, {reason_});
    }
  }

 private:
  using Value = std::optional<Exact>;

  Value at(ExprId id) const { return known_[id.index].value; }
  Value fails(std::string_view zh, std::string_view en) {
    reason_ = in_both(zh, en);
    return std::nullopt;
  }
  Value beyond_calendar() { return fails("日期在第 1 年到第 9999 年之外", "the date is outside the years 1 to 9999"); }
  Value not_whole() {
    return fails("加减的年、月、天数不是整数", "a number of years, months or days to add is not whole");
  }
  template <class T>
  Value day(const std::optional<T>& made) {
    return made ? Value(Exact(*made)) : beyond_calendar();
  }

  Value value(const Expr& expr) {
    const Term& term = expr.term;
    if (const auto* constant = std::get_if<Constant>(&term))
      return constant->is_none || expr.type.kind == Kind::text ? Value() : Value(constant->value);
    if (const auto* call = std::get_if<Call>(&term)) {
      check_window(*call);
      return call->arguments.empty() ? at(program_.functions[call->function].body) : Value();
    }
    if (const auto* arithmetic = std::get_if<Arithmetic>(&term)) return arithmetic_value(*arithmetic, expr.type);
    if (const auto* moved = std::get_if<DateAdd>(&term)) return moved_date(*moved);
    if (const auto* end = std::get_if<YearDay>(&term)) return year_day(*end);
    if (const auto* over = std::get_if<OverYears>(&term)) check_years(over->from, over->to);
    if (const auto* over = std::get_if<YearScan>(&term)) check_years(over->from, over->to);
    return std::nullopt;
  }

  Value arithmetic_value(const Arithmetic& term, const Type& type) {
    const Value left = at(term.left), right = at(term.right);
    if (type.kind == Kind::year && term.operation <= Operation::subtract && right && !right->whole())
      return not_whole();
    if (term.operation == Operation::divide && right == Exact(0)) return fails("除数是 0", "it divides by 0");
    if (!left || !right) return std::nullopt;
    Value result;
    switch (term.operation) {
      case Operation::add: result = plus(*left, *right); break;
      case Operation::subtract: result = minus(*left, *right); break;
      case Operation::multiply: result = times(*left, *right); break;
      case Operation::divide: result = over(*left, *right); break;
      case Operation::minimum: result = std::min(*left, *right); break;
      case Operation::maximum: result = std::max(*left, *right); break;
    }
    return result ? result : fails("数太大，不能准确计算", "the number is too large to compute with exactly");
  }

  Value moved_date(const DateAdd& term) {
    const Value amount = at(term.amount), date = at(term.date);
    if (!amount) return std::nullopt;
    if (!amount->whole()) return not_whole();
    const Value months =
        term.unit == Calendar::days ? Value(Exact(0)) : times(*amount, Exact(term.unit == Calendar::years ? 12 : 1));
    const Exact all_days(std::int64_t{last_day()} - first_day());
    const Exact none(0);
    const auto longer = [&](Exact length, Exact most) { return length > most || length < *minus(none, most); };
    if (!months || longer(*months, Exact(all_months)) || (term.unit == Calendar::days && longer(*amount, all_days)))
      return beyond_calendar();
    if (!date) return std::nullopt;
    const auto from = static_cast<Day>(date->num);
    return term.unit == Calendar::days ? day(plus_days(from, amount->num)) : day(plus_months(from, months->num));
  }

  Value year_day(const YearDay& term) {
    const Value year = at(term.year);
    if (!year) {  // years beside a column's, which has one of the calendar
      const auto moved = offset(term.year);
      if (!moved || !moved->from.valid() || !std::holds_alternative<ColumnOf>(program_.exprs[moved->from].term))
        return std::nullopt;
      const Exact most(last_year - first_year);
      return moved->years > most || moved->years < *minus(Exact(0), most) ? beyond_calendar() : std::nullopt;
    }
    if (*year < Exact(first_year) || *year > Exact(last_year)) return beyond_calendar();
    return day(day_of(static_cast<int>(year->num), term.last ? 12 : 1, term.last ? 31 : 1));
  }

  // A year as the sum of a term and a number; the term is not valid where the year is a constant.
  struct Offset {
    ExprId from;
    Exact years;
  };
  std::optional<Offset> offset(ExprId id) const {
    Exact sum = 0;
    while (!at(id)) {
      const auto* term = std::get_if<Arithmetic>(&program_.exprs[id].term);
      if (term == nullptr || !at(term->right) || term->operation > Operation::subtract) return Offset{id, sum};
      const auto moved = term->operation == Operation::add ? plus(sum, *at(term->right)) : minus(sum, *at(term->right));
      if (!moved) return std::nullopt;
      sum = *moved;
      id = term->left;
    }
    const auto total = plus(sum, *at(id));
    return total ? std::optional(Offset{ExprId{}, *total}) : std::nullopt;
  }
  bool same(ExprId a, ExprId b) const {
    if (a == b) return true;
    if (!a.valid() || !b.valid()) return false;
    const Term &one = program_.exprs[a].term, &other = program_.exprs[b].term;
    if (const auto* x = std::get_if<Local>(&one), *y = std::get_if<Local>(&other); x != nullptr && y != nullptr)
      return x->slot == y->slot;
    const auto *x = std::get_if<ColumnOf>(&one), *y = std::get_if<ColumnOf>(&other);
    return x != nullptr && y != nullptr && x->column == y->column && same(x->row, y->row);
  }

  void check_years(ExprId first, ExprId last) {
    const auto from = offset(first), to = offset(last);
    if (!from || !to || !same(from->from, to->from)) return;
    const auto length = minus(to->years, from->years);
    if (length && *length >= Exact(max_years))
      fails("年段超过 " + std::to_string(max_years) + " 年，不能逐年计算",
            "more than " + std::to_string(max_years) + " years cannot be gone through year by year");
  }
  // A function that goes through the years from one of its arguments to another.
  void check_window(const Call& call) {
    const Term* body = &program_.exprs[program_.functions[call.function].body].term;
    if (const auto* choose = std::get_if<If>(body))
      body = &program_.exprs[choose->no].term;  // a credit without a window
    const auto* years = std::get_if<OverYears>(body);
    if (years == nullptr) return;
    const auto* from = std::get_if<Local>(&program_.exprs[years->from].term);
    const auto* to = std::get_if<Local>(&program_.exprs[years->to].term);
    if (from != nullptr && to != nullptr && from->slot < call.arguments.size() && to->slot < call.arguments.size())
      check_years(call.arguments[from->slot], call.arguments[to->slot]);
  }

  const Program& program_;
  Problems& problems_;
  std::vector<Known> known_;  // by term
  std::string reason_;        // of the term looked at; empty: it may have a value
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> told_;  // spans
};

}  // namespace

void always_fails(const Input& input, Problems& problems) { AlwaysFails(input.checked.program, problems).run(); }

}  // namespace cepol::lints
