// The search for the cause of a difference: a smallest set of changes that, undone in the new policy, restores the old
// result. All changes undone are the old policy, so that every difference has a cause where there is a change at all.
//
// Tried are single changes, in the order of the notice; else all changes, reduced to a minimal set; if that has three
// or more members, all pairs. So a cause of one or two changes is a smallest one; a larger one is minimal.
#pragma once

#include "interpreter/diff/impact.hpp"

namespace cepol::diff {

enum class Undone : std::uint8_t { restores, does_not, has_errors };

// What a difference tells the search of one variant of the new policy.
class VariantTest {
 public:
  virtual ~VariantTest() = default;
  // Before its data are read: does it certainly not restore the old result, or not have what differs?
  virtual bool certainly_not(const Variants::Variant& variant) const = 0;
  virtual Undone restores(const Variants::Variant& variant) = 0;  // its data are read
};
Cause cause_of(Variants& variants, VariantTest& test);

// The causes of differences of rows. Used by one thread at a time.
class RowCauses {
 public:
  RowCauses(const std::vector<Pair>& pairs, Variants& variants) : pairs_(pairs), variants_(variants) {}
  Cause cause_of(const Difference& difference);

 private:
  class RowTest;
  const std::vector<Pair>& pairs_;
  Variants& variants_;
  std::map<const Variants::Variant*, std::unique_ptr<engine::Engine>> engines_;
};

}  // namespace cepol::diff
