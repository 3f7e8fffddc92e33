// One array of counters for each decision, by outcome and by status.
#include "interpreter/cli/outcome_counts.hpp"

#include "interpreter/explain/phrases.hpp"

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

std::string OutcomeCounts::text(core::TableId table, const Io& io) const {
  std::string text;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const core::Decision& decision = program_.decisions.nodes[i];
    if (decision.table != table) continue;
    const auto& members = program_.enumerations[decision.outcomes].members;
    std::string list;
    for (std::size_t j = 0; j < counts_[i].size(); ++j) {
      if (counts_[i][j] == 0) continue;
      const std::string name =
          j < members.size() ? quotable(members[j])
                             : explain::status_word(static_cast<engine::Status>(j - members.size()), program_.english);
      list +=
          (list.empty() ? std::string() : std::string(io.say("，", ", "))) + name + " " + std::to_string(counts_[i][j]);
    }
    if (!list.empty()) text += quoted_format("  {}{}{}\n", decision.name, io.say("：", ": "), Composed{list});
  }
  return text;
}

}  // namespace cepol::cli
