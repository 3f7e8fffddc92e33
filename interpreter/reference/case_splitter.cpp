#include "interpreter/reference/case_splitter.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace cepol::reference {

using engine::BlankCell;

namespace {

constexpr std::uint64_t work_of_an_evaluation = 200;  // calls and rows that one evaluation may take on average
constexpr std::size_t few_columns = 4, least_bound = 50;
constexpr std::uint32_t large_unit = 5;  // blanks of a column that is unknown as a whole
constexpr data::RowIndex few_rows = 64;
constexpr std::size_t relevance_share = 4;  // of the bound, for which blanks matter of an outcome known to be open
// Splits before looking again whether that settled the outcome, which takes longer the more regions there are.
constexpr std::size_t least_round = 24;

}  // namespace

CaseSplitter::CaseSplitter(SetOperations& blanks, Question& question, const core::Type& type, std::size_t bound)
    : blanks_(blanks),
      question_(question),
      type_(type),
      bound_(bound),
      work_at_start_(blanks.work()),
      work_bound_(work_of_an_evaluation * bound) {
  blanks.allow_work();
}

// ---- evaluating regions

ValueSet CaseSplitter::probe() {
  ++used_;
  return question_.probe();
}

void CaseSplitter::assume(BlankIndex blank, const BlankPart& part) {
  blanks_.assume(blank, part.value, part.texts.get());
  assumed_.push_back(blank);
}

// Assumes the parts of the regions from the root to this one; the lowest region split along a blank counts.
void CaseSplitter::assume_region(RegionIndex region) {
  for (const auto& [blank, value] : fixed_) assume(blank, {value, nullptr});
  std::vector<RegionIndex> path;
  for (; regions_[region].parent != no_region; region = regions_[region].parent) path.push_back(region);
  for (auto at = path.rbegin(); at != path.rend(); ++at) assume(regions_[*at].split_along, regions_[*at].part);
}

void CaseSplitter::assume_nothing() {
  for (BlankIndex blank : assumed_) blanks_.assume_nothing(blank);
  assumed_.clear();
}

void CaseSplitter::evaluate(RegionIndex region) {
  assume_region(region);
  ValueSet value = probe();
  assume_nothing();
  Region& made = regions_[region];
  made.value = value;
  made.open = !is_settled(value);
  if (made.open) {
    made.read_blanks = blanks_.read_blanks();
    made.incomplete = blanks_.incomplete();
  } else {
    add_result(value);
  }
}

void CaseSplitter::add_result(const ValueSet& value) {
  if (!is_settled(value)) return;
  if (has_result_)
    join_into(results_, value);
  else
    results_ = value;
  has_result_ = true;
}

BlankPart CaseSplitter::part_of(RegionIndex region, BlankIndex blank) const {
  for (; regions_[region].parent != no_region; region = regions_[region].parent)
    if (regions_[region].split_along == blank) return regions_[region].part;
  return {blanks_.blank(blank).domain, nullptr};
}

// ---- splitting

// The blank to split along: truths, enumerations, references to one of few rows and what may be none first, in the
// order in which they were read, since they decide which others are read at all: cells of the rows referred to; then
// one with a split point; then the range that was split least so far.
std::optional<std::size_t> CaseSplitter::choose_blank(RegionIndex region) const {
  const std::vector<ReadBlank>& read = regions_[region].read_blanks;
  std::optional<std::size_t> with_point, widest;
  double most = -1;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const BlankInfo& blank = blanks_.blank(read[i].blank);
    const Shape shape = blank.domain.shape();
    const BlankPart part = part_of(region, read[i].blank);
    if (shape == Shape::members || (part.value.some && part.value.none)) return i;
    if (shape == Shape::row && read[i].split.by == SplitPoint::By::nothing && part.value.some &&
        part.value.row().last - part.value.row().first < few_rows)
      return i;
    if (read[i].split.by != SplitPoint::By::nothing) {
      if (!with_point) with_point = i;
    } else {
      const double left = shape == Shape::text ? 0.5 : share(blank, part);
      if (left > most) {
        most = left;
        widest = i;
      }
    }
  }
  return with_point ? with_point : widest;
}

