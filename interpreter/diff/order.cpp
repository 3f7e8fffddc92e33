// Items whose order matters: where it changed, one detail tells of all of them.
#include <algorithm>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

// Does nothing else stand between the items whose order matters?
bool contiguous(const std::vector<Item>& items, Part part) {
  std::size_t first = items.size(), last = 0, count = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].part != part || !items[i].ordered) continue;
    first = std::min(first, i);
    last = i;
    ++count;
  }
  return last - first + 1 == count;
}

Span block(const std::vector<Item>& items) {
  Span span = items.front().tree->span(items.front().node);
  span.end = items.back().tree->span(items.back().node).end;
  return span;
}

std::optional<Part> moved_part(const PolicyPair& both, const std::vector<Item>& before,
                               const std::vector<Item>& after) {
  std::optional<std::size_t> last;
  for (const Match& one : match(both, before, after)) {
    if (!one.before || !one.after || !before[*one.before].ordered || !after[*one.after].ordered) continue;
    const Part part = after[*one.after].part;
    if (last && *one.before < *last && part == before[*last].part) return part;
    last = one.before;
  }
  return std::nullopt;
}

}  // namespace

bool DeclarationDiff::order_changed(const Items& before, const Items& after, Ends ends) {
  const auto moved = moved_part(both_, before, after);
  if (!moved) return false;
  const bool alone = contiguous(before, *moved) && contiguous(after, *moved);
  Items others_before, others_after, moved_before, moved_after;
  auto moves = [&](const Item& item) { return item.part == *moved && (item.ordered || !alone); };
  for (const Item& item : before) (moves(item) ? moved_before : others_before).push_back(item);
  for (const Item& item : after) (moves(item) ? moved_after : others_after).push_back(item);
  const Span one = block(moved_before), other = block(moved_after);
  Detail detail;
  detail.part = label(Part::order, {}, english_);
  detail.before = Excerpt{names_of(moved_before), one};
  detail.after = Excerpt{names_of(moved_after), other};
  detail.undo = {{other, as_after(both_, before_tree(), one)}};
  details_.push_back(std::move(detail));
  compare(others_before, others_after, {}, ends);
  return true;
}

std::string DeclarationDiff::names_of(const Items& items) const {
  std::string text;
  for (const Item& item : items)
    text += (text.empty() ? "" : english_ ? "; " : "；") + (item.name.empty() ? shown(item) : item.name);
  return text;
}

}  // namespace cepol::diff
