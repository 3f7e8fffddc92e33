// ExampleSynthesizer generates an example for each table without one. SeedSearch is a breadth-first search over records
// with one more changed cell or reading, guided by coverage marks: a record is expanded if it evaluates a term in a new
// way.
#include "interpreter/authoring/seeds.hpp"

#include <algorithm>

namespace cepol::authoring {

using core::Kind;
using engine::CoverageMarks;
using semantics::Example;
using semantics::ExampleTable;

namespace {

constexpr std::size_t most_tries = 20'000;

class ExampleSynthesizer {
 public:
  ExampleSynthesizer(const semantics::Checked& checked, engine::LoadedProgram& loaded)
      : checked_(checked), program_(checked.program), loaded_(loaded) {}

  std::vector<Example> run() {
    std::vector<Example> all;
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
      const core::TableId table{t};
      const std::vector<semantics::Expectation> wanted = unexpected_decisions(table);
      if (wanted.empty()) continue;
      Example example = data_with_row_of(table);
      example.title = free_title(program_.tables[table].name);
      example.expectations = wanted;
      example.expectations = expectations_with_results(loaded_, example);
      if (!example.expectations.empty()) all.push_back(std::move(example));
    }
    return all;
  }

  std::optional<Example> run(core::TableId table) {
    Example example;
    for (const core::Reading& reading : program_.readings.nodes) example.readings.push_back(reading.default_option);
    add_rows(table, example);
    example.title = free_title(program_.tables[table].name);
    example.expectations = decisions_of(table, true);
    example.expectations = expectations_with_results(loaded_, example);
    return example.expectations.empty() ? std::nullopt : std::optional(std::move(example));
  }

 private:
  std::vector<semantics::Expectation> unexpected_decisions(core::TableId table) const {
    return decisions_of(table, false);
  }
  // Expectations, still without results, of the table's decisions: of all, or of those that no example expects.
  std::vector<semantics::Expectation> decisions_of(core::TableId table, bool every) const {
    std::vector<semantics::Expectation> all;
    for (std::uint32_t d = 0; d < program_.decisions.size(); ++d) {
      if (program_.decisions.nodes[d].table != table) continue;
      semantics::Expectation one;
      one.what = semantics::Expected::outcome;
      one.table = table;
      one.decision = core::DecisionId{d};
      if (every || !expected(one.decision)) all.push_back(std::move(one));
    }
    return all;
  }
  bool expected(core::DecisionId decision) const {
    return std::any_of(checked_.examples.begin(), checked_.examples.end(), [&](const Example& example) {
      return std::any_of(
          example.expectations.begin(), example.expectations.end(), [&](const semantics::Expectation& one) {
            const bool asks = one.what == semantics::Expected::outcome || one.what == semantics::Expected::measure;
            return asks && one.decision == decision;
          });
    });
  }
  std::string free_title(const std::string& name) const {
    std::string title = name;
    const auto taken = [&] {
      return std::any_of(checked_.examples.begin(), checked_.examples.end(),
                         [&](const Example& one) { return one.title == title; });
    };
    for (int number = 2; taken(); ++number) title = name + " " + std::to_string(number);
    return title;
  }

  // The data of an example that has a row of the table, else generated.
  Example data_with_row_of(core::TableId subject) const {
    Example made;
    for (const core::Reading& reading : program_.readings.nodes) made.readings.push_back(reading.default_option);
    for (const Example& example : checked_.examples)
      for (const ExampleTable& table : example.tables)
        if (table.table == subject && !table.heading && !table.rows.empty() && example.readings == made.readings) {
          made.tables = example.tables;
          return made;
        }
    add_rows(subject, made);
    return made;
  }

