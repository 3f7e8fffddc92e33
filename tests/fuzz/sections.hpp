// Inputs that hold several texts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cepol::fuzz {

constexpr std::string_view section_line = "====";

// The texts between lines of ====; at least one, which may be empty.
std::vector<std::string_view> sections_of(std::string_view input);
std::string joined(const std::vector<std::string>& sections);

struct NamedText {
  std::string_view name, text;
};
// The files of an input: `== NAME` on a line, then the text of the file. What is above the first such line is a file of
// no name.
std::vector<NamedText> files_of(std::string_view input);

}  // namespace cepol::fuzz
