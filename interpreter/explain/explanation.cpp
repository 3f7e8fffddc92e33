// The long account: every line of the derivation, with what holds, what fails and what is open.
#include <algorithm>

#include "interpreter/explain/account.hpp"
#include "lang/core/children.hpp"

namespace cepol::explain {

using core::Role;
using core::Step;
using core::StepId;

namespace {

constexpr std::size_t most_ways = 20;

// The clauses that definitions cite, through all that a function calls.
struct Behind {
  explicit Behind(const core::Program& of) : program(of), functions(of.functions.size()), exprs(of.exprs.size()) {}
  void add(core::FunctionId id) {
    if (functions[id.index]) return;
    functions[id.index] = true;
    const core::Function& function = program.functions[id];
    clauses.insert(clauses.end(), function.clauses.begin(), function.clauses.end());
    std::vector<core::ExprId> open{function.body};
    while (!open.empty()) {
      const core::ExprId expr = open.back();
      open.pop_back();
      if (exprs[expr.index]) continue;
      exprs[expr.index] = true;
      const core::Term& term = program.exprs[expr].term;
      if (const auto* call = std::get_if<core::Call>(&term)) add(call->function);
      core::for_each_child(term, [&](core::ExprId child) { open.push_back(child); });
    }
  }

  const core::Program& program;
  std::vector<bool> functions, exprs;  // seen
  std::vector<core::ClauseId> clauses;
};

class Derivation {
 public:
  Derivation(const Subject& subject, const engine::RowResults::Decided& decided)
      : subject_(subject),
        program_(subject.program),
        decided_(decided),
        decision_(program_.decisions[decided.decision]),
        words_{program_.english} {}

  Line line() {
    Line top;
    top.mark = Mark::chosen;
    top.text = decision_.name + colon() + outcome_text(program_, decided_.outcome, words_.english);
    top.clauses = decision_.clauses;
    if (!decided_.outcome.detail.empty())
      top.lines.push_back({Mark::fails, failure_text(decided_.outcome, words_.english), {}, {}});
    const Ask ask(subject_);
    for (StepId id : decision_.account)
      if (told(program_.steps[id], ask)) top.lines.push_back(line(program_.steps[id], ask));
    if (decided_.outcome.status == engine::Status::undetermined) top.lines.push_back(ways());
    return top;
  }

 private:
  std::string colon() const { return std::string(words_("：", ": ")); }
  std::string comma() const { return std::string(words_("，", ", ")); }

  Line line(const Step& step, const Ask& ask) {
    Line made = told_by_role(step, ask);
    Behind behind{program_};
    // Rows and years are told on lines of their own, but not all that they are asked.
    const bool of_many = step.role == Role::rows || step.role == Role::years;
    if (of_many && !made.lines.empty())
      for (StepId inner : step.steps) add_behind(program_.steps[inner], behind);
    add_behind(step, behind);
    made.behind = std::move(behind.clauses);
    return made;
  }

  // What the definitions cite that a line's values are made of. Not of what is chosen from alternatives and of the
  // decision's figures: they are made of all alternatives, and the lines of the one that applies stand beside them.
  void add_behind(const Step& step, Behind& behind) const {
    if (step.role == Role::cases) return;
    for (const core::Measure& measure : decision_.measures)
      if (measure.value == step.value) return;
    for (core::FunctionId function : {step.value, step.from, step.to})
      if (function.valid()) behind.add(function);
    for (StepId value : step.values) behind.add(program_.steps[value].value);
  }

  Line told_by_role(const Step& step, const Ask& ask) {
    switch (step.role) {
      case Role::amount: return {Mark::plain, amount(step, ask), step.clauses, {}};
      case Role::cases: return cases(step, ask);
      case Role::option: return option(step, ask, nullptr);
      case Role::years: return years(step, ask);
      case Role::window: return window(step, ask);
      case Role::rows: return rows(step, ask);
      case Role::limit:
        return {Mark::plain,
                (step.label.empty() ? "" : words_.quoted(step.label) + colon()) + cut(step, ask),
                step.clauses,
                {}};
      case Role::condition: break;
    }
    Line made{ask.mark(step.value), step.label, step.clauses, {}};
    if (made.mark == Mark::fails && !step.steps.empty() && came_out(decided_.outcome, waived))
      made.text += words_.bracketed(std::string(words_("已免除", "waived")));
    for (StepId id : step.values) {
      const Step& value = program_.steps[id];
      const std::string text = ask.text(value.value);
      // That it is what the condition's own text says need not be said twice.
      const bool said = made.mark == Mark::holds && !step.worded && step.label.find(text) != std::string::npos;
      if (!text.empty() && !said) made.values.push_back(value.label + colon() + text);
    }
    for (StepId id : step.steps) made.lines.push_back(line(program_.steps[id], ask));
    return made;
  }

