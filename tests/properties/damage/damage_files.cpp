// Damages of whole files: their names, places, encodings.
#include "lang/base/text.hpp"
#include "tests/properties/damage/kinds.hpp"

namespace cepol::damage {

namespace {

bool in_form(Damaging& d, FileForm form) {
  if (d.table().form != FileForm::plain) return false;
  d.table().form = form;
  return true;
}
bool rename_file(Damaging& d, const std::string& name) {
  d.table().file = "/data/" + name;
  return true;
}

std::string json_string(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return quoted + "\"";
}

// A line a row, an object of its cells; blanks are null. `left_out`: a column that no row has, or that one row lacks.
std::string as_ndjson(const TextTable& table, std::string_view left_out = {}, std::size_t of_row = SIZE_MAX) {
  std::string text;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Row& row = table.rows[r];
    text += "{";
    bool first = true;
    for (std::size_t i = 0; i < row.size() && i < table.headings.size(); ++i) {
      if (table.headings[i].text == left_out && (of_row == SIZE_MAX || of_row == r)) continue;
      text += (first ? "" : ", ") + json_string(table.headings[i].text) + ": " +
              (row[i].text.empty() ? "null" : json_string(row[i].text));
      first = false;
    }
    text += "}\n";
  }
  return text;
}

bool can_be_json(const TextTable& table) {
  bool good = table.form == FileForm::plain && table.above.empty();
  for (const Row& row : table.rows) {
    good = good && row.size() == table.headings.size();
    for (const Cell& cell : row) good = good && !cell.raw && !invalid_utf8(cell.text);
  }
  return good;
}

// The table as .ndjson in place of .csv; false where its cells cannot be written so.
bool replace_by_json(Damaging& d, std::string_view left_out = {}, std::size_t of_row = SIZE_MAX) {
  const TextTable& table = d.table();
  if (!can_be_json(table)) return false;
  d.files.others["/data/" + table.name + ".ndjson"] = as_ndjson(table, left_out, of_row);
  d.table().form = FileForm::missing;
  return true;
}

// The rows as objects, one after the other.
std::vector<std::string> json_rows(const TextTable& table) {
  std::vector<std::string> rows;
  std::string text = as_ndjson(table);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n')) {
    rows.push_back(text.substr(0, at));
    text.erase(0, at + 1);
  }
  return rows;
}
bool write_json(Damaging& d, const std::string& text) {
  d.files.others["/data/" + d.table().name + ".json"] = text;
  d.table().form = FileForm::missing;
  return true;
}

}  // namespace

bool file_missing(Damaging& d) { return in_form(d, FileForm::missing); }
bool file_empty(Damaging& d) { return in_form(d, FileForm::empty); }
bool file_headings_only(Damaging& d) {
  const bool any = !d.table().rows.empty();
  d.table().rows.clear();
  return any;
}
bool file_copy_name(Damaging& d) { return rename_file(d, d.table().name + "(1).csv"); }
bool file_year_name(Damaging& d) { return rename_file(d, "2017" + d.table().name + ".csv"); }
bool file_blank_name(Damaging& d) { return rename_file(d, d.table().name + " .csv"); }
bool file_as_txt(Damaging& d) { return rename_file(d, d.table().name + ".txt"); }
bool file_in_subfolder(Damaging& d) { return rename_file(d, "资料/" + d.table().name + ".csv"); }
bool file_twice_json(Damaging& d) {
  d.files.others["/data/" + d.table().name + ".ndjson"] = as_ndjson(d.table());
  return true;
}
bool file_split(Damaging& d) {
  TextTable& table = d.table();
  if (table.rows.size() < 2 || table.headings.size() < 2 || table.form != FileForm::plain) return false;
  TextTable rest = table;
  const std::size_t kept = 1 + d.random.below(table.rows.size() - 1);
  rest.rows.erase(rest.rows.begin(), rest.rows.begin() + static_cast<std::ptrdiff_t>(kept));
  table.rows.resize(kept);
  d.files.others["/data/" + table.name + "2.csv"] = file_text(rest);
  return true;
}
bool json_cut(Damaging& d) {
  if (!can_be_json(d.table()) || d.table().rows.size() < 2) return false;
  const auto rows = json_rows(d.table());
  std::string text = "[";
  for (std::size_t i = 0; i < 1 + d.random.below(rows.size() - 1); ++i) text += (i > 0 ? ",\n" : "") + rows[i];
  return write_json(d, text);
}
bool json_in_object(Damaging& d) {
  if (!can_be_json(d.table())) return false;
  std::string text = "{\"rows\": [";
  for (const std::string& row : json_rows(d.table())) text += (text.ends_with('[') ? "" : ",\n") + row;
  return write_json(d, text + "]}");
}
bool json_by_key(Damaging& d) {
  const auto at = d.identity_position();
  if (!at || !can_be_json(d.table())) return false;
  const auto rows = json_rows(d.table());
  std::string text = "{";
  for (std::size_t i = 0; i < rows.size(); ++i)
    text += (i > 0 ? ",\n" : "") + json_string(d.table().rows[i][*at].text) + ": " + rows[i];
  return write_json(d, text + "}");
}
bool file_as_json(Damaging& d) { return replace_by_json(d); }
bool json_member_missing(Damaging& d) { return d.position() && replace_by_json(d, d.target.column); }
bool json_member_missing_once(Damaging& d) {
  const auto at = d.position();
  const Row* row = at ? d.pick(*at) : nullptr;
  return row != nullptr && replace_by_json(d, d.target.column, static_cast<std::size_t>(row - d.table().rows.data()));
}
bool file_twice_folders(Damaging& d) {
  d.files.others["/more/" + d.table().name + ".csv"] = file_text(d.table());
  d.files.paths.push_back("/more");
  return true;
}
bool file_gbk(Damaging& d) { return in_form(d, FileForm::gbk); }
bool file_tabs(Damaging& d) { return in_form(d, FileForm::tabs); }
bool file_semicolons(Damaging& d) { return in_form(d, FileForm::semicolons); }
bool file_byte_order_mark(Damaging& d) { return in_form(d, FileForm::byte_order_mark); }
bool file_crlf(Damaging& d) { return in_form(d, FileForm::crlf); }

}  // namespace cepol::damage
