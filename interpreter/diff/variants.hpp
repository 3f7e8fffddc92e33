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
  std::optional<TableText> beside = {};
  std::optional<Reordering> order = {};
};

// Of each unit: its change, and its detail if it is one.
std::vector<std::pair<std::size_t, std::optional<std::size_t>>> unit_parts(const Structure& structure);
// The renames of a comparison. `structure` must outlive the result.
NewNames new_names(const Structure& structure);
// One side's program with the other side's names of renamed tables and columns, to read data that use those. Nullopt:
// none was renamed.
std::optional<core::Program> with_other_names(const core::Program& program, const Structure& structure, bool is_new);

class PolicyVariants : public Variants {
 public:
  // `read`: reads the data for a program whose tables differ from those of the new policy.
  PolicyVariants(const EvaluationInput& before, const Side& after, const EvaluationInput& input,
                 const Structure& structure, const std::vector<Pair>& pairs,
                 std::function<data::Dataset(const core::Program&)> read);
  std::size_t units() const override { return units_.size(); }
  const Variant* without(const std::vector<std::size_t>& units) override;
  const Variant& read(const Variant& variant) override;
  const Unit& unit(std::size_t index) const { return units_[index]; }
  // From now on with other data. Not while another thread uses it.
  void use(const EvaluationInput& before, const EvaluationInput& after,
           std::function<data::Dataset(const core::Program&)> read);
  // The program with these units undone; nullptr: it has errors. Of all units too, from the new policy's text.
  std::unique_ptr<core::Program> program_without(const std::vector<std::size_t>& units) const;

 private:
  struct CachedVariant {
    Variant variant;
    std::unique_ptr<core::Program> program;
    bool good = false;
  };
  std::unique_ptr<core::Program> edited(const std::vector<std::size_t>& units, bool with_rewrites) const;
  CachedVariant make(const std::vector<std::size_t>& units) const;
  CachedVariant old_policy() const;
  void choose_readings(CachedVariant& cached) const;
  void find_decisions(CachedVariant& cached) const;
  void find_rows(Variant& variant) const;
  const data::Dataset* data_of(const core::Program& program);

  EvaluationInput before_;
  Side after_;
  EvaluationInput input_;
  const std::vector<Pair>& pairs_;
  NewNames names_;
  std::function<data::Dataset(const core::Program&)> read_;
  std::vector<Unit> units_;
  std::vector<Structure::Rewrite> rewritten_;
  std::vector<Edit> left_out_;  // examples, and clauses that compute nothing: not needed in a variant
  std::vector<std::vector<std::uint64_t>> digests_;  // of the new side, by pair
  std::map<std::vector<std::size_t>, std::unique_ptr<CachedVariant>> cache_;
  std::vector<std::pair<const core::Program*, std::unique_ptr<data::Dataset>>> datasets_;  // of programs in cache_
  std::mutex lock_;
};

// Two choices of readings of one policy: the units are the readings that differ.
class ReadingVariants : public Variants {
 public:
  ReadingVariants(const EvaluationInput& before, const EvaluationInput& after, const std::vector<Pair>& pairs);
  std::size_t units() const override { return readings_.size(); }
  const Variant* without(const std::vector<std::size_t>& units) override;
  core::ReadingId reading(std::size_t unit) const { return readings_[unit]; }

 private:
  EvaluationInput before_, after_;
  std::vector<std::optional<Pair>> pairs_;
  std::vector<core::ReadingId> readings_;
  std::map<std::vector<std::size_t>, std::unique_ptr<Variant>> cache_;
  std::mutex lock_;
};

}  // namespace cepol::diff
