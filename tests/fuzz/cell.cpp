// A cell, read as every kind of column. What is read is compared with a simple reading of the same text, printed and
// read again; a fault never comes with a value, and no value is out of its column's bounds.
#include "interpreter/data/cell.hpp"

#include <algorithm>

#include "interpreter/data/ambiguous_cells.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "tests/fuzz/target.hpp"

namespace cepol::fuzz {

namespace {

using data::CellValue;
using data::State;
using Wide = __int128;

struct CellColumn {
  core::Column column;
  data::CellReader reader;
};

core::Program cell_program() {
  core::Program program;
  program.enumerations.add({"kinds", {"甲", "乙类", "AB", "全·角"}, {{"甲乙", {0, 1}}}});
  return program;
}

const core::Program& cells_of_program() {
  static const core::Program program = cell_program();
  return program;
}

core::Column cell_column(core::Kind kind, Exact lowest = Exact::lowest(), Exact highest = Exact::highest(),
                         int places = 4) {
  core::Column column;
  column.name = "column";
  column.type.kind = kind;
  if (kind == core::Kind::enumeration) column.type.enumeration = core::EnumerationId{0};
  column.lowest = lowest;
  column.highest = highest;
  column.places = places;
  column.blank_words = {"/", "无", "N/A"};
  return column;
}

const std::vector<CellColumn>& cell_columns() {
  static const std::vector<CellColumn> all = [] {
    std::vector<core::Column> columns = {
        cell_column(core::Kind::truth),
        cell_column(core::Kind::enumeration),
        cell_column(core::Kind::number),
        cell_column(core::Kind::number, 0, 1000, 0),
        cell_column(core::Kind::number, Exact::reduced_ratio(-1, 3), Exact::reduced_ratio(200, 7), 2),
        cell_column(core::Kind::number, Exact::lowest(), Exact::highest(), 18),
        cell_column(core::Kind::year),
        cell_column(core::Kind::year, 1950, 2030),
        cell_column(core::Kind::date),
        cell_column(core::Kind::date, *day_of(1900, 1, 15), *day_of(2017, 5, 20)),
        cell_column(core::Kind::text),
        cell_column(core::Kind::row),
    };
    std::vector<CellColumn> made;
    for (core::Column& column : columns) {
      column.blank = made.size() % 2 == 0 ? core::Blank::unknown : core::Blank::none;
      made.push_back({column, data::CellReader(cells_of_program(), column)});
    }
    return made;
  }();
  return all;
}

Exact value_in(const CellColumn& of, const CellValue& cell) {
  std::int64_t scale = 1;
  for (int i = 0; i < of.reader.scale(); ++i) scale *= 10;
  return Exact::ratio(cell.number, scale).value();
}

// ---- simple readings, of the half-width form of a cell

// A decimal number by its digits: value / 10^places, with the zeros at its end taken off. `large`: it has more digits
// than are counted here, which are more than any column holds.
struct SimpleNumber {
  Wide value = 0;
  std::size_t places = 0;
  bool large = false;
};

std::optional<SimpleNumber> simple_number(std::string text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string places = point < text.size() ? text.substr(point + 1) : std::string();
  if (point == 0 || point + 1 == text.size()) return std::nullopt;
  while (places.ends_with('0')) places.pop_back();
  SimpleNumber number{0, places.size(), false};
  for (const char c : text.substr(0, point) + (point < text.size() ? text.substr(point + 1) : std::string()))
    if (!is_digit(c)) return std::nullopt;
  for (const char c : text.substr(0, point) + places) {
    if (number.value > Wide{INT64_MAX}) number.large = true;
    if (!number.large) number.value = number.value * 10 + (c - '0');
  }
  if (negative) number.value = -number.value;
  return number;
}

std::optional<int> simple_year(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.ends_with("年")) text = trimmed(text.substr(0, text.size() - 3));
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), is_digit) || text == "0000") return std::nullopt;
  return std::stoi(std::string(text));
}

