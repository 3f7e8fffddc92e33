#include "interpreter/explain/shown_figures.hpp"

#include "interpreter/explain/shown_ranges.hpp"
#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

std::string figure_text(const Subject& subject, const engine::RowResults::Decided& decided, const core::Step& step,
                        const AccountReader& read) {
  const core::Program& program = subject.program;
  const core::Decision& decision = program.decisions[decided.decision];
  const Phrasebook phrases{program.english};
  const std::string colon(phrases("：", ": "));
  for (std::size_t i = 0; i < decision.measures.size(); ++i) {
    if (decision.measures[i].value != step.value) continue;
    const engine::Outcome& measure = decided.measures[i];
    if (measure.status == engine::Status::given) return figure(program, step.label, measure.value);
    if (measure.status != engine::Status::undetermined) return step.label + colon + std::string(phrases("无", "none"));
    engine::ValueSet possible = read(step.value);
    possible.none = false;
    possible.failure = 0;
    const std::string text = possible_words(subject, program.functions[step.value], possible);
    return step.label + colon + status_word(measure.status, phrases.english) +
           (text.empty() ? "" : phrases.bracketed(text));
  }
  engine::ValueSet found = read(step.value);
  if (read.arguments().size() == 1)
    found = certain_value(subject, step.value, read.arguments().front(), std::move(found));
  return labelled_value(subject, step.label, program.functions[step.value], found);
}

}  // namespace cepol::explain
