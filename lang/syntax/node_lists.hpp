// Compile-time checks that the lists of node kinds which a reader of the tree handles are complete: a new kind in
// nodes.def that is in no list of a reader is a compile error in that reader.
#pragma once

#include <initializer_list>
#include <span>

#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

constexpr std::size_t node_kind_count = 0
#define NODE(name, category) +1
#include "lang/syntax/nodes.def"
#undef NODE
    ;

constexpr bool contains(std::span<const NodeKind> list, NodeKind kind) {
  for (const NodeKind one : list)
    if (one == kind) return true;
  return false;
}

// Is every kind of these categories in exactly one of the lists, and no other kind in any?
constexpr bool partitions(std::initializer_list<NodeCategory> categories,
                          std::initializer_list<std::span<const NodeKind>> lists) {
  for (std::size_t i = 0; i < node_kind_count; ++i) {
    const auto kind = static_cast<NodeKind>(i);
    std::size_t wanted = 0, listed = 0;
    for (const NodeCategory category : categories) wanted += category == category_of(kind);
    for (const std::span<const NodeKind> list : lists)
      for (const NodeKind one : list) listed += one == kind;
    if (wanted != listed) return false;
  }
  return true;
}

}  // namespace cepol::syntax
