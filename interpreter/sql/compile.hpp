// Makes the columns of the plan of a program's functions: each function that is called is a column, named and explained
// after it, in the relation of the rows and years that it depends on.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "interpreter/database/names.hpp"
#include "interpreter/sql/dialect.hpp"
#include "interpreter/sql/plan.hpp"

namespace cepol::sql {

// Thrown nowhere: the first construct that cannot be written is kept, and what comes of it is not used.
class Compiler {
 public:
  Compiler(const core::Program& program, const Options& options);

  // The value of a function of one row, for each row of the table.
  Value function_of_row(core::FunctionId function, core::TableId table);
  // The loop over the rows of the table.
  std::uint32_t subject_loop(core::TableId table);
  // A cell of the row of a loop.
  Value cell_of_loop(std::uint32_t loop, core::ColumnIndex column);

  const Plan& plan() const { return plan_; }
  const std::optional<Unsupported>& unsupported() const { return unsupported_; }
  // Names of relations, each another than those of columns.
  std::string new_name(std::string_view wanted) { return names_.next(wanted); }

 private:
  using Frame = std::vector<Value>;  // by slot
  struct Term;

  Value compile(core::ExprId id, const Frame& frame);
  Value call(core::FunctionId function, const Frame& arguments);
  Value constant(const core::Constant& constant, const core::Type& type) const;
  std::string null_of(const core::Type& type) const;
  Value whole(Wide value, const core::Type& type) const;
  Value unsupported(std::string zh, std::string en, const core::Type& type);

  // ---- parts of a value
  std::string state_of(const Value& value) const;
  std::string combined_state(const std::vector<const Value*>& values) const;
  std::string is_open(const Value& value) const;
  // All operands are needed; `text` is NULL where one is.
  Value needing(const std::vector<const Value*>& values, std::string text, const core::Type& type,
                unsigned may = 0) const;
  // The same of a test, which is no where an operand is none.
  Value tested(const std::vector<const Value*>& values, std::string text) const;
  Value condition(Value value) const;  // none counts as no
  void set_state(Value& value, std::string state) const;
  static void depend(Value& value, const Value& other);

  // ---- columns
  Value as_column(Value value, std::string_view name, const std::string& comment);
  Value short_text(Value value, std::string_view name);
  std::uint32_t column(PlanColumn column, std::string_view wanted);
  std::string quoted(std::uint32_t column) const { return quoted_name(plan_.columns[column].name); }
  Value cell(const Value& row, core::ColumnIndex column, core::TableId table);
  Value cell_of(const std::string& alias, core::TableId table, core::ColumnIndex column, PlanColumn wanted);

  // ---- numbers
  Value arithmetic(const core::Arithmetic& term, const core::Type& type, const Frame& frame);
  Value divided(const Value& left, const Value& right, const core::Type& type);
  Value fraction(Value value);  // its numerator and denominator
  Value scaled(Value value, std::int64_t denominator) const;
  Value fitting(Value value, std::string_view name);  // open where it does not fit the numbers of the engine
  Value reduced(std::string numerator, std::string divisor, Value like, std::string_view name);
  void unify(const std::vector<Value*>& values);
  Value rounded(const core::Round& term, const core::Type& type, const Frame& frame);
  Value shifted(const core::DateAdd& term, const core::Type& type, const Frame& frame);
  std::string order_of(const Value& value) const;  // what values of an ordered type are compared by
  Value compared(core::Relation relation, Value left, Value right);
  std::string same(const Value& left, const Value& right) const;

  // ---- choices
  Value chosen(const std::vector<Value>& conditions, std::vector<Value> values, const core::Type& type);
  Value first_case(const core::Cases& term, const core::Type& type, const Frame& frame);
  Value one_case(const core::Cases& term, const core::Type& type, const Frame& frame);

  bool is_carried(const Value& value) const;
  Value scan(const core::YearScan& term, const core::Type& type, const Frame& frame);

  // ---- folds
  std::uint32_t loop(Loop loop, std::string_view lane, const Loops& within);
  Value lane_of(std::uint32_t loop, const core::Type& type) const;
  Value over_rows(const core::OverRows& term, const core::Type& type, const Frame& frame);
  Value of_nothing(core::Fold fold, const core::Type& type) const;  // a fold over no rows
  std::optional<std::uint32_t> years(core::ExprId first, core::ExprId last, const Frame& frame, Value& ends);
  Value over_years(const core::OverYears& term, const core::Type& type, const Frame& frame);
  Value folded(core::Fold fold, std::uint32_t loop, core::Slot slot, const std::optional<core::ExprId>& guard,
               const std::optional<core::ExprId>& of, const core::Type& type, const Frame& frame);
  struct Aggregates;
  Value both(const Value& guard, const Value& of) const;
  Value unless_stopped(Value value, const Value& ends, State least) const;

  const core::Program& program_;
  const Options& options_;
  const Words words_;
  Plan plan_;
  database::UniqueNames names_{50};
  std::map<std::string, Value> calls_;
  std::map<std::string, std::uint32_t> column_index_, loop_index_, lookup_index_;
  std::optional<Unsupported> unsupported_;
  std::string function_;  // the name of the function that is compiled
  Span span_;
};

}  // namespace cepol::sql
