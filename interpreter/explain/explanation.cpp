// The full derivation of a decision as a tree of lines: every step of its account with its values, marked as holding,
// failing or open.
#include <algorithm>

#include "interpreter/explain/account.hpp"
#include "interpreter/explain/compared.hpp"
#include "interpreter/explain/definition_clauses.hpp"
#include "interpreter/explain/fillings.hpp"
#include "interpreter/explain/line_order.hpp"
#include "interpreter/explain/opening.hpp"
#include "interpreter/explain/shown_figures.hpp"
#include "interpreter/explain/shown_ranges.hpp"
#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

using core::Step;
using core::StepId;
using core::StepKind;

namespace {

class Derivation {
 public:
  Derivation(const Subject& subject, const engine::RowResults::Decided& decided)
      : subject_(subject),
        program_(subject.program),
        decided_(decided),
        decision_(program_.decisions[decided.decision]),
        phrases_{program_.english},
        opening_(subject) {}

  ExplanationLine line() {
    ExplanationLine top;
    top.mark = LineMark::chosen;
    top.kind = LineKind::decision;
    top.text = decision_.name + colon() + outcome_text(program_, decided_.outcome, phrases_.english);
    top.clauses = decision_.clauses;
    if (!decided_.outcome.detail.empty())
      top.lines.push_back({LineMark::fails, failure_text(decided_.outcome, phrases_.english), {}, {}});
    const AccountReader read(subject_);
    for (StepId id : decision_.account) {
      const Step& step = program_.steps[id];
      if (!is_shown(step, read)) continue;
      top.lines.push_back(line(step, read));
      top.lines.back().role = role_of(program_, decision_, step);
    }
    add_figures(top);
    if (decided_.outcome.status == engine::Status::undetermined) {
      top.lines.push_back(fillings(subject_, decided_));
      top.lines.back().role = LineRole::fillings;
    }
    place_openings(program_, top);
    return top;
  }

 private:
  std::string colon() const { return std::string(phrases_("：", ": ")); }
  std::string comma() const { return std::string(phrases_("，", ", ")); }

  // The columns of the result table that are definitions.
  void add_figures(ExplanationLine& top) {
    for (const core::Measure& measure : decision_.measures) {
      if (program_.functions[measure.value].told != core::Told::definition) continue;
      top.lines.push_back(opening_.named(measure.value, {engine::of_row(subject_.row)}));
      top.lines.back().role = LineRole::arithmetic;
    }
  }

  ExplanationLine line(const Step& step, const AccountReader& read) {
    ExplanationLine result = line_by_kind(step, read);
    result.kind = kind_of(step.kind);
    DefinitionClauses definitions{program_};
    // Rows and years have lines of their own, but not one for every step below them.
    const bool of_many = step.kind == StepKind::rows || step.kind == StepKind::years;
    if (of_many && !result.lines.empty())
      for (StepId inner : step.steps) add_definitions(program_.steps[inner], definitions);
    add_definitions(step, definitions);
    result.definition_clauses = std::move(definitions.clauses);
    return result;
  }

  // The definitions that a line's values are computed from. Not those of a `cases` step or a figure of the decision:
  // they are computed from all alternatives, and the one that applies has lines of its own.
  void add_definitions(const Step& step, DefinitionClauses& definitions) const {
    if (step.kind == StepKind::cases) return;
    for (const core::Measure& measure : decision_.measures)
      if (measure.value == step.value) return;
    for (core::FunctionId function : {step.value, step.from, step.to})
      if (function.valid()) definitions.add(function);
    for (StepId value : step.values) definitions.add(program_.steps[value].value);
  }

