// Writes tables of texts as the bytes of files.
#include "tests/properties/damage/text_tables.hpp"

#include <iconv.h>

namespace cepol::damage {

namespace {

std::string written_cell(const Cell& cell, char comma) {
  const std::string special{comma, '"', '\n', '\r'};
  if (cell.raw || cell.text.find_first_of(special) == std::string::npos) return cell.text;
  std::string quoted = "\"";
  for (char c : cell.text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string written_row(const Row& row, char comma, std::string_view line_end) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += comma;
    line += written_cell(row[i], comma);
  }
  return line + std::string(line_end);
}

std::string in_gbk(std::string text) {
  const iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string bytes(text.size() * 2 + 4, '\0');
  char *from = text.data(), *to = bytes.data();
  std::size_t left = text.size(), room = bytes.size();
  iconv(converter, &from, &left, &to, &room);
  iconv_close(converter);
  bytes.resize(bytes.size() - room);
  return bytes;
}

}  // namespace

Row row_of(const std::vector<std::string>& texts) {
  Row row;
  for (const std::string& text : texts) row.push_back({text});
  return row;
}

std::string file_text(const TextTable& table) {
  if (table.form == FileForm::empty) return {};
  const char comma = table.form == FileForm::tabs ? '\t' : table.form == FileForm::semicolons ? ';' : ',';
  const std::string_view line_end = table.form == FileForm::crlf ? "\r\n" : "\n";
  std::string text = table.form == FileForm::byte_order_mark ? "\xEF\xBB\xBF" : "";
  for (const Row& row : table.above) text += written_row(row, comma, line_end);
  text += written_row(table.headings, comma, line_end);
  for (const Row& row : table.rows) text += written_row(row, comma, line_end);
  return table.form == FileForm::gbk ? in_gbk(std::move(text)) : text;
}

}  // namespace cepol::damage
