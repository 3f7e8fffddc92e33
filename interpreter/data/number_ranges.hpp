// Ascending numbers as a list for a message: 3, 7-12; after the first ten items only …. Items are separated by line
// breaks, which each language replaces (reason_of in dataset.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace cepol::data {

class NumberRanges {
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
  std::size_t first_ = 0, last_ = 0;  // the range not yet in the text; last_ 0: none
  int count_ = 0;
};

}  // namespace cepol::data
