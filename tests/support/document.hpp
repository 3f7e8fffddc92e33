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

// An amendment of `whole`, and the file name of `whole`: the last part of its path.
struct Amending {
  std::string amendment, file;
};
inline Amending amending(const std::string& whole, const std::string& lines) {
  const std::string start = "policy ";
  const std::string path = whole.substr(start.size(), whole.find(' ', start.size()) - start.size());
  return {start + path + "/amended amends " + path + " \"amended\" { applies 2027-01-01 }\n" + lines,
          path.substr(path.rfind('/') + 1) + ".cepol"};
}

// The policies of a document: a block ```cepol is one; ```cepol continued is the end of one, after the last ```cepol
// opening; ```cepol amendment is one that amends the last ```cepol. A block ```csv NAME or ```cepol NAME.cepol is a
// file that lies beside them.
inline Blocks blocks_of(const std::string& document) {
  Blocks blocks;
  auto& policies = blocks.policies;
  std::string opening, whole;
  const std::string fence = "```";
  for (std::size_t at = document.find(fence); at != std::string::npos; at = document.find(fence, at)) {
    const std::size_t line_end = document.find('\n', at), end = document.find("\n" + fence, line_end) + 1;
    const std::string kind = document.substr(at + fence.size(), line_end - at - fence.size());
    const std::string text = document.substr(line_end + 1, end - line_end - 1);
    if (kind == "cepol opening") opening = text;
    if (kind == "cepol") policies.push_back(whole = text);
    if (kind == "cepol amendment") {
      const Amending made = amending(whole, text);
      policies.push_back(made.amendment);
      blocks.tables[made.file] = whole;
    }
    if (kind.starts_with("cepol ") && kind.ends_with(".cepol")) blocks.tables[kind.substr(6)] = text;
    if (kind == "cepol continued") policies.push_back(opening + text);
    if (kind.starts_with("csv ")) blocks.tables[kind.substr(4)] = text;
    at = end + fence.size();
  }
  return blocks;
}

}  // namespace cepol::test
