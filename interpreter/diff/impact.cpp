// Decides all rows under both programs in parallel. Pairs of decisions that are the same on both sides are evaluated
// once.
#include "interpreter/diff/impact.hpp"

#include <algorithm>
#include <unordered_map>

#include "interpreter/diff/causes.hpp"
#include "interpreter/diff/same_data.hpp"
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

// By pair: do both sides compute the same result from the same data?
std::vector<bool> unchanged_pairs(const EvaluationInput& before, const EvaluationInput& after,
                                  const std::vector<Pair>& pairs) {
  const auto olds = core::digests_of(*before.program, before.options.readings),
             news = core::digests_of(*after.program, after.options.readings);
  const bool alike = same_data(*before.program, *after.program);
  const auto members = [](const core::Program& program, core::DecisionId id) {
    return program.enumerations[program.decisions[id].outcomes].members;
  };
  std::vector<bool> unchanged;
  for (const Pair& pair : pairs)
    unchanged.push_back(alike && members(*before.program, pair.before) == members(*after.program, pair.after) &&
                        pair_digests(*before.program, olds, pair, true) ==
                            pair_digests(*after.program, news, pair, false));
  return unchanged;
}

std::unique_ptr<engine::Engine> load(const EvaluationInput& input) {
  return engine::load(*input.engine, *input.program, *input.data, input.options);
}

OutcomeKey key_of(const engine::Outcome& decided) {
  const bool given = decided.status == Status::given;
  return {decided.status, given ? static_cast<core::Member>(decided.value.number.num) : core::Member{0}};
}

// Decides rows of one table and finds the causes of differences. One for each thread.
class Worker {
 public:
  Worker(const EvaluationInput& before, const EvaluationInput& after, const std::vector<Pair>& pairs,
         const std::vector<bool>& unchanged, Variants& variants)
      : pairs_(pairs),
        unchanged_(unchanged),
        before_input_(before),
        after_input_(after),
        causes_(pairs, after, variants),
        before_(load(before)),
        after_(load(after)),
        matrix(pairs.size()) {}

  void row(const std::vector<std::uint32_t>& pairs, RowIndex old_row, RowIndex new_row) {
    bool differs = false, undetermined = false;
    for (std::uint32_t p : pairs) {
      const Pair& pair = pairs_[p];
      if (unchanged_[p]) {
        const OutcomeKey key = key_of(after_->outcome(pair.after, new_row));
        ++matrix[p][{key, key}];
        continue;
      }
      Difference difference{p,
                            old_row,
                            new_row,
                            result_of(*before_, before_input_, pair, true, old_row),
                            result_of(*after_, after_input_, pair, false, new_row),
                            false};
      const auto key = [](const Result& result) { return OutcomeKey{result.status, result.member}; };
      ++matrix[p][{key(difference.before), key(difference.after)}];
      difference.outcome = !same_outcome(pair, difference.before, difference.after);
      if (!difference.outcome && difference.before.figures == difference.after.figures) continue;
      differs = true;
      undetermined = undetermined || (difference.outcome && difference.after.status == Status::undetermined);
      RowCauses::Found causes = causes_.causes_of(difference);
      found.emplace_back(std::move(difference), std::move(causes));
    }
    ++rows;
    ++(differs ? different : same);
    newly_undetermined += undetermined ? 1 : 0;
  }

 private:
  const std::vector<Pair>& pairs_;
  const std::vector<bool>& unchanged_;
  const EvaluationInput &before_input_, &after_input_;
  RowCauses causes_;
  std::unique_ptr<engine::Engine> before_, after_;

 public:
  std::vector<OutcomeCounts> matrix;
  std::vector<std::pair<Difference, RowCauses::Found>> found;
  std::uint64_t rows = 0, same = 0, different = 0, newly_undetermined = 0;
};

