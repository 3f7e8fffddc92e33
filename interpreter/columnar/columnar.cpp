// The columnar engine behind the interface of engines: rows that are asked for one after another are computed in
// batches, with the functions that their explanations read.
#include "interpreter/columnar/columnar.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "interpreter/columnar/batch.hpp"
#include "interpreter/columnar/compile.hpp"
#include "interpreter/columnar/residual.hpp"
#include "interpreter/engine/search_bound.hpp"
#include "interpreter/reference/case_splitter.hpp"
#include "interpreter/reference/reference.hpp"

namespace cepol::columnar {

namespace {

using namespace core;
using engine::Status;
using engine::ValueSet;

// A batch costs about as much as so many rows one by one, so that a few may be left out.
constexpr data::RowIndex most_rows_left_out = 16;

class ColumnarEngine final : public engine::Engine {
 public:
  using Info = std::shared_ptr<const reference::ProgramInfo>;
  ColumnarEngine(const Program& program, const data::Dataset& data, const engine::Options& options,
                 std::unique_ptr<engine::Engine> reference, Info info)
      : program_(program),
        data_(data),
        options_(options),
        reference_(std::move(reference)),
        info_(std::move(info)),
        bounds_(program, data, options_),
        expected_(program.tables.size()) {}

  engine::RowResults decide(TableId table, data::RowIndex row) override {
    engine::RowResults results;
    decide_into(results, table, row);
    return results;
  }
  void decide_into(engine::RowResults& results, TableId table, data::RowIndex row) override {
    if (!has(table, row)) return void(results = reference_->decide(table, row));
    const std::uint64_t deferred_before = deferred_;
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < program_.decisions.size(); ++i) {
      if (program_.decisions.nodes[i].table != table) continue;
      if (count == results.decisions.size()) results.decisions.emplace_back();
      decide_planned(results.decisions[count++], DecisionId{i}, row, true);
    }
    results.decisions.resize(count);
    rows_decided_ += deferred_ == deferred_before ? 1 : 0;
  }
  engine::RowResults::Decided decide(DecisionId decision, data::RowIndex row) override {
    if (!has(program_.decisions[decision].table, row)) return reference_->decide(decision, row);
    engine::RowResults::Decided made;
    decide_planned(made, decision, row, false);
    return made;
  }
  engine::Outcome outcome(DecisionId decision, data::RowIndex row) override {
    if (!has(program_.decisions[decision].table, row)) return reference_->outcome(decision, row);
    engine::Outcome made;
    planned_or_deferred(made, program_.decisions[decision].outcome, row, false);
    return made;
  }
  engine::Outcome value(FunctionId function, data::RowIndex row, bool missing) override {
    return reference_->value(function, row, missing);
  }
  engine::OutcomeRegions outcome_regions(DecisionId decision, data::RowIndex row, std::size_t limit) override {
    return reference_->outcome_regions(decision, row, limit);
  }
  ValueSet call(FunctionId function, std::span<const ValueSet> arguments) override {
    if (!watched_ && plan_)
      if (auto value = planned(function, arguments)) return *value;
    return reference_->call(function, arguments);
  }
  std::optional<Member> known_member(FunctionId function, data::RowIndex row) override {
    if (watched_ || !plan_ || !in_batch(row) || !nodes_[function.index].valid()) return std::nullopt;
    const NodeId node = nodes_[function.index];
    return batch_->member_of(node, batch_->lane_of(node, row));
  }
  ValueSet evaluate(FunctionId function, ExprId expression, std::span<const ValueSet> frame) override {
    return reference_->evaluate(function, expression, frame);
  }
  void expect(TableId table, std::vector<data::RowIndex> rows) override {
    std::erase_if(rows, [&](data::RowIndex row) { return row >= data_[table].rows; });
    expected_[table.index] = std::move(rows);
  }
  std::uint64_t rows_decided() const { return rows_decided_; }
  void watch(engine::CoverageMarks* marks) override {
    watched_ = marks != nullptr;
    reference_->watch(marks);
  }

 private:
  bool in_batch(data::RowIndex row) const { return batch_->has(row); }
  // Does it take a row of the table, and nothing else, or a year too?
  bool is_of_subjects(FunctionId function, TableId table, bool and_year) const {
    const auto& parameters = program_.functions[function].parameters;
    return parameters.size() == (and_year ? 2 : 1) && parameters[0].type.kind == Kind::row &&
           parameters[0].type.table == table && (!and_year || parameters[1].type.kind == Kind::year);
  }

