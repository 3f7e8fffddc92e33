// Numbers of citizens, as GB 11643 has them: 18 places, which are a code of the place of registration, the day of
// birth, a serial number whose last digit is odd for men and even for women, and a check character by ISO 7064 MOD
// 11-2.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "lang/base/date.hpp"

namespace cepol {

struct IdNumber {  // what a number says
  Day born;
  bool male;
  friend bool operator==(const IdNumber&, const IdNumber&) = default;
};
enum class IdFault : std::uint8_t {
  form,   // not 18 places that are digits, the last perhaps an X
  day,    // it has a day of birth that is none, or of another century than those of living people
  check,  // the check character is not that of the other places: at least one of the 18 is wrong
};

// The form in which numbers are compared: the key form (fold.hpp), the check character x as X.
std::string id_form(std::string_view text);
// Of a text in that form. One wrong character, or two neighbours swapped, always give a fault.
std::variant<IdNumber, IdFault> read_id_number(std::string_view form);
// '0'..'9' or 'X', of the first 17 places, which are digits.
char id_check_character(std::string_view places);

}  // namespace cepol
