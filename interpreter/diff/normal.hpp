// Normal forms of policy text as strings: equal for two texts with the same meaning. A name is replaced by the entity
// that it refers to.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "interpreter/diff/names.hpp"

namespace cepol::diff {

enum : std::size_t { before_side, after_side };

// The names of both policies, and the pairing of their entities.
class PolicyPair {
 public:
  PolicyPair(const Side& before, const Side& after);
  std::array<Names, 2> names;

  EntityId partner(std::size_t side, EntityId id) const { return partners_[side][id.index]; }
  bool paired(std::size_t side, EntityId id) const { return partner(side, id).valid(); }
  void pair(EntityId before, EntityId after);
  void unpair_all();
  // Pairs that were taken for renames without proof: the two are different, and perhaps one of them is renamed.
  std::vector<std::pair<EntityId, EntityId>> perhaps_renamed;

 private:
  std::array<std::vector<EntityId>, 2> partners_;
};

using Colours = std::array<std::vector<std::uint64_t>, 2>;  // by EntityId (colour_refinement.hpp)
using Locals = std::vector<std::string>;                    // names bound around a node, the outermost first

// Normal forms of syntax nodes of one side. Entities that are paired have one token on both sides; the fields say how
// unpaired ones are written.
struct Normalizer {
  const PolicyPair& policies;
  std::size_t side;
  EntityId focus = {};               // written as "@": to compare how two entities are used
  EntityId own_declaration = {};     // unpaired entities that it declares are written by their names
  const Colours* colours = nullptr;  // unpaired entities are written as their colours
  bool ignore_unpaired = false;      // unpaired entities are written as their role only
  bool omit_values = false;          // values (numbers, dates, strings, members) are written as "_"

  std::string of(const Tree& tree, NodeId node, const Locals& locals = {}) const;
  std::string of_all(const Tree& tree, const std::vector<NodeId>& nodes, const Locals& locals = {}) const;
  std::string token(EntityId id) const;
  const Names& names() const { return policies.names[side]; }

 private:
  std::string value(const std::string& text) const { return omit_values ? "_" : text; }
  std::string musts(const std::vector<EntityId>& meant) const;
  std::string unit(const Tree& tree, NodeId name) const;
  std::string unordered(std::string head, std::vector<std::string> parts) const;
  std::string binder(const Tree& tree, NodeId node, Locals& locals) const;
  void operands(const Tree& tree, NodeId node, Keyword link, const Locals& locals,
                std::vector<std::string>& parts) const;

  // Forms by node kind.
  std::string leaf(const Tree& tree, NodeId node) const;
  std::string name(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string quantity(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string cell_with_names(const Tree& tree, NodeId node) const;
  std::string type(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string convert(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string unit_of(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string call(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string only_child(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string joined(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string set(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string members(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string in_set(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string fold(const Tree& tree, NodeId node, const Locals& outer) const;
  std::string running(const Tree& tree, NodeId node, const Locals& outer) const;
  std::string span_fold(const Tree& tree, NodeId node, const Locals& locals) const;
  std::string others(const Tree& tree, NodeId node, const Locals& locals) const;
};

// Is the child a string that gives its parent a wording for people, and not a value?
bool is_wording(const Tree& tree, NodeId parent, NodeId child);
std::vector<NodeId> wordings_in(const Tree& tree, NodeId node);

}  // namespace cepol::diff
