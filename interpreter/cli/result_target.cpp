// The formats of results with their endings; names of the tables that are written.
#include "interpreter/cli/result_target.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/cli/outputs.hpp"
#include "interpreter/data/bad_causes.hpp"

namespace cepol::cli {

namespace {

TextKind kind_of(ResultFormat format) {
  switch (format) {
    case ResultFormat::table: return TextKind::people;
    case ResultFormat::csv:
    case ResultFormat::workbook: return TextKind::exact;
    case ResultFormat::json:
    case ResultFormat::ndjson: return TextKind::json;
  }
  return TextKind::people;
}

report::Format text_format(ResultFormat format) {
  switch (format) {
    case ResultFormat::csv: return report::Format::csv;
    case ResultFormat::json: return report::Format::json;
    case ResultFormat::ndjson: return report::Format::ndjson;
    case ResultFormat::table:
    case ResultFormat::workbook: break;
  }
  return report::Format::table;
}

}  // namespace

std::string ResultTarget::choose(const FormatOption& typed, const Io& io) {
  std::vector<FormatName> names{
      {"table", {".txt"}}, {"csv", {}}, {"json", {".json"}}, {"ndjson", {".ndjson", ".jsonl"}}, {"xlsx", {".xlsx"}}};
  std::vector<ResultFormat> formats{ResultFormat::table, ResultFormat::csv, ResultFormat::json, ResultFormat::ndjson,
                                    ResultFormat::workbook};
  if (!path.empty()) {  // the first is the default
    std::swap(names[0], names[1]);
    std::swap(formats[0], formats[1]);
  }
  std::size_t chosen = 0;
  const std::string problem = typed.choose(names, path, chosen, io);
  format = formats[chosen];
  if (problem.empty() && format == ResultFormat::workbook && path.empty())
    return std::string(io.say("--format xlsx 要写成文件，加上 -o 结果.xlsx",
                              "--format xlsx is written to a file; add -o results.xlsx"));
  return problem;
}

std::string quota_table_name(const core::Program& program, std::size_t quota) {
  const core::Quota& one = program.quotas[quota];
  bool taken = std::any_of(program.results.begin(), program.results.end(),
                           [&](const core::ResultTable& table) { return table.table == one.table; });
  for (std::size_t i = 0; i < quota; ++i) taken = taken || program.quotas[i].table == one.table;
  return program.tables[one.table].name + (taken ? "." + one.name : std::string());
}

std::string bad_rows_table(const core::Program& program) { return data::bad_rows_name(program.english); }

std::vector<std::string> csv_files(const ResultTarget& target, const core::Program& program) {
  if (target.format != ResultFormat::csv) return {};
  std::vector<std::string> tables{bad_rows_table(program), program.english ? "readings" : "读法"};
  for (const core::ResultTable& table : program.results) tables.push_back(program.tables[table.table].name);
  for (std::size_t i = 0; i < program.quotas.size(); ++i) tables.push_back(quota_table_name(program, i));
  for (std::string& table : tables) table = (std::filesystem::path(target.path) / report::file_name(table)).string();
  return tables;
}

std::unique_ptr<report::ResultWriter> writer_to(const ResultTarget& target, const Io& io) {
  const bool stream = target.path.empty();
  auto destination = target.format == ResultFormat::csv && !stream
                         ? folder_destination(target.path, io.read)
                         : destination_of(output_to(target.path, io, kind_of(target.format)));
  return report::make_writer(text_format(target.format), std::move(destination), stream ? io.width : 0);
}

std::unique_ptr<office::WorkbookWriter> workbook_to(const ResultTarget& target, const core::Program& program,
                                                    const Io& io) {
  return office::make_workbook(destination_of(output_to(target.path, io, kind_of(target.format))),
                               {program.title.empty() ? program.name : program.title, program.name, io.today});
}

}  // namespace cepol::cli
