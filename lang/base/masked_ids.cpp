#include "lang/base/masked_ids.hpp"

#include <algorithm>

#include "lang/base/text.hpp"

namespace cepol {

namespace {

constexpr std::size_t new_length = 18, old_length = 15, shown_before = 6, shown_after = 4;

bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int two_digits(std::string_view digits) { return (digits[0] - '0') * 10 + (digits[1] - '0'); }

// MMDD
bool is_day_of_year(std::string_view digits) {
  const int month = two_digits(digits), day = two_digits(digits.substr(2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool looks_like_id(std::string_view word) {
  if (word.empty() || word.front() == '0') return false;
  const std::string_view digits = word.substr(0, word.size() - 1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  const char last = word.back();
  if (word.size() == old_length) return is_digit(last) && is_day_of_year(word.substr(8));
  if (word.size() != new_length || !(is_digit(last) || last == 'X' || last == 'x')) return false;
  const int century = two_digits(word.substr(6));
  return century >= 18 && century <= 20 && is_day_of_year(word.substr(10));
}

// Of a word with a slip as many at both ends; of a short one fewer.
void mask(std::string& text, std::size_t begin, std::size_t end) {
  const bool whole = end - begin >= old_length;
  const std::size_t before = whole ? shown_before : (end - begin) / 3, after = whole ? shown_after : 0;
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin + before),
            text.begin() + static_cast<std::ptrdiff_t>(end - after), '*');
}

}  // namespace

std::string masked_ids(std::string_view text, const IdWords& also) {
  std::string masked(text);
  for (std::size_t begin = 0; begin < text.size();) {
    if (!is_letter_or_digit(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && is_letter_or_digit(text[end])) ++end;
    const std::string_view word = text.substr(begin, end - begin);
    if (looks_like_id(word) || also.contains(word)) mask(masked, begin, end);
    begin = end;
  }
  return masked;
}

}  // namespace cepol