void add(Impact& impact, const Worker& worker, std::map<Cause, std::uint32_t>& causes) {
  for (std::size_t p = 0; p < worker.matrix.size(); ++p)
    for (const auto& [outcomes, count] : worker.matrix[p]) impact.matrix[p][outcomes] += count;
  const auto number_of = [&](const std::optional<Cause>& cause) -> std::optional<std::uint32_t> {
    if (!cause) return std::nullopt;
    const auto [at, fresh] = causes.try_emplace(*cause, static_cast<std::uint32_t>(impact.causes.size()));
    if (fresh) impact.causes.push_back(*cause);
    return at->second;
  };
  for (const auto& [difference, found] : worker.found) {
    Difference& added = impact.differences.emplace_back(difference);
    added.outcome_cause = number_of(found.outcome);
    for (const std::optional<Cause>& cause : found.figures) added.figure_causes.push_back(number_of(cause));
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

Result result_of(engine::Engine& engine, const EvaluationInput& input, const Pair& pair, bool before, RowIndex row) {
  const core::DecisionId decision = before ? pair.before : pair.after;
  const engine::RowResults::Decided decided = engine.decide(decision, row);
  const OutcomeKey key = key_of(decided.outcome);
  Result made{key.status, key.member, {}};
  const auto& measures = input.program->decisions[decision].measures;
  for (const FigurePair& figure : pair.figures) {
    const core::FunctionId function = before ? figure.before : figure.after;
    const auto own = std::find_if(measures.begin(), measures.end(),
                                  [&](const core::Measure& measure) { return measure.value == function; });
    const engine::Outcome value = own == measures.end()
                                      ? engine.value(function, row, false)
                                      : decided.measures[static_cast<std::size_t>(own - measures.begin())];
    Figure& one = made.figures.emplace_back();
    if (value.status != Status::given) continue;
    const core::Type& type = value.value.type;
    one.given = value.value;
    if (type.kind == core::Kind::text)
      one.compared = "is " + value.value.text;
    else if (type.kind == core::Kind::enumeration)
      one.compared =
          "is " +
          input.program->enumerations[type.enumeration].members[static_cast<std::size_t>(value.value.number.num)];
    else
      one.compared = to_string(value.value.number);
    if (type.kind == core::Kind::number) one.amount = value.value.number;
  }
  return made;
}

bool same_outcome(const Pair& pair, const Result& before, const Result& now) {
  if (before.status != now.status) return false;
  return before.status != Status::given || pair.member[before.member] == std::optional(now.member);
}

std::optional<std::size_t> figure_in(const Pair& pair, const FigurePair& figure) {
  std::optional<std::size_t> found;
  for (std::size_t f = pair.figures.size(); f-- > 0;) {
    const FigurePair& one = pair.figures[f];
    if (one.label == figure.label && one.before_label == figure.before_label) return f;
    if (one.before_label == figure.before_label) found = f;
  }
  return found;
}

std::vector<std::uint32_t> Difference::causes() const {
  std::vector<std::uint32_t> found;
  const auto add = [&](const std::optional<std::uint32_t>& cause) {
    if (cause && std::find(found.begin(), found.end(), *cause) == found.end()) found.push_back(*cause);
  };
  add(outcome_cause);
  for (const auto& cause : figure_causes) add(cause);
  return found;
}

std::string row_key(const core::Program& program, const data::Dataset& data, core::TableId table, RowIndex row) {
  const auto key = program.tables[table].key;
  if (!key) return std::to_string(data[table].source_rows[row]);
  const data::ColumnData& column = data[table].columns[*key];
  return column.type.kind == core::Kind::text ? std::string(data.written(column.indices[row])) : std::to_string(row);
}

namespace {

// The old outcomes in the new decision: by the new name, else (in a variant that has an outcome again) by the old one.
std::vector<std::optional<core::Member>> members_of(const core::Program& before, const core::Decision& old_one,
                                                    const core::Program& after, const core::Decision& new_one,
                                                    const NewNames& names) {
  const auto& members = after.enumerations[new_one.outcomes].members;
  std::vector<std::optional<core::Member>> found;
  for (const std::string& member : before.enumerations[old_one.outcomes].members) {
    // What the outcomes of a warning are called follows the policy's language.
    if (old_one.warning && new_one.warning) {
      found.emplace_back(static_cast<core::Member>(found.size()));
      continue;
    }
    auto at = std::find(members.begin(), members.end(), names.outcome(old_one.name, member));
    if (at == members.end()) at = std::find(members.begin(), members.end(), member);
    found.push_back(at == members.end() ? std::nullopt
                                        : std::optional(static_cast<core::Member>(at - members.begin())));
  }
  return found;
}

// Figures of all decisions of the table count: which decision has those of the table's results depends on the order of
// decisions.
std::vector<FigurePair> figures_of(const core::Program& before, const core::Decision& old_one,
                                   const core::Decision& new_one, const NewNames& names) {
  std::vector<FigurePair> found;
  for (const core::Measure& figure : new_one.measures) {
    const core::Measure* same = nullptr;
    for (const core::Decision& decision : before.decisions.nodes)
      for (const core::Measure& old_figure : decision.measures) {
        if (decision.table != old_one.table) continue;
        const bool named = names.outcome(decision.name, old_figure.label) == figure.label ||
                           names.decision({}, old_figure.label) == figure.label || old_figure.label == figure.label;
        const bool own = decision.name == old_one.name;
        if (named && (own || same == nullptr)) same = &old_figure;
      }
    if (same != nullptr) found.push_back({same->label, figure.label, same->value, figure.value});
  }
  return found;
}

std::optional<Pair> pair_with(const core::Program& before, core::DecisionId old_one, const core::Program& after,
                              core::TableId table, const std::string& name, const NewNames& names) {
  const core::Decision& old_decision = before.decisions[old_one];
  for (std::uint32_t i = 0; i < after.decisions.size(); ++i) {
    const core::Decision& decision = after.decisions.nodes[i];
    if (decision.table != table || decision.name != name) continue;
    return Pair{old_decision.table,
                table,
                old_one,
                core::DecisionId{i},
                members_of(before, old_decision, after, decision, names),
                figures_of(before, old_decision, decision, names)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Pair> pairs_of(const core::Program& before, const core::Program& after, const NewNames& names) {
  std::vector<Pair> pairs;
  for (std::uint32_t i = 0; i < before.decisions.size(); ++i) {
    const core::Decision& old_one = before.decisions.nodes[i];
    const std::string& old_table = before.tables[old_one.table].name;
    const auto table = table_named(after, names.table(old_table));
    if (!table) continue;
    const std::string name = names.decision(old_table, old_one.name);
    if (auto pair = pair_with(before, core::DecisionId{i}, after, *table, name, names))
      pairs.push_back(*std::move(pair));
  }
  return pairs;
}

std::optional<Pair> pair_in(const core::Program& before, core::DecisionId old_one, const core::Program& variant,
                            const std::string& table, const std::string& name, const NewNames& names) {
  const auto id = table_named(variant, table);
  return id ? pair_with(before, old_one, variant, *id, name, names) : std::nullopt;
}

std::vector<std::uint64_t> pair_digests(const core::Program& program, const std::vector<std::uint64_t>& functions,
                                        const Pair& pair, bool before) {
  std::vector<std::uint64_t> digests{functions[program.decisions[before ? pair.before : pair.after].outcome.index]};
  for (const FigurePair& figure : pair.figures)
    digests.push_back(functions[(before ? figure.before : figure.after).index]);
  return digests;
}

Impact impact(const EvaluationInput& before, const EvaluationInput& after, std::vector<Pair> pairs, Variants& variants,
              const Parallel& parallel) {
  Impact impact;
  impact.pairs = std::move(pairs);
  impact.matrix.resize(impact.pairs.size());
  const std::vector<bool> unchanged = unchanged_pairs(before, after, impact.pairs);
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
      workers.push_back(std::make_unique<Worker>(before, after, impact.pairs, unchanged, variants));
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
