// The functions that the language brings along: of dates, years, windows and rounding. docs/language.md lists them.
#include "lang/semantics/builtins.hpp"

#include <algorithm>
#include <array>

#include "lang/semantics/builtin_calls.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/windows.hpp"

namespace cepol::semantics {

namespace {

enum class Builtin : std::uint8_t {
  full_years,
  full_months,
  days_between,
  year,
  month,
  day,
  first_day,
  last_day,
  month_start,
  month_end,
  minimum,
  maximum,
  round_down,
  round_up,
  round_half_up,
  cycle,
  first,
  last,
  how_many,
  remainder,
};
struct Entry {
  std::string_view en, zh;
  Builtin builtin;
  std::size_t arguments;  // many: that number or more
  bool many = false;
};
constexpr std::array entries{
    Entry{"full_years", "满年数", Builtin::full_years, 2},
    Entry{"full_months", "满月数", Builtin::full_months, 2},
    Entry{"days_between", "相隔天数", Builtin::days_between, 2},
    Entry{"year", "年份", Builtin::year, 1},
    Entry{"month", "月份", Builtin::month, 1},
    Entry{"day", "日数", Builtin::day, 1},
    Entry{"first_day", "首日", Builtin::first_day, 1},
    Entry{"last_day", "末日", Builtin::last_day, 1},
    Entry{"month_start", "月初", Builtin::month_start, 1},
    Entry{"month_end", "月末", Builtin::month_end, 1},
    Entry{"min", "较小", Builtin::minimum, 2, true},
    Entry{"max", "较大", Builtin::maximum, 2, true},
    Entry{"round_down", "舍去到", Builtin::round_down, 2},
    Entry{"round_up", "进到", Builtin::round_up, 2},
    Entry{"round_half_up", "四舍五入到", Builtin::round_half_up, 2},
    Entry{"cycle", "周期", Builtin::cycle, 3},
    Entry{"first", "起", Builtin::first, 1},
    Entry{"last", "止", Builtin::last, 1},
    Entry{"how_many", "成立项数", Builtin::how_many, 1, true},
    Entry{"remainder", "余数", Builtin::remainder, 2},
};

// What people call them.
struct Guess {
  std::string_view word, zh, en;
};
constexpr std::array guesses{
    Guess{"round", "四舍五入到", "round_half_up"},
    Guess{"取整", "舍去到", "round_down"},
    Guess{"floor", "舍去到", "round_down"},
    Guess{"向下取整", "舍去到", "round_down"},
    Guess{"int", "舍去到", "round_down"},
    Guess{"trunc", "舍去到", "round_down"},
    Guess{"ceil", "进到", "round_up"},
    Guess{"ceiling", "进到", "round_up"},
    Guess{"向上取整", "进到", "round_up"},
    Guess{"四舍五入", "四舍五入到", "round_half_up"},
    Guess{"mod", "余数", "remainder"},
    Guess{"取余", "余数", "remainder"},
    Guess{"age", "满年数", "full_years"},
    Guess{"years_between", "满年数", "full_years"},
    Guess{"年龄", "满年数", "full_years"},
    Guess{"周岁", "满年数", "full_years"},
    Guess{"months_between", "满月数", "full_months"},
    Guess{"datediff", "相隔天数", "days_between"},
    Guess{"minimum", "较小", "min"},
    Guess{"maximum", "较大", "max"},
    Guess{"最小值", "较小", "min"},
    Guess{"最大值", "较大", "max"},
    Guess{"exists", "存在", "some"},
    Guess{"all", "每个", "every"},
};

}  // namespace

std::string_view builtin_name(std::string_view spelled) {
  for (const Entry& one : entries)
    if (one.en == spelled || one.zh == spelled) return one.en;
  return {};
}

// For a function that there is not: the names of those that there are, and which of them (or which fold) people mean.
void add_builtin_names(std::vector<std::string>& names) {
  for (const Entry& one : entries) names.insert(names.end(), {std::string(one.en), std::string(one.zh)});
}

std::string usual_name_of(const Context& context, std::string_view name) {
  const auto guess = std::find_if(guesses.begin(), guesses.end(), [&](const Guess& one) { return one.word == name; });
  if (guess == guesses.end()) return {};
  return std::string(context.program.english ? guess->en : guess->zh);
}

std::optional<Typed> lower_builtin(Context& context, NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId name_node = tree.first(node);
  const std::string_view text = tree.name_text(name_node);
  const auto entry =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& one) { return one.en == text || one.zh == text; });
  if (entry == entries.end()) return std::nullopt;

  std::vector<NodeId> nodes;
  std::vector<Typed> arguments;
  bool good = true;
  for (NodeId at = tree.next(name_node); at.valid(); at = tree.next(at)) {
    nodes.push_back(at);
    arguments.push_back(expression(context, at, scope));
    good = good && arguments.back().valid;
  }
  if (entry->many ? arguments.size() < entry->arguments : arguments.size() != entry->arguments) {
    context.problems.add(Code::argument_count, span,
                         {std::string(text), std::to_string(entry->arguments), std::to_string(arguments.size())});
    return {};
  }
  if (!good) return {};

  auto date = [&](std::size_t i) { return require_type(context, arguments[i], date_type(), tree, nodes[i]); };
  auto part = [&](DatePart which, Type type) -> Typed {
    if (!date(0)) return {};
    return value_of(emit(context, ExtractDatePart{arguments[0].expr, which}, type, span), type);
  };
  auto elapsed = [&](Calendar unit, UnitId id) -> Typed {
    if (!date(0) || !date(1)) return {};
    return value_of(emit(context, DateDiff{arguments[0].expr, arguments[1].expr, unit}, number_type(id), span),
                    number_type(id));
  };
  auto year_day = [&](bool last_one) -> Typed {
    if (!require_type(context, arguments[0], year_type(), tree, nodes[0])) return {};
    return value_of(emit(context, YearDay{arguments[0].expr, last_one}, date_type(), span), date_type());
  };
  auto round = [&](Rounding mode) -> Typed {
    if (arguments[0].window || arguments[0].type.kind != Kind::number) {
      context.problems.add(Code::number_expected, tree.span(nodes[0]),
                           {type_name(context, arguments[0].type, arguments[0].window)});
      return {};
    }
    if (!arguments[1].constant || *arguments[1].constant <= Exact(0) ||
        (arguments[1].type.unit.valid() && arguments[1].type != arguments[0].type)) {
      context.problems.add(Code::bad_rounding_step, tree.span(nodes[1]));
      return {};
    }
    return value_of(emit(context, Round{arguments[0].expr, *arguments[1].constant, mode}, arguments[0].type, span),
                    arguments[0].type);
  };
  auto extreme = [&](Operation operation) -> Typed {
    Typed so_far = arguments[0];
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      if (!unify(context, so_far, arguments[i], tree, node)) return {};
      const Type type = so_far.type;
      if (so_far.window || (type.kind != Kind::number && type.kind != Kind::year && type.kind != Kind::date)) {
        context.problems.add(Code::no_order, span, {type_name(context, type, so_far.window)});
        return {};
      }
      so_far = value_of(emit(context, Arithmetic{operation, so_far.expr, arguments[i].expr}, type, span), type);
    }
    return so_far;
  };
  auto end_of = [&](bool last_one) -> Typed {
    const Typed window = as_window(context, arguments[0], tree, nodes[0]);
    if (!window.valid) return {};
    return value_of(last_one ? window.last : window.expr, window.type);
  };

  switch (entry->builtin) {
    case Builtin::full_years: return elapsed(Calendar::years, context.years);
    case Builtin::full_months: return elapsed(Calendar::months, context.months);
    case Builtin::days_between: return elapsed(Calendar::days, context.days);
    case Builtin::year: return part(DatePart::year, year_type());
    case Builtin::month: return part(DatePart::month, number_type());
    case Builtin::day: return part(DatePart::day, number_type());
    case Builtin::month_start: return part(DatePart::month_first, date_type());
    case Builtin::month_end: return part(DatePart::month_last, date_type());
    case Builtin::first_day: return year_day(false);
    case Builtin::last_day: return year_day(true);
    case Builtin::minimum: return extreme(Operation::minimum);
    case Builtin::maximum: return extreme(Operation::maximum);
    case Builtin::round_down: return round(Rounding::down);
    case Builtin::round_up: return round(Rounding::up);
    case Builtin::round_half_up: return round(Rounding::half_up);
    case Builtin::how_many: {
      ExprId sum;
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!require_type(context, arguments[i], truth_type(), tree, nodes[i])) return {};
        const ExprId one = emit_constant(context, 1, number_type(), span),
                     none_of_it = emit_constant(context, 0, number_type(), span);
        const ExprId counted = emit(context, If{arguments[i].expr, one, none_of_it}, number_type(), span);
        sum = i == 0 ? counted : emit(context, Arithmetic{Operation::add, sum, counted}, number_type(), span);
      }
      return value_of(sum, number_type());
    }
    case Builtin::remainder: {
      // a - b * floor(a / b); of a year: of its number, which is 1 + the full years since the year 1
      if (arguments[0].valid && !arguments[0].window && arguments[0].type.kind == Kind::year) {
        const ExprId start = emit_constant(context, static_cast<std::int64_t>(first_day()), date_type(), span);
        const ExprId day = emit(context, YearDay{arguments[0].expr, false}, date_type(), span);
        const ExprId since = emit(context, DateDiff{start, day, Calendar::years}, number_type(), span);
        arguments[0] =
            value_of(emit(context, Arithmetic{Operation::add, since, emit_constant(context, 1, number_type(), span)},
                          number_type(), span),
                     number_type());
      }
      if (arguments[0].window || arguments[0].type.kind != Kind::number ||
          !unify(context, arguments[0], arguments[1], tree, node)) {
        if (arguments[0].window || arguments[0].type.kind != Kind::number)
          context.problems.add(Code::number_expected, tree.span(nodes[0]),
                               {type_name(context, arguments[0].type, arguments[0].window)});
        return {};
      }
      const Type type = arguments[0].type;
      const ExprId share =
          emit(context, Arithmetic{Operation::divide, arguments[0].expr, arguments[1].expr}, number_type(), span);
      const ExprId whole = emit(context, Round{share, 1, Rounding::down}, number_type(), span);
      const ExprId taken = emit(context, Arithmetic{Operation::multiply, arguments[1].expr, whole}, type, span);
      return value_of(emit(context, Arithmetic{Operation::subtract, arguments[0].expr, taken}, type, span), type);
    }
    case Builtin::first: return end_of(false);
    case Builtin::last: return end_of(true);
    case Builtin::cycle: {
      // The period of `months` months, counted from `start`, in which `day` lies:
      // k = floor(full_months(start, day) / months), from start + k months to the day before start + (k+1) months.
      if (!date(0) || !date(2)) return {};
      if (arguments[1].window ||
          (arguments[1].type != number_type(context.months) && arguments[1].type != number_type(context.years))) {
        context.problems.add(Code::calendar_unit_expected, tree.span(nodes[1]),
                             {type_name(context, arguments[1].type, arguments[1].window)});
        return {};
      }
      const Type months = number_type(context.months);
      ExprId length = arguments[1].expr;
      if (arguments[1].type == number_type(context.years))
        length = emit(context, Arithmetic{Operation::multiply, length, emit_constant(context, 12, number_type(), span)},
                      months, span);
      const ExprId elapsed_months =
          emit(context, DateDiff{arguments[0].expr, arguments[2].expr, Calendar::months}, months, span);
      const ExprId share = emit(context, Arithmetic{Operation::divide, elapsed_months, length}, number_type(), span);
      const ExprId k = emit(context, Round{share, 1, Rounding::down}, number_type(), span);
      const ExprId shift = emit(context, Arithmetic{Operation::multiply, length, k}, months, span);
      const ExprId next = emit(context, Arithmetic{Operation::add, shift, length}, months, span);
      Typed result =
          value_of(emit(context, DateAdd{arguments[0].expr, shift, Calendar::months}, date_type(), span), date_type());
      const ExprId after = emit(context, DateAdd{arguments[0].expr, next, Calendar::months}, date_type(), span);
      result.last =
          emit(context, DateAdd{after, emit_constant(context, -1, number_type(context.days), span), Calendar::days},
               date_type(), span);
      result.window = true;
      return result;
    }
  }
  return {};
}

}  // namespace cepol::semantics
