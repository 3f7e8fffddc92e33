// The search for the cause of a difference: a smallest set of changes that, undone in the new policy, restores the old
// outcome, or the old figure. All changes undone are the old policy, so that every difference has a cause where there
// is a change at all.
//
// Tried are single changes, in the order of the notice; else all changes, reduced to a minimal set; if that has three
// or more members, all pairs. So a cause of one or two changes is a smallest one; a larger one is minimal.
#pragma once

#include "interpreter/diff/impact.hpp"

namespace cepol::diff {

// One thing that differs, and what variants of the new policy give for it, as texts to be compared.
class VariantTest {
 public:
  using Given = std::optional<std::string>;  // nullopt: the variant has no such thing

  VariantTest(std::string old_one, std::string new_one) : before(std::move(old_one)), after(std::move(new_one)) {}
  virtual ~VariantTest() = default;
  // What is known before its data are read; nullopt: nothing.
  virtual std::optional<Given> known(const Variants::Variant& variant) const = 0;
  virtual Given given(const Variants::Variant& variant) = 0;  // its data are read

  const std::string before, after;
};
// `tried`: causes of other differences of the same row. One that explains this too is taken, if it is one of the
// smallest.
Cause cause_of(Variants& variants, VariantTest& test, const std::vector<Cause>& tried = {});

// The causes of differences of rows: of the outcome and of each figure by itself. Used by one thread at a time.
class RowCauses {
 public:
  RowCauses(const std::vector<Pair>& pairs, const EvaluationInput& after, Variants& variants)
      : pairs_(pairs), after_(after), variants_(variants) {}
  struct Found {
    std::optional<Cause> outcome;
    std::vector<std::optional<Cause>> figures;  // by Pair::figures
  };
  Found causes_of(const Difference& difference);

 private:
  class RowTest;
  const std::optional<Result>& result(const Variants::Variant& variant, const Difference& difference);

  const std::vector<Pair>& pairs_;
  const EvaluationInput& after_;
  Variants& variants_;
  std::map<const Variants::Variant*, std::optional<Result>> of_row_;  // of the row at hand; nullopt: no such row
  std::map<const Variants::Variant*, std::unique_ptr<engine::Engine>> engines_;
};

}  // namespace cepol::diff
