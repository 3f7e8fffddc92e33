// Compares data sets that were made in two ways and must be the same.
#pragma once

#include <string>

#include "interpreter/data/dataset.hpp"

namespace cepol::test {

// Where they differ first; empty: nowhere.
std::string difference(const data::Dataset& a, const data::Dataset& b);
// The same of the tables alone, whatever is told of their files.
std::string difference_of_tables(const data::Dataset& a, const data::Dataset& b);

}  // namespace cepol::test
