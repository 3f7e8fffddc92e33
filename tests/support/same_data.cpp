#include "tests/support/same_data.hpp"

namespace cepol::test {

namespace {

bool same(const data::RowsByOwner& a, const data::RowsByOwner& b) { return a.rows == b.rows && a.begin == b.begin; }

std::string difference(const data::ColumnData& a, const data::ColumnData& b) {
  if (a.scale != b.scale) return "scale";
  if (a.unknown != b.unknown) return "unknown as a whole";
  if (a.states != b.states) return "states";
  if (a.numbers != b.numbers) return "numbers";
  if (a.lasts != b.lasts) return "last days";
  if (a.indices != b.indices) return "indices";
  if (a.candidates != b.candidates) return "candidates";
  return {};
}

std::string difference(const data::TableData& a, const data::TableData& b) {
  if (a.rows != b.rows) return "rows";
  if (a.all_rows != b.all_rows) return "all rows";
  for (std::size_t c = 0; c < a.columns.size(); ++c)
    if (const std::string found = difference(a.columns[c], b.columns[c]); !found.empty())
      return "column " + std::to_string(c) + ": " + found;
  if (a.source_rows != b.source_rows) return "source rows";
  if (a.unsure_rows != b.unsure_rows) return "unsure rows";
  if (!same(a.children, b.children)) return "children";
  if (!same(a.perhaps_children, b.perhaps_children)) return "perhaps children";
  if (a.anyones_children != b.anyones_children) return "anyone's children";
  if (a.twins != b.twins) return "twins";
  if (a.written_links != b.written_links) return "written links";
  return {};
}

std::string difference_of_counts(const data::TableData& a, const data::TableData& b) {
  if (a.strangers != b.strangers) return "strangers";
  if (a.taken != b.taken) return "taken from ID numbers";
  if (a.folded_keys != b.folded_keys) return "folded keys";
  if (a.invisible != b.invisible || a.ideographs != b.ideographs) return "characters";
  if (a.rows_read != b.rows_read) return "rows read";
  if (a.rows_excluded != b.rows_excluded) return "rows excluded";
  if (a.rows_repeated != b.rows_repeated) return "rows repeated";
  return {};
}

bool same(const data::BadRow& a, const data::BadRow& b) {
  return a.table == b.table && a.row == b.row && a.column == b.column && a.fault == b.fault &&
         a.arguments == b.arguments && a.excluded == b.excluded && a.file == b.file && a.key == b.key &&
         a.count == b.count && a.ranges == b.ranges && a.ranges_cut == b.ranges_cut && a.alike == b.alike;
}

}  // namespace

std::string difference_of_tables(const data::Dataset& a, const data::Dataset& b) {
  if (a.tables.size() != b.tables.size()) return "tables";
  for (std::size_t t = 0; t < a.tables.size(); ++t)
    if (const std::string found = difference(a.tables[t], b.tables[t]); !found.empty())
      return "table " + std::to_string(t) + ", " + found;
  if (a.texts != b.texts) return "texts";
  for (std::uint32_t text = 0; text < a.texts.size(); ++text)
    if (a.written(text) != b.written(text)) return "written text " + std::to_string(text);
  return {};
}

std::string difference(const data::Dataset& a, const data::Dataset& b) {
  if (std::string found = difference_of_tables(a, b); !found.empty()) return found;
  for (std::size_t t = 0; t < a.tables.size(); ++t)
    if (const std::string found = difference_of_counts(a.tables[t], b.tables[t]); !found.empty())
      return "table " + std::to_string(t) + ", " + found;
  if (a.left_out != b.left_out) return "rows left out";
  if (a.bad.size() != b.bad.size()) return "number of faults";
  for (std::size_t i = 0; i < a.bad.size(); ++i)
    if (!same(a.bad[i], b.bad[i])) return "fault " + std::to_string(i);
  return {};
}

}  // namespace cepol::test
