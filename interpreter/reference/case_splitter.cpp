#include "interpreter/reference/case_splitter.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace cepol::reference {

using engine::Cell;

namespace {

constexpr std::uint64_t work_of_an_evaluation = 200;  // calls and rows that one evaluation may take on average
constexpr std::size_t boxes_a_round = 24;             // cut before looking again whether that settled it

}  // namespace

CaseSplitter::CaseSplitter(SetEvaluator& machine, core::FunctionId function, data::RowIndex row, std::size_t bound)
    : machine_(machine),
      function_(function),
      row_(row),
      bound_(bound),
      work_at_start_(machine.work()),
      work_bound_(work_of_an_evaluation * bound) {}

// ---- evaluating boxes

ValueSet CaseSplitter::probe() {
  ++used_;
  const ValueSet row = of_row(row_);
  return machine_.probe(function_, std::span(&row, 1));
}

void CaseSplitter::assume(BlankIndex blank, const BlankPart& part) {
  machine_.assume(blank, part.value, part.texts.get());
  loaded_.push_back(blank);
}

// Assumes what the boxes from the root to this one are cut to; the lowest one to cut a blank counts.
void CaseSplitter::load(std::uint32_t box) {
  for (const auto& [blank, value] : fixed_) assume(blank, {value, nullptr});
  std::vector<std::uint32_t> path;
  for (; boxes_[box].parent != UINT32_MAX; box = boxes_[box].parent) path.push_back(box);
  for (auto at = path.rbegin(); at != path.rend(); ++at) assume(boxes_[*at].cut_along, boxes_[*at].part);
}

void CaseSplitter::unload() {
  for (BlankIndex blank : loaded_) machine_.assume_nothing(blank);
  loaded_.clear();
}

void CaseSplitter::evaluate(std::uint32_t box) {
  load(box);
  ValueSet value = probe();
  unload();
  Box& made = boxes_[box];
  made.value = value;
  made.open = !is_settled(value);
  if (made.open) {
    made.touched = machine_.touched();
    made.incomplete = machine_.incomplete();
  } else {
    saw(value);
  }
}

void CaseSplitter::saw(const ValueSet& value) {
  if (!is_settled(value)) return;
  if (met_)
    join_into(seen_, value);
  else
    seen_ = value;
  met_ = true;
}

BlankPart CaseSplitter::part_of(std::uint32_t box, BlankIndex blank) const {
  for (; boxes_[box].parent != UINT32_MAX; box = boxes_[box].parent)
    if (boxes_[box].cut_along == blank) return boxes_[box].part;
  return {machine_.blank(blank).domain, nullptr};
}

// ---- cutting

// The blank to cut: truths and choices first, in the order in which they were read; then one that a comparison asked
// for; then the range cut least so far.
std::optional<std::size_t> CaseSplitter::choose_cut(std::uint32_t box) const {
  const std::vector<Touch>& touched = boxes_[box].touched;
  std::optional<std::size_t> asked, widest;
  double most = -1;
  for (std::size_t i = 0; i < touched.size(); ++i) {
    const Blank& blank = machine_.blank(touched[i].blank);
    const Shape shape = blank.domain.shape;
    if (shape == Shape::row) continue;
    if (shape == Shape::members) return i;
    if (touched[i].hint.sort != Hint::Sort::nothing) {
      if (!asked) asked = i;
    } else {
      const double left = shape == Shape::text ? 0.5 : share(blank, part_of(box, touched[i].blank));
      if (left > most) {
        most = left;
        widest = i;
      }
    }
  }
  return asked ? asked : widest;
}

bool CaseSplitter::split(std::uint32_t box) {
  const auto which = choose_cut(box);
  if (!which) return false;
  const Touch touch = boxes_[box].touched[*which];
  const std::vector<BlankPart> parts =
      cut(machine_.blank(touch.blank), part_of(box, touch.blank), touch.hint, machine_.text_constants(), pool_);
  if (parts.size() < 2) return false;
  for (const BlankPart& part : parts) {
    const auto child = static_cast<std::uint32_t>(boxes_.size());
    Box made;
    made.parent = box;
    made.part = part;
    made.cut_along = touch.blank;
    boxes_.push_back(std::move(made));
    boxes_[box].children.push_back(child);
    evaluate(child);
  }
  boxes_[box].open = false;
  if (!several() || !known(touch.blank)) sample_children(box);
  boxes_[box].touched.clear();
  for (std::uint32_t up = box; up != UINT32_MAX; up = boxes_[up].parent) {
    ValueSet value = boxes_[boxes_[up].children.front()].value;
    for (std::uint32_t child : boxes_[up].children) join_into(value, boxes_[child].value);
    boxes_[up].value = value;
  }
  return true;
}

