// Opens folds over years, and the states of `running` year by year.
#include <algorithm>

#include "interpreter/explain/line_order.hpp"
#include "interpreter/explain/opening.hpp"
#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

using core::ExprId;
using core::Fold;
using engine::ValueSet;

std::optional<std::pair<std::int64_t, std::int64_t>> Opening::window(ExprId from, ExprId to, const Frame& frame) {
  const ValueSet first = value(from, frame), last = value(to, frame);
  if (!engine::is_single(first) || !engine::is_single(last) || !first.range().low.whole() || !last.range().low.whole())
    return std::nullopt;
  const std::pair years(first.range().low.num, last.range().low.num);
  if (years.second - years.first >= core::max_years) return std::nullopt;
  return years;
}

void Opening::over_years(ExprId id, const core::OverYears& term, Frame& frame, Lines& lines) {
  ExplanationLine line;
  line.kind = LineKind::years;
  line.value = value(id, frame);
  line.value_type = program_.exprs[id].type;
  line.fold = term.fold;
  line.mark = is_truth_fold(term.fold)          ? known_or(mark_of(*line.value))
              : engine::is_settled(*line.value) ? LineMark::plain
                                                : LineMark::open;
  if (is_truth_fold(term.fold) && line.mark != LineMark::open)
    line.value = engine::of_truth(line.mark == LineMark::fails, line.mark == LineMark::holds);
  const std::string label = is_credit(frame) ? word("逐年", "by year") : written(subject_, program_.exprs[id].span);
  line.text = label + (label.empty() ? "" : word("：", ": ")) + told(id, *line.value);
  if (!is_credit(frame)) line.plain.emplace();
  open(term.from, frame, line.lines);
  open(term.to, frame, line.lines);
  const auto years = window(term.from, term.to, frame);
  if (!years) {
    line.fold.reset();
    line.remark = word("哪几年未定", "which years is not certain");
    line.text += word("；", "; ") + line.remark;
    lines.push_back(std::move(line));
    return;
  }
  std::vector<ExplanationLine> made;
  std::size_t left = 0;
  const bool tells_cells = std::exchange(frame.tells_cells, true);
  for (std::int64_t year = years->first; year <= years->second; ++year) {
    if (is_spent() || (!subject_.all && made.size() == most_listed)) {
      ++left;
      continue;
    }
    frame.slots[term.slot] = engine::of_range(year, year, true);
    const Member member = member_of(term.fold, term.guard, term.value, frame, true);
    ExplanationLine one;
    one.kind = LineKind::year;
    one.ends = cepol::day_of(static_cast<int>(year), 12, 31);
    one.mark = member.mark;
    one.text = phrases_.year(year);
    const bool gives = term.value && !is_truth_fold(term.fold) && member.mark != LineMark::fails;
    const bool applies = !term.guard || mark_of(value(*term.guard, frame)) != LineMark::fails;
    one.folded = is_truth_fold(term.fold) && !applies;
    if (!is_credit(frame) && term.fold != Fold::sum) one.plain.emplace();
    if (gives) {
      one.value = member.value;
      one.value_type = program_.exprs[*term.value].type;
      one.text += word("：", ": ") + told(*term.value, member.value);
      open(*term.value, frame, one.lines);
    } else if (is_truth_fold(term.fold) && term.value && applies) {
      one.mark = known_mark(line, one.mark);
      add_cells(*term.value, frame, one);
      known_ = one.mark;
      open(*term.value, frame, one.lines);
    }
    if (term.guard && mark_of(value(*term.guard, frame)) != LineMark::holds)
      against(*term.guard, frame, one.lines, member.mark == LineMark::open);
    made.push_back(std::move(one));
  }
  frame.tells_cells = tells_cells;
  const bool failing_first = term.fold == Fold::every && line.mark == LineMark::fails;
  const bool holding_first = term.fold == Fold::some && line.mark == LineMark::holds;
  if (failing_first || holding_first)
    for (ExplanationLine& one : made)
      one.folded = one.folded || one.mark != (failing_first ? LineMark::fails : LineMark::holds);
  // Of a credit, what gives nothing in any year.
  line.folded =
      is_credit(frame) && left == 0 && std::all_of(made.begin(), made.end(), [](const ExplanationLine& one) {
        return std::all_of(one.lines.begin(), one.lines.end(), [](const ExplanationLine& part) { return part.folded; });
      });
  list(std::move(made), left, line);
  lines.push_back(std::move(line));
}

void Opening::running(ExprId id, const core::YearScan& term, Frame& frame, Lines& lines) {
  ExplanationLine line;
  line.kind = LineKind::running;
  line.value = value(id, frame);
  line.value_type = program_.exprs[id].type;
  line.mark = engine::is_settled(*line.value) ? LineMark::plain : LineMark::open;
  line.text = word("逐年结转：", "carried from year to year: ") + told(id, *line.value);
  line.plain = line.text;
  for (const core::YearScan::State& state : term.states) {
    const std::string next = written(subject_, program_.exprs[state.next].span);
    if (next.empty()) continue;
    line.remark += (line.remark.empty() ? word("每年 ", "each year ") : word("，", ", ")) + state.name +
                   word(" 成为 ", " becomes ") + next;
  }
  if (!line.remark.empty()) line.text += word("；", "; ") + line.remark;
  open(term.from, frame, line.lines);
  open(term.to, frame, line.lines);
  std::vector<ValueSet> states;
  for (const core::YearScan::State& state : term.states) {
    states.push_back(value(state.initial, frame));
    open(state.initial, frame, line.lines);
  }
  const auto years = window(term.from, term.to, frame);
  if (!years) {
    line.remark = word("哪几年未定", "which years is not certain");
    line.text += word("；", "; ") + line.remark;
    lines.push_back(std::move(line));
    return;
  }
  const auto told_states = [&] {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < states.size(); ++i)
      parts.push_back(term.states[i].name + word("：", ": ") + told(term.states[i].next, states[i]));
    return phrases_.list(parts);
  };
  ExplanationLine start;
  start.kind = LineKind::year;
  start.text = word("开始时：", "to begin with: ") + told_states();
  start.value = states.front();
  start.value_type = program_.exprs[id].type;
  line.lines.push_back(std::move(start));
  const bool tells_cells = std::exchange(frame.tells_cells, true);
  std::size_t left = 0, listed = 0;
  for (std::int64_t year = years->first; year <= years->second; ++year) {
    frame.slots[term.year] = engine::of_range(year, year, true);
    for (std::size_t i = 0; i < states.size(); ++i) frame.slots[term.states[i].slot] = states[i];
    for (std::size_t i = 0; i < states.size(); ++i) states[i] = value(term.states[i].next, frame);
    if (is_spent() || (!subject_.all && listed == most_listed)) {
      ++left;
      continue;
    }
    ++listed;
    ExplanationLine one;
    one.kind = LineKind::year;
    one.value = states.front();
    one.value_type = program_.exprs[id].type;
    one.mark = engine::is_settled(states.front()) ? LineMark::plain : LineMark::open;
    one.text = phrases_.year(year) + word("：", ": ") + told_states();
    for (const core::YearScan::State& state : term.states) open(state.next, frame, one.lines);
    line.lines.push_back(std::move(one));
  }
  frame.tells_cells = tells_cells;
  if (left > 0) line.lines.push_back(left_out(program_, left, true));
  lines.push_back(std::move(line));
}

}  // namespace cepol::explain
