// PartialKeys: finds the keys of a table that a text points to though it is none of them and near to none: the text
// contains the key (ZZ25001（补）, 编号：ZZ25001, ZZ25001、ZZ25019), is a part of it (25001; the last six digits of an
// identity number; the old one of 15 digits), or hides some of it (430202****0011). Signs and blanks do not count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cepol::data {

class PartialKeys {
 public:
  // `keys`: distinct, with a number each.
  explicit PartialKeys(const std::vector<std::pair<std::string_view, std::uint32_t>>& keys);

  // The numbers of the keys that the text contains, and of those that it is a part of or hides a part of; ascending.
  std::vector<std::uint32_t> contained_in(std::string_view text);
  std::vector<std::uint32_t> with_part(std::string_view text);

 private:
  struct Key {
    std::string bare;
    std::uint32_t number;
  };
  // Keys by something that they have in common; made when first needed.
  using Index = std::unordered_multimap<std::string, std::uint32_t>;
  struct Suffix {
    std::uint32_t key, from;
  };
  void add_contained(std::string_view bare, std::vector<std::uint32_t>& found) const;
  void add_containing(std::string_view bare, std::vector<std::uint32_t>& found);
  void add_number(std::string_view bare, std::vector<std::uint32_t>& found);
  void add_hidden(std::string_view text, std::vector<std::uint32_t>& found);
  void add_shortened(std::string_view bare, std::vector<std::uint32_t>& found);
  void sort_by_ends();
  void index_pieces();
  std::vector<std::uint32_t> numbers_of(const std::vector<std::uint32_t>& found) const;
  std::string_view suffix(const Suffix& at) const { return std::string_view(keys_[at.key].bare).substr(at.from); }

  std::vector<Key> keys_;
  std::unordered_multimap<std::string_view, std::uint32_t> by_bare_;  // indices into keys_
  std::vector<std::size_t> lengths_;                                  // of bare keys, ascending, each once
  std::vector<Suffix> suffixes_;                   // of bare keys in the order of text; made when first needed
  std::vector<std::uint32_t> by_front_, by_back_;  // keys in the order of their bare forms, read forwards, backwards
  std::vector<std::string> backwards_;             // by key: its bare form from the end; made with the two
  std::optional<Index> by_number_;                 // without zeros in front
  std::optional<Index> by_piece_;                  // see pieces_of()
};

// What a key looks like, for telling a number of somebody else's from a word: digits are 9, ASCII letters A, other
// letters 字, each run of them once; other signs as they are. ZZ25001 and HN7 are A9, 同上 is 字.
std::string key_shape(std::string_view key);

}  // namespace cepol::data
