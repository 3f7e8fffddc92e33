// The uses of an entity: the parts of declarations that refer to it, in normal forms in which the entity is a
// placeholder. Two entities are similar if their uses are.
#pragma once

#include <map>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// The number of common elements of two sorted lists, as a share of the longer one (0 to 1).
double overlap_ratio(const std::vector<std::string>& one, const std::vector<std::string>& other);

class Uses {
 public:
  explicit Uses(const PolicyPair& policies);
  // From 0 to 1. Two entities without uses are alike if they have the same neighbours.
  double similarity(EntityId before, EntityId after) const;
  bool any(std::size_t side, EntityId id) const { return occurrences_[side].count(id) > 0; }
  // The parts that refer to it, without its name; names of unpaired entities are written as colours, or omitted.
  std::vector<std::string> contexts(std::size_t side, EntityId id, const Colours* colours = nullptr) const;
  // Do exactly the same parts refer to both, once all entities are paired?
  bool same_contexts(EntityId before, EntityId after) const;
  bool same_neighbours(EntityId before, EntityId after) const;  // do they have the same neighbours?

 private:
  std::vector<std::string> contexts_in(std::size_t side, EntityId id, Normalizer normal) const;
  struct Occurrence {
    EntityId declaration;
    DeclarationPart part;  // without inner parts
  };
  void collect(std::size_t side, EntityId declaration, const DeclarationPart& part);
  EntityId neighbour(std::size_t side, EntityId id, int step) const;

  const PolicyPair& policies_;
  std::map<EntityId, std::vector<Occurrence>> occurrences_[2];
};

}  // namespace cepol::diff
