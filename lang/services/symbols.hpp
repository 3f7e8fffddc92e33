// The outline of a file: its declarations, and what they declare.
#pragma once

#include <string>
#include <vector>

#include "lang/services/view.hpp"

namespace cepol::services {

struct Symbol {
  std::string name, detail;  // 审验; 考核
  syntax::NodeKind kind;     // of what is named
  Span whole, selection;     // the selection is within the whole
  std::vector<Symbol> children = {};
};
std::vector<Symbol> document_symbols(const syntax::Tree& tree);
// Those whose name has the characters of the query in their order; all where it is empty.
std::vector<Symbol> matching(const std::vector<Symbol>& symbols, std::string_view query);

}  // namespace cepol::services
