// Which of the numbers that cepol writes a database holds as numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace cepol::database {

enum class NumberKind : std::uint8_t {
  none,      // a text
  integer,   // of 64 bits
  decimal,   // of at most 15 digits, which a number of 64 bits with a binary point gives back as they are
  exact,     // a decimal of more digits
  fraction,  // 170/3: no decimal is the same
};

// 12, -2.5, 170/3, in the form in which cepol writes them.
NumberKind number_kind(std::string_view text);

}  // namespace cepol::database
