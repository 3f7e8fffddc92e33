#include "lang/amend/edits.hpp"

#include <algorithm>

namespace cepol::amend {

namespace {

// Do two edits meet? Two that only put something in at one place, or at another's edge, do not.
bool meet(Span a, Span b) {
  if (a.source != b.source) return false;
  if (a.begin == a.end) return b.begin < a.begin && a.begin < b.end;
  if (b.begin == b.end) return a.begin < b.begin && b.begin < a.end;
  return std::max(a.begin, b.begin) < std::min(a.end, b.end);
}
bool covers(Span whole, Span part) {
  return whole.source == part.source && whole.begin < whole.end && whole.begin <= part.begin && part.end <= whole.end &&
         part.begin < whole.end;
}

}  // namespace

bool Edits::any_in(SourceId source) const {
  return std::any_of(edits_.begin(), edits_.end(), [&](const Edit& edit) { return edit.where.source == source; });
}

std::vector<std::pair<Edit, Edit>> Edits::settle() {
  std::vector<Edit> kept;
  for (const Edit& edit : edits_) {
    const bool covered = edit.yields && std::any_of(edits_.begin(), edits_.end(), [&](const Edit& other) {
                           return !other.yields && covers(other.where, edit.where);
                         });
    if (!covered) kept.push_back(edit);
  }
  edits_ = std::move(kept);
  std::vector<std::pair<Edit, Edit>> meeting;
  for (std::size_t i = 0; i < edits_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!edits_[i].yields && !edits_[j].yields && meet(edits_[i].where, edits_[j].where))
        meeting.emplace_back(edits_[i], edits_[j]);
  // By place; what is put in at one place keeps its order, and stands before what replaces the text after it.
  std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
    return std::tuple(a.where.source.index, a.where.begin, a.where.end) <
           std::tuple(b.where.source.index, b.where.begin, b.where.end);
  });
  return meeting;
}

void Writer::copy(Span span) {
  if (span.end <= span.begin) return;
  pieces.push_back({static_cast<std::uint32_t>(text.size()), span, true});
  text += text_of(sources_, span);
}

void Writer::words(std::string_view words, Span stands_for) {
  if (words.empty()) return;
  pieces.push_back({static_cast<std::uint32_t>(text.size()), stands_for, false});
  text += words;
}

void Writer::put(const Fragment& fragment) {
  if (fragment.text.empty())
    copy(fragment.origin);
  else
    words(fragment.text, fragment.origin);
}

void Writer::edited(Span span, const Edits& edits) {
  std::uint32_t at = span.begin;
  for (const Edit& edit : edits.settled()) {
    if (edit.where.source != span.source || edit.where.begin < span.begin || edit.where.end > span.end) continue;
    copy({span.source, at, edit.where.begin});
    for (const Fragment& fragment : edit.put) put(fragment);
    at = std::max(at, edit.where.end);
  }
  copy({span.source, at, span.end});
}

}  // namespace cepol::amend
