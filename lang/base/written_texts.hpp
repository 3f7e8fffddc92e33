// How texts were written, for those whose folded form (fold.hpp) is not what was written. Engines compare the folded
// forms; people are shown what was written.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cepol {

class WrittenTexts {
 public:
  // The first of several ways to write one text counts.
  void add(std::string_view folded, std::string_view written) {
    if (folded != written) written_.try_emplace(std::string(folded), written);
  }
  // Null: the two do not differ.
  const std::string* find(std::string_view folded) const {
    if (written_.empty()) return nullptr;
    const auto found = written_.find(folded);
    return found == written_.end() ? nullptr : &found->second;
  }
  // The argument itself where the two do not differ.
  std::string_view of(std::string_view folded) const {
    const std::string* written = find(folded);
    return written == nullptr ? folded : std::string_view(*written);
  }
  // Keeps an entry for a text of `other` that is written in its folded form here: `has(folded)`.
  template <class Has>
  void keep_apart(const WrittenTexts& other, Has&& has) {
    for (const auto& [folded, written] : other.written_)
      if (has(folded)) written_.try_emplace(folded, folded);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> written_;
};

}  // namespace cepol
