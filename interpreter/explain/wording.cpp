#include "interpreter/explain/wording.hpp"

#include <algorithm>

#include "interpreter/explain/shown_ranges.hpp"
#include "lang/base/text.hpp"

namespace cepol::explain {

namespace {

constexpr std::size_t longest_quote = 80;  // characters of an expression

// Without what stands between a # and the end of its line.
std::string without_comments(std::string_view text) {
  std::string code;
  bool comment = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') comment = false;
    if (!comment && text[i] == '"') quote = quote == 0 ? '"' : '\0';
    if (quote == 0 && (text[i] == '#' || text.substr(i).starts_with("＃"))) comment = true;
    if (!comment) code += text[i];
  }
  return code;
}

}  // namespace

std::string written(const Subject& subject, Span span) {
  if (subject.sources == nullptr || !span.source.valid() || span.begin >= span.end) return {};
  std::string text = on_one_line(without_comments(text_of(*subject.sources, span)));
  if (character_count(text) <= longest_quote) return text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < longest_quote; ++i) at += code_point_at(text, at).length;
  return text.substr(0, at) + "…";
}

std::string value_words(const Subject& subject, const core::Type& type, const engine::ValueSet& value,
                        core::ExprId from) {
  if (is_any_time(subject.program, from, value))
    return std::string(Phrasebook{subject.program.english}("未知", "not known"));
  const bool wide = value.some && value.shape() == engine::Shape::range && !engine::is_point(value.range());
  const auto shown = without_far_bounds(type, value);
  if (!shown || (wide && !reads_each_cell_once(subject.program, from)))
    return std::string(Phrasebook{subject.program.english}("还不能确定", "not certain"));
  return set_text(subject.program, subject.data, type, *shown);
}

std::string possible_words(const Subject& subject, const core::Function& of, const engine::ValueSet& possible) {
  if (is_of_any_time(subject.program, of.body, possible)) return {};
  const auto shown = without_far_bounds(of.result, possible);
  return shown ? set_text(subject.program, subject.data, of.result, *shown) : std::string();
}

std::string cell_text(const Subject& subject, core::TableId table, data::RowIndex row, core::ColumnIndex index) {
  const core::Column& column = subject.program.tables[table].columns[index];
  const data::ColumnData& cells = subject.data[table].columns[index];
  const Phrasebook phrases{subject.program.english};
  engine::ValueSet value;
  if (cells.states[row] == data::State::none) {
    value.none = true;
  } else if (data::is_blank_cell(cells, row) && column.type.kind != core::Kind::date) {
    return std::string(phrases("未知", "not known"));
  } else {
    switch (column.type.kind) {
      case core::Kind::truth:
      case core::Kind::enumeration: value = engine::of_members(std::uint64_t{1} << cells.indices[row]); break;
      case core::Kind::year: value = engine::of_number(cells.numbers[row]); break;
      case core::Kind::date:
        if (cells.states[row] != data::State::known) return std::string(phrases("未知", "not known"));
        return to_string(Date{static_cast<Day>(cells.numbers[row]), cells.lasts[row]});
      case core::Kind::text: return std::string(subject.data.written(cells.indices[row]));
      case core::Kind::row: value = engine::of_row(cells.indices[row]); break;
      case core::Kind::number: {
        std::int64_t power = 1;
        for (int i = 0; i < cells.scale; ++i) power *= 10;
        value = engine::of_number(Exact::ratio(cells.numbers[row], power).value_or(Exact(0)));
        break;
      }
    }
  }
  return set_text(subject.program, subject.data, column.type, value);
}

std::string labelled_value(const Subject& subject, const std::string& label, const core::Function& of,
                           const engine::ValueSet& value) {
  const bool range = !engine::is_settled(value) && value.shape() == engine::Shape::range;
  const auto shown = without_far_bounds(of.result, value);
  if (!range ||
      (shown && reads_each_cell_once(subject.program, of.body) && !is_any_time(subject.program, of.body, value)))
    return figure(subject.program, subject.data, label, of.result, shown.value_or(value));
  return label + (subject.program.english ? ": " : "：") + value_words(subject, of.result, value, of.body);
}

