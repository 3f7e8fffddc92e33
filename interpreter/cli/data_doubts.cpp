#include "interpreter/cli/data_doubts.hpp"

#include "interpreter/report/cells.hpp"

namespace cepol::cli {

namespace {

constexpr std::uint64_t most_rows_told = 10;

}  // namespace

std::vector<DataProblem> causes_of(const core::Program& program, const data::Dataset& data,
                                   const std::vector<data::Doubt>& doubts) {
  const bool english = program.english;
  std::vector<DataProblem> causes;
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    const data::Doubt& one = doubts[i];
    const bool like_the_last = i > 0 && doubts[i - 1].table == one.table && doubts[i - 1].kind == one.kind &&
                               doubts[i - 1].column == one.column;
    const core::RecordTable& record = program.tables[one.table];
    if (!like_the_last)
      causes.push_back({record.name, record.columns[one.column].name, 0, "", data::reason_of(one, english), 0});
    DataProblem& cause = causes.back();
    if (++cause.count == 2) cause.reason.insert(0, english ? "for example: " : "例如：");
    if (cause.count <= most_rows_told)
      cause.rows += (cause.rows.empty() ? ""
                     : english          ? ", "
                                        : "、") +
                    std::to_string(data[one.table].source_rows[one.row]);
    if (cause.count == most_rows_told + 1) cause.rows += english ? ", ..." : " 等";
  }
  return causes;
}

std::vector<DataPlace> places_of(const core::Program& program, const data::Dataset& data,
                                 const std::vector<data::Doubt>& doubts) {
  std::vector<DataPlace> places;
  for (const data::Doubt& one : doubts)
    places.push_back(
        {one.table, one.row, data[one.table].source_rows[one.row], program.tables[one.table].columns[one.column].name,
         report::data_cell(program, data, one.table, one.row, one.column), data::reason_of(one, program.english), 0});
  return places;
}

}  // namespace cepol::cli