  ExplanationLine line_by_kind(const Step& step, const AccountReader& read) {
    switch (step.kind) {
      case StepKind::amount: return amount_line(step, read);
      case StepKind::cases: return cases(step, read);
      case StepKind::option: return option(step, read, nullptr);
      case StepKind::years: return years(step, read);
      case StepKind::window: return window(step, read);
      case StepKind::rows: return rows(step, read);
      case StepKind::limit:
        return {LineMark::plain,
                (step.label.empty() ? "" : phrases_.quoted(step.label) + colon()) + cut(step, read),
                step.clauses,
                {}};
      case StepKind::condition: break;
    }
    ExplanationLine result{mark(step.value, read), step.label, step.clauses, {}};
    if (result.mark == LineMark::fails && is_must(step) && has_member(decided_.outcome, waived))
      result.text += phrases_.bracketed(std::string(phrases_("已免除", "waived")));
    for (StepId id : step.values) {
      const Step& value = program_.steps[id];
      const std::string text =
          period(known_text(value.value, read), value.to.valid() ? known_text(value.to, read) : "", phrases_.english);
      // A value that the text of a condition that holds contains already is not repeated.
      const bool repeated =
          result.mark == LineMark::holds && !step.worded && step.label.find(text) != std::string::npos;
      if (!text.empty() && !repeated) result.values.push_back(value.label + colon() + text);
    }
    result.compared = compared_texts(subject_, read, step);
    if (!step.worded) result.plain = result.denied = phrases_.list(result.compared);
    if (credit_words_of(program_, step.span) != nullptr && step.worded)
      result.denied = std::string(phrases_("不", "not ")) + step.label;
    for (StepId id : step.steps)
      if (!are_opened_years(program_, program_.steps[id], step)) result.lines.push_back(line(program_.steps[id], read));
    // Whether a row is of the time asked is plain from its line.
    if (step.steps.empty() && opens_ && credit_words_of(program_, step.span) == nullptr) {
      result.lines = opening_.of(step.value, read.arguments(), false, result.mark);
      join_truth(result);
      settle(result);
    }
    fold_tried(result, step.any);
    return result;
  }

  ExplanationLine amount_line(const Step& step, const AccountReader& read) {
    ExplanationLine result{LineMark::plain, figure_text(subject_, decided_, step, read), step.clauses, {}};
    result.value = read(step.value);
    result.value_type = program_.functions[step.value].result;
    if (opens_ && program_.functions[step.value].told != core::Told::decision)
      result.lines = opening_.of(step.value, read.arguments(), true);
    return result;
  }

  // Of a condition of the row alone, what every filling of the blanks gives: a set of values may hold more.
  LineMark mark(core::FunctionId function, const AccountReader& read) const {
    const LineMark found = read.mark(function);
    if (found != LineMark::open || program_.functions[function].parameters.size() != 1) return found;
    const engine::Outcome certain = subject_.evaluator.value(function, subject_.row, false);
    if (certain.status != engine::Status::given) return found;
    return certain.value.number == Exact(1) ? LineMark::holds : LineMark::fails;
  }
  // The value of an amount, unless it is a range that may be wider than what the fillings give.
  std::string known_text(core::FunctionId function, const AccountReader& read) const {
    const engine::ValueSet value = read(function);
    if (is_any_time(program_, program_.functions[function].body, value))
      return std::string(phrases_("未知", "not known"));
    if (value.some && value.shape() == engine::Shape::range && !engine::is_single(value) &&
        !reads_each_cell_once(program_, program_.functions[function].body))
      return {};
    return read.text(function);
  }

  // A limit is shown where it cuts, a limit by year if it cuts in some year.
  bool cuts(const Step& limit, const AccountReader& read) const { return !(read(limit.from) == read(limit.value)); }
  bool is_shown(const Step& step, const AccountReader& read) const {
    if (step.kind == StepKind::limit) return cuts(step, read);
    if (!is_yearly_limit(program_, step)) return true;
    const auto window = years_of(read, step);
    for (std::int64_t year = window ? window->from : 1; window && year <= window->to; ++year)
      if (cuts(program_.steps[step.steps.front()], read.in_year(year))) return true;
    return false;
  }
  // 42学时，计40学时
  std::string cut(const Step& limit, const AccountReader& read) const {
    const std::string before = read.text(limit.from), after = read.text(limit.value);
    return phrases_.english ? before + ", counted as " + after : before + "，计" + after;
  }

  // Of a row, what it gives; a limit is of several rows, whose cells are others.
  std::string row_amount(const Step& rows, core::FunctionId function, const AccountReader& read) const {
    const bool limited = std::any_of(rows.steps.begin(), rows.steps.end(),
                                     [&](StepId id) { return program_.steps[id].kind == StepKind::limit; });
    const core::Function& of = program_.functions[function];
    if (!without_far_bounds(of.result, read(function))) return std::string(phrases_("还不能确定", "not certain"));
    return limited ? read.text(function) : value_words(subject_, of.result, read(function), of.body);
  }

