#include "interpreter/reference/plain_value.hpp"

#include <algorithm>
#include <bit>

namespace cepol::reference {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  hash = (hash ^ more) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of(std::span<const PlainValue> key) {
  std::uint64_t hash = key.size();
  for (const PlainValue& value : key) {
    hash = mixed(hash, static_cast<std::uint64_t>(value.number.num));
    hash = mixed(hash, static_cast<std::uint64_t>(value.number.den));
    if (!value.text.empty()) hash = mixed(hash, std::hash<std::string_view>{}(value.text));
  }
  return mixed(hash, hash >> 32);
}

}  // namespace

std::optional<PlainValue> plain_value(const TrackedSet& set) {
  if (set.open_blanks != 0 || !is_single(set)) return std::nullopt;
  return std::visit(overloaded{[](const MemberSet& members) {
                                 return PlainValue{static_cast<std::int64_t>(members.bits), {}};
                               },
                               [](const NumberRange& range) {
                                 return PlainValue{range.low, {}};
                               },
                               [](const TextSet& text) {
                                 return PlainValue{0, text.text};
                               },
                               [](const RowSet& rows) {
                                 return PlainValue{static_cast<std::int64_t>(rows.first), {}};
                               }},
                    set.values);
}

Exact order_of(const TrackedSet& plain) {
  return std::visit(
      overloaded{[](const MemberSet& members) { return Exact(std::countr_zero(members.bits)); },
                 [](const NumberRange& range) { return range.low; }, [](const TextSet&) { return Exact(0); },
                 [](const RowSet& rows) { return Exact(static_cast<std::int64_t>(rows.first)); }},
      plain.values);
}

// Where the key is, or the free place where it belongs. The table has free places.
std::size_t KeyTable::place_of(std::span<const PlainValue> key) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t place = hash_of(key) & mask;
  for (; places_[place] != 0; place = (place + 1) & mask) {
    const auto* kept = keys_.data() + (places_[place] - std::size_t{1}) * width_;
    if (std::equal(key.begin(), key.end(), kept)) break;
  }
  return place;
}

std::optional<std::uint32_t> KeyTable::find(std::span<const PlainValue> key) const {
  if (size_ == 0) return std::nullopt;
  const std::uint32_t number = places_[place_of(key)];
  return number == 0 ? std::nullopt : std::optional(number - 1);
}

std::uint32_t KeyTable::add(std::span<const PlainValue> key) {
  if (size_ * std::size_t{2} >= places_.size()) grow();
  std::uint32_t& number = places_[place_of(key)];
  if (number == 0) {
    keys_.insert(keys_.end(), key.begin(), key.end());
    number = ++size_;
  }
  return number - 1;
}

void KeyTable::grow() {
  places_.assign(std::max<std::size_t>(16, places_.size() * 2), 0);
  for (std::uint32_t i = 0; i < size_; ++i) places_[place_of(std::span(keys_).subspan(i * width_, width_))] = i + 1;
}

}  // namespace cepol::reference
