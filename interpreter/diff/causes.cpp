#include "interpreter/diff/causes.hpp"

#include <algorithm>
#include <numeric>

namespace cepol::diff {

namespace {

std::vector<std::size_t> without_one(std::vector<std::size_t> units, std::size_t index) {
  units.erase(units.begin() + static_cast<std::ptrdiff_t>(index));
  return units;
}

class Search {
 public:
  Search(Variants& variants, VariantTest& test, const std::vector<Cause>& tried)
      : variants_(variants), test_(test), tried_(tried) {}

  Cause run() {
    if (variants_.units() == 0) return {};
    for (const Cause& cause : tried_)
      if (cause.units.size() == 1 && cause.along.empty() && restores(cause.units)) return cause;
    if (const auto unit = single()) return {{*unit}, true};
    const std::vector<std::size_t> needed = reduced(start());
    if (needed.size() <= 2) return without_idle(needed, true);
    constexpr std::size_t most_pairs = 400;
    const std::size_t units = variants_.units();
    if (units * (units - 1) > 2 * most_pairs) return without_idle(needed, false);
    for (std::size_t i = 0; i < units; ++i)
      for (std::size_t j = i + 1; j < units; ++j)
        if (restores({i, j})) return without_idle({i, j}, true);
    return without_idle(needed, needed.size() == 3);
  }

 private:
  struct Answer {
    bool has_errors = false;
    VariantTest::Given given;
  };
  Answer undo(const std::vector<std::size_t>& units) {
    if (units.empty()) return {false, test_.after};
    const Variants::Variant* variant = variants_.without(units);
    if (variant == nullptr) return {true, std::nullopt};
    if (const auto known = test_.known(*variant)) return {false, *known};
    return {false, test_.given(variants_.read(*variant))};
  }
  bool restores(const Answer& answer) const { return !answer.has_errors && answer.given == test_.before; }
  bool restores(const std::vector<std::size_t>& units) { return restores(undo(units)); }

  // A change that is undone only because the others cannot be undone without it (a waiver of a requirement that is
  // undone) is not named: undone with any of them or alone, it changes nothing.
  Cause without_idle(const std::vector<std::size_t>& units, bool smallest) {
    constexpr std::size_t most = 4;  // all their subsets are tried
    Cause cause{{}, smallest, {}};
    for (std::size_t i = 0; i < units.size(); ++i)
      (units.size() <= most && undo(without_one(units, i)).has_errors && is_idle(units, i) ? cause.along : cause.units)
          .push_back(units[i]);
    return cause.units.empty() ? Cause{units, smallest, {}} : cause;
  }
  bool is_idle(const std::vector<std::size_t>& units, std::size_t index) {
    if (undo({units[index]}).has_errors) return false;
    for (unsigned set = 0; set < (1U << units.size()); ++set) {
      if ((set >> index & 1U) != 0) continue;
      std::vector<std::size_t> rest, with;
      for (std::size_t i = 0; i < units.size(); ++i) {
        if ((set >> i & 1U) != 0) rest.push_back(units[i]);
        if ((set >> i & 1U) != 0 || i == index) with.push_back(units[i]);
      }
      const Answer one = undo(rest), other = undo(with);
      if (!one.has_errors && !other.has_errors && one.given != other.given) return false;
    }
    return true;
  }

  // Changes that make data be read again are tried after all others: reading costs more than deciding.
  std::optional<std::size_t> single() {
    for (const bool reads_anew : {false, true})
      for (std::size_t unit = 0; unit < variants_.units(); ++unit) {
        const Variants::Variant* variant = variants_.without({unit});
        if (variant != nullptr && variant->reads_anew == reads_anew && restores({unit})) return unit;
      }
    return std::nullopt;
  }

