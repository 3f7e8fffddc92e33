// Plan: a program for one data set as a list of nodes, each of which computes a column of values for many rows at once.
//
// A domain is what a node has a value for (its lanes): one lane for what does not depend on the subject; one a subject;
// one a child row of each lane of another domain; one a year of each lane of another domain. A lane of a domain lies in
// one lane of its parent domain, so that values of the parent are values of all lanes within.
//
// The children of a subject's row, asked for in each of several years, are rows of a domain within that of years, but
// also lanes of the domain of the subject's rows: what of a row does not depend on the year is computed there.
//
// Functions are expanded where they are called, and equal nodes are one node: what two rules compute in common is
// computed once, and what does not depend on a row or year is computed outside of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "lang/core/program.hpp"

namespace cepol::columnar {

using NodeId = Id<struct NodeTag>;
using DomainId = Id<struct DomainTag>;

// How the values of a node are held.
enum class Rep : std::uint8_t {
  members,   // truths and enumerations: the member, a byte
  integers,  // numbers, years, dates, texts, rows: value * denominator, eight bytes
  exact,     // numbers without a common denominator: Exact
};

inline Rep rep_of(core::Kind kind) {  // of a number: if it has a common denominator
  return kind == core::Kind::truth || kind == core::Kind::enumeration ? Rep::members : Rep::integers;
}
// Where numbers would need a greater one, they are held exactly.
constexpr std::int64_t largest_denominator = 1'000'000;
// Of a table, or of one subject: where rows are compared with more, what has an index does it sooner.
constexpr std::size_t most_rows_compared = 64;
constexpr std::uint32_t scan_values = 64;  // the year and the states of a scan are fewer

enum class Op : std::uint8_t {
  constant,
  lane_row,    // of a domain of rows: the row
  lane_year,   // of a domain of years: the year
  loop_value,  // set by the scan that the node belongs to: its year or a state
  broadcast,   // a value of an outer domain, for the lanes within
  convert,     // another representation or denominator
  column,      // of the row `inputs[0]`
  arithmetic,
  round,
  date_add,
  date_diff,
  date_part,
  year_day,
  compare,
  all_of,
  any_of,
  negate,
  is_none,
  contains,
  choose,   // condition, yes, no
  cases,    // guards, then values, then perhaps the otherwise
  fold,     // over the lanes of `over` within each lane: perhaps a guard, perhaps a value
  scan,     // years from, to; initial states; next states
  deferred  // the plan does not compute it: the reference engine does
};

struct Domain {
  enum class Kind : std::uint8_t { single, subjects, rows, all_rows, years };
  Kind kind = Kind::single;
  DomainId parent = {};
  DomainId also = {};  // rows: a domain of the same rows, without what lies between; invalid: there is none
  std::uint32_t depth = 0;
  core::TableId table = {};   // subjects, rows, all_rows
  NodeId from = {}, to = {};  // rows: of which row they are the children; years: the first and the last
  NodeId lane = {};           // the node that sets up the lanes; not of the single lane
  std::uint32_t loop = 0;
};

struct Node {
  Op op = Op::deferred;
  Rep rep = Rep::members;
  core::Kind kind = core::Kind::truth;
  DomainId domain = {};
  std::int64_t denominator = 1;  // integers
  std::vector<NodeId> inputs = {};
  // By kind of node: the detail of the operation (an enumerator), a table and column, a domain that is folded.
  std::uint8_t detail = 0;
  // cases: the first that holds; fold: has a guard; year_day: the last; round: only whole numbers; deferred: a failure
  bool flag = false;
  core::TableId table = {};
  core::ColumnIndex column = 0;
  DomainId over = {};
  Exact number = {};                                   // constant; round: the step
  bool none = false;                                   // constant
  std::uint32_t text = 0;                              // constant; of a failure its expression
  std::vector<std::vector<std::uint32_t>> yield = {};  // cases: the cases that each is declared over
  std::uint32_t loop = 0;                              // computed again in each step of that scan; 0: once
  std::uint32_t scan = 0;    // scan: its number; loop_value: that times scan_values, and which state, 0 the year
  core::ExprId source = {};  // the expression that it was made for; of equal ones the first
};

struct Plan {
  Table<DomainId, Domain> domains;
  Table<NodeId, Node> nodes;
  // The order of computation: of what is computed once a batch, and of each scan's body.
  std::vector<std::vector<NodeId>> loops;
  // Does each lane of the inner domain lie in one of the outer domain?
  bool is_within(DomainId inner, DomainId outer) const {
    for (; inner.valid(); inner = domains[inner].parent)
      if (inner == outer || (domains[inner].also.valid() && is_within(domains[inner].also, outer))) return true;
    return false;
  }
  // The next domain on the way to an outer one.
  DomainId next(DomainId inner, DomainId outer) const {
    const Domain& domain = domains[inner];
    return is_within(domain.parent, outer) ? domain.parent : domain.also;
  }

  std::vector<std::string> texts;  // constants that are not among the data's texts, numbered after these
  std::uint32_t first_text = 0;
};

}  // namespace cepol::columnar