// All runs of digits in front of a time of day.
std::vector<std::string> digit_runs(std::string_view text) {
  std::vector<std::string> runs;
  bool within = false;
  for (const char c : text.substr(0, text.find_first_of(" T"))) {
    if (is_digit(c) && !within) runs.emplace_back();
    within = is_digit(c);
    if (within) runs.back() += c;
  }
  return runs;
}

std::optional<Date> simple_date(std::string_view text) {
  std::vector<std::string> runs = digit_runs(text);
  if (runs.size() == 1 && runs[0].size() > 4) {
    std::string digits = runs[0];
    runs = {digits.substr(0, 4), digits.substr(4, 2)};
    if (digits.size() > 6) runs.push_back(digits.substr(6));
  }
  std::vector<int> parts;
  for (const std::string& run : runs) parts.push_back(run.size() <= 4 ? std::stoi(run) : 0);
  if (parts.empty() || parts.size() > 3) return std::nullopt;
  const int first_month = parts.size() > 1 ? parts[1] : 1, last_month = parts.size() > 1 ? parts[1] : 12;
  const auto first = day_of(parts[0], first_month, parts.size() > 2 ? parts[2] : 1);
  if (!first) return std::nullopt;
  const auto last = parts.size() > 2 ? first : day_of(parts[0], last_month, days_in_month(parts[0], last_month));
  return Date{*first, last.value()};
}

std::optional<bool> simple_truth(const std::string& text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const char* yes : {"是", "√", "yes", "true", "1"})
    if (lower == yes) return true;
  for (const char* no : {"否", "×", "no", "false", "0"})
    if (lower == no) return false;
  return std::nullopt;
}

// ---- properties

struct ReadCell {
  std::optional<data::CellFault> fault;
  CellValue value;
};

ReadCell read_cell(const CellColumn& of, std::string_view text, data::Texts& texts) {
  const CellValue untouched{State::listed, -7, -7, 7};
  ReadCell read{std::nullopt, untouched};
  read.fault = of.reader.read(text, texts, read.value);
  require(!read.fault || read.value == untouched, "a fault never comes with a value", text);
  require(read.fault || read.value.state == State::known || read.value.state == of.reader.blank(),
          "what is read is a value or a blank", text);
  return read;
}

void check_fault(const data::CellFault& fault, std::string_view text) {
  for (const bool english : {false, true}) {
    const std::string reason = data::reason_of(fault.fault, fault.arguments, english);
    require(!reason.empty() && !invalid_utf8(reason), "a fault is told", text);
  }
}

void check_number_cell(const CellColumn& of, const ReadCell& read, const std::string& half) {
  const auto simple = simple_number(half);
  require(read.fault || simple, "what is no number is not read as one", half);
  if (!simple) return;
  const auto scale = static_cast<std::size_t>(of.reader.scale());
  Wide scaled = simple->value;
  bool large = simple->large;
  for (std::size_t i = simple->places; i < scale && !large; ++i) {
    scaled *= 10;
    large = scaled > Wide{INT64_MAX} || scaled < -Wide{INT64_MAX};
  }
  large = large || scaled > Wide{INT64_MAX} || scaled < -Wide{INT64_MAX};
  const auto exact = simple->places <= scale && !large
                         ? std::optional(value_in(of, {State::known, static_cast<std::int64_t>(scaled), 0, 0}))
                         : std::nullopt;
  const bool wanted = exact && of.column.lowest <= *exact && *exact <= of.column.highest;
  require(wanted == !read.fault, "a number is read if it fits its column", half);
  if (wanted) require(value_in(of, read.value) == *exact, "a number is read as its digits say", half);
}

void check_year_cell(const CellColumn& of, const ReadCell& read, const std::string& half) {
  const auto year = simple_year(half);
  const bool wanted = year && of.column.lowest <= Exact(*year) && Exact(*year) <= of.column.highest;
  require(wanted == !read.fault, "a year is read if its column allows it", half);
  if (wanted) require(read.value.number == *year, "a year is read as its digits say", half);
}

