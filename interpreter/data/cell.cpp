// Parses the text of cells as typed values: truths, members, numbers, years, dates. Numbers are scaled integers.
#include "interpreter/data/cell.hpp"

#include <algorithm>

#include "interpreter/data/ambiguous_cells.hpp"
#include "interpreter/data/day_and_time.hpp"
#include "interpreter/data/id_cells.hpp"
#include "interpreter/data/written_dates.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/id_number.hpp"
#include "lang/base/text.hpp"
#include "lang/base/truth_words.hpp"
#include "lang/base/visible.hpp"

namespace cepol::data {

namespace {

constexpr int most_places = 18;  // 10^18 is the largest power of ten in 63 bits
constexpr std::size_t excerpt_length = 40;

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// value * 10^places, rounded towards +infinity (up) or -infinity, within 63 bits.
std::int64_t scaled_bound(Exact value, int places, bool up) {
  const __int128 product = static_cast<__int128>(value.num) * power_of_ten(places);
  __int128 floor = product / value.den;
  if (product % value.den < 0) --floor;
  if (up && floor * value.den != product) ++floor;
  constexpr __int128 least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(floor, least, most));
}

// The decimal number that a spreadsheet stored as a binary approximation: 1.0100000000000000089 was 1.01. Spreadsheets
// hold 15 digits; the rest is noise. Empty: it is not such a number.
std::string without_noise(std::string_view whole, std::string_view places, std::size_t most) {
  constexpr std::size_t held = 15;
  std::string digits(whole);
  digits += places;
  std::size_t point = whole.size();
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos || digits.size() - first <= held || first + held < point) return {};
  const bool up = digits[first + held] >= '5';
  digits.resize(first + held);
  if (up) {
    std::size_t at = digits.size();
    while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
    if (at > 0) {
      ++digits[at - 1];
    } else {
      digits.insert(digits.begin(), '1');
      ++point;
    }
  }
  while (digits.size() > point && digits.back() == '0') digits.pop_back();
  if (digits.size() - point > most) return {};
  if (digits.size() > point) digits.insert(point, 1, '.');
  return digits;
}

std::optional<int> year_of(std::string_view text) {
  std::string buffer;
  std::string_view digits = folded(text, buffer);
  if (digits.ends_with(".0")) digits.remove_suffix(2);
  if (digits.ends_with("年")) digits = trimmed(digits.substr(0, digits.size() - std::string_view("年").size()));
  // Four digits: 17 is more likely 2017 than the year 17.
  if (digits.size() != 4 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int year = 0;
  for (char c : digits) year = year * 10 + (c - '0');
  if (year < first_year || year > last_year) return std::nullopt;
  return year;
}

// 2017-05-20、2017-06-01, or from one day to another: dates with one sign between them.
bool holds_several_dates(std::string_view text) {
  static constexpr std::string_view signs[] = {"\n", "\r", "\t", " ", ";", ",",  "、",
                                               "/",  "~",  "-",  "—", "–", "至", "到"};
  const std::string half = folded(text);
  return std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) {
    std::size_t dates = 0;
    for (std::size_t at = 0; at <= half.size();) {
      const std::size_t end = std::min(half.find(sign, at), half.size());
      const std::string_view part = trimmed(std::string_view(half).substr(at, end - at));
      if (!part.empty() && !parse_date(part)) return false;
      dates += part.empty() ? 0 : 1;
      at = end + sign.size();
    }
    return dates > 1;
  });
}

bool shows_reversed(char32_t value) { return value == 0x202E; }

}  // namespace

std::optional<Fault> hidden_fault(core::Kind kind, bool names_row, std::string_view text) {
  const bool counted = kind == core::Kind::number || kind == core::Kind::year || kind == core::Kind::date;
  if (!counted && !names_row && kind != core::Kind::row) return std::nullopt;
  bool seen = false, hidden = false;  // something visible so far; something invisible behind it
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.length;
    if (shows_reversed(point.value)) return Fault::reversed_text;
    if (is_blank(point.value)) continue;
    if (is_invisible(point.value)) {
      hidden = seen;
    } else if (hidden && counted) {
      return Fault::hidden_within;
    } else {
      seen = true;
    }
  }
  return std::nullopt;
}

