// The reference engine's walk.
//
// Every term computes with sets (value.hpp): a result holds every value that the term has under some filling of the
// blanks, perhaps more. It never holds less, which is what `certain` rests on; that it may hold more costs only work,
// since complete.cpp splits the blanks until the sets are single.
//
//   numbers, years, dates   intervals; an end that cannot be computed exactly becomes infinite and the result may fail
//   truths, choices         sets of members; `and`, `or` go on past an open operand, and stop at one that settles them
//   text, rows              the one value, or any
//   none                    a flag beside the values: arithmetic with none is none, a comparison with none is no
//   failure                 likewise, kept only where the failing part is needed
#include "interpreter/reference/machine.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace cepol::reference {

using namespace core;

namespace {

constexpr std::array<std::int64_t, 10> powers{1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

Exact scaled(std::int64_t value, int scale) {
  const std::int64_t power = powers[static_cast<std::size_t>(scale)];
  if (value % power == 0) return value / power;
  return Exact::ratio(value, power).value_or(Exact(0));
}

}  // namespace

Machine::Machine(const Program& program, const tables::Dataset& data, const results::Options& options)
    : program_(program), data_(data), options_(options), constants_(program.exprs.size()), memo_(program.functions.size()) {
  for (std::size_t i = 0; i < program.exprs.size(); ++i) {
    const Expr& expr = program.exprs.nodes[i];
    if (const auto* constant = std::get_if<Constant>(&expr.term)) {
      const Shape shape = shape_of(expr.type.kind);
      Value& value = constants_[i];
      if (constant->is_none) {
        value = none_value(shape);
      } else if (shape == Shape::members) {
        value = of_members(std::uint64_t{1} << constant->value.num);
      } else if (shape == Shape::text) {
        value = of_text(constant->text);
        text_constants_.push_back(constant->text);
      } else {
        value = of_range(constant->value, constant->value);
      }
    } else if (const auto* chosen = std::get_if<Chosen>(&expr.term)) {
      const Reading& reading = program.readings[chosen->reading];
      const Member option = chosen->reading.index < options.readings.size() ? options.readings[chosen->reading.index] : reading.default_option;
      constants_[i] = of_members(std::uint64_t{1} << option);
    }
  }
  frames_.resize(1024);
}

std::uint32_t Machine::fail(ExprId at, const char* what, std::uint32_t first, std::uint32_t second, std::string conflict) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, what, first, second});
  if (is_new) {
    failures_.push_back({!conflict.empty(), conflict.empty() ? what : std::move(conflict)});
    found->second = static_cast<std::uint32_t>(failures_.size());
  }
  return found->second;
}

Value Machine::run(FunctionId function, std::span<const Value> arguments, const Box& box) {
  ++run_;
  const tables::RowIndex row = arguments.empty() ? 0 : arguments[0].row;
  if (!box.empty() || (box_ != nullptr && !box_->empty()) || row != last_row_) ++epoch_;
  last_row_ = row;
  box_ = &box;
  base_ = top_ = 0;
  touched_.clear();
  return call(function, arguments);
}

Value Machine::call(FunctionId id, std::span<const Value> arguments) {
  const Function& function = program_.functions[id];
  Memo* memo = nullptr;
  if (arguments.size() == 1 && arguments[0].shape == Shape::row && is_single(arguments[0])) {
    memo = &memo_[id.index];
    const bool held = memo->run == run_ || (memo->epoch == epoch_ && is_settled(memo->value));
    if (held && memo->row == arguments[0].row) return memo->value;
  }
  const std::size_t old_base = base_, old_top = top_;
  const std::size_t new_base = top_;
  top_ += function.slots;
  if (frames_.size() < top_) frames_.resize(top_ * 2);
  for (std::size_t i = 0; i < arguments.size(); ++i) frames_[new_base + i] = arguments[i];
  base_ = new_base;
  Value value = evaluate(function.body);
  base_ = old_base;
  top_ = old_top;
  if (memo != nullptr) {
    memo->run = run_;
    memo->epoch = epoch_;
    memo->row = arguments[0].row;
    memo->value = value;
  }
  return value;
}

