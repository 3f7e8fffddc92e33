// ExampleRunner: evaluates one example on its own data set, and compares outcomes, figures, missing columns, quotas and
// truths with the expectations.
#include "interpreter/authoring/run.hpp"

#include <algorithm>
#include <set>

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::authoring {

namespace {

using engine::Status;
using semantics::Example;
using semantics::Expectation;
using semantics::Expected;

// The names in a list of columns, separated by any list mark.
std::set<std::string> parts_of(const std::string& list) {
  std::set<std::string> parts;
  std::string part;
  auto finish = [&] {
    if (const std::string_view text = trimmed(part); !text.empty()) parts.insert(std::string(text));
    part.clear();
  };
  for (std::size_t at = 0; at < list.size();) {
    const std::string piece = list.substr(at, code_point_at(list, at).length);
    at += piece.size();
    if (piece == "；" || piece == ";" || piece == "、" || piece == "，" || piece == ",")
      finish();
    else
      part += piece;
  }
  finish();
  return parts;
}

bool same(const Expectation& expectation, const std::string& got) {
  if (expectation.text == got || folded(expectation.text) == folded(got)) return true;
  if (expectation.what == Expected::missing) return parts_of(expectation.text) == parts_of(got);
  if (expectation.what == Expected::measure) {  // 170/3 and 340/6, 57.0 and 57
    const auto want = parse_exact(expectation.text);
    return want && want == parse_exact(got);
  }
  for (const Status status : {Status::undetermined, Status::not_covered, Status::conflict, Status::failed}) {
    const std::string zh = explain::status_word(status, false), en = explain::status_word(status, true);
    if ((got == zh || got == en) && (expectation.text == zh || expectation.text == en)) return true;
  }
  return false;
}

class ExampleRunner {
 public:
  ExampleRunner(engine::LoadedProgram& loaded, const Example& example, engine::CoverageMarks* seen, bool all)
      : program_(loaded.program()), loaded_(loaded), example_(example), seen_(seen), all_(all) {
    result_.input = data_of(program_, example);
    options_.readings = example.readings;
  }

  ExampleResult run() {
    if (!all_ && !result_.input.data.bad.empty()) return std::move(result_);
    const std::unique_ptr<engine::Engine> evaluator = loaded_.on(result_.input.data, options_);
    std::set<std::uint32_t> tables;
    for (const Expectation& expectation : example_.expectations) {
      if (expectation.what == Expected::truth)
        check_truth(expectation, *evaluator);
      else
        tables.insert(expectation.table.index);
      if (done()) return std::move(result_);
    }
    for (std::uint32_t table : tables) {
      check_table(core::TableId{table}, *evaluator);
      if (done()) break;
    }
    return std::move(result_);
  }

 private:
  bool done() const { return !all_ && !result_.differences.empty(); }

  bool no_row(const Expectation& expectation) {
    if (result_.input.data[expectation.table].rows != 0) return false;
    result_.differences.push_back({&expectation, true, {}});
    return true;
  }

  // Adds a mismatch unless the expression of `expect that` is yes.
  void check_truth(const Expectation& expectation, engine::Engine& evaluator) {
    std::vector<engine::ValueSet> row;
    if (!program_.functions[expectation.function].parameters.empty()) {
      if (no_row(expectation)) return;
      row.push_back(engine::of_row(0));
    }
    evaluator.watch(seen_);
    const engine::ValueSet value = evaluator.call(expectation.function, row);
    evaluator.watch(nullptr);
    if (engine::may_hold(value) && !engine::may_not_hold(value) && value.failure == 0) return;
    const core::Type& type = program_.functions[expectation.function].result;
    result_.differences.push_back({&expectation, false, explain::set_text(program_, result_.input.data, type, value)});
  }

  void check_table(core::TableId table, engine::Engine& evaluator) {
    const data::Dataset& data = result_.input.data;
    std::vector<const Expectation*> of_row;
    for (const Expectation& one : example_.expectations) {
      if (!(one.table == table) || one.what == Expected::truth) continue;
      if (one.what != Expected::quota_state) {
        of_row.push_back(&one);
        continue;
      }
      const std::string got = explain::quota_rows(program_, data, program_.quotas[one.quota])[one.member].back();
      if (!same(one, got)) result_.differences.push_back({&one, false, got});
      if (done()) return;
    }
    if (of_row.empty() || no_row(*of_row.front())) return;
    const engine::RowResults results = evaluator.decide(table, 0);  // expectations are about the first row
    bool differs = false;
    for (const Expectation* one : of_row) {
      mark(*one, evaluator);
      const std::string got = result_of(program_, *one, data, results);
      if (same(*one, got)) continue;
      result_.differences.push_back({one, false, got});
      differs = true;
      if (done()) return;
    }
    if (differs && all_) result_.reasons.push_back(explain::reasons({program_, data, evaluator, table, 0}, results));
  }

  // Evaluates what is expected once more with marks: deciding the row evaluates all its decisions.
  void mark(const Expectation& expectation, engine::Engine& evaluator) {
    if (seen_ == nullptr) return;
    const engine::ValueSet row = engine::of_row(0);
    auto call = [&](core::FunctionId function) { evaluator.call(function, std::span(&row, 1)); };
    evaluator.watch(seen_);
    if (expectation.what == Expected::missing) {
      for (const core::Decision& decision : program_.decisions.nodes)
        if (decision.table == expectation.table) call(decision.outcome);
    } else {
      const core::Decision& decision = program_.decisions[expectation.decision];
      call(expectation.what == Expected::measure ? decision.measures[expectation.measure].value : decision.outcome);
    }
    evaluator.watch(nullptr);
  }

  const core::Program& program_;
  engine::LoadedProgram& loaded_;
  const Example& example_;
  engine::CoverageMarks* seen_;
  const bool all_;
  engine::Options options_;
  ExampleResult result_;
};

}  // namespace

ExampleResult run(engine::LoadedProgram& loaded, const Example& example, engine::CoverageMarks* seen) {
  return ExampleRunner(loaded, example, seen, true).run();
}

bool holds(engine::LoadedProgram& loaded, const Example& example) {
  return ExampleRunner(loaded, example, nullptr, false).run().holds();
}

std::string label_of(const core::Program& program, const Expectation& expectation) {
  switch (expectation.what) {
    case Expected::outcome: return program.decisions[expectation.decision].name;
    case Expected::measure: return program.decisions[expectation.decision].measures[expectation.measure].label;
    case Expected::missing:
      for (const core::ResultTable& results : program.results)
        for (const core::ResultColumn& column : results.columns)
          if (results.table == expectation.table && column.part == core::ResultPart::missing) return column.label;
      return {};
    case Expected::truth: return expectation.text;
    case Expected::quota_state: {
      const core::Quota& quota = program.quotas[expectation.quota];
      const core::EnumerationId choice = program.tables[quota.table].columns[quota.column].type.enumeration;
      return quota.name + "(" + program.enumerations[choice].members[expectation.member] + ")";
    }
  }
  return {};
}

std::string result_of(const core::Program& program, const Expectation& expectation, const data::Dataset& data,
                      const engine::RowResults& results) {
  if (expectation.what == Expected::missing) return explain::missing_names(program, data, expectation.table, results);
  for (const auto& decided : results.decisions) {
    if (!(decided.decision == expectation.decision)) continue;
    if (expectation.what == Expected::outcome) return explain::outcome_text(program, decided.outcome, program.english);
    const engine::Outcome& figure = decided.measures[expectation.measure];
    return figure.status == Status::given ? explain::value_text(program, figure.value) : std::string();
  }
  return {};
}

}  // namespace cepol::authoring
