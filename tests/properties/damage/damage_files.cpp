// Damages of whole files: their names, places, encodings.
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

// A line a row, an object of the cells that are not blank.
std::string as_ndjson(const TextTable& table) {
  std::string text;
  for (const Row& row : table.rows) {
    text += "{";
    bool first = true;
    for (std::size_t i = 0; i < row.size() && i < table.headings.size(); ++i) {
      if (row[i].text.empty()) continue;
      text += (first ? "" : ", ") + json_string(table.headings[i].text) + ": " + json_string(row[i].text);
      first = false;
    }
    text += "}\n";
  }
  return text;
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
