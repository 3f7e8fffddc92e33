#include "interpreter/diff/causes.hpp"

#include <numeric>

namespace cepol::diff {

namespace {

std::vector<std::size_t> without_one(std::vector<std::size_t> units, std::size_t index) {
  units.erase(units.begin() + static_cast<std::ptrdiff_t>(index));
  return units;
}

}  // namespace

CauseSearch::Undone CauseSearch::undo(const Difference& difference, const std::vector<std::size_t>& units) {
  const Variants::Variant* variant = variants_.without(units);
  if (variant == nullptr || !variant->pairs[difference.pair]) return Undone::has_errors;
  if (variant->as_new[difference.pair]) return Undone::does_not;
  variants_.read(*variant);
  std::optional<data::RowIndex> row = difference.after_row;
  if (variant->row_of) row = variant->row_of(pairs_[difference.pair].after_table, difference.after_row);
  if (!row) return Undone::does_not;
  auto& engine = engines_[variant];
  if (!engine)
    engine =
        engine::load(*variant->input.engine, *variant->input.program, *variant->input.data, variant->input.options);
  const Pair& pair = *variant->pairs[difference.pair];
  const Result now = result_of(*engine, variant->input, pair, false, *row);
  return diff::restores(pair, difference.before, now, difference.outcome) ? Undone::restores : Undone::does_not;
}

// Changes that make data be read again are tried after all others: reading costs more than deciding.
std::optional<std::size_t> CauseSearch::single(const Difference& difference) {
  for (const bool reads_anew : {false, true})
    for (std::size_t unit = 0; unit < variants_.units(); ++unit) {
      const Variants::Variant* variant = variants_.without({unit});
      if (variant != nullptr && variant->reads_anew == reads_anew && restores(difference, {unit})) return unit;
    }
  return std::nullopt;
}

// Leaves out single changes as long as the old result stays; one that cannot be left out alone, since another one needs
// it (a definition and its use), is left out together with another one.
std::vector<std::size_t> CauseSearch::reduced(const Difference& difference, std::vector<std::size_t> needed) {
  for (bool fewer = true; fewer && needed.size() > 1;) {
    fewer = false;
    std::vector<std::size_t> bound;
    for (std::size_t i = needed.size(); i-- > 0 && needed.size() > 1;) {
      const Undone undone = undo(difference, without_one(needed, i));
      if (undone == Undone::has_errors) bound.push_back(needed[i]);
      if (undone != Undone::restores) continue;
      needed = without_one(needed, i);
      fewer = true;
    }
    for (std::size_t b = 0; b < bound.size() && !fewer && needed.size() > 2; ++b)
      for (std::size_t other = 0; other < needed.size() && !fewer; ++other) {
        if (needed[other] == bound[b]) continue;
        std::vector<std::size_t> left;
        for (std::size_t unit : needed)
          if (unit != bound[b] && unit != needed[other]) left.push_back(unit);
        if (!restores(difference, left)) continue;
        needed = left;
        fewer = true;
      }
  }
  return needed;
}

Cause CauseSearch::cause_of(const Difference& difference) {
  if (variants_.units() == 0) return {};
  if (const auto unit = single(difference)) return {{*unit}, true};
  std::vector<std::size_t> all(variants_.units());
  std::iota(all.begin(), all.end(), std::size_t{0});
  // Most changes do not matter for a decision: they are left out together, if the rest is enough.
  std::vector<std::size_t> start;
  for (std::size_t unit : all) {
    const Variants::Variant* variant = variants_.without({unit});
    if (variant == nullptr || !variant->as_new[difference.pair]) start.push_back(unit);
  }
  if (start.size() < 2 || !restores(difference, start)) start = all;
  const std::vector<std::size_t> needed = reduced(difference, start);
  if (needed.size() <= 2) return {needed, true};
  constexpr std::size_t most_pairs = 400;
  if (all.size() * (all.size() - 1) > 2 * most_pairs) return {needed, false};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j)
      if (restores(difference, {i, j})) return {{i, j}, true};
  return {needed, needed.size() == 3};
}

}  // namespace cepol::diff
