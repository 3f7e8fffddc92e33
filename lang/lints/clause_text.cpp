// Reads the numbers of a clause (lang/notice) with their units, by the words before and after each number; also ages,
// counts of times, and lists of numbers that share one unit.
#include "lang/lints/clause_text.hpp"

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol::lints {

using core::UnitId;

namespace {

// Words for dates that are not written as dates.
constexpr std::string_view unspecific_date_words[] = {
    "季度", "半年",        "年底",         "年末", "月底",    "月末",   "顺延",     "工作日",      "星期", "周内",
    "周后", "working day", "business day", "week", "quarter", "end of", "last day", "anniversary", "birth"};

// Words for exclusive bounds.
constexpr std::string_view exclusive_bound_words[] = {
    "超过", "超出", "大于", "高于",   "多于",      "未满", "不满",  "不足",  "不到",   "小于",  "低于",  "少于",
    "前",   "后",   "over", "exceed", "more than", "less", "fewer", "under", "before", "after", "prior", "younger"};

// Words after which a multiple of the number may be meant: 每年20学时 is 40 in two years.
constexpr std::string_view multiple_words[] = {"每", "各", "年均", "per ", "each", "every", "annual"};

// Does the text contain the word without a negation before it (不少于, no more than)?
bool has_affirmed(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::string_view before = text.substr(0, at);
    if (!before.ends_with("不") && !before.ends_with("no ") && !before.ends_with("not ")) return true;
  }
  return false;
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t length_of_unit(std::string_view text, const std::string& name) {
  if (!letter(name.front())) return text.starts_with(name) ? name.size() : 0;
  const std::string_view stem = std::string_view(name).substr(0, name.size() - (name.ends_with('s') ? 1 : 0));
  if (text.size() < stem.size()) return 0;
  for (std::size_t i = 0; i < stem.size(); ++i)
    if ((text[i] | 0x20) != (stem[i] | 0x20)) return 0;
  std::size_t end = stem.size();
  if (end < text.size() && (text[end] == 's' || text[end] == 'S')) ++end;
  return end < text.size() && letter(text[end]) ? 0 : end;
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

// The unit after a number: 30学时, 30 个学时, 24-hour, twenty-four (24) hours, 120 CPE hours.
std::optional<UnitId> unit_behind(const UnitNames& units, std::string_view text, std::size_t from, std::size_t& end) {
  std::string_view rest = trimmed(text.substr(from));
  std::size_t length = 0;
  const auto found = [&](std::string_view at) {
    const auto unit = units.at(at, length);
    if (unit) end = static_cast<std::size_t>(at.data() - text.data()) + length;
    return unit;
  };
  if (const auto unit = found(rest)) return unit;
  for (bool skipped = true; skipped;) {
    const std::size_t before = rest.size();
    for (const std::string_view skip : {")", "-", "余", "多", "个", "(含)", "(不含)", "(含本数)", "以上", "以下"})
      rest = trimmed(without_prefix(rest, skip));
    skipped = rest.size() < before;
  }
  if (const auto unit = found(rest)) return unit;
  for (int words = 0; words < 3; ++words) {
    std::size_t word = 0;
    while (word < rest.size() && letter(rest[word])) ++word;
    if (word == 0 || word == rest.size() || rest[word] != ' ') break;
    rest = trimmed(rest.substr(word));
    if (const auto unit = found(rest)) return unit;
  }
  return std::nullopt;
}

// The unit before a number, with 数 or a colon between: 学时数：170, 学时：170, 学时数不少于170.
std::optional<UnitId> unit_before(const UnitNames& units, std::string_view text, std::size_t& begin) {
  std::string_view rest = trimmed(text.substr(0, begin));
  const auto strip = [&](std::string_view word) {
    const bool there = rest.ends_with(word);
    if (there) rest = trimmed(rest.substr(0, rest.size() - word.size()));
    return there;
  };
  const bool colon = strip(":");
  for (const std::string_view word : {"不少于", "不低于", "不超过", "达到", "至少", "应为", "为", "满"})
    if (!colon && strip(word)) break;
  if (!strip("数") && !colon) return std::nullopt;
  std::size_t length = 0;
  const auto unit = units.before(rest, length);
  const std::string_view outside = trimmed(rest.substr(0, rest.size() - length));
  if (!unit || (!outside.empty() && is_digit(outside.back()))) return std::nullopt;  // 5月31日：170
  begin = static_cast<std::size_t>(rest.data() - text.data()) + rest.size() - length;
  return unit;
}

// An age, in English mostly without its unit: aged 55, 55 or older.
std::optional<UnitId> unit_of_age(const UnitNames& units, std::string_view text, const notice::WrittenNumber& number,
                                  std::size_t& end) {
  bool aged = false;
  const std::string_view before = trimmed(text.substr(0, number.begin));
  for (const std::string_view word : {"age", "aged", "age of", "ages", "Age", "Aged"})
    aged = aged || (before.ends_with(word) &&
                    (before.size() == word.size() || !letter(before[before.size() - word.size() - 1])));
  const std::string_view behind = trimmed(text.substr(number.end));
  for (const std::string_view word : {"or older", "and older", "or younger"}) {
    if (!behind.starts_with(word)) continue;
    aged = true;
    end = static_cast<std::size_t>(behind.data() - text.data()) + word.size();
  }
  std::size_t length = 0;
  return aged ? units.at("years", length) : std::nullopt;
}

// Is the number a count of times: 5次, five times?
bool counts_times(std::string_view text, std::size_t from, std::size_t& end) {
  const std::string_view behind = trimmed(text.substr(from));
  for (const std::string_view word : {"次", "times"}) {
    if (!behind.starts_with(word) || (behind.size() > word.size() && letter(word[0]) && letter(behind[word.size()])))
      continue;
    end = static_cast<std::size_t>(behind.data() - text.data()) + word.size();
    return true;
  }
  return false;
}

// Is the number a count of people or of places for them: 70名, 80人, 70 places?
bool counts_people(std::string_view text, std::size_t from, std::size_t& end) {
  const std::string_view behind = trimmed(text.substr(from));
  for (const std::string_view word : {"名", "人", "位", "个名额", "places", "people", "persons", "seats"}) {
    if (!behind.starts_with(word)) continue;
    end = static_cast<std::size_t>(behind.data() - text.data()) + word.size();
    return true;
  }
  return false;
}

// Is this the text between two numbers of a list, which share the unit after the last: 10、8、6学时, 3至5年, 2 or 3
// years?
bool is_list_separator(std::string_view between) {
  static constexpr std::string_view words[] = {"、", "，", ",", "或", "和", "至", "到", "-",
                                               "—",  "–",  "~", "/",  "及", "or", "to", "and"};
  between = trimmed(between);
  return std::find(std::begin(words), std::end(words), between) != std::end(words);
}

// The start of the text to quote for a number: includes an opening bracket before it, and the same number written in
// words before that: one hundred twenty (120) hours.
std::size_t begin_of_quote(const notice::Numbers& written, const notice::WrittenNumber& number, std::size_t begin) {
  const std::string_view text = written.text;
  if (begin == 0 || text[begin - 1] != '(' || !text.substr(number.end).starts_with(")")) return begin;
  if (&number == written.numbers.data()) return begin - 1;
  const notice::WrittenNumber& before = *(&number - 1);
  const bool same = before.value == number.value && trimmed(text.substr(before.end, begin - 1 - before.end)).empty();
  return same ? before.begin : begin - 1;
}

}  // namespace

UnitNames::UnitNames(const core::Program& program) {
  for (std::uint32_t i = 0; i < program.units.size(); ++i) {
    names_.emplace_back(program.units.nodes[i].name, UnitId{i});
    for (const std::string& alias : program.units.nodes[i].aliases) names_.emplace_back(alias, UnitId{i});
  }
}

std::optional<UnitId> UnitNames::at(std::string_view text, std::size_t& end) const {
  std::optional<UnitId> found;
  end = 0;
  for (const auto& [name, unit] : names_) {
    const std::size_t length = length_of_unit(text, name);
    if (length <= end) continue;
    end = length;
    found = unit;
  }
  return found;
}

std::optional<UnitId> UnitNames::before(std::string_view text, std::size_t& length) const {
  std::optional<UnitId> found;
  length = 0;
  for (const auto& [name, unit] : names_)
    for (const std::size_t size : {name.size(), name.size() - 1, name.size() + 1}) {  // hour of hours, hours of hour
      if (size <= length || size > text.size()) continue;
      const std::size_t at = text.size() - size;
      if (length_of_unit(text.substr(at), name) != size || (at > 0 && letter(text[at]) && letter(text[at - 1])))
        continue;
      length = size;
      found = unit;
    }
  return found;
}

ClauseNumbers numbers_of_clause(const UnitNames& units, const std::string& clause) {
  notice::Numbers written = notice::numbers_of(clause);
  const std::string_view text = written.text;
  ClauseNumbers read;
  for (const notice::WrittenNumber& number : written.numbers) {
    ClauseNumber clause_number{number.value, std::nullopt, number.percent, number.fraction, number.exact};
    std::size_t begin = number.begin, end = number.end;
    if (!number.percent) clause_number.unit = unit_behind(units, text, number.end, end);
    if (!clause_number.unit && !clause_number.share()) clause_number.unit = unit_before(units, text, begin);
    if (!clause_number.unit && !clause_number.share()) clause_number.unit = unit_of_age(units, text, number, end);
    std::size_t times_end = end;
    clause_number.times = counts_times(text, number.end, times_end);
    clause_number.people = counts_people(text, number.end, times_end);
    end = std::max(end, times_end);
    begin = begin_of_quote(written, number, begin);
    if (!read.numbers.empty() && begin == (&number - 1)->begin) read.numbers.back().exact = false;  // the same number
    clause_number.text = std::string(text.substr(begin, end - begin));
    read.numbers.push_back(std::move(clause_number));
  }
  // `unit_text`: the text of the unit, which is appended to the other numbers of the list.
  std::string unit_text;
  for (std::size_t i = read.numbers.size(); i-- > 1;) {
    const std::size_t length = written.numbers[i].end - written.numbers[i].begin;
    if (read.numbers[i].text.size() > length && text.substr(written.numbers[i].begin).starts_with(read.numbers[i].text))
      unit_text = read.numbers[i].text.substr(length);
    ClauseNumber& before = read.numbers[i - 1];
    const std::size_t end = written.numbers[i - 1].end, next = written.numbers[i].begin;
    if (!before.unit && !before.percent && read.numbers[i].unit && is_list_separator(text.substr(end, next - end))) {
      before.unit = read.numbers[i].unit;
      before.text += unit_text;
    }
  }
  read.dates = written.dates;
  for (const notice::WrittenDate& date : read.dates)
    read.date_texts.emplace_back(text.substr(date.begin, date.end - date.begin));
  const auto contained = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  read.vague_dates = std::any_of(std::begin(unspecific_date_words), std::end(unspecific_date_words), contained);
  read.each = std::any_of(std::begin(multiple_words), std::end(multiple_words), contained);
  read.strict = std::any_of(std::begin(exclusive_bound_words), std::end(exclusive_bound_words),
                            [&](auto word) { return has_affirmed(text, word); });
  return read;
}

}  // namespace cepol::lints