std::string excerpt(std::string_view text) {
  std::string result;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == excerpt_length) return result + "…";
    const CodePoint point = code_point_at(text, at);
    if (point.value == '\n' || point.value == '\r' || point.value == '\t')
      result += ' ';  // a line end would divide the items of a list
    else
      result += visible_line(text.substr(at, point.length));
    at += point.length;
  }
  return result;
}

CellReader::CellReader(const core::Program& program, const core::Column& column)
    : kind_(column.type.kind),
      blank_(column.blank == core::Blank::none || column.type.kind == core::Kind::row ? State::none : State::unknown),
      blank_words_(column.blank_words),
      id_number_(column.id_number) {
  for (const core::CellWord& word : column.words)
    if (word.index == core::means_blank) blank_words_.emplace_back(trimmed(comparable(word.text)));
  constexpr std::size_t widest = 3;  // bytes of the full-width form of one byte
  for (const std::string& word : blank_words_) longest_blank_ = std::max(longest_blank_, widest * word.size());
  english_ = program.english;
  if (kind_ == core::Kind::enumeration) members_ = program.enumerations[column.type.enumeration].members;
  for (const std::string& member : members_) folded_members_.push_back(comparable(member));
  set_words(program, column);
  if (kind_ == core::Kind::number) scale_ = std::clamp(column.places, 0, most_places);
  if (kind_ == core::Kind::number || kind_ == core::Kind::year || kind_ == core::Kind::date) set_bounds(column);
}

void CellReader::set_bounds(const core::Column& column) {
  const auto shown = [&](Exact bound) {
    if (kind_ != core::Kind::date) return to_string(bound);
    return to_string(Date{static_cast<Day>(bound.num), static_cast<Day>(bound.num)});
  };
  if (!column.lowest.infinite()) {
    lowest_ = scaled_bound(column.lowest, scale_, true);
    lowest_shown_ = shown(column.lowest);
  }
  if (!column.highest.infinite()) {
    highest_ = scaled_bound(column.highest, scale_, false);
    highest_shown_ = shown(column.highest);
  }
}

bool CellReader::says_blank(std::string_view text, std::optional<std::uint32_t>* through) const {
  if (text.empty() || text.size() > longest_blank_) return false;
  const std::string half = folded(text);
  if (std::find(blank_words_.begin(), blank_words_.end(), trimmed(half)) == blank_words_.end()) return false;
  if (through != nullptr) *through = word_of(trimmed(half));
  return true;
}

std::optional<CellFault> CellReader::in_range(std::string_view text, std::int64_t scaled, CellValue& cell) const {
  if (scaled < lowest_ || scaled > highest_)
    return CellFault{Fault::number_out_of_range, {excerpt(text), lowest_shown_, highest_shown_}};
  cell = {State::known, scaled, 0, 0};
  return std::nullopt;
}

// 1e999, 1.5E+40: a number, too large whatever its digits are.
bool CellReader::has_large_exponent(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == 0 || e == std::string_view::npos) return false;
  const std::string_view mantissa = text.substr(0, e);
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  while (exponent.starts_with('0')) exponent.remove_prefix(1);
  const bool large = exponent.size() > 2 || (exponent.size() == 2 && exponent >= "20");  // no number has 20 digits
  const auto is_of_number = [](char c) { return is_digit(c) || c == '.'; };
  return large && std::all_of(exponent.begin(), exponent.end(), is_digit) &&
         std::all_of(mantissa.begin(), mantissa.end(), is_of_number) &&
         mantissa.find_first_of("123456789") != std::string_view::npos;
}

std::optional<CellFault> CellReader::read_number(std::string_view text, CellValue& cell) const {
  std::string buffer;
  std::string_view rest = folded(text, buffer);
  bool negative = false;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const std::size_t point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  std::string_view places = point == std::string_view::npos ? std::string_view() : rest.substr(point + 1);
  const bool all_digits =
      std::all_of(whole.begin(), whole.end(), is_digit) && std::all_of(places.begin(), places.end(), is_digit);
  if (has_large_exponent(rest)) return CellFault{Fault::number_too_large, {excerpt(text)}};
  if (whole.empty() || (point != std::string_view::npos && places.empty()) || !all_digits)
    return CellFault{Fault::bad_number, {excerpt(text)}};
  while (!places.empty() && places.back() == '0') places.remove_suffix(1);
  if (places.size() > static_cast<std::size_t>(scale_)) {
    std::string meant = without_noise(whole, places, static_cast<std::size_t>(scale_));
    if (negative && !meant.empty()) meant.insert(0, 1, '-');
    return CellFault{Fault::too_many_places, {excerpt(text), std::to_string(scale_), std::move(meant)}};
  }
  std::int64_t scaled = 0;
  bool fits = true;
  auto put = [&](int value) {
    fits = fits && !__builtin_mul_overflow(scaled, 10, &scaled) && !__builtin_add_overflow(scaled, value, &scaled);
  };
  for (char c : whole) put(c - '0');
  for (char c : places) put(c - '0');
  for (std::size_t i = places.size(); i < static_cast<std::size_t>(scale_); ++i) put(0);
  if (!fits) return CellFault{Fault::number_too_large, {excerpt(text)}};
  return in_range(text, negative ? -scaled : scaled, cell);
}

