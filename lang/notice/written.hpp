// The words of numbers.cpp, read at a place of a text. Only lang/notice includes this.
#pragma once

#include <optional>
#include <string_view>

#include "lang/notice/numbers.hpp"

namespace cepol::notice {

struct Whole {  // a whole number
  std::int64_t value = 0;
  std::size_t end = 0;
  std::size_t digits = 0;  // that it is written with; 0: as 三十, with words for tens
};
std::optional<Whole> digits_at(std::string_view text, std::size_t at);
std::optional<Whole> chinese_at(std::string_view text, std::size_t at);
std::optional<WrittenNumber> english_number_at(std::string_view text, std::size_t at);  // in words
std::size_t over_blanks(std::string_view text, std::size_t at);
bool latin(std::string_view text, std::size_t at);  // a Latin letter stands there
// The text goes on with the word, in letters of any case; a letter after it makes it another word.
bool word_at(std::string_view text, std::size_t at, std::string_view word);

std::optional<WrittenDate> date_at(std::string_view text, std::size_t at);
// 至31日 behind 6月1日: the same month goes on.
std::optional<WrittenDate> date_after(std::string_view text, const WrittenDate& before);

}  // namespace cepol::notice
