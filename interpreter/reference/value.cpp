#include "interpreter/reference/value.hpp"

#include <bit>

namespace cepol::reference {

Shape shape_of(core::Kind kind) {
  switch (kind) {
    case core::Kind::truth:
    case core::Kind::choice: return Shape::members;
    case core::Kind::number:
    case core::Kind::year:
    case core::Kind::date: return Shape::range;
    case core::Kind::text: return Shape::text;
    case core::Kind::row: return Shape::row;
  }
  return Shape::members;
}

Value nothing(Shape shape) {
  Value value;
  value.shape = shape;
  return value;
}

Value none_value(Shape shape) {
  Value value = nothing(shape);
  value.none = true;
  return value;
}

Value failed(Shape shape, std::uint32_t failure) {
  Value value = nothing(shape);
  value.failure = failure;
  return value;
}

Value of_members(std::uint64_t members) {
  Value value;
  value.some = members != 0;
  value.members = members;
  return value;
}

Value of_truth(bool may_be_no, bool may_be_yes) { return of_members((may_be_no ? 1u : 0u) | (may_be_yes ? 2u : 0u)); }

Value of_range(Exact low, Exact high) {
  Value value;
  value.shape = Shape::range;
  value.some = true;
  value.low = low;
  value.high = high;
  return value;
}

Value of_text(std::string_view text) {
  Value value;
  value.shape = Shape::text;
  value.some = true;
  value.text = text;
  return value;
}

Value of_row(std::uint32_t row) {
  Value value;
  value.shape = Shape::row;
  value.some = true;
  value.row = row;
  return value;
}

Value unknown_of(const core::Program& program, const core::Type& type) {
  switch (type.kind) {
    case core::Kind::truth: return of_members(3);
    case core::Kind::choice: return of_members((std::uint64_t{1} << program.choices[type.choice].members.size()) - 1);
    case core::Kind::number: return of_range(Exact::lowest(), Exact::highest());
    case core::Kind::year: return of_range(first_year, last_year);
    case core::Kind::date: return of_range(first_day(), last_day());
    case core::Kind::text:
    case core::Kind::row: {
      Value value = nothing(shape_of(type.kind));
      value.some = true;
      value.any = true;
      return value;
    }
  }
  return {};
}

bool is_single(const Value& value) {
  if (!value.some || value.none || value.failure != 0) return false;
  switch (value.shape) {
    case Shape::members: return std::has_single_bit(value.members);
    case Shape::range: return value.low == value.high;
    case Shape::text:
    case Shape::row: return !value.any;
  }
  return false;
}

Value join(const Value& a, const Value& b) {
  if (!b.some) {
    Value result = a;
    result.none |= b.none;
    if (result.failure == 0) result.failure = b.failure;
    return result;
  }
  if (!a.some) {
    Value result = b;
    result.none |= a.none;
    if (a.failure != 0) result.failure = a.failure;
    return result;
  }
  Value result = a;
  result.none |= b.none;
  if (result.failure == 0) result.failure = b.failure;
  switch (a.shape) {
    case Shape::members: result.members |= b.members; break;
    case Shape::range:
      if (b.low < result.low) result.low = b.low;
      if (b.high > result.high) result.high = b.high;
      break;
    case Shape::text: result.any = a.any || b.any || a.text != b.text; break;
    case Shape::row: result.any = a.any || b.any || a.row != b.row; break;
  }
  return result;
}

bool disjoint(const Value& a, const Value& b) {
  switch (a.shape) {
    case Shape::members: return (a.members & b.members) == 0;
    case Shape::range: return a.high < b.low || b.high < a.low;
    case Shape::text: return !a.any && !b.any && a.text != b.text;
    case Shape::row: return !a.any && !b.any && a.row != b.row;
  }
  return true;
}

}  // namespace cepol::reference
