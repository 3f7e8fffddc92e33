#include "tests/support/agreement.hpp"

#include <algorithm>

namespace cepol::test {

using engine::Outcome;
using engine::Status;

namespace {

std::string words_of(const Failure& failure, bool english) {
  switch (failure.reason) {
    case Reason::conflict: return failure.first + " / " + failure.second;
    case Reason::overflow: return english ? "a number too large to compute exactly" : "数太大，无法准确计算";
    case Reason::sum_overflow: return english ? "a sum too large to compute exactly" : "合计的数太大，无法准确计算";
    case Reason::division_by_zero: return english ? "division by zero" : "除数为零";
    case Reason::not_whole:
      return english ? "a number of years, months or days that is not whole" : "年、月、日数不是整数";
    case Reason::calendar: return english ? "a date outside the years 1 to 9999" : "日期超出公历范围（1至9999年）";
    case Reason::too_many_years: return english ? "a window of more than 200 years" : "年段超过200年";
    case Reason::not_unique: return english ? "several rows fit, with different values" : "有几行都符合，而值不相同";
    case Reason::in_words: return english ? failure.second : failure.first;
  }
  return {};
}

}  // namespace

Outcome expected(const SimpleValue& value, const core::Type& type, bool english) {
  Outcome outcome;
  outcome.value.type = type;
  if (std::holds_alternative<None>(value)) {
    outcome.status = Status::not_covered;
  } else if (const auto* failure = std::get_if<Failure>(&value)) {
    const bool conflict = failure->reason == Reason::conflict;
    outcome.status = conflict ? Status::conflict : Status::failed;
    outcome.detail = (conflict ? "" : failure->function + (english ? ": " : "：")) + words_of(*failure, english);
  } else {
    outcome.status = Status::given;
    if (const auto* number = std::get_if<Exact>(&value)) outcome.value.number = *number;
    if (const auto* text = std::get_if<std::string>(&value)) outcome.value.text = *text;
  }
  return outcome;
}

bool same(const Outcome& one, const Outcome& other) {
  return one.status == other.status && one.detail == other.detail &&
         (one.status != Status::given || one.value == other.value);
}

bool both_sound(const Outcome& a, const Outcome& b) {
  if (!a.bounded && !b.bounded) return same(a, b) && a.missing == b.missing && a.value.written == b.value.written;
  const Outcome &bounded = a.bounded ? a : b, &other = a.bounded ? b : a;
  return bounded.status == Status::undetermined &&
         (other.bounded || other.status != Status::undetermined ||
          std::all_of(other.missing.begin(), other.missing.end(), [&](const engine::BlankCell& one) {
            return std::find(bounded.missing.begin(), bounded.missing.end(), one) != bounded.missing.end();
          }));
}

std::string shown(const Outcome& outcome) {
  switch (outcome.status) {
    case Status::given: return "given " + to_string(outcome.value.number) + " \"" + outcome.value.text + "\"";
    case Status::not_covered: return "not covered";
    case Status::conflict: return "conflict " + outcome.detail;
    case Status::failed: return "failed " + outcome.detail;
    case Status::undetermined: return outcome.bounded ? "undetermined, bounded" : "undetermined";
  }
  return {};
}

std::string disagreements(const SimpleEvaluator& simple, const engine::RowResults& results, data::RowIndex row) {
  const core::Program& program = simple.program();
  std::string text;
  auto compare = [&](const std::string& what, const SimpleValue& value, core::FunctionId function, const Outcome& got) {
    const Outcome wanted = expected(value, program.functions[function].result, program.english);
    if (!same(wanted, got)) text += what + ": " + shown(wanted) + ", but the engine: " + shown(got) + "\n";
  };
  for (const engine::RowResults::Decided& decided : results.decisions) {
    const core::Decision& decision = program.decisions[decided.decision];
    const SimpleDecided own = simple.decide(decided.decision, row);
    compare(decision.name, own.outcome, decision.outcome, decided.outcome);
    if (own.measures.size() != decided.measures.size()) return decision.name + ": another number of figures";
    for (std::size_t i = 0; i < own.measures.size(); ++i)
      compare(decision.name + "." + decision.measures[i].label, own.measures[i], decision.measures[i].value,
              decided.measures[i]);
  }
  return text;
}

}  // namespace cepol::test
