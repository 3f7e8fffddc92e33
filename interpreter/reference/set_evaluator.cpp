// The evaluator's dispatch over the kinds of terms; calls and their memo table; failures.
#include "interpreter/reference/set_evaluator.hpp"

#include <algorithm>
#include <bit>

#include "interpreter/reference/lazy_terms.hpp"

namespace cepol::reference {

using namespace core;
using engine::CoverageMarks;
using engine::may_hold;
using engine::may_not_hold;

SetEvaluator::SetEvaluator(const Program& program, const data::Dataset& data, const engine::Options& options,
                           std::shared_ptr<const ProgramInfo> info)
    : SetOperations(program, data, options, std::move(info)),
      nodes_(info_->nodes.data()),
      constants_(info_->constants.data()),
      memoised_(info_->memoised.data()),
      table_fold_numbers_(info_->table_fold_numbers.data()),
      stack_(info_->stack_size),
      memo_(info_->memo_size),
      table_folds_(info_->table_folds),
      kept_indexes_(info_->fold_plans.size()) {
  frame_ = top_ = stack_.data();
}

ValueSet SetEvaluator::run(FunctionId function, std::span<const ValueSet> arguments) {
  allow_work();
  begin_run();
  marks_ = watched_;
  ValueSet value = call(function, arguments);
  marks_ = nullptr;
  return value;
}

ValueSet SetEvaluator::run(FunctionId function, ExprId expression, std::span<const ValueSet> frame) {
  allow_work();
  begin_run();
  frame_ = stack_.data();
  std::copy(frame.begin(), frame.end(), frame_);
  top_ = frame_ + program_.functions[function].slots;
  return evaluate(expression);
}

ValueSet SetEvaluator::probe(FunctionId function, std::span<const ValueSet> arguments) {
  begin_probe();
  const TrackedSet value = call(function, arguments);
  end_probe(value);
  return value;
}

// Results in the memo table were computed without marking, so they are dropped.
void SetEvaluator::watch(CoverageMarks* marks) {
  watched_ = marks;
  for (Memo& memo : memo_) memo.run = 0;
  for (TableFold& fold : table_folds_) fold.run = 0;
}

TrackedSet SetEvaluator::call(FunctionId id, std::span<const ValueSet> arguments) {
  frame_ = stack_.data();
  std::copy(arguments.begin(), arguments.end(), frame_);
  top_ = frame_ + program_.functions[id].slots;
  return evaluate(program_.functions[id].body);
}

namespace {

// A memo's key for an argument; nullopt where the argument is not one whole value.
std::optional<std::int64_t> key_of(const ValueSet& value) {
  using Key = std::optional<std::int64_t>;
  if (!value.some || value.none || value.failure != 0) return std::nullopt;
  return std::visit(
      overloaded{[](const MemberSet& set) -> Key {
                   return std::has_single_bit(set.bits) ? Key(static_cast<std::int64_t>(set.bits)) : std::nullopt;
                 },
                 [](const NumberRange& range) -> Key {
                   return is_point(range) && range.low.whole() ? Key(range.low.num) : std::nullopt;
                 },
                 [](const TextSet&) -> Key { return std::nullopt; },
                 [](const RowSet& rows) -> Key { return is_point(rows) ? Key(rows.first) : std::nullopt; }},
      value.values);
}

}  // namespace

TrackedSet SetEvaluator::call(const Call& term) {
  ++work_;
  TrackedSet* const frame = top_;
  const std::size_t count = term.arguments.size();
  top_ += count;
  for (std::size_t i = 0; i < count; ++i) frame[i] = operand(term.arguments[i], frame[i]);
  const Function& function = program_.functions[term.function];

  Memo* memo = nullptr;
  std::array<std::int64_t, ProgramInfo::most_key> key{};
  if (memoised_[term.function.index] != 0) {
    std::uint64_t hash = term.function.index + 1;
    bool has_key = true;
    for (std::size_t i = 0; i < count && has_key; ++i) {
      const auto one = key_of(frame[i]);
      has_key = one.has_value();
      if (has_key) key[i] = *one;
      hash = (hash ^ static_cast<std::uint64_t>(key[i])) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 29;
    }
    if (has_key) {
      memo = &memo_[hash & (memo_.size() - 1)];
      if ((memo->run == run_ || memo->run == any_run) && memo->function == term.function.index && memo->key == key) {
        if (memo->run != any_run) ++blank_reads_;
        memo->kept_for = memo->work;
        top_ = frame;
        return memo->value;
      }
    }
  }
  const std::uint64_t reads_before = blank_reads_, work_before = work_;
  TrackedSet* const caller = frame_;
  frame_ = frame;
  top_ = frame + function.slots;
  TrackedSet value = evaluate(function.body);
  frame_ = caller;
  top_ = frame;
  if (memo == nullptr) return value;
  const std::uint64_t work = work_ - work_before;
  const bool holds = memo->run == run_ || memo->run == any_run;
  if (holds && memo->kept_for > work) {
    memo->kept_for /= 2;
  } else {
    memo->run = blank_reads_ == reads_before ? any_run : run_;
    memo->work = memo->kept_for = work;
    memo->function = term.function.index;
    memo->key = key;
    memo->value = value;
  }
  return value;
}

namespace {

bool is_in_place(TermKind kind) {  // its value is read where it is, and a truth among such values is not marked
  return kind == TermKind::Constant || kind == TermKind::ReadingOption || kind == TermKind::Local;
}

}  // namespace

TrackedSet SetEvaluator::evaluate(ExprId id) {
  mark(id, CoverageMarks::evaluated);
  TrackedSet value = evaluate_term(id);
  if (marks_ != nullptr && program_.exprs[id].type.kind == Kind::truth && !is_in_place(nodes_[id.index].kind))
    mark(id, TruthSet{may_hold(value), may_not_hold(value), value.failure});
  return value;
}

TrackedSet SetEvaluator::evaluate_term(ExprId id) {
  switch (nodes_[id.index].kind) {
    case TermKind::Constant:
    case TermKind::ReadingOption: return constants_[id.index];
    case TermKind::Local: return frame_[nodes_[id.index].slot];
    case TermKind::ColumnOf: return column(term<ColumnOf>(id));
    case TermKind::Arithmetic: return arithmetic(term<Arithmetic>(id), id);
    case TermKind::Round: return round(term<Round>(id), id);
    case TermKind::DateAdd: return date_add(term<DateAdd>(id), id);
    case TermKind::DateDiff: return date_diff(term<DateDiff>(id));
    case TermKind::ExtractDatePart: return date_part(term<ExtractDatePart>(id));
    case TermKind::YearDay: return year_day(term<YearDay>(id), id);
    case TermKind::Compare:
    case TermKind::Logic:
    case TermKind::Not:
    case TermKind::IsNone:
    case TermKind::Contains: return truth_as_value(id);
    case TermKind::If: return if_term(term<If>(id));
    case TermKind::Cases: return cases(term<Cases>(id), id);
    case TermKind::Let: return let(term<Let>(id));
    case TermKind::Call: return call(term<Call>(id));
    case TermKind::OverRows: return over_rows(term<OverRows>(id), id);
    case TermKind::OverYears: return over_years(term<OverYears>(id), id);
    case TermKind::YearScan: return year_scan(term<YearScan>(id), id);
    case TermKind::Fail: return failure(term<Fail>(id), id);
  }
  return {};
}

TruthSet SetEvaluator::truth(ExprId id) {
  const TruthSet found = truth_of_term(id);
  mark(id, found);
  return found;
}

TruthSet SetEvaluator::truth_of_term(ExprId id) {
  switch (nodes_[id.index].kind) {
    case TermKind::Compare: return compare(term<Compare>(id));
    case TermKind::Logic: return logic(term<Logic>(id));
    case TermKind::Not: {
      TruthSet found = truth(term<Not>(id).operand);
      std::swap(found.yes, found.no);
      return found;
    }
    case TermKind::IsNone: {
      TrackedSet buffer;
      return is_none(operand(term<IsNone>(id).operand, buffer));
    }
    case TermKind::Contains: return contains(term<Contains>(id));
    case TermKind::Constant:
    case TermKind::ReadingOption:
    case TermKind::Local:
    case TermKind::ColumnOf:
    case TermKind::Arithmetic:
    case TermKind::Round:
    case TermKind::DateAdd:
    case TermKind::DateDiff:
    case TermKind::ExtractDatePart:
    case TermKind::YearDay:
    case TermKind::If:
    case TermKind::Cases:
    case TermKind::Let:
    case TermKind::Call:
    case TermKind::OverRows:
    case TermKind::OverYears:
    case TermKind::YearScan:
    case TermKind::Fail: break;
  }
  TrackedSet buffer;
  return as_truth(operand(id, buffer));
}

TrackedSet SetEvaluator::truth_as_value(ExprId id) {
  const TruthSet found = truth_of_term(id);
  TrackedSet value = engine::of_truth(found.no, found.yes);
  value.failure = found.failure;
  return value;
}

TrackedSet SetEvaluator::let(const Let& term) {
  frame_[term.slot] = evaluate(term.value);
  return evaluate(term.body);
}

TrackedSet SetEvaluator::failure(const Fail& term, ExprId id) {
  return engine::failed(nodes_[id.index].shape, fail(id, term.zh.c_str(), term.en.c_str()));
}

// ---- operands, then the operation

// Of two operands neither of which surely fails. `failed`: what it is where one does, of the failure.
template <class Failed, class Operation>
auto SetEvaluator::of_operands(ExprId left, ExprId right, Failed&& failed, Operation&& operation) {
  TrackedSet left_buffer, right_buffer;
  const TrackedSet& a = operand(left, left_buffer);
  if (fails(a)) return failed(a.failure);
  const TrackedSet& b = operand(right, right_buffer);
  if (fails(b)) return failed(join_failures(a.failure, b.failure));
  return operation(a, b);
}

namespace {

TruthSet failed_truth(std::uint32_t failure) { return {false, false, failure}; }
TrackedSet failed_range(std::uint32_t failure) { return engine::failed(Shape::range, failure); }

}  // namespace

TruthSet SetEvaluator::compare(const Compare& term) {
  return of_operands(term.left, term.right, failed_truth,
                     [&](const TrackedSet& a, const TrackedSet& b) { return compared(term.relation, a, b); });
}

TruthSet SetEvaluator::contains(const Contains& term) {
  return of_operands(term.text, term.part, failed_truth,
                     [&](const TrackedSet& a, const TrackedSet& b) { return contains_text(a, b); });
}

TruthSet SetEvaluator::logic(const Logic& term) {
  return logic_of(term.all, term.operands.size(), [&](std::size_t i) { return truth(term.operands[i]); });
}

TrackedSet SetEvaluator::arithmetic(const Arithmetic& term, ExprId id) {
  return of_operands(term.left, term.right, failed_range, [&](const TrackedSet& a, const TrackedSet& b) {
    if (marks_ != nullptr) mark_chosen(term, id, a, b);
    return arithmetic_of(term.operation, program_.exprs[id].type.kind, id, a, b);
  });
}

// Which of two numbers is the lesser or the greater.
void SetEvaluator::mark_chosen(const Arithmetic& term, ExprId id, const TrackedSet& a, const TrackedSet& b) {
  const bool least = term.operation == Operation::minimum, most = term.operation == Operation::maximum;
  if ((!least && !most) || !a.some || !b.some || !is_point(a.range()) || !is_point(b.range())) return;
  if (a.range().low == b.range().low) return;
  mark(id, (a.range().low < b.range().low) == least ? CoverageMarks::yes : CoverageMarks::no);
}

TrackedSet SetEvaluator::date_add(const DateAdd& term, ExprId id) {
  return of_operands(term.date, term.amount, failed_range, [&](const TrackedSet& date, const TrackedSet& amount) {
    return moved_date(term.unit, id, date, amount);
  });
}

TrackedSet SetEvaluator::date_diff(const DateDiff& term) {
  return of_operands(term.from, term.to, failed_range,
                     [&](const TrackedSet& from, const TrackedSet& to) { return time_between(term.unit, from, to); });
}

TrackedSet SetEvaluator::column(const ColumnOf& term) {
  TrackedSet buffer;
  return column_of(program_.exprs[term.row].type.table, operand(term.row, buffer), term.column);
}

TrackedSet SetEvaluator::round(const Round& term, ExprId id) {
  return rounded(term.step, term.mode, id, evaluate(term.value));
}

TrackedSet SetEvaluator::date_part(const ExtractDatePart& term) { return part_of_date(term.part, evaluate(term.date)); }

TrackedSet SetEvaluator::year_day(const YearDay& term, ExprId id) {
  return day_of_year(term.last, id, evaluate(term.year));
}

}  // namespace cepol::reference
