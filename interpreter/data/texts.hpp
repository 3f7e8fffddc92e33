// Interned texts: texts with one folded form (lang/base/fold.hpp) are the same, are stored once and identified by their
// index. Index 0 is "".
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "interpreter/data/text_list.hpp"
#include "lang/base/bulk.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/written_texts.hpp"

namespace cepol::data {

class Texts {
 public:
  Texts() : slots_(1024) { list_.add(""); }

  // `written` is cleaned.
  std::uint32_t index_of(std::string_view written) {
    const std::string_view text = folded(written, buffer_);
    if (text.empty()) return 0;
    const std::uint32_t hash = hash_of(text);
    const std::size_t at = slot_of(text, hash);
    if (slots_[at].index != 0) return slots_[at].index;
    const auto index = static_cast<std::uint32_t>(list_.size());
    list_.add(text);
    written_.add(text, written);
    slots_[at] = {hash, index};
    if (list_.size() * 4 > slots_.size() * 3) grow();
    return index;
  }
  std::optional<std::uint32_t> find(std::string_view folded) const {
    if (folded.empty()) return 0;
    const std::uint32_t index = slots_[slot_of(folded, hash_of(folded))].index;
    return index != 0 ? std::optional(index) : std::nullopt;
  }
  std::string_view operator[](std::uint32_t index) const { return list_[index]; }  // folded; valid until one is added
  // As it was written where it came first, for messages.
  std::string_view written(std::uint32_t index) const { return written_.of(list_[index]); }
  std::size_t size() const { return list_.size(); }
  TextList take() { return std::move(list_); }
  // Before take(). A text that the policy writes in another way is among them, also where it is written folded here.
  WrittenTexts take_written(const WrittenTexts& of_policy) {
    written_.keep_apart(of_policy,
                        [&](std::string_view text) { return slots_[slot_of(text, hash_of(text))].index != 0; });
    return std::move(written_);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0, index = 0;  // index 0: free
  };

  static std::uint32_t hash_of(std::string_view text) {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15u;
    std::uint64_t hash = text.size() * factor;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, 8);
      hash = (std::rotl(hash, 29) ^ word) * factor;
    }
    if (at < text.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, text.size() - at);
      hash = (std::rotl(hash, 29) ^ word) * factor;
    }
    hash ^= hash >> 32;
    hash *= factor;
    return static_cast<std::uint32_t>(hash >> 32);
  }
  // Where the text is, or would be put.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].index != 0 && !(slots_[at].hash == hash && list_[slots_[at].index] == text))
      at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    Bulk<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.index == 0) continue;
      std::size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].index != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::string buffer_;  // for the folded form of a text
  TextList list_;       // folded
  WrittenTexts written_;
  Bulk<Slot> slots_;  // a power of two, never full
};

}  // namespace cepol::data
