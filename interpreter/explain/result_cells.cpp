// Formats the states of a quota; the outcomes of a decision with their tones.
#include "interpreter/explain/result_cells.hpp"

#include <algorithm>

#include "interpreter/explain/account.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::explain {

std::vector<std::vector<std::string>> quota_rows(const core::Program& program, const data::Dataset& data,
                                                 const core::Quota& quota) {
  const bool english = program.english;
  const core::Enumeration& choice =
      program.enumerations[program.tables[quota.table].columns[quota.column].type.enumeration];
  auto state = [&](Exact places, std::uint64_t count) {
    const std::int64_t left = places.num - static_cast<std::int64_t>(count);
    if (left == 0) return std::string(english ? "full" : "满");
    const std::string number = std::to_string(left < 0 ? -left : left);
    if (left > 0) return english ? number + " free" : "余" + number;
    return english ? number + " over" : "超" + number;
  };
  const std::string to = english ? " to " : "至";
  std::vector<std::vector<std::string>> rows;
  for (const engine::QuotaLine& line : engine::count(quota, data)) {
    std::vector<std::string> row{choice.members[line.member], std::to_string(line.count), {}, {}};
    // Rows whose member is not known may be of this one.
    if (line.unknown > 0) row[1] += to + std::to_string(line.count + line.unknown);
    if (const auto places = quota.places[line.member]) {
      row[2] = to_string(*places);
      row[3] = state(*places, line.count);
      if (line.unknown > 0) row[3] += to + state(*places, line.count + line.unknown);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

// Its alternatives are rules, not outcomes.
bool is_assessment(const core::Program& program, const core::Decision& decision) {
  return std::none_of(decision.account.begin(), decision.account.end(), [&](core::StepId id) {
    const core::Step& step = program.steps[id];
    return step.kind == core::StepKind::cases && program.functions[step.value].result.enumeration == decision.outcomes;
  });
}

Tone tone_of(bool assessment, bool warning, std::int64_t member) {
  if (warning) return member == no_warning ? Tone::plain : Tone::bad;
  if (!assessment) return Tone::plain;
  return member == unmet ? Tone::bad : Tone::good;
}

}  // namespace

std::vector<OutcomeWord> outcome_words(const core::Program& program, core::DecisionId id) {
  using engine::Status;
  const core::Decision& decision = program.decisions[id];
  const bool assessment = is_assessment(program, decision);
  std::vector<OutcomeWord> words;
  const auto& members = program.enumerations[decision.outcomes].members;
  for (std::size_t i = 0; i < members.size(); ++i)
    words.push_back({members[i], tone_of(assessment, decision.warning, static_cast<std::int64_t>(i))});
  for (Status status : {Status::not_covered, Status::conflict, Status::failed})
    words.push_back({status_word(status, program.english), Tone::trouble});
  words.push_back({status_word(Status::undetermined, program.english), Tone::open});
  return words;
}

}  // namespace cepol::explain
