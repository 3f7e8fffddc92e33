// Letters as one page to be printed, each on a sheet of its own.
#pragma once

#include <string>
#include <vector>

#include "interpreter/report/document.hpp"

namespace cepol::pages {

std::string letters_page(const std::vector<report::Document>& letters, const std::string& title, bool english);

}  // namespace cepol::pages
