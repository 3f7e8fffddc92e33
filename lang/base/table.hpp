// Id<Tag>, a typed index; Table<Id, Node>, a flat table of nodes that refer to one another by index; and `overloaded`
// for std::visit. An Id of one kind of node cannot be used for another kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace cepol {

template <class Tag>
struct Id {
  std::uint32_t index = UINT32_MAX;

  bool valid() const { return index != UINT32_MAX; }
  friend bool operator==(Id, Id) = default;
  friend auto operator<=>(Id, Id) = default;
};

template <class Key, class Node>
struct Table {
  std::vector<Node> nodes;

  Key add(Node node) {
    nodes.push_back(std::move(node));
    return {static_cast<std::uint32_t>(nodes.size() - 1)};
  }
  const Node& operator[](Key key) const { return nodes[key.index]; }
  Node& operator[](Key key) { return nodes[key.index]; }
  std::size_t size() const { return nodes.size(); }
};

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace cepol
