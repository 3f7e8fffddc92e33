#include "interpreter/data/division.hpp"

#include <algorithm>

namespace cepol::data {

bool in_part(std::string_view folded_key, const Part& part) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : folded_key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash % part.of + 1 == part.number;
}

bool in_part(std::uint64_t row, const Part& part) { return row % part.of + 1 == part.number; }

void DivisionSummary::add(const DivisionSummary& other) {
  for (const auto& [table, rows] : other.common) common[table].insert(rows.begin(), rows.end());
  whole.insert(other.whole.begin(), other.whole.end());
}

namespace {

bool is_owner_of(const core::Program& program, core::TableId table) {
  return std::any_of(program.tables.nodes.begin(), program.tables.nodes.end(),
                     [&](const core::RecordTable& record) { return record.parent == table; });
}

// Have rows of the table results, or are they counted or listed?
bool is_shown(const core::Program& program, core::TableId table) {
  const auto is_of = [&](const auto& one) { return one.table == table; };
  return std::any_of(program.results.begin(), program.results.end(), is_of) ||
         std::any_of(program.quotas.begin(), program.quotas.end(), is_of) ||
         std::any_of(program.rosters.begin(), program.rosters.end(), is_of);
}

// Is the owner reached as the row that is decided alone? Then its rows are asked for by no other decision.
bool is_reached_as_subject(const core::Program& program, core::TableId owner) {
  for (const core::RecordTable& record : program.tables.nodes)
    for (core::ColumnIndex c = 0; c < record.columns.size(); ++c) {
      const core::Type& type = record.columns[c].type;
      if (type.kind == core::Kind::row && type.table == owner && !(record.parent == owner && record.link == c))
        return false;
    }
  for (const core::Expr& expr : program.exprs.nodes) {
    if (const auto* fold = std::get_if<core::OverRows>(&expr.term); fold != nullptr && fold->table == owner)
      return false;
    if (expr.type.kind == core::Kind::row && expr.type.table == owner &&
        !std::holds_alternative<core::Local>(expr.term))
      return false;
  }
  return std::none_of(program.rosters.begin(), program.rosters.end(), [&](const core::Roster& roster) {
    return roster.table == owner && roster.holds.valid();  // which is asked of every row
  });
}

bool is_counted_whole(const core::Program& program, core::TableId table) {
  return std::any_of(program.exprs.nodes.begin(), program.exprs.nodes.end(), [&](const core::Expr& expr) {
    const auto* fold = std::get_if<core::OverRows>(&expr.term);
    return fold != nullptr && fold->table == table && !fold->parent;
  });
}

}  // namespace

std::vector<core::TableId> divided_tables(const core::Program& program) {
  std::vector<core::TableId> divided;
  for (std::uint32_t i = 0; i < program.tables.size(); ++i) {
    const core::RecordTable& record = program.tables.nodes[i];
    if (!record.parent || !record.link || record.key || record.beside_text != nullptr) continue;
    const core::RecordTable& owner = program.tables[*record.parent];
    if (!owner.key || owner.parent || is_owner_of(program, {i}) || is_shown(program, {i}) ||
        is_counted_whole(program, {i}) || !is_reached_as_subject(program, *record.parent))
      continue;
    divided.push_back({i});
  }
  return divided;
}

}  // namespace cepol::data
