// Decides all rows under both programs in parallel and searches the causes of each difference by undoing sets of
// changes. Pairs of decisions with equal digests are evaluated once.
#include "interpreter/diff/impact.hpp"

#include <algorithm>
#include <unordered_map>

#include "interpreter/diff/same_data.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"
#include "lang/core/digest.hpp"

namespace cepol::diff {

namespace {

using data::RowIndex;
using engine::Status;

std::optional<core::TableId> table_named(const core::Program& program, const std::string& name) {
  for (std::uint32_t i = 0; i < program.tables.size(); ++i)
    if (program.tables.nodes[i].name == name) return core::TableId{i};
  return std::nullopt;
}

// Properties of each pair of decisions, computed before any row is decided.
struct Plan {
  std::vector<bool> unchanged;                     // both sides compute the same result from the same data
  std::vector<std::vector<std::size_t>> relevant;  // the units that can change its result
};
Plan plan_of(const EvaluationInput& before, const EvaluationInput& after, const std::vector<Pair>& pairs,
             Variants& variants) {
  Plan plan;
  const auto olds = core::digests_of(*before.program, before.options.readings),
             news = core::digests_of(*after.program, after.options.readings);
  const bool alike = read_alike(*before.data, *after.data) && same_cells(*before.program, *after.program);
  const auto members = [](const core::Program& program, core::DecisionId id) {
    return program.enumerations[program.decisions[id].outcomes].members;
  };
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    plan.unchanged.push_back(alike &&
                             members(*before.program, pairs[p].before) == members(*after.program, pairs[p].after) &&
                             decision_digest(*before.program, olds, pairs[p].before) ==
                                 decision_digest(*after.program, news, pairs[p].after));
    plan.relevant.emplace_back();
    for (std::size_t unit = 0; unit < variants.units() && !plan.unchanged.back(); ++unit)
      if (variants.matters(unit, p)) plan.relevant.back().push_back(unit);
  }
  return plan;
}

std::unique_ptr<engine::Engine> load(const EvaluationInput& input) {
  return engine::load(*input.engine, *input.program, *input.data, input.options);
}

// Decides rows of one table and finds the causes of differences. One for each thread.
class Worker {
 public:
  Worker(const EvaluationInput& before, const EvaluationInput& after, const std::vector<Pair>& pairs, const Plan& plan,
         Variants& variants)
      : pairs_(pairs),
        plan_(plan),
        variants_(variants),
        before_(load(before)),
        after_(load(after)),
        matrix(pairs.size()) {}

  void row(const std::vector<std::uint32_t>& pairs, RowIndex old_row, RowIndex new_row) {
    bool differs = false, undetermined = false;
    for (std::uint32_t p : pairs) {
      const Pair& pair = pairs_[p];
      if (plan_.unchanged[p]) {
        const OutcomeKey key = key_of(after_->outcome(pair.after, new_row));
        ++matrix[p][{key, key}];
        continue;
      }
      const auto old_decided = before_->decide(pair.before, old_row), new_decided = after_->decide(pair.after, new_row);
      ++matrix[p][{key_of(old_decided.outcome), key_of(new_decided.outcome)}];
      Difference difference{p, old_row, new_row, old_result(pair, old_decided), new_result(pair, new_decided),
                            0, false};
      difference.outcome = !same_outcome(pair, difference.before, difference.after);
      if (!difference.outcome && difference.before.figures == difference.after.figures) continue;
      differs = true;
      undetermined = undetermined || (difference.outcome && difference.after.status == Status::undetermined);
      found.emplace_back(difference, cause_of(difference));
    }
    ++rows;
    ++(differs ? different : same);
    newly_undetermined += undetermined ? 1 : 0;
  }

 private:
  static OutcomeKey key_of(const engine::Outcome& decided) {
    const bool given = decided.status == Status::given;
    return {decided.status, given ? static_cast<core::Member>(decided.value.number.num) : core::Member{0}};
  }
  static Result outcome(const engine::Outcome& decided) {
    const OutcomeKey key = key_of(decided);
    return {key.status, key.member, {}};
  }
  static Result result(const engine::RowResults::Decided& decided, const std::vector<std::uint32_t>& figures) {
    Result made = outcome(decided.outcome);
    for (std::uint32_t figure : figures) {
      const engine::Outcome& one = decided.measures[figure];
      const bool number = one.status == Status::given && one.value.type.kind != core::Kind::text;
      made.figures.push_back(number ? std::optional(one.value.number) : std::nullopt);
    }
    return made;
  }
  Result old_result(const Pair& pair, const engine::RowResults::Decided& decided) const {
    std::vector<std::uint32_t> figures;
    for (const auto& one : pair.figures) figures.push_back(one.first);
    return result(decided, figures);
  }
  Result new_result(const Pair& pair, const engine::RowResults::Decided& decided) const {
    std::vector<std::uint32_t> figures;
    for (const auto& one : pair.figures) figures.push_back(one.second);
    return result(decided, figures);
  }
  // Is the new outcome the one that corresponds to the old one?
  static bool same_outcome(const Pair& pair, const Result& old_one, const Result& new_one) {
    if (old_one.status != new_one.status) return false;
    return old_one.status != Status::given || pair.member[old_one.member] == std::optional(new_one.member);
  }