  // A row of the table first, then of each table that it links or refers to, of its child tables, and of tables without
  // decisions or parents.
  void add_rows(core::TableId subject, Example& example) const {
    std::vector<bool> in(program_.tables.size(), false);
    in[subject.index] = true;
    for (bool more = true; more;) {
      more = false;
      for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
        const core::RecordTable& table = program_.tables.nodes[t];
        const auto add = [&](std::uint32_t one) {
          more = more || !in[one];
          in[one] = true;
        };
        if (in[t] && table.parent) add(table.parent->index);
        if (table.parent && in[table.parent->index]) add(t);
        for (const core::Column& column : table.columns)
          if (in[t] && column.type.kind == Kind::row) add(column.type.table.index);
        if (!in[t] && !table.parent && !decided(core::TableId{t})) add(t);
      }
    }
    add_row(subject, example);
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t)
      if (in[t] && core::TableId{t} != subject && program_.tables.nodes[t].beside.empty())
        add_row(core::TableId{t}, example);
  }

  bool decided(core::TableId table) const {
    return std::any_of(program_.decisions.nodes.begin(), program_.decisions.nodes.end(),
                       [&](const core::Decision& one) { return one.table == table; });
  }

  void add_row(core::TableId id, Example& example) const {
    const core::RecordTable& table = program_.tables[id];
    for (const bool heading : {true, false}) {
      ExampleTable rows;
      rows.table = id;
      rows.heading = heading;
      rows.rows.emplace_back();
      for (core::ColumnIndex c = 0; c < table.columns.size(); ++c) {
        const core::Column& column = table.columns[c];
        if (column.heading != heading || (table.link == c && table.parent)) continue;
        if (column.type.kind == Kind::row && column.type.table == id) continue;
        rows.columns.push_back(column.name);
        rows.rows.front().push_back({value(column), {}});
      }
      if (!rows.columns.empty() || !heading) example.tables.push_back(std::move(rows));
    }
  }

  std::string value(const core::Column& column) const {
    const auto day = program_.applies_from ? program_.applies_from : program_.issued;
    switch (column.type.kind) {
      case Kind::truth: return program_.english ? "no" : "否";
      case Kind::enumeration: return program_.enumerations[column.type.enumeration].members.front();
      case Kind::number: return to_string(std::clamp(Exact(1), column.lowest, column.highest));
      case Kind::year: {
        const std::int64_t year = day ? civil_of(*day).year : named(Kind::year).value_or(2000);
        return to_string(std::clamp(Exact(year), column.lowest, column.highest));
      }
      case Kind::date: {
        const std::int64_t wanted = day ? *day : named(Kind::date).value_or(*day_of(2000, 1, 1));
        const auto shown = static_cast<Day>(std::clamp(Exact(wanted), column.lowest, column.highest).num);
        return to_string(Date{shown, shown});
      }
      case Kind::text:
      case Kind::row: return "1";
    }
    return {};
  }
  // The first constant of that kind in the program.
  std::optional<std::int64_t> named(Kind kind) const {
    for (const core::Expr& expr : program_.exprs.nodes)
      if (const auto* constant = std::get_if<core::Constant>(&expr.term);
          constant != nullptr && !constant->is_none && expr.type.kind == kind && constant->value.whole())
        return constant->value.num;
    return std::nullopt;
  }

  const semantics::Checked& checked_;
  const core::Program& program_;
  engine::LoadedProgram& loaded_;
};

class SeedSearch {
 public:
  SeedSearch(engine::LoadedProgram& loaded, const Thresholds& thresholds, const TrialValues& values)
      : loaded_(loaded),
        program_(loaded.program()),
        thresholds_(thresholds),
        values_(values),
        seen_(loaded.program()),
        reached_(thresholds.size() + 1, false) {}

  std::vector<Seed> run(const std::vector<Example>& bases) {
    for (std::size_t b = 0; b < bases.size(); ++b) {
      Seed seed{b, {}, bases[b], run_trial(loaded_, bases[b])};
      if (!seed.trial.readable || !holds(loaded_, bases[b])) continue;
      record(seed.trial);
      seeds_.push_back(std::move(seed));
    }
    std::vector<Seed> frontier = seeds_;  // to derive seeds from; each evaluates a term that no earlier one did
    for (std::size_t at = 0; at < frontier.size() && !all_reached(); ++at) {
      for (const CellAt& cell : cells_of(frontier[at].example)) try_values(frontier, at, cell);
      try_readings(frontier, at);
    }
    return std::move(seeds_);
  }

