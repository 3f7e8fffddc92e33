// Shortens names at the end of a character, and quotes them.
#include "interpreter/database/names.hpp"

#include "lang/base/fold.hpp"
#include "lang/base/visible.hpp"

namespace cepol::database {

namespace {

std::string_view first_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace

std::string UniqueNames::next(std::string_view wanted) {
  std::string whole = visible_line(wanted);
  if (whole.empty()) whole = "_";
  std::string name(first_bytes(whole, longest_));
  for (int number = 2; !used_.insert(without_case(name)).second; ++number) {
    const std::string end = " (" + std::to_string(number) + ")";
    name = std::string(first_bytes(whole, longest_ - end.size())) + end;
  }
  return name;
}

std::string quoted_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

}  // namespace cepol::database
