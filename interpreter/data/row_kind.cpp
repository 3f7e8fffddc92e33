// Decides the kind of a row by its filled cells: first whether its key or link can be one, then each kind in turn.
#include "interpreter/data/row_kind.hpp"

#include <algorithm>

#include "interpreter/data/row_words.hpp"
#include "lang/base/date.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

struct FilledCell {
  std::size_t at;         // in the row
  std::uint32_t column;   // of the record, or ignored_column
  std::string_view text;  // trimmed
  bool readable;          // false: the cell has a fault
};

std::vector<FilledCell> filled_cells(const FileRow& row) {
  std::vector<FilledCell> filled;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view text = trimmed(row.cells[i].text);
    if (row.cells[i].blank()) continue;
    const std::uint32_t column = i < row.layout.columns.size() ? row.layout.columns[i] : ignored_column;
    filled.push_back({i, column, text, !row.cells[i].fault});
  }
  return filled;
}

bool identifies(const core::RecordTable& record, std::uint32_t column) {
  return column != ignored_column && (record.key == column || (record.parent && record.link == column));
}
bool has_identity(const FileRow& row) {
  return std::any_of(row.layout.columns.begin(), row.layout.columns.end(),
                     [&](std::uint32_t column) { return identifies(row.record, column); });
}

// Ideographs, kana and other letters of East Asia: not U+200B or a dash, which a key may have by accident.
bool has_ideograph(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.value >= 0x2E80 && point.value < 0xFF00) return true;
    at += point.length;
  }
  return false;
}
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

bool unlike(const KeyForms& keys, std::string_view folded_key) {
  return keys.count > 0 &&
         ((keys.all_with_digits && !has_digit(folded_key)) || (!keys.any_with_ideographs && has_ideograph(folded_key)));
}

std::string heading_over(const FileRow& row, const FilledCell& cell) {
  return cell.at < row.layout.headings.size() ? label_form(row.layout.headings[cell.at]) : std::string();
}

bool is_label(const std::string& text) { return is_total_label(text) || is_signature(text) || is_note(text); }
// Neither a key, though a key may look so otherwise.
bool says_of_rows(std::string_view text) {
  return is_drawn_line(text) || is_subtotal(text) || is_row_count(label_form(text));
}

// Which of the row's keys and links are plain; most rows need no closer look.
struct PlainKeys {
  bool any = false, all = true;
};
PlainKeys plain_keys(const FileRow& row) {
  PlainKeys plain;
  const std::size_t cells = std::min(row.cells.size(), row.layout.columns.size());
  for (std::size_t i = 0; i < cells; ++i) {
    if (!identifies(row.record, row.layout.columns[i])) continue;
    const bool is_plain = !row.cells[i].fault && is_plain_key(trimmed(row.cells[i].text)) &&
                          trimmed(row.cells[i].text) != trimmed(row.layout.headings[i]);
    plain.any = plain.any || is_plain;
    plain.all = plain.all && is_plain;
  }
  return plain;
}

// 合计学时, Total hours: of a column of numbers, by its name or its heading in the file.
bool is_total_of_column(const FileRow& row, const std::string& text) {
  const auto fits = [&](std::size_t column, const std::string& heading) {
    return column != ignored_column && row.record.columns[column].type.kind == core::Kind::number &&
           is_total_of(text, label_form(heading));
  };
  for (std::size_t c = 0; c < row.record.columns.size(); ++c)
    if (fits(c, row.record.columns[c].name)) return true;
  for (std::size_t i = 0; i < row.layout.columns.size(); ++i)
    if (fits(row.layout.columns[i], row.layout.headings[i])) return true;
  return false;
}

bool can_be_key(const FileRow& row, const FilledCell& cell) {
  if (!cell.readable) return true;
  const std::string text = label_form(cell.text);
  return !is_label(text) && !is_total_of_column(row, text) && !says_of_rows(cell.text) &&
         text != heading_over(row, cell) && !unlike(row.keys, text);
}

// Can the text be read as its column's type? Any text can be a text.
bool fits_column(const FileRow& row, const FilledCell& cell) {
  if (!cell.readable || cell.column == ignored_column) return false;
  Texts texts;
  CellValue value;
  return !row.readers[cell.column].read(cell.text, texts, value);
}