bool CaseSplitter::split_region(RegionIndex region) {
  const auto which = choose_blank(region);
  if (!which) return false;
  const ReadBlank along = regions_[region].read_blanks[*which];
  const std::vector<BlankPart> parts =
      split(blanks_.blank(along.blank), part_of(region, along.blank), along.split, blanks_.text_constants(), pool_);
  if (parts.size() < 2) return false;
  for (const BlankPart& part : parts) {
    const auto child = static_cast<RegionIndex>(regions_.size());
    Region made;
    made.parent = region;
    made.part = part;
    made.split_along = along.blank;
    regions_.push_back(std::move(made));
    regions_[region].children.push_back(child);
    evaluate(child);
  }
  regions_[region].open = false;
  if (!several_results() || !surely_relevant(along.blank)) try_children(region);
  regions_[region].read_blanks.clear();
  for (RegionIndex up = region; up != no_region; up = regions_[up].parent) {
    ValueSet value = regions_[regions_[up].children.front()].value;
    for (RegionIndex child : regions_[up].children) join_into(value, regions_[child].value);
    regions_[up].value = value;
  }
  return true;
}

// ---- the search

bool CaseSplitter::may_add_result(const ValueSet& value) const {
  if (!has_result_) return true;
  ValueSet both = results_;
  join_into(both, value);
  return !(both == results_);
}

void CaseSplitter::list_open_regions(bool relevance) {
  for (RegionIndex region : to_split_) regions_[region].listed = false;
  to_split_.clear();
  if (!several_results()) {
    for (RegionIndex i = 0; i < regions_.size(); ++i)
      if (regions_[i].open && (regions_[i].incomplete || may_add_result(regions_[i].value))) list(i);
    return;
  }
  if (!relevance) return;
  for (RegionIndex i = 0; i < regions_.size(); ++i)
    if (regions_[i].open && regions_[i].incomplete) list(i);
  relevance_.resize(blanks_.blank_count(), Relevance::no);
  for (BlankIndex unit : units(relevance_.size()))
    if (relevance_[unit] != Relevance::surely) relevance_[unit] = relevance_of(unit);
}

bool CaseSplitter::search(bool relevance) {
  while (true) {
    list_open_regions(relevance);
    if (to_split_.empty()) return true;
    std::sort(to_split_.begin(), to_split_.end());  // the older, the larger
    std::size_t done = 0;
    const bool had_several = several_results();
    const std::size_t round = std::max(least_round, regions_.size() / 2);
    for (RegionIndex region : to_split_) {
      if (bound_reached() || (several_results() && used_ > bound_ / relevance_share)) return false;
      if (regions_[region].unsplittable) continue;
      if (!split_region(region))
        regions_[region].unsplittable = true;
      else if (++done == round || (!had_several && several_results()))
        break;
    }
    if (done == 0) return false;
  }
}

// ---- outcomes

engine::Outcome CaseSplitter::outcome_of(const ValueSet& value) const {
  engine::Outcome outcome;
  if (value.failure != 0) {
    const FailureReason& reason = blanks_.reason(value.failure);
    outcome.status = reason.conflict ? engine::Status::conflict : engine::Status::failed;
    outcome.detail = reason.detail;
    return outcome;
  }
  if (value.none) {
    outcome.status = engine::Status::not_covered;
    return outcome;
  }
  outcome.status = engine::Status::given;
  outcome.value.type = type_;
  auto whole = [](auto number) { return Exact(static_cast<std::int64_t>(number)); };
  std::visit(overloaded{[&](const MemberSet& set) { outcome.value.number = whole(std::countr_zero(set.bits)); },
                        [&](const NumberRange& range) { outcome.value.number = range.low; },
                        [&](const TextSet& text) {
                          outcome.value.text = text.text;
                          outcome.value.written = engine::written_text(blanks_.program(), blanks_.data(), text.text);
                        },
                        [&](const RowSet& rows) { outcome.value.number = whole(rows.first); }},
             value.values);
  return outcome;
}

std::vector<BlankIndex> CaseSplitter::units(std::size_t blanks) const {
  std::vector<BlankIndex> found;
  for (BlankIndex blank = 0; blank < blanks; ++blank)
    if (unit_of(blank) == blank) found.push_back(blank);
  return found;
}

// Of a column that is unknown as a whole: its first cell.
BlankCell CaseSplitter::shown_cell(BlankIndex blank) const {
  BlankCell cell = blanks_.blank(blank).cell;
  if (blanks_.is_unknown_column(cell)) cell.row = 0;
  return cell;
}

