#include "lang/syntax/written_dates.hpp"

#include <array>
#include <cctype>

#include "lang/base/date.hpp"

namespace cepol::syntax {

namespace {

class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool ended() const { return at_ == text_.size() || std::isdigit(static_cast<unsigned char>(text_[at_])) == 0; }
  // A number of at most so many digits.
  std::optional<int> number(std::size_t most) {
    std::size_t end = at_;
    while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end])) != 0) ++end;
    if (end == at_ || end - at_ > most) return std::nullopt;
    const int value = std::stoi(std::string(text_.substr(at_, end - at_)));
    at_ = end;
    return value;
  }
  bool sign(char one) {
    if (at_ >= text_.size() || text_[at_] != one) return false;
    ++at_;
    return true;
  }
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  // The number of the month that is named, by its first three letters or in full.
  std::optional<int> month() {
    constexpr std::array<std::string_view, 12> names{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
    std::string word;
    while (at_ + word.size() < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_ + word.size()])) != 0)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[at_ + word.size()])));
    for (std::size_t i = 0; i < names.size(); ++i)
      if (word == names[i] || (word.size() == 3 && names[i].starts_with(word))) {
        at_ += word.size();
        sign('.');
        return static_cast<int>(i) + 1;
      }
    return std::nullopt;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<std::string> written(int year, int month, int day) {
  const auto found = day_of(year, month, day);
  if (!found) return std::nullopt;
  return to_string(Date{*found, *found});
}

std::optional<std::string> in_figures(DateReader& read) {
  const auto first = read.number(4);
  char between = 0;
  for (const char one : {'.', '/', '-'})
    if (between == 0 && read.sign(one)) between = one;
  const auto second = between != 0 ? read.number(2) : std::nullopt;
  const auto third = second && read.sign(between) ? read.number(4) : std::nullopt;
  if (!first || !second || !third || !read.ended()) return std::nullopt;
  if (*first > 31) return *third <= 31 && between != '-' ? written(*first, *second, *third) : std::nullopt;
  if (*third < 1000) return std::nullopt;
  const auto day_first = *second <= 12 ? written(*third, *second, *first) : std::nullopt;
  const auto month_first = *first <= 12 ? written(*third, *first, *second) : std::nullopt;
  if (day_first && month_first && *first != *second) return std::nullopt;
  return day_first ? day_first : month_first;
}

std::optional<std::string> in_words(DateReader& read) {
  auto month = read.month();
  if (month) read.blanks();
  const auto day = read.number(2);
  if (!day) return std::nullopt;
  read.blanks();
  if (month)
    read.sign(',');
  else
    month = read.month();
  if (!month) return std::nullopt;
  read.sign(',');
  read.blanks();
  const auto year = read.number(4);
  return year && *year >= 1000 ? written(*year, *month, *day) : std::nullopt;
}

}  // namespace

std::optional<std::string> meant_date(std::string_view text, std::size_t& end) {
  for (const auto read_date : {in_figures, in_words}) {
    DateReader read(text);
    if (auto date = read_date(read)) {
      end = read.at();
      return date;
    }
  }
  return std::nullopt;
}

std::optional<std::string> accepted_date(std::string_view text, std::size_t& end) {
  const bool letter = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool by_points = digits == 4 && text.substr(digits).starts_with('.');
  const bool by_month = (digits == 1 || digits == 2) && text.substr(digits).starts_with(' ');
  if (!letter && !by_points && !by_month) return std::nullopt;
  return meant_date(text, end);
}

std::string settled_date(std::string_view text) {
  std::size_t end = 0;
  const auto date = accepted_date(text, end);
  return date && end == text.size() ? *date : std::string(text);
}

std::optional<Date> date_in_policy(std::string_view text) {
  if (const auto date = parse_date(text)) return date;
  std::size_t end = 0;
  const auto meant = accepted_date(text, end);
  return meant && end == text.size() ? parse_date(*meant) : std::nullopt;
}

}  // namespace cepol::syntax
