#include "interpreter/data/partial_keys.hpp"

#include <algorithm>
#include <span>

#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t least_common = 4;  // bytes of a key within a text that is no run of letters and digits of its own
constexpr std::size_t least_part = 3;    // bytes of a text within a key
constexpr std::size_t longest_text = 256;
constexpr std::size_t least_shortened = 12, most_lost = 3;  // characters of a long number, and how many were taken out

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_sign(char c) { return static_cast<unsigned char>(c) < 0x80 && !is_letter(c) && !is_digit(c); }

// Letters and digits, in lower case; no signs, also none of Chinese texts, whose letters are kept.
std::string bare_form(std::string_view text) {
  std::string bare;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool ascii = point.value < 0x80;
    const bool sign = ascii ? is_sign(text[at])
                            : point.value < 0xC0 || (point.value >= 0x2000 && point.value < 0x2E80) ||
                                  (point.value >= 0x3000 && point.value < 0x3041) ||
                                  (point.value >= 0xFE10 && point.value < 0xFF10);
    if (!sign) {
      for (std::size_t i = 0; i < point.length; ++i) {
        const char c = text[at + i];
        bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
    }
    at += point.length;
  }
  return bare;
}

// 1.0 and 1.00, as programs write whole numbers.
std::string_view without_decimals(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) return text;
  if (text.find_first_not_of('0', dot + 1) != std::string_view::npos) return text;
  const std::string_view number = text.substr(0, dot);
  return std::all_of(number.begin(), number.end(), [](char c) { return !is_sign(c); }) ? number : text;
}

std::string_view without_zeros_in_front(std::string_view text) {
  const std::size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

bool is_boundary(std::string_view bare, std::size_t at) {
  if (at == 0 || at >= bare.size()) return true;
  const auto kind = [&](std::size_t i) {
    return static_cast<unsigned char>(bare[i]) >= 0x80 ? 2 : is_digit(bare[i]) ? 1 : 0;
  };
  return (kind(at - 1) == 2) != (kind(at) == 2);
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

}  // namespace

PartialKeys::PartialKeys(const std::vector<std::pair<std::string_view, std::uint32_t>>& keys) {
  for (const auto& [key, number] : keys) keys_.push_back({bare_form(key), number});
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    const std::string& bare = keys_[i].bare;
    if (bare.empty()) continue;
    by_bare_.emplace(bare, i);
    lengths_.push_back(bare.size());
  }
  std::sort(lengths_.begin(), lengths_.end());
  lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
}

void PartialKeys::add_contained(std::string_view bare, std::vector<std::uint32_t>& found) const {
  for (const std::size_t length : lengths_) {
    if (length > bare.size()) break;
    for (std::size_t at = 0; at + length <= bare.size(); ++at) {
      if (length < least_common && !(is_boundary(bare, at) && is_boundary(bare, at + length))) continue;
      const auto [first, last] = by_bare_.equal_range(bare.substr(at, length));
      for (auto one = first; one != last; ++one) found.push_back(one->second);
    }
  }
}

void PartialKeys::add_containing(std::string_view bare, std::vector<std::uint32_t>& found) {
  if (bare.size() < least_part || lengths_.empty() || bare.size() >= lengths_.back()) return;
  if (suffixes_.empty()) {
    for (std::uint32_t i = 0; i < keys_.size(); ++i)
      for (std::uint32_t from = 0; from < keys_[i].bare.size(); ++from) suffixes_.push_back({i, from});
    std::sort(suffixes_.begin(), suffixes_.end(),
              [this](const Suffix& a, const Suffix& b) { return suffix(a) < suffix(b); });
  }
  auto at = std::lower_bound(suffixes_.begin(), suffixes_.end(), bare,
                             [this](const Suffix& one, std::string_view text) { return suffix(one) < text; });
  for (; at != suffixes_.end() && suffix(*at).starts_with(bare); ++at) found.push_back(at->key);
}

void PartialKeys::sort_by_ends() {
  if (!by_front_.empty()) return;
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    by_front_.push_back(i);
    backwards_.emplace_back(keys_[i].bare.rbegin(), keys_[i].bare.rend());
  }
  by_back_ = by_front_;
  std::sort(by_front_.begin(), by_front_.end(), [this](auto a, auto b) { return keys_[a].bare < keys_[b].bare; });
  std::sort(by_back_.begin(), by_back_.end(), [this](auto a, auto b) { return backwards_[a] < backwards_[b]; });
}

