// The reasons column of result tables: one sentence for each decision, composed from its account.
#include <algorithm>

#include "interpreter/explain/account.hpp"
#include "interpreter/explain/known_reasons.hpp"
#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/year_figures.hpp"

namespace cepol::explain {

using core::Step;
using core::StepKind;
using engine::Status;

namespace {

constexpr std::size_t most_options = 4;  // named one by one

class SentenceMaker {
 public:
  SentenceMaker(const Subject& subject, const engine::RowResults::Decided& decided)
      : subject_(subject),
        program_(subject.program),
        decided_(decided),
        decision_(program_.decisions[decided.decision]),
        phrases_{program_.english} {}

  Sentence made() {
    std::string text =
        decision_.name + std::string(phrases_("：", ": ")) + outcome_text(program_, decided_.outcome, phrases_.english);
    switch (decided_.outcome.status) {
      case Status::undetermined: add(missing()); break;
      case Status::not_covered: add(not_covered()); break;
      case Status::conflict: add(conflict()); break;
      case Status::failed: add(decided_.outcome.detail); break;
      case Status::given: given(text); break;
    }
    Sentence sentence;
    std::string* to = &sentence.before;
    *to = std::move(text);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      *to += i == 0 ? phrases_("，", ", ") : phrases_("；", "; ");
      if (i == figures_at_) {
        sentence.with_figures = true;
        to = &sentence.after;
      }
      *to += parts_[i];
    }
    *to += phrases_("。", ".");
    return sentence;
  }

 private:
  void add(std::string part) {
    if (!part.empty()) parts_.push_back(std::move(part));
  }
  std::string with_clauses(const Step& step) const {
    return step.label + cited(program_, step.clauses, phrases_.english);
  }
  std::string quoted(const Step& step) const {
    return phrases_.quoted(step.label) + cited(program_, step.clauses, phrases_.english);
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

  // Of alternatives, of which none holds: neither A nor B.
  std::string none_of(const Step& alternatives) const {
    std::vector<std::string> parts;
    for (const Step* one : steps_of(alternatives)) parts.push_back(quoted(*one));
    if (parts.size() == 2)
      return phrases_.english ? "neither " + parts[0] + " nor " + parts[1]
                              : "既不符合" + parts[0] + "，也不符合" + parts[1];
    return phrases_.english ? "none of " + phrases_.list(parts) : phrases_.list(parts) + "都不符合";
  }
  // Conditions that fail: 不符合“A”、“B”，既不符合“C”，也不符合“D”.
  std::string failing_text(const std::vector<const Step*>& failing, std::string_view not_met) const {
    std::vector<std::string> single;
    std::string groups;
    for (const Step* one : failing) {
      if (!one->any && std::find(single.begin(), single.end(), quoted(*one)) != single.end()) continue;
      if (one->any)
        groups += (groups.empty() ? std::string() : std::string(phrases_("，", ", "))) + none_of(*one);
      else
        single.push_back(quoted(*one));
    }
    if (single.empty()) return groups;
    return std::string(not_met) + phrases_.list(single) +
           (groups.empty() ? "" : std::string(phrases_("，", ", ")) + groups);
  }

  // ---- outcomes that are not given
  std::string missing() const {
    std::string text =
        phrases_.clauses(missing_clauses(program_, subject_.data, subject_.table, subject_.row, decided_.outcome));
    if (decided_.outcome.bounded)
      text +=
          phrases_.bracketed(std::string(phrases_("可能的情形太多，没有逐一试完，列出的可能偏多",
                                                  "too many possibilities to try them all; the list may be too long")));
    return text;
  }

  // The rules of which all but one condition hold.
  std::string not_covered() const {
    std::string none(phrases_("没有适用的规定", "no rule applies"));
    for (const Step* step : account()) {
      if (step->kind != StepKind::cases) continue;
      std::vector<std::string> names, near;
      for (const Step* option : steps_of(*step)) {
        names.push_back(quoted(*option));
        std::vector<const Step*> failing;
        for (const Step* condition : steps_of(*option))
          if (condition->kind == StepKind::condition && !is_must(*condition) &&
              AccountReader(subject_).mark(condition->value) == LineMark::fails)
            failing.push_back(condition);
        if (failing.size() == 1)
          near.push_back(quoted(*option) +
                         (failing.front()->any
                              ? std::string(phrases_("", ": ")) + none_of(*failing.front())
                              : std::string(phrases_("不符合", " does not meet ")) + quoted(*failing.front())));
      }
      if (!near.empty() && near.size() <= 2) return none + std::string(phrases_("：", ": ")) + phrases_.clauses(near);
      if (names.size() > most_options) return none;
      return phrases_.list(names) + std::string(names.size() > 1 ? phrases_("都不适用", ": none applies")
                                                                 : phrases_("不适用", " does not apply"));
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
        const Step* option = step->kind == StepKind::cases ? option_of_case(program_, *step, name) : nullptr;
        if (option == nullptr) continue;
        const bool noted = option->label != name;
        name = phrases_.quoted(name);
        if (noted) name += phrases_.bracketed(option->label);
        name += cited(program_, option->clauses.empty() ? step->clauses : option->clauses, phrases_.english);
        break;
      }
      names.push_back(std::move(name));
    }
    outcome.detail = phrases_.list(names);
    return failure_text(outcome, phrases_.english);
  }