  // A set that explains another difference, if it explains this one; else all changes, without those that alone do not
  // matter, if the rest is enough.
  std::vector<std::size_t> start() {
    for (const Cause& cause : tried_) {
      std::vector<std::size_t> set = cause.units;
      set.insert(set.end(), cause.along.begin(), cause.along.end());
      std::sort(set.begin(), set.end());
      if (set.size() > 1 && restores(set)) return set;
    }
    std::vector<std::size_t> all(variants_.units()), some;
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t unit : all) {
      const Variants::Variant* variant = variants_.without({unit});
      const auto known = variant == nullptr ? std::nullopt : test_.known(*variant);
      if (!known || *known == test_.before) some.push_back(unit);
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
        const Answer undone = undo(without_one(needed, i));
        if (undone.has_errors) bound.push_back(needed[i]);
        if (!restores(undone)) continue;
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
  const std::vector<Cause>& tried_;
};

}  // namespace

Cause cause_of(Variants& variants, VariantTest& test, const std::vector<Cause>& tried) {
  return Search(variants, test, tried).run();
}

namespace {

constexpr std::size_t the_outcome = 0;  // the first of what differs; figures follow (Variant::as_new)

// An outcome of the old policy by its place there, else by its name.
std::string outcome_text(const core::Program& program, const Pair& pair, const Result& before, const Result& now) {
  if (now.status != engine::Status::given) return "status " + std::to_string(static_cast<int>(now.status));
  if (before.status == engine::Status::given && same_outcome(pair, before, now))
    return "old " + std::to_string(before.member);
  return "new " + program.enumerations[program.decisions[pair.after].outcomes].members[now.member];
}
std::string figure_text(const Figure& figure) { return figure.given ? "is " + figure.compared : std::string(); }

std::string old_text(const Difference& difference, std::size_t what) {
  if (what != the_outcome) return figure_text(difference.before.figures[what - 1]);
  const Result& before = difference.before;
  return before.status == engine::Status::given ? "old " + std::to_string(before.member)
                                                : "status " + std::to_string(static_cast<int>(before.status));
}

}  // namespace

class RowCauses::RowTest final : public VariantTest {
 public:
  RowTest(RowCauses& causes, const Difference& difference, std::size_t what)
      : VariantTest(old_text(difference, what),
                    what == the_outcome ? outcome_text(*causes.after_.program, causes.pairs_[difference.pair],
                                                       difference.before, difference.after)
                                        : figure_text(difference.after.figures[what - 1])),
        causes_(causes),
        difference_(difference),
        what_(what) {}
  std::optional<Given> known(const Variants::Variant& variant) const override {
    if (!variant.pairs[difference_.pair]) return std::optional<Given>(std::in_place);
    if (!variant.as_new[difference_.pair][what_]) return std::nullopt;
    return std::optional<Given>(std::in_place, after);
  }
  Given given(const Variants::Variant& variant) override {
    const Pair& pair = *variant.pairs[difference_.pair];
    const std::optional<Result>& now = causes_.result(variant, difference_);
    if (!now) return std::nullopt;
    if (what_ == the_outcome) return outcome_text(*variant.input.program, pair, difference_.before, *now);
    const auto figure = figure_in(pair, causes_.pairs_[difference_.pair].figures[what_ - 1]);
    return figure ? Given(figure_text(now->figures[*figure])) : std::nullopt;
  }

 private:
  RowCauses& causes_;
  const Difference& difference_;
  std::size_t what_;
};

const std::optional<Result>& RowCauses::result(const Variants::Variant& variant, const Difference& difference) {
  const auto [at, fresh] = of_row_.try_emplace(&variant);
  if (!fresh) return at->second;
  std::optional<data::RowIndex> row = difference.after_row;
  if (variant.row_of) row = variant.row_of(pairs_[difference.pair].after_table, difference.after_row);
  if (!row) return at->second;
  const EvaluationInput& input = variant.input;
  auto& engine = engines_[&variant];
  if (!engine) engine = engine::load(*input.engine, *input.program, *input.data, input.options);
  at->second = result_of(*engine, input, *variant.pairs[difference.pair], false, *row);
  return at->second;
}

RowCauses::Found RowCauses::causes_of(const Difference& difference) {
  of_row_.clear();
  std::vector<Cause> tried;
  const auto cause = [&](std::size_t what) {
    RowTest test(*this, difference, what);
    Cause found = cause_of(variants_, test, tried);
    if (std::find(tried.begin(), tried.end(), found) == tried.end()) tried.push_back(found);
    return found;
  };
  Found found;
  if (difference.outcome) found.outcome = cause(the_outcome);
  for (std::size_t f = 0; f < difference.after.figures.size(); ++f) {
    const bool same = difference.before.figures[f] == difference.after.figures[f];
    found.figures.push_back(same ? std::nullopt : std::optional(cause(1 + f)));
  }
  return found;
}

}  // namespace cepol::diff
