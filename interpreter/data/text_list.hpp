// Many texts, one after the other in one piece of memory.
#pragma once

#include <cstdint>
#include <iterator>
#include <string_view>

#include "lang/base/bulk.hpp"

namespace cepol::data {

class TextList {
 public:
  std::size_t size() const { return ends_.size(); }
  // Valid until the next text is added.
  std::string_view operator[](std::size_t index) const {
    const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, static_cast<std::size_t>(ends_[index] - begin)};
  }
  void add(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
  }
  friend bool operator==(const TextList&, const TextList&) = default;

 private:
  Bulk<char> bytes_;
  Bulk<std::uint64_t> ends_;  // by text
};

}  // namespace cepol::data