  ExplanationLine cases(const Step& step, const AccountReader& read) {
    const Step* chosen = chosen_option(subject_, step);
    ExplanationLine result;
    result.clauses = step.clauses;
    // The function's name contains the kind of the alternatives (审验：要求), the label only the decision.
    const std::string& name = program_.functions[step.value].name;
    const bool further = name.size() > step.label.size() && name.starts_with(step.label);
    result.text =
        (further && !phrases_.english ? name : step.label) + std::string(phrases_("，适用哪一条", ", which applies"));
    bool before = chosen != nullptr;
    for (StepId id : step.steps) {
      result.lines.push_back(option(program_.steps[id], read, chosen));
      result.lines.back().before_chosen = before = before && &program_.steps[id] != chosen;
      result.lines.back().kind = LineKind::option;
      // Where `otherwise` applies, the others' failing conditions are the reason.
      ExplanationLine& one = result.lines.back();
      const bool otherwise = chosen != nullptr && !chosen->value.valid();
      one.not_applicable =
          one.mark == LineMark::fails && !otherwise && decided_.outcome.status != engine::Status::not_covered;
      one.folded = chosen != nullptr && one.mark != LineMark::chosen && !otherwise;
    }
    // Where it is not certain which applies, those that certainly do not were tried too.
    const bool any_open = std::any_of(result.lines.begin(), result.lines.end(), [](const ExplanationLine& one) {
      return one.mark == LineMark::open || one.mark == LineMark::holds;
    });
    for (ExplanationLine& one : result.lines)
      one.folded = one.folded || (chosen == nullptr && any_open && one.mark == LineMark::fails);
    // What decided comes first.
    std::stable_sort(result.lines.begin(), result.lines.end(), [](const ExplanationLine& a, const ExplanationLine& b) {
      return (a.mark == LineMark::chosen) > (b.mark == LineMark::chosen);
    });
    return result;
  }

  ExplanationLine option(const Step& step, const AccountReader& read, const Step* chosen) {
    ExplanationLine result;
    result.text = step.label;
    result.clauses = step.clauses;
    result.mark = &step == chosen ? LineMark::chosen : step.value.valid() ? mark(step.value, read) : LineMark::plain;
    if (!step.value.valid()) result.text += phrases_.bracketed(std::string(phrases_("其他情形", "otherwise")));
    if (result.mark == LineMark::holds && chosen != nullptr)
      result.text += phrases_.bracketed(std::string(phrases_("让位于", "yields to ")) + phrases_.quoted(chosen->label));
    const bool opened = std::exchange(opens_, subject_.all || chosen == nullptr || &step == chosen ||
                                                  !chosen->value.valid() || result.mark == LineMark::open);
    for (StepId id : step.steps) {
      const Step& inner = program_.steps[id];
      // Of an alternative that does not apply, only its conditions are shown.
      if (result.mark != LineMark::chosen && result.mark != LineMark::open &&
          (inner.kind != StepKind::condition || is_must(inner)))
        continue;
      result.lines.push_back(line(inner, read));
      // Where the requirement is not met, what is met did not decide; where all is waived, none of it did.
      ExplanationLine& made = result.lines.back();
      made.folded = is_must(inner) && (has_member(decided_.outcome, waived) ||
                                       (made.mark == LineMark::holds && has_member(decided_.outcome, unmet)));
    }
    if (result.mark == LineMark::fails)
      for (ExplanationLine& inner : result.lines)
        inner.folded = inner.kind == LineKind::condition && inner.mark == LineMark::holds;
    opens_ = opened;
    return result;
  }

  ExplanationLine years(const Step& step, const AccountReader& read) {
    const auto window = years_of(read, step);
    ExplanationLine result{
        LineMark::plain, step.label + std::string(phrases_("，逐年", ", by year")), step.clauses, {}};
    if (!window) {
      result.text += colon() + std::string(phrases_("哪几年未定", "which years is not certain"));
      return result;
    }
    for (std::int64_t year = window->from; year <= window->to; ++year) {
      const AccountReader in_year = read.in_year(year);
      ExplanationLine one{LineMark::plain, phrases_.year(year), {}, {}};
      one.kind = LineKind::year;
      one.ends = day_of(static_cast<int>(year), 12, 31);
      if (is_yearly_limit(program_, step)) {
        const Step& limit = program_.steps[step.steps.front()];
        one.text += colon() + cut(limit, in_year);
        if (cuts(limit, in_year)) result.lines.push_back(std::move(one));
        continue;
      }
      std::string amounts;
      for (StepId id : step.steps) {
        const Step& inner = program_.steps[id];
        if (inner.kind == StepKind::amount)
          amounts += (amounts.empty() ? "" : comma()) + in_year.figure(inner);
        else
          one.lines.push_back(line(inner, in_year));
      }
      if (!amounts.empty()) one.text += colon() + amounts;
      result.lines.push_back(std::move(one));
    }
    return result;
  }

