#include "interpreter/explain/shown_ranges.hpp"

#include <algorithm>
#include <set>

#include "lang/core/children.hpp"

namespace cepol::explain {

bool reads_each_cell_once(const core::Program& program, core::ExprId expression) {
  constexpr std::size_t most_terms = 2000;
  std::set<std::pair<std::uint32_t, core::ColumnIndex>> read;
  std::vector<core::ExprId> open{expression};
  for (std::size_t count = 0; !open.empty(); ++count) {
    if (count == most_terms) return false;
    const core::Expr& expr = program.exprs[open.back()];
    open.pop_back();
    if (const auto* cases = std::get_if<core::Cases>(&expr.term); cases != nullptr && !cases->otherwise)
      return false;  // that none fits may be no filling's
    if (const auto* column = std::get_if<core::ColumnOf>(&expr.term))
      if (expr.type.kind == core::Kind::number &&
          !read.emplace(program.exprs[column->row].type.table.index, column->column).second)
        return false;
    if (const auto* call = std::get_if<core::Call>(&expr.term)) open.push_back(program.functions[call->function].body);
    core::for_each_child(expr.term, [&](core::ExprId child) { open.push_back(child); });
  }
  return true;
}

std::vector<engine::BlankCell> decided_together(const engine::OutcomeRegions& found) {
  constexpr std::size_t few = 4;  // regions
  std::vector<engine::BlankCell> cells;
  std::size_t together = 0;
  for (const engine::OutcomeRegion& region : found.regions) {
    std::vector<engine::BlankCell> ranges;
    for (const auto& [cell, value] : region.blanks)
      if (value.some && value.shape() == engine::Shape::range) ranges.push_back(cell);
    if (ranges.size() < 2) continue;
    ++together;
    for (const engine::BlankCell& cell : ranges)
      if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
  }
  if (together <= few) cells.clear();
  return cells;
}

}  // namespace cepol::explain
