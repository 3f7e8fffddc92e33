// There is no reader of web pages here.
#include "interpreter/files/formats.hpp"

namespace cepol::files {

std::optional<ReadError> read_html(const FormatInput& input) {
  return ReadError{input.path, data::Fault::html_workbook, {}};
}

}  // namespace cepol::files
