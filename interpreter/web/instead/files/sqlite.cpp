// There are no databases here.
#include "interpreter/files/formats.hpp"

namespace cepol::files {

std::optional<ReadError> read_sqlite(const FormatInput& input) {
  return ReadError{input.path, data::Fault::unknown_format, {}};
}
std::optional<ReadError> read_sqlite_query(const FormatInput& input, const std::string&) { return read_sqlite(input); }

}  // namespace cepol::files
