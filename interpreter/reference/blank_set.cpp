#include "interpreter/reference/blank_set.hpp"

#include <algorithm>
#include <bit>

namespace cepol::reference {

namespace {

constexpr std::uint64_t few_members = 8;
constexpr std::int64_t modest = 1000;  // most amounts are small: wide ranges of numbers are split here first

struct GridRange {  // a range on the blank's grid: the whole numbers k with k/power in it
  std::int64_t first, last;
};

std::int64_t grid_index(Exact value, std::int64_t power, bool up) {  // rounded up or down to the grid, within 63 bits
  if (value.infinite()) return value.num < 0 ? -INT64_MAX : INT64_MAX;
  std::int64_t exactly = 0;
  if (power % value.den == 0 && !__builtin_mul_overflow(value.num, power / value.den, &exactly) && exactly != INT64_MIN)
    return exactly;
  const __int128 scaled_up = static_cast<__int128>(value.num) * power;
  __int128 whole = scaled_up / value.den;
  if (up && scaled_up % value.den > 0) ++whole;
  if (!up && scaled_up % value.den < 0) --whole;
  const __int128 most = INT64_MAX;
  return static_cast<std::int64_t>(whole > most ? most : whole < -most ? -most : whole);
}
GridRange grid_range(const BlankInfo& blank, const ValueSet& value) {  // of numbers, years, dates, rows
  if (value.shape() == Shape::row) return {value.row().first, value.row().last};
  return {grid_index(value.range().low, blank.power, true), grid_index(value.range().high, blank.power, false)};
}
ValueSet set_on_grid(const BlankInfo& blank, std::int64_t first, std::int64_t last) {
  if (blank.kind == core::Kind::row)
    return engine::of_rows(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last));
  auto value = [&](std::int64_t index) { return Exact::ratio(index, blank.power).value_or(Exact(0)); };
  return first == last ? engine::of_number(value(first))
                       : engine::of_range(value(first), value(last), blank.power == 1);
}

// The parts of a range that the blank may be filled with: those of its candidates, or all of it. Ascending.
std::vector<GridRange> spans_of(const BlankInfo& blank, GridRange range) {
  std::vector<GridRange> spans;
  if (range.first > range.last) return spans;
  if (blank.candidates.empty()) spans.push_back(range);
  for (const ValueSet& candidate : blank.candidates) {
    const GridRange one = grid_range(blank, candidate);
    const GridRange both{std::max(range.first, one.first), std::min(range.last, one.last)};
    if (both.first <= both.last) spans.push_back(both);
  }
  return spans;
}

// Where to split first..last in two: the last index of the lower half.
std::int64_t middle_of(const BlankInfo& blank, GridRange range) {
  const std::int64_t middle =
      range.first +
      static_cast<std::int64_t>((static_cast<std::uint64_t>(range.last) - static_cast<std::uint64_t>(range.first)) / 2);
  if (blank.kind == core::Kind::number) {
    const std::int64_t near = modest * blank.power;
    return range.first < near && range.last / 64 > near ? near : middle;
  }
  if (blank.kind == core::Kind::date) {
    const Civil civil = civil_of(static_cast<Day>(middle));
    for (const auto& start : {day_of(civil.year, 1, 1), day_of(civil.year, civil.month, 1)})
      if (start && *start > range.first) return *start - 1;
  }
  return middle;
}

std::vector<BlankPart> split_range(const BlankInfo& blank, const ValueSet& value, const SplitPoint& at) {
  const GridRange grid = grid_range(blank, value);
  std::vector<BlankPart> parts;
  auto add = [&](std::int64_t first, std::int64_t last) {
    const std::vector<GridRange> spans = spans_of(blank, {first, last});
    if (!spans.empty()) parts.push_back({set_on_grid(blank, spans.front().first, spans.back().last), nullptr});
  };
  if (grid.first >= grid.last) return parts;
  if (at.by == SplitPoint::By::range) {
    const std::int64_t first = std::max(grid.first, grid_index(at.low, blank.power, true));
    const std::int64_t last = std::min(grid.last, grid_index(at.high, blank.power, false));
    if (first <= last) {
      if (first > grid.first) add(grid.first, first - 1);
      add(first, last);
      if (last < grid.last) add(last + 1, grid.last);
    } else if (last >= grid.first && first <= grid.last) {  // compared with a value between two of the grid
      add(grid.first, last);
      add(first, grid.last);
    }
    if (parts.size() > 1) return parts;
    parts.clear();
  }
  const std::vector<GridRange> spans = spans_of(blank, grid);
  if (spans.empty()) return parts;
  const std::int64_t middle = spans.size() > 1 ? spans[spans.size() / 2 - 1].last : middle_of(blank, spans.front());
  add(grid.first, middle);
  add(middle + 1, grid.last);
  return parts;
}

std::vector<BlankPart> split_members(std::uint64_t members) {
  std::vector<BlankPart> parts;
  const auto count = static_cast<std::uint64_t>(std::popcount(members));
  if (count < 2) return parts;
  std::uint64_t rest = members, half = 0;
  if (count <= few_members) {
    for (; rest != 0; rest &= rest - 1) parts.push_back({engine::of_members(rest & -rest), nullptr});
    return parts;
  }
  for (std::uint64_t i = 0; i < count / 2; ++i, rest &= rest - 1) half |= rest & -rest;
  parts.push_back({engine::of_members(half), nullptr});
  parts.push_back({engine::of_members(rest), nullptr});
  return parts;
}

// ---- texts

const TextConstraints& constraints_on(const BlankPart& part) {
  static const TextConstraints unconstrained;
  return part.texts ? *part.texts : unconstrained;
}

bool contains_text(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool allows(const TextConstraints& set, std::string_view text) {
  return std::none_of(set.not_equal.begin(), set.not_equal.end(), [&](auto one) { return one == text; }) &&
         std::all_of(set.contained.begin(), set.contained.end(), [&](auto one) { return contains_text(text, one); }) &&
         std::none_of(set.not_contained.begin(), set.not_contained.end(),
                      [&](auto one) { return contains_text(text, one); });
}
// Is there a text that meets the constraints? All that it must contain, one after the other with a character between
// that no other text has, is one; unless what it must not contain lies in something that it must contain.
bool possible(const TextConstraints& set) {
  return std::none_of(set.not_contained.begin(), set.not_contained.end(), [&](auto excluded) {
    return excluded.empty() || std::any_of(set.contained.begin(), set.contained.end(),
                                           [&](auto one) { return contains_text(one, excluded); });
  });
}
std::string example_of(const BlankInfo& blank, const TextConstraints& set) {
  std::string text;
  for (std::string_view one : set.contained) text += std::string(one) + "\x02";
  text += blank.fresh;
  while (!allows(set, text) && text.size() < 4096) text += "\x02";
  return text;
}

std::vector<BlankPart> split_text(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at,
                                  const std::vector<std::string_view>& constants, std::deque<std::string>& pool) {
  std::vector<BlankPart> parts;
  if (!part.value.text().any) return parts;
  for (const ValueSet& candidate : blank.candidates) parts.push_back({candidate, nullptr});
  if (!parts.empty()) return parts;
  const TextConstraints& set = constraints_on(part);
  auto add_constrained = [&](TextConstraints made) {
    if (possible(made)) parts.push_back({blank.domain, std::make_shared<const TextConstraints>(std::move(made))});
  };
  auto add_single_and_others = [&](std::string_view text) {
    if (allows(set, text)) parts.push_back({engine::of_text(text), nullptr});
    TextConstraints others = set;
    others.not_equal.push_back(text);
    add_constrained(std::move(others));
  };
  switch (at.by) {
    case SplitPoint::By::equal_text: add_single_and_others(at.text); break;
    case SplitPoint::By::contained_text: {
      TextConstraints with = set, without = set;
      with.contained.push_back(at.text);
      without.not_contained.push_back(at.text);
      add_constrained(std::move(with));
      add_constrained(std::move(without));
      break;
    }
    case SplitPoint::By::nothing:
    case SplitPoint::By::range:
      for (std::string_view text : constants)
        if (allows(set, text)) {
          add_single_and_others(text);
          return parts;
        }
      // Read, but compared with nothing: the result may be the text itself. Two texts like no other represent the rest.
      parts.push_back({engine::of_text(pool.emplace_back(example_of(blank, set))), nullptr});
      parts.push_back({engine::of_text(pool.emplace_back(pool.back() + "\x02")), nullptr});
      break;
  }
  return parts;
}

std::optional<BlankPart> text_intersection(const BlankPart& a, const BlankPart& b) {
  const TextSet &one = a.value.text(), &other = b.value.text();
  if (!one.any && !other.any) return one.text == other.text ? std::optional(a) : std::nullopt;
  if (!one.any) return allows(constraints_on(b), one.text) ? std::optional(a) : std::nullopt;
  if (!other.any) return allows(constraints_on(a), other.text) ? std::optional(b) : std::nullopt;
  if (!a.texts) return b;
  if (!b.texts) return a;
  TextConstraints set = *a.texts;
  auto append = [](auto& into, const auto& from) { into.insert(into.end(), from.begin(), from.end()); };
  append(set.not_equal, b.texts->not_equal);
  append(set.contained, b.texts->contained);
  append(set.not_contained, b.texts->not_contained);
  if (!possible(set)) return std::nullopt;
  return BlankPart{a.value, std::make_shared<const TextConstraints>(std::move(set))};
}

// ---- picking

ValueSet pick_member(std::uint64_t members, Pick pick, std::uint64_t random) {
  const auto count = static_cast<std::uint64_t>(std::popcount(members));
  const std::uint64_t which = pick == Pick::low ? 0 : pick == Pick::high ? count - 1 : random % count;
  for (std::uint64_t i = 0; i < which; ++i) members &= members - 1;
  return engine::of_members(members & -members);
}

ValueSet pick_number(const BlankInfo& blank, const ValueSet& value, const SplitPoint& at, Pick pick,
                     std::uint64_t random) {
  const std::vector<GridRange> spans = spans_of(blank, grid_range(blank, value));
  if (spans.empty()) return value;
  auto number = [&](std::int64_t index) { return set_on_grid(blank, index, index); };
  if (pick == Pick::low) return number(spans.front().first);
  if (pick == Pick::high) return number(spans.back().last);
  if (pick == Pick::at_split && at.by == SplitPoint::By::range) {
    std::int64_t index =
        at.low.infinite() ? grid_index(at.high, blank.power, false) : grid_index(at.low, blank.power, true);
    if (random % 2 == 1) index += at.low.infinite() ? 1 : -1;
    for (const GridRange& span : spans)
      if (index <= span.last) return number(std::max(index, span.first));
    return number(spans.back().last);
  }
  const GridRange span = spans[(random >> 7) % spans.size()];
  const std::uint64_t width = static_cast<std::uint64_t>(span.last) - static_cast<std::uint64_t>(span.first);
  return number(span.first + static_cast<std::int64_t>(width == UINT64_MAX ? random / 2 : random % (width + 1)));
}

ValueSet pick_text(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at, Pick pick, std::uint64_t random,
                   std::deque<std::string>& pool) {
  if (!blank.candidates.empty())
    return pick == Pick::low ? blank.candidates.front() : blank.candidates[random % blank.candidates.size()];
  const TextConstraints& set = constraints_on(part);
  if (pick == Pick::high || pick == Pick::at_split) {
    if (at.by == SplitPoint::By::equal_text && allows(set, at.text)) return engine::of_text(at.text);
    if (at.by == SplitPoint::By::contained_text) {
      TextConstraints with = set;
      with.contained.push_back(at.text);
      if (possible(with)) return engine::of_text(pool.emplace_back(example_of(blank, with)));
    }
  }
  return engine::of_text(pool.emplace_back(example_of(blank, set) + (pick == Pick::low ? "" : "\x02")));
}

}  // namespace

std::vector<BlankPart> split(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at,
                             const std::vector<std::string_view>& constants, std::deque<std::string>& pool) {
  const ValueSet& value = part.value;
  if (!value.some) return {};
  if (value.none) {
    BlankPart rest = part;
    rest.value.none = false;
    return {{engine::none_value(value.shape()), nullptr}, rest};
  }
  switch (value.shape()) {
    case Shape::members: return split_members(value.members().bits);
    case Shape::range:
    case Shape::row: return split_range(blank, value, at);
    case Shape::text: return split_text(blank, part, at, constants, pool);
  }
  return {};
}

namespace {

// Of the ordinary values; nullopt: none in common.
std::optional<BlankPart> values_in_both(const BlankInfo& blank, const BlankPart& a, const BlankPart& b) {
  switch (a.value.shape()) {
    case Shape::members: {
      const std::uint64_t bits = a.value.members().bits & b.value.members().bits;
      return bits != 0 ? std::optional<BlankPart>({engine::of_members(bits), nullptr}) : std::nullopt;
    }
    case Shape::range:
    case Shape::row: {
      const GridRange one = grid_range(blank, a.value), other = grid_range(blank, b.value);
      const GridRange both{std::max(one.first, other.first), std::min(one.last, other.last)};
      if (both.first > both.last) return std::nullopt;
      if (blank.candidates.empty()) return BlankPart{set_on_grid(blank, both.first, both.last), nullptr};
      const std::vector<GridRange> spans = spans_of(blank, both);
      if (spans.empty()) return std::nullopt;
      return BlankPart{set_on_grid(blank, spans.front().first, spans.back().last), nullptr};
    }
    case Shape::text: return text_intersection(a, b);
  }
  return std::nullopt;
}

}  // namespace

std::optional<BlankPart> intersection(const BlankInfo& blank, const BlankPart& a, const BlankPart& b) {
  std::optional<BlankPart> both;
  if (a.value.some && b.value.some) both = values_in_both(blank, a, b);
  if (!both && !(a.value.none && b.value.none)) return std::nullopt;
  if (!both) both = BlankPart{engine::none_value(a.value.shape()), nullptr};
  both->value.none = a.value.none && b.value.none;
  return both;
}

bool adjoin(const BlankInfo& blank, const BlankPart& a, const BlankPart& b) {
  if (!a.value.some || !b.value.some) return true;  // none, and other values
  switch (a.value.shape()) {
    case Shape::members: return true;
    case Shape::range:
    case Shape::row: {
      const GridRange left = grid_range(blank, a.value), right = grid_range(blank, b.value);
      const GridRange between = left.last < right.first ? GridRange{left.last + 1, right.first - 1}
                                                        : GridRange{right.last + 1, left.first - 1};
      return spans_of(blank, between).empty();
    }
    case Shape::text: return false;
  }
  return false;
}

ValueSet pick_from(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at, Pick pick, std::uint64_t number,
                   std::deque<std::string>& pool) {
  const ValueSet& value = part.value;
  if (is_settled(value)) return value;
  std::uint64_t random = (number + 1) * 0x9E3779B97F4A7C15u;
  random ^= random >> 31;
  if (value.none && (pick == Pick::low || (pick == Pick::other && random % 3 == 0)))
    return engine::none_value(value.shape());
  switch (value.shape()) {
    case Shape::members: return pick_member(value.members().bits, pick, random);
    case Shape::range:
    case Shape::row: return pick_number(blank, value, at, pick, random);
    case Shape::text: return pick_text(blank, part, at, pick, random, pool);
  }
  return value;
}

double share(const BlankInfo& blank, const BlankPart& part) {
  const GridRange all = grid_range(blank, blank.domain), now = grid_range(blank, part.value);
  return (static_cast<double>(now.last) - static_cast<double>(now.first) + 1) /
         (static_cast<double>(all.last) - static_cast<double>(all.first) + 1);
}

}  // namespace cepol::reference
