// Whether two programs are given the same data by the same files.
#pragma once

#include "interpreter/data/dataset.hpp"

namespace cepol::diff {

// Do both declare the same tables and columns, in the same order, so that whatever files are read give both the same
// data set, and the same values are possible where a cell is blank? Then it need be read for one of them only.
bool same_data(const core::Program& a, const core::Program& b);

}  // namespace cepol::diff
