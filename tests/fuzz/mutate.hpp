// A mutator that knows what inputs are made of: lines and declarations, words, numbers and signs; rows and cells.
#pragma once

#include <string>
#include <string_view>

#include "tests/fuzz/target.hpp"
#include "tests/support/random.hpp"

namespace cepol::fuzz {

// The input with one to four small changes.
std::string mutated(Shape shape, std::string_view input, test::Random& random);

}  // namespace cepol::fuzz
