// The search for the cause of a difference: a smallest set of changes that, undone in the new policy, restores the old
// result. All changes undone are the old policy, so that every difference has a cause where there is a change at all.
//
// Tried are single changes, in the order of the notice; else all changes, reduced to a minimal set; if that has three
// or more members, all pairs. So a cause of one or two changes is a smallest one; a larger one is minimal.
#pragma once

#include "interpreter/diff/impact.hpp"

namespace cepol::diff {

// Used by one thread at a time.
class CauseSearch {
 public:
  CauseSearch(const std::vector<Pair>& pairs, Variants& variants) : pairs_(pairs), variants_(variants) {}
  Cause cause_of(const Difference& difference);

 private:
  enum class Undone : std::uint8_t { restores, does_not, has_errors };
  Undone undo(const Difference& difference, const std::vector<std::size_t>& units);
  bool restores(const Difference& difference, const std::vector<std::size_t>& units) {
    return undo(difference, units) == Undone::restores;
  }
  std::optional<std::size_t> single(const Difference& difference);
  std::vector<std::size_t> reduced(const Difference& difference, std::vector<std::size_t> needed);

  const std::vector<Pair>& pairs_;
  Variants& variants_;
  std::map<const Variants::Variant*, std::unique_ptr<engine::Engine>> engines_;
};

}  // namespace cepol::diff
