// What `cepol eval --part` writes: the rows of a part as they are decided, and what each part finds of the whole.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/data/division.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::cli {

// `columns`: as typed after --columns; `path`: of the part file. Returns the exit status.
int write_part(const Inputs& inputs, const data::Part& part, const std::vector<core::ResultTable>& tables,
               const std::string& columns, const std::string& path, const Parallel& parallel, const Io& io);

}  // namespace cepol::cli
