#include "interpreter/explain/shown_ranges.hpp"

#include <algorithm>
#include <set>

#include "lang/core/children.hpp"

namespace cepol::explain {

namespace {

class CellsRead {
 public:
  explicit CellsRead(const core::Program& program) : program_(program) {}

  // Is no column read twice?
  bool add(core::ExprId expression) {
    constexpr std::size_t most_terms = 2000;
    open_.assign(1, {expression, true});
    for (std::size_t count = 0; !open_.empty(); ++count) {
      if (count == most_terms) return false;
      const auto [id, dates] = open_.back();
      open_.pop_back();
      if (!read(id, dates)) return false;
    }
    return true;
  }

 private:
  bool read(core::ExprId id, bool dates) {
    const core::Expr& expr = program_.exprs[id];
    if (const auto* cases = std::get_if<core::Cases>(&expr.term); cases != nullptr && !cases->otherwise)
      return false;  // that none fits may be no filling's
    if (std::holds_alternative<core::IsNone>(expr.term)) return true;
    if (const auto* column = std::get_if<core::ColumnOf>(&expr.term)) {
      const bool counts = expr.type.kind == core::Kind::number || (dates && expr.type.kind == core::Kind::date);
      if (counts && !read_.emplace(program_.exprs[column->row].type.table.index, column->column).second) return false;
    }
    if (const auto* call = std::get_if<core::Call>(&expr.term))
      open_.emplace_back(program_.functions[call->function].body, dates);
    const auto* rows = std::get_if<core::OverRows>(&expr.term);
    core::for_each_child(expr.term, [&](core::ExprId child) {
      open_.emplace_back(child, dates && (rows == nullptr || rows->guard != child));
    });
    return true;
  }

  const core::Program& program_;
  std::set<std::pair<std::uint32_t, core::ColumnIndex>> read_;
  std::vector<std::pair<core::ExprId, bool>> open_;  // with: do dates count?
};

}  // namespace

bool reads_each_cell_once(const core::Program& program, core::ExprId expression) {
  return CellsRead(program).add(expression);
}

bool reads_each_cell_once(const core::Program& program, core::ExprId condition, core::ExprId branch) {
  CellsRead read(program);
  return read.add(condition) && read.add(branch);
}

bool is_of_any_time(const core::Program& program, core::ExprId expression, const engine::ValueSet& value) {
  const Exact long_time = 1000 * 12;  // months
  if (!value.some || value.shape() != engine::Shape::range) return false;
  const auto width = value.range().high.infinite() || value.range().low.infinite()
                         ? std::nullopt
                         : minus(value.range().high, value.range().low);
  if (width && *width < long_time) return false;
  std::set<core::ExprId> seen;
  std::vector<core::ExprId> open{expression};
  while (!open.empty()) {
    const core::ExprId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    const core::Term& term = program.exprs[id].term;
    if (std::holds_alternative<core::DateDiff>(term)) return true;
    if (const auto* call = std::get_if<core::Call>(&term)) open.push_back(program.functions[call->function].body);
    core::for_each_child(term, [&](core::ExprId child) { open.push_back(child); });
  }
  return false;
}

bool is_any_time(const core::Program& program, core::ExprId expression, const engine::ValueSet& value) {
  constexpr std::int64_t long_years = 1000;  // no person's, and no rule's
  constexpr int most_definitions = 8;
  if (!value.some || value.shape() != engine::Shape::range || engine::is_single(value)) return false;
  core::ExprId body = expression;
  for (int definitions = 0; definitions < most_definitions; ++definitions) {
    const core::Term& term = program.exprs[body].term;
    if (const auto* let = std::get_if<core::Let>(&term)) {
      body = let->body;
    } else if (const auto* call = std::get_if<core::Call>(&term)) {
      body = program.functions[call->function].body;
    } else if (const auto* time = std::get_if<core::DateDiff>(&term)) {
      const std::int64_t units = time->unit == core::Calendar::years    ? 1
                                 : time->unit == core::Calendar::months ? 12
                                                                        : 365;
      const auto width = minus(value.range().high, value.range().low);
      return !width || *width >= Exact(long_years * units);
    } else {
      return false;
    }
  }
  return false;
}

std::optional<engine::ValueSet> without_far_bounds(const core::Type& type, engine::ValueSet value) {
  // What blanks without bounds are filled with, up to a thousand millions, perhaps divided by a rate.
  const Exact far(1'000'000);
  if (type.kind != core::Kind::number || !value.some || value.shape() != engine::Shape::range) return value;
  engine::NumberRange range = value.range();
  if (range.low == range.high) return value;
  const bool no_end = range.high >= far, no_begin = range.low <= Exact(-1'000'000);
  if (no_end && range.low <= Exact(0)) return std::nullopt;
  if (no_end) range.high = Exact::highest();
  if (no_begin) range.low = Exact::lowest();
  value.values = range;
  return value;
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