  ExplanationLine window(const Step& step, const AccountReader& read) {
    const bool years = program_.functions[step.from].result.kind == core::Kind::year;
    const std::string unit = years ? std::string(phrases_("年", "")) : "";
    const std::string first = read.text(step.from) + unit, last = read.text(step.to) + unit;
    ExplanationLine result{
        LineMark::plain,
        step.label + colon() + first + (first == last ? "" : std::string(phrases_("至", " to ")) + last),
        step.clauses,
        {}};
    if (const engine::ValueSet end = read(step.to); engine::is_single(end) && end.shape() == engine::Shape::range)
      result.ends =
          years ? day_of(static_cast<int>(end.range().low.num), 12, 31) : static_cast<Day>(end.range().low.num);
    if (!opens_) return result;
    result.lines = opening_.of(step.from, read.arguments(), true);
    for (ExplanationLine& line : opening_.of(step.to, read.arguments(), true)) {
      const bool known = std::any_of(result.lines.begin(), result.lines.end(), [&](const ExplanationLine& one) {
        return line.opened_elsewhere && line.opening == one.opening;
      });
      if (!known) result.lines.push_back(std::move(line));
    }
    return result;
  }

  // nullopt: it is not certain whose rows they are.
  std::optional<data::RowIndex> owner_of_rows(const Step& step, const AccountReader& read) const {
    if (!step.from.valid()) return subject_.row;
    const engine::ValueSet owner = read(step.from);
    if (!owner.some || owner.none || owner.failure != 0 || owner.row().first != owner.row().last) return std::nullopt;
    return owner.row().first;
  }

  ExplanationLine rows(const Step& step, const AccountReader& read) {
    const auto owner = owner_of_rows(step, read);
    if (!owner) return {LineMark::open, step.label, step.clauses, {}};
    const auto children = subject_.data.children(step.table, *owner);
    ExplanationLine result;
    result.clauses = step.clauses;
    std::size_t counted = 0, open = 0;
    for (data::RowIndex row : children) {
      const AccountReader in_row = read.with(engine::of_row(row));
      ExplanationLine one;
      one.row = {step.table, row};
      one.kind = LineKind::row;
      one.mark = LineMark::holds;
      std::string amounts;
      std::vector<std::string> cut_by;
      Opening::Lines parts;  // what the amounts rest on
      for (StepId id : step.steps) {
        const Step& inner = program_.steps[id];
        if (inner.kind == StepKind::amount) {
          amounts += (amounts.empty() ? "" : comma()) + row_amount(step, inner.value, in_row);
          one.value = in_row(inner.value);
          one.value_type = program_.functions[inner.value].result;
          if (one.mark == LineMark::fails) continue;
          for (ExplanationLine& part : opening_.of(inner.value, in_row.arguments(), false))
            parts.push_back(std::move(part));
          continue;
        }
        if (inner.kind == StepKind::limit) {
          if (!cuts(inner, in_row)) continue;
          cut_by.push_back(std::string(phrases_("原", "of ")) + in_row.text(inner.from) + comma() +
                           phrases_.quoted(inner.label));
          one.clauses.insert(one.clauses.end(), inner.clauses.begin(), inner.clauses.end());
          // A row does not count if a limit reduces its amount to nothing.
          const engine::ValueSet left = in_row(inner.value);
          one.value = left;
          if (left == engine::of_number(0)) one.mark = LineMark::fails;
          continue;
        }
        ExplanationLine condition = line(inner, in_row);
        if (condition.mark == LineMark::holds) continue;
        if (condition.mark == LineMark::fails || one.mark == LineMark::holds) one.mark = condition.mark;
        one.lines.push_back(std::move(condition));
      }
      counted += one.mark == LineMark::holds ? 1 : 0;
      open += one.mark == LineMark::open ? 1 : 0;
      remove_plain_tests(parts);
      for (ExplanationLine& part : parts) one.lines.push_back(std::move(part));
      one.text = row_words(subject_, step.table, row) + colon() + amounts;
      if (!cut_by.empty()) one.text += phrases_.bracketed(phrases_.clauses(cut_by));
      result.lines.push_back(std::move(one));
    }
    const std::size_t all = children.size();
    result.text = step.label + comma() + rows_counted(program_, step.table, all, counted, open);
    if (!subject_.all) cut_list(program_, result.lines);
    return result;
  }

  const Subject& subject_;
  const core::Program& program_;
  const engine::RowResults::Decided& decided_;
  const core::Decision& decision_;
  Phrasebook phrases_;
  Opening opening_;
  bool opens_ = true;  // what is told now rests on what decided, or may decide
};

}  // namespace

ExplanationLine explanation(const Subject& subject, const engine::RowResults::Decided& decided) {
  return Derivation(subject, decided).line();
}

}  // namespace cepol::explain
