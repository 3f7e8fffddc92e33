// What is perhaps not as it was meant (data/doubts.hpp), by cause and place by place, as `cepol data` tells it.
#pragma once

#include <vector>

#include "interpreter/cli/data_review.hpp"
#include "interpreter/data/doubts.hpp"

namespace cepol::cli {

// By table, kind and column.
std::vector<DataProblem> causes_of(const core::Program& program, const data::Dataset& data,
                                   const std::vector<data::Doubt>& doubts);
std::vector<DataPlace> places_of(const core::Program& program, const data::Dataset& data,
                                 const std::vector<data::Doubt>& doubts);

}  // namespace cepol::cli
