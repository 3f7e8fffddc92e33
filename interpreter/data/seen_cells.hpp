// What cells of one column were read as, by their bytes: most cells of a roster are like one before. A cache of fixed
// size; longer cells, and those that collide, are read again.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"

namespace cepol::data {

class SeenCells {
 public:
  // Valid until the next add(); null: not there.
  const CellValue* find(std::string_view cell) const {
    if (cell.size() > longest || slots_.empty()) return nullptr;
    const Bytes bytes(cell);
    const Slot& slot = slots_[bytes.slot()];
    return slot.bytes == bytes ? &slot.value : nullptr;
  }
  void add(std::string_view cell, const CellValue& value) {
    if (cell.size() > longest) return;
    if (slots_.empty()) slots_.resize(slot_count);
    const Bytes bytes(cell);
    slots_[bytes.slot()] = {bytes, value};
  }

 private:
  static constexpr std::size_t longest = 24, slot_bits = 10, slot_count = std::size_t{1} << slot_bits;

  // At most `longest` bytes. Words overlap, so that none is read beyond the text.
  struct Bytes {
    std::uint64_t first = 0, middle = 0, last = 0;
    std::uint32_t size = UINT32_MAX;  // of no cell

    Bytes() = default;
    explicit Bytes(std::string_view text) : size(static_cast<std::uint32_t>(text.size())) {
      const char* const data = text.data();
      if (size >= 8) {
        first = word<std::uint64_t>(data);
        last = word<std::uint64_t>(data + size - 8);
        if (size > 16) middle = word<std::uint64_t>(data + 8);
      } else if (size >= 4) {
        first = word<std::uint32_t>(data);
        last = word<std::uint32_t>(data + size - 4);
      } else {
        for (std::uint32_t i = 0; i < size; ++i) first = first << 8 | static_cast<unsigned char>(data[i]);
      }
    }
    std::size_t slot() const {
      constexpr std::uint64_t factor = 0x9E3779B97F4A7C15u;
      const std::uint64_t mixed = ((first * factor ^ middle) * factor ^ last) * factor + size;
      return static_cast<std::size_t>(mixed >> (64 - slot_bits));
    }
    friend bool operator==(const Bytes&, const Bytes&) = default;

   private:
    template <class Word>
    static Word word(const char* at) {
      Word value;
      std::memcpy(&value, at, sizeof value);
      return value;
    }
  };
  struct alignas(64) Slot {  // of a line of the processor's cache
    Bytes bytes;
    CellValue value;
  };

  std::vector<Slot> slots_;  // by Bytes::slot()
};

}  // namespace cepol::data
