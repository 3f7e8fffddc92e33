#include "lang/notice/open_lists.hpp"

#include <algorithm>
#include <utility>

namespace cepol::notice {

OpenLists::OpenLists(bool english, std::set<std::string> repeated)
    : repeated_(std::move(repeated)), english_(english) {}

int OpenLists::last_number(const ClauseMarker& marker) const {
  const auto last = last_.find({marker.level, marker.kind});
  return last == last_.end() ? 0 : last->second;
}

std::size_t OpenLists::list_of(const ClauseMarker& marker) const {
  for (std::size_t i = open_.size(); i-- > 0;)
    if (open_[i].level == Level::nested && open_[i].kind == marker.kind) return i;
  return open_.size();
}

bool OpenLists::continues_decimal(const ClauseMarker& marker) const {
  const ClauseMarker* before = nullptr;
  int major = 0;
  for (const ClauseMarker& one : open_) {
    if (one.kind == kinds::decimal) before = &one;
    if (one.level == Level::item || one.level == Level::chapter) major = one.number;
  }
  const std::vector<int>& numbers = marker.parts;
  if (before == nullptr) return numbers.size() == 2 && numbers.back() == 1 && (numbers[0] == major || numbers[0] == 1);
  const std::vector<int>& last = before->parts;
  const std::size_t size = numbers.size();
  if (size == 2 && numbers[1] == 1 && numbers[0] == last[0] + 1) return true;
  if (size > last.size() + 1) return false;
  if (!std::equal(numbers.begin(), numbers.end() - 1, last.begin())) return false;
  return numbers.back() == (size == last.size() + 1 ? 1 : last[size - 1] + 1);
}

// Closes the lists that a marker ends: for a fixed level those of its level or below, for a nested marker those below
// its own list.
void OpenLists::close_for(const ClauseMarker& marker) {
  const auto first = [&](auto&& fits) {
    return static_cast<std::size_t>(std::find_if(open_.begin(), open_.end(), fits) - open_.begin());
  };
  if (marker.level != Level::nested) {
    open_.resize(first([&](const ClauseMarker& one) {
      if (one.level != Level::nested) return one.level >= marker.level;
      return marker.level < Level::item ||
             (marker.level == Level::item &&
              (in_brackets(one) || one.kind == kinds::decimal || one.kind == kinds::lettered));
    }));
  } else if (marker.kind == kinds::decimal) {
    open_.resize(first([&](const ClauseMarker& one) {
      return one.level == Level::point ||
             (one.level == Level::nested && (one.kind != kinds::decimal || one.parts.size() >= marker.parts.size()));
    }));
  } else {
    const auto shut = [](const ClauseMarker& one) {
      return one.level == Level::point || (one.level == Level::nested && in_brackets(one));
    };
    open_.resize(in_brackets(marker) ? list_of(marker) : std::min(list_of(marker), first(shut)));
  }
}

OpenLists::Opened OpenLists::open(const ClauseMarker& marker) {
  close_for(marker);
  open_.push_back(marker);
  // Numbering below restarts; that of an outer level that encloses an English list continues.
  const Level begins = marker.level != Level::nested ? marker.level : in_brackets(marker) ? Level::item : Level::part;
  std::erase_if(last_, [&](const auto& one) {
    return one.first.first > begins && std::none_of(open_.begin(), open_.end(), [&](const ClauseMarker& outer) {
             return outer.level == one.first.first && outer.kind == one.first.second;
           });
  });
  if (marker.level != Level::nested) last_[{marker.level, marker.kind}] = marker.number;
  name_by_division(marker);
  std::string path = path_of_open();
  if (const int count = ++seen_[path]; count > 1) {
    if (is_article(marker)) repeated_found_.insert(path);
    const std::string place = place_among_equals(count);
    path += place;
    open_.back().label += place;
  }
  const std::size_t depth = open_.size() - 1;
  if (marker.annex_list) open_.pop_back();  // the text after the list is not part of it
  return {std::move(path), depth};
}

// 第二章第一节: an article, or a part of the document, whose number comes again is named with the part that it stands
// in, itself so named if need be. The first of them too: §第一节 alone would not say which one is meant.
void OpenLists::name_by_division(const ClauseMarker& marker) {
  if (marker.level == Level::annex) divisions_.clear();
  if (!is_article(marker)) return;
  constexpr std::u32string_view order = U"编章节条";
  while (!divisions_.empty() && order.find(divisions_.back().kind) >= order.find(marker.kind)) divisions_.pop_back();
  const bool repeated = repeated_.count(path_of_open()) != 0;
  if (repeated && !divisions_.empty()) open_.back().label.insert(0, divisions_.back().label);
  if (counted_apart(marker)) divisions_.push_back(open_.back());
}
// 一(第2处), 1(2nd): no number of a clause has this form.
std::string OpenLists::place_among_equals(int count) const {
  if (!english_) return "(第" + std::to_string(count) + "处)";
  const bool teens = count % 100 >= 11 && count % 100 <= 13;
  const int last = teens ? 0 : count % 10;
  return "(" + std::to_string(count) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th") + ")";
}
// The labels from the outermost in, with a full stop where two would run together (Article3.1). A label like 1.1 or A.1
// is a path by itself.
std::string OpenLists::path_of_open() const {
  std::string path;
  bool english = false;
  for (const ClauseMarker& marker : open_) {
    if (marker.kind == kinds::decimal || marker.kind == kinds::lettered)
      path = open_.front().level == Level::annex ? open_.front().label : "";
    english = english || marker.english;
    if (english && !path.empty() && ascii_word(path.back()) && ascii_word(marker.label.front())) path += '.';
    path += marker.label;
  }
  return path;
}

void OpenLists::forget(const std::string& path) { --seen_[path]; }

}  // namespace cepol::notice