bool is_word(const std::string& name) { return name.find('_') == std::string::npos; }

std::vector<core::ColumnIndex> naming_columns(const core::RecordTable& record) {
  if (!record.key) return {};
  std::vector<core::ColumnIndex> columns{*record.key};
  for (core::ColumnIndex c = 0; c < record.columns.size() && columns.size() == 1; ++c)
    if (c != *record.key && record.columns[c].type.kind == core::Kind::text && !record.columns[c].id_number &&
        !record.columns[c].heading)
      columns.push_back(c);
  return columns;
}

std::string row_words(const Subject& subject, core::TableId table, data::RowIndex row) {
  const Phrasebook phrases{subject.program.english};
  std::string text = phrases.row(subject.data[table].source_rows[row]);
  for (core::ColumnIndex column : naming_columns(subject.program.tables[table]))
    if (subject.data[table].columns[column].states[row] == data::State::known)
      text += " " + cell_text(subject, table, row, column);
  return text;
}

LineMark mark_of(const engine::ValueSet& truth) {
  const bool yes = engine::may_hold(truth), no = engine::may_not_hold(truth);
  if (yes == no || truth.failure != 0) return LineMark::open;
  return yes ? LineMark::holds : LineMark::fails;
}

engine::ValueSet certain_value(const Subject& subject, core::FunctionId function, const engine::ValueSet& row,
                               engine::ValueSet found) {
  const core::Function& of = subject.program.functions[function];
  if (engine::is_settled(found) || of.parameters.size() != 1 || row.shape() != engine::Shape::row ||
      !engine::is_single(row))
    return found;
  const engine::Outcome certain = subject.evaluator.value(function, row.row().first, false);
  if (certain.status != engine::Status::given) return found;
  switch (engine::shape_of(of.result.kind)) {
    case engine::Shape::range: return engine::of_number(certain.value.number);
    case engine::Shape::members:
      return engine::of_members(std::uint64_t{1} << static_cast<std::uint64_t>(certain.value.number.num));
    case engine::Shape::text:
    case engine::Shape::row: break;
  }
  return found;
}

namespace {

const core::Step* step_of(const core::Program& program, core::StepKind kind, core::FunctionId function) {
  for (const core::Step& step : program.steps.nodes)
    if (step.kind == kind && step.value == function) return &step;
  return nullptr;
}

}  // namespace

const core::Step* condition_of(const core::Program& program, core::FunctionId function) {
  return step_of(program, core::StepKind::condition, function);
}
const core::Step* limit_of(const core::Program& program, core::FunctionId function) {
  return step_of(program, core::StepKind::limit, function);
}

const core::CreditWords* credit_words_of(const core::Program& program, Span span) {
  const auto found = std::find_if(program.credit_words.begin(), program.credit_words.end(),
                                  [&](const core::CreditWords& words) { return words.span == span; });
  return found == program.credit_words.end() ? nullptr : &*found;
}

std::string rows_counted(const core::Program& program, core::TableId table, std::size_t all, std::size_t counted,
                         std::size_t open) {
  const std::string& name = program.tables[table].name;
  const std::string rows = std::to_string(all), good = std::to_string(counted), unsure = std::to_string(open);
  if (all == 0) return program.english ? "rows of " + name + ": none" : name + "没有行";
  return program.english ? "rows of " + name + ": " + good + " of " + rows + " count" +
                               (open > 0 ? ", " + unsure + " uncertain" : "")
                         : name + rows + "行，计入" + good + "行" + (open > 0 ? "，不确定" + unsure + "行" : "");
}

ExplanationLine left_out(const core::Program& program, std::size_t count, bool looked_at) {
  const std::string number = std::to_string(count);
  ExplanationLine line;
  line.kind = LineKind::more;
  if (program.english)
    line.text = "… and " + number + " more" + (looked_at ? "" : ", not looked at one by one");
  else
    line.text = "……另有 " + number + " 行" + (looked_at ? "" : "，没有逐行看");
  return line;
}

}  // namespace cepol::explain
