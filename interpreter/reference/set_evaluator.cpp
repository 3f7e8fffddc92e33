// The walk itself: expressions, truths, calls.
#include <algorithm>

#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

using namespace core;

SetEvaluator::SetEvaluator(const Program& program, const data::Dataset& data, const engine::Options& options,
                           std::shared_ptr<const ProgramInfo> prepared)
    : program_(program),
      data_(data),
      options_(options),
      prepared_(std::move(prepared)),
      nodes_(prepared_->nodes.data()),
      constants_(prepared_->constants.data()),
      memoised_(prepared_->memoised.data()),
      owner_(prepared_->owner.data()),
      whole_numbers_(prepared_->whole_numbers.data()),
      stack_(prepared_->stack),
      memo_(prepared_->memos),
      whole_(prepared_->wholes) {
  frame_ = top_ = stack_.data();
  prepare_columns();
}

ValueSet SetEvaluator::run(FunctionId function, std::span<const ValueSet> arguments) {
  probing_ = false;
  run_ = 1;  // what is remembered of the data holds as long as they do
  seen_ = watched_;
  ValueSet value = call(function, arguments);
  seen_ = nullptr;
  return value;
}

// What is remembered was not marked.
void SetEvaluator::watch(CoverageMarks* seen) {
  watched_ = seen;
  for (Memo& memo : memo_) memo.run = 0;
  for (Whole& whole : whole_) whole.run = 0;
}

ValueSet SetEvaluator::probe(FunctionId function, std::span<const ValueSet> arguments) {
  probing_ = true;
  incomplete_ = false;
  touched_.clear();
  open_ = 0;
  run_ = ++last_run_;
  ValueSet value = call(function, arguments);
  if (!is_settled(value)) note(value.blanks);
  std::erase_if(touched_, [&](const Touch& touch) { return (open_ & std::uint64_t{1} << (touch.blank & 63)) == 0; });
  probing_ = false;
  run_ = 1;
  return value;
}

ValueSet SetEvaluator::call(FunctionId id, std::span<const ValueSet> arguments) {
  frame_ = stack_.data();
  std::copy(arguments.begin(), arguments.end(), frame_);
  top_ = frame_ + program_.functions[id].slots;
  return evaluate(program_.functions[id].body);
}

