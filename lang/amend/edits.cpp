// BaseEdits sorts the edits by position and finds those that overlap; TextComposer copies a span piece by piece with
// the edits applied, and appends an entry to the source map for each piece.
#include "lang/amend/edits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "lang/syntax/parse.hpp"

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

void BaseEdits::add(BaseEdit edit) {
  constexpr std::size_t size_of_edit = 16;
  size_ += size_of_edit;
  for (const Fragment& fragment : edit.put)
    size_ += fragment.text.empty() ? fragment.origin.end - fragment.origin.begin : fragment.text.size();
  if (size_ <= syntax::max_file_size)
    edits_.push_back(std::move(edit));
  else if (!too_many_)
    too_many_ = edit.cause;
}

namespace {

using Place = std::pair<std::uint32_t, std::uint32_t>;  // source, byte
Place begin_of(Span span) { return {span.source.index, span.begin}; }
Place end_of(Span span) { return {span.source.index, span.end}; }

// The texts that edits replace, to find those that cover a given one.
class Replaced {
 public:
  explicit Replaced(const std::vector<BaseEdit>& edits) {
    for (const BaseEdit& edit : edits)
      if (!edit.yields && edit.where.begin < edit.where.end) all_.push_back(edit.where);
    std::sort(all_.begin(), all_.end(), [](Span a, Span b) { return begin_of(a) < begin_of(b); });
    for (Span span : all_)
      furthest_.push_back(furthest_.empty() ? end_of(span) : std::max(furthest_.back(), end_of(span)));
  }
  bool cover(Span part) const {
    const auto after = std::upper_bound(all_.begin(), all_.end(), begin_of(part),
                                        [](Place at, Span span) { return at < begin_of(span); });
    if (after == all_.begin()) return false;
    const Place furthest = furthest_[static_cast<std::size_t>(after - all_.begin()) - 1];
    return furthest >= end_of(part) && furthest > begin_of(part) && furthest.first == part.source.index;
  }

 private:
  std::vector<Span> all_;        // by their begin
  std::vector<Place> furthest_;  // the furthest end so far
};

// The edits that go together, to find one with which another does not.
class Accepted {
 public:
  const BaseEdit* conflict(const BaseEdit& edit) const {
    const Span where = edit.where;
    const auto clashes = [&](const BaseEdit& other) {
      // Two removals of neighbours in a list may both include the comma between them.
      return overlap(where, other.where) &&
             !(edit.put.empty() && other.put.empty() && !covers(where, other.where) && !covers(other.where, where));
    };
    if (const auto inner = insertions_.upper_bound(begin_of(where));
        inner != insertions_.end() && inner->first < end_of(where))
      return inner->second;
    // Of those that go together none covers another, so they end in the order in which they begin.
    const auto from = replaced_.lower_bound(begin_of(where));
    for (auto one = from; one != replaced_.end() && one->first < end_of(where); ++one)
      if (clashes(*one->second)) return one->second;
    if (from != replaced_.end() && from->first == begin_of(where) && clashes(*from->second)) return from->second;
    for (auto one = from; one != replaced_.begin();) {
      --one;
      if (end_of(one->second->where) <= begin_of(where)) break;
      if (clashes(*one->second)) return one->second;
    }
    return nullptr;
  }
  void add(const BaseEdit& edit) {
    auto& map = edit.where.begin == edit.where.end ? insertions_ : replaced_;
    map.try_emplace(begin_of(edit.where), &edit);
  }

 private:
  std::map<Place, const BaseEdit*> replaced_, insertions_;  // by their begin
};

}  // namespace

std::vector<std::pair<BaseEdit, BaseEdit>> BaseEdits::settle() {
  const Replaced replaced(edits_);
  edits_.erase(std::remove_if(edits_.begin(), edits_.end(),
                              [&](const BaseEdit& edit) { return edit.yields && replaced.cover(edit.where); }),
               edits_.end());
  std::vector<std::pair<BaseEdit, BaseEdit>> overlapping;
  Accepted accepted;
  for (const BaseEdit& edit : edits_) {
    if (edit.yields) continue;
    if (const BaseEdit* earlier = accepted.conflict(edit))
      overlapping.emplace_back(edit, *earlier);
    else
      accepted.add(edit);
  }
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