  // The value of a function that the plan has, for a row of the batch, or for that and a year; nullopt: it has none.
  std::optional<ValueSet> planned(FunctionId function, std::span<const ValueSet> arguments) {
    if (arguments.empty() || arguments.size() > 2) return std::nullopt;
    const engine::RowSet* rows = std::get_if<engine::RowSet>(&arguments.front().values);
    if (rows == nullptr || !engine::is_point(*rows) || !in_batch(rows->first)) return std::nullopt;
    if (arguments.size() == 1) {
      const NodeId node = nodes_[function.index];
      if (!node.valid()) return std::nullopt;
      if (auto value = batch_->value_set(node, batch_->lane_of(node, rows->first))) return value;
      return open_value(Residual::Value(residual_of(rows->first), node));
    }
    const YearNode& node = year_nodes_[function.index];
    if (!node.id.valid() || !engine::is_single(arguments[1])) return std::nullopt;
    const auto lane = batch_->lane_of_year(node.years, node.id, rows->first, arguments[1].range().low.num);
    if (!lane) return std::nullopt;
    if (auto value = batch_->value_set(node.id, *lane)) return value;
    if (plan_->nodes[node.id].domain != node.years) return std::nullopt;
    return open_value(Residual::Value(residual_of(rows->first), node.id, node.years, *lane));
  }

  // Is the row in the batch, or in a new one? A batch is begun where rows are asked for one after another, also in
  // blocks, or nearly so.
  bool has(TableId table, data::RowIndex row) {
    if (watched_) return false;
    if (plan_ && table == table_ && in_batch(row)) return true;
    const bool follows = row % options_.batch_rows == 0 ||
                         (table == last_table_ && row > last_row_ && row - last_row_ <= most_rows_left_out + 1);
    last_table_ = table;
    last_row_ = row;
    const std::vector<data::RowIndex>& expected = expected_[table.index];
    const auto next = std::ranges::lower_bound(expected, row);
    const bool is_expected = next != expected.end() && *next == row;
    if ((!follows && !is_expected) || row >= data_[table].rows) return false;
    if (!plan_ || table != table_) make_plan(table);
    std::vector<data::RowIndex> rows;
    if (is_expected) {
      rows.assign(next, next + std::min<std::ptrdiff_t>(options_.batch_rows, expected.end() - next));
    } else {
      rows.resize(std::min<data::RowIndex>(options_.batch_rows, data_[table].rows - row));
      std::iota(rows.begin(), rows.end(), row);
    }
    last_row_ = rows.back();
    batch_->run(std::move(rows));
    residual_row_.reset();
    return true;
  }

  void make_plan(TableId table) {
    std::vector<Member> readings = options_.readings;
    if (readings.empty())
      for (const Reading& reading : program_.readings.nodes) readings.push_back(reading.default_option);
    Compiler compiler(program_, data_, std::move(readings));
    nodes_.assign(program_.functions.size(), {});
    year_nodes_.assign(program_.functions.size(), {});
    const auto add = [&](FunctionId function, DomainId years = {}) {
      if (!function.valid()) return;
      if (is_of_subjects(function, table, false) && !nodes_[function.index].valid())
        nodes_[function.index] = compiler.function_of_subject(function, table);
      if (years.valid() && is_of_subjects(function, table, true) && !year_nodes_[function.index].id.valid())
        year_nodes_[function.index] = {compiler.function_of_year(function, table, years), years};
    };
    const auto add_steps = [&](const auto& self, const std::vector<StepId>& steps, DomainId years) -> void {
      for (StepId id : steps) {
        const Step& step = program_.steps[id];
        for (FunctionId function : {step.value, step.from, step.to}) add(function, years);
        const bool of_years = step.kind == StepKind::years && is_of_subjects(step.from, table, false) &&
                              is_of_subjects(step.to, table, false);
        const DomainId within = of_years ? compiler.years_of_subject(step.from, step.to, table) : years;
        self(self, step.steps, within);
        self(self, step.values, within);
      }
    };
    for (const Decision& decision : program_.decisions.nodes) {
      if (decision.table != table) continue;
      add(decision.outcome);
      for (const Measure& measure : decision.measures) add(measure.value);
      add_steps(add_steps, decision.account, {});
    }
    residual_.reset();
    batch_.reset();
    plan_ = std::make_unique<Plan>(compiler.finish());
    batch_ = std::make_unique<Batch>(*plan_, data_);
    table_ = table;
  }
  // Of a row of the batch. What is deferred is left to the reference engine, one value at a time.
  void decide_planned(engine::RowResults::Decided& made, DecisionId id, data::RowIndex row, bool missing) {
    const Decision& decision = program_.decisions[id];
    made.decision = id;
    planned_or_deferred(made.outcome, decision.outcome, row, missing);
    made.measures.resize(decision.measures.size());
    for (std::size_t i = 0; i < decision.measures.size(); ++i)
      planned_or_deferred(made.measures[i], decision.measures[i].value, row, false);
  }
  void planned_or_deferred(engine::Outcome& made, FunctionId function, data::RowIndex row, bool missing) {
    if (is_planned(made, function, row)) return;
    if (auto outcome = completed(function, row, missing)) return void(made = std::move(*outcome));
    ++deferred_;
    made = reference_->value(function, row, missing);
  }

