// Results as a database of SQLite, a table for each of theirs. A whole number is an INTEGER; a decimal of at most 15
// digits a REAL, which gives back the same digits; any other number, as 170/3, is its exact TEXT. A day is TEXT
// (2017-05-31), and so is everything else; what is blank is NULL. Rows go to the disk as they come.
//
// The library writes the file by itself, by the name that the destination has for it.
#pragma once

#include <memory>
#include <string_view>

#include "interpreter/report/result_writer.hpp"

namespace cepol::database {

std::unique_ptr<report::ResultWriter> make_sqlite_results(std::unique_ptr<report::Destination> destination);

// Is a file that begins so a database of results, by the mark that make_sqlite_results() puts into it?
bool is_sqlite_results(std::string_view bytes);
inline constexpr std::size_t sqlite_header_size = 100;  // bytes that the mark is within

// For messages about a database that cannot be written.
inline constexpr const char* sqlite_needs_file = "a database is written to a file, not to a pipe or a device";

}  // namespace cepol::database
