#include "interpreter/explain/year_figures.hpp"

#include <algorithm>
#include <set>

#include "lang/core/children.hpp"

namespace cepol::explain {

namespace {

using core::FunctionId;
using core::Step;
using core::StepId;
using core::StepKind;

constexpr std::size_t most_terms = 2000;  // of a condition's definitions, to be looked through

class YearFigures {
 public:
  YearFigures(const Subject& subject, const core::Decision& decision, std::int64_t year)
      : program_(subject.program), read_(AccountReader(subject).in_year(year)) {
    for (StepId id : decision.account) {
      const Step& years = program_.steps[id];
      if (years.kind != StepKind::years) continue;
      for (StepId of_year : years.steps)
        if (program_.steps[of_year].kind == StepKind::amount) listed_.push_back(&program_.steps[of_year]);
    }
  }

  void add(const Step& condition) {
    for (StepId id : condition.values) add_value(program_.steps[id]);
    for (const Step* amount : read_by(condition.value)) add_amount(*amount, amount->label);
    for (StepId id : condition.steps) add(program_.steps[id]);
  }
  std::vector<std::string> take() { return std::move(figures_); }

 private:
  void add_amount(const Step& amount, const std::string& label) {
    if (program_.functions[amount.value].result.kind != core::Kind::number || !engine::is_single(read_(amount.value)))
      return;
    Step labelled = amount;
    labelled.label = label;
    std::string text = read_.figure(labelled);
    if (std::find(figures_.begin(), figures_.end(), text) == figures_.end()) figures_.push_back(std::move(text));
  }

  // The label of the listed amount that it is, else its text without the words for the year, which is named already.
  void add_value(const Step& value) {
    const auto function = called(value);
    for (const Step* one : listed_)
      if (function && called(*one) == function) return;  // read_by finds it
    const std::string& year = program_.functions[value.value].parameters.back().name;
    std::string label = value.label;
    for (const std::string& during : {" during " + year, " 在 " + year, "(" + year + ")"})
      if (label.size() > during.size() && label.ends_with(during)) label.resize(label.size() - during.size());
    add_amount(value, label);
  }

  // The function that computes an amount, called by its own.
  std::optional<FunctionId> called(const Step& amount) const {
    const core::Function& function = program_.functions[amount.value];
    const auto* call = std::get_if<core::Call>(&program_.exprs[function.body].term);
    return call == nullptr ? std::nullopt : std::optional(call->function);
  }

  // The listed amounts that the function reads, through definitions.
  std::vector<const Step*> read_by(FunctionId from) const {
    std::vector<const Step*> found;
    std::set<core::ExprId> seen;
    std::vector<core::ExprId> open{program_.functions[from].body};
    while (!open.empty() && seen.size() < most_terms) {
      const core::ExprId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const core::Term& term = program_.exprs[id].term;
      if (const auto* call = std::get_if<core::Call>(&term)) {
        const auto listed = std::find_if(listed_.begin(), listed_.end(),
                                         [&](const Step* one) { return called(*one) == call->function; });
        if (listed == listed_.end())
          open.push_back(program_.functions[call->function].body);
        else
          found.push_back(*listed);
      }
      core::for_each_child(term, [&](core::ExprId child) { open.push_back(child); });
    }
    std::sort(found.begin(), found.end(), [&](const Step* a, const Step* b) {
      return std::find(listed_.begin(), listed_.end(), a) < std::find(listed_.begin(), listed_.end(), b);
    });
    return found;
  }

  const core::Program& program_;
  const AccountReader read_;  // in the year
  std::vector<const Step*> listed_;
  std::vector<std::string> figures_;
};

}  // namespace

std::vector<std::string> figures_in_year(const Subject& subject, const core::Decision& decision, std::int64_t year,
                                         const std::vector<const Step*>& failing) {
  YearFigures figures(subject, decision, year);
  for (const Step* one : failing) figures.add(*one);
  return figures.take();
}

}  // namespace cepol::explain
