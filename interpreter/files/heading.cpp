// Copies rows until one has enough of the table's columns.
#include "interpreter/files/heading.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "interpreter/data/row_words.hpp"

namespace cepol::files {

namespace {

// What is read while looking for the headings. Only in a file that cannot be used as it is they are not among its first
// rows.
constexpr std::size_t most_searched = std::size_t{10} * 1024 * 1024;  // bytes

struct WantedColumns {
  std::vector<std::string> all, identity;     // folded
  std::map<std::string, std::string> others;  // other words for them, folded, with the name

  // The name of the column whose heading it is; else the text, folded.
  std::string form_of(std::string_view text) const {
    std::string form = data::label_form(text);
    const auto other = others.find(form);
    return other == others.end() ? form : other->second;
  }
};

WantedColumns wanted_columns(const core::Program& program, const std::string& table) {
  WantedColumns wanted;
  for (const core::RecordTable& record : program.tables.nodes) {
    const bool heading = record.name != table;
    if (heading && record.heading != table) continue;
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      if (heading && !record.columns[i].heading) continue;
      wanted.all.push_back(data::label_form(record.columns[i].name));
      for (const std::string& word : record.columns[i].headings)
        wanted.others.emplace(data::label_form(word), wanted.all.back());
      if (!heading && (record.key == i || (record.parent && record.link == i)))
        wanted.identity.push_back(wanted.all.back());
    }
    if (!heading) break;
  }
  return wanted;
}

struct FoundColumns {
  bool any_identity = false, all_identity = true;
  std::size_t count = 0;
  bool half = false;
};

FoundColumns columns_in(const CellRow& row, const WantedColumns& wanted) {
  std::vector<std::string> texts;
  for (const data::CellText& cell : row.cells) texts.push_back(wanted.form_of(cell.text));
  const auto has = [&](const std::string& column) {
    return std::find(texts.begin(), texts.end(), column) != texts.end();
  };
  FoundColumns found;
  found.any_identity = std::any_of(wanted.identity.begin(), wanted.identity.end(), has);
  found.all_identity = std::all_of(wanted.identity.begin(), wanted.identity.end(), has);
  found.count = static_cast<std::size_t>(std::count_if(wanted.all.begin(), wanted.all.end(), has));
  found.half = found.count > 0 && found.count * 2 >= wanted.all.size();
  return found;
}

bool is_heading(const CellRow& row, const WantedColumns& wanted) {
  const FoundColumns found = columns_in(row, wanted);
  return found.any_identity || found.half;
}

// Headings of two lines, of which those of one line are merged over both: the second line has as many as the first at
// least, and those under a heading of the first.
void take_second_line(FileHead& head, RowSource& rows, const WantedColumns& wanted) {
  const auto count = [&](const CopiedRow& line) {
    return std::count_if(line.texts.begin(), line.texts.end(), [&](const std::string& text) {
      return std::find(wanted.all.begin(), wanted.all.end(), wanted.form_of(text)) != wanted.all.end();
    });
  };
  CellRow next;
  const std::vector<bool>& spread = head.heading->spread;
  if (std::find(spread.begin(), spread.end(), true) == spread.end() || !rows.next(next)) return;
  CopiedRow second(next);
  if (!is_heading(next, wanted) || count(second) < count(*head.heading)) {
    head.below.push_back(std::move(second));
    return;
  }
  head.above.push_back(std::move(*head.heading));
  head.heading = std::move(second);
}

// Where no row has the headings, as where they are in other words, the first that is no title: titles have few cells,
// or what stands in them is 填报单位：….
std::size_t most_like_heading(const std::vector<CopiedRow>& rows) {
  constexpr std::size_t first_rows = 12;
  const std::size_t count = std::min(rows.size(), first_rows);
  const auto filled = [&](std::size_t row) {
    return std::count_if(rows[row].texts.begin(), rows[row].texts.end(),
                         [](const auto& text) { return !text.empty(); });
  };
  const auto has_colon = [](const std::string& text) {
    const std::size_t at = std::min(text.find("："), text.find(": "));
    return at != std::string::npos && at > 0;
  };
  std::ptrdiff_t most = 0;
  for (std::size_t row = 0; row < count; ++row) most = std::max(most, filled(row));
  for (std::size_t row = 0; row < count && most > 1; ++row)
    if (rows[row].fault ||
        (filled(row) * 2 >= most && std::none_of(rows[row].texts.begin(), rows[row].texts.end(), has_colon)))
      return row;
  return 0;
}

}  // namespace