  // (Why something may fail is told by the reference engine.)
  static std::optional<ValueSet> open_value(Residual::Value value) {
    const ValueSet found = value.run();
    return value.given_up() || found.failure != 0 ? std::nullopt : std::optional(found);
  }
  Residual& residual_of(data::RowIndex row) {
    if (!operations_) operations_.emplace(program_, data_, options_, info_);
    if (!residual_) {
      residual_.emplace(program_, *plan_, *batch_, *operations_);
      residual_row_.reset();
    }
    if (residual_row_ != row) residual_->begin(row);
    residual_row_ = row;
    return *residual_;
  }
  // By what the plan left open; nullopt: that does not tell. (Why something fails is told by the reference engine.)
  std::optional<engine::Outcome> completed(FunctionId function, data::RowIndex row, bool missing) {
    const NodeId node = nodes_[function.index];
    if (plan_->nodes[node].op == Op::deferred) return std::nullopt;
    Residual::Value value(residual_of(row), node);
    engine::Outcome outcome =
        reference::CaseSplitter(*operations_, value, program_.functions[function].result, bounds_.of(table_))
            .run(missing);
    if (value.given_up() || outcome.status == Status::failed || outcome.status == Status::conflict) return std::nullopt;
    return outcome;
  }

  // false: deferred.
  bool is_planned(engine::Outcome& made, FunctionId function, data::RowIndex row) {
    const NodeId node = nodes_[function.index];
    const auto number = batch_->number_of(node, batch_->lane_of(node, row));
    if (!number) return false;
    made.detail.clear();
    made.missing.clear();
    made.bounded = false;
    made.value.text.clear();
    made.value.written.clear();
    const bool covered = number->den > 0, is_text = plan_->nodes[node].kind == Kind::text;
    made.status = covered ? Status::given : Status::not_covered;
    made.value.type = covered ? program_.functions[function].result : Type();
    made.value.number = covered && !is_text ? *number : Exact();
    if (!covered || !is_text) return true;
    made.value.text = batch_->text(number->num);
    made.value.written = engine::written_text(program_, data_, made.value.text);
    return true;
  }

  const Program& program_;
  const data::Dataset& data_;
  const engine::Options options_;
  std::unique_ptr<engine::Engine> reference_;
  const Info info_;
  engine::SearchBounds bounds_;
  std::unique_ptr<Plan> plan_;
  std::unique_ptr<Batch> batch_;
  std::optional<reference::SetOperations> operations_;
  std::optional<Residual> residual_;
  std::optional<data::RowIndex> residual_row_;  // the row that it is of
  struct YearNode {
    NodeId id;
    DomainId years;
  };
  std::vector<NodeId> nodes_;         // by FunctionId: its value for each subject
  std::vector<YearNode> year_nodes_;  // by FunctionId: its value for each year of each subject
  TableId table_ = {};
  std::vector<std::vector<data::RowIndex>> expected_;  // by table
  TableId last_table_ = {};                            // the row asked for last, or the last of the batch
  data::RowIndex last_row_ = 0;
  std::uint64_t rows_decided_ = 0, deferred_ = 0;
  bool watched_ = false;
};

class ColumnarProgram final : public engine::PreparedProgram {
 public:
  ColumnarProgram(const Program& program, const std::vector<Member>& readings)
      : program_(program),
        info_(std::make_shared<const reference::ProgramInfo>(program, readings)),
        reference_(reference::prepared(program, info_)) {}
  std::unique_ptr<engine::Engine> on(const data::Dataset& data, const engine::Options& options) const override {
    return std::make_unique<ColumnarEngine>(program_, data, options, reference_->on(data, options), info_);
  }

 private:
  const Program& program_;
  std::shared_ptr<const reference::ProgramInfo> info_;
  std::unique_ptr<const engine::PreparedProgram> reference_;
};

std::unique_ptr<const engine::PreparedProgram> prepare(const Program& program, const std::vector<Member>& readings) {
  return std::make_unique<ColumnarProgram>(program, readings);
}

}  // namespace

std::uint64_t rows_decided(const engine::Engine& engine) {
  return dynamic_cast<const ColumnarEngine&>(engine).rows_decided();
}

const engine::EngineKind& engine_kind() {
  static constexpr engine::EngineKind kind{"columnar", &prepare};
  return kind;
}

}  // namespace cepol::columnar
