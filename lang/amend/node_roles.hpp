// The role of each kind of syntax node in an amendment: target of an operation, addressable item, operation, ...
// The roles are listed in node_roles.def. Only lang/amend includes this header.
#pragma once

#include <cstdint>

#include "lang/syntax/tree.hpp"

namespace cepol::amend {

enum class NodeRole : std::uint8_t {
  declaration,  // can be the target of an operation
  item,         // of a declaration, addressed by its name: a member, column, option, source, case, ...
  keyed,      // of a declaration, addressed by its keyword: when, window, total, total becomes; a limit by what it says
  head,       // in a declaration's head, before the place of its citations
  compound,   // an expression that is put into brackets where it replaces another
  operation,  // of an amendment: replace, add, repeal, ...
  action,     // of an operation `in TARGET ...`: change, insert, cut, put
  inner,      // never addressed by itself
};
NodeRole role_of(syntax::NodeKind kind);

}  // namespace cepol::amend