// The text has runs of * or ?, each for some characters. Of the keys with that beginning and those with that end the
// fewer are looked at.
void PartialKeys::add_hidden(std::string_view text, std::vector<std::uint32_t>& found) {
  const std::size_t first = text.find_first_of("*?"), last = text.find_last_of("*?");
  if (first == std::string_view::npos) return;
  const std::string front = bare_form(text.substr(0, first)), back = bare_form(text.substr(last + 1));
  if (front.size() + back.size() < least_part) return;
  sort_by_ends();
  const std::string end(back.rbegin(), back.rend());
  const auto with = [](const std::vector<std::uint32_t>& order, std::string_view beginning, auto text_of) {
    const auto from = std::partition_point(order.begin(), order.end(), [&](auto i) { return text_of(i) < beginning; });
    return std::span(
        from, std::partition_point(from, order.end(), [&](auto i) { return text_of(i).starts_with(beginning); }));
  };
  const auto fronts = with(by_front_, front, [this](auto i) { return std::string_view(keys_[i].bare); });
  const auto backs = with(by_back_, end, [this](auto i) { return std::string_view(backwards_[i]); });
  for (const std::uint32_t i : fronts.size() < backs.size() ? fronts : backs) {
    const std::string_view bare = keys_[i].bare;
    if (bare.size() > front.size() + back.size() && bare.starts_with(front) && bare.ends_with(back)) found.push_back(i);
  }
}

namespace {

// One piece more than characters may be lost: so one piece of the key stands in the text as it is, at most so many
// characters before its place. A piece is told by the key's length and its own place too.
constexpr std::size_t pieces = most_lost + 1;

std::string piece_name(std::size_t length, std::size_t piece, std::string_view text) {
  return std::to_string(length) + " " + std::to_string(piece) + " " + std::string(text);
}
std::size_t piece_begin(std::size_t length, std::size_t piece) { return length * piece / pieces; }

}  // namespace

void PartialKeys::index_pieces() {
  if (by_piece_) return;
  by_piece_.emplace();
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    const std::string_view bare = keys_[i].bare;
    if (bare.size() <= least_shortened) continue;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::size_t begin = piece_begin(bare.size(), piece), end = piece_begin(bare.size(), piece + 1);
      by_piece_->emplace(piece_name(bare.size(), piece, bare.substr(begin, end - begin)), i);
    }
  }
}

void PartialKeys::add_shortened(std::string_view bare, std::vector<std::uint32_t>& found) {
  if (bare.size() < least_shortened || lengths_.empty() || bare.size() >= lengths_.back()) return;
  index_pieces();
  for (std::size_t length = bare.size() + 1; length <= bare.size() + most_lost; ++length)
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::size_t begin = piece_begin(length, piece), size = piece_begin(length, piece + 1) - begin;
      for (std::size_t lost = 0; lost <= std::min(begin, length - bare.size()); ++lost) {
        if (begin - lost + size > bare.size()) continue;
        const auto [first, last] = by_piece_->equal_range(piece_name(length, piece, bare.substr(begin - lost, size)));
        for (auto one = first; one != last; ++one)
          if (is_subsequence(bare, keys_[one->second].bare)) found.push_back(one->second);
      }
    }
}

// 1 of 00001
void PartialKeys::add_number(std::string_view bare, std::vector<std::uint32_t>& found) {
  if (!by_number_) {
    by_number_.emplace();
    for (std::uint32_t i = 0; i < keys_.size(); ++i)
      by_number_->emplace(std::string(without_zeros_in_front(keys_[i].bare)), i);
  }
  const std::string number(without_zeros_in_front(bare));
  if (number.empty()) return;
  const auto [first, last] = by_number_->equal_range(number);
  for (auto one = first; one != last; ++one) found.push_back(one->second);
}

std::vector<std::uint32_t> PartialKeys::numbers_of(const std::vector<std::uint32_t>& found) const {
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t key : found) numbers.push_back(keys_[key].number);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<std::uint32_t> PartialKeys::contained_in(std::string_view text) {
  std::vector<std::uint32_t> found;
  if (text.size() > longest_text) return found;
  const std::string bare = bare_form(without_decimals(text));
  if (!bare.empty()) add_contained(bare, found);
  if (without_decimals(text) != text) add_number(bare, found);
  return numbers_of(found);
}

std::vector<std::uint32_t> PartialKeys::with_part(std::string_view text) {
  std::vector<std::uint32_t> found;
  if (text.size() > longest_text) return found;
  const std::string bare = bare_form(text);
  add_containing(bare, found);
  add_shortened(bare, found);
  add_hidden(text, found);
  return numbers_of(found);
}

std::string key_shape(std::string_view key) {
  std::string shape, last;
  for (std::size_t at = 0; at < key.size();) {
    const CodePoint point = code_point_at(key, at);
    std::string one(key.substr(at, point.length));
    if (point.length > 1)
      one = point.value >= 0xC0 && (point.value < 0x2000 || point.value >= 0x2E80) ? "字" : one;
    else if (is_digit(one.front()))
      one = "9";
    else if (is_letter(one.front()))
      one = "A";
    if (one != last) shape += one;
    last = std::move(one);
    at += point.length;
  }
  return shape;
}

}  // namespace cepol::data