std::vector<BlankCell> CaseSplitter::relevant_cells() const {
  std::vector<BlankCell> cells;
  for (BlankIndex blank = 0; blank < relevance_.size(); ++blank)
    if (relevance_[blank] != Relevance::no) cells.push_back(shown_cell(blank));
  std::sort(cells.begin(), cells.end(), [](const BlankCell& a, const BlankCell& b) {
    return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
  });
  return cells;
}

// Every blank that some region read or was split along perhaps matters.
void CaseSplitter::mark_read_blanks() {
  relevance_.assign(blanks_.blank_count(), Relevance::no);
  for (const Region& region : regions_) {
    for (const ReadBlank& read : region.read_blanks) relevance_[unit_of(read.blank)] = Relevance::perhaps;
    if (region.parent != no_region) relevance_[unit_of(region.split_along)] = Relevance::perhaps;
  }
}

// Of a result that fails in every filling: its reason in one filling, all blanks at their low ends.
ValueSet CaseSplitter::failure_of_one_filling() {
  blanks_.forget_blanks();
  regions_.assign(1, Region());
  evaluate(root);
  while (true) {
    const Filling filling = filling_in(root, Pick::low, 0);
    const ValueSet value = try_filling(filling);
    if (filling.size() == blanks_.blank_count()) return value;  // the filling met no further blank
  }
}

// What comes out in every filling. Where the reasons of several failures were joined, that of one filling.
engine::Outcome CaseSplitter::certain_outcome(const ValueSet& value) {
  if ((value.failure & engine::several_reasons_bit) == 0) return outcome_of(value);
  const ValueSet one = failure_of_one_filling();
  return outcome_of(one == value ? one : value);
}

bool CaseSplitter::has_large_unit() const {
  std::vector<std::uint32_t> sizes(blanks_.blank_count(), 0);
  for (BlankIndex blank = 0; blank < sizes.size(); ++blank)
    if (++sizes[unit_of(blank)] >= large_unit) return true;
  return false;
}

// Each unknown column past the first ones halves what is tried: with many of them a result is rarely certain, and it is
// known why it is not.
void CaseSplitter::lower_bound_by_unknown_columns() {
  std::size_t columns = 0;
  for (BlankIndex unit : units(blanks_.blank_count()))
    if (blanks_.is_unknown_column(blanks_.blank(unit).cell)) ++columns;
  for (; columns > few_columns && bound_ > least_bound; --columns) bound_ /= 2;
  work_bound_ = std::min(work_bound_, work_of_an_evaluation * bound_);
}

// Units that the root read and of which it is not known whether they matter perhaps do. Where it did not read all, the
// trial fillings have read others.
void CaseSplitter::mark_units_read() {
  relevance_.resize(blanks_.blank_count(), Relevance::no);
  const auto mark = [&](BlankIndex blank) {
    if (relevance_[unit_of(blank)] == Relevance::no) relevance_[unit_of(blank)] = Relevance::perhaps;
  };
  for (const ReadBlank& read : regions_[root].read_blanks) mark(read.blank);
  if (regions_[root].incomplete)
    for (BlankIndex blank = 0; blank < relevance_.size(); ++blank) mark(blank);
}

engine::Outcome CaseSplitter::run(bool relevance) {
  const ValueSet first = question_.run();
  if (is_settled(first)) return certain_outcome(first);
  blanks_.forget_blanks();
  regions_.emplace_back();
  evaluate(root);
  const bool few = has_large_unit();
  lower_bound_by_unknown_columns();
  if (!is_settled(regions_[root].value)) try_fillings(relevance, few);
  const bool finished = few ? is_settled(regions_[root].value) : search(relevance);
  if (few && relevance && several_results()) mark_units_read();
  if (is_settled(regions_[root].value)) return certain_outcome(results_);  // equal, with the reason in a filling
  engine::Outcome outcome;
  outcome.bounded = !finished;
  if (!relevance) {
    outcome.bounded = !several_results();
    return outcome;
  }
  if (!several_results()) mark_read_blanks();  // the bound was reached before a second result was found
  outcome.missing = relevant_cells();
  return outcome;
}

}  // namespace cepol::reference
