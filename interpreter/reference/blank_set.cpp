// The sets of values of one blank: cutting, meeting, picking.
#include <algorithm>
#include <bit>

#include "interpreter/reference/case_splitter.hpp"

namespace cepol::reference {

namespace {

constexpr std::uint64_t few_members = 8;
constexpr std::int64_t modest = 1000;  // amounts are small: wide ranges of numbers are cut here first

struct Steps {  // a range on its grid: the whole numbers k with k/power in it
  std::int64_t first, last;
};

std::int64_t step_of(Exact value, std::int64_t power, bool up) {  // rounded up or down to the grid, within 63 bits
  if (value.infinite()) return value.num < 0 ? -INT64_MAX : INT64_MAX;
  const __int128 scaled = static_cast<__int128>(value.num) * power;
  __int128 whole = scaled / value.den;
  if (up && scaled % value.den > 0) ++whole;
  if (!up && scaled % value.den < 0) --whole;
  const __int128 most = INT64_MAX;
  return static_cast<std::int64_t>(whole > most ? most : whole < -most ? -most : whole);
}
Steps steps_of(const Blank& blank, const ValueSet& value) {
  return {step_of(value.low, blank.power, true), step_of(value.high, blank.power, false)};
}
ValueSet at(const Blank& blank, std::int64_t first, std::int64_t last) {
  auto value = [&](std::int64_t step) { return Exact::ratio(step, blank.power).value_or(Exact(0)); };
  return first == last ? of_number(value(first)) : of_range(value(first), value(last), blank.power == 1);
}

// Where to cut first..last in two: the last step of the lower half.
std::int64_t middle_of(const Blank& blank, Steps steps) {
  const std::int64_t middle =
      steps.first +
      static_cast<std::int64_t>((static_cast<std::uint64_t>(steps.last) - static_cast<std::uint64_t>(steps.first)) / 2);
  if (blank.kind == core::Kind::number) {
    const std::int64_t near = modest * blank.power;
    return steps.first < near && steps.last / 64 > near ? near : middle;
  }
  if (blank.kind == core::Kind::date) {
    const Civil civil = civil_of(static_cast<Day>(middle));
    for (const auto& start : {day_of(civil.year, 1, 1), day_of(civil.year, civil.month, 1)})
      if (start && *start > steps.first) return *start - 1;
  }
  return middle;
}

std::vector<BlankPart> cut_range(const Blank& blank, const BlankPart& part, const Hint& hint) {
  const Steps steps = steps_of(blank, part.value);
  std::vector<BlankPart> parts;
  if (steps.first >= steps.last) return parts;
  auto add = [&](std::int64_t first, std::int64_t last) {
    if (first <= last) parts.push_back({at(blank, first, last), nullptr});
  };
  if (hint.sort == Hint::Sort::range) {
    const std::int64_t first = std::max(steps.first, step_of(hint.low, blank.power, true));
    const std::int64_t last = std::min(steps.last, step_of(hint.high, blank.power, false));
    if (first <= last) {
      if (first > steps.first) add(steps.first, first - 1);
      add(first, last);
      if (last < steps.last) add(last + 1, steps.last);
    } else if (last >= steps.first && first <= steps.last) {  // asked for a value between two of the grid
      add(steps.first, last);
      add(first, steps.last);
    }
    if (parts.size() > 1) return parts;
    parts.clear();
  }
  const std::int64_t middle = middle_of(blank, steps);
  add(steps.first, middle);
  add(middle + 1, steps.last);
  return parts;
}

std::vector<BlankPart> cut_members(const BlankPart& part) {
  std::vector<BlankPart> parts;
  const auto count = static_cast<std::uint64_t>(std::popcount(part.value.members));
  if (count < 2) return parts;
  std::uint64_t rest = part.value.members, half = 0;
  if (count <= few_members) {
    for (; rest != 0; rest &= rest - 1) parts.push_back({of_members(rest & -rest), nullptr});
    return parts;
  }
  for (std::uint64_t i = 0; i < count / 2; ++i, rest &= rest - 1) half |= rest & -rest;
  parts.push_back({of_members(half), nullptr});
  parts.push_back({of_members(rest), nullptr});
  return parts;
}

bool is_in(std::string_view part, std::string_view text) { return text.find(part) != std::string_view::npos; }

bool allows(const TextSet& set, std::string_view text) {
  return std::none_of(set.not_equal.begin(), set.not_equal.end(), [&](auto one) { return one == text; }) &&
         std::all_of(set.holds.begin(), set.holds.end(), [&](auto one) { return is_in(one, text); }) &&
         std::none_of(set.lacks.begin(), set.lacks.end(), [&](auto one) { return is_in(one, text); });
}
// Some text is in the set: all that it holds, one after the other with a sign between that no other text has. Only a
// text that must be lacking and lies in one that must be held forbids that.
bool possible(const TextSet& set) {
  return std::none_of(set.lacks.begin(), set.lacks.end(), [&](auto lacking) {
    return lacking.empty() ||
           std::any_of(set.holds.begin(), set.holds.end(), [&](auto one) { return is_in(lacking, one); });
  });
}
std::string example_of(const Blank& blank, const TextSet& set) {
  std::string text;
  for (std::string_view one : set.holds) text += std::string(one) + "\x02";
  text += blank.fresh;
  while (!allows(set, text) && text.size() < 4096) text += "\x02";
  return text;
}

std::vector<BlankPart> cut_text(const Blank& blank, const BlankPart& part, const Hint& hint,
                                const std::vector<std::string_view>& constants, std::deque<std::string>& pool) {
  std::vector<BlankPart> parts;
  if (!part.value.any) return parts;
  static const TextSet everything;
  const TextSet& set = part.texts ? *part.texts : everything;
  auto any = [&](TextSet made) {
    if (possible(made)) parts.push_back({blank.domain, std::make_shared<const TextSet>(std::move(made))});
  };
  auto apart = [&](std::string_view text) {
    if (allows(set, text)) parts.push_back({of_text(text), nullptr});
    TextSet others = set;
    others.not_equal.push_back(text);
    any(std::move(others));
  };
  if (hint.sort == Hint::Sort::equal_text) {
    apart(hint.text);
  } else if (hint.sort == Hint::Sort::holds_text) {
    TextSet with = set, without = set;
    with.holds.push_back(hint.text);
    without.lacks.push_back(hint.text);
    any(std::move(with));
    any(std::move(without));
  } else {
    for (std::string_view text : constants)
      if (allows(set, text)) {
        apart(text);
        return parts;
      }
    // Asked for nothing, yet read: what comes out may be the text itself. Two texts like no other stand for the rest.
    parts.push_back({of_text(pool.emplace_back(example_of(blank, set))), nullptr});
    parts.push_back({of_text(pool.emplace_back(pool.back() + "\x02")), nullptr});
  }
  return parts;
}

}  // namespace

std::vector<BlankPart> cut(const Blank& blank, const BlankPart& part, const Hint& hint,
                           const std::vector<std::string_view>& constants, std::deque<std::string>& pool) {
  switch (part.value.shape) {
    case Shape::members: return cut_members(part);
    case Shape::range: return cut_range(blank, part, hint);
    case Shape::text: return cut_text(blank, part, hint, constants, pool);
    case Shape::row: return {};
  }
  return {};
}

std::optional<BlankPart> meet(const BlankPart& a, const BlankPart& b) {
  BlankPart both = a;
  switch (a.value.shape) {
    case Shape::members:
      both.value.members &= b.value.members;
      return both.value.members != 0 ? std::optional(both) : std::nullopt;
    case Shape::range:
      both.value.low = std::max(a.value.low, b.value.low);
      both.value.high = std::min(a.value.high, b.value.high);
      return both.value.low <= both.value.high ? std::optional(both) : std::nullopt;
    case Shape::text: {
      if (!a.value.any && !b.value.any) return a.value.text == b.value.text ? std::optional(both) : std::nullopt;
      if (!a.value.any) return !b.texts || allows(*b.texts, a.value.text) ? std::optional(both) : std::nullopt;
      if (!b.value.any) return !a.texts || allows(*a.texts, b.value.text) ? std::optional(b) : std::nullopt;
      if (!a.texts) return b;
      if (!b.texts) return a;
      TextSet set = *a.texts;
      auto append = [](auto& into, const auto& from) { into.insert(into.end(), from.begin(), from.end()); };
      append(set.not_equal, b.texts->not_equal);
      append(set.holds, b.texts->holds);
      append(set.lacks, b.texts->lacks);
      if (!possible(set)) return std::nullopt;
      both.texts = std::make_shared<const TextSet>(std::move(set));
      return both;
    }
    case Shape::row: return both;
  }
  return std::nullopt;
}

bool adjoin(const Blank& blank, const BlankPart& a, const BlankPart& b) {
  if (a.value.shape == Shape::members) return true;
  if (a.value.shape != Shape::range) return false;
  const Steps left = steps_of(blank, a.value), right = steps_of(blank, b.value);
  return left.last + 1 >= right.first && right.last + 1 >= left.first;
}

ValueSet pick_from(const Blank& blank, const BlankPart& part, const Hint& hint, Pick pick, std::uint64_t turn,
                   std::deque<std::string>& pool) {
  const ValueSet& value = part.value;
  if (is_single(value)) return value;
  std::uint64_t mixed = (turn + 1) * 0x9E3779B97F4A7C15u;
  mixed ^= mixed >> 31;
  switch (value.shape) {
    case Shape::members: {
      const auto count = static_cast<std::uint64_t>(std::popcount(value.members));
      const std::uint64_t which = pick == Pick::low ? 0 : pick == Pick::high ? count - 1 : mixed % count;
      std::uint64_t rest = value.members;
      for (std::uint64_t i = 0; i < which; ++i) rest &= rest - 1;
      return of_members(rest & -rest);
    }
    case Shape::range: {
      const Steps steps = steps_of(blank, value);
      if (pick == Pick::low) return at(blank, steps.first, steps.first);
      if (pick == Pick::high) return at(blank, steps.last, steps.last);
      if (pick == Pick::asked && hint.sort == Hint::Sort::range) {
        std::int64_t step =
            hint.low.infinite() ? step_of(hint.high, blank.power, false) : step_of(hint.low, blank.power, true);
        if (mixed % 2 == 1) step += hint.low.infinite() ? 1 : -1;
        step = std::clamp(step, steps.first, steps.last);
        return at(blank, step, step);
      }
      const std::uint64_t width = static_cast<std::uint64_t>(steps.last) - static_cast<std::uint64_t>(steps.first);
      const std::int64_t step =
          steps.first + static_cast<std::int64_t>(width == UINT64_MAX ? mixed / 2 : mixed % (width + 1));
      return at(blank, step, step);
    }
    case Shape::text: {
      static const TextSet everything;
      const TextSet& set = part.texts ? *part.texts : everything;
      if (pick == Pick::high || pick == Pick::asked) {
        if (hint.sort == Hint::Sort::equal_text && allows(set, hint.text)) return of_text(hint.text);
        if (hint.sort == Hint::Sort::holds_text) {
          TextSet with = set;
          with.holds.push_back(hint.text);
          if (possible(with)) return of_text(pool.emplace_back(example_of(blank, with)));
        }
      }
      return of_text(pool.emplace_back(example_of(blank, set) + (pick == Pick::low ? "" : "\x02")));
    }
    case Shape::row: return value;
  }
  return value;
}

double share(const Blank& blank, const BlankPart& part) {
  const Steps all = steps_of(blank, blank.domain), now = steps_of(blank, part.value);
  return (static_cast<double>(now.last) - static_cast<double>(now.first) + 1) /
         (static_cast<double>(all.last) - static_cast<double>(all.first) + 1);
}

}  // namespace cepol::reference
