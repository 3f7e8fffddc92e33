// The formats of results with their endings; names of the tables that are written.
#include "interpreter/cli/result_target.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "interpreter/cli/database_files.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/data/bad_causes.hpp"
#include "interpreter/database/postgres_results.hpp"
#include "interpreter/database/sqlite_results.hpp"
#include "interpreter/files/address.hpp"
#include "lang/base/fold.hpp"

namespace cepol::cli {

namespace {

TextKind kind_of(const ResultTarget& target) {
  switch (target.format) {
    case ResultFormat::table: return TextKind::people;
    case ResultFormat::csv:
      return target.encoding == ResultEncoding::utf8            ? TextKind::exact
             : target.encoding == ResultEncoding::utf8_with_bom ? TextKind::with_bom
                                                                : TextKind::gb18030;
    case ResultFormat::workbook:
    case ResultFormat::sqlite:
    case ResultFormat::postgres: return TextKind::exact;
    case ResultFormat::page: return TextKind::html;
    case ResultFormat::json:
    case ResultFormat::ndjson: return TextKind::json;
  }
  return TextKind::people;
}

report::Format text_format(const ResultTarget& target) {
  switch (target.format) {
    case ResultFormat::csv:
      return target.encoding == ResultEncoding::utf8 ? report::Format::csv : report::Format::csv_for_spreadsheets;
    case ResultFormat::json: return report::Format::json;
    case ResultFormat::ndjson: return report::Format::ndjson;
    case ResultFormat::table:
    case ResultFormat::workbook:
    case ResultFormat::page:
    case ResultFormat::sqlite:
    case ResultFormat::postgres: break;
  }
  return report::Format::table;
}

std::string choose_encoding(const std::string& typed, ResultTarget& target, const Io& io) {
  const std::vector<std::string> names{"utf-8", "utf-8-bom", "gb18030"};
  const auto named = std::find(names.begin(), names.end(), typed);
  if (named == names.end()) return not_one_of("--output-encoding", typed, names, io);
  target.encoding = static_cast<ResultEncoding>(named - names.begin());
  if (target.format != ResultFormat::csv)
    return std::string(io.say("--output-encoding 只用于 CSV", "--output-encoding is for CSV alone"));
  if (target.encoding == ResultEncoding::gb18030 && !can_encode_gb18030())
    return std::string(io.say("这台机器的 C 库不会写 GB18030；用 utf-8-bom 或 -o 结果.xlsx",
                              "the C library here cannot write GB18030; use utf-8-bom or -o results.xlsx"));
  return {};
}

}  // namespace

std::string ResultTarget::choose(const FormatOption& typed, const std::optional<std::string>& typed_encoding,
                                 const Io& io) {
  if (files::is_address(path)) {
    format = ResultFormat::postgres;
    if (typed.typed)
      return std::string(io.say("结果写到数据库的，不用 --format", "results in a database need no --format"));
    return typed_encoding ? choose_encoding(*typed_encoding, *this, io) : std::string();
  }
  std::vector<FormatName> names{{"table", {".txt"}},
                                {"csv", {}},
                                {"json", {".json"}},
                                {"ndjson", {".ndjson", ".jsonl"}},
                                {"xlsx", {".xlsx"}},
                                {"html", {".html", ".htm"}},
                                {"sqlite", {".sqlite", ".sqlite3", ".db"}}};
  std::vector<ResultFormat> formats{ResultFormat::table,  ResultFormat::csv,      ResultFormat::json,
                                    ResultFormat::ndjson, ResultFormat::workbook, ResultFormat::page,
                                    ResultFormat::sqlite};
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
  if (problem.empty() && format == ResultFormat::sqlite && path.empty())
    return std::string(io.say("--format sqlite 要写成文件，加上 -o 结果.sqlite",
                              "--format sqlite is written to a file; add -o results.sqlite"));
  return problem.empty() && typed_encoding ? choose_encoding(*typed_encoding, *this, io) : problem;
}

std::string quota_table_name(const core::Program& program, std::size_t quota) {
  const core::Quota& one = program.quotas[quota];
  bool taken = std::any_of(program.results.begin(), program.results.end(),
                           [&](const core::ResultTable& table) { return table.table == one.table; });
  for (std::size_t i = 0; i < quota; ++i) taken = taken || program.quotas[i].table == one.table;
  return program.tables[one.table].name + (taken ? "." + one.name : std::string());
}

std::string roster_table_name(const core::Program& program, std::size_t roster) {
  std::set<std::string> taken{without_case(bad_rows_table(program))};
  for (const core::ResultTable& table : program.results) taken.insert(without_case(program.tables[table.table].name));
  for (std::size_t i = 0; i < program.quotas.size(); ++i) taken.insert(without_case(quota_table_name(program, i)));
  for (std::size_t i = 0;; ++i) {
    std::string name = program.rosters[i].title;
    if (taken.contains(without_case(name))) name = program.tables[program.rosters[i].table].name + "." + name;
    while (taken.contains(without_case(name))) name += "_";
    if (i == roster) return name;
    taken.insert(without_case(name));
  }
}

std::string bad_rows_table(const core::Program& program) { return data::bad_rows_name(program.english); }

std::vector<std::string> csv_files(const ResultTarget& target, const core::Program& program) {
  if (target.format != ResultFormat::csv) return {};
  std::vector<std::string> tables{bad_rows_table(program), program.english ? "readings" : "读法"};
  for (const core::ResultTable& table : program.results) tables.push_back(program.tables[table.table].name);
  for (std::size_t i = 0; i < program.quotas.size(); ++i) tables.push_back(quota_table_name(program, i));
  for (std::size_t i = 0; i < program.rosters.size(); ++i) tables.push_back(roster_table_name(program, i));
  for (std::string& table : tables) table = (std::filesystem::path(target.path) / report::file_name(table)).string();
  return tables;
}

bool replaces_database(const ResultTarget& target, const Io& io) {
  if (target.format != ResultFormat::sqlite) return false;
  // Not through Io::files: the file is no input of this run.
  const files::Files& disk = workspace::disk_files();
  std::string why;
  if (disk.kind(target.path) != files::FileKind::regular) return false;
  const auto begin = disk.read(target.path, database::sqlite_header_size, why);
  if (begin && (begin->empty() || database::is_sqlite_results(*begin))) return false;
  io.message(io.say("cepol：“{}”已经有了，不是 cepol 写出的结果，没有盖掉；请换一个名字\n",
                    "cepol: “{}” is there already and is no result that cepol wrote, so it was not replaced; choose "
                    "another name\n",
                    target.path));
  return true;
}

std::unique_ptr<report::ResultWriter> writer_to(const ResultTarget& target, const core::Program& program,
                                                const Io& io) {
  if (target.format == ResultFormat::postgres) {
    std::string why;
    auto connection = connect(target.path, *io.passwords, why);
    const std::string schema = files::parameter_of(target.path, "schema");
    return database::make_postgres_results(std::move(connection), why, schema.empty() ? "cepol" : schema,
                                           program.english);
  }
  if (target.format == ResultFormat::sqlite)
    return database::make_sqlite_results(destination_of(output_to(target.path, io, kind_of(target))));
  const bool stream = target.path.empty();
  auto destination = target.format == ResultFormat::csv && !stream
                         ? folder_destination(target.path, kind_of(target), io.read)
                         : destination_of(output_to(target.path, io, kind_of(target)));
  return report::make_writer(text_format(target), std::move(destination), stream ? io.width : 0);
}

std::unique_ptr<office::WorkbookWriter> workbook_to(const ResultTarget& target, const core::Program& program,
                                                    const Io& io) {
  return office::make_workbook(destination_of(output_to(target.path, io, kind_of(target))),
                               {program.title.empty() ? program.name : program.title, program.name, io.today});
}

std::unique_ptr<pages::ResultsWriter> page_to(const ResultTarget& target, const Inputs& inputs, const Io& io) {
  const core::Program& program = inputs.policy->program();
  pages::ResultsPage page{program.title.empty() ? program.name : program.title, program.english, {program.name}, {}};
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const core::Reading& reading = program.readings.nodes[i];
    page.facts.push_back(reading.name + "=" + reading.options[inputs.options.readings[i]].name);
  }
  if (!io.today.empty()) page.facts.push_back(io.today);
  page.facts.push_back("cepol " CEPOL_VERSION);
  // In the notice's order, then those of other notices.
  std::map<std::string, std::size_t> places;
  for (const semantics::ClauseUse& use : inputs.policy->checked.clause_map) places.emplace(use.path, places.size());
  const auto place = [&](const core::Clause& clause) {
    const auto found = places.find(clause.path);
    return found == places.end() ? places.size() : found->second;
  };
  std::vector<core::Clause> clauses = program.clauses.nodes;
  std::stable_sort(clauses.begin(), clauses.end(),
                   [&](const core::Clause& a, const core::Clause& b) { return place(a) < place(b); });
  for (const core::Clause& clause : clauses)
    if (!clause.quote.empty()) page.clauses.emplace_back(core::clause_label(clause.path), clause.quote);
  return pages::make_results_page(destination_of(output_to(target.path, io, kind_of(target))), std::move(page));
}

}  // namespace cepol::cli
