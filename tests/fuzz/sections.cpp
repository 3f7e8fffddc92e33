#include "tests/fuzz/sections.hpp"

namespace cepol::fuzz {

namespace {

// The end of the line that begins at `at`, without its line end.
std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

}  // namespace

std::vector<std::string_view> sections_of(std::string_view input) {
  std::vector<std::string_view> sections;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = line_end(input, at);
    if (input.substr(at, end - at) == section_line) {
      sections.push_back(input.substr(begin, at - begin));
      begin = std::min(end + 1, input.size());
    }
    at = end + 1;
  }
  sections.push_back(input.substr(begin));
  return sections;
}

std::string joined(const std::vector<std::string>& sections) {
  std::string text;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (i > 0) {
      if (!text.empty() && text.back() != '\n') text += '\n';
      text += section_line;
      text += '\n';
    }
    text += sections[i];
  }
  return text;
}

std::vector<NamedText> files_of(std::string_view input) {
  constexpr std::string_view mark = "== ";
  std::vector<NamedText> files{{"", input}};
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = line_end(input, at);
    const std::string_view line = input.substr(at, end - at);
    if (line.starts_with(mark)) {
      files.back().text.remove_suffix(input.size() - at);
      files.push_back({line.substr(mark.size()), input.substr(std::min(end + 1, input.size()))});
    }
    at = end + 1;
  }
  return files;
}

}  // namespace cepol::fuzz