 private:
  bool all_reached() const { return std::count(reached_.begin() + 1, reached_.end(), false) == 0; }

  bool record(const TrialResult& trial) {  // does it evaluate a threshold that no earlier trial did?
    bool any = false;
    for (std::uint32_t i = 0; i < program_.exprs.size(); ++i) {
      const std::uint32_t threshold = thresholds_.of(i);
      if (threshold == 0 || reached_[threshold] || (trial.seen.marks[i] & CoverageMarks::evaluated) == 0) continue;
      reached_[threshold] = any = true;
    }
    seen_.add(trial.seen);
    return any;
  }
  bool new_in(const TrialResult& trial) const {
    for (std::size_t i = 0; i < trial.seen.marks.size(); ++i)
      if ((trial.seen.marks[i] & ~seen_.marks[i]) != 0) return true;
    return false;
  }

  static std::vector<CellAt> cells_of(const Example& example) {
    std::vector<CellAt> all;
    for (std::size_t t = 0; t < example.tables.size(); ++t)
      for (std::size_t r = 0; r < example.tables[t].rows.size(); ++r)
        for (std::size_t c = 0; c < example.tables[t].columns.size(); ++c) all.push_back({t, r, c});
    return all;
  }

  void try_values(std::vector<Seed>& frontier, std::size_t from, const CellAt& cell) {
    const core::Column* column = column_at(program_, frontier[from].example, cell);
    if (column == nullptr) return;
    const std::string text = frontier[from].example.tables[cell.table].rows[cell.row][cell.column].text;
    for (const std::string& other : values_.other_than(*column, text)) {
      Seed seed{frontier[from].base, with_cell(frontier[from].cells, cell, other),
                changed(frontier[from].example, {{cell, other}}), TrialResult(program_)};
      if (!try_seed(frontier, std::move(seed))) return;
    }
  }
  void try_readings(std::vector<Seed>& frontier, std::size_t from) {
    for (std::size_t r = 0; r < program_.readings.size(); ++r)
      for (core::Member option = 0; option < program_.readings.nodes[r].options.size(); ++option) {
        Seed seed = frontier[from];
        if (seed.example.readings[r] == option) continue;
        seed.example.readings[r] = option;
        if (!try_seed(frontier, std::move(seed))) return;
      }
  }
  bool try_seed(std::vector<Seed>& frontier, Seed seed) {  // false: no more are needed or allowed
    if (all_reached() || ++tries_ > most_tries) return false;
    seed.trial = run_trial(loaded_, seed.example);
    if (!seed.trial.readable || !new_in(seed.trial)) return true;
    if (record(seed.trial)) seeds_.push_back(seed);
    frontier.push_back(std::move(seed));
    return true;
  }

  engine::LoadedProgram& loaded_;
  const core::Program& program_;
  const Thresholds& thresholds_;
  const TrialValues& values_;
  engine::CoverageMarks seen_;  // marks of all trials so far
  std::vector<bool> reached_;   // by number of the threshold
  std::size_t tries_ = 0;
  std::vector<Seed> seeds_;
};

}  // namespace

std::vector<Example> synthesized_examples(const semantics::Checked& checked, engine::LoadedProgram& loaded) {
  return ExampleSynthesizer(checked, loaded).run();
}

std::optional<Example> example_of(const semantics::Checked& checked, engine::LoadedProgram& loaded,
                                  core::TableId table) {
  return ExampleSynthesizer(checked, loaded).run(table);
}

std::vector<Seed> find_seeds(engine::LoadedProgram& loaded, const std::vector<Example>& bases,
                             const Thresholds& thresholds, const TrialValues& values) {
  return SeedSearch(loaded, thresholds, values).run(bases);
}

}  // namespace cepol::authoring
