#include "interpreter/report/letter_lines.hpp"

#include <algorithm>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::report {

namespace {

using explain::ExplanationLine;
using explain::LineMark;

constexpr std::size_t most_cases = 8;  // that do not apply

std::size_t failing(const ExplanationLine& line) {
  return static_cast<std::size_t>(
      std::count_if(line.lines.begin(), line.lines.end(), [](const auto& one) { return one.mark == LineMark::fails; }));
}

// What the conditions of a case that are so marked compare, with those of a group.
void add_compared(const core::Program& program, const ExplanationLine& option, LineMark mark,
                  std::vector<std::string>& texts) {
  for (const ExplanationLine& condition : option.lines) {
    if (condition.mark != mark) continue;
    if (!condition.compared.empty())
      texts.push_back(explain::Phrasebook{program.english}.list(condition.compared) +
                      explain::cited(program, condition.clauses, program.english));
    add_compared(program, condition, mark, texts);
  }
}

}  // namespace

const core::Decision& decision_of(const RowExplanation& one, std::size_t index) {
  return one.program.decisions[one.decisions[index].decision];
}

std::string outcome_of(const RowExplanation& one, std::size_t index) {
  return explain::outcome_text(one.program, one.decisions[index].outcome, one.program.english);
}

explain::Tone tone_of(const RowExplanation& one, std::size_t index) {
  const std::string text = outcome_of(one, index);
  for (const explain::OutcomeWord& known : explain::outcome_words(one.program, one.decisions[index].decision))
    if (known.text == text) return known.tone;
  return explain::Tone::plain;
}

std::vector<engine::BlankCell> own_missing(const RowExplanation& one, std::size_t index) {
  return explain::own_cells(one.program, one.data, one.table, one.row, one.decisions[index].outcome.missing);
}

std::string in_words(const ExplanationLine& line) { return line.plain.value_or(line.text); }

RowPlaces::RowPlaces(const ExplanationLine& derivation) {
  for (const ExplanationLine& list : derivation.lines)
    for (const ExplanationLine& line : list.lines)
      if (line.row) {
        const auto [place, is_new] = least_.try_emplace(*line.row, failing(line));
        if (!is_new) place->second = std::min(place->second, failing(line));
      }
}

bool RowPlaces::belongs(const ExplanationLine& line) const {
  if (!line.row) return true;
  const auto found = least_.find(*line.row);
  return found == least_.end() || failing(line) == found->second;
}

std::vector<std::string> deciding_figures(const core::Program& program, const ExplanationLine& cases) {
  const explain::Phrasebook words{program.english};
  const bool decided = std::any_of(cases.lines.begin(), cases.lines.end(),
                                   [](const auto& option) { return option.mark == LineMark::chosen; });
  std::vector<std::string> all;
  std::size_t others = 0;
  bool said = false;  // by the conditions of the case that applies, which comes first: those behind it add nothing
  const auto add = [&](std::string text) {
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
  };
  for (const ExplanationLine& option : cases.lines) {
    if (!decided) break;
    std::vector<std::string> texts;
    if (option.mark == LineMark::chosen) {
      add_compared(program, option, LineMark::holds, texts);
      said = !texts.empty();
      for (std::string& text : texts) add(std::move(text));
    } else if (option.mark == LineMark::fails && others < most_cases && (option.before_chosen || !said)) {
      add_compared(program, option, LineMark::fails, texts);
      others += texts.empty() ? 0 : 1;
      if (!texts.empty())
        add(std::string(words("不属于", "not ")) + words.quoted(option.text) + std::string(words("：", ": ")) +
            words.list(texts));
    }
  }
  return all;
}

bool decides_row(const ExplanationLine& inner, const ExplanationLine& row) {
  if (row.mark == LineMark::holds) return false;
  if (row.mark != LineMark::fails) return inner.mark == LineMark::open;
  const bool condition = std::any_of(row.lines.begin(), row.lines.end(), [](const ExplanationLine& one) {
    return one.kind == explain::LineKind::condition && one.mark == LineMark::fails;
  });
  return inner.mark == LineMark::fails && (inner.kind != explain::LineKind::test || !condition);
}

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace cepol::report
