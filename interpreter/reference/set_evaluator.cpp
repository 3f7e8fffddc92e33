// The evaluator's dispatch over the kinds of terms; calls and their memo table; failures.
#include "interpreter/reference/set_evaluator.hpp"

#include <algorithm>

namespace cepol::reference {

using namespace core;
using engine::CoverageMarks;
using engine::may_hold;
using engine::may_not_hold;

SetEvaluator::SetEvaluator(const Program& program, const data::Dataset& data, const engine::Options& options,
                           std::shared_ptr<const ProgramInfo> info)
    : program_(program),
      data_(data),
      options_(options),
      info_(std::move(info)),
      nodes_(info_->nodes.data()),
      constants_(info_->constants.data()),
      memoised_(info_->memoised.data()),
      owner_(info_->owner.data()),
      table_fold_numbers_(info_->table_fold_numbers.data()),
      stack_(info_->stack_size),
      memo_(info_->memo_size),
      table_folds_(info_->table_folds),
      kept_indexes_(info_->fold_plans.size()) {
  frame_ = top_ = stack_.data();
  prepare_columns();
}

ValueSet SetEvaluator::run(FunctionId function, std::span<const ValueSet> arguments) {
  probing_ = false;
  run_ = 1;  // memos made without assumptions hold as long as the data
  marks_ = watched_;
  ValueSet value = call(function, arguments);
  marks_ = nullptr;
  return value;
}

// Results in the memo table were computed without marking, so they are dropped.
void SetEvaluator::watch(CoverageMarks* marks) {
  watched_ = marks;
  for (Memo& memo : memo_) memo.run = 0;
  for (TableFold& fold : table_folds_) fold.run = 0;
}

ValueSet SetEvaluator::probe(FunctionId function, std::span<const ValueSet> arguments) {
  probing_ = true;
  incomplete_ = false;
  read_blanks_.clear();
  open_blanks_ = 0;
  run_ = ++last_run_;
  const TrackedSet value = call(function, arguments);
  if (!is_settled(value)) note_open(value.open_blanks);
  std::erase_if(read_blanks_,
                [&](const ReadBlank& read) { return (open_blanks_ & std::uint64_t{1} << (read.blank & 63)) == 0; });
  probing_ = false;
  run_ = 1;
  return value;
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
      overloaded{[](const MemberSet& set) -> Key { return static_cast<std::int64_t>(set.bits); },
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
    case TermKind::ColumnOf: return column(term<ColumnOf>(id), id);
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
    case TermKind::Contains: {
      const TruthSet found = truth_of_term(id);
      TrackedSet value = engine::of_truth(found.no, found.yes);
      value.failure = found.failure;
      return value;
    }
    case TermKind::If: return if_term(term<If>(id));
    case TermKind::Cases: return cases(term<Cases>(id), id);
    case TermKind::Let: {
      const Let& let = term<Let>(id);
      frame_[let.slot] = evaluate(let.value);
      return evaluate(let.body);
    }
    case TermKind::Call: return call(term<Call>(id));
    case TermKind::OverRows: return over_rows(term<OverRows>(id), id);
    case TermKind::OverYears: return over_years(term<OverYears>(id), id);
    case TermKind::YearScan: return year_scan(term<YearScan>(id), id);
    case TermKind::Fail: {
      const Fail& failing = term<Fail>(id);
      return engine::failed(nodes_[id.index].shape, fail(id, failing.zh.c_str(), failing.en.c_str()));
    }
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
      const TrackedSet& value = operand(term<IsNone>(id).operand, buffer);
      if (value.none && value.some) note_open(value.open_blanks);
      return {value.none, value.some, value.failure};
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
  const TrackedSet& value = operand(id, buffer);
  const TruthSet result{may_hold(value), may_not_hold(value), value.failure};
  if (result.yes && result.no) note_open(value.open_blanks);
  return result;
}

std::uint32_t SetEvaluator::fail(ExprId at, const char* zh, const char* en) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, 0, 0, en}, 0);
  if (is_new) {
    const std::uint32_t owner = owner_[at.index];
    const std::string name = owner < program_.functions.size() ? program_.functions.nodes[owner].name : std::string();
    reasons_.push_back({false, program_.english ? name + ": " + en : name + "：" + zh});
    found->second = static_cast<std::uint32_t>(reasons_.size()) << engine::reason_shift | engine::other_failure_bit;
  }
  return found->second;
}

std::uint32_t SetEvaluator::conflict(ExprId at, const Cases& cases, std::uint32_t first, std::uint32_t second) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, first, second, "conflict"}, 0);
  if (is_new) {
    reasons_.push_back({true, cases.cases[first].name + " / " + cases.cases[second].name});
    found->second = static_cast<std::uint32_t>(reasons_.size()) << engine::reason_shift | engine::conflict_bit;
  }
  return found->second;
}

}  // namespace cepol::reference
