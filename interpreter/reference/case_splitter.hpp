// Completion: from sets that may hold too much to results that are certain.
//
// A blank is a cell that is unknown or known only in part. A filling gives each blank one of the values that its column
// allows; all fillings together are a box, the product of those sets. Evaluated with sets, a box gives everything that
// some filling in it gives, perhaps more. A box with one result is settled. Another is cut along a blank that the
// evaluation read, and so on: the boxes form a tree, whose leaves cover all fillings, each once.
//
// Outcomes. The leaves' results together are all that may be (the root's value); the results of settled leaves and of
// single fillings tried are what surely is. One result that may be: it is certain. Two that surely are: undetermined.
//
// Which blanks matter. Blank c matters when two fillings that differ in c alone have different results.
//   Surely: two such fillings were tried, or two settled leaves with different results meet on every blank but c.
//   Perhaps: two leaves meet so, and what may come out of them is not one and the same result; or an open leaf read c.
// Leaves for which it is "perhaps" and not yet "surely" are cut further, others never. The search ends when nothing is
// left between the two, or at the bound; then everything that perhaps matters is named, and the result is marked
// `bounded`.
//
// Before anything is cut some fillings are tried: all blanks at their low ends, at their high ends, and mixtures, with
// single blanks exchanged between them. Mostly this shows at once that a result is open, and why.
//
// How a blank is cut (blank_set.cpp). Truths and choices: into members. Dates, years, numbers: off the value with which
// a comparison left it open; else in two, dates at the turn of a year or month. Numbers lie on the grid of their
// column's decimal places between its bounds, which are 10^9 where none is declared. Texts: into a text that a
// comparison asked for, and any but that; what is left when all were asked is one text that is none of these, contains
// none of those that it was not cut to contain, and is part of none.
#pragma once

#include <deque>
#include <memory>

#include "interpreter/reference/evaluator.hpp"
#include "interpreter/reference/set_evaluator.hpp"

namespace cepol::reference {

// A set of values for one blank.
struct BlankPart {
  ValueSet value;
  std::shared_ptr<const TextSet> texts;  // with value.any
};

// blank_set.cpp
std::vector<BlankPart> cut(const Blank& blank, const BlankPart& part, const Hint& hint,
                           const std::vector<std::string_view>& constants, std::deque<std::string>& pool);
std::optional<BlankPart> meet(const BlankPart& a, const BlankPart& b);    // nullopt: nothing in common
bool adjoin(const Blank& blank, const BlankPart& a, const BlankPart& b);  // their join has nothing between them
enum class Pick : std::uint8_t { low, high, asked, other };
// One value of a part; `asked`: where a comparison left it open; `turn` chooses among several. Strings go into `pool`.
ValueSet pick_from(const Blank& blank, const BlankPart& part, const Hint& hint, Pick pick, std::uint64_t turn,
                   std::deque<std::string>& pool);
double share(const Blank& blank, const BlankPart& part);  // how much of the blank's domain it is

class CaseSplitter {
 public:
  CaseSplitter(SetEvaluator& machine, core::FunctionId function, data::RowIndex row, std::size_t bound);

  // With `relevance`: the blanks that matter too. Without: the value alone, for figures.
  engine::Outcome run(bool relevance);
  Evaluator::Ways ways(std::size_t limit);

 private:
  struct Box {
    std::uint32_t parent = UINT32_MAX;
    BlankPart part;  // of the blank that the parent is cut along
    BlankIndex cut_along = 0;
    std::vector<std::uint32_t> children;
    ValueSet value;              // what may come out: of a leaf, or of all leaves below
    std::vector<Touch> touched;  // of open leaves
    bool open = false, incomplete = false, stuck = false, wanted = false;
  };
  enum class Matter : std::uint8_t { no, perhaps, surely };
  using Filling = std::vector<ValueSet>;  // by blank

  // case_splitter.cpp
  ValueSet probe();
  void evaluate(std::uint32_t box);
  void load(std::uint32_t box);
  void unload();
  void assume(BlankIndex blank, const BlankPart& part);
  BlankPart part_of(std::uint32_t box, BlankIndex blank) const;
  bool split(std::uint32_t box);
  std::optional<std::size_t> choose_cut(std::uint32_t box) const;
  bool spent() const { return used_ >= bound_ || machine_.work() - work_at_start_ > work_bound_; }
  void saw(const ValueSet& value);
  bool several() const { return met_ && !is_settled(seen_); }
  bool may_add(const ValueSet& value) const;  // something not seen yet
  void list_wanted(bool relevance);
  bool search(bool relevance);  // false: the bound was reached
  engine::Outcome outcome_of(const ValueSet& value) const;
  std::vector<engine::Cell> cells_that_matter() const;

  // samples.cpp
  ValueSet try_filling(const Filling& filling);
  Filling filling_in(std::uint32_t box, Pick pick, std::uint64_t turn);
  void sample(bool relevance);
  void exchange(const Filling& a, const ValueSet& at_a, const Filling& b);
  void press(const Filling& from, const ValueSet& at_from, const Filling& to, BlankIndex blank);
  void sample_children(std::uint32_t box);
  bool known(BlankIndex blank) const { return blank < matter_.size() && matter_[blank] == Matter::surely; }
  void know(BlankIndex blank) {
    if (matter_.size() <= blank) matter_.resize(blank + 1, Matter::no);
    matter_[blank] = Matter::surely;
  }

  // relevance.cpp
  Matter matters(BlankIndex blank);
  Matter differ(std::uint32_t a, std::uint32_t b, BlankIndex blank);
  Matter differ_below(std::uint32_t a, std::uint32_t b, BlankIndex blank, bool swapped);
  void want(std::uint32_t leaf);

  SetEvaluator& machine_;
  core::FunctionId function_;
  data::RowIndex row_;
  std::size_t bound_, used_ = 0;
  std::uint64_t work_at_start_, work_bound_;
  std::vector<Box> boxes_;
  std::vector<BlankIndex> loaded_;
  std::vector<std::pair<BlankIndex, ValueSet>> fixed_;  // blanks that ways() keeps at one value
  ValueSet seen_;                                       // all that surely comes out
  bool met_ = false;                                    // something was seen
  std::vector<Matter> matter_;                          // by blank
  std::vector<std::uint32_t> wanted_;
  std::vector<std::optional<BlankPart>> context_;  // by blank: where the two leaves compared meet
  std::size_t steps_left_ = 0;
  std::deque<std::string> pool_;
};

}  // namespace cepol::reference
