// Validation of what a draft's header is made from: policy paths (also derived from the notice's file name) and texts
// of one line.
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/draft/draft.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::draft {

namespace {

// A component of a path: words separated by hyphens.
std::string path_part(std::string_view name) {
  const std::string half = folded(name);
  std::string part;
  bool gap = false;
  for (std::size_t at = 0; at < half.size();) {
    const auto [value, length] = code_point_at(half, at);
    if (!syntax::name_character(value)) {
      gap = true;
    } else {
      if (gap && !part.empty()) part += '-';
      part += half.substr(at, length);
      gap = false;
    }
    at += length;
  }
  return part;
}

}  // namespace

std::optional<std::string> path_for(std::string_view folder, std::string_view file) {
  const std::string above = path_part(folder);
  const std::string own = path_part(file.substr(0, file.rfind('.')));
  if (own.empty()) return std::nullopt;
  return above.empty() ? own : above + "/" + own;
}

bool is_path(std::string_view text) { return !text.empty() && syntax::Scanner(text).path(0) == text.size(); }

std::optional<Misfit> misfit_in(std::string_view text) {
  std::size_t place = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length] = code_point_at(text, at);
    ++place;
    at += length;
    const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
    const bool line_end = value == 0x2028 || value == 0x2029;
    const bool direction = value >= 0x2066 && value <= 0x2069;
    if (control || line_end || direction || is_invisible(value)) return Misfit{value, place};
  }
  return std::nullopt;
}

}  // namespace cepol::draft
