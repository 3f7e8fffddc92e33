// The tables of a workbook or a database beside the results themselves: the counts, with charts in a workbook, what is
// to be completed, and what the results were computed from.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/outcome_counts.hpp"
#include "interpreter/office/workbook.hpp"

namespace cepol::cli {

// Names of tables, by which a workbook of results is known.
std::string_view origin_table(bool english);
std::string to_complete_table(const std::string& table, bool english);

class FurtherTables {
 public:
  // `tables`: the result tables as they are shown; `by`: a column of the data by which what is to be completed is
  // grouped, where a table has it; empty: not grouped. Both, and the inputs, must outlive it.
  FurtherTables(const Inputs& inputs, const std::vector<core::ResultTable>& tables, const std::string& by)
      : inputs_(inputs), program_(inputs.policy->program()), tables_(tables), by_(by) {}

  // The results of a row, for what is to be completed.
  void add(core::TableId table, data::RowIndex row, const engine::RowResults& results);
  // `workbook`: the writer where it is one of a workbook, for charts; else null.
  void write_summary(report::ResultWriter& writer, office::WorkbookWriter* workbook, const OutcomeCounts& counts) const;
  void write_to_complete(report::ResultWriter& writer) const;
  // `only`: what was chosen to be listed; empty: everything.
  void write_origin(report::ResultWriter& writer, const std::vector<std::string>& only, const Io& io) const;

 private:
  struct Open {  // a row that is undetermined
    data::RowIndex row;
    std::uint32_t decisions, missing;  // numbers of texts
  };
  std::uint32_t number_of_text(const std::string& text);
  std::string_view words(std::string_view zh, std::string_view en) const { return program_.english ? en : zh; }

  const Inputs& inputs_;
  const core::Program& program_;
  const std::vector<core::ResultTable>& tables_;
  const std::string& by_;
  std::map<core::TableId, std::vector<Open>> open_;
  std::map<std::string, std::uint32_t> numbers_;  // many rows lack the same
  std::vector<const std::string*> texts_;
};

}  // namespace cepol::cli
