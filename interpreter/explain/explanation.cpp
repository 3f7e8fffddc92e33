// The long account: every line of the derivation, with what holds, what fails and what is open.
#include <algorithm>

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

using core::Role;
using core::Step;
using core::StepId;

namespace {

class Derivation {
 public:
  explicit Derivation(const Subject& subject) : subject_(subject), english_(subject.program.english), words_{english_} {}

  Line of(const results::RowResults::Decided& decided) {
    const core::Decision& decision = subject_.program.decisions[decided.decision];
    Line top;
    top.mark = Mark::chosen;
    top.text = decision.name + (english_ ? ": " : "：") + outcome_text(subject_.program, decided.outcome, english_);
    top.clauses = decision.clauses;
    const Ask ask(subject_);
    for (StepId id : decision.account) top.lines.push_back(line(subject_.program.steps[id], ask));
    if (decided.outcome.status == results::Status::undetermined) top.lines.push_back(ways(decided));
    if (decided.outcome.status == results::Status::conflict || decided.outcome.status == results::Status::failed)
      top.lines.push_back({Mark::fails, failure_text(decided.outcome, english_), {}, {}});
    return top;
  }

 private:
  Line line(const Step& step, const Ask& ask) {
    Line made;
    made.text = step.label;
    made.clauses = step.clauses;
    switch (step.role) {
      case Role::amount: made.text += (english_ ? ": " : "：") + shown(ask.text(step.value)); break;
      case Role::condition: made.mark = ask.mark(step.value); break;
      case Role::cases: return cases(step, ask);
      case Role::option: return option(step, ask, nullptr);
      case Role::years: return years(step, ask);
      case Role::rows: return rows(step, ask);
    }
    for (StepId id : step.steps) made.lines.push_back(line(subject_.program.steps[id], ask));
    return made;
  }

  std::string shown(std::string text) const { return text.empty() ? std::string(words_("无", "none")) : text; }

  Line cases(const Step& step, const Ask& ask) {
    const Step* chosen = chosen_option(subject_, step);
    Line made;
    made.clauses = step.clauses;
    made.text = step.label + (english_ ? ": which applies" : "：适用哪一条");
    for (StepId id : step.steps) made.lines.push_back(option(subject_.program.steps[id], ask, chosen));
    return made;
  }

  Line option(const Step& step, const Ask& ask, const Step* chosen) {
    Line made;
    made.text = step.label;
    made.clauses = step.clauses;
    made.mark = &step == chosen ? Mark::chosen : step.value.valid() ? ask.mark(step.value) : Mark::plain;
    if (!step.value.valid()) made.text += words_("（其他情形）", " (otherwise)");
    for (StepId id : step.steps) {
      const Step& inner = subject_.program.steps[id];
      // What an alternative that does not apply would ask is of no interest; why it does not apply is.
      if (made.mark == Mark::fails && (inner.role != Role::condition || !inner.steps.empty())) continue;
      made.lines.push_back(line(inner, ask));
    }
    return made;
  }

  Line years(const Step& step, const Ask& ask) {
    Line made;
    made.text = step.label + std::string(words_("，逐年", ", by year"));
    made.clauses = step.clauses;
    const reference::Value from = ask(step.from), to = ask(step.to);
    if (!from.some || !to.some) return made;
    for (std::int64_t year = from.low.num; Exact(year) <= to.high && year < from.low.num + core::max_years; ++year) {
      const Ask in_year = ask.with(reference::of_range(year, year));
      Line one;
      one.text = std::to_string(year) + std::string(words_("年", ""));
      std::string amounts;
      for (StepId id : step.steps) {
        const Step& inner = subject_.program.steps[id];
        if (inner.role == Role::amount)
          amounts += (amounts.empty() ? "" : english_ ? ", " : "，") + inner.label + " " + shown(in_year.text(inner.value));
        else
          one.lines.push_back(line(inner, in_year));
      }
      if (!amounts.empty()) one.text += (english_ ? ": " : "：") + amounts;
      made.lines.push_back(std::move(one));
    }
    return made;
  }

