// The short account: a sentence for each decision, fit to be read out.
#include <algorithm>

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

using core::Role;
using core::Step;
using engine::Status;

namespace {

constexpr std::size_t most_rows = 6;     // of one column, named one by one
constexpr std::size_t most_options = 4;  // named one by one

class Sentence {
 public:
  Sentence(const Subject& subject, const engine::RowResults::Decided& decided)
      : subject_(subject),
        program_(subject.program),
        decided_(decided),
        decision_(program_.decisions[decided.decision]),
        words_{program_.english} {}

  std::string text() {
    std::string text =
        decision_.name + std::string(words_("：", ": ")) + outcome_text(program_, decided_.outcome, words_.english);
    switch (decided_.outcome.status) {
      case Status::undetermined: say(missing()); break;
      case Status::not_covered: say(not_covered()); break;
      case Status::conflict: say(conflict()); break;
      case Status::failed: say(decided_.outcome.detail); break;
      case Status::given: given(text); break;
    }
    if (!parts_.empty()) text += std::string(words_("，", ", ")) + words_.clauses(parts_);
    return text + std::string(words_("。", "."));
  }

 private:
  void say(std::string part) {
    if (!part.empty()) parts_.push_back(std::move(part));
  }
  std::string with_clauses(const Step& step) const {
    return step.label + cited(program_, step.clauses, words_.english);
  }
  std::string quoted(const Step& step) const {
    return words_.quoted(step.label) + cited(program_, step.clauses, words_.english);
  }
  std::vector<const Step*> steps_of(const Step& step) const {
    std::vector<const Step*> steps;
    for (core::StepId id : step.steps) steps.push_back(&program_.steps[id]);
    return steps;
  }
  std::vector<const Step*> account() const {
    std::vector<const Step*> steps;
    for (core::StepId id : decision_.account) steps.push_back(&program_.steps[id]);
    return steps;
  }
  bool is_outcome(const Step& cases) const {
    return program_.functions[cases.value].result.enumeration == decision_.outcomes;
  }

  // ---- not given
  std::string missing() const {
    struct Column {
      std::string name;
      std::vector<std::string> rows;
      std::size_t more = 0;
    };
    std::vector<Column> columns;
    for (const engine::Cell& cell : decided_.outcome.missing) {
      const std::string name = blank_name(program_, subject_.table, cell);
      auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
      if (column == columns.end()) column = columns.insert(columns.end(), {name, {}, 0});
      if (cell.table == subject_.table && cell.row == subject_.row) continue;
      if (column->rows.size() < most_rows)
        column->rows.push_back(std::to_string(subject_.data[cell.table].source_rows[cell.row]));
      else
        ++column->more;
    }
    std::vector<std::string> names;
    for (const Column& column : columns) {
      std::string rows = words_.list(column.rows);
      if (column.more > 0) {
        const std::string all = std::to_string(column.rows.size() + column.more);
        rows += words_.english ? ", ... (" + all + ")" : "等" + all;
      }
      names.push_back(column.name +
                      (rows.empty() ? "" : words_.bracketed(words_.english ? "row " + rows : "第" + rows + "行")));
    }
    std::string text =
        std::string(words_("取决于未填或不全的：", "it depends on what is blank or incomplete: ")) + words_.list(names);
    if (decided_.outcome.bounded)
      text += words_.bracketed(std::string(words_("可能的情形太多，没有逐一试完，列出的可能偏多",
                                                  "too many possibilities to try them all; the list may be too long")));
    return text;
  }

  // Which rules came near: all but one of their conditions hold.
  std::string not_covered() const {
    std::string none(words_("没有适用的规定", "no rule applies"));
    for (const Step* step : account()) {
      if (step->role != Role::cases) continue;
      std::vector<std::string> names, near;
      for (const Step* option : steps_of(*step)) {
        names.push_back(quoted(*option));
        std::vector<const Step*> failing;
        for (const Step* condition : steps_of(*option))
          if (condition->role == Role::condition && condition->steps.empty() &&
              Ask(subject_).mark(condition->value) == Mark::fails)
            failing.push_back(condition);
        if (failing.size() == 1)
          near.push_back(quoted(*option) + std::string(words_("不符合", " does not meet ")) + quoted(*failing.front()));
      }
      if (!near.empty() && near.size() <= 2) return none + std::string(words_("：", ": ")) + words_.clauses(near);
      if (names.size() > most_options) return none;
      return words_.list(names) +
             std::string(names.size() > 1 ? words_("都不适用", ": none applies") : words_("不适用", " does not apply"));
    }
    return none;
  }

  // "A / B" of the engine, each with its clauses.
  std::string conflict() const {
    engine::Outcome outcome = decided_.outcome;
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= outcome.detail.size();) {
      const std::size_t end = std::min(outcome.detail.find(" / ", at), outcome.detail.size());
      std::string name = outcome.detail.substr(at, end - at);
      at = end + 3;
      for (const Step* step : account()) {
        const Step* option = step->role == Role::cases ? option_of_case(program_, *step, name) : nullptr;
        if (option == nullptr) continue;
        const bool noted = option->label != name;
        name = words_.quoted(name);
        if (noted) name += words_.bracketed(option->label);
        name += cited(program_, option->clauses.empty() ? step->clauses : option->clauses, words_.english);
        break;
      }
      names.push_back(std::move(name));
    }
    outcome.detail = words_.list(names);
    return failure_text(outcome, words_.english);
  }