Value Machine::domain(const results::Cell& at) const {
  const Column& column = program_.tables[at.table].columns[at.column];
  const tables::ColumnData& data = data_[at.table].columns[at.column];
  if (column.type.kind == Kind::date && data.states[at.row] == tables::State::known)
    return of_range(data.numbers[at.row], static_cast<std::int64_t>(data.lasts[at.row]));
  Value value = unknown_of(program_, column.type);
  if (column.type.kind == Kind::number) {
    // Data hold numbers up to 10^9; a blank is one of those.
    value.low = column.lowest.infinite() ? Exact(-powers[9]) : column.lowest;
    value.high = column.highest.infinite() ? Exact(powers[9]) : column.highest;
  }
  return value;
}

Value Machine::cell(TableId table, tables::RowIndex row, ColumnIndex column) {
  const tables::ColumnData& data = data_[table].columns[column];
  const tables::State state = data.states[row];
  if (state == tables::State::none) return none_value(shape_of(data.type.kind));
  if (state == tables::State::known) {
    switch (data.type.kind) {
      case Kind::truth:
      case Kind::choice: return of_members(std::uint64_t{1} << data.indices[row]);
      case Kind::number: {
        const Exact value = scaled(data.numbers[row], data.scale);
        return of_range(value, value);
      }
      case Kind::year: return of_range(data.numbers[row], data.numbers[row]);
      case Kind::date:
        if (data.numbers[row] == data.lasts[row]) return of_range(data.numbers[row], data.numbers[row]);
        break;  // known in part: a blank of a smaller kind
      case Kind::text: return of_text(data_.texts[data.indices[row]]);
      case Kind::row: return of_row(data.indices[row]);
    }
  }
  const results::Cell blank{table, row, column};
  Value value;
  bool assumed = false;
  for (const Assumption& assumption : *box_)
    if (assumption.cell == blank) {
      value = assumption.value;
      assumed = true;
    }
  if (!assumed) value = domain(blank);
  if (!is_single(value) && std::find(touched_.begin(), touched_.end(), blank) == touched_.end()) touched_.push_back(blank);
  return value;
}

Value Machine::column(const ColumnOf& term, ExprId id) {
  const Value row = evaluate(term.row);
  const Shape shape = shape_of(program_.exprs[id].type.kind);
  Value result = nothing(shape);
  result.failure = row.failure;
  result.none = row.none;
  if (!row.some) return result;
  if (row.any) {
    Value unknown = unknown_of(program_, program_.exprs[id].type);
    unknown.none = true;
    return join(result, unknown);
  }
  if (row.row == tables::dangling) {
    result.none = true;
    return result;
  }
  const Value value = cell(program_.exprs[term.row].type.table, row.row, term.column);
  return row.none || row.failure != 0 ? join(result, value) : value;
}

