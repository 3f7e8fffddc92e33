// Formats the states of a quota.
#include "interpreter/explain/result_cells.hpp"

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

}  // namespace cepol::explain
