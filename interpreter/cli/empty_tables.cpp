// Compares the tables without records with the names given by --empty, and words what is missing.
#include "interpreter/cli/empty_tables.hpp"

#include <algorithm>
#include <optional>

#include "interpreter/report/count.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

bool named(const std::vector<std::string>& names, const std::string& table) {
  return std::find(names.begin(), names.end(), table) != names.end();
}

std::string similar_text(const files::SimilarFile& file, const std::string& table, const Io& io) {
  switch (file.kind) {
    case files::SimilarKind::other_format:
      return io.say("  有 {0}：请用表格软件打开，另存为 {1}.xlsx\n",
                    "  there is {0}: open it in the spreadsheet, and save it as {1}.xlsx\n", file.path, table);
    case files::SimilarKind::other_name:
      return io.say("  有 {0}：文件名要和表名一样；是这张表的，请改名为 {1}.csv\n",
                    "  there is {0}: a file has the name of its table; if it is this one, call it {1}.csv\n", file.path,
                    table);
    case files::SimilarKind::in_subfolder:
      return io.say("  有 {0}：里层的文件夹没有读；请把文件移出来，或者写明这个文件夹\n",
                    "  there is {0}: folders within are not read; move the file out, or name that folder\n", file.path);
  }
  return {};
}

// Where other tables are sheets of a workbook, this one is missed there first.
bool has_workbook(const files::Read& read) {
  return std::any_of(read.sources.begin(), read.sources.end(), [](const auto& source) {
    return source.second.ends_with(".xlsx") || source.second.ends_with(".xls");
  });
}

std::string missing_text(const files::EmptyTable& empty, bool workbook, const Io& io) {
  std::string text =
      empty.file.empty() && workbook
          ? io.say("“{0}”表没有数据：没有叫“{0}”的工作表，也没有 {0}.csv\n",
                   "no data for the table “{0}”: no sheet is called “{0}”, and there is no {0}.csv\n", empty.table)
      : empty.file.empty()
          ? io.say("“{0}”表没有数据：没有 {0}.csv\n", "no data for the table “{0}”: there is no {0}.csv\n", empty.table)
          : io.say("“{0}”表没有数据：{1} 里没有一条记录\n", "no data for the table “{0}”: there is no record in {1}\n",
                   empty.table, empty.file);
  for (const files::SimilarFile& file : empty.similar) text += similar_text(file, empty.table, io);
  return text;
}

// Sheets of workbooks that may be the tables that are missing, under other names.
std::string unread_sheets_text(const files::Read& read, const Io& io) {
  constexpr std::size_t most_named = 10;
  std::vector<std::string> sheets;
  for (const data::BadRow& bad : read.data.bad)
    if (bad.fault == data::Fault::sheet_unused) sheets.push_back(bad.table);
  if (sheets.empty()) return {};
  return io.say(
      "  没有读的工作表：{}。是其中哪张表的，把工作表的名字改成表名；或者用 cepol map 拟一份对照表，在里面写明\n",
      "  sheets that were not read: {}. If one of them is such a table, give the sheet the name of the table, or "
      "say so in a list that cepol map begins\n",
      Composed{io.listed(sheets, most_named)});
}

}  // namespace

bool known_to_policy(const std::vector<const core::Program*>& programs, const DataOptions& options, const Io& io) {
  std::vector<std::string> tables, columns;
  for (const core::Program* program : programs)
    for (const core::RecordTable& table : program->tables.nodes) {
      tables.push_back(table.name);
      for (const core::Column& column : table.columns) columns.push_back(table.name + "." + column.name);
    }
  for (const std::string& name : options.empty) {
    if (named(tables, name)) continue;
    const auto near = nearest_name(name, tables);
    io.message(io.say("cepol：没有“{}”这张表，--empty 后面写表名{}\n",
                      "cepol: there is no table “{}”; --empty takes the name of a table{}\n", name,
                      near ? io.say("；是不是想写“{}”？", "; did you mean “{}”?", *near) : std::string()));
    return false;
  }
  for (const std::string& name : options.absent) {
    if (named(columns, name)) continue;
    const auto near = nearest_name(name, columns);
    io.message(io.say("cepol：没有“{}”这一列，--absent 后面写表名和列名，如 --absent {}{}\n",
                      "cepol: there is no column “{}”; --absent takes a table and a column, as in --absent {}{}\n",
                      name, columns.empty() ? std::string() : columns.front(),
                      near ? io.say("；是不是想写“{}”？", "; did you mean “{}”?", *near) : std::string()));
    return false;
  }
  return true;
}

bool accept_empty_tables(const core::Program& program, const files::Read& read, const std::vector<std::string>& names,
                         const Io& io) {
  for (std::size_t i = 0; i < read.data.tables.size(); ++i) {
    const std::string& table = program.tables.nodes[i].name;
    const std::uint64_t rows = read.data.tables[i].rows_read;
    if (rows == 0 || !named(names, table)) continue;
    io.message(io.say("cepol：写了 --empty {0}，可是“{0}”表里有 {1} 行\n",
                      "cepol: --empty {0} is given, but there is data in “{0}”: {1:row,rows}\n", table,
                      report::Count{rows}));
    return false;
  }
  std::string text, options;
  for (const files::EmptyTable& empty : read.empty) {
    if (named(names, empty.table)) continue;
    text += missing_text(empty, has_workbook(read), io);
    options += " --empty " + quotable(empty.table);
  }
  if (text.empty()) return true;
  text += unread_sheets_text(read, io);
  io.message(text + std::string(io.say("没有处理数据：缺了该有的记录，结果会是错的。请补上再运行；确实没有记录的，"
                                       "运行时加上{}\n",
                                       "no data was processed: without the records of a table results would be wrong. "
                                       "Add them and run this again; where there are truly none, add{}\n",
                                       Composed{options})));
  return false;
}

}  // namespace cepol::cli