Value Machine::evaluate(ExprId id) {
  const Expr& expr = program_.exprs[id];
  switch (expr.term.index()) {
    case 0:
    case 2: return constants_[id.index];
    case 1: return slot(std::get<1>(expr.term).slot);
    case 3: return column(std::get<3>(expr.term), id);
    case 4: return arithmetic(std::get<4>(expr.term), id);
    case 5: return round(std::get<5>(expr.term), id);
    case 6: return shift(std::get<6>(expr.term), id);
    case 7: return elapsed(std::get<7>(expr.term));
    case 8: return part(std::get<8>(expr.term));
    case 9: return year_day(std::get<9>(expr.term), id);
    case 10: return compare(std::get<10>(expr.term));
    case 11: return logic(std::get<11>(expr.term));
    case 12: {
      const Value operand = evaluate(std::get<12>(expr.term).operand);
      Value result = of_truth(may_hold(operand), may_not_hold(operand));
      result.failure = operand.failure;
      return result;
    }
    case 13: {
      const Value operand = evaluate(std::get<13>(expr.term).operand);
      Value result = of_truth(operand.some, operand.none);
      result.failure = operand.failure;
      return result;
    }
    case 14: return contains(std::get<14>(expr.term));
    case 15: return choose(std::get<15>(expr.term));
    case 16: return cases(std::get<16>(expr.term), id);
    case 17: {
      const Let& let = std::get<17>(expr.term);
      const Value value = evaluate(let.value);
      slot(let.slot) = value;
      return evaluate(let.body);
    }
    case 18: {
      const Call& term = std::get<18>(expr.term);
      std::array<Value, 6> few;
      if (term.arguments.size() <= few.size()) {
        for (std::size_t i = 0; i < term.arguments.size(); ++i) few[i] = evaluate(term.arguments[i]);
        return call(term.function, std::span(few.data(), term.arguments.size()));
      }
      std::vector<Value> many;
      for (ExprId argument : term.arguments) many.push_back(evaluate(argument));
      return call(term.function, many);
    }
    case 19: return over_rows(std::get<19>(expr.term), id);
    case 20: return over_years(std::get<20>(expr.term), id);
    default: break;
  }
  static_assert(std::variant_size_v<Term> == 21);
  return {};
}

Value Machine::compare(const Compare& term) {
  const Value a = evaluate(term.left), b = evaluate(term.right);
  bool may_yes = false, may_no = a.none || b.none;
  if (a.some && b.some) {
    if (a.shape == Shape::range) {
      if (term.relation == Relation::less) {
        may_yes = a.low < b.high;
        may_no |= a.high >= b.low;
      } else if (term.relation == Relation::at_most) {
        may_yes = a.low <= b.high;
        may_no |= a.high > b.low;
      } else {
        may_yes = a.low <= b.high && b.low <= a.high;
        may_no |= !(a.low == a.high && b.low == b.high && a.low == b.low);
      }
    } else if (a.shape == Shape::members) {
      if (term.relation == Relation::equal) {
        may_yes = (a.members & b.members) != 0;
        may_no |= !(a.members == b.members && std::has_single_bit(a.members));
      } else {  // by order of members
        const int a_low = std::countr_zero(a.members), a_high = 63 - std::countl_zero(a.members);
        const int b_low = std::countr_zero(b.members), b_high = 63 - std::countl_zero(b.members);
        const bool strict = term.relation == Relation::less;
        may_yes = strict ? a_low < b_high : a_low <= b_high;
        may_no |= strict ? a_high >= b_low : a_high > b_low;
      }
    } else if (a.any || b.any) {
      may_yes = true;
      may_no = true;
    } else {
      const bool same = a.shape == Shape::text ? a.text == b.text : a.row == b.row;
      may_yes = same;
      may_no |= !same;
    }
  }
  Value result = of_truth(may_no, may_yes);
  result.failure = a.failure != 0 ? a.failure : b.failure;
  return result;
}

Value Machine::logic(const Logic& term) {
  // all: reached while every operand so far may hold; any: while every one so far may not hold.
  bool reached = true, settled = false;
  std::uint32_t failure = 0;
  for (ExprId operand : term.operands) {
    const Value value = evaluate(operand);
    if (failure == 0) failure = value.failure;
    const bool yes = may_hold(value), no = may_not_hold(value);
    settled |= term.all ? no : yes;
    reached = term.all ? yes : no;
    if (!reached) break;
  }
  Value result = term.all ? of_truth(settled, reached) : of_truth(reached, settled);
  result.failure = failure;
  return result;
}

Value Machine::contains(const Contains& term) {
  const Value text = evaluate(term.text), part = evaluate(term.part);
  bool may_yes = false, may_no = text.none || part.none;
  if (text.some && part.some) {
    const bool open = text.any || part.any;
    const bool found = !open && text.text.find(part.text) != std::string_view::npos;
    may_yes = open || found;
    may_no |= open || !found;
  }
  Value result = of_truth(may_no, may_yes);
  result.failure = text.failure != 0 ? text.failure : part.failure;
  return result;
}

