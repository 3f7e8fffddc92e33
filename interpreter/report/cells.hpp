// Formats data and results as the cells of result tables, in the language of the policy.
#pragma once

#include <string>
#include <vector>

#include "interpreter/data/bad_causes.hpp"
#include "interpreter/explain/known_reasons.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::report {

std::string data_cell(const core::Program& program, const data::Dataset& data, core::TableId table, data::RowIndex row,
                      core::ColumnIndex column);
// What the cells of a column of this type are.
CellKind kind_of(core::Kind kind);
Heads header(const core::Program& program, const core::ResultTable& table);
// One row of a result table, in place of what `row` holds. Figures that have no value or are not certain are blank.
void set_cells(std::vector<std::string>& row, const core::ResultTable& table, const explain::Subject& subject,
               const engine::RowResults& results, explain::KnownReasons& reasons, const std::string& note);
// One of the figures: a column that is a measure.
std::string figure_cell(const core::Program& program, const engine::RowResults& results,
                        const core::ResultColumn& column);

// The header over explain::quota_rows.
Heads quota_header(const core::Program& program, const core::Quota& quota);

Heads bad_header(bool english);  // 表, 行, 列, 原因
std::vector<std::string> bad_cells(const data::BadRow& bad, bool english);
// The same by cause, for people.
Heads cause_header(bool english);  // 表, 列, 处数, 行, 原因
std::vector<std::string> cause_cells(const data::BadCause& cause, bool english);
// A line for each kind of rows that are no records, in each table: 人员：合计、小计 1 行（第 252 行）
std::string left_out_text(const std::vector<data::LeftOut>& rows, bool english);

}  // namespace cepol::report