  // A limit is told where it cuts, and of a limit by year the years in which it does.
  bool cuts(const Step& limit, const Ask& ask) const { return !(ask(limit.from) == ask(limit.value)); }
  bool is_yearly_limit(const Step& step) const {
    return step.role == Role::years && step.steps.size() == 1 && program_.steps[step.steps.front()].role == Role::limit;
  }
  bool told(const Step& step, const Ask& ask) const {
    if (step.role == Role::limit) return cuts(step, ask);
    if (!is_yearly_limit(step)) return true;
    const auto window = years_of(ask, step);
    for (std::int64_t year = window ? window->from : 1; window && year <= window->to; ++year)
      if (cuts(program_.steps[step.steps.front()], ask.in_year(year))) return true;
    return false;
  }
  // 42学时，计40学时
  std::string cut(const Step& limit, const Ask& ask) const {
    const std::string before = ask.text(limit.from), after = ask.text(limit.value);
    return words_.english ? before + ", of which " + after + " count" : before + "，计" + after;
  }

  // A figure of the decision is shown as decided: what the blanks leave of it when they are filled together.
  std::string amount(const Step& step, const Ask& ask) const {
    for (std::size_t i = 0; i < decision_.measures.size(); ++i) {
      if (decision_.measures[i].value != step.value) continue;
      const engine::Outcome& measure = decided_.measures[i];
      if (measure.status == engine::Status::given) return figure(program_, step.label, measure.value);
      if (measure.status != engine::Status::undetermined)
        return step.label + colon() + std::string(words_("无", "none"));
      reference::ValueSet possible = ask(step.value);
      possible.none = false;
      possible.failure = 0;
      const std::string text = set_text(program_, program_.functions[step.value].result, possible);
      return step.label + colon() + status_word(measure.status, words_.english) +
             (text.empty() ? "" : words_.bracketed(text));
    }
    return ask.figure(step);
  }

  Line cases(const Step& step, const Ask& ask) {
    const Step* chosen = chosen_option(subject_, step);
    Line made;
    made.clauses = step.clauses;
    // The function says what is chosen (审验：要求), the label only for which decision.
    const std::string& name = program_.functions[step.value].name;
    const bool further = name.size() > step.label.size() && name.starts_with(step.label);
    made.text =
        (further && !words_.english ? name : step.label) + std::string(words_("，适用哪一条", ", which applies"));
    for (StepId id : step.steps) {
      made.lines.push_back(option(program_.steps[id], ask, chosen));
      // Where nothing else fitted, what kept the others from fitting is the reason.
      Line& one = made.lines.back();
      const bool otherwise = chosen != nullptr && !chosen->value.valid();
      one.aside = one.mark == Mark::fails && !otherwise && decided_.outcome.status != engine::Status::not_covered;
    }
    return made;
  }

  Line option(const Step& step, const Ask& ask, const Step* chosen) {
    Line made;
    made.text = step.label;
    made.clauses = step.clauses;
    made.mark = &step == chosen ? Mark::chosen : step.value.valid() ? ask.mark(step.value) : Mark::plain;
    if (!step.value.valid()) made.text += words_.bracketed(std::string(words_("其他情形", "otherwise")));
    if (made.mark == Mark::holds && chosen != nullptr)
      made.text += words_.bracketed(std::string(words_("让位于", "yields to ")) + words_.quoted(chosen->label));
    for (StepId id : step.steps) {
      const Step& inner = program_.steps[id];
      // What an alternative that does not apply would ask is of no interest; why it does not apply is.
      if (made.mark != Mark::chosen && made.mark != Mark::open &&
          (inner.role != Role::condition || !inner.steps.empty()))
        continue;
      made.lines.push_back(line(inner, ask));
    }
    return made;
  }

  Line years(const Step& step, const Ask& ask) {
    const auto window = years_of(ask, step);
    Line made{Mark::plain, step.label + std::string(words_("，逐年", ", by year")), step.clauses, {}};
    if (!window) {
      made.text += colon() + std::string(words_("哪几年未定", "which years is not certain"));
      return made;
    }
    for (std::int64_t year = window->from; year <= window->to; ++year) {
      const Ask in_year = ask.in_year(year);
      Line one{Mark::plain, words_.year(year), {}, {}};
      if (is_yearly_limit(step)) {
        const Step& limit = program_.steps[step.steps.front()];
        one.text += colon() + cut(limit, in_year);
        if (cuts(limit, in_year)) made.lines.push_back(std::move(one));
        continue;
      }
      std::string amounts;
      for (StepId id : step.steps) {
        const Step& inner = program_.steps[id];
        if (inner.role == Role::amount)
          amounts += (amounts.empty() ? "" : comma()) + in_year.figure(inner);
        else
          one.lines.push_back(line(inner, in_year));
      }
      if (!amounts.empty()) one.text += colon() + amounts;
      made.lines.push_back(std::move(one));
    }
    return made;
  }

