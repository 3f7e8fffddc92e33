// What a builder needs to list what is bad: the order of the list, and lists of numbers within a message.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

// Where a bad row stands in the list of them.
struct Order {
  std::uint32_t table, file;
  std::uint64_t row;
  std::uint32_t column;
  std::uint32_t index;  // of the bad row, as they were met
  friend auto operator<=>(const Order&, const Order&) = default;
};

// In place, since a file may be bad in every row. Afterwards order[i].index is i.
inline void put_in_order(std::vector<BadRow>& bad, std::vector<Order>& order) {
  std::sort(order.begin(), order.end());
  for (std::uint32_t start = 0; start < bad.size(); ++start) {
    if (order[start].index == start) continue;
    BadRow first = std::move(bad[start]);
    std::uint32_t to = start;
    while (order[to].index != start) {
      const std::uint32_t from = std::exchange(order[to].index, to);
      bad[to] = std::move(bad[from]);
      to = from;
    }
    bad[to] = std::move(first);
    order[to].index = to;
  }
}

// Numbers from 1, in order, as a list for a message: 3, 7-12, and after a few only …
class Numbers {
 public:
  void add(std::size_t number) {
    if (last_ != 0 && number == last_ + 1) {
      last_ = number;
      return;
    }
    flush();
    first_ = last_ = number;
  }
  std::string text() {
    flush();
    return std::exchange(text_, {});
  }

 private:
  static constexpr int most = 10;

  void put(const std::string& item) {
    if (++count_ > most + 1) return;
    if (count_ > 1) text_ += '\n';
    text_ += count_ > most ? "…" : item;
  }
  void flush() {
    if (last_ == 0) return;
    if (last_ - first_ >= 2) {
      put(std::to_string(first_) + "-" + std::to_string(last_));
    } else {
      put(std::to_string(first_));
      if (last_ != first_) put(std::to_string(last_));
    }
    last_ = 0;
  }

  std::string text_;
  std::size_t first_ = 0, last_ = 0;  // the run not yet in the text; last_ 0: none
  int count_ = 0;
};

}  // namespace cepol::data
