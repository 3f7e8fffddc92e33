// Opens folds over rows: each row that counts, that might and that does not, with why.
#include <algorithm>

#include "interpreter/explain/line_order.hpp"
#include "interpreter/explain/opening.hpp"
#include "interpreter/explain/span_terms.hpp"
#include "interpreter/explain/wording.hpp"
#include "lang/core/children.hpp"

namespace cepol::explain {

using core::ExprId;
using core::Fold;
using core::Told;
using engine::ValueSet;

namespace {

// A row that might count before it is known whether it does, and the like.
int place_of(LineMark mark, bool failing_first) {
  switch (mark) {
    case LineMark::holds: return failing_first ? 2 : 0;
    case LineMark::fails: return failing_first ? 0 : 2;
    case LineMark::open:
    case LineMark::plain:
    case LineMark::chosen: break;
  }
  return 1;
}

}  // namespace

// The rows that may belong to the fold, and whether they surely do.
std::vector<std::pair<std::uint32_t, bool>> Opening::rows_of(const core::OverRows& term, Frame& frame) {
  std::vector<std::pair<std::uint32_t, bool>> rows;
  const data::TableData& table = subject_.data[term.table];
  const auto sure = [&](std::uint32_t row) {
    return !std::binary_search(table.unsure_rows.begin(), table.unsure_rows.end(), row);
  };
  if (!term.parent) {
    for (std::uint32_t row = 0; row < table.all_rows; ++row) rows.emplace_back(row, sure(row));
    return rows;
  }
  const ValueSet parent = value(*term.parent, frame);
  if (!engine::is_single(parent)) return rows;
  for (data::RowIndex row : table.children.of(parent.row().first)) rows.emplace_back(row, sure(row));
  for (data::RowIndex row : table.perhaps_children.of(parent.row().first)) rows.emplace_back(row, false);
  for (data::RowIndex row : table.anyones_children) rows.emplace_back(row, false);
  return rows;
}

// Of the row or year that is bound: does it count, and what does it give?
Opening::Member Opening::member_of(Fold fold, const std::optional<ExprId>& guard, const std::optional<ExprId>& value_of,
                                   Frame& frame, bool sure) {
  Member member;
  member.mark = guard ? mark_of(value(*guard, frame)) : LineMark::holds;
  if (member.mark == LineMark::holds && !sure) member.mark = LineMark::open;
  if (member.mark == LineMark::fails || !value_of) return member;
  member.value = value(*value_of, frame);
  if (is_truth_fold(fold)) {
    const LineMark holds = mark_of(member.value);
    if (member.mark == LineMark::holds || holds == LineMark::fails) member.mark = holds;
  }
  return member;
}

// Is it left out only because it is of another time, category or group than asked?
bool Opening::is_elsewhere(ExprId guard, Frame& frame, core::TableId table) {
  const core::Term& term = program_.exprs[guard].term;
  if (const auto* let = std::get_if<core::Let>(&term)) {
    frame.slots[let->slot] = value(let->value, frame);
    return is_elsewhere(let->body, frame, table);
  }
  if (const auto* logic = std::get_if<core::Logic>(&term); logic != nullptr && logic->all)
    return std::any_of(logic->operands.begin(), logic->operands.end(), [&](ExprId operand) {
      return mark_of(value(operand, frame)) == LineMark::fails && is_elsewhere(operand, frame, table);
    });
  if (const auto* denied = std::get_if<core::Not>(&term)) {  // not the first of its group
    const auto* earlier = std::get_if<core::OverRows>(&program_.exprs[denied->operand].term);
    return earlier != nullptr && earlier->table == table &&
           program_.exprs[guard].span == program_.exprs[denied->operand].span;
  }
  if (is_credit(frame)) return !std::holds_alternative<core::Call>(term);
  const auto* comparison = std::get_if<core::Compare>(&term);
  if (comparison == nullptr || comparison->relation != core::Relation::equal) return false;
  const auto is_asked = [&](ExprId side) {  // a parameter, or the year of a fold
    return std::holds_alternative<core::Local>(program_.exprs[side].term);
  };
  return program_.exprs[comparison->left].type.kind == core::Kind::year || is_asked(comparison->left) ||
         is_asked(comparison->right);
}

// The conditions that fail; `open`: those that may.
void Opening::against(ExprId guard, Frame& frame, Lines& lines, bool open) {
  const core::Term& term = program_.exprs[guard].term;
  const LineMark found = mark_of(value(guard, frame));
  if (found == LineMark::holds || (found == LineMark::open) != open) return;
  if (const auto* let = std::get_if<core::Let>(&term)) {
    frame.slots[let->slot] = value(let->value, frame);
    return against(let->body, frame, lines, open);
  }
  if (const auto* logic = std::get_if<core::Logic>(&term); logic != nullptr && logic->all) {
    for (ExprId operand : logic->operands) against(operand, frame, lines, open);
    return;
  }
  if (const auto* called = std::get_if<core::Call>(&term);
      called != nullptr && program_.functions[called->function].told == Told::in_place &&
      condition_of(program_, called->function) == nullptr) {
    std::vector<ValueSet> arguments;
    for (ExprId argument : called->arguments) arguments.push_back(value(argument, frame));
    Frame inner = frame_of(called->function, arguments);
    inner.quiet = frame.quiet;
    inner.fold = frame.fold;
    return against(program_.functions[called->function].body, inner, lines, open);
  }
  // What the construct itself asks has no words of the author.
  if (program_.exprs[guard].span == frame.fold && !is_credit(frame)) return;
  add(truth_line(guard, frame), lines);
}

// The columns of the rows that guard and value read, through what they call; few, and no link to the owner.
std::vector<core::ColumnIndex> Opening::columns_read(const core::OverRows& term) const {
  constexpr std::size_t most_columns = 6, most_terms = 2000;
  std::vector<core::ColumnIndex> columns;
  std::set<ExprId> seen;
  std::vector<ExprId> open_terms;
  for (const auto& part : {term.guard, term.value})
    if (part) open_terms.push_back(*part);
  while (!open_terms.empty() && seen.size() < most_terms) {
    const ExprId at = open_terms.back();
    open_terms.pop_back();
    if (!seen.insert(at).second) continue;
    const core::Term& one = program_.exprs[at].term;
    if (const auto* column = std::get_if<core::ColumnOf>(&one))
      if (program_.exprs[column->row].type.table == term.table && column->column != program_.tables[term.table].link &&
          std::find(columns.begin(), columns.end(), column->column) == columns.end())
        columns.push_back(column->column);
    if (const auto* called = std::get_if<core::Call>(&one))
      open_terms.push_back(program_.functions[called->function].body);
    core::for_each_child(one, [&](ExprId child) { open_terms.push_back(child); });
  }
  const std::vector<core::ColumnIndex> naming = naming_columns(program_.tables[term.table]);
  std::erase_if(columns, [&](core::ColumnIndex column) {
    return std::find(naming.begin(), naming.end(), column) != naming.end();
  });
  std::sort(columns.begin(), columns.end());
  if (columns.size() > most_columns) columns.resize(most_columns);
  return columns;
}

void Opening::why_unsure(core::TableId table, const Member& member, Lines& lines) const {
  if (member.sure || member.mark != LineMark::open) return;
  const auto& unsure = subject_.data[table].unsure_rows;
  ExplanationLine why;
  why.kind = LineKind::test;
  why.mark = LineMark::open;
  why.text = std::binary_search(unsure.begin(), unsure.end(), member.row)
                 ? word("不确定是不是一条记录", "it is not certain that it is a record")
                 : word("不确定是不是本人的", "it is not certain whose it is");
  lines.push_back(std::move(why));
}

ExplanationLine Opening::row_line(const core::OverRows& term, const std::optional<SpanTerms>& spans,
                                  const Member& member, Frame& frame, const std::vector<core::ColumnIndex>& columns) {
  frame.slots[term.slot] = engine::of_row(member.row);
  ExplanationLine line;
  line.kind = LineKind::row;
  line.doubtful = !member.sure;
  line.mark = member.mark;
  line.folded = member.elsewhere;
  const bool gives = term.value && !is_truth_fold(term.fold) && member.mark != LineMark::fails;
  const auto* own = gives ? std::get_if<core::ColumnOf>(&program_.exprs[*term.value].term) : nullptr;
  std::vector<std::string> cells;
  for (core::ColumnIndex column : columns) {
    if (own != nullptr && own->column == column) continue;
    cells.push_back(program_.tables[term.table].columns[column].name + word("：", ": ") +
                    cell_text(subject_, term.table, member.row, column));
  }
  line.text = row_words(subject_, term.table, member.row);
  if (!cells.empty()) line.text += phrases_.bracketed(phrases_.list(cells));
  if (gives) {
    if (!member.joined) line.value = member.value;  // what it gives is told where its span begins
    line.value_type = program_.exprs[*term.value].type;
    line.text += spans ? span_text(term, *spans, member, frame) : word("：", ": ") + told(*term.value, member.value);
  }
  frame.quiet.push_back(term.table);
  known_ = LineMark::plain;
  const bool tells_cells = std::exchange(frame.tells_cells, true);
  const bool open_or_fails = member.mark != LineMark::holds;
  if (gives && spans)
    for (ExprId end : {spans->first, spans->last}) open(end, frame, line.lines);
  else if (gives)
    open(*term.value, frame, line.lines);
  else if (is_truth_fold(term.fold) && term.value && open_or_fails)
    against(*term.value, frame, line.lines, member.mark == LineMark::open);
  if (open_or_fails && spans)
    against_span(*spans, frame, line.lines, member.mark);
  else if (open_or_fails && term.guard)
    against(*term.guard, frame, line.lines, member.mark == LineMark::open);
  why_unsure(term.table, member, line.lines);
  frame.tells_cells = tells_cells;
  frame.quiet.pop_back();
  return line;
}

// The lines that are listed; a last one says how many are not.
void Opening::list(std::vector<ExplanationLine> made, std::size_t not_made, ExplanationLine& line) const {
  std::size_t left = not_made;
  for (ExplanationLine& one : made) line.lines.push_back(std::move(one));
  if (left > 0) line.lines.push_back(left_out(program_, left, evaluations_ > 0));
}

void Opening::over_rows(ExprId id, const core::OverRows& term, Frame& frame, Lines& lines) {
  ExplanationLine line;
  line.kind = LineKind::rows;
  line.value = value(id, frame);
  line.value_type = program_.exprs[id].type;
  line.fold = term.fold;
  const core::CreditWords* words = is_credit(frame) ? credit_words_of(program_, program_.exprs[id].span) : nullptr;
  const std::string label = words != nullptr ? words->label : written(subject_, program_.exprs[id].span);
  if (words != nullptr) line.clauses = words->clauses;
  line.mark = is_truth_fold(term.fold)          ? known_or(mark_of(*line.value))
              : engine::is_settled(*line.value) ? LineMark::plain
                                                : LineMark::open;
  if (is_truth_fold(term.fold) && line.mark != LineMark::open)
    line.value = engine::of_truth(line.mark == LineMark::fails, line.mark == LineMark::holds);
  line.text = label + (label.empty() ? "" : word("：", ": ")) + told(id, *line.value);
  if (term.parent) open(*term.parent, frame, line.lines);
  const std::optional<SpanTerms> spans = span_terms(program_, id);
  if (spans && spans->window) {
    open(spans->window->first, frame, line.lines);
    open(spans->window->second, frame, line.lines);
  }
  const Span around = std::exchange(frame.fold, program_.exprs[id].span);
  std::vector<Member> members;
  std::size_t counted = 0, unsure = 0, not_seen = 0;
  const auto rows = rows_of(term, frame);
  for (const auto& [row, sure] : rows) {
    if (evaluations_ == 0) {
      ++not_seen;
      continue;
    }
    --evaluations_;
    frame.slots[term.slot] = engine::of_row(row);
    Member member =
        spans ? span_member(term, *spans, frame, sure) : member_of(term.fold, term.guard, term.value, frame, sure);
    member.row = row;
    member.sure = sure;
    if (is_truth_fold(term.fold) && member.mark == LineMark::open) member.mark = known_mark(line, member.mark);
    if (member.mark == LineMark::fails && term.guard && mark_of(value(*term.guard, frame)) == LineMark::fails)
      member.elsewhere = is_truth_fold(term.fold) || is_elsewhere(*term.guard, frame, term.table);
    counted += member.mark == LineMark::holds ? 1 : 0;
    unsure += member.mark == LineMark::open ? 1 : 0;
    members.push_back(std::move(member));
  }
  const bool failing_first = term.fold == Fold::every && line.mark == LineMark::fails;
  std::stable_sort(members.begin(), members.end(), [&](const Member& a, const Member& b) {
    if (a.elsewhere != b.elsewhere) return b.elsewhere;
    return place_of(a.mark, failing_first) < place_of(b.mark, failing_first);
  });
  const bool known_rows = !term.parent || engine::is_single(value(*term.parent, frame));
  line.remark = known_rows ? rows_counted(program_, term.table, rows.size(), counted, unsure)
                           : word("哪几行未定", "which rows is not certain");
  line.text += word("；", "; ") + line.remark;
  if (words == nullptr) line.plain = line.remark;
  if (!known_rows) line.fold.reset();
  const std::vector<core::ColumnIndex> columns = columns_read(term);
  std::vector<ExplanationLine> made;
  const std::size_t most = subject_.all ? members.size() : most_listed;
  std::size_t shown = 0;
  for (; shown < members.size() && shown < most && !is_spent(); ++shown)
    made.push_back(row_line(term, spans, members[shown], frame, columns));
  frame.fold = around;
  // Of `some` that holds, one row is enough.
  if (term.fold == Fold::some && line.mark == LineMark::holds)
    for (std::size_t i = 1; i < made.size(); ++i) made[i].folded = true;
  list(std::move(made), members.size() - shown + not_seen, line);
  const bool nothing_here =
      std::all_of(members.begin(), members.end(), [](const Member& one) { return one.elsewhere; });
  line.folded = words != nullptr && nothing_here && not_seen == 0;
  lines.push_back(std::move(line));
}

// Of a row or year of `some` that surely fails, or of `every` that surely holds: then none differs.
LineMark Opening::known_mark(const ExplanationLine& fold, LineMark own) const {
  if (own != LineMark::open) return own;
  if (fold.fold == Fold::every && fold.mark == LineMark::holds) return LineMark::holds;
  if (fold.fold == Fold::some && fold.mark == LineMark::fails) return LineMark::fails;
  return own;
}

}  // namespace cepol::explain
