// Containers of a residual, which is built anew for each subject: emptying them takes no time and gives back no memory.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace cepol::columnar {

// A list whose elements keep their places while more are added.
template <class T>
class StableList {
 public:
  T& operator[](std::uint32_t index) { return chunks_[index / chunk][index % chunk]; }
  const T& operator[](std::uint32_t index) const { return chunks_[index / chunk][index % chunk]; }
  std::uint32_t size() const { return size_; }
  void clear() { size_ = 0; }
  std::uint32_t add(T value) {  // its index
    if (size_ / chunk == chunks_.size()) chunks_.push_back(std::make_unique<T[]>(chunk));
    (*this)[size_] = std::move(value);
    return size_++;
  }

 private:
  static constexpr std::uint32_t chunk = 256;
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::uint32_t size_ = 0;
};

// Numbers by keys of two words: open addressing; what was added before clear() is of an earlier generation.
class NumberTable {
 public:
  static constexpr std::uint32_t nothing = UINT32_MAX;

  void clear() {
    ++generation_;
    size_ = 0;
  }
  std::uint32_t find(std::uint64_t a, std::uint64_t b) const {  // nothing: not there
    if (slots_.empty()) return nothing;
    const Slot& slot = slots_[place_of(a, b)];
    return slot.generation == generation_ ? slot.number : nothing;
  }
  // Adds the key, or gives it another number.
  void set(std::uint64_t a, std::uint64_t b, std::uint32_t number) {
    if (std::size_t{size_} * 2 >= slots_.size()) grow();
    Slot& slot = slots_[place_of(a, b)];
    size_ += slot.generation == generation_ ? 0 : 1;
    slot = {a, b, generation_, number};
  }

 private:
  struct Slot {
    std::uint64_t a = 0, b = 0;
    std::uint32_t generation = 0, number = 0;
  };
  // Where the key is, or the free place where it belongs.
  std::size_t place_of(std::uint64_t a, std::uint64_t b) const {
    std::uint64_t hash = (a ^ (b + 0x9E3779B97F4A7C15u + (a << 6))) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    while (slots_[place].generation == generation_ && (slots_[place].a != a || slots_[place].b != b))
      place = (place + 1) & mask;
    return place;
  }
  void grow() {
    const std::vector<Slot> before =
        std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 1024 : slots_.size() * 2));
    for (const Slot& slot : before)
      if (slot.generation == generation_) slots_[place_of(slot.a, slot.b)] = slot;
  }

  std::vector<Slot> slots_;
  std::uint32_t size_ = 0, generation_ = 1;
};

}  // namespace cepol::columnar
