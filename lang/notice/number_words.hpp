// Recognisers of number words and dates at a position of a text, shared by numbers.cpp and the clause markers. Only
// lang/notice includes this header.
#pragma once

#include <optional>
#include <string_view>

#include "lang/notice/numbers.hpp"

namespace cepol::notice {

struct WholeNumber {  // a whole number
  std::int64_t value = 0;
  std::size_t end = 0;
  std::size_t digits = 0;  // number of digits in the text; 0: written with words for tens (三十)
};
std::optional<WholeNumber> digits_at(std::string_view text, std::size_t at);
std::optional<WholeNumber> chinese_at(std::string_view text, std::size_t at);
std::optional<WrittenNumber> english_number_at(std::string_view text, std::size_t at);  // in words
std::size_t over_blanks(std::string_view text, std::size_t at);
bool latin(std::string_view text, std::size_t at);  // is there a Latin letter at `at`?
// Is `word` at `at`, in any case, and not followed by a letter?
bool word_at(std::string_view text, std::size_t at, std::string_view word);

std::optional<WrittenDate> date_at(std::string_view text, std::size_t at);
// Reads 至31日 after 6月1日: a day of the same month.
std::optional<WrittenDate> date_after(std::string_view text, const WrittenDate& before);

}  // namespace cepol::notice
