// Numbers that a spreadsheet shows otherwise than it stores them, by the sections of a format: 0.00 %; 0, for
// thousands;
// ;;; for nothing at all; 0"天". They are read as they are stored, and it is told. Only zeros that a format sets before
// a whole number (00123) are read as they are shown: they are part of a key.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cepol::files {

enum class Unlike : std::uint8_t {
  no,
  scaled,   // of 100, of thousands
  rounded,  // fewer places than are stored
  unseen,   // nothing is shown
  altered,  // with words or digits of the format, without the sign
};
constexpr std::size_t unlike_count = 5;

struct LookSection {
  static constexpr int any_places = -1;
  int places = any_places;   // behind the point
  int whole = 0, zeros = 0;  // places before it, and how many of them are filled with zeros
  bool shows_numbers = true;
  bool shows_texts = false;  // has a place for them, @
  bool scaled = false, fraction = false, exponent = false;
  bool words = false;  // other than blanks, signs and money
  bool any_words = false;
  bool sign = false;  // - or brackets
};

struct NumberLook {
  std::array<LookSection, 3> numbers;  // of those over 0, below 0, of 0; of these the first `count`
  std::size_t count = 1;
  LookSection texts;
  bool conditional = false;  // sections are chosen by conditions, [>=60]
  std::string code;
};

NumberLook look_by(std::string_view code);
// By the number of a format that files need not define.
NumberLook look_by_number(int format);

// `decimal` as decimal_of gives it; it is no date.
Unlike unlike(const NumberLook& look, std::string_view decimal);
Unlike unlike_text(const NumberLook& look);
// With the zeros that are shown before it.
std::string padded(const NumberLook& look, std::string decimal);

}  // namespace cepol::files
