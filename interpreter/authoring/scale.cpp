// Converts between texts of dates, years and decimals and scaled integers.
#include "interpreter/authoring/scale.hpp"

#include "lang/base/date.hpp"

namespace cepol::authoring {

using core::Kind;

namespace {

constexpr std::int64_t largest = 1'000'000'000;  // of a number without bounds

}  // namespace

std::optional<std::int64_t> Scale::read(const std::string& text) const {
  if (kind == Kind::date) {
    const auto date = parse_date(text);
    return date && date->exact() ? std::optional<std::int64_t>(date->first) : std::nullopt;
  }
  const auto number = parse_exact(text);
  const auto scaled = number ? times(*number, Exact(factor())) : std::nullopt;
  return scaled && scaled->whole() ? std::optional(scaled->num) : std::nullopt;
}

std::string Scale::write(std::int64_t value) const {
  if (kind == Kind::date) return to_string(Date{static_cast<Day>(value), static_cast<Day>(value)});
  return to_string(Exact::ratio(value, factor()).value_or(value));
}

std::int64_t Scale::factor() const {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

std::optional<Scale> scale_of(const core::Column& column, const std::string& text) {
  const Kind kind = column.type.kind;
  if (kind != Kind::number && kind != Kind::year && kind != Kind::date) return std::nullopt;
  Scale scale{kind, 0};
  const std::size_t point = text.find('.');
  if (kind == Kind::number && point != std::string::npos) scale.places = static_cast<int>(text.size() - point - 1);
  if (kind == Kind::number && column.places != core::undeclared_places) scale.places = column.places;
  if (scale.places > 6) return std::nullopt;
  const auto bound = [&](Exact declared, std::int64_t otherwise, Rounding mode) {
    const auto scaled = declared.infinite() ? std::nullopt : times(declared, Exact(scale.factor()));
    const auto whole = scaled ? round_to(*scaled, 1, mode) : std::nullopt;
    return whole ? whole->num : otherwise;
  };
  const std::int64_t most = largest * scale.factor();
  scale.lowest = bound(column.lowest,
                       kind == Kind::date   ? first_day()
                       : kind == Kind::year ? first_year
                                            : -most,
                       Rounding::up);
  scale.highest = bound(column.highest,
                        kind == Kind::date   ? last_day()
                        : kind == Kind::year ? last_year
                                             : most,
                        Rounding::down);
  return scale;
}

}  // namespace cepol::authoring
