// What the user says of text files (--encoding, --delimiter); what is not said is decided from the files.
#pragma once

#include <optional>

#include "interpreter/files/encoding.hpp"

namespace cepol::files {

struct TextForm {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;  // , ; | or a tab
};

}  // namespace cepol::files