namespace {

// A memo's key for an argument; nullopt where the argument is no single whole thing.
std::optional<std::int64_t> key_of(const ValueSet& value) {
  if (!value.some || value.none || value.failure != 0) return std::nullopt;
  switch (value.shape) {
    case Shape::members: return static_cast<std::int64_t>(value.members);
    case Shape::range:
      return value.low == value.high && value.low.whole() ? std::optional(value.low.num) : std::nullopt;
    case Shape::row: return value.any ? std::nullopt : std::optional<std::int64_t>(value.row);
    case Shape::text: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

ValueSet SetEvaluator::call(const Call& term) {
  ++work_;
  ValueSet* const frame = top_;
  const std::size_t count = term.arguments.size();
  top_ += count;
  for (std::size_t i = 0; i < count; ++i) frame[i] = operand(term.arguments[i], frame[i]);
  const Function& function = program_.functions[term.function];

  Memo* memo = nullptr;
  std::array<std::int64_t, 4> key{};
  if (memoised_[term.function.index] != 0) {
    std::uint64_t mixed = term.function.index + 1;
    bool plain = true;
    for (std::size_t i = 0; i < count && plain; ++i) {
      const auto one = key_of(frame[i]);
      plain = one.has_value();
      if (plain) key[i] = *one;
      mixed = (mixed ^ static_cast<std::uint64_t>(key[i])) * 0x9E3779B97F4A7C15u;
      mixed ^= mixed >> 29;
    }
    if (plain) {
      memo = &memo_[mixed & (memo_.size() - 1)];
      if (memo->run == run_ && memo->function == term.function.index && memo->key == key) {
        top_ = frame;
        return memo->value;
      }
    }
  }
  ValueSet* const caller = frame_;
  frame_ = frame;
  top_ = frame + function.slots;
  ValueSet value = evaluate(function.body);
  frame_ = caller;
  top_ = frame;
  if (memo != nullptr) {
    memo->run = run_;
    memo->function = term.function.index;
    memo->key = key;
    memo->value = value;
  }
  return value;
}

ValueSet SetEvaluator::evaluate(ExprId id) {
  const Node& node = nodes_[id.index];
  mark(id, CoverageMarks::evaluated);
  switch (node.sort) {
    case Sort::constant: return constants_[id.index];
    case Sort::local: return frame_[node.slot];
    case Sort::truth: {
      const Truth found = truth(id);
      ValueSet value = of_truth(found.no, found.yes);
      value.failure = found.failure;
      return value;
    }
    case Sort::other: {
      ValueSet value = evaluate_other(id);
      if (seen_ != nullptr && program_.exprs[id].type.kind == Kind::truth)
        mark(id, Truth{may_hold(value), may_not_hold(value), value.failure});
      return value;
    }
  }
  return {};
}

// One case a kind of term; the numbers are those of core::Term.
ValueSet SetEvaluator::evaluate_other(ExprId id) {
  const Term& term = program_.exprs[id].term;
  static_assert(std::variant_size_v<Term> == 23);
  switch (term.index()) {
    case 3: return column(*std::get_if<3>(&term), id);
    case 4: return arithmetic(*std::get_if<4>(&term), id);
    case 5: return round(*std::get_if<5>(&term), id);
    case 6: return shift(*std::get_if<6>(&term), id);
    case 7: return elapsed(*std::get_if<7>(&term));
    case 8: return part(*std::get_if<8>(&term));
    case 9: return year_day(*std::get_if<9>(&term), id);
    case 15: return choose(*std::get_if<15>(&term));
    case 16: return cases(*std::get_if<16>(&term), id);
    case 17: {
      const Let& let = *std::get_if<17>(&term);
      frame_[let.slot] = evaluate(let.value);
      return evaluate(let.body);
    }
    case 18: return call(*std::get_if<18>(&term));
    case 19: return over_rows(*std::get_if<19>(&term), id);
    case 20: return over_years(*std::get_if<20>(&term), id);
    case 21: return running(*std::get_if<21>(&term), id);
    case 22: {
      const Fail& failing = *std::get_if<22>(&term);
      return failed(nodes_[id.index].shape, fail(id, failing.zh.c_str(), failing.en.c_str()));
    }
    default: return {};  // constants, locals and truths: see evaluate
  }
}

Truth SetEvaluator::truth(ExprId id) {
  const Truth found = truth_of(id);
  mark(id, found);
  return found;
}

Truth SetEvaluator::truth_of(ExprId id) {
  if (nodes_[id.index].sort == Sort::truth) {
    const Term& term = program_.exprs[id].term;
    switch (term.index()) {
      case 10: return compare(*std::get_if<10>(&term));
      case 11: return logic(*std::get_if<11>(&term));
      case 12: {
        Truth found = truth(std::get_if<12>(&term)->operand);
        std::swap(found.yes, found.no);
        return found;
      }
      case 13: {
        ValueSet buffer;
        const ValueSet& value = operand(std::get_if<13>(&term)->operand, buffer);
        if (value.none && value.some) note(value.blanks);
        return {value.none, value.some, value.failure};
      }
      default: return contains(*std::get_if<14>(&term));
    }
  }
  ValueSet buffer;
  const ValueSet& value = operand(id, buffer);
  const Truth result{may_hold(value), may_not_hold(value), value.failure};
  if (result.yes && result.no) note(value.blanks);
  return result;
}

std::uint32_t SetEvaluator::fail(ExprId at, const char* zh, const char* en) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, 0, 0, en}, 0);
  if (is_new) {
    const std::uint32_t owner = owner_[at.index];
    const std::string name = owner < program_.functions.size() ? program_.functions.nodes[owner].name : std::string();
    failures_.push_back({false, program_.english ? name + ": " + en : name + "：" + zh});
    found->second = static_cast<std::uint32_t>(failures_.size()) << 2 | failure_kind;
  }
  return found->second;
}

std::uint32_t SetEvaluator::conflict(ExprId at, const Cases& cases, std::uint32_t first, std::uint32_t second) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, first, second, "conflict"}, 0);
  if (is_new) {
    failures_.push_back({true, cases.cases[first].name + " / " + cases.cases[second].name});
    found->second = static_cast<std::uint32_t>(failures_.size()) << 2 | conflict_kind;
  }
  return found->second;
}

}  // namespace cepol::reference
