// Sets of values for one blank: splitting, intersecting, picking single values.
//
// How a blank is split. What may be none: into none and the rest. Truths and enumerations: into members. Dates, years,
// numbers, rows: at the value with which a comparison left the blank open; else in two, dates at the turn of a year or
// month. Of a cell with candidates, what lies between them is in no part. Numbers lie on the grid of their
// column's decimal places between its bounds, which are 10^9 where none is declared. Texts: into a text that a
// comparison compared with, and all others; when no comparison is left, one text stands for all others: it equals none
// of the texts compared with, contains none that it was not split to contain, and is part of none.
#pragma once

#include <deque>
#include <memory>

#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

struct BlankPart {  // some of the values that a blank may be filled with
  ValueSet value;
  std::shared_ptr<const TextConstraints> texts;  // of a text that is not known; nullptr: any
};

// Disjoint parts that cover the part; fewer than two: it cannot be split. Texts made for it are kept in `pool`.
std::vector<BlankPart> split(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at,
                             const std::vector<std::string_view>& constants, std::deque<std::string>& pool);
std::optional<BlankPart> intersection(const BlankInfo& blank, const BlankPart& a,
                                      const BlankPart& b);                    // nullopt: nothing in common
bool adjoin(const BlankInfo& blank, const BlankPart& a, const BlankPart& b);  // nothing lies between them
enum class Pick : std::uint8_t { low, high, at_split, other };
// One value of a part. at_split: at or beside the value that a comparison compared with. `number` chooses among several
// values. Texts made for it are kept in `pool`.
ValueSet pick_from(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at, Pick pick, std::uint64_t number,
                   std::deque<std::string>& pool);
double share(const BlankInfo& blank, const BlankPart& part);  // of a range: how much of the blank's domain it is

}  // namespace cepol::reference
