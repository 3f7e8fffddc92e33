#include "interpreter/files/sheet_handler.hpp"

#include <charconv>

#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t longest_value = std::size_t{1} << 20;

CellKind kind_named(std::string_view type) {
  if (type == "s") return CellKind::shared;
  if (type == "inlineStr") return CellKind::text;
  if (type == "str") return CellKind::formula_text;
  if (type == "b") return CellKind::truth;
  if (type == "e") return CellKind::error;
  if (type == "d") return CellKind::date;
  return CellKind::number;
}

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// [1]Sheet1!A1 and 'C:\[a.xlsx]Sheet1'!A1 name another file; Table1[Hours] names a column of this one.
bool names_other_file(std::string_view formula) {
  const std::size_t bracket = formula.find('[');
  return bracket != std::string_view::npos && formula.find('!', bracket) != std::string_view::npos &&
         (bracket == 0 || !is_digit(formula[bracket - 1]));
}

}  // namespace

// B12: column 2, row 12. False: it is no such reference.
bool read_reference(std::string_view text, std::uint32_t& column, std::uint32_t& row) {
  std::uint64_t letters = 0, digits = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && letters <= most_columns; ++at)
    letters = letters * 26 + static_cast<std::uint64_t>(text[at] - 'A' + 1);
  const std::size_t begin = at;
  for (; at < text.size() && is_digit(text[at]) && digits <= most_rows; ++at)
    digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
  column = static_cast<std::uint32_t>(letters);
  row = static_cast<std::uint32_t>(digits);
  return begin > 0 && at > begin && at == text.size();
}

void SheetHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") return start_row(attributes);
  if (name == "col") return start_column(attributes);
  if (name == "sheetView") zeros_unseen_ = attributes["showZeros"] == "0" || attributes["showZeros"] == "false";
  if (!in_row_) return;
  if (name == "c") return start_cell(attributes);
  if (name == "f") {
    formula_ = in_formula_ = true;
    shared_ = attributes["si"];
  }
  if (name == "v") in_value_ = has_value_ = true;
  if (name == "is") inline_ = true;
  if (inline_) rich_.start(name, attributes);
}

void SheetHandler::end(std::string_view name) {
  if (name == "row" && in_row_) return end_row();
  if (!in_row_) return;
  if (name == "c") return end_cell();
  if (name == "f") in_formula_ = false;
  if (name == "v") in_value_ = false;
  if (inline_) rich_.end(name);
  if (name == "is") {
    inline_ = false;
    value_ = rich_.take();
    struck_text_ = rich_.is_struck();
    has_value_ = true;
  }
}

void SheetHandler::text(std::string_view piece) {
  if (inline_) return rich_.text(piece);
  std::string& to = in_formula_ ? code_ : value_;
  if ((in_value_ || in_formula_) && to.size() < longest_value) to += piece;
}

const SheetRow& SheetHandler::take_row() {
  SheetRow& row = rows_[first_++];
  row.finish();
  if (first_ == count_) first_ = count_ = 0;
  return row;
}

void SheetHandler::start_column(const XmlAttributes& attributes) {
  const std::string_view hidden = attributes["hidden"];
  if (hidden != "1" && hidden != "true" && attributes["width"] != "0") return;
  std::uint32_t first = 0, last = 0;
  if (read_number(attributes["min"], first) && read_number(attributes["max"], last) && first > 0 && first <= last &&
      hidden_columns_.size() < most_columns)
    hidden_columns_.emplace_back(first, last);
}

void SheetHandler::start_row(const XmlAttributes& attributes) {
  std::uint32_t number = 0;
  for (const char c : attributes["r"])
    number = is_digit(c) && number <= most_rows ? number * 10 + static_cast<std::uint32_t>(c - '0') : most_rows + 1;
  number = number == 0 ? last_row_ + 1 : number;
  // Rows ascend; of one that does not, it is not known which it is.
  if (number <= last_row_ || number > most_rows) return reader->stop(Trouble::damaged);
  last_row_ = number;
  current_.clear();
  current_.number = number;
  current_.hidden = attributes["hidden"] == "1" || attributes["hidden"] == "true";
  in_row_ = true;
  column_ = 0;
}

void SheetHandler::end_row() {
  if (count_ == rows_.size()) rows_.emplace_back();
  std::swap(rows_[count_++], current_);
  in_row_ = false;
}