void check_date_cell(const CellColumn& of, const ReadCell& read, const std::string& half) {
  if (read.fault) {
    require(read.fault->fault != data::Fault::date_out_of_range || simple_date(half), "a date out of range is a date",
            half);
    return;
  }
  const auto date = simple_date(half);
  require(date.has_value(), "what is no date is not read as one", half);
  const auto bound = [](Exact exact, Day none) { return exact.infinite() ? none : static_cast<Day>(exact.num); };
  const Day first = std::max(date->first, bound(of.column.lowest, first_day())),
            last = std::min(date->last, bound(of.column.highest, last_day()));
  require(first <= last && read.value.number == first && read.value.last == last,
          "a date is read as its digits say, within the bounds", half);
}

std::string printed_cell(const CellColumn& of, const CellValue& cell, const data::Texts& texts) {
  switch (of.column.type.kind) {
    case core::Kind::truth: return cell.index != 0 ? "是" : "否";
    case core::Kind::enumeration:
      return cells_of_program().enumerations[of.column.type.enumeration].members.at(cell.index);
    case core::Kind::number: return to_string(value_in(of, cell));
    case core::Kind::year: {
      const std::string digits = std::to_string(cell.number);
      return std::string(4 - digits.size(), '0') + digits;
    }
    case core::Kind::date: return to_string(Date{static_cast<Day>(cell.number), cell.last});
    case core::Kind::text:
    case core::Kind::row: return std::string(texts[cell.index]);
  }
  return {};
}

void check_printed(const CellColumn& of, const CellValue& cell, data::Texts& texts, std::string_view text) {
  const std::string printed = printed_cell(of, cell, texts);
  // A span of days that is no month and no year, as bounds leave it, is printed as two days; a text may be blanks.
  if (printed.find("..") != std::string::npos && of.column.type.kind == core::Kind::date) return;
  if (trimmed(printed) != printed || printed.empty() || of.reader.says_blank(printed)) return;
  const ReadCell again = read_cell(of, printed, texts);
  require(!again.fault && again.value == cell, "what is read, printed and read again is the same",
          [&] { return std::string(text) + "\n" + printed; });
  if (of.column.type.kind != core::Kind::date) return;
  const Civil day = civil_of(static_cast<Day>(cell.number));
  if (cell.number != cell.last) return;
  for (const std::string& spelling :
       {std::to_string(day.year) + "年" + std::to_string(day.month) + "月" + std::to_string(day.day) + "日",
        printed + " 0:00", printed + "T23:59:59.9"}) {
    if (day.year < 1000) continue;
    const ReadCell spelled = read_cell(of, spelling, texts);
    require(!spelled.fault && spelled.value == cell, "a day is the same in all spellings", spelling);
  }
}

void check_ambiguous(const CellColumn& of, const ReadCell& read, std::string_view text) {
  const auto several = data::ambiguous_cell(cells_of_program(), of.column, text);
  if (!several) return;
  check_fault(several->fault, text);
  require(several->values.size() >= 2 && several->values.size() <= data::most_candidates,
          "what is ambiguous has several readings", text);
  for (std::size_t i = 0; i < several->values.size(); ++i) {
    const CellValue& value = several->values[i];
    require(value.state == State::known, "each reading is a value", text);
    require(std::count(several->values.begin(), several->values.end(), value) == 1, "each reading is another", text);
    if (of.column.type.kind != core::Kind::date) continue;
    require(
        of.column.lowest <= Exact(value.number) && Exact(value.last) <= of.column.highest && value.number <= value.last,
        "each reading lies in the bounds", text);
  }
  if (!read.fault)
    require(std::count(several->values.begin(), several->values.end(), read.value) == 1,
            "the one reading of a text is among its several", text);
}

