#include "interpreter/diff/causes.hpp"

#include <numeric>

namespace cepol::diff {

namespace {

std::vector<std::size_t> without_one(std::vector<std::size_t> units, std::size_t index) {
  units.erase(units.begin() + static_cast<std::ptrdiff_t>(index));
  return units;
}

class Search {
 public:
  Search(Variants& variants, VariantTest& test) : variants_(variants), test_(test) {}

  Cause run() {
    if (variants_.units() == 0) return {};
    if (const auto unit = single()) return {{*unit}, true};
    const std::vector<std::size_t> needed = reduced(start());
    if (needed.size() <= 2) return {needed, true};
    constexpr std::size_t most_pairs = 400;
    const std::size_t units = variants_.units();
    if (units * (units - 1) > 2 * most_pairs) return {needed, false};
    for (std::size_t i = 0; i < units; ++i)
      for (std::size_t j = i + 1; j < units; ++j)
        if (restores({i, j})) return {{i, j}, true};
    return {needed, needed.size() == 3};
  }

 private:
  Undone undo(const std::vector<std::size_t>& units) {
    const Variants::Variant* variant = variants_.without(units);
    if (variant == nullptr) return Undone::has_errors;
    if (test_.certainly_not(*variant)) return Undone::does_not;
    return test_.restores(variants_.read(*variant));
  }
  bool restores(const std::vector<std::size_t>& units) { return undo(units) == Undone::restores; }

  // Changes that make data be read again are tried after all others: reading costs more than deciding.
  std::optional<std::size_t> single() {
    for (const bool reads_anew : {false, true})
      for (std::size_t unit = 0; unit < variants_.units(); ++unit) {
        const Variants::Variant* variant = variants_.without({unit});
        if (variant != nullptr && variant->reads_anew == reads_anew && restores({unit})) return unit;
      }
    return std::nullopt;
  }

  // All changes; without those that alone do not matter, if the rest is enough.
  std::vector<std::size_t> start() {
    std::vector<std::size_t> all(variants_.units()), some;
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t unit : all) {
      const Variants::Variant* variant = variants_.without({unit});
      if (variant == nullptr || !test_.certainly_not(*variant)) some.push_back(unit);
    }
    return some.size() < 2 || !restores(some) ? all : some;
  }

  // Leaves out single changes as long as the old result stays; one that cannot be left out alone, since another one
  // needs it (a definition and its use), is left out together with another one.
  std::vector<std::size_t> reduced(std::vector<std::size_t> needed) {
    for (bool fewer = true; fewer && needed.size() > 1;) {
      fewer = false;
      std::vector<std::size_t> bound;
      for (std::size_t i = needed.size(); i-- > 0 && needed.size() > 1;) {
        const Undone undone = undo(without_one(needed, i));
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
          if (!restores(left)) continue;
          needed = left;
          fewer = true;
        }
    }
    return needed;
  }

  Variants& variants_;
  VariantTest& test_;
};

}  // namespace

Cause cause_of(Variants& variants, VariantTest& test) { return Search(variants, test).run(); }

class RowCauses::RowTest final : public VariantTest {
 public:
  RowTest(RowCauses& causes, const Difference& difference) : causes_(causes), difference_(difference) {}
  bool certainly_not(const Variants::Variant& variant) const override {
    return !variant.pairs[difference_.pair] || variant.as_new[difference_.pair];
  }
  Undone restores(const Variants::Variant& variant) override {
    const Pair& pair = *variant.pairs[difference_.pair];
    std::optional<data::RowIndex> row = difference_.after_row;
    if (variant.row_of) row = variant.row_of(causes_.pairs_[difference_.pair].after_table, difference_.after_row);
    if (!row) return Undone::does_not;
    const EvaluationInput& input = variant.input;
    auto& engine = causes_.engines_[&variant];
    if (!engine) engine = engine::load(*input.engine, *input.program, *input.data, input.options);
    const Result now = result_of(*engine, input, pair, false, *row);
    return diff::restores(pair, difference_.before, now, difference_.outcome) ? Undone::restores : Undone::does_not;
  }

 private:
  RowCauses& causes_;
  const Difference& difference_;
};

Cause RowCauses::cause_of(const Difference& difference) {
  RowTest test(*this, difference);
  return diff::cause_of(variants_, test);
}

}  // namespace cepol::diff
