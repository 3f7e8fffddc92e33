// The problems of a policy as they are shown in an editor: in the files where they were written, in words.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lang/services/view.hpp"

namespace cepol::services {

struct Finding {
  Span span;
  Code code;
  std::string message, help, suggestion;  // the suggestion replaces the text at `span`; empty: there is none
  std::vector<std::pair<Span, std::string>> related = {};
};
// In the order of the places, those of a file together.
std::vector<Finding> findings(const View& view);

}  // namespace cepol::services
