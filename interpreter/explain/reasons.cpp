// The short account: a sentence for each decision, fit to be read out.
#include <algorithm>

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

using core::Role;
using core::Step;

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

class Sentence {
 public:
  explicit Sentence(const Subject& subject) : subject_(subject), english_(subject.program.english), words_{english_} {}

  std::string of(const results::RowResults::Decided& decided) {
    const core::Decision& decision = subject_.program.decisions[decided.decision];
    std::string text = decision.name + (english_ ? ": " : "：") + outcome_text(subject_.program, decided.outcome, english_);
    std::vector<std::string> parts;
    switch (decided.outcome.status) {
      case results::Status::undetermined: parts.push_back(missing(decided.outcome)); break;
      case results::Status::not_covered: parts.emplace_back(words_("没有适用的规定", "no rule applies")); break;
      case results::Status::conflict:
      case results::Status::failed: parts.push_back(failure_text(decided.outcome, english_)); break;
      case results::Status::given: parts = given(decision, decided); break;
    }
    parts.erase(std::remove(parts.begin(), parts.end(), std::string()), parts.end());
    if (!parts.empty()) text += (english_ ? ", " : "，") + joined(parts, english_ ? "; " : "；");
    return text + (english_ ? "." : "。");
  }

 private:
  std::string missing(const results::Outcome& outcome) const {
    std::vector<std::string> names;
    for (const results::Cell& cell : outcome.missing) {
      std::string name = blank_name(subject_.program, subject_.table, cell);
      if (cell.table != subject_.table)
        name += english_ ? " (row " + std::to_string(subject_.data[cell.table].source_rows[cell.row]) + ")"
                         : "（第" + std::to_string(subject_.data[cell.table].source_rows[cell.row]) + "行）";
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string text = std::string(words_("取决于未填或不全的：", "it depends on what is blank or partial: ")) + joined(names, english_ ? ", " : "、");
    if (outcome.bounded)
      text += words_("（可能的情形太多，没有逐一试完，列出的可能偏多）", " (too many possibilities to try them all; the list may be too long)");
    return text;
  }

  std::vector<std::string> given(const core::Decision& decision, const results::RowResults::Decided& decided) {
    std::vector<std::string> parts;
    for (core::StepId id : decision.account) {
      const Step& step = subject_.program.steps[id];
      if (step.role == Role::cases) cases(step, decision, parts);
    }
    std::vector<std::string> figures;
    for (std::size_t i = 0; i < decided.measures.size(); ++i) {
      const results::Outcome& figure = decided.measures[i];
      if (figure.status != results::Status::given) continue;
      figures.push_back(decision.measures[i].label + (english_ ? " " : "") +
                        with_unit(subject_.program, figure.value.type, value_text(subject_.program, figure.value)));
    }
    parts.push_back(joined(figures, english_ ? ", " : "，"));
    for (std::string& one : failing_) parts.push_back(std::move(one));
    return parts;
  }

  void cases(const Step& step, const core::Decision& decision, std::vector<std::string>& parts) {
    const Step* option = chosen_option(subject_, step);
    if (option == nullptr) return;
    const Ask ask(subject_);
    std::vector<core::ClauseId> clauses = option->clauses;
    clauses.insert(clauses.end(), step.clauses.begin(), step.clauses.end());
    const bool is_outcome = subject_.program.functions[step.value].result.choice == decision.outcomes;
    std::vector<std::string> details;
    if (!option->value.valid()) {  // otherwise: what kept the worded alternatives from holding
      for (core::StepId id : step.steps) {
        const Step& other = subject_.program.steps[id];
        if (!other.value.valid()) continue;
        for (core::StepId condition_id : other.steps) {
          const Step& condition = subject_.program.steps[condition_id];
          if (condition.role != Role::condition || !condition.worded || ask.mark(condition.value) != Mark::fails) continue;
          details.push_back(std::string(words_("不符合“", "not met: “")) + condition.label + "”" + cited(subject_.program, condition.clauses, english_));
        }
      }
    } else {
      for (core::StepId id : option->steps) {
        const Step& condition = subject_.program.steps[id];
        if (condition.role != Role::condition) continue;
        if (!condition.steps.empty()) {
          if (ask.mark(condition.value) == Mark::fails) failing(condition);
        } else if (is_outcome && ask.mark(condition.value) == Mark::holds) {
          details.push_back(condition.label + cited(subject_.program, condition.clauses, english_));
        }
      }
    }
    std::string text;
    if (is_outcome) {
      text = option->worded ? option->label : "";
      if (!details.empty()) text += (text.empty() ? "" : english_ ? ": " : "：") + joined(details, english_ ? ", " : "，");
      const std::string references = cited(subject_.program, clauses, english_);
      if (text.empty() && !references.empty()) text = std::string(words_("依据", "under"));
      text += references;
    } else {
      text = std::string(words_("按“", "under “")) + option->label + "”" + cited(subject_.program, clauses, english_);
    }
    parts.push_back(text);
  }

  // A further condition of a requirement that does not hold: in which years, for want of what.
  void failing(const Step& condition) {
    const Ask ask(subject_);
    std::vector<std::string> where;
    for (core::StepId id : condition.steps) {
      const Step& line = subject_.program.steps[id];
      if (line.role == Role::condition && ask.mark(line.value) == Mark::fails) where.push_back(line.label + cited(subject_.program, line.clauses, english_));
      if (line.role != Role::years) continue;
      const reference::Value from = ask(line.from), to = ask(line.to);
      if (!reference::is_single(from) || !reference::is_single(to)) continue;
      for (std::int64_t year = from.low.num; year <= to.low.num; ++year) {
        const Ask in_year = ask.with(reference::of_range(year, year));
        std::vector<std::string> lacking;
        for (core::StepId inner : line.steps) {
          const Step& one = subject_.program.steps[inner];
          if (in_year.mark(one.value) == Mark::fails) lacking.push_back(one.worded ? one.label + cited(subject_.program, one.clauses, english_) : std::string());
        }
        if (lacking.empty()) continue;
        lacking.erase(std::remove(lacking.begin(), lacking.end(), std::string()), lacking.end());
        std::string text = std::to_string(year) + std::string(words_("年", ""));
        if (!lacking.empty()) text += (english_ ? ": " : "：") + joined(lacking, english_ ? ", " : "，");
        where.push_back(text);
      }
    }
    std::string text = std::string(words_("不符合“", "not met: “")) + condition.label + "”";
    if (!where.empty()) text += english_ ? " (" + joined(where, "; ") + ")" : "（" + joined(where, "；") + "）";
    failing_.push_back(std::move(text));
  }

  const Subject& subject_;
  bool english_;
  Words words_;
  std::vector<std::string> failing_;
};

}  // namespace

std::string reasons(const Subject& subject, const results::RowResults& results) {
  std::string text;
  for (const auto& decided : results.decisions)
    text += (text.empty() || !subject.program.english ? "" : " ") + Sentence(subject).of(decided);
  return text;
}

}  // namespace cepol::explain
