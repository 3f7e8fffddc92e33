// The data as they are where rows that are alike in every cell count once.
#pragma once

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

// A copy without the rows that are twins of earlier ones: the same tables as if they had been read so (Twice::once).
// What reading tells of the files is not in it: faults, counts, rows that are no records.
Dataset without_twins(const Dataset& data);

// The same for who reaches the rows of such tables through the rows they belong to, and no others: they are only taken
// from their owners. All rows keep their places, and the columns are shared with `data`.
Dataset without_owned_twins(const Dataset& data);

}  // namespace cepol::data