  // ---- given
  void given(std::string& text) {
    std::vector<const Step*> rules;
    bool first = true;
    for (const Step* step : account()) {
      if (step->kind != StepKind::cases) continue;
      const Step* option = chosen_option(subject_, *step);
      if (is_outcome(*step)) {
        outcome_case(*step, option, text);
        continue;
      }
      if (option != nullptr) {
        add(std::string(rules.empty() ? phrases_("按", "under ") : phrases_("并按", "with ")) + quoted(*option));
        rules.push_back(option);
      } else if (const auto possible = possible_options(subject_, *step); possible.size() > 1) {
        // One of the requirements applies, else there would be no result; a waiver may not apply at all.
        std::string names;
        for (const Step* one : possible)
          names += (names.empty() ? std::string() : std::string(phrases_("或", " or "))) + quoted(*one);
        add(std::string(first ? phrases_("按", "under ") : phrases_("不论是否适用", "with or without ")) + names);
      }
      first = false;
    }
    if (std::any_of(decided_.measures.begin(), decided_.measures.end(),
                    [](const engine::Outcome& one) { return one.status == Status::given; })) {
      figures_at_ = parts_.size();
      parts_.emplace_back();
    }
    if (!has_member(decided_.outcome, unmet)) return;
    for (const Step* rule : rules)
      for (const Step* condition : steps_of(*rule))
        if (is_must(*condition) && AccountReader(subject_).mark(condition->value) == LineMark::fails)
          add(unmet_condition(*condition));
  }

  // A case of the decision itself: its clauses follow the outcome; the reason is the author's wording of the case, or
  // its conditions.
  void outcome_case(const Step& step, const Step* option, std::string& text) {
    std::vector<core::ClauseId> clauses = step.clauses;
    std::string conditions;
    if (option != nullptr) {
      if (!option->clauses.empty()) clauses = option->clauses;
      for (const Step* condition : steps_of(*option)) {
        if (condition->kind != StepKind::condition || AccountReader(subject_).mark(condition->value) != LineMark::holds)
          continue;
        for (const Step* one : condition->any ? steps_of(*condition) : std::vector{condition}) {
          if (one != condition && AccountReader(subject_).mark(one->value) != LineMark::holds) continue;
          if (option->worded || (subject_.plain && !one->worded))
            clauses.insert(clauses.end(), one->clauses.begin(), one->clauses.end());
          else
            conditions += (conditions.empty() ? std::string() : std::string(phrases_("，", ", "))) + with_clauses(*one);
        }
      }
    }
    text += cited(program_, clauses, phrases_.english);
    if (option == nullptr) return;
    add(option->worded ? option->label : conditions);
    if (!option->value.valid()) otherwise(step, option->worded);
  }