void CellReader::set_words(const core::Program& program, const core::Column& column) {
  const auto add = [&](const core::CellWord& word, std::string meant) {
    words_.push_back({word.text, std::move(meant), std::string(trimmed(comparable(word.text))), word.index});
  };
  for (const core::CellWord& word : column.words)
    add(word, word.index == core::means_blank ? (program.english ? "blank" : "空白")
              : kind_ != core::Kind::truth    ? members_[word.index].c_str()
              : program.english               ? (word.index == 1 ? "yes" : "no")
                                              : (word.index == 1 ? "是" : "否"));
  if (kind_ == core::Kind::enumeration)
    for (const core::CellWord& word : program.enumerations[column.type.enumeration].words)
      add(word, members_[word.index]);
  if (kind_ == core::Kind::enumeration) add_any_case();
  if (kind_ != core::Kind::number || !column.type.unit.valid()) return;
  const core::Unit& unit = program.units[column.type.unit];
  add({unit.name, 0}, "");
  for (const std::string& alias : unit.aliases) add({alias, 0}, "");
}

// For each member that alone is the same as it is in small letters: a word without a form, for cells that differ from
// it in their capitals.
void CellReader::add_any_case() {
  const auto add = [&](const std::string& form, std::uint32_t index) {
    const auto [place, is_new] = in_small_letters_.try_emplace(ascii_lower(form), index);
    if (!is_new && place->second != index) place->second = std::nullopt;
  };
  for (const Word& word : words_) add(word.form, word.index);
  for (std::uint32_t i = 0; i < members_.size(); ++i) add(folded_members_[i], i);
  first_any_case_ = static_cast<std::uint32_t>(words_.size());
  for (std::uint32_t i = 0; i < members_.size(); ++i) words_.push_back({{}, members_[i], {}, i});
}

std::optional<std::uint32_t> CellReader::word_in_any_case(std::string_view form) const {
  const auto found = in_small_letters_.find(ascii_lower(form));
  if (found == in_small_letters_.end() || !found->second || *found->second >= members_.size()) return std::nullopt;
  return first_any_case_ + *found->second;
}

std::optional<std::uint32_t> CellReader::word_of(std::string_view form) const {
  for (std::uint32_t i = 0; i < words_.size(); ++i)
    if (!words_[i].form.empty() && words_[i].form == form) return i;
  return std::nullopt;
}

std::optional<CellFault> CellReader::read_truth(std::string_view text, CellValue& cell,
                                                std::optional<std::uint32_t>& through) const {
  std::string buffer;
  const std::string_view form = folded(text, buffer);
  auto truth = truth_of_word(form);
  if (!truth)
    if (through = word_of(form); through) truth = words_[*through].index == 1;
  if (!truth && english_ && form.size() == 1 && std::string_view("YyNn").find(form) != std::string_view::npos)
    truth = form == "Y" || form == "y";
  if (!truth) return CellFault{Fault::bad_truth, {excerpt(text)}};
  cell = {State::known, 0, 0, *truth ? 1u : 0u};
  return std::nullopt;
}

// A number, perhaps with the unit of its column behind it.
std::optional<CellFault> CellReader::read_amount(std::string_view text, CellValue& cell,
                                                 std::optional<std::uint32_t>& through) const {
  auto fault = read_number(text, cell);
  if (!fault || fault->fault != Fault::bad_number) return fault;
  const std::string form = folded(text);
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    if (!form.ends_with(words_[i].form)) continue;
    const std::string_view amount = trimmed(std::string_view(form).substr(0, form.size() - words_[i].form.size()));
    auto inner = read_number(amount, cell);
    if (inner && inner->fault == Fault::bad_number) continue;
    if (!inner) through = i;
    return inner;
  }
  return fault;
}

