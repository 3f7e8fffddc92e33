// The rows of a table, after its headings were looked for: what the formats with rows share.
#pragma once

#include <optional>
#include <string>

#include "interpreter/files/formats.hpp"
#include "interpreter/files/heading.hpp"

namespace cepol::files {

// Adds titles and rows to the builder. An error: the headings cannot be used.
std::optional<ReadError> read_table_rows(const FormatInput& input, const std::string& table, FileHead& head,
                                         RowSource& rows);

}  // namespace cepol::files
