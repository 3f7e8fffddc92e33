// Goes through terms; folds are in opened_folds.cpp.
#include "interpreter/explain/opening.hpp"

#include <algorithm>

#include "interpreter/explain/shown_ranges.hpp"
#include "interpreter/explain/wording.hpp"
#include "lang/core/children.hpp"

namespace cepol::explain {

using core::ExprId;
using core::Told;
using engine::ValueSet;

Opening::Opening(const Subject& subject)
    : subject_(subject),
      program_(subject.program),
      phrases_{subject.program.english},
      budget_(subject.all ? most_lines_of_all : most_lines) {}

Opening::Lines Opening::of(core::FunctionId function, const std::vector<ValueSet>& arguments, bool tells_cells,
                           LineMark known) {
  while (const core::Step* limit = limit_of(program_, function)) function = limit->from;  // the row's line tells it
  known_ = known;
  Frame frame = frame_of(function, arguments);
  frame.tells_cells = tells_cells;
  Lines lines;
  open(program_.functions[function].body, frame, lines);
  return lines;
}

ValueSet Opening::value(ExprId id, const Frame& frame) {
  const core::Term& term = program_.exprs[id].term;
  if (const auto* local = std::get_if<core::Local>(&term)) return frame.slots[local->slot];
  return subject_.evaluator.evaluate(frame.function, id, frame.slots);
}

bool Opening::is_credit(const Frame& frame) const {
  const Told told = program_.functions[frame.function].told;
  return told == Told::credit || told == Told::credit_part;
}

// Has the author not written it, but a construct that became terms?
bool Opening::is_synthetic(ExprId id, const Frame& frame) const {
  const core::Function& of = program_.functions[frame.function];
  return is_credit(frame) || (of.told != Told::in_place && program_.exprs[id].span == of.span);
}

std::string Opening::told(ExprId id, const ValueSet& found) const {
  return value_words(subject_, program_.exprs[id].type, found, id);
}

void Opening::add(ExplanationLine line, Lines& lines) const {
  const bool known = std::any_of(lines.begin(), lines.end(), [&](const ExplanationLine& one) {
    return one.kind == line.kind && one.text == line.text && one.lines.empty() && line.lines.empty();
  });
  if (!known) lines.push_back(std::move(line));
}

void Opening::open(ExprId id, Frame& frame, Lines& lines) {
  if (is_spent()) return;
  ++depth_;
  --budget_;
  if (program_.exprs[id].type.kind != core::Kind::truth) known_ = LineMark::plain;
  open_term(id, frame, lines);
  known_ = LineMark::plain;
  --depth_;
}

void Opening::open_term(ExprId id, Frame& frame, Lines& lines) {
  const core::Term& term = program_.exprs[id].term;
  switch (core::kind_of(term)) {
    case core::TermKind::Constant:
    case core::TermKind::Fail: return;
    case core::TermKind::Local: return local(*std::get_if<core::Local>(&term), frame, lines);
    case core::TermKind::ReadingOption: return reading(id, *std::get_if<core::ReadingOption>(&term), frame, lines);
    case core::TermKind::ColumnOf: return cell(id, *std::get_if<core::ColumnOf>(&term), frame, lines);
    case core::TermKind::Arithmetic: return arithmetic(id, *std::get_if<core::Arithmetic>(&term), frame, lines);
    case core::TermKind::Logic: return logic(id, *std::get_if<core::Logic>(&term), frame, lines);
    case core::TermKind::If: return choose(*std::get_if<core::If>(&term), frame, lines);
    case core::TermKind::Cases: return cases(*std::get_if<core::Cases>(&term), frame, lines);
    case core::TermKind::Let: return let(*std::get_if<core::Let>(&term), frame, lines);
    case core::TermKind::Call: return call(*std::get_if<core::Call>(&term), frame, lines);
    case core::TermKind::OverRows: return over_rows(id, *std::get_if<core::OverRows>(&term), frame, lines);
    case core::TermKind::OverYears: return over_years(id, *std::get_if<core::OverYears>(&term), frame, lines);
    case core::TermKind::YearScan: return running(id, *std::get_if<core::YearScan>(&term), frame, lines);
    case core::TermKind::Round:
    case core::TermKind::DateAdd:
    case core::TermKind::DateDiff:
    case core::TermKind::ExtractDatePart:
    case core::TermKind::YearDay:
    case core::TermKind::Compare:
    case core::TermKind::Not:
    case core::TermKind::IsNone:
    case core::TermKind::Contains: return children(id, frame, lines);
  }
}

void Opening::children(ExprId id, Frame& frame, Lines& lines) {
  known_ = LineMark::plain;  // it is of the whole
  core::for_each_child(program_.exprs[id].term, [&](ExprId child) { open(child, frame, lines); });
}

// A value that is bound is told where it is first read.
void Opening::local(const core::Local& term, Frame& frame, Lines& lines) {
  const auto bound = frame.pending.find(term.slot);
  if (bound == frame.pending.end()) return;
  const ExprId value_of = bound->second;
  frame.pending.erase(bound);
  open(value_of, frame, lines);
}

void Opening::let(const core::Let& term, Frame& frame, Lines& lines) {
  frame.slots[term.slot] = value(term.value, frame);
  frame.pending[term.slot] = term.value;
  open(term.body, frame, lines);
  frame.pending.erase(term.slot);
}

void Opening::cell(ExprId id, const core::ColumnOf& term, Frame& frame, Lines& lines) {
  const core::TableId table = program_.exprs[term.row].type.table;
  open(term.row, frame, lines);
  if (!frame.tells_cells || std::find(frame.quiet.begin(), frame.quiet.end(), table) != frame.quiet.end()) return;
  const core::RecordTable& record = program_.tables[table];
  ExplanationLine line;
  line.kind = LineKind::cell;
  line.value = value(id, frame);
  line.value_type = program_.exprs[id].type;
  line.mark = engine::is_settled(*line.value) ? LineMark::plain : LineMark::open;
  line.text = (table == subject_.table ? "" : record.name + ".") + record.columns[term.column].name + word("：", ": ") +
              set_text(program_, subject_.data, program_.exprs[id].type, *line.value);
  add(std::move(line), lines);
}

void Opening::reading(ExprId id, const core::ReadingOption& term, Frame& frame, Lines& lines) {
  const core::Reading& of = program_.readings[term.reading];
  ExplanationLine line;
  line.kind = LineKind::reading;
  line.value = value(id, frame);
  line.value_type = program_.exprs[id].type;
  line.text = word("读法", "reading ") + phrases_.quoted(of.name) + word("：", ": ") +
              set_text(program_, subject_.data, program_.exprs[id].type, *line.value);
  line.clauses = of.clauses;
  line.plain.emplace();
  add(std::move(line), lines);
}

// Of a limit of a credit, what it leaves; of other arithmetic both sides.
void Opening::arithmetic(ExprId id, const core::Arithmetic& term, Frame& frame, Lines& lines) {
  const core::CreditWords* words = term.operation == core::Operation::minimum && is_credit(frame)
                                       ? credit_words_of(program_, program_.exprs[id].span)
                                       : nullptr;
  if (words == nullptr || !words->limit) return children(id, frame, lines);
  const ValueSet before = value(term.left, frame), after = value(id, frame);
  if (before == after && engine::is_settled(after)) return open(term.left, frame, lines);
  ExplanationLine line;
  line.kind = LineKind::limit;
  line.clauses = words->clauses;
  line.value = after;
  line.value_type = program_.exprs[id].type;
  line.mark = engine::is_settled(after) ? LineMark::plain : LineMark::open;
  const std::string was = told(term.left, before), left = told(id, after);
  line.text = phrases_.quoted(words->label) + word("：", ": ") + was + word("，计", ", counted as ") + left;
  open(term.left, frame, line.lines);
  open(term.right, frame, line.lines);
  lines.push_back(std::move(line));
}

void Opening::choose(const core::If& term, Frame& frame, Lines& lines) {
  known_ = LineMark::plain;
  const LineMark found = mark_of(value(term.condition, frame));
  const auto* called = std::get_if<core::Call>(&program_.exprs[term.condition].term);
  if (is_credit(frame)) {
    // a limit's condition, or whether there is a window
  } else if (is_synthetic(term.condition, frame) ||
             (called != nullptr && program_.functions[called->function].told == Told::definition)) {
    open(term.condition, frame, lines);
  } else {
    lines.push_back(truth_line(term.condition, frame));
  }
  if (found != LineMark::fails && found != LineMark::open) return open(term.yes, frame, lines);
  if (found == LineMark::fails) return open(term.no, frame, lines);
  for (const bool yes : {true, false}) {
    const ExprId branch = yes ? term.yes : term.no;
    ExplanationLine line;
    line.kind = LineKind::choice;
    line.mark = LineMark::open;
    line.value = value(branch, frame);
    line.value_type = program_.exprs[branch].type;
    line.text = (yes ? word("成立的话：", "if it holds: ") : word("不成立的话：", "if it does not hold: ")) +
                (engine::is_settled(*line.value) || line.value->shape() != engine::Shape::range ||
                         reads_each_cell_once(program_, term.condition, branch)
                     ? told(branch, *line.value)
                     : word("还不能确定", "not certain"));
    line.plain.emplace();
    open(branch, frame, line.lines);
    lines.push_back(std::move(line));
  }
}

// The case that gives the value, or those that may.
void Opening::cases(const core::Cases& term, Frame& frame, Lines& lines) {
  known_ = LineMark::plain;
  std::size_t tried = 0;
  bool decided = false;
  for (const core::Case& one : term.cases) {
    const LineMark mark = mark_of(value(one.guard, frame));
    if (mark == LineMark::fails || (decided && term.first)) {
      ++tried;
      continue;
    }
    decided = decided || mark == LineMark::holds;
    if (is_credit(frame)) {
      open(one.value, frame, lines);
      continue;
    }
    ExplanationLine line;
    line.kind = LineKind::choice;
    line.mark = mark == LineMark::holds ? LineMark::chosen : LineMark::open;
    line.value = value(one.value, frame);
    line.value_type = program_.exprs[one.value].type;
    line.text = one.name.empty() ? condition_text(one.guard, frame) : one.name;
    if (one.name.empty() || !is_word(one.name)) line.plain.emplace();
    add_cells(one.guard, frame, line);
    const bool tells_cells = std::exchange(frame.tells_cells, false);
    open(one.guard, frame, line.lines);
    remove_plain_tests(line.lines);
    frame.tells_cells = tells_cells;
    open(one.value, frame, line.lines);
    lines.push_back(std::move(line));
  }
  if (!decided && term.otherwise) open(*term.otherwise, frame, lines);
  if (tried == term.cases.size() && !term.otherwise && tried > 0) {
    ExplanationLine line;
    line.kind = LineKind::choice;
    line.mark = LineMark::fails;
    line.plain.emplace();
    line.text =
        phrases_.english ? "none of " + std::to_string(tried) + " cases" : std::to_string(tried) + "种情形都不是";
    lines.push_back(std::move(line));
  }
}

}  // namespace cepol::explain