std::optional<CellFault> CellReader::read_choice(std::string_view text, CellValue& cell,
                                                 std::optional<std::uint32_t>& through) const {
  std::string buffer;
  const std::string_view wanted = folded(text, buffer);
  for (std::size_t i = 0; i < folded_members_.size(); ++i)
    if (folded_members_[i] == wanted) {
      cell = {State::known, 0, 0, static_cast<std::uint32_t>(i)};
      return std::nullopt;
    }
  through = word_of(wanted);
  if (!through) through = word_in_any_case(wanted);
  if (through) {
    cell = {State::known, 0, 0, words_[*through].index};
    return std::nullopt;
  }
  std::string allowed;
  for (const std::string& member : members_) allowed += (allowed.empty() ? "" : "\n") + member;
  return CellFault{Fault::bad_choice, {excerpt(text), allowed, nearest_name(excerpt(text), members_).value_or("")}};
}

std::optional<CellFault> CellReader::read_year(std::string_view text, CellValue& cell) const {
  const auto year = year_of(text);
  if (!year) return CellFault{Fault::bad_year, {excerpt(text)}};
  if (*year < lowest_ || *year > highest_)
    return CellFault{Fault::year_out_of_range, {excerpt(text), lowest_shown_, highest_shown_}};
  cell = {State::known, *year, 0, 0};
  return std::nullopt;
}

// Of a date known in part, the days within the bounds.
std::optional<CellFault> CellReader::read_date(std::string_view text, CellValue& cell) const {
  std::string buffer;
  const std::string_view half = folded(text, buffer);
  auto date = parse_date(half);
  if (const auto time = date ? std::nullopt : split_time(half); time && time->is_that_day())
    date = parse_date(time->day);
  if (const auto day = date ? std::nullopt : date_of_serial(half))
    return CellFault{Fault::date_serial, {excerpt(text), to_string(Date{*day, *day})}};
  if (const auto other = date ? std::nullopt : written_date(half)) {
    if (other->short_year) return CellFault{Fault::short_year, {excerpt(text)}};
    if (other->readings.size() > 1) return CellFault{Fault::day_or_month, {excerpt(text), listed_days(*other)}};
    if (other->readings.empty()) return CellFault{Fault::no_such_day, {excerpt(text)}};
    date = other->readings.front();
  }
  if (!date && holds_several_dates(half)) return CellFault{Fault::several_dates, {excerpt(text)}};
  if (!date) return CellFault{names_no_day(half) ? Fault::no_such_day : Fault::bad_date, {excerpt(text)}};
  const std::int64_t first = std::max<std::int64_t>(date->first, lowest_),
                     last = std::min<std::int64_t>(date->last, highest_);
  if (first > last) return CellFault{Fault::date_out_of_range, {excerpt(text), lowest_shown_, highest_shown_}};
  cell = {State::known, first, static_cast<std::int32_t>(last), 0};
  return std::nullopt;
}

// As text, in the form in which numbers are compared.
std::optional<CellFault> CellReader::read_id(std::string_view text, Texts& texts, CellValue& cell) {
  const std::string form = id_form(text);
  if (!is_sound_id(form)) return id_fault(form);
  cell = {State::known, 0, 0, texts.index_of(form)};
  return std::nullopt;
}

std::optional<CellFault> CellReader::read(std::string_view text, Texts& texts, CellValue& cell,
                                          std::optional<std::uint32_t>* through) const {
  std::optional<std::uint32_t> ignored;
  std::optional<std::uint32_t>& word = through != nullptr ? *through : ignored;
  word.reset();
  if (says_blank(text, &word)) {
    cell = {blank_, 0, 0, 0};
    return std::nullopt;
  }
  switch (kind_) {
    case core::Kind::truth: return read_truth(text, cell, word);
    case core::Kind::enumeration: return read_choice(text, cell, word);
    case core::Kind::number: return read_amount(text, cell, word);
    case core::Kind::year: return read_year(text, cell);
    case core::Kind::date: return read_date(text, cell);
    case core::Kind::text:
      if (id_number_) return read_id(text, texts, cell);
      [[fallthrough]];
    case core::Kind::row: cell = {State::known, 0, 0, texts.index_of(text)}; return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace cepol::data
