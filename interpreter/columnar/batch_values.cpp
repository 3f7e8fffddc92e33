// Single values of a batch.
#include "interpreter/columnar/batch.hpp"

namespace cepol::columnar {

using namespace core;

std::optional<Exact> Batch::number_of(NodeId id, std::size_t lane) const {
  const Node& node = plan_.nodes[id];
  const Lanes& lanes = lanes_[id.index];
  auto special = [&]<class T>(T value) -> std::optional<Exact> {
    return value == Special<T>::none ? std::optional(Special<Exact>::none) : std::nullopt;
  };
  switch (node.rep) {
    case Rep::members:
      if (Special<std::uint8_t>::is(lanes.members[lane])) return special(lanes.members[lane]);
      return Exact(std::int64_t{lanes.members[lane]});
    case Rep::integers:
      if (Special<std::int64_t>::is(lanes.integers[lane])) return special(lanes.integers[lane]);
      return node.denominator == 1 ? Exact(lanes.integers[lane]) : Exact::ratio(lanes.integers[lane], node.denominator);
    case Rep::exact:
      if (Special<Exact>::is(lanes.exacts[lane])) return special(lanes.exacts[lane]);
      return lanes.exacts[lane];
  }
  return std::nullopt;
}

std::optional<Member> Batch::member_of(NodeId id, std::size_t lane) const {
  if (plan_.nodes[id].rep != Rep::members) return std::nullopt;
  const std::uint8_t member = lanes_[id.index].members[lane];
  return Special<std::uint8_t>::is(member) ? std::nullopt : std::optional(Member{member});
}

std::optional<engine::ValueSet> Batch::value_set(NodeId id, std::size_t lane) const {
  const auto number = number_of(id, lane);
  if (!number) return std::nullopt;
  const Kind kind = plan_.nodes[id].kind;
  if (number->den < 0) return engine::none_value(engine::shape_of(kind));
  switch (kind) {
    case Kind::truth:
    case Kind::enumeration: return engine::of_members(std::uint64_t{1} << number->num);
    case Kind::number:
    case Kind::year:
    case Kind::date: return engine::of_number(*number);
    case Kind::text: return engine::of_text(text(number->num));
    case Kind::row: return engine::of_row(static_cast<data::RowIndex>(number->num));
  }
  return std::nullopt;
}

}  // namespace cepol::columnar
