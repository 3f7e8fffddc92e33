#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "lang/syntax/parse.hpp"
#include "tests/support/files.hpp"

namespace cepol::syntax {

struct Read {  // a parsed text with what it needs to live
  Sources sources;
  Parsed parsed;
};

inline void parse_into(Read& read, std::string text, std::string name = "x.cepol") {
  const SourceId id = read.sources.add({std::move(name), std::move(text)});
  read.parsed = parse(read.sources, id);
}

// The codes of the problems in order: "E0103 E0110".
inline std::string codes_of(const Parsed& parsed) {
  std::string codes;
  for (const Diagnostic& each : parsed.problems.list)
    codes += (codes.empty() ? "" : " ") + std::string(code_number(each.code));
  return codes;
}

inline std::string codes_of_text(std::string text) {
  Read read;
  parse_into(read, std::move(text));
  return codes_of(read.parsed);
}

const std::filesystem::path golden = std::filesystem::path(CEPOL_ROOT) / "tests/lang/syntax/golden";

// Empty, or what is wrong with the tree: spans outside the text, a child outside its parent, a node reached twice.
std::string broken(const Parsed& parsed);

}  // namespace cepol::syntax
