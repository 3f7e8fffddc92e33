// Puts the results of all parts together: the same bytes, messages and exit status as one run over all data.
#pragma once

#include <memory>
#include <vector>

#include "interpreter/cli/part_file.hpp"
#include "interpreter/cli/result_target.hpp"

namespace cepol::cli {

struct OpenedPart {
  std::unique_ptr<PartReader> reader;
  PartHead head;
};

// Each has its head read. Returns the exit status.
int combine_parts(std::vector<OpenedPart> parts, const ResultTarget& target, const Io& io);

}  // namespace cepol::cli