// ---- the search

bool CaseSplitter::may_add(const ValueSet& value) const {
  if (!met_) return true;
  ValueSet both = seen_;
  join_into(both, value);
  return !(both == seen_);
}

void CaseSplitter::list_wanted(bool relevance) {
  for (std::uint32_t box : wanted_) boxes_[box].wanted = false;
  wanted_.clear();
  if (!several()) {
    for (std::uint32_t i = 0; i < boxes_.size(); ++i)
      if (boxes_[i].open && (boxes_[i].incomplete || may_add(boxes_[i].value))) want(i);
    return;
  }
  if (!relevance) return;
  for (std::uint32_t i = 0; i < boxes_.size(); ++i)
    if (boxes_[i].open && boxes_[i].incomplete) want(i);
  matter_.resize(machine_.blanks(), Matter::no);
  for (BlankIndex blank = 0; blank < matter_.size(); ++blank)
    if (matter_[blank] != Matter::surely) matter_[blank] = matters(blank);
}

bool CaseSplitter::search(bool relevance) {
  while (true) {
    list_wanted(relevance);
    if (wanted_.empty()) return true;
    std::sort(wanted_.begin(), wanted_.end());  // the older, the larger
    std::size_t done = 0;
    const bool was_several = several();
    for (std::uint32_t box : wanted_) {
      if (spent()) return false;
      if (boxes_[box].stuck) continue;
      if (!split(box))
        boxes_[box].stuck = true;
      else if (++done == boxes_a_round || (!was_several && several()))
        break;
    }
    if (done == 0) return false;
  }
}

engine::Outcome CaseSplitter::outcome_of(const ValueSet& value) const {
  engine::Outcome outcome;
  if (value.failure != 0) {
    const Failure& failure = machine_.failure(value.failure);
    outcome.status = failure.conflict ? engine::Status::conflict : engine::Status::failed;
    outcome.detail = failure.detail;
    return outcome;
  }
  if (value.none) {
    outcome.status = engine::Status::not_covered;
    return outcome;
  }
  outcome.status = engine::Status::given;
  outcome.value.type = machine_.program().functions[function_].result;
  switch (value.shape) {
    case Shape::members: outcome.value.number = static_cast<std::int64_t>(std::countr_zero(value.members)); break;
    case Shape::text: outcome.value.text = value.text; break;
    case Shape::range: outcome.value.number = value.low; break;
    case Shape::row: outcome.value.number = static_cast<std::int64_t>(value.row); break;
  }
  return outcome;
}

std::vector<Cell> CaseSplitter::cells_that_matter() const {
  std::vector<Cell> cells;
  for (BlankIndex blank = 0; blank < matter_.size(); ++blank)
    if (matter_[blank] != Matter::no) cells.push_back(machine_.blank(blank).cell);
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
  });
  return cells;
}

engine::Outcome CaseSplitter::run(bool relevance) {
  const ValueSet row = of_row(row_);
  const ValueSet first = machine_.run(function_, std::span(&row, 1));
  if (is_settled(first)) return outcome_of(first);
  machine_.begin();
  boxes_.emplace_back();
  evaluate(0);
  if (!is_settled(boxes_[0].value)) sample(relevance);
  const bool finished = search(relevance);
  if (is_settled(boxes_[0].value)) return outcome_of(boxes_[0].value);
  engine::Outcome outcome;
  outcome.bounded = !finished;
  if (!relevance) {
    outcome.bounded = !several();
    return outcome;
  }
  if (!several()) {  // the bound came before a second result: anything read may matter
    matter_.assign(machine_.blanks(), Matter::no);
    for (const Box& box : boxes_)
      for (const Touch& touch : box.touched) matter_[touch.blank] = Matter::perhaps;
    for (const Box& box : boxes_)
      if (box.parent != UINT32_MAX) matter_[box.cut_along] = Matter::perhaps;
  }
  outcome.missing = cells_that_matter();
  return outcome;
}

}  // namespace cepol::reference
