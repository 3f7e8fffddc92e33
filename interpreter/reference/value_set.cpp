#include "interpreter/reference/value_set.hpp"

#include <bit>

namespace cepol::reference {

Shape shape_of(core::Kind kind) {
  switch (kind) {
    case core::Kind::truth:
    case core::Kind::enumeration: return Shape::members;
    case core::Kind::number:
    case core::Kind::year:
    case core::Kind::date: return Shape::range;
    case core::Kind::text: return Shape::text;
    case core::Kind::row: return Shape::row;
  }
  return Shape::members;
}

bool operator==(const ValueSet& a, const ValueSet& b) {
  if (a.shape != b.shape || a.some != b.some || a.none != b.none || (a.failure & 3u) != (b.failure & 3u)) return false;
  if (!a.some) return true;
  switch (a.shape) {
    case Shape::members: return a.members == b.members;
    case Shape::range: return a.low == b.low && a.high == b.high;
    case Shape::text: return a.any == b.any && (a.any || a.text == b.text);
    case Shape::row: return a.any == b.any && (a.any || a.row == b.row);
  }
  return false;
}

ValueSet of_text(std::string_view text) {
  ValueSet value;
  value.shape = Shape::text;
  value.some = true;
  value.text = text;
  return value;
}

ValueSet of_row(std::uint32_t row) {
  ValueSet value;
  value.shape = Shape::row;
  value.some = true;
  value.row = row;
  return value;
}

ValueSet unknown_of(const core::Program& program, const core::Type& type) {
  switch (type.kind) {
    case core::Kind::truth: return of_members(3);
    case core::Kind::enumeration:
      return of_members((std::uint64_t{1} << program.enumerations[type.enumeration].members.size()) - 1);
    case core::Kind::number: return of_range(Exact::lowest(), Exact::highest());
    case core::Kind::year: return of_range(first_year, last_year, true);
    case core::Kind::date: return of_range(first_day(), last_day(), true);
    case core::Kind::text:
    case core::Kind::row: {
      ValueSet value = nothing(shape_of(type.kind));
      value.some = true;
      value.any = true;
      return value;
    }
  }
  return {};
}

bool is_single(const ValueSet& value) {
  if (!value.some || value.none || value.failure != 0) return false;
  switch (value.shape) {
    case Shape::members: return std::has_single_bit(value.members);
    case Shape::range: return value.low == value.high;
    case Shape::text:
    case Shape::row: return !value.any;
  }
  return false;
}

bool is_settled(const ValueSet& value) {
  if (value.some) return is_single(value);
  return value.none ? value.failure == 0 : std::has_single_bit(value.failure & 3u);
}

void join_into(ValueSet& a, const ValueSet& b) {
  a.none |= b.none;
  a.failure = join_failures(a.failure, b.failure);
  a.blanks |= b.blanks;
  if (!b.some) return;
  if (!a.some) {
    const bool none = a.none;
    const std::uint32_t failure = a.failure;
    const std::uint64_t blanks = a.blanks;
    a = b;
    a.none = none;
    a.failure = failure;
    a.blanks = blanks;
    return;
  }
  if (!same_source(a, b)) a.origin = 0;
  switch (a.shape) {
    case Shape::members: a.members |= b.members; break;
    case Shape::range:
      a.whole = is_whole(a) && is_whole(b);
      if (b.low < a.low) a.low = b.low;
      if (b.high > a.high) a.high = b.high;
      break;
    case Shape::text:
      if (a.any || b.any || a.text != b.text) {
        if (a.origin == 0) a.row = 0;
        a.any = true;
      }
      break;
    case Shape::row: a.any = a.any || b.any || a.row != b.row; break;
  }
}

ValueSet join(const ValueSet& a, const ValueSet& b) {
  ValueSet result = a;
  join_into(result, b);
  return result;
}

}  // namespace cepol::reference