// Has the row a value of a type by which a record is known?
bool has_value_of(const FileRow& row, const std::vector<FilledCell>& filled, std::initializer_list<core::Kind> kinds) {
  return std::any_of(filled.begin(), filled.end(), [&](const FilledCell& cell) {
    if (cell.column == ignored_column) return false;
    const core::Kind kind = row.record.columns[cell.column].type.kind;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() && fits_column(row, cell);
  });
}

// The headings of the file, each in its place; names of columns in any order.
bool repeats_heading(const FileRow& row, const std::vector<FilledCell>& filled) {
  std::vector<std::string> names;
  for (const core::Column& column : row.record.columns) {
    names.push_back(label_form(column.name));
    for (const std::string& heading : column.headings) names.push_back(label_form(heading));
  }
  const auto alike = std::count_if(filled.begin(), filled.end(), [&](const FilledCell& cell) {
    if (!cell.readable) return false;
    const std::string text = label_form(cell.text);
    return text == heading_over(row, cell) || std::find(names.begin(), names.end(), text) != names.end();
  });
  return alike > 0 && static_cast<std::size_t>(alike) * 2 >= filled.size();
}

bool holds_any_text(const FileRow& row, const FilledCell& cell) {
  if (cell.column == ignored_column) return true;
  const core::Kind kind = row.record.columns[cell.column].type.kind;
  return kind == core::Kind::text || kind == core::Kind::row;
}

// A row whose first cell is just 合计 may say of what (小计, 区外).
bool is_total(const FileRow& row, const std::vector<FilledCell>& filled) {
  const FilledCell& first = filled.front();
  if (first.readable && is_total_word(label_form(first.text)) && holds_any_text(row, first) &&
      !has_value_of(row, filled, {core::Kind::truth, core::Kind::date}))
    return true;
  const bool labelled = std::any_of(filled.begin(), filled.end(), [&](const FilledCell& cell) {
    if (!cell.readable) return false;
    const std::string text = label_form(cell.text);
    if (!is_total_label(text) && !is_total_of_column(row, text)) return false;
    return holds_any_text(row, cell) || !fits_column(row, cell);
  });
  return labelled && !has_value_of(row, filled, {core::Kind::enumeration, core::Kind::truth, core::Kind::date});
}

// 初级 汇总, and a number in the column that is added up.
bool is_subtotal_row(const FileRow& row, const std::vector<FilledCell>& filled) {
  const bool labelled = std::any_of(filled.begin(), filled.end(), [&](const FilledCell& cell) {
    return cell.readable && is_subtotal(cell.text) && (holds_any_text(row, cell) || !fits_column(row, cell));
  });
  return labelled &&
         !has_value_of(row, filled, {core::Kind::enumeration, core::Kind::truth, core::Kind::date, core::Kind::year});
}

bool is_rule(const std::vector<FilledCell>& filled) {
  return std::all_of(filled.begin(), filled.end(),
                     [](const FilledCell& cell) { return cell.readable && is_drawn_line(cell.text); });
}

bool is_count_alone(const std::vector<FilledCell>& filled) {
  return filled.size() == 1 && filled.front().at == 0 && filled.front().readable &&
         is_row_count(label_form(filled.front().text));
}

bool is_footer(const FileRow& row, const std::vector<FilledCell>& filled) {
  const FilledCell& first = filled.front();
  const std::string text = label_form(first.text);
  return first.readable && (is_signature(text) || is_note(text)) &&
         !has_value_of(row, filled, {core::Kind::enumeration, core::Kind::truth, core::Kind::year, core::Kind::number});
}

// A group's name in place of a key, with its number of rows, say, but no value of a record.
bool names_group(const FileRow& row, const std::vector<FilledCell>& filled) {
  const FilledCell& first = filled.front();
  return filled.size() <= 3 && first.readable && identifies(row.record, first.column) &&
         is_group_name(label_form(first.text)) && !has_other_digits(label_form(first.text)) &&
         !has_value_of(row, filled,
                       {core::Kind::enumeration, core::Kind::truth, core::Kind::date, core::Kind::year,
                        core::Kind::number, core::Kind::row});
}

// 2017年5月20日 below a signature, where no date belongs.
bool is_lone_date(const FileRow& row, const FilledCell& cell) {
  return holds_any_text(row, cell) && !is_serial_number(label_form(cell.text)) && parse_date(cell.text).has_value();
}

