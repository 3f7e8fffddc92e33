// How the page of a notice and its policy looks, and what it does when it is touched. Only interpreter/pages includes
// this header.
#pragma once

#include <string_view>

namespace cepol::pages {

extern const std::string_view doc_style;
extern const std::string_view doc_script;

}  // namespace cepol::pages
