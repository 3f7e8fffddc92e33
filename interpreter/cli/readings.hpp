// Which results depend on which reading.
#pragma once

#include "interpreter/cli/inputs.hpp"
#include "interpreter/report/writer.hpp"

namespace cepol::cli {

// Each option of each reading alone against the ones chosen: a row for each outcome that comes out differently. Returns
// the counts, for people. (Quotas count rows and depend on no reading.)
std::string write_readings(const Inputs& inputs, report::Writer& writer, const Io& io);

}  // namespace cepol::cli