CopiedRow::CopiedRow(const CellRow& row) : line(row.line), number(row.number), lines(row.lines), fault(row.fault) {
  for (const data::CellText& cell : row.cells) {
    texts.emplace_back(cell.text);
    faults.push_back(cell.fault);
    spread.push_back(cell.spread);
  }
}

std::vector<data::CellText> CopiedRow::cells() const {
  std::vector<data::CellText> cells;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    cells.push_back(faults[i] ? data::CellText(*faults[i]) : data::CellText(texts[i]));
    cells.back().spread = spread[i];
  }
  return cells;
}

FileHead read_head(RowSource& rows, const core::Program& program, const std::string& table) {
  const WantedColumns wanted = wanted_columns(program, table);
  FileHead head;
  CellRow row;
  std::size_t searched = 0;
  while (searched < most_searched && rows.next(row)) {
    for (const data::CellText& cell : row.cells) searched += cell.text.size() + sizeof(std::string);
    if (is_heading(row, wanted)) {
      head.heading = CopiedRow(row);
      head.found = true;
      take_second_line(head, rows, wanted);
      return head;
    }
    head.above.emplace_back(row);
  }
  if (head.above.empty()) return head;
  const auto at = head.above.begin() + static_cast<std::ptrdiff_t>(most_like_heading(head.above));
  head.heading = std::move(*at);
  head.below.assign(std::make_move_iterator(at + 1), std::make_move_iterator(head.above.end()));
  head.above.erase(at, head.above.end());
  return head;
}

std::size_t times_side_by_side(const CopiedRow& heading, const core::Program& program, const std::string& table) {
  const WantedColumns wanted = wanted_columns(program, table);
  std::vector<std::string> known;
  for (const std::string& text : heading.texts)
    if (std::string form = wanted.form_of(text);
        std::find(wanted.all.begin(), wanted.all.end(), form) != wanted.all.end())
      known.push_back(std::move(form));
  if (known.empty()) return 1;
  const auto again = std::find(known.begin() + 1, known.end(), known.front());
  const auto columns = static_cast<std::size_t>(again - known.begin());
  if (columns < 2 || known.size() % columns != 0) return 1;
  for (std::size_t i = columns; i < known.size(); ++i)
    if (known[i] != known[i % columns]) return 1;
  return known.size() / columns;
}

bool is_transposed(FileHead& head, RowSource& rows, const core::Program& program, const std::string& table) {
  constexpr std::size_t least = 3;  // headings below one another, where they are less than half of all
  constexpr std::size_t first = 2;  // filled cells of a row: a number may stand before the heading
  const WantedColumns wanted = wanted_columns(program, table);
  const auto wanted_in = [&](const std::vector<std::string>& texts, std::set<std::string>& found, std::size_t most) {
    for (std::size_t i = 0, filled = 0; i < texts.size() && filled < most; ++i) {
      std::string form = wanted.form_of(texts[i]);
      filled += form.empty() ? 0 : 1;
      if (std::find(wanted.all.begin(), wanted.all.end(), form) != wanted.all.end()) found.insert(std::move(form));
    }
  };
  std::set<std::string> in_row, in_column;
  wanted_in(head.heading->texts, in_row, head.heading->texts.size());
  if (in_row.size() > 1 || wanted.all.size() < 2) return false;
  CellRow row;
  while (head.below.size() < 2 * wanted.all.size() && rows.next(row)) head.below.emplace_back(row);
  wanted_in(head.heading->texts, in_column, first);
  for (const std::vector<CopiedRow>* part : {&head.above, &head.below})
    for (const CopiedRow& one : *part) wanted_in(one.texts, in_column, first);
  return in_column.size() >= least || (in_column.size() > 1 && in_column.size() * 2 >= wanted.all.size());
}

std::optional<std::string> table_by_headings(RowSource& rows, const core::Program& program) {
  constexpr int first_rows = 5;
  CellRow row;
  for (int i = 0; i < first_rows && rows.next(row); ++i) {
    std::optional<std::string> best;
    std::size_t most = 1;  // one column in common says nothing
    for (const core::RecordTable& record : program.tables.nodes) {
      const FoundColumns found = columns_in(row, wanted_columns(program, record.name));
      if (!found.all_identity || !found.half || found.count <= most) continue;
      best = record.name;
      most = found.count;
    }
    if (best) return best;
  }
  return std::nullopt;
}

}  // namespace cepol::files
