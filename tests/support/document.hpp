// The policies that a document shows.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cepol::test {

struct Blocks {
  std::vector<std::string> policies;
  std::map<std::string, std::string> tables;  // by file name
};

// The policies of a document: a block ```cepol is one; ```cepol continued is the end of one, after the last ```cepol
// opening. A block ```csv NAME is a file that lies beside them.
inline Blocks blocks_of(const std::string& document) {
  Blocks blocks;
  auto& policies = blocks.policies;
  std::string opening;
  const std::string fence = "```";
  for (std::size_t at = document.find(fence); at != std::string::npos; at = document.find(fence, at)) {
    const std::size_t line_end = document.find('\n', at), end = document.find("\n" + fence, line_end) + 1;
    const std::string kind = document.substr(at + fence.size(), line_end - at - fence.size());
    const std::string text = document.substr(line_end + 1, end - line_end - 1);
    if (kind == "cepol opening") opening = text;
    if (kind == "cepol") policies.push_back(text);
    if (kind == "cepol continued") policies.push_back(opening + text);
    if (kind.starts_with("csv ")) blocks.tables[kind.substr(4)] = text;
    at = end + fence.size();
  }
  return blocks;
}

}  // namespace cepol::test
