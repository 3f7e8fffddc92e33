// Is a row one of those that a fold is over?
#include <algorithm>

#include "interpreter/reference/set_operations.hpp"

namespace cepol::reference {

using namespace core;
using engine::may_hold;
using engine::may_not_hold;

namespace {

constexpr std::uint64_t few_records = 16;  // of which it is looked at each whether it is a record

}  // namespace

// By the cell that links the row to its parent.
SetOperations::Membership SetOperations::child_of(TableId table, data::RowIndex row, data::RowIndex parent) {
  const TrackedSet link = cell(table, row, *program_.tables[table].link);
  Membership member;
  const Exact at(static_cast<std::int64_t>(parent));
  member.yes = link.some && link.row().first <= parent && parent <= link.row().last;
  member.no = !member.yes || !is_single(link);
  if (!member.yes || !member.no) return member;
  member.open_blanks = link.open_blanks;
  if (probing_) suggest_split(link, {SplitPoint::By::range, at, at, {}});
  return member;
}

// Of one of several rows.
SetOperations::Membership SetOperations::records_of(TableId table, const RowSet& rows) {
  const std::vector<data::RowIndex>& unsure = data_[table].unsure_rows;
  auto at = std::lower_bound(unsure.begin(), unsure.end(), rows.first);
  const auto end = std::upper_bound(at, unsure.end(), rows.last);
  const auto count = static_cast<std::uint64_t>(end - at);
  if (count > few_records) {
    incomplete_ = true;
    ++blank_reads_;
    return {true, true, 0};
  }
  const bool all_unsure = count == rows.last - std::uint64_t{rows.first} + 1;
  Membership member{!all_unsure, false, 0};
  for (; at != end; ++at) {
    const Membership one = record_of(table, *at);
    member.yes = member.yes || one.yes;
    member.no = member.no || one.no;
    member.open_blanks |= one.open_blanks;
  }
  return member;
}

SetOperations::Membership SetOperations::record_of(TableId table, data::RowIndex row) {
  const RecordTable& record = program_.tables[table];
  Membership member;
  if (record.parent && record.link) {  // a row of somebody who is not on the roster counts nowhere
    const TrackedSet link = cell(table, row, *record.link);
    member = {link.some, link.none, link.open_blanks};
    if (link.some) {  // nor does one of a row that is none
      const Membership owner = records_of(*record.parent, link.row());
      member.yes = member.yes && owner.yes;
      member.no = member.no || owner.no;
      member.open_blanks |= owner.open_blanks;
    }
  } else {
    ++blank_reads_;
    const TrackedSet truth =
        probing_ ? unknown_cell({table, row, engine::whole_row}) : TrackedSet(engine::of_truth(true, true));
    member = {may_hold(truth), may_not_hold(truth), truth.open_blanks};
  }
  if (!member.no) member.open_blanks = 0;
  return member;
}

}  // namespace cepol::reference
