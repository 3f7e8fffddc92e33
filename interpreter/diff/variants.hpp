// Variants of the new policy in which sets of changes are undone: by edits of its text, or by other options of its
// readings.
#pragma once

#include <mutex>

#include "interpreter/diff/impact.hpp"
#include "interpreter/diff/structure.hpp"

namespace cepol::diff {

struct Unit {                         // the smallest set of edits that is undone together
  std::size_t change;                 // Structure::changes
  std::optional<std::size_t> detail;  // of the change; nullopt: the whole change
  std::vector<Edit> undo;
};

// The renames of a comparison. `structure` must outlive the result.
NewNames new_names(const Structure& structure);
// One side's program with the other side's names of renamed tables and columns, to read data that use those. Nullopt:
// none was renamed.
std::optional<core::Program> with_other_names(const core::Program& program, const Structure& structure, bool is_new);

class PolicyVariants : public Variants {
 public:
  // `read`: reads the data for a program whose tables differ from those of the new policy.
  PolicyVariants(const Side& after, const EvaluationInput& input, const Structure& structure,
                 const std::vector<Pair>& pairs, std::function<data::Dataset(const core::Program&)> read);
  std::size_t units() const override { return units_.size(); }
  bool matters(std::size_t unit, std::size_t pair) override;
  const Variant* without(const std::vector<std::size_t>& units) override;
  const Unit& unit(std::size_t index) const { return units_[index]; }

 private:
  struct CachedVariant {
    Variant variant;
    std::unique_ptr<core::Program> program;
    std::shared_ptr<const data::Dataset> data;          // null: that of the new side
    std::vector<std::optional<std::uint64_t>> digests;  // by pair
    bool good = false;
  };
  CachedVariant make(const std::vector<std::size_t>& units) const;
  std::optional<core::Program> program_without(const std::vector<std::size_t>& units) const;
  std::shared_ptr<const data::Dataset> data_for(const core::Program& program) const;
  void find_decisions(CachedVariant& cached) const;

  Side after_;
  EvaluationInput input_;
  const std::vector<Pair>& pairs_;
  std::function<data::Dataset(const core::Program&)> read_;
  std::vector<Unit> units_;
  std::vector<Edit> left_out_;          // examples, and clauses that compute nothing: not needed in a variant
  std::vector<std::uint64_t> digests_;  // of the new side, by pair
  std::map<std::vector<std::size_t>, std::unique_ptr<CachedVariant>> cache_;
  std::mutex lock_;
};

// Two choices of readings of one policy: the units are the readings that differ.
class ReadingVariants : public Variants {
 public:
  ReadingVariants(const EvaluationInput& before, const EvaluationInput& after, const std::vector<Pair>& pairs);
  std::size_t units() const override { return readings_.size(); }
  bool matters(std::size_t, std::size_t) override { return true; }
  const Variant* without(const std::vector<std::size_t>& units) override;
  core::ReadingId reading(std::size_t unit) const { return readings_[unit]; }

 private:
  EvaluationInput before_, after_;
  std::vector<std::optional<core::DecisionId>> decisions_;
  std::vector<core::ReadingId> readings_;
  std::map<std::vector<std::size_t>, std::unique_ptr<Variant>> cache_;
  std::mutex lock_;
};

}  // namespace cepol::diff
