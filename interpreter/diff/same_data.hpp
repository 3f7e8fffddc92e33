// Whether two programs are given the same data by the same files.
#pragma once

#include "interpreter/data/dataset.hpp"

namespace cepol::diff {

// Do both declare the same tables and columns, in the same order, so that whatever files are read give both the same
// data set? Then it need be read for one of them only.
bool same_data(const core::Program& a, const core::Program& b);
// Do the columns that both programs have allow the same values and the same ways to be blank?
bool same_column(const core::Program& a, const core::Column& x, const core::Program& b, const core::Column& y);
bool same_cells(const core::Program& a, const core::Program& b);
// Do both data sets have the same unreadable cells and rows, so that the two programs read the same values?
bool read_alike(const data::Dataset& one, const data::Dataset& other);

}  // namespace cepol::diff
