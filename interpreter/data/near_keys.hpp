// NearKeys: finds the keys of a table from which a key that is not among them may have come by one slip: a character
// inserted, lost, changed or two swapped; upper and lower case; leading zeros; digits that a spreadsheet has cut off.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cepol::data {

// A key as a spreadsheet shows or stores a long number: 1.52301E+17, or 15 digits and zeros for the rest. Its digits up
// to where they were cut off, and how many there were. The first is not 0, which a number does not keep.
struct CutKey {
  std::string digits;  // empty: it is no such key
  std::size_t length = 0;
  bool rounded = false;  // the last digit was rounded
};
CutKey cut_key(std::string_view key);

// Is one of the two the other after one slip? Both are valid UTF-8.
bool near(std::string_view a, std::string_view b);

class NearKeys {
 public:
  // `keys`: distinct, with a number each.
  explicit NearKeys(std::vector<std::pair<std::string_view, std::uint32_t>> keys);

  // The numbers of the keys near to this one, ascending.
  std::vector<std::uint32_t> near_to(std::string_view key) const;

 private:
  struct Entry {  // a form of a key: itself, folded, or without one character
    std::uint32_t hash, key;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  void add_candidates(std::string_view form, std::vector<std::uint32_t>& found) const;
  void add_completions(const CutKey& cut, std::vector<std::uint32_t>& found) const;

  std::vector<std::pair<std::string_view, std::uint32_t>> keys_;  // ascending by length and text
  std::vector<Entry> forms_;                                      // ascending
  std::map<std::string, std::vector<std::uint32_t>> cut_;         // keys that were cut, by their digits
};

}  // namespace cepol::data