void SheetHandler::start_cell(const XmlAttributes& attributes) {
  std::uint32_t column = 0, row = 0;
  if (const std::string_view reference = attributes["r"]; reference.empty())
    column = column_ + 1;
  else if (!read_reference(reference, column, row) || row != last_row_ || column <= column_)
    return reader->stop(column > most_columns ? Trouble::too_wide : Trouble::damaged);
  if (column > most_columns) return reader->stop(Trouble::too_wide);
  column_ = column;
  kind_ = kind_named(attributes["t"]);
  style_ = 0;
  for (const char c : attributes["s"])
    if (is_digit(c) && style_ < workbook_.styles.size()) style_ = style_ * 10 + static_cast<std::size_t>(c - '0');
  formula_ = has_value_ = in_value_ = in_formula_ = inline_ = struck_text_ = false;
  value_.clear();
  code_.clear();
  shared_.clear();
  rich_.clear();
}

void SheetHandler::end_cell() {
  in_value_ = in_formula_ = inline_ = false;
  SheetRow& row = current_;
  const std::size_t column = column_ - 1;
  if (kind_ == CellKind::error) return row.put(column, data::Fault::cell_error);
  const bool blank_text = kind_ == CellKind::formula_text && has_value_;  // a formula that gives ""
  if (formula_ && ((value_.empty() && !blank_text) || workbook_.recalculates))
    return row.put(column, data::Fault::not_computed);
  if (formula_ && names_other_file()) return row.put(column, data::Fault::from_elsewhere);
  if (value_.empty()) return;
  if (style_ < workbook_.struck.size() && workbook_.struck[style_]) row.struck = true;
  if (kind_ != CellKind::number && kind_ != CellKind::date) mark(row, column, unlike_text(workbook_.looks[look()]));
  switch (kind_) {
    case CellKind::shared: return put_shared(row, column);
    case CellKind::text:
      if (struck_text_) return row.put(column, data::Fault::struck_text);
      return row.put(column, value_);
    case CellKind::formula_text: return row.put(column, value_);
    case CellKind::truth: return row.put(column, value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : value_);
    case CellKind::date: return put_date(row, column, date_text(value_, shown()));
    case CellKind::number: return put_number(row, column);
    case CellKind::error: return;
  }
}

// Of a formula that several cells share, the first has the text.
bool SheetHandler::names_other_file() {
  const bool names = files::names_other_file(code_);
  if (names && !shared_.empty()) from_elsewhere_.insert(shared_);
  return names || (code_.empty() && from_elsewhere_.contains(shared_));
}

std::uint32_t SheetHandler::look() const { return style_ < workbook_.looks_of.size() ? workbook_.looks_of[style_] : 0; }

void SheetHandler::mark(SheetRow& row, std::size_t column, Unlike how) const {
  if (how != Unlike::no) row.unlike.push_back({column, how, look()});
}

Shown SheetHandler::shown() const {
  return style_ < workbook_.styles.size() ? workbook_.styles[style_] : Shown::number;
}

void SheetHandler::put_shared(SheetRow& row, std::size_t column) {
  std::size_t index = 0;
  for (const char c : value_)
    index = is_digit(c) && index < workbook_.texts.size() ? index * 10 + static_cast<std::size_t>(c - '0') : SIZE_MAX;
  if (index >= workbook_.texts.size()) return reader->stop(Trouble::damaged);
  if (workbook_.texts.is_struck(index)) return row.put(column, data::Fault::struck_text);
  row.put(column, workbook_.texts[index]);
}

void SheetHandler::put_date(SheetRow& row, std::size_t column, const std::optional<std::string>& text) {
  if (text) return row.put(column, *text);
  if (shown() == Shown::part) return row.put(column, data::Fault::shown_in_part);
  row.put(column, value_);  // beyond the calendar: what stands there is no date
}

void SheetHandler::put_number(SheetRow& row, std::size_t column) {
  if (shown() != Shown::number) return put_date(row, column, date_text(value_, shown(), workbook_.is_1904));
  const auto decimal = decimal_of(value_);
  if (!decimal) return row.put(column, value_);
  const NumberLook& look = workbook_.looks[this->look()];
  mark(row, column, zeros_unseen_ && *decimal == "0" ? Unlike::unseen : unlike(look, *decimal));
  row.put(column, padded(look, *decimal));
}

}  // namespace cepol::files
