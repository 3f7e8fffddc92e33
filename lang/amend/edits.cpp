// BaseEdits sorts the edits by position and finds those that overlap; TextComposer copies a span piece by piece with
// the edits applied, and appends an entry to the source map for each piece.
#include "lang/amend/edits.hpp"

#include <algorithm>

namespace cepol::amend {

namespace {

// Do two edits overlap? Insertions at the same offset, or at the edge of another edit, do not.
bool overlap(Span a, Span b) {
  if (a.source != b.source) return false;
  if (a.begin == a.end) return b.begin < a.begin && a.begin < b.end;
  if (b.begin == b.end) return a.begin < b.begin && b.begin < a.end;
  return std::max(a.begin, b.begin) < std::min(a.end, b.end);
}
bool covers(Span whole, Span part) {
  return whole.source == part.source && whole.begin < whole.end && whole.begin <= part.begin && part.end <= whole.end &&
         part.begin < whole.end;
}

// The length in bytes of a separator at an offset (, 、 ; and their full-width forms); 0: none.
std::size_t separator_at(std::string_view text, std::size_t at) {
  for (std::string_view sign : {",", ";", "、", "，", "；", "|", "｜"})
    if (text.substr(at, sign.size()) == sign) return sign.size();
  return 0;
}
std::size_t separator_before(std::string_view text, std::size_t end) {
  for (std::string_view sign : {",", ";", "、", "，", "；", "|", "｜"})
    if (end >= sign.size() && text.substr(end - sign.size(), sign.size()) == sign) return sign.size();
  return 0;
}

}  // namespace

bool only_separators(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t sign = separator_at(text, at);
    if (sign == 0 && !blank(text[at]) && text[at] != '\n' && text[at] != '\r') return false;
    at += sign == 0 ? 1 : sign;
  }
  return true;
}

Span with_separator(std::string_view text, Span item) {
  std::size_t begin = item.begin, end = item.end;
  std::size_t after = end;
  while (after < text.size() && blank(text[after])) ++after;
  if (const std::size_t sign = separator_at(text, after); sign != 0) {
    end = after + sign;
    while (end < text.size() && blank(text[end])) ++end;
  } else {
    std::size_t before = begin;
    while (before > 0 && (blank(text[before - 1]) || text[before - 1] == '\n' || text[before - 1] == '\r')) --before;
    if (const std::size_t back = separator_before(text, before); back != 0) begin = before - back;
  }
  std::size_t line = begin, rest = end;
  while (line > 0 && blank(text[line - 1])) --line;
  while (rest < text.size() && blank(text[rest])) ++rest;
  if ((line == 0 || text[line - 1] == '\n') && rest < text.size() && text[rest] == '\n') {
    begin = line;
    end = rest + 1;
  }
  return {item.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool BaseEdits::any_in(SourceId source) const {
  return std::any_of(edits_.begin(), edits_.end(), [&](const BaseEdit& edit) { return edit.where.source == source; });
}

std::vector<std::pair<BaseEdit, BaseEdit>> BaseEdits::settle() {
  std::vector<BaseEdit> kept;
  for (const BaseEdit& edit : edits_) {
    const bool covered = edit.yields && std::any_of(edits_.begin(), edits_.end(), [&](const BaseEdit& other) {
                           return !other.yields && covers(other.where, edit.where);
                         });
    if (!covered) kept.push_back(edit);
  }
  edits_ = std::move(kept);
  std::vector<std::pair<BaseEdit, BaseEdit>> overlapping;
  for (std::size_t i = 0; i < edits_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      // Two removals of neighbours in a list may both include the comma between them.
      if (!edits_[i].yields && !edits_[j].yields && overlap(edits_[i].where, edits_[j].where) &&
          !(edits_[i].put.empty() && edits_[j].put.empty() && !covers(edits_[i].where, edits_[j].where) &&
            !covers(edits_[j].where, edits_[i].where)))
        overlapping.emplace_back(edits_[i], edits_[j]);
  // By position; insertions at one place keep their order and precede an edit that begins there.
  std::stable_sort(edits_.begin(), edits_.end(), [](const BaseEdit& a, const BaseEdit& b) {
    return std::tuple(a.where.source.index, a.where.begin, a.where.end) <
           std::tuple(b.where.source.index, b.where.begin, b.where.end);
  });
  return overlapping;
}

void TextComposer::copy(Span span) {
  if (span.end <= span.begin) return;
  pieces.push_back({static_cast<std::uint32_t>(text.size()), span, true});
  text += text_of(sources_, span);
}

void TextComposer::words(std::string_view words, Span cause) {
  if (words.empty()) return;
  pieces.push_back({static_cast<std::uint32_t>(text.size()), cause, false});
  text += words;
}

void TextComposer::put(const Fragment& fragment) {
  if (fragment.text.empty())
    copy(fragment.origin);
  else
    words(fragment.text, fragment.origin);
}

void TextComposer::edited(Span span, const BaseEdits& edits) {
  std::uint32_t at = span.begin;
  for (const BaseEdit& edit : edits.settled()) {
    if (edit.where.source != span.source || edit.where.begin < span.begin || edit.where.end > span.end) continue;
    copy({span.source, at, edit.where.begin});
    for (const Fragment& fragment : edit.put) put(fragment);
    at = std::max(at, edit.where.end);
  }
  copy({span.source, at, span.end});
}

}  // namespace cepol::amend
