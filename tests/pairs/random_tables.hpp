// Random data for a program, as files: complete, with blanks and dates known in part, with extreme values; damaged in
// the ways of tests/properties/damage/kinds.def.
#pragma once

#include "lang/core/program.hpp"
#include "tests/properties/damage/kinds.hpp"

namespace cepol::pairs {

struct DataChoice {
  std::size_t people = 3;
  std::size_t blank_in = 0;    // one cell in so many is blank; 0: none
  std::size_t extreme_in = 0;  // likewise: at an end of what the column allows, or beyond what others hold
  std::size_t damages = 0;
};
DataChoice random_choice(test::Random& random);

// `kinds`: counts how often each kind of damage was done.
damage::DataFiles random_tables(const core::Program& program, const DataChoice& choice, test::Random& random,
                                std::map<std::string_view, std::size_t>* kinds = nullptr);

}  // namespace cepol::pairs
