// One ordinary value as a key of a hash table.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "interpreter/reference/tracked_set.hpp"

namespace cepol::reference {

struct PlainValue {
  Exact number;           // of members: the bits; of a row: its number
  std::string_view text;  // of texts alone
  friend bool operator==(const PlainValue&, const PlainValue&) = default;
};

// nullopt: the set is not one ordinary value, or depends on a blank.
std::optional<PlainValue> plain_value(const TrackedSet& set);
// The place of the value in the order of its type; of a text there is none.
Exact order_of(const TrackedSet& plain);

// Numbers distinct keys of one width in the order in which they are added.
class KeyTable {
 public:
  explicit KeyTable(std::size_t width) : width_(width) {}

  std::uint32_t add(std::span<const PlainValue> key);  // the number that it has or gets
  std::optional<std::uint32_t> find(std::span<const PlainValue> key) const;
  std::uint32_t size() const { return size_; }

 private:
  std::size_t place_of(std::span<const PlainValue> key) const;
  void grow();

  const std::size_t width_;
  std::uint32_t size_ = 0;
  std::vector<PlainValue> keys_;       // by number, each of `width_` values
  std::vector<std::uint32_t> places_;  // open addressing: a key's number + 1, or 0
};

}  // namespace cepol::reference
