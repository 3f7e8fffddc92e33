// CaseSplitter: from sets that may hold too much to results that are certain.
//
// A blank is a cell that is unknown or known only in part. A filling gives each blank one of the values that its column
// allows. A region is a product of one set of values for each blank; the root region holds all fillings. Evaluated with
// sets, a region gives everything that some filling in it gives, perhaps more. A region with one result is settled. Any
// other is split along a blank that its evaluation read, and so on: the regions form a tree whose leaves cover all
// fillings, each once.
//
// Outcomes. What the leaves give together is all that may come out (the root's value); what settled leaves and single
// trial fillings give surely comes out. If one result may come out, it is certain. If two surely do, the outcome is
// undetermined.
//
// Which blanks matter. Blank c matters when two fillings that differ in c alone have different results. A column that
// is unknown as a whole is one such c: its blanks are a unit.
//   Surely: two such fillings were tried, or two settled leaves with different results have a common value on every
//   blank but c.
//   Perhaps: two leaves have such common values, and what they may give is not one and the same result; or an open leaf
//   read c.
// Leaves for which it is "perhaps" and not yet "surely" are split further, others never. The search ends when nothing
// is left between the two, or at the bound; then every blank that perhaps matters is named, and the result is marked
// `bounded`.
//
// Where a column is unknown as a whole and many of its cells were read, nothing is split: a few fillings are tried, and
// what they do not show is bounded. So a table without a column costs a few evaluations a row, not thousands.
//
// Before anything is split some fillings are tried: all blanks at their low ends, at their high ends, and mixtures,
// with single blanks exchanged between them. Mostly this shows at once that an outcome is open, and why.
#pragma once

#include "interpreter/engine/engine.hpp"
#include "interpreter/reference/blank_set.hpp"

namespace cepol::reference {

class CaseSplitter {
 public:
  // Of a value of that type.
  CaseSplitter(SetOperations& blanks, Question& question, const core::Type& type, std::size_t bound);

  // With `relevance`: the blanks that matter too. Without: the value alone, for figures.
  engine::Outcome run(bool relevance);
  engine::OutcomeRegions outcome_regions(std::size_t limit);

 private:
  using RegionIndex = std::uint32_t;
  static constexpr RegionIndex root = 0, no_region = UINT32_MAX;
  struct Region {
    RegionIndex parent = no_region;
    BlankPart part;  // of the blank that the parent is split along
    BlankIndex split_along = 0;
    std::vector<RegionIndex> children;
    ValueSet value;                      // what may come out: of a leaf, or of all leaves below
    std::vector<ReadBlank> read_blanks;  // of open leaves
    bool open = false;                   // a leaf that is not settled
    bool incomplete = false;             // see SetOperations::incomplete
    bool unsplittable = false;
    bool listed = false;  // in to_split_
  };
  enum class Relevance : std::uint8_t { no, perhaps, surely };
  using Filling = std::vector<ValueSet>;  // by blank

  // case_splitter.cpp
  ValueSet probe();
  void evaluate(RegionIndex region);
  void assume_region(RegionIndex region);
  void assume_nothing();
  void assume(BlankIndex blank, const BlankPart& part);
  BlankPart part_of(RegionIndex region, BlankIndex blank) const;
  bool split_region(RegionIndex region);
  std::optional<std::size_t> choose_blank(RegionIndex region) const;
  bool bound_reached() const { return used_ >= bound_ || blanks_.work() - work_at_start_ > work_bound_; }
  void add_result(const ValueSet& value);
  bool several_results() const { return has_result_ && !is_settled(results_); }
  bool may_add_result(const ValueSet& value) const;  // one that is not among results_
  void list_open_regions(bool relevance);
  bool search(bool relevance);  // false: the bound was reached
  bool has_large_unit() const;
  void lower_bound_by_unknown_columns();
  engine::Outcome outcome_of(const ValueSet& value) const;
  engine::Outcome certain_outcome(const ValueSet& value);
  std::vector<engine::BlankCell> relevant_cells() const;
  engine::BlankCell shown_cell(BlankIndex blank) const;
  void mark_read_blanks();
  void mark_units_read();
  ValueSet failure_of_one_filling();

  // trial_fillings.cpp
  struct Trial {
    Filling filling;
    ValueSet value;
  };
  ValueSet try_filling(const Filling& filling);
  Filling filling_in(RegionIndex region, Pick pick, std::uint64_t number);
  void try_fillings(bool relevance, bool few);
  void compare_trials(const Trial& a, const Trial& b);
  void exchange_single(const Trial& from, const Trial& to, BlankIndex unit);
  void bisect(const Trial& from, const Filling& to);
  void exchange(Filling& filling, const Filling& to, BlankIndex unit) const;
  bool differ_in(const Filling& a, const Filling& b, BlankIndex unit) const;
  void try_children(RegionIndex region);
  BlankIndex unit_of(BlankIndex blank) const { return blanks_.blank(blank).unit; }
  bool surely_relevant(BlankIndex blank) const {
    const BlankIndex unit = unit_of(blank);
    return unit < relevance_.size() && relevance_[unit] == Relevance::surely;
  }
  void set_relevant(BlankIndex blank) {
    const BlankIndex unit = unit_of(blank);
    if (relevance_.size() <= unit) relevance_.resize(unit + 1, Relevance::no);
    relevance_[unit] = Relevance::surely;
  }
  std::vector<BlankIndex> units(std::size_t blanks) const;  // of the first blanks

  // relevance.cpp
  Relevance relevance_of(BlankIndex unit);
  Relevance differ(RegionIndex a, RegionIndex b, BlankIndex unit);
  Relevance differ_below(RegionIndex a, RegionIndex b, BlankIndex unit, bool swapped);
  void list(RegionIndex leaf);

  // outcome_regions.cpp
  std::vector<BlankIndex> blanks_at(const std::vector<engine::BlankCell>& cells) const;
  bool split_until_settled(const std::vector<BlankIndex>& relevant, std::size_t limit);

  SetOperations& blanks_;
  Question& question_;
  const core::Type& type_;
  std::size_t bound_, used_ = 0;
  std::uint64_t work_at_start_, work_bound_;
  std::vector<Region> regions_;
  std::vector<BlankIndex> assumed_;
  std::vector<std::pair<BlankIndex, ValueSet>> fixed_;  // blanks that outcome_regions() keeps at one value
  ValueSet results_;                                    // all that surely comes out
  bool has_result_ = false;
  std::vector<Relevance> relevance_;               // by blank that is the first of its unit
  std::vector<RegionIndex> to_split_;              // open leaves
  std::vector<std::optional<BlankPart>> context_;  // by blank: the values that the two leaves compared have in common
  std::size_t steps_left_ = 0;                     // of comparing leaves
  std::deque<std::string> pool_;
};

}  // namespace cepol::reference
