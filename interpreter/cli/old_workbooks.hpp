// Workbooks in the old format (.xls) are made .xlsx by a program of the machine: Gnumeric's ssconvert.
#pragma once

#include <memory>
#include <string>

#include "interpreter/files/files.hpp"

namespace cepol::cli {

// The bytes of the .xlsx. Null with `why` (old_workbook_*): there is no such program, or it does not read the file
// without a complaint, since what it reads of a damaged file may be wrong.
std::unique_ptr<files::Reader> converted_workbook(files::Reader& bytes, std::string& why);

}  // namespace cepol::cli