  // Does undoing these units restore the old result?
  bool restores(const Difference& difference, const std::vector<std::size_t>& units) {
    const Variants::Variant* variant = variants_.without(units);
    if (variant == nullptr || !variant->decisions[difference.pair]) return false;
    const Pair& pair = pairs_[difference.pair];
    std::optional<RowIndex> row = difference.after_row;
    if (variant->row_of) row = variant->row_of(pair.after_table, difference.after_row);
    if (!row) return false;
    auto& evaluator = evaluators_[variant];
    if (!evaluator) evaluator = load(variant->input);
    const core::DecisionId decision = *variant->decisions[difference.pair];
    if (difference.outcome) return same_outcome(pair, difference.before, outcome(evaluator->outcome(decision, *row)));
    return difference.before.figures == new_result(pair, evaluator->decide(decision, *row)).figures;
  }

  Cause cause_of(const Difference& difference) {
    const std::vector<std::size_t>& units = plan_.relevant[difference.pair];
    for (std::size_t unit : units)
      if (restores(difference, {unit})) return {{unit}, true};
    if (units.size() < 2 || !restores(difference, units)) return {};
    std::vector<std::size_t> needed = units;
    for (std::size_t i = needed.size(); i-- > 0;) {
      std::vector<std::size_t> fewer = needed;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (fewer.size() > 1 && restores(difference, fewer)) needed = std::move(fewer);
    }
    if (needed.size() <= 2) return {needed, true};
    constexpr std::size_t most_pairs = 400;
    if (units.size() * units.size() > 2 * most_pairs) return {needed, false};
    for (std::size_t i = 0; i < units.size(); ++i)
      for (std::size_t j = i + 1; j < units.size(); ++j)
        if (restores(difference, {units[i], units[j]})) return {{units[i], units[j]}, true};
    return {needed, needed.size() == 3};
  }

  const std::vector<Pair>& pairs_;
  const Plan& plan_;
  Variants& variants_;
  std::unique_ptr<engine::Engine> before_, after_;
  std::map<const Variants::Variant*, std::unique_ptr<engine::Engine>> evaluators_;

 public:
  std::vector<OutcomeCounts> matrix;
  std::vector<std::pair<Difference, Cause>> found;
  std::uint64_t rows = 0, same = 0, different = 0, newly_undetermined = 0;
};

void add(Impact& impact, const Worker& worker, std::map<Cause, std::uint32_t>& causes) {
  for (std::size_t p = 0; p < worker.matrix.size(); ++p)
    for (const auto& [outcomes, count] : worker.matrix[p]) impact.matrix[p][outcomes] += count;
  for (const auto& [difference, cause] : worker.found) {
    const auto [at, fresh] = causes.try_emplace(cause, static_cast<std::uint32_t>(impact.causes.size()));
    if (fresh) impact.causes.push_back(cause);
    impact.differences.push_back(difference);
    impact.differences.back().cause = at->second;
  }
  impact.rows += worker.rows;
  impact.same += worker.same;
  impact.different += worker.different;
  impact.newly_undetermined += worker.newly_undetermined;
}

}  // namespace

std::vector<std::optional<RowIndex>> rows_by_key(const EvaluationInput& of, core::TableId table,
                                                 const EvaluationInput& in, core::TableId other_table) {
  const RowIndex rows = (*of.data)[table].rows, other_rows = (*in.data)[other_table].rows;
  std::vector<std::optional<RowIndex>> found(rows);
  if (of.data == in.data) {
    for (RowIndex row = 0; row < rows; ++row) found[row] = row;
    return found;
  }
  struct WithKey {
    RowIndex next, last;  // not matched yet
  };
  std::unordered_map<std::string, WithKey> known;
  std::vector<RowIndex> next(other_rows, other_rows);
  known.reserve(other_rows);
  for (RowIndex row = 0; row < other_rows; ++row) {
    const auto [at, first] =
        known.try_emplace(folded(row_key(*in.program, *in.data, other_table, row)), WithKey{row, row});
    if (first) continue;
    next[at->second.last] = row;
    at->second.last = row;
  }
  for (RowIndex row = 0; row < rows; ++row) {
    const auto at = known.find(folded(row_key(*of.program, *of.data, table, row)));
    if (at == known.end() || at->second.next == other_rows) continue;
    found[row] = at->second.next;
    at->second.next = next[at->second.next];
  }
  return found;
}

