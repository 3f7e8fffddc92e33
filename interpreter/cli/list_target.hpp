// Lists for the office, to be filled in and read again (files/list_file.hpp): .csv, .xlsx, or on the terminal.
#pragma once

#include <memory>
#include <string>

#include "interpreter/cli/io.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

// What is wrong with the name of an output, or "".
std::string check_list_output(const std::string& path, const Io& io);
// A table for people where the path is empty.
std::unique_ptr<report::ResultWriter> list_writer(const std::string& path, const std::string& title, const Io& io);

// The lists as one document, for programs, to the standard output.
std::unique_ptr<report::ResultWriter> json_writer(const Io& io);

}  // namespace cepol::cli
