// ValueSet: the set of all values of a type, equality, and the join (the smallest set of the shape that contains both:
// union of member bits, hull of two ranges of numbers or rows, any text where two differ).
#include "interpreter/engine/value_set.hpp"

#include <algorithm>
#include <bit>

namespace cepol::engine {

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

namespace {

bool same_values(const MemberSet& a, const MemberSet& b) { return a.bits == b.bits; }
bool same_values(const NumberRange& a, const NumberRange& b) { return a.low == b.low && a.high == b.high; }
bool same_values(const TextSet& a, const TextSet& b) { return a.any == b.any && (a.any || a.text == b.text); }
bool same_values(const RowSet& a, const RowSet& b) { return a.first == b.first && a.last == b.last; }

void add_values(MemberSet& into, const MemberSet& more) { into.bits |= more.bits; }
void add_values(NumberRange& into, const NumberRange& more) {
  into.whole = is_whole(into) && is_whole(more);
  if (more.low < into.low) into.low = more.low;
  if (more.high > into.high) into.high = more.high;
}
void add_values(TextSet& into, const TextSet& more) { into.any = into.any || more.any || into.text != more.text; }
void add_values(RowSet& into, const RowSet& more) {
  into.first = std::min(into.first, more.first);
  into.last = std::max(into.last, more.last);
}

}  // namespace

bool operator==(const ValueSet& a, const ValueSet& b) {
  if (a.values.index() != b.values.index() || a.some != b.some || a.none != b.none ||
      (a.failure & failure_bits) != (b.failure & failure_bits))
    return false;
  if (!a.some) return true;
  return std::visit(
      [&](const auto& part) { return same_values(part, *std::get_if<std::decay_t<decltype(part)>>(&b.values)); },
      a.values);
}

ValueSet unknown_of(const core::Program& program, const core::Type& type) {
  switch (type.kind) {
    case core::Kind::truth: return of_members(3);
    case core::Kind::enumeration:
      return of_members((std::uint64_t{1} << program.enumerations[type.enumeration].members.size()) - 1);
    case core::Kind::number: return of_range(Exact::lowest(), Exact::highest());
    case core::Kind::year: return of_range(first_year, last_year, true);
    case core::Kind::date: return of_range(first_day(), last_day(), true);
    case core::Kind::text: return {TextSet{{}, true}, 0, true, false};
    case core::Kind::row: return of_rows(0, UINT32_MAX);
  }
  return {};
}

bool is_single(const ValueSet& set) {
  if (!set.some || set.none || set.failure != 0) return false;
  return std::visit(
      overloaded{[](const MemberSet& part) { return std::has_single_bit(part.bits); },
                 [](const NumberRange& part) { return is_point(part); }, [](const TextSet& part) { return !part.any; },
                 [](const RowSet& part) { return is_point(part); }},
      set.values);
}

bool is_settled(const ValueSet& set) {
  if (set.some) return is_single(set);
  return set.none ? set.failure == 0 : std::has_single_bit(set.failure & failure_bits);
}

void join_into(ValueSet& into, const ValueSet& set) {
  into.none = into.none || set.none;
  into.failure = join_failures(into.failure, set.failure);
  if (!set.some) return;
  if (!into.some) {
    into.values = set.values;
    into.some = true;
    return;
  }
  std::visit([&](auto& part) { add_values(part, *std::get_if<std::decay_t<decltype(part)>>(&set.values)); },
             into.values);
}

}  // namespace cepol::engine
