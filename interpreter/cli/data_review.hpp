// What is wrong with data, and which of it leaves results open: the problems by cause, and the places one by one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/engine/results.hpp"

namespace cepol::cli {

struct DataProblem {
  std::string table, column;
  std::uint64_t count = 0;     // of places
  std::string rows, reason;    // the first places; what is wrong, and what to do
  std::uint64_t affected = 0;  // rows whose results depend on it, and those that have none by it
  std::uint64_t without_result = 0;
};

struct DataPlace {  // one that can be mended
  core::TableId table;
  std::optional<data::RowIndex> row;  // in the data set, if it is known
  std::uint64_t source_row = 0;       // 0: the whole column
  std::string column;                 // empty: the whole row
  std::string was;                    // what stands there; empty: nothing
  std::string reason;
  std::uint64_t affected = 0;
};

class DataReview {
 public:
  DataReview(const core::Program& program, const data::Dataset& data, bool english);

  // The results of one row.
  void add(const engine::RowResults& results);

  // Those first that results depend on, the costliest first.
  std::vector<DataProblem> problems() const;
  std::vector<DataPlace> places() const;
  std::uint64_t undetermined() const { return ends_.size(); }  // rows

 private:
  struct Found {
    std::size_t problem;
    const data::BadRow* bad;  // null: a cell that is blank, or known in part
  };
  Found found(const engine::BlankCell& cell) const;
  std::size_t blank_problem(const engine::BlankCell& cell);
  std::string was(const engine::BlankCell& cell, const data::BadRow* bad) const;

  const core::Program& program_;
  const data::Dataset& data_;
  bool english_;
  std::vector<DataProblem> problems_;
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Found> by_place_;
  // By table and column: faults that are listed together with others.
  std::map<std::pair<std::string, std::string>, std::vector<Found>> of_many_rows_;
  std::map<std::tuple<std::uint32_t, core::ColumnIndex, int>, std::size_t> blanks_;  // by table, column, how
  std::map<engine::BlankCell, std::uint32_t> numbers_;
  std::vector<engine::BlankCell> cells_;
  std::vector<std::size_t> problem_of_;  // by cell
  std::vector<const data::BadRow*> bad_of_;
  std::vector<std::uint32_t> missing_;
  std::vector<std::size_t> ends_;
};

}  // namespace cepol::cli
