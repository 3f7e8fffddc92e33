// Sets of the values that one expression may have, as conditions cut them out by comparisons with constants: pieces of
// a line (numbers, years, dates, members and truths by their numbers), or single texts; and none.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lang/core/types.hpp"

namespace cepol::core {

// Two sets over one domain that hold the same values are equal.
class ValuePieces {
 public:
  struct Domain {
    Kind kind = Kind::number;
    std::size_t members = 0;  // of an enumeration or a truth
    bool none = true;         // may the value be none?
    // Numbers that are multiples of 1/scale, as those of a column with decimal places are; 0: not known.
    std::int64_t scale = 0;
    friend bool operator==(const Domain&, const Domain&) = default;
  };
  enum class Bound : std::uint8_t { below, up_to, from, above };

  explicit ValuePieces(Domain domain) : domain_(domain) {}  // no value
  static ValuePieces none(Domain domain);
  static ValuePieces bounded(Domain domain, Bound bound, Exact value);
  static ValuePieces only(Domain domain, Exact value);
  static ValuePieces only(Domain domain, const std::string& text);

  const Domain& domain() const { return domain_; }
  bool empty() const { return !rest_ && !none_ && cuts_.empty() && texts_.empty(); }
  ValuePieces others() const;  // all other values
  ValuePieces operator&(const ValuePieces& other) const { return joined(other, true); }
  ValuePieces operator|(const ValuePieces& other) const { return joined(other, false); }
  friend bool operator==(const ValuePieces&, const ValuePieces&) = default;

  // The set in words, which tell it from any other one.
  std::string text() const;

 private:
  struct Cut {  // between the values before and those after it
    Exact value;
    bool after;  // the value itself lies before the cut
    friend auto operator<=>(const Cut&, const Cut&) = default;
  };
  ValuePieces joined(const ValuePieces& other, bool all) const;
  std::optional<Cut> cut_at(Cut cut) const;  // nullopt: it lies beyond all values
  bool beyond_begin(const Cut& cut) const;
  void turn(Cut cut);

  Domain domain_;
  bool rest_ = false;  // the values before all cuts, and texts that are not listed
  bool none_ = false;
  std::vector<Cut> cuts_;        // ascending; at each of them the values begin or end to belong to the set
  std::set<std::string> texts_;  // those that are in the set where the rest is not, or the other way round
};

}  // namespace cepol::core
