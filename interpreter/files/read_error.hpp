// Why a whole file or folder could not be read.
#pragma once

#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::files {

struct ReadError {
  std::string path;  // as it was given
  data::Fault fault;
  std::vector<std::string> arguments;
};

}  // namespace cepol::files