// One filled cell in the whole row, if it is not what is left of a record (digits, several texts): the name of a group,
// or the number of a row that was not filled in.
RowKind kind_of_one(const FileRow& row, const FilledCell& cell) {
  if (!cell.readable || holds_several_texts(cell.text)) return RowKind::record;
  if (!is_serial_number(label_form(cell.text)) && !is_lone_date(row, cell) && has_other_digits(label_form(cell.text)))
    return RowKind::record;
  if (identifies(row.record, cell.column)) return RowKind::subtitle;  // one that can be a key is a record before
  if (is_lone_date(row, cell)) return RowKind::footer;
  const bool first = cell.at == 0;
  const std::string text = label_form(cell.text);
  if (cell.column == ignored_column) {
    if (is_serial_number(text)) return RowKind::blank;
    return first || is_group_name(text) ? RowKind::subtitle : RowKind::record;
  }
  // A single text may be all that is left of a record, so that the name of a group must look like one.
  if (holds_any_text(row, cell))
    return first && row.layout.columns.size() > 2 && is_group_name(text) ? RowKind::subtitle : RowKind::record;
  return first && !fits_column(row, cell) && has_identity(row) ? RowKind::subtitle : RowKind::record;
}

}  // namespace

bool is_plain_key(std::string_view text) {
  bool digit = false;
  for (const char c : text) {
    digit = digit || is_digit(c);
    if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '-' && c != '_') return false;
  }
  return digit;
}

bool is_in_one_cell(const FileRow& row) {
  if (row.layout.columns.size() < 3) return false;
  const CellText* only = nullptr;
  for (const CellText& cell : row.cells) {
    if (cell.blank()) continue;
    if (only != nullptr) return false;  // most rows: the second cell is filled in
    only = &cell;
  }
  return only != nullptr && !only->fault && holds_several_texts(trimmed(only->text));
}

RowKind row_kind(const FileRow& row) {
  if (plain_keys(row).any) return RowKind::record;
  const std::vector<FilledCell> filled = filled_cells(row);
  if (filled.empty()) return RowKind::blank;
  for (const FilledCell& cell : filled)
    if (identifies(row.record, cell.column) && can_be_key(row, cell)) return RowKind::record;
  if (repeats_heading(row, filled)) return RowKind::repeated_heading;
  if (is_rule(filled)) return RowKind::rule;
  if (is_total(row, filled) || is_subtotal_row(row, filled)) return RowKind::total;
  if (is_footer(row, filled)) return RowKind::footer;
  if (is_count_alone(filled)) return RowKind::row_count;
  if (filled.size() == 1) return kind_of_one(row, filled.front());
  return names_group(row, filled) ? RowKind::subtitle : RowKind::record;
}

bool is_title(const FileRow& row) {
  if (plain_keys(row).any) return false;
  const std::vector<FilledCell> filled = filled_cells(row);
  return filled.size() * 2 < row.layout.columns.size() ||
         !has_value_of(
             row, filled,
             {core::Kind::enumeration, core::Kind::truth, core::Kind::date, core::Kind::year, core::Kind::number});
}

bool has_key_only(const FileRow& row) {
  if (row.layout.columns.size() < 2) return false;  // then every row is so
  const std::vector<FilledCell> filled = filled_cells(row);
  return filled.size() == 1 && filled.front().readable && identifies(row.record, filled.front().column) &&
         !is_label(label_form(filled.front().text)) && !says_of_rows(filled.front().text);
}

void note_keys(const FileRow& row, KeyForms& keys) {
  if (keys.count > 0 && plain_keys(row).all) return;
  const std::vector<FilledCell> filled = filled_cells(row);
  if (filled.size() < 2) return;
  for (const FilledCell& cell : filled) {
    if (!cell.readable || !identifies(row.record, cell.column)) continue;
    const std::string text = label_form(cell.text);
    if (is_label(text) || says_of_rows(cell.text)) continue;
    ++keys.count;
    keys.all_with_digits = keys.all_with_digits && has_digit(text);
    keys.any_with_ideographs = keys.any_with_ideographs || has_ideograph(text);
  }
}

}  // namespace cepol::data
