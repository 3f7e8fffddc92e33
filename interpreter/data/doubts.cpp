#include "interpreter/data/doubts.hpp"

#include <algorithm>
#include <tuple>

namespace cepol::data {

namespace {

struct DoubtWording {
  std::string_view zh, en;
};
constexpr DoubtWording doubt_wordings[] = {
#define DOUBT(name, zh, en) {zh, en},
#include "interpreter/data/doubts.def"
#undef DOUBT
};

}  // namespace

std::string known_cell(const core::Program& program, const Dataset& data, core::TableId table, core::ColumnIndex column,
                       RowIndex row) {
  const ColumnData& cells = data[table].columns[column];
  switch (cells.type.kind) {
    case core::Kind::truth: return cells.indices[row] != 0 ? "是" : "否";
    case core::Kind::enumeration: return program.enumerations[cells.type.enumeration].members[cells.indices[row]];
    case core::Kind::number: {
      std::int64_t scale = 1;
      for (int i = 0; i < cells.scale; ++i) scale *= 10;
      const auto value = Exact::ratio(cells.numbers[row], scale);
      return value ? to_string(*value) : std::string();
    }
    case core::Kind::year: return std::to_string(cells.numbers[row]);
    case core::Kind::date: return to_string(Date{static_cast<Day>(cells.numbers[row]), cells.lasts[row]});
    case core::Kind::text: return std::string(data.written(cells.indices[row]));
    case core::Kind::row: break;
  }
  return {};
}

std::vector<Doubt> doubts_of(const core::Program& program, const Dataset& data, std::optional<Day> today) {
  std::vector<Doubt> found;
  for (std::uint32_t t = 0; t < program.tables.size(); ++t) {
    if (!program.tables.nodes[t].beside.empty()) continue;  // the policy's own
    add_perhaps_one(program, data, core::TableId{t}, found);
    add_not_plausible(program, data, core::TableId{t}, today, found);
  }
  std::stable_sort(found.begin(), found.end(), [](const Doubt& a, const Doubt& b) {
    return std::tuple(a.table.index, a.kind, a.column, a.row) < std::tuple(b.table.index, b.kind, b.column, b.row);
  });
  return found;
}

std::string reason_of(const Doubt& doubt, bool english) {
  const DoubtWording& wording = doubt_wordings[static_cast<std::size_t>(doubt.kind)];
  return with_arguments(english ? wording.en : wording.zh, doubt.arguments, english);
}

}  // namespace cepol::data
