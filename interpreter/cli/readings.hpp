// The option `--readings all` of `cepol eval`: which results depend on which reading.
#pragma once

#include "interpreter/cli/inputs.hpp"
#include "interpreter/report/result_writer.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::cli {

// Evaluates with each option of each reading in place of the chosen one, one at a time, and writes a row for each
// outcome that differs. Returns the counts, as text for people. (Quotas count rows and depend on no reading.)
std::string write_readings(const Inputs& inputs, report::ResultWriter& writer, const Parallel& parallel, const Io& io);

}  // namespace cepol::cli