void check_kind(const CellColumn& of, const ReadCell& read, const std::string& half, const data::Texts& texts) {
  switch (of.column.type.kind) {
    case core::Kind::truth: {
      const auto truth = simple_truth(half);
      require(truth.has_value() == !read.fault, "a truth is one of its words", half);
      if (truth) require(read.value.index == (*truth ? 1u : 0u), "a word for a truth says which", half);
      return;
    }
    case core::Kind::enumeration: {
      const auto& members = cells_of_program().enumerations[of.column.type.enumeration].members;
      const auto found =
          std::find_if(members.begin(), members.end(), [&](const auto& one) { return folded(one) == half; });
      require((found != members.end()) == !read.fault, "a choice is one of its members", half);
      if (!read.fault) require(found - members.begin() == read.value.index, "a choice is the member written", half);
      return;
    }
    case core::Kind::number: return check_number_cell(of, read, half);
    case core::Kind::year: return check_year_cell(of, read, half);
    case core::Kind::date: return check_date_cell(of, read, half);
    case core::Kind::text:
    case core::Kind::row:
      require(!read.fault && texts[read.value.index] == half, "a text is kept in its half-width form", half);
      return;
  }
}

// Full-width for what has such a form.
std::string full_width(std::string_view half) {
  std::string full;
  for (const char c : half)
    full += c == ' ' ? "\u3000" : c > ' ' && c < 0x7F ? to_utf8(static_cast<char32_t>(c) + 0xFEE0) : std::string(1, c);
  return full;
}

void check_hidden(std::string_view text) {
  bool reversed = false, hidden = false, seen = false, divided = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint one = code_point_at(text, at);
    at += one.length;
    reversed = reversed || one.value == 0x202E;
    if (is_blank(one.value)) continue;
    if (is_invisible(one.value)) {
      hidden = seen;
    } else {
      divided = divided || hidden;
      seen = true;
    }
  }
  for (const core::Kind kind : {core::Kind::truth, core::Kind::enumeration, core::Kind::number, core::Kind::year,
                                core::Kind::date, core::Kind::text, core::Kind::row})
    for (const bool names_row : {false, true}) {
      const bool counted = kind == core::Kind::number || kind == core::Kind::year || kind == core::Kind::date;
      const bool wanted = (counted && divided) || (reversed && (counted || names_row || kind == core::Kind::row));
      require(data::hidden_fault(kind, names_row, text).has_value() == wanted,
              "what is hidden within a value is a fault", text);
    }
}

}  // namespace

void targets::cell(std::string_view input) {
  if (invalid_utf8(input)) return;  // such a cell is a fault where it is read from the file
  check_hidden(input);
  std::string buffer;
  const std::string_view text = trimmed(clean(input, buffer).text);
  if (text.empty()) return;
  const std::string half = folded(text), word(trimmed(half));
  const bool blank = word == "/" || word == "无" || word == "N/A";
  data::Texts texts;
  for (const CellColumn& of : cell_columns()) {
    const ReadCell read = read_cell(of, text, texts);
    require(of.reader.says_blank(text) == blank, "a blank is a word for one", text);
    // Of one column: to tell a fault takes as long as all else.
    if (read.fault && &of == &cell_columns()[input.size() % cell_columns().size()]) check_fault(*read.fault, text);
    const ReadCell wide = read_cell(of, full_width(half), texts);
    require(wide.fault.has_value() == read.fault.has_value() && (read.fault || wide.value == read.value),
            "a cell is read in its full-width form as in its half-width form", text);
    if (read.fault) require(wide.fault->fault == read.fault->fault, "its fault is the same in both forms", text);
    if (blank) {
      require(!read.fault && read.value.state == of.reader.blank(), "a word for a blank is a blank", text);
      continue;
    }
    require(read.fault || read.value.state == State::known, "what is no blank is a value, or a fault", text);
    check_kind(of, read, half, texts);
    if (!read.fault) check_printed(of, read.value, texts, text);
    check_ambiguous(of, read, text);
  }
}

}  // namespace cepol::fuzz
