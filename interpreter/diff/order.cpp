// DeclarationDiff, changes of an order that has a meaning: one detail reports all parts of the kind.
#include <algorithm>

#include "interpreter/diff/declaration_diff.hpp"

namespace cepol::diff {
namespace {

// Are the ordered parts of the kind next to each other?
bool contiguous(const std::vector<DeclarationPart>& parts, PartKind kind) {
  std::size_t first = parts.size(), last = 0, count = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind != kind || !parts[i].ordered) continue;
    first = std::min(first, i);
    last = i;
    ++count;
  }
  return last - first + 1 == count;
}

Span block(const std::vector<DeclarationPart>& parts) {
  Span span = parts.front().tree->span(parts.front().node);
  span.end = parts.back().tree->span(parts.back().node).end;
  return span;
}

std::optional<PartKind> moved_part(const PolicyPair& policies, const std::vector<DeclarationPart>& before,
                                   const std::vector<DeclarationPart>& after) {
  std::optional<std::size_t> last;
  for (const Match& one : match(policies, before, after)) {
    if (!one.before || !one.after || !before[*one.before].ordered || !after[*one.after].ordered) continue;
    const PartKind kind = after[*one.after].kind;
    if (last && *one.before < *last && kind == before[*last].kind) return kind;
    last = one.before;
  }
  return std::nullopt;
}

}  // namespace

bool DeclarationDiff::order_changed(const Parts& before, const Parts& after, InsertionPoints ends) {
  const auto moved = moved_part(policies_, before, after);
  if (!moved) return false;
  const bool alone = contiguous(before, *moved) && contiguous(after, *moved);
  Parts others_before, others_after, moved_before, moved_after;
  auto moves = [&](const DeclarationPart& part) { return part.kind == *moved && (part.ordered || !alone); };
  for (const DeclarationPart& part : before) (moves(part) ? moved_before : others_before).push_back(part);
  for (const DeclarationPart& part : after) (moves(part) ? moved_after : others_after).push_back(part);
  const Span one = block(moved_before), other = block(moved_after);
  Detail detail;
  detail.part = label(PartKind::order, {}, english_);
  detail.before = Excerpt{names_of(moved_before), one};
  detail.after = Excerpt{names_of(moved_after), other};
  detail.undo = {{other, as_after(policies_, before_tree(), one)}};
  details_.push_back(std::move(detail));
  compare(others_before, others_after, {}, ends);
  return true;
}

std::string DeclarationDiff::names_of(const Parts& parts) const {
  std::string text;
  for (const DeclarationPart& part : parts)
    text += (text.empty() ? "" : english_ ? "; " : "；") + (part.name.empty() ? shown(part) : part.name);
  return text;
}

}  // namespace cepol::diff
