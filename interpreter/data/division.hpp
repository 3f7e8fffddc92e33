// How the rows of a data set are divided into parts, each decided by itself (docs/decisions/16-parts.md).
//
// A row is in part K of N by its key: in_part(). The rows that belong to it go with it. What reading and deciding ask
// of whole tables is answered in one of four ways:
//
//   the table is read whole by each part     all tables but the divided ones: keys that are near, partial or doubled;
//                                            titles and totals; quotas, rosters, folds over whole tables; references
//   every row is read, and is not kept       of divided tables, as counts (RowsElsewhere): rows read, words read
//   through,
//                                            cells taken from ID numbers, columns in which nothing stands, days that
//                                            are all the first of a month, blanks (the bound of searches), owners that
//                                            have rows, how texts were first written
//   the row is kept by each part             of divided tables: rows that are not plain (plain_rows.hpp), and what the
//                                            summary of all parts lists: rows without one known owner, with a reference
//                                            to no row, alike in every cell
//   the table is not divided after all       it has rows that say nothing of their owner: these go by the rows around
//                                            them (lost_links.hpp)
//
// A summary that does not list what a part finds is one of other data: Dataset::not_in_summary.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/core/program.hpp"

namespace cepol::data {

struct Part {
  std::uint32_t number = 1, of = 1;  // from 1
  friend auto operator<=>(const Part&, const Part&) = default;
};

// Is the folded key in the part? By the 64-bit FNV-1a hash of its bytes, modulo the number of parts.
bool in_part(std::string_view folded_key, const Part& part);
// Of a row without a key: by its number in the table.
bool in_part(std::uint64_t row, const Part& part);

// A row of the files: the number of its file among those read, from 1, and its row there.
using FileRowNumber = std::pair<std::uint32_t, std::uint32_t>;

// What the summary of all parts says: which rows of divided tables every part keeps, and which of these tables are to
// be read whole. By name.
struct DivisionSummary {
  std::map<std::string, std::set<FileRowNumber>> common;
  std::set<std::string> whole;
  // Of several parts of one data set.
  void add(const DivisionSummary& other);
  friend bool operator==(const DivisionSummary&, const DivisionSummary&) = default;
};

struct Division {
  Part part;
  DivisionSummary summary;
  bool all_tables_whole = false;  // there is no summary: every row is kept
};

// The tables of which a part keeps its own rows alone: rows that belong to a row with a key, have no key, and are asked
// for by nothing but the decisions about that row.
std::vector<core::TableId> divided_tables(const core::Program& program);

}  // namespace cepol::data
