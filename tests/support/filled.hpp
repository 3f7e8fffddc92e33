// Complete data made from data with blanks: every blank gets a value that its column admits.
#pragma once

#include "interpreter/data/dataset.hpp"
#include "tests/support/random.hpp"

namespace cepol::test {

// `changed_one_in`: so many of the known cells, keys and references excepted, get another value too; 0: none.
data::Dataset filled(const core::Program& program, data::Dataset data, Random& random, std::size_t changed_one_in = 0);

}  // namespace cepol::test
