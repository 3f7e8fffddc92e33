// Completion: from sets that may hold too much to results that are certain.
//
// A blank is a cell that is unknown or known only in part. The fillings of a row's blanks form a box, the product of
// what their columns allow. Evaluating the box with sets gives every outcome that some filling has, perhaps more. A
// box with one outcome is settled. Another is cut in two along a blank that the evaluation read, and so on, until
//   - the outcomes seen in settled boxes are all that the open boxes could still add, and
//   - the blanks known to matter are all that could still matter,
// or the bound on evaluations is reached. A blank matters when two settled boxes with different outcomes agree on all
// other blanks: then two fillings differ in it alone. What an open box might add is judged by its set of outcomes.
// Before anything is cut, single fillings are tried (all blanks at one end, then one blank at the other): mostly they
// show at once that a result is open and which blanks matter.
//
// Blanks are cut: truths and choices into single members; dates, years and numbers (on the grid of their column's decimal
// places, between its bounds or within 10^9) in two; texts into each text that the policy compares with, and one
// text that is none of these and contains none of these.
#pragma once

#include "interpreter/reference/evaluator.hpp"
#include "interpreter/reference/machine.hpp"

namespace cepol::reference {

class Completion {
 public:
  Completion(Machine& machine, core::FunctionId function, core::TableId table, tables::RowIndex row, std::size_t bound);

  // With `relevance`: outcome and the blanks that matter. Without: the value alone, for figures.
  results::Outcome run(bool relevance);
  Evaluator::Ways ways(std::size_t limit);

 private:
  static constexpr std::uint32_t open = UINT32_MAX;
  struct Piece {
    Box box;
    std::uint32_t outcome = open;        // index into outcomes_, or open
    std::uint64_t possible = 0;          // open: outcomes that it may have, as far as they can be counted (bit 63: others)
    std::vector<results::Cell> touched;  // open: the blanks that were read
    bool dead = false;                   // open, and nothing left to cut
  };

  Piece evaluate(Box box);
  std::uint32_t outcome_of(const Value& value);
  std::uint64_t possible_of(const Value& value);
  std::optional<results::Cell> to_cut(const Piece& piece) const;
  std::vector<Box> cut(const Box& box, const results::Cell& cell) const;
  Value set_of(const Box& box, const results::Cell& cell) const;
  Value corner(const results::Cell& cell, const Value& set, std::uint64_t pick) const;
  void sample(const Piece& piece);
  bool settled(bool relevance, std::vector<results::Cell>& matter);
  bool differ_only_in(const Piece& a, const Piece& b, const results::Cell& cell) const;
  results::Outcome outcome_for(std::uint32_t index) const;

  Machine& machine_;
  core::FunctionId function_;
  core::TableId table_;
  tables::RowIndex row_;
  std::size_t bound_, used_ = 0;
  std::vector<Value> outcomes_;    // single values, none, or failures: the different outcomes seen
  std::vector<Piece> settled_, open_;
  std::vector<results::Cell> cells_;  // every blank that was read
};

}  // namespace cepol::reference
