// The data of every possible person as formulas: tables with so many rows, each present or not, the cells of which are
// variables, made when they are first read. What holds of all complete data that can be read (bounds, members, days of
// the calendar, keys, links) is listed as constraints.
//
// A table may stand for any number of rows instead. Its rows are then told apart by formulas only: a cell of the same
// row (formula) is the same variable, and nothing else is known of it.
//
// Numbers without bounds of their own lie between -1e9 and 1e9 (most_number). Texts are numbers: the constants of the
// program first, then all others.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/symbolic/dates.hpp"
#include "interpreter/symbolic/values.hpp"

namespace cepol::symbolic {

constexpr std::int64_t most_number = 1'000'000'000;
constexpr std::int64_t most_rows = 10'000;  // of a table that stands for any number of rows

struct TableShape {
  std::uint32_t rows = 0;     // explicit ones
  std::uint32_t certain = 0;  // of these the first ones are present
  bool any_number = false;    // beside the explicit ones any number of others
  bool of_first = false;      // a child table: all explicit rows belong to the first row of the parent
  bool in_order = false;      // a row is present only if the one before it is: their order is of no meaning
  const data::TableData* known = nullptr;  // its cells have these values: a table that belongs to the policy
};

// What a variable is of the data.
enum class CellPart : std::uint8_t { present, none, value, year, month, day, reading };
struct DataVariable {
  CellPart part;
  core::TableId table;
  std::uint32_t row = 0;  // an explicit one
  core::ColumnIndex column = 0;
  std::uint32_t reading = 0;
};

// What stands for folds over any number of rows: equal formulas of guard and value are the same unknown. Shared by all
// encoders of a scope.
struct UnknownFolds {
  std::map<std::vector<std::uint32_t>, Value> values;
  std::map<std::uint32_t, std::vector<Term>> rows;  // by table: what stands for a row, of folds within folds
  std::map<std::uint32_t, std::size_t> around;      // by table: folds around the present one
  std::vector<Term> beyond;                         // windows with more years than are encoded
};

class Scope {
 public:
  Scope(Values& values, const core::Program& program, std::vector<TableShape> shapes,
        const data::Dataset* known = nullptr);

  const core::Program& program() const { return program_; }
  const TableShape& shape(core::TableId table) const { return shapes_[table.index]; }
  Term present(core::TableId table, std::uint32_t row) const { return present_[table.index][row]; }
  // The cell of a row that is not none.
  Value cell(core::TableId table, Term row, core::ColumnIndex column);
  Value reading(core::ReadingId reading);                    // any option
  const Value* reading_read(core::ReadingId reading) const;  // nullptr: nothing asked for it
  Value text(const std::string& text);                       // a constant of the program
  // A value of the type that is not modelled; numbers between the bounds.
  Value unknown(const core::Type& type, const std::string& name, Exact low, Exact high, std::int64_t grid);

  UnknownFolds& unknown_folds() { return unknown_folds_; }
  std::vector<Term> constraints();  // of what was read so far
  const std::vector<std::string>& texts() const { return texts_; }
  // nullopt: a variable that is none of the data's.
  std::optional<DataVariable> of(Variable variable) const;
  // The columns of explicit rows that were read.
  const std::map<std::tuple<std::uint32_t, std::uint32_t, core::ColumnIndex>, Value>& cells() const { return cells_; }

 private:
  Value explicit_cell(core::TableId table, std::uint32_t row, core::ColumnIndex column);
  Value known_cell(const data::TableData& rows, core::TableId table, std::uint32_t row, core::ColumnIndex column);
  Value new_cell(core::TableId table, std::optional<std::uint32_t> row, core::ColumnIndex column);
  Term cell_variable(VariableNode node, const DataVariable& of, bool of_data);
  DateParts date_variables(const std::string& name, DataVariable of, std::pair<Exact, Exact> bounds, bool of_data,
                           Term none);
  Term any_text(const std::string& name, const DataVariable& of, bool of_data);
  Term reference(core::TableId table, const std::string& name, const DataVariable& of, bool of_data, Term none);

  Values& values_;
  Terms& terms_;
  Dates dates_;
  const core::Program& program_;
  const std::vector<TableShape> shapes_;
  const data::Dataset* known_;
  std::vector<std::vector<Term>> present_;
  std::vector<std::string> texts_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, core::ColumnIndex>, Value> cells_;   // table, row, column
  std::map<std::tuple<std::uint32_t, std::uint32_t, core::ColumnIndex>, Value> others_;  // likewise; row: its term
  std::map<std::uint32_t, Value> readings_;
  std::map<std::uint32_t, DataVariable> variables_;
  std::vector<Term> constraints_;
  UnknownFolds unknown_folds_;
};

}  // namespace cepol::symbolic