  Line window(const Step& step, const Ask& ask) {
    const bool years = program_.functions[step.from].result.kind == core::Kind::year;
    const std::string unit = years ? std::string(words_("年", "")) : "";
    const std::string first = ask.text(step.from) + unit, last = ask.text(step.to) + unit;
    return {Mark::plain,
            step.label + colon() + first + (first == last ? "" : std::string(words_("至", " to ")) + last),
            step.clauses,
            {}};
  }

  Line rows(const Step& step, const Ask& ask) {
    const data::TableData& table = subject_.data[step.table];
    const auto children = subject_.data.children(step.table, subject_.row);
    Line made;
    made.clauses = step.clauses;
    std::size_t counted = 0, open = 0;
    for (data::RowIndex row : children) {
      const Ask in_row = ask.with(reference::of_row(row));
      Line one;
      one.mark = Mark::holds;
      std::string amounts;
      std::vector<std::string> cut_by;
      for (StepId id : step.steps) {
        const Step& inner = program_.steps[id];
        if (inner.role == Role::amount) {
          amounts += (amounts.empty() ? "" : comma()) + in_row.text(inner.value);
          continue;
        }
        if (inner.role == Role::limit) {
          if (!cuts(inner, in_row)) continue;
          cut_by.push_back(std::string(words_("原", "of ")) + in_row.text(inner.from) + comma() +
                           words_.quoted(inner.label));
          one.clauses.insert(one.clauses.end(), inner.clauses.begin(), inner.clauses.end());
          // A row of which a limit leaves nothing does not count.
          const reference::ValueSet left = in_row(inner.value);
          if (left == reference::of_number(0)) one.mark = Mark::fails;
          continue;
        }
        Line condition = line(inner, in_row);
        if (condition.mark == Mark::holds) continue;
        if (condition.mark == Mark::fails || one.mark == Mark::holds) one.mark = condition.mark;
        one.lines.push_back(std::move(condition));
      }
      counted += one.mark == Mark::holds ? 1 : 0;
      open += one.mark == Mark::open ? 1 : 0;
      one.text = words_.row(table.source_rows[row]) + colon() + amounts;
      if (!cut_by.empty()) one.text += words_.bracketed(words_.clauses(cut_by));
      made.lines.push_back(std::move(one));
    }
    const std::string& name = program_.tables[step.table].name;
    const std::string all = std::to_string(children.size()), good = std::to_string(counted),
                      unsure = std::to_string(open);
    if (children.empty())
      made.text = words_.english ? step.label + ", rows of " + name + ": none" : step.label + "，" + name + "没有行";
    else
      made.text = words_.english ? step.label + ", rows of " + name + ": " + good + " of " + all + " count" +
                                       (open > 0 ? ", " + unsure + " uncertain" : "")
                                 : step.label + "，" + name + all + "行，计入" + good + "行" +
                                       (open > 0 ? "，不确定" + unsure + "行" : "");
    return made;
  }

  Line ways() {
    const auto found = subject_.evaluator.ways(decided_.decision, subject_.row, most_ways);
    Line made{
        Mark::open,
        std::string(words_("未填或不全的内容怎样填，结果会怎样", "how the result comes out, by what is filled in")),
        {},
        {}};
    for (const auto& way : found.ways) {
      std::string text;
      for (const auto& [cell, value] : way.blanks) {
        std::string name = blank_name(program_, subject_.table, cell);
        if (cell.table != subject_.table || cell.row != subject_.row)
          name += words_.bracketed(words_.row(subject_.data[cell.table].source_rows[cell.row]));
        text += (text.empty() ? "" : comma()) + name + std::string(words_("为", " ")) +
                set_text(program_, program_.tables[cell.table].columns[cell.column].type, value);
      }
      made.lines.push_back({Mark::plain, text + colon() + outcome_text(program_, way.outcome, words_.english), {}, {}});
    }
    if (found.truncated)
      made.lines.push_back({Mark::plain, std::string(words_("……情形太多，未全列", "... too many to list")), {}, {}});
    return made;
  }

  const Subject& subject_;
  const core::Program& program_;
  const engine::RowResults::Decided& decided_;
  const core::Decision& decision_;
  Words words_;
};

void collect(const Line& line, std::vector<core::ClauseId>& clauses) {
  if (line.aside) return;
  for (const auto* cited : {&line.clauses, &line.behind})
    for (core::ClauseId clause : *cited)
      if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
  for (const Line& inner : line.lines) collect(inner, clauses);
}

}  // namespace

Line explanation(const Subject& subject, const engine::RowResults::Decided& decided) {
  return Derivation(subject, decided).line();
}

std::vector<core::ClauseId> clauses_of(const Line& line) {
  std::vector<core::ClauseId> clauses;
  collect(line, clauses);
  return clauses;
}

}  // namespace cepol::explain
