// Puts what a list of corrections says in place of the cells of a row, before the row is read.
#include <algorithm>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/column_names.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

std::string_view text_in(const CellText& cell) { return cell.fault ? std::string_view() : trimmed(cell.text); }

// Do both texts say the same in the column: nothing, the same text, or the same value?
bool say_the_same(BuilderState& state, const CellReader& reader, std::string_view now, const std::string& was) {
  std::string buffer;
  const std::string_view shown = trimmed(clean(now, buffer).text);
  const bool blank = shown.empty() || reader.says_blank(shown);
  if (blank || was.empty()) return blank && (was.empty() || reader.says_blank(was));
  if (excerpt(shown) == was || key_form(shown) == key_form(was)) return true;
  CellValue one, other;
  return !reader.read(shown, state.texts, one) && !reader.read(was, state.texts, other) && one == other;
}

}  // namespace

void set_corrections(BuilderState& state) {
  state.correction_uses.assign(state.assumptions.corrections.size(), {});
  for (std::size_t i = 0; i < state.assumptions.corrections.size(); ++i)
    state.corrections[{state.assumptions.corrections[i].table, state.assumptions.corrections[i].row}].push_back(i);
}

std::span<const CellText> corrected(BuilderState& state, std::uint32_t source_row, std::span<const CellText> cells) {
  if (state.corrections.empty() || state.target != BuilderState::Target::table) return cells;
  const TableBuilder& table = state.tables[state.current];
  const auto found = state.corrections.find({table.record->name, source_row});
  if (found == state.corrections.end()) return cells;
  const ColumnLayout& layout = table.layout;
  state.corrected_cells.assign(cells.begin(), cells.end());
  const auto cell_of = [&](std::uint32_t column) {
    const std::uint32_t at = layout.cell_of[column];
    return at < cells.size() ? std::optional(at) : std::nullopt;
  };
  for (const std::size_t index : found->second) {
    const Correction& correction = state.assumptions.corrections[index];
    CorrectionUse& use = state.correction_uses[index];
    const auto& columns = table.record->columns;
    const auto column = std::find_if(columns.begin(), columns.end(),
                                     [&](const core::Column& one) { return one.name == correction.column; });
    const auto at = column == columns.end() || cells.size() != layout.columns.size()
                        ? std::nullopt
                        : cell_of(static_cast<std::uint32_t>(column - columns.begin()));
    if (!at) {
      use.state = CorrectionState::no_column;
      continue;
    }
    const auto identity = table.record->key ? table.record->key : table.record->link;
    const auto key = identity ? cell_of(*identity) : std::nullopt;
    if (key && *key != *at && !correction.key.empty() && key_form(text_in(cells[*key])) != key_form(correction.key)) {
      use = {CorrectionState::other_key, std::string(text_in(cells[*key]))};
      continue;
    }
    const CellReader& reader = table.readers[static_cast<std::size_t>(column - columns.begin())];
    if (!say_the_same(state, reader, text_in(cells[*at]), correction.was)) {
      use = {CorrectionState::differs, excerpt(text_in(cells[*at]))};
      continue;
    }
    use.state = CorrectionState::applied;
    state.corrected_cells[*at] = CellText(correction.becomes);
  }
  return state.corrected_cells;
}

}  // namespace cepol::data
