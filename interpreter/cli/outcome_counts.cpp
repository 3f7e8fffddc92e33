// One array of counters for each decision, by outcome and by status.
#include "interpreter/cli/outcome_counts.hpp"

namespace cepol::cli {

namespace {
constexpr auto statuses = static_cast<std::size_t>(engine::Status::undetermined) + 1;
}  // namespace

OutcomeCounts::OutcomeCounts(const core::Program& program) : program_(program) {
  for (const core::Decision& decision : program.decisions.nodes)
    counts_.emplace_back(program.enumerations[decision.outcomes].members.size() + statuses, 0);
}

void OutcomeCounts::add(const engine::RowResults& results) {
  for (const auto& decided : results.decisions) {
    auto& counts = counts_[decided.decision.index];
    const engine::Outcome& outcome = decided.outcome;
    const std::size_t members = counts.size() - statuses;
    ++counts[outcome.status == engine::Status::given ? static_cast<std::size_t>(outcome.value.number.num)
                                                     : members + static_cast<std::size_t>(outcome.status)];
  }
}

std::vector<std::pair<explain::OutcomeWord, std::uint64_t>> OutcomeCounts::of(core::DecisionId decision) const {
  using engine::Status;
  const auto& counts = counts_[decision.index];
  const std::size_t members = counts.size() - statuses;
  const std::vector<explain::OutcomeWord> words = explain::outcome_words(program_, decision);
  std::vector<std::pair<explain::OutcomeWord, std::uint64_t>> found;
  for (std::size_t i = 0; i < words.size(); ++i) {
    constexpr Status after_members[] = {Status::not_covered, Status::conflict, Status::failed, Status::undetermined};
    const std::size_t at = i < members ? i : members + static_cast<std::size_t>(after_members[i - members]);
    if (counts[at] > 0) found.emplace_back(words[i], counts[at]);
  }
  return found;
}

std::string OutcomeCounts::text(core::TableId table, const Io& io) const {
  std::string text;
  for (std::uint32_t i = 0; i < counts_.size(); ++i) {
    const core::Decision& decision = program_.decisions.nodes[i];
    if (decision.table != table) continue;
    std::string list;
    for (const auto& [word, count] : of({i}))
      list += (list.empty() ? std::string() : std::string(io.say("，", ", "))) + quotable(word.text) + " " +
              std::to_string(count);
    if (!list.empty()) text += quoted_format("  {}{}{}\n", decision.name, io.say("：", ": "), Composed{list});
  }
  return text;
}

}  // namespace cepol::cli
