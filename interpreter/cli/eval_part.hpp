// What `cepol eval --part` writes: the rows of a part as they are decided, and what each part finds of the whole.
#pragma once

#include <optional>
#include <string>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/data/division.hpp"

namespace cepol::cli {

// `summary`: the file of --summary; `path`: of the part file. Returns the exit status.
int run_part(const InputOptions& inputs, const data::Part& part, const std::optional<std::string>& summary,
             const ColumnChoice& columns, const std::string& path, const Io& io);

}  // namespace cepol::cli
