// Text as office files can hold it.
#pragma once

#include <string>
#include <string_view>

namespace cepol::office {

// As people are shown it (lang/base/visible.hpp), and without the two further characters that XML does not allow: they
// are written out too, <U+FFFE>.
std::string xml_text(std::string_view text);

}  // namespace cepol::office
