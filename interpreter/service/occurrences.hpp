// Where a name is written in all files of the workspace.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/service/context.hpp"

namespace cepol::service {

struct Occurrence {
  std::string path, uri;
  Span span;  // bytes of that file; the source is of no meaning outside its analysis
  Json range;
  std::string text;
  bool declares = false;
};
// Those of the document first; each once. Nullopt: the request was cancelled.
std::optional<std::vector<Occurrence>> occurrences(Context& context, Analysis& analysis, Span declared);

}  // namespace cepol::service
