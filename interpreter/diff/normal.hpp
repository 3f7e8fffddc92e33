// Normal forms: of two pieces of policy text that mean the same, the same; names stand for what they mean.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "interpreter/diff/names.hpp"

namespace cepol::diff {

enum : std::size_t { before_side, after_side };

// Both policies, and what of the one is what of the other.
class PolicyPair {
 public:
  PolicyPair(const Side& before, const Side& after);
  std::array<Names, 2> names;

  EntityId partner(std::size_t side, EntityId id) const { return partners_[side][id.index]; }
  bool paired(std::size_t side, EntityId id) const { return partner(side, id).valid(); }
  void pair(EntityId before, EntityId after);

 private:
  std::array<std::vector<EntityId>, 2> partners_;
};

using Colours = std::array<std::vector<std::uint64_t>, 2>;  // by EntityId (colour_refinement.hpp)
using Locals = std::vector<std::string>;                    // names bound here, the outermost first

struct Normal {
  const PolicyPair& both;
  std::size_t side;
  EntityId focus = {};  // written as itself: to compare how two things are used
  EntityId own = {};    // the declaration in hand: what it declares is told by its name, until it is paired
  const Colours* colours = nullptr;  // what is not paired is told by its colour
  bool loose = false;                // what is not paired is told by its kind only
  bool blank = false;                // values are left out

  std::string of(const Tree& tree, NodeId node, const Locals& locals = {}) const;
  std::string of_all(const Tree& tree, const std::vector<NodeId>& nodes, const Locals& locals = {}) const;
  std::string token(EntityId id) const;
  const Names& names() const { return both.names[side]; }

 private:
  std::string name(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string musts(const std::vector<EntityId>& meant) const;
  std::string unit(const Tree& tree, NodeId node) const;
  std::string unordered(std::string head, std::vector<std::string> parts) const;
  std::string value(const std::string& text) const { return blank ? "_" : text; }
  std::string fold(const Tree& tree, NodeId node, Locals locals) const;
  std::string running(const Tree& tree, NodeId node, Locals locals) const;
  std::string binder(const Tree& tree, NodeId node, Locals& locals) const;
  std::string others(const Tree& tree, NodeId node, const Locals& locals) const;
  void operands(const Tree& tree, NodeId node, Keyword link, const Locals& locals,
                std::vector<std::string>& parts) const;
};

// Strings that word what they stand at, and are no values.
bool is_wording(const Tree& tree, NodeId parent, NodeId child);
std::vector<NodeId> wordings_in(const Tree& tree, NodeId node);

}  // namespace cepol::diff
