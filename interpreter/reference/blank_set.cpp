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
  const __int128 scaled_up = static_cast<__int128>(value.num) * power;
  __int128 whole = scaled_up / value.den;
  if (up && scaled_up % value.den > 0) ++whole;
  if (!up && scaled_up % value.den < 0) --whole;
  const __int128 most = INT64_MAX;
  return static_cast<std::int64_t>(whole > most ? most : whole < -most ? -most : whole);
}
GridRange grid_range(const BlankInfo& blank, const NumberRange& range) {
  return {grid_index(range.low, blank.power, true), grid_index(range.high, blank.power, false)};
}
ValueSet set_on_grid(const BlankInfo& blank, std::int64_t first, std::int64_t last) {
  auto value = [&](std::int64_t index) { return Exact::ratio(index, blank.power).value_or(Exact(0)); };
  return first == last ? engine::of_number(value(first))
                       : engine::of_range(value(first), value(last), blank.power == 1);
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

std::vector<BlankPart> split_range(const BlankInfo& blank, const NumberRange& range, const SplitPoint& at) {
  const GridRange grid = grid_range(blank, range);
  std::vector<BlankPart> parts;
  if (grid.first >= grid.last) return parts;
  auto add = [&](std::int64_t first, std::int64_t last) {
    if (first <= last) parts.push_back({set_on_grid(blank, first, last), nullptr});
  };
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
  const std::int64_t middle = middle_of(blank, grid);
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

ValueSet pick_number(const BlankInfo& blank, const NumberRange& range, const SplitPoint& at, Pick pick,
                     std::uint64_t random) {
  const GridRange grid = grid_range(blank, range);
  auto value = [&](std::int64_t index) { return set_on_grid(blank, index, index); };
  if (pick == Pick::low) return value(grid.first);
  if (pick == Pick::high) return value(grid.last);
  if (pick == Pick::at_split && at.by == SplitPoint::By::range) {
    std::int64_t index =
        at.low.infinite() ? grid_index(at.high, blank.power, false) : grid_index(at.low, blank.power, true);
    if (random % 2 == 1) index += at.low.infinite() ? 1 : -1;
    return value(std::clamp(index, grid.first, grid.last));
  }
  const std::uint64_t width = static_cast<std::uint64_t>(grid.last) - static_cast<std::uint64_t>(grid.first);
  return value(grid.first + static_cast<std::int64_t>(width == UINT64_MAX ? random / 2 : random % (width + 1)));
}

ValueSet pick_text(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at, Pick pick,
                   std::deque<std::string>& pool) {
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
  switch (part.value.shape()) {
    case Shape::members: return split_members(part.value.members().bits);
    case Shape::range: return split_range(blank, part.value.range(), at);
    case Shape::text: return split_text(blank, part, at, constants, pool);
    case Shape::row: return {};
  }
  return {};
}

std::optional<BlankPart> intersection(const BlankPart& a, const BlankPart& b) {
  BlankPart both = a;
  switch (a.value.shape()) {
    case Shape::members:
      both.value.members().bits &= b.value.members().bits;
      return both.value.members().bits != 0 ? std::optional(both) : std::nullopt;
    case Shape::range: {
      NumberRange& range = both.value.range();
      range.low = std::max(range.low, b.value.range().low);
      range.high = std::min(range.high, b.value.range().high);
      return range.low <= range.high ? std::optional(both) : std::nullopt;
    }
    case Shape::text: return text_intersection(a, b);
    case Shape::row: return both;
  }
  return std::nullopt;
}

bool adjoin(const BlankInfo& blank, const BlankPart& a, const BlankPart& b) {
  switch (a.value.shape()) {
    case Shape::members: return true;
    case Shape::range: {
      const GridRange left = grid_range(blank, a.value.range()), right = grid_range(blank, b.value.range());
      return left.last + 1 >= right.first && right.last + 1 >= left.first;
    }
    case Shape::text:
    case Shape::row: return false;
  }
  return false;
}

ValueSet pick_from(const BlankInfo& blank, const BlankPart& part, const SplitPoint& at, Pick pick, std::uint64_t number,
                   std::deque<std::string>& pool) {
  const ValueSet& value = part.value;
  if (is_single(value)) return value;
  std::uint64_t random = (number + 1) * 0x9E3779B97F4A7C15u;
  random ^= random >> 31;
  switch (value.shape()) {
    case Shape::members: return pick_member(value.members().bits, pick, random);
    case Shape::range: return pick_number(blank, value.range(), at, pick, random);
    case Shape::text: return pick_text(blank, part, at, pick, pool);
    case Shape::row: return value;
  }
  return value;
}

double share(const BlankInfo& blank, const BlankPart& part) {
  const GridRange all = grid_range(blank, blank.domain.range()), now = grid_range(blank, part.value.range());
  return (static_cast<double>(now.last) - static_cast<double>(now.first) + 1) /
         (static_cast<double>(all.last) - static_cast<double>(all.first) + 1);
}

}  // namespace cepol::reference
