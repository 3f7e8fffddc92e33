// How a thing is used: the parts of declarations that speak of it, with itself left blank.
#pragma once

#include <map>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// How much two sorted lists have in common, from 0 to 1: of the longer one.
double share_of_both(const std::vector<std::string>& one, const std::vector<std::string>& other);

class Uses {
 public:
  explicit Uses(const PolicyPair& both);
  // From 0 to 1. What nothing speaks of is alike if it stands in the same place.
  double alike(EntityId before, EntityId after) const;
  bool any(std::size_t side, EntityId id) const { return places_[side].count(id) > 0; }
  // The parts that speak of it, without its name; names of what is not paired are colours, or left out too.
  std::vector<std::string> contexts(std::size_t side, EntityId id, const Colours* colours = nullptr) const;
  bool same_place(EntityId before, EntityId after) const;  // between the same neighbours

 private:
  struct Place {
    EntityId declaration;
    Item item;  // without inner items
  };
  void collect(std::size_t side, EntityId declaration, const Item& item);
  EntityId neighbour(std::size_t side, EntityId id, int step) const;

  const PolicyPair& both_;
  std::map<EntityId, std::vector<Place>> places_[2];
};

}  // namespace cepol::diff
