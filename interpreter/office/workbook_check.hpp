// Is a workbook that was written complete?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cepol::office {

// Does the file have sheets of so many rows, in this order, each whole to its end?
bool is_whole_workbook(const std::string& file, const std::vector<std::uint64_t>& rows);

}  // namespace cepol::office