  // ---- given
  void given(std::string& text) {
    std::vector<const Step*> rules;
    bool first = true;
    for (const Step* step : account()) {
      if (step->role != Role::cases) continue;
      const Step* option = chosen_option(subject_, *step);
      if (is_outcome(*step)) {
        outcome_case(*step, option, text);
        continue;
      }
      if (option != nullptr) {
        say(std::string(rules.empty() ? words_("按", "under ") : words_("并按", "with ")) + quoted(*option));
        rules.push_back(option);
      } else if (const auto possible = possible_options(subject_, *step); possible.size() > 1) {
        // Some requirement applies, or there would be no result; a waiver need not.
        std::string names;
        for (const Step* one : possible)
          names += (names.empty() ? std::string() : std::string(words_("或", " or "))) + quoted(*one);
        say(std::string(first ? words_("按", "under ") : words_("不论是否适用", "with or without ")) + names);
      }
      first = false;
    }
    std::vector<std::string> figures;
    for (std::size_t i = 0; i < decided_.measures.size(); ++i)
      if (decided_.measures[i].status == Status::given)
        figures.push_back(figure(program_, decision_.measures[i].label, decided_.measures[i].value));
    std::string all;
    for (const std::string& one : figures) all += (all.empty() ? std::string() : std::string(words_("，", ", "))) + one;
    say(all);
    if (!came_out(decided_.outcome, unmet)) return;
    for (const Step* rule : rules)
      for (const Step* condition : steps_of(*rule))
        if (condition->role == Role::condition && !condition->steps.empty() &&
            Ask(subject_).mark(condition->value) == Mark::fails)
          say(unmet_condition(*condition));
  }

  // A case of the decision itself: its clauses go with the outcome; the reason is the author's wording of it, or its
  // conditions.
  void outcome_case(const Step& step, const Step* option, std::string& text) {
    std::vector<core::ClauseId> clauses = step.clauses;
    std::string conditions;
    if (option != nullptr) {
      if (!option->clauses.empty()) clauses = option->clauses;
      for (const Step* condition : steps_of(*option)) {
        if (condition->role != Role::condition || Ask(subject_).mark(condition->value) != Mark::holds) continue;
        if (option->worded)
          clauses.insert(clauses.end(), condition->clauses.begin(), condition->clauses.end());
        else
          conditions +=
              (conditions.empty() ? std::string() : std::string(words_("，", ", "))) + with_clauses(*condition);
      }
    }
    text += cited(program_, clauses, words_.english);
    if (option == nullptr) return;
    say(option->worded ? option->label : conditions);
    if (!option->value.valid()) otherwise(step, option->worded);
  }

  // What kept the other cases from fitting: what the author has worded; of a single other case, whatever it was.
  void otherwise(const Step& step, bool said) {
    std::vector<std::string> failed, others;
    for (const Step* other : steps_of(step)) {
      if (!other->value.valid()) continue;
      others.push_back(words_.quoted(other->label));
      for (const Step* condition : steps_of(*other))
        if (condition->role == Role::condition && (condition->worded || (step.steps.size() == 2 && !said)) &&
            Ask(subject_).mark(condition->value) == Mark::fails)
          failed.push_back(quoted(*condition));
    }
    if (!failed.empty())
      say(std::string(words_("不符合", "not met: ")) + words_.list(failed));
    else if (!said && others.size() <= most_options)
      say(std::string(words_("不属于", "not a case of ")) + words_.list(others));
  }

  // A further condition of a requirement that does not hold: where, and for want of what.
  std::string unmet_condition(const Step& condition) const {
    const Ask ask(subject_);
    std::vector<std::string> where;
    for (const Step* line : steps_of(condition)) {
      if (line->role == Role::condition && ask.mark(line->value) == Mark::fails) where.push_back(with_clauses(*line));
      if (line->role != Role::years) continue;
      const auto years = years_of(ask, *line);
      if (!years) continue;
      for (std::int64_t year = years->from; year <= years->to; ++year) {
        std::vector<std::string> lacking;
        bool fails = false;
        for (const Step* one : steps_of(*line)) {
          if (one->role != Role::condition || ask.in_year(year).mark(one->value) != Mark::fails) continue;
          fails = true;
          if (one->worded || line->steps.size() > 1) lacking.push_back(quoted(*one));
        }
        if (!fails) continue;
        const std::string sums = sums_in(year);
        where.push_back(words_.year(year) +
                        (lacking.empty() ? "" : std::string(words_("不符合", " ")) + words_.list(lacking)) +
                        (sums.empty() ? "" : words_.bracketed(sums)));
      }
    }
    return std::string(words_("不符合", "not met: ")) + quoted(condition) +
           (where.empty() ? "" : std::string(words_("：", ": ")) + words_.list(where));
  }

  // What the account sums by year, in one year.
  std::string sums_in(std::int64_t year) const {
    std::vector<std::string> sums;
    for (const Step* line : account()) {
      if (line->role != Role::years) continue;
      for (const Step* amount : steps_of(*line))
        if (amount->role == Role::amount) sums.push_back(Ask(subject_).in_year(year).figure(*amount));
    }
    std::string all;
    for (const std::string& one : sums) all += (all.empty() ? std::string() : std::string(words_("，", ", "))) + one;
    return all;
  }

  const Subject& subject_;
  const core::Program& program_;
  const engine::RowResults::Decided& decided_;
  const core::Decision& decision_;
  Words words_;
  std::vector<std::string> parts_;
};

}  // namespace

std::string reasons(const Subject& subject, const engine::RowResults& results) {
  std::string text;
  for (const auto& decided : results.decisions) {
    if (subject.program.decisions[decided.decision].warning && came_out(decided.outcome, fine)) continue;
    text += (text.empty() || !subject.program.english ? "" : " ") + Sentence(subject, decided).text();
  }
  return text;
}

}  // namespace cepol::explain
