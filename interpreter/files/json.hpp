// Rows of JSON objects for a builder. Numbers are handed over as they are written, so that decimals stay exact. Child
// rows nest under the name of their table, and get the key of the row around them as their link. A column that an
// object leaves out, or gives as null, is blank.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/csv.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::files {

// `named`: the table (or heading table) that the file is named after; none: the text is an object of tables.
std::optional<ReadError> read_json(data::DatasetBuilder& builder, const core::Program& program,
                                   const std::optional<std::string>& named, std::string text, const std::string& path);
// One object a line; a bad line costs only itself.
std::optional<ReadError> read_ndjson(data::DatasetBuilder& builder, const core::Program& program,
                                     const std::string& table, const Bytes& bytes, const std::string& path);

}  // namespace cepol::files
