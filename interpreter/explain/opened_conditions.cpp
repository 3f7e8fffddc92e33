// Opens conditions: which of their parts decided, and the cells that they compare.
#include "interpreter/explain/opening.hpp"

#include <algorithm>

#include "interpreter/explain/wording.hpp"
#include "lang/core/children.hpp"

namespace cepol::explain {

using core::ExprId;
using core::Told;
using engine::ValueSet;

namespace {

// Is it one value compared with several: 级别 属于 {高级, 中级}?
bool is_membership(const core::Program& program, const core::Logic& term) {
  std::optional<Span> compared;
  for (ExprId operand : term.operands) {
    const auto* comparison = std::get_if<core::Compare>(&program.exprs[operand].term);
    if (comparison == nullptr || comparison->relation != core::Relation::equal) return false;
    const Span left = program.exprs[comparison->left].span;
    if (compared && *compared != left) return false;
    compared = left;
  }
  return true;
}

}  // namespace

void remove_plain_tests(std::vector<ExplanationLine>& lines) {
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [](const ExplanationLine& part) {
                               return part.kind == LineKind::test && part.lines.empty() && part.mark != LineMark::open;
                             }),
              lines.end());
}

void join_truth(ExplanationLine& line) {
  if (line.lines.size() != 1 || line.lines.front().mark != line.mark) return;
  const auto fold = line.lines.front().fold;
  if (fold != core::Fold::some && fold != core::Fold::every) return;
  ExplanationLine one = std::move(line.lines.front());
  if (!one.remark.empty()) line.values.push_back(one.remark);
  line.value = one.value;
  line.fold = fold;
  line.lines = std::move(one.lines);
}

// What is not known below a value that is certain did not matter: it is no question.
void settle(ExplanationLine& line) {
  if (line.mark == LineMark::open) return;
  for (ExplanationLine& inner : line.lines)
    if (inner.mark == LineMark::open && (inner.kind == LineKind::cell || inner.kind == LineKind::definition ||
                                         inner.kind == LineKind::credit || inner.kind == LineKind::running))
      inner.mark = LineMark::plain;
}

// Where parts are told one by one, those that decide come first; the others were tried.
void Opening::logic(ExprId id, const core::Logic& term, Frame& frame, Lines& lines) {
  const bool apart = term.operands.size() > 1 && !is_synthetic(id, frame) && !is_membership(program_, term);
  const ValueSet whole = value(id, frame);
  const LineMark found = known_or(mark_of(whole));
  const LineMark deciding = term.all ? LineMark::fails : LineMark::holds;
  Lines first, rest;
  for (ExprId operand : term.operands) {
    const bool own_text = program_.exprs[operand].span != program_.exprs[id].span;
    const auto* called = std::get_if<core::Call>(&program_.exprs[operand].term);
    const bool is_condition = called != nullptr && condition_of(program_, called->function) != nullptr;
    if (!is_condition &&
        (!apart || !own_text || (called != nullptr && program_.functions[called->function].told == Told::definition))) {
      known_ = LineMark::plain;
      open(operand, frame, first);
      continue;
    }
    // Where all hold each does, where none holds none does.
    known_ = found == (term.all ? LineMark::holds : LineMark::fails) ? found : LineMark::plain;
    ExplanationLine line = truth_line(operand, frame);
    const bool decides = found == LineMark::open ? line.mark == LineMark::open
                         : found == deciding     ? line.mark == deciding
                                                 : true;
    line.folded = !decides;
    (decides ? first : rest).push_back(std::move(line));
  }
  for (Lines* part : {&first, &rest})
    for (ExplanationLine& line : *part) lines.push_back(std::move(line));
}

std::string Opening::condition_text(ExprId id, const Frame& frame) const {
  const core::Expr& expr = program_.exprs[id];
  if (const auto* called = std::get_if<core::Call>(&expr.term))
    if (const core::Step* step = condition_of(program_, called->function)) return step->label;
  if (is_credit(frame)) {  // what a credit's rows are chosen by
    const auto* comparison = std::get_if<core::Compare>(&expr.term);
    const bool category =
        comparison == nullptr || program_.exprs[comparison->left].type.kind == core::Kind::enumeration;
    return category ? word("是所问的类别", "of the category asked") : word("在所问的时段", "within the time asked");
  }
  std::string text = written(subject_, expr.span);
  return text.empty() ? word("条件", "condition") : text;
}

ExplanationLine Opening::truth_line(ExprId id, Frame& frame) {
  ExplanationLine line;
  line.kind = LineKind::test;
  line.value = value(id, frame);
  line.mark = known_or(mark_of(*line.value));
  if (line.mark != LineMark::open)
    line.value = engine::of_truth(line.mark == LineMark::fails, line.mark == LineMark::holds);
  line.text = condition_text(id, frame);
  const auto* called = std::get_if<core::Call>(&program_.exprs[id].term);
  const core::Step* step = called == nullptr ? nullptr : condition_of(program_, called->function);
  if (step != nullptr) line.clauses = step->clauses;
  if (step == nullptr || !step->worded) line.plain.emplace();
  if (step == nullptr && is_credit(frame)) line.denied = word("不", "not ") + line.text;
  add_cells(id, frame, line);
  const bool tells_cells = std::exchange(frame.tells_cells, false);
  known_ = line.mark;
  open(id, frame, line.lines);
  frame.tells_cells = tells_cells;
  join_truth(line);
  settle(line);
  return line;
}

// The cells that the condition itself reads, beside it, unless its text has them.
void Opening::add_cells(ExprId id, Frame& frame, ExplanationLine& line) {
  std::vector<ExprId> open_terms{id};
  while (!open_terms.empty()) {
    const ExprId at = open_terms.back();
    open_terms.pop_back();
    const core::Term& term = program_.exprs[at].term;
    const core::TermKind kind = core::kind_of(term);
    if (kind == core::TermKind::Let || kind == core::TermKind::OverRows || kind == core::TermKind::OverYears ||
        kind == core::TermKind::YearScan)
      continue;  // what they bind is not known here
    if (const auto* column = std::get_if<core::ColumnOf>(&term)) {
      const core::TableId table = program_.exprs[column->row].type.table;
      if (std::find(frame.quiet.begin(), frame.quiet.end(), table) != frame.quiet.end()) continue;
      const std::string text = set_text(program_, subject_.data, program_.exprs[at].type, value(at, frame));
      const std::string named = (table == subject_.table ? "" : program_.tables[table].name + ".") +
                                program_.tables[table].columns[column->column].name + word("：", ": ") + text;
      const bool repeated = line.mark == LineMark::holds && line.text.find(text) != std::string::npos;
      if (!repeated && std::find(line.values.begin(), line.values.end(), named) == line.values.end())
        line.values.push_back(named);
      continue;
    }
    core::for_each_child(term, [&](ExprId child) { open_terms.push_back(child); });
  }
}

}  // namespace cepol::explain
