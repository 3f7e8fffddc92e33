#include "interpreter/reference/complete.hpp"

#include <algorithm>
#include <bit>

namespace cepol::reference {

using results::Cell;

namespace {

constexpr std::string_view other_text = "\x01";  // a text of no data: equal to nothing and containing nothing
constexpr std::int64_t largest = 1'000'000'000;

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

// Steps of a range on its grid: the whole numbers k with k / power between low and high.
struct Grid {
  std::int64_t power = 1, first = 0, last = 0;
};
Grid grid_of(const core::Column& column, const Value& set) {
  Grid grid;
  if (column.type.kind == core::Kind::number) grid.power = power_of_ten(column.places);
  auto steps = [&](Exact value, bool up) {
    const __int128 scaled = static_cast<__int128>(value.num) * grid.power;
    __int128 whole = scaled / value.den;
    if (up && scaled % value.den > 0) ++whole;
    if (!up && scaled % value.den < 0) --whole;
    return static_cast<std::int64_t>(whole);
  };
  grid.first = steps(set.low, true);
  grid.last = steps(set.high, false);
  return grid;
}

}  // namespace

Completion::Completion(Machine& machine, core::FunctionId function, core::TableId table, tables::RowIndex row, std::size_t bound)
    : machine_(machine), function_(function), table_(table), row_(row), bound_(bound) {}

Value Completion::set_of(const Box& box, const Cell& cell) const {
  for (const Assumption& assumption : box)
    if (assumption.cell == cell) return assumption.value;
  return machine_.domain(cell);
}

// The outcome of a value that is one thing only: a single value, none, or a failure. `open` for any other.
std::uint32_t Completion::outcome_of(const Value& value) {
  if (!is_settled(value)) return open;
  for (std::uint32_t i = 0; i < outcomes_.size(); ++i) {
    const Value& seen = outcomes_[i];
    if (value.failure != 0 ? seen.failure != 0 && machine_.failure(seen.failure).conflict == machine_.failure(value.failure).conflict
                           : seen == value)
      return i;
  }
  outcomes_.push_back(value);
  return static_cast<std::uint32_t>(outcomes_.size() - 1);
}

// Bits: the outcomes seen so far that the value may still be; bit 63: one not seen yet, or not a thing of members.
std::uint64_t Completion::possible_of(const Value& value) {
  if (value.some && value.shape != Shape::members) return ~std::uint64_t{0};
  std::uint64_t bits = 0;
  auto add = [&](const Value& single) {
    const std::uint32_t index = outcome_of(single);
    bits |= std::uint64_t{1} << std::min<std::uint32_t>(index, 63);
  };
  for (std::uint64_t rest = value.some ? value.members : 0; rest != 0; rest &= rest - 1) add(of_members(rest & -rest));
  if (value.none) add(none_value(value.shape));
  if (value.failure != 0) add(failed(value.shape, value.failure));
  return bits;
}

Completion::Piece Completion::evaluate(Box box) {
  ++used_;
  const Value row = of_row(row_);
  const Value value = machine_.run(function_, std::span(&row, 1), box);
  Piece piece;
  piece.box = std::move(box);
  piece.outcome = outcome_of(value);
  if (piece.outcome == open) {
    piece.possible = possible_of(value);
    piece.touched = machine_.touched();
    for (const Cell& cell : piece.touched)
      if (std::find(cells_.begin(), cells_.end(), cell) == cells_.end()) cells_.push_back(cell);
  }
  return piece;
}

// The blank to cut: truths, choices and texts before ranges; among ranges the one cut least so far, measured by how
// much of its column's domain is left.
std::optional<Cell> Completion::to_cut(const Piece& piece) const {
  std::optional<Cell> best;
  double best_left = -1;
  for (const Cell& cell : piece.touched) {
    const Value set = set_of(piece.box, cell);
    if (is_single(set)) continue;
    if (set.shape != Shape::range) return cell;
    const core::Column& column = machine_.program().tables[cell.table].columns[cell.column];
    const Grid now = grid_of(column, set), whole = grid_of(column, machine_.domain(cell));
    const double left = static_cast<double>(now.last - now.first + 1) / static_cast<double>(whole.last - whole.first + 1);
    if (left > best_left) {
      best_left = left;
      best = cell;
    }
  }
  return best;
}

std::vector<Box> Completion::cut(const Box& box, const Cell& cell) const {
  const Value set = set_of(box, cell);
  std::vector<Box> parts;
  auto part = [&](const Value& value) {
    Box made = box;
    auto found = std::find_if(made.begin(), made.end(), [&](const Assumption& one) { return one.cell == cell; });
    if (found != made.end())
      found->value = value;
    else
      made.push_back({cell, value});
    parts.push_back(std::move(made));
  };
  switch (set.shape) {
    case Shape::members:
      for (std::uint64_t rest = set.members; rest != 0; rest &= rest - 1) part(of_members(rest & -rest));
      break;
    case Shape::text: {
      std::vector<std::string_view> texts = machine_.text_constants();
      std::sort(texts.begin(), texts.end());
      texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
      for (std::string_view text : texts) part(of_text(text));
      part(of_text(other_text));
      break;
    }
    case Shape::range: {
      const core::Column& column = machine_.program().tables[cell.table].columns[cell.column];
      const Grid grid = grid_of(column, set);
      if (grid.last < grid.first) break;  // nothing on the grid: no filling at all
      auto at = [&](std::int64_t steps) { return Exact::ratio(steps, grid.power).value_or(Exact(0)); };
      if (grid.first == grid.last) {
        part(of_range(at(grid.first), at(grid.first)));
        break;
      }
      // In the middle; but a wide range around zero first by size, since amounts are small: at 1000, ...
      std::int64_t middle = grid.first + (grid.last - grid.first) / 2;
      const std::int64_t modest = 1000 * grid.power;
      if (column.type.kind == core::Kind::number && grid.first < modest && grid.last > 64 * modest) middle = modest;
      part(of_range(at(grid.first), at(middle)));
      part(of_range(at(middle + 1), at(grid.last)));
      break;
    }
    case Shape::row: break;
  }
  return parts;
}

Value Completion::corner(const Cell& cell, const Value& set, std::uint64_t pick) const {
  switch (set.shape) {
    case Shape::members: {
      const int count = std::popcount(set.members);
      std::uint64_t rest = set.members;
      for (std::uint64_t skip = pick % static_cast<std::uint64_t>(count); skip > 0; --skip) rest &= rest - 1;
      return of_members(rest & -rest);
    }
    case Shape::range: {
      const core::Column& column = machine_.program().tables[cell.table].columns[cell.column];
      const Grid grid = grid_of(column, set);
      auto at = [&](std::int64_t steps) {
        const Exact value = Exact::ratio(steps, grid.power).value_or(Exact(0));
        return of_range(value, value);
      };
      if (pick == 0) return at(grid.first);
      if (pick == 1) return at(grid.last);
      const std::uint64_t width = static_cast<std::uint64_t>(grid.last - grid.first) + 1;
      return at(grid.first + static_cast<std::int64_t>((pick * 0x9E3779B97F4A7C15ull >> 1) % width));
    }
    case Shape::text: {
      const auto& texts = machine_.text_constants();
      if (texts.empty() || pick % 2 == 1) return of_text(other_text);
      return of_text(texts[pick / 2 % texts.size()]);
    }
    case Shape::row: return set;
  }
  return set;
}

// Single fillings: a base, and the base with each blank at another place.
void Completion::sample(const Piece& piece) {
  for (std::uint64_t base_pick = 0; base_pick < 4; ++base_pick) {
    Box base;
    for (const Cell& cell : cells_) base.push_back({cell, corner(cell, set_of(piece.box, cell), base_pick)});
    const std::size_t blanks = base.size();
    Piece at_base = evaluate(base);
    if (at_base.outcome != open) settled_.push_back(at_base);
    for (std::size_t i = 0; i < blanks && used_ < bound_; ++i) {
      for (std::uint64_t pick = 0; pick < 4; ++pick) {
        Box flipped = base;
        flipped[i].value = corner(base[i].cell, set_of(piece.box, base[i].cell), base_pick == pick ? pick + 4 : pick);
        if (flipped[i].value == base[i].value) continue;
        Piece other = evaluate(flipped);
        if (other.outcome != open) settled_.push_back(std::move(other));
      }
    }
    if (blanks > 12) break;  // many blanks: one base is dear enough
  }
}

bool Completion::differ_only_in(const Piece& a, const Piece& b, const Cell& cell) const {
  auto overlap = [&](const Assumption& one, const Box& other) {
    for (const Assumption& two : other)
      if (two.cell == one.cell) return !disjoint(one.value, two.value);
    return true;  // the other box takes all
  };
  for (const Assumption& one : a.box)
    if (!(one.cell == cell) && !overlap(one, b.box)) return false;
  return true;
}

// Are outcomes and (where asked) the blanks that matter beyond doubt? `matter` is what is known to matter, or after the
// bound, what may.
bool Completion::settled(bool relevance, std::vector<Cell>& matter) {
  std::uint64_t seen = 0;
  for (const Piece& piece : settled_) seen |= std::uint64_t{1} << std::min<std::uint32_t>(piece.outcome, 63);
  matter.clear();
  const int count = std::popcount(seen);
  if (!relevance) return count > 1 || open_.empty();
  if (count < 2) return open_.empty();
  // Another outcome may be possible still, but the result is open either way: only which blanks matter is asked now.
  bool sure = true;
  std::vector<Cell> cells = cells_;
  std::sort(cells.begin(), cells.end());
  const bool out_of_time = used_ >= bound_;
  for (const Cell& cell : cells) {
    bool known = false, possible = false;
    for (std::size_t i = 0; i < settled_.size() && !known; ++i)
      for (std::size_t j = 0; j < i && !known; ++j)
        known = settled_[i].outcome != settled_[j].outcome && differ_only_in(settled_[i], settled_[j], cell);
    if (!known) {
      for (std::size_t i = 0; i < open_.size() && !possible; ++i) {
        const Piece& piece = open_[i];
        possible = std::find(piece.touched.begin(), piece.touched.end(), cell) != piece.touched.end();
        for (std::size_t j = 0; j < settled_.size() && !possible; ++j)
          possible = (piece.possible & ~(std::uint64_t{1} << std::min<std::uint32_t>(settled_[j].outcome, 63))) != 0 &&
                     differ_only_in(piece, settled_[j], cell);
        for (std::size_t j = 0; j < i && !possible; ++j) possible = differ_only_in(piece, open_[j], cell);
      }
    }
    if (known || (possible && out_of_time)) matter.push_back(cell);
    sure = sure && (known || !possible);
  }
  return sure;
}

results::Outcome Completion::outcome_for(std::uint32_t index) const {
  results::Outcome outcome;
  const Value& value = outcomes_[index];
  if (value.failure != 0) {
    const Failure& failure = machine_.failure(value.failure);
    outcome.status = failure.conflict ? results::Status::conflict : results::Status::failed;
    outcome.detail = failure.detail;
  } else if (value.none) {
    outcome.status = results::Status::not_covered;
  } else {
    outcome.status = results::Status::given;
    outcome.value.type = machine_.program().functions[function_].result;
    if (value.shape == Shape::members)
      outcome.value.number = static_cast<std::int64_t>(std::countr_zero(value.members));
    else if (value.shape == Shape::text)
      outcome.value.text = value.text;
    else
      outcome.value.number = value.low;
  }
  return outcome;
}

results::Outcome Completion::run(bool relevance) {
  Piece whole = evaluate({});
  if (whole.outcome != open) return outcome_for(whole.outcome);
  sample(whole);
  open_.push_back(std::move(whole));
  std::vector<Cell> matter;
  std::size_t next_look = settled_.size();
  bool certain = false;
  while (true) {
    if (settled_.size() + open_.size() >= next_look || open_.empty() || used_ >= bound_) {
      certain = settled(relevance, matter);
      if (certain || used_ >= bound_) break;
      next_look = (settled_.size() + open_.size()) * 3 / 2 + 4;
    }
    // The oldest open box that can be cut: breadth first, so that large boxes go first.
    auto at = std::find_if(open_.begin(), open_.end(), [](const Piece& piece) { return !piece.dead; });
    if (at == open_.end()) {
      certain = settled(relevance, matter);
      break;
    }
    const auto cell = to_cut(*at);
    if (!cell) {
      at->dead = true;
      continue;
    }
    Piece piece = std::move(*at);
    open_.erase(at);
    for (Box& box : cut(piece.box, *cell)) {
      Piece part = evaluate(std::move(box));
      (part.outcome == open ? open_ : settled_).push_back(std::move(part));
    }
  }
  // One outcome everywhere: it is certain. (Samples and boxes alike.)
  bool one = open_.empty() && !settled_.empty();
  for (const Piece& piece : settled_) one = one && piece.outcome == settled_.front().outcome;
  if (one) return outcome_for(settled_.front().outcome);
  results::Outcome outcome;
  outcome.bounded = !certain;
  if (relevance) {
    if (!certain) {
      used_ = bound_;
      settled(relevance, matter);
      if (matter.empty()) matter = cells_;
    }
    std::sort(matter.begin(), matter.end(), [](const Cell& a, const Cell& b) {
      return std::tie(a.table, a.column, a.row) < std::tie(b.table, b.column, b.row);
    });
    outcome.missing = std::move(matter);
  }
  return outcome;
}

Evaluator::Ways Completion::ways(std::size_t limit) {
  Evaluator::Ways result;
  // Which blanks matter, then all boxes down to settled ones.
  Completion first(machine_, function_, table_, row_, bound_);
  std::vector<Cell> matter = first.run(true).missing;
  if (matter.empty()) return result;
  open_.push_back(evaluate({}));
  while (!open_.empty() && used_ < bound_) {
    Piece piece = std::move(open_.front());
    open_.erase(open_.begin());
    if (piece.outcome != open) {
      settled_.push_back(std::move(piece));
      continue;
    }
    const auto cell = to_cut(piece);
    if (!cell) {
      result.truncated = true;
      continue;
    }
    for (Box& box : cut(piece.box, *cell)) open_.push_back(evaluate(std::move(box)));
  }
  result.truncated = result.truncated || !open_.empty();
  // Seen through the blanks that matter alone.
  struct Way {
    std::vector<Value> sets;
    std::uint32_t outcome;
  };
  std::vector<Way> ways;
  for (const Piece& piece : settled_) {
    Way way;
    way.outcome = piece.outcome;
    for (const Cell& cell : matter) way.sets.push_back(set_of(piece.box, cell));
    const bool seen = std::any_of(ways.begin(), ways.end(), [&](const Way& one) { return one.outcome == way.outcome && one.sets == way.sets; });
    if (!seen) ways.push_back(std::move(way));
    if (ways.size() > 2000) {
      result.truncated = true;
      break;
    }
  }
  // Two ways with one outcome that differ in one blank, where its sets adjoin, are one way.
  auto adjoin = [&](const Value& a, const Value& b, const Cell& cell) {
    if (a.shape == Shape::members) return true;
    if (a.shape != Shape::range) return false;
    const core::Column& column = machine_.program().tables[cell.table].columns[cell.column];
    const Grid left = grid_of(column, a), right = grid_of(column, b);
    return left.last + 1 >= right.first && right.last + 1 >= left.first;
  };
  for (bool merged = true; merged;) {
    merged = false;
    for (std::size_t i = 0; i < ways.size() && !merged; ++i) {
      for (std::size_t j = i + 1; j < ways.size() && !merged; ++j) {
        if (ways[i].outcome != ways[j].outcome) continue;
        std::size_t differing = 0, where = 0;
        for (std::size_t k = 0; k < matter.size(); ++k)
          if (!(ways[i].sets[k] == ways[j].sets[k])) {
            ++differing;
            where = k;
          }
        if (differing != 1 || !adjoin(ways[i].sets[where], ways[j].sets[where], matter[where])) continue;
        ways[i].sets[where] = join(ways[i].sets[where], ways[j].sets[where]);
        ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(j));
        merged = true;
      }
    }
  }
  std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
    for (std::size_t k = 0; k < a.sets.size(); ++k) {
      const Value &x = a.sets[k], &y = b.sets[k];
      if (x.shape == Shape::range && x.low != y.low) return x.low < y.low;
      if (x.shape == Shape::members && x.members != y.members) return std::countr_zero(x.members) < std::countr_zero(y.members);
      if (x.shape == Shape::text && x.text != y.text) return x.text < y.text;
    }
    return a.outcome < b.outcome;
  });
  for (const Way& way : ways) {
    if (result.ways.size() == limit) {
      result.truncated = true;
      break;
    }
    Evaluator::Way made;
    for (std::size_t k = 0; k < matter.size(); ++k) {
      Value set = way.sets[k];
      if (set.shape == Shape::text && !set.any && set.text == other_text) set.any = true;  // any other text
      made.blanks.emplace_back(matter[k], set);
    }
    made.outcome = outcome_for(way.outcome);
    result.ways.push_back(std::move(made));
  }
  return result;
}

}  // namespace cepol::reference