  Line rows(const Step& step, const Ask& ask) {
    Line made;
    const tables::TableData& table = subject_.data[step.table];
    const auto children = subject_.data.children(step.table, subject_.row);
    made.clauses = step.clauses;
    std::size_t counted = 0, open = 0;
    for (tables::RowIndex row : children) {
      const Ask in_row = ask.with(reference::of_row(row));
      Line one;
      one.mark = Mark::holds;
      std::string amounts;
      for (StepId id : step.steps) {
        const Step& inner = subject_.program.steps[id];
        if (inner.role == Role::amount) {
          amounts += (amounts.empty() ? "" : english_ ? ", " : "，") + shown(in_row.text(inner.value));
          continue;
        }
        Line condition = line(inner, in_row);
        if (condition.mark == Mark::holds) continue;
        if (condition.mark == Mark::fails || one.mark == Mark::holds) one.mark = condition.mark;
        one.lines.push_back(std::move(condition));
      }
      counted += one.mark == Mark::holds ? 1 : 0;
      open += one.mark == Mark::open ? 1 : 0;
      const std::string number = std::to_string(table.source_rows[row]);
      one.text = (english_ ? "row " + number + ": " : "第" + number + "行：") + amounts;
      made.lines.push_back(std::move(one));
    }
    const std::string& name = subject_.program.tables[step.table].name;
    const std::string all = std::to_string(children.size()), good = std::to_string(counted), unsure = std::to_string(open);
    made.text = english_ ? step.label + ", rows of " + name + ": " + good + " of " + all + " count" + (open > 0 ? ", " + unsure + " uncertain" : "")
                         : step.label + "，" + name + "共" + all + "行，计入" + good + "行" + (open > 0 ? "，不确定" + unsure + "行" : "");
    return made;
  }

  Line ways(const results::RowResults::Decided& decided) {
    const auto found = subject_.evaluator.ways(decided.decision, subject_.row, 20);
    Line made;
    made.mark = Mark::open;
    made.text = words_("未填或不全的各种可能", "the ways to fill what is blank or partial");
    for (const auto& way : found.ways) {
      Line one;
      for (const auto& [cell, value] : way.blanks) {
        const core::Type& type = subject_.program.tables[cell.table].columns[cell.column].type;
        std::string name = blank_name(subject_.program, subject_.table, cell);
        if (cell.table != subject_.table) {
          const std::string number = std::to_string(subject_.data[cell.table].source_rows[cell.row]);
          name += english_ ? " (row " + number + ")" : "（第" + number + "行）";
        }
        one.text += (one.text.empty() ? "" : english_ ? ", " : "，") + name + " " + set_text(subject_.program, type, value, english_);
      }
      one.text += std::string(words_("：", ": ")) + outcome_text(subject_.program, way.outcome, english_);
      made.lines.push_back(std::move(one));
    }
    if (found.truncated) made.lines.push_back({Mark::plain, std::string(words_("……（可能的情形太多，未全列）", "... (too many to list)")), {}, {}});
    return made;
  }

  const Subject& subject_;
  bool english_;
  Words words_;
};

void collect(const Line& line, std::vector<core::ClauseId>& clauses) {
  if (line.mark == Mark::fails) return;  // what does not apply needs no quote
  for (core::ClauseId clause : line.clauses)
    if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
  for (const Line& inner : line.lines) collect(inner, clauses);
}

}  // namespace

Line explanation(const Subject& subject, const results::RowResults::Decided& decided) { return Derivation(subject).of(decided); }

std::vector<core::ClauseId> clauses_of(const Line& line) {
  std::vector<core::ClauseId> clauses;
  collect(line, clauses);
  return clauses;
}

}  // namespace cepol::explain