  // Why the other cases do not apply: their failing conditions that the author has worded; of a single other case, all
  // failing conditions. `worded`: the `otherwise` itself has a wording.
  void otherwise(const Step& step, bool worded) {
    std::vector<const Step*> failed;
    std::vector<std::string> others;
    for (const Step* other : steps_of(step)) {
      if (!other->value.valid()) continue;
      others.push_back(phrases_.quoted(other->label));
      for (const Step* condition : steps_of(*other))
        if (condition->kind == StepKind::condition &&
            (condition->worded || (step.steps.size() == 2 && !worded && !subject_.plain)) &&
            AccountReader(subject_).mark(condition->value) == LineMark::fails)
          failed.push_back(condition);
    }
    if (!failed.empty())
      add(failing_text(failed, phrases_("不符合", "not met: ")));
    else if (!worded && others.size() <= most_options)
      add(std::string(phrases_("不属于", "not a case of ")) + phrases_.list(others));
  }

  // A further condition of a requirement that does not hold: in which lines or years, and which conditions fail there.
  std::string unmet_condition(const Step& condition) const {
    const AccountReader read(subject_);
    std::vector<std::string> where;
    for (const Step* line : steps_of(condition)) {
      if (line->kind == StepKind::condition && read.mark(line->value) == LineMark::fails)
        where.push_back(line->any ? none_of(*line) : with_clauses(*line));
      if (line->kind != StepKind::years) continue;
      const auto years = years_of(read, *line);
      if (!years) continue;
      for (std::int64_t year = years->from; year <= years->to; ++year) {
        std::vector<const Step*> lacking, failing;
        for (const Step* one : steps_of(*line)) {
          if (one->kind != StepKind::condition || read.in_year(year).mark(one->value) != LineMark::fails) continue;
          failing.push_back(one);
          if (one->worded || one->any || line->steps.size() > 1) lacking.push_back(one);
        }
        if (failing.empty()) continue;
        std::string figures;
        for (const std::string& one : figures_in_year(subject_, decision_, year, failing))
          figures += (figures.empty() ? std::string() : std::string(phrases_("，", ", "))) + one;
        where.push_back(phrases_.year(year) + std::string(phrases_("", lacking.empty() ? "" : " ")) +
                        failing_text(lacking, phrases_("不符合", "")) +
                        (figures.empty() ? "" : phrases_.bracketed(figures)));
      }
    }
    return std::string(phrases_("不符合", "not met: ")) + quoted(condition) +
           (where.empty() ? "" : std::string(phrases_("：", ": ")) + phrases_.list(where));
  }

  const Subject& subject_;
  const core::Program& program_;
  const engine::RowResults::Decided& decided_;
  const core::Decision& decision_;
  Phrasebook phrases_;
  std::vector<std::string> parts_;
  std::optional<std::size_t> figures_at_;  // of parts_: where the figures stand
};

}  // namespace

bool is_silent(const core::Program& program, const engine::RowResults::Decided& decided) {
  return program.decisions[decided.decision].warning && has_member(decided.outcome, no_warning);
}

std::string_view figures_joint(const core::Program& program) { return program.english ? ", " : "，"; }

std::string figures(const core::Program& program, const engine::RowResults::Decided& decided) {
  const core::Decision& decision = program.decisions[decided.decision];
  std::string all;
  for (std::size_t i = 0; i < decided.measures.size(); ++i) {
    if (decided.measures[i].status != Status::given) continue;
    if (!all.empty()) all += figures_joint(program);
    all += figure(program, decision.measures[i].label, decided.measures[i].value);
  }
  return all;
}

Sentence sentence_of(const Subject& subject, const engine::RowResults::Decided& decided) {
  return SentenceMaker(subject, decided).made();
}

std::string reasons(const Subject& subject, const engine::RowResults& results) {
  std::string text;
  for (const auto& decided : results.decisions) {
    if (is_silent(subject.program, decided)) continue;
    const Sentence sentence = sentence_of(subject, decided);
    text += (text.empty() || !subject.program.english ? "" : " ") + sentence.before;
    if (sentence.with_figures) text += figures(subject.program, decided);
    text += sentence.after;
  }
  return text;
}

}  // namespace cepol::explain
