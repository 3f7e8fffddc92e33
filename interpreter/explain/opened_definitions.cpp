// Opens calls of functions: definitions by their name or wording, others in place.
#include "interpreter/explain/opening.hpp"

#include <algorithm>

#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

using core::ExprId;
using core::Told;
using engine::ValueSet;

Opening::Frame Opening::frame_of(core::FunctionId function, const std::vector<ValueSet>& arguments) const {
  Frame frame{function, arguments};
  frame.slots.resize(std::max<std::size_t>(program_.functions[function].slots, arguments.size()));
  return frame;
}

std::string Opening::label_of(core::FunctionId function, const std::vector<ValueSet>& arguments) const {
  const core::Function& of = program_.functions[function];
  std::string label = of.wording.empty() ? of.name : of.wording;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < of.parameters.size() && i < arguments.size(); ++i) {
    const core::Parameter& parameter = of.parameters[i];
    if (parameter.type.kind == core::Kind::row) continue;
    std::string text = set_text(program_, subject_.data, parameter.type, arguments[i]);
    if (of.told == Told::credit && parameter.name == "last") {  // its window
      if (text != parts.back()) parts.back() += word("至", " to ") + text;
    } else {
      parts.push_back(std::move(text));
    }
  }
  return parts.empty() ? label : label + phrases_.bracketed(phrases_.list(parts));
}

ExplanationLine Opening::named(core::FunctionId function, const std::vector<ValueSet>& arguments) {
  const core::Function& of = program_.functions[function];
  ExplanationLine line;
  line.kind = of.told == Told::credit ? LineKind::credit : LineKind::definition;
  line.value = subject_.evaluator.call(function, arguments);
  line.value_type = of.result;
  if (!arguments.empty()) line.value = certain_value(subject_, function, arguments.front(), *line.value);
  line.mark = engine::is_settled(*line.value) ? LineMark::plain : LineMark::open;
  const std::string label = label_of(function, arguments);
  line.text = label + word("：", ": ") + value_words(subject_, of.result, *line.value, of.body);
  line.clauses = of.clauses;
  if (of.wording.empty() && of.told == Told::definition)
    line.plain = of.parameters.size() > 1 || !is_word(of.name) ? std::string() : line.text;
  if (of.told == Told::decision && !arguments.empty() && arguments.front() == engine::of_row(subject_.row) &&
      of.parameters.front().type.table == subject_.table)
    return line;  // its own account is told
  std::string key = std::to_string(function.index);
  for (std::size_t i = 0; i < arguments.size(); ++i)
    key += "," + (of.parameters[i].type.kind == core::Kind::row
                      ? std::to_string(arguments[i].some ? arguments[i].row().first : UINT32_MAX)
                      : set_text(program_, subject_.data, of.parameters[i].type, arguments[i]));
  line.opening = key;
  if (!opened_.insert(key).second) {
    line.opened_elsewhere = true;
    return line;
  }
  const core::Term& body = program_.exprs[of.body].term;
  const std::string formula = written(subject_, program_.exprs[of.body].span);
  if (of.wording.empty() && of.told == Told::definition && program_.exprs[of.body].span != of.span &&
      !formula.empty() && !formula.ends_with("…") && core::kind_of(body) != core::TermKind::Constant &&
      core::kind_of(body) != core::TermKind::Cases)
    line.text += word(" ＝ ", " = ") + formula;
  Frame frame = frame_of(function, arguments);
  open(of.body, frame, line.lines);
  join_fold(line);
  settle(line);
  return line;
}

// A definition that is one fold is told with it, in one line.
void Opening::join_fold(ExplanationLine& line) const {
  if (line.lines.size() != 1 || !(line.lines.front().fold || line.lines.front().kind == LineKind::running)) return;
  ExplanationLine fold = std::move(line.lines.front());
  if (fold.value != line.value ||
      (fold.fold && fold.mark != line.mark && line.value->shape() != engine::Shape::members)) {
    line.lines.front() = std::move(fold);
    return;
  }
  line.fold = fold.fold;
  line.mark = fold.mark;
  const std::string remark = fold.remark.empty() ? "" : word("；", "; ") + fold.remark;
  line.text += remark;
  if (line.plain && !line.plain->empty() && fold.kind != LineKind::running) *line.plain += remark;
  line.clauses.insert(line.clauses.end(), fold.clauses.begin(), fold.clauses.end());
  line.lines = std::move(fold.lines);
  if (fold.kind == LineKind::running) line.kind = LineKind::running;
}

void Opening::call(const core::Call& term, Frame& frame, Lines& lines) {
  std::vector<ValueSet> arguments;
  for (ExprId argument : term.arguments) arguments.push_back(value(argument, frame));
  const LineMark known = std::exchange(known_, LineMark::plain);
  for (ExprId argument : term.arguments) {
    // What a construct hands on, a window or a figure, is told where it is the construct's own.
    const auto* handed = std::get_if<core::Call>(&program_.exprs[argument].term);
    const Told told = handed == nullptr ? Told::definition : program_.functions[handed->function].told;
    if (told == Told::definition || told == Told::credit) open(argument, frame, lines);
  }
  const core::Function& of = program_.functions[term.function];
  if (of.told != Told::in_place && of.told != Told::credit_part) return add(named(term.function, arguments), lines);
  Frame inner = frame_of(term.function, arguments);
  inner.tells_cells = frame.tells_cells;
  inner.quiet = frame.quiet;
  if (const core::Step* limit = limit_of(program_, term.function)) {  // of single rows: the row's line tells it
    inner.function = limit->from;
    inner = frame_of(limit->from, arguments);
    inner.tells_cells = frame.tells_cells;
    inner.quiet = frame.quiet;
    return open(program_.functions[limit->from].body, inner, lines);
  }
  known_ = known;
  open(of.body, inner, lines);
}

}  // namespace cepol::explain
