// Numbers taken from the bytes of an input, one after another.
#pragma once

#include <cstdint>
#include <string_view>

namespace cepol::fuzz {

class Bytes {
 public:
  explicit Bytes(std::string_view input) : input_(input) {}

  // One byte says how many follow (0 to 8) and the sign; 0 when the input is used up.
  std::int64_t number() {
    const std::uint8_t head = next();
    std::uint64_t value = 0;
    for (int i = 0; i < head % 9; ++i) value = value << 8 | next();
    const auto magnitude = static_cast<std::int64_t>(value & INT64_MAX);
    return head >= 128 ? -magnitude : magnitude;
  }

 private:
  std::uint8_t next() {
    if (at_ == input_.size()) return 0;
    return static_cast<std::uint8_t>(input_[at_++]);
  }

  std::string_view input_;
  std::size_t at_ = 0;
};

}  // namespace cepol::fuzz