std::string row_key(const core::Program& program, const data::Dataset& data, core::TableId table, RowIndex row) {
  const auto key = program.tables[table].key;
  if (!key) return std::to_string(data[table].source_rows[row]);
  const data::ColumnData& column = data[table].columns[*key];
  return column.type.kind == core::Kind::text ? std::string(data.written(column.indices[row])) : std::to_string(row);
}

std::vector<Pair> pairs_of(const core::Program& before, const core::Program& after, const NewNames& names) {
  std::vector<Pair> pairs;
  for (std::uint32_t i = 0; i < before.decisions.size(); ++i) {
    const core::Decision& old_one = before.decisions.nodes[i];
    const std::string& old_table = before.tables[old_one.table].name;
    const auto table = table_named(after, names.table(old_table));
    if (!table) continue;
    const std::string name = names.decision(old_table, old_one.name);
    for (std::uint32_t j = 0; j < after.decisions.size(); ++j) {
      const core::Decision& new_one = after.decisions.nodes[j];
      if (new_one.table != *table || new_one.name != name) continue;
      Pair pair{old_one.table, *table, core::DecisionId{i}, core::DecisionId{j}, {}, {}};
      const auto& members = after.enumerations[new_one.outcomes].members;
      for (const std::string& member : before.enumerations[old_one.outcomes].members) {
        const auto at = std::find(members.begin(), members.end(), names.outcome(old_one.name, member));
        pair.member.push_back(at == members.end() ? std::nullopt
                                                  : std::optional(static_cast<core::Member>(at - members.begin())));
      }
      for (std::uint32_t m = 0; m < old_one.measures.size(); ++m)
        for (std::uint32_t n = 0; n < new_one.measures.size(); ++n)
          if (names.outcome(old_one.name, old_one.measures[m].label) == new_one.measures[n].label)
            pair.figures.emplace_back(m, n);
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

Impact impact(const EvaluationInput& before, const EvaluationInput& after, std::vector<Pair> pairs, Variants& variants,
              const Parallel& parallel) {
  Impact impact;
  impact.pairs = std::move(pairs);
  impact.matrix.resize(impact.pairs.size());
  const Plan plan = plan_of(before, after, impact.pairs, variants);
  std::map<Cause, std::uint32_t> causes;
  std::vector<core::TableId> tables;
  for (const Pair& pair : impact.pairs)
    if (std::find(tables.begin(), tables.end(), pair.after_table) == tables.end()) tables.push_back(pair.after_table);
  for (core::TableId table : tables) {
    std::vector<std::uint32_t> of_table;
    for (std::uint32_t p = 0; p < impact.pairs.size(); ++p)
      if (impact.pairs[p].after_table == table) of_table.push_back(p);
    const core::TableId old_table = impact.pairs[of_table.front()].before_table;
    const auto old_rows = rows_by_key(after, table, before, old_table);
    Impact::Alone alone{table, {}, {}};
    std::vector<bool> matched((*before.data)[old_table].rows, false);
    for (RowIndex row = 0; row < old_rows.size(); ++row)
      if (old_rows[row])
        matched[*old_rows[row]] = true;
      else
        alone.after.push_back(row);
    for (RowIndex row = 0; row < matched.size(); ++row)
      if (!matched[row]) alone.before.push_back(row);
    if (!alone.before.empty() || !alone.after.empty()) impact.alone.push_back(std::move(alone));

    // Each worker decides an equal share of the rows; results are joined in row order, so threads do not change them.
    std::vector<std::unique_ptr<Worker>> workers;
    for (std::size_t i = 0; i < parallel.width(); ++i)
      workers.push_back(std::make_unique<Worker>(before, after, impact.pairs, plan, variants));
    const std::size_t share = (old_rows.size() + workers.size() - 1) / workers.size();
    parallel.run(workers.size(), [&](std::size_t i) {
      for (std::size_t row = i * share; row < std::min(old_rows.size(), (i + 1) * share); ++row)
        if (old_rows[row]) workers[i]->row(of_table, *old_rows[row], static_cast<RowIndex>(row));
    });
    for (const auto& worker : workers) add(impact, *worker, causes);
  }
  return impact;
}

}  // namespace cepol::diff