Value Machine::choose(const Choose& term) {
  const Value condition = evaluate(term.condition);
  const bool yes = may_hold(condition), no = may_not_hold(condition);
  if (condition.failure == 0) {
    if (!no) return evaluate(term.yes);
    if (!yes) return evaluate(term.no);
  }
  Value result = failed(shape_of(program_.exprs[term.yes].type.kind), condition.failure);
  if (yes) result = join(result, evaluate(term.yes));
  if (no) result = join(result, evaluate(term.no));
  return result;
}

Value Machine::cases(const Cases& term, ExprId id) {
  Value result = nothing(shape_of(program_.exprs[id].type.kind));
  auto add_otherwise = [&] {
    if (term.otherwise)
      result = join(result, evaluate(*term.otherwise));
    else
      result.none = true;
  };
  if (term.first) {
    bool reached = true;
    for (const Case& one : term.cases) {
      const Value guard = evaluate(one.guard);
      if (result.failure == 0) result.failure = guard.failure;
      if (may_hold(guard)) result = join(result, evaluate(one.value));
      if (!may_not_hold(guard)) {
        reached = false;
        break;
      }
    }
    if (reached) add_otherwise();
    return result;
  }
  const std::size_t n = term.cases.size();
  std::array<bool, 64> few_may{}, few_sure{};
  std::vector<char> many;
  // More than 64 cases are rare; they share one buffer on the heap.
  if (n > 64) many.resize(2 * n);
  auto may = [&](std::size_t i) -> bool { return n > 64 ? many[i] != 0 : few_may[i]; };
  auto sure = [&](std::size_t i) -> bool { return n > 64 ? many[n + i] != 0 : few_sure[i]; };
  bool some_sure = false;
  for (std::size_t i = 0; i < n; ++i) {
    const Value guard = evaluate(term.cases[i].guard);
    if (result.failure == 0) result.failure = guard.failure;
    const bool can = may_hold(guard), must = can && !may_not_hold(guard) && guard.failure == 0;
    if (n > 64) {
      many[i] = can;
      many[n + i] = must;
    } else {
      few_may[i] = can;
      few_sure[i] = must;
    }
    some_sure = some_sure || must;
  }
  auto is_over = [&](std::size_t i, std::size_t j) {
    const auto& over = term.cases[i].over;
    return std::find(over.begin(), over.end(), static_cast<std::uint32_t>(j)) != over.end();
  };
  std::vector<std::size_t> left;  // may hold, and no case that surely holds is over it
  for (std::size_t i = 0; i < n; ++i) {
    if (!may(i)) continue;
    bool gone = false;
    for (std::size_t j = 0; j < n && !gone; ++j) gone = sure(j) && is_over(j, i);
    if (!gone) left.push_back(i);
  }
  std::vector<Value> values;
  for (std::size_t i : left) values.push_back(evaluate(term.cases[i].value));
  bool sure_conflict = false;
  std::uint32_t conflict = 0;
  for (std::size_t a = 0; a < left.size(); ++a) {
    for (std::size_t b = a + 1; b < left.size(); ++b) {
      const std::size_t i = left[a], j = left[b];
      if (is_over(i, j) || is_over(j, i)) continue;
      if (is_single(values[a]) && is_single(values[b]) && values[a] == values[b]) continue;
      if (conflict == 0)
        conflict = fail(id, "conflict", static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j),
                        term.cases[i].name + " / " + term.cases[j].name);
      // Surely a conflict: both surely hold, differ, and nothing that may hold is over either.
      bool certain = sure(i) && sure(j) && is_single(values[a]) && is_single(values[b]);
      for (std::size_t k = 0; k < n && certain; ++k) certain = !(may(k) && (is_over(k, i) || is_over(k, j)));
      sure_conflict = sure_conflict || certain;
    }
  }
  if (conflict != 0 && result.failure == 0) result.failure = conflict;
  if (sure_conflict) return result;
  for (const Value& value : values) result = join(result, value);
  if (!some_sure) add_otherwise();
  return result;
}

}  // namespace cepol::reference
