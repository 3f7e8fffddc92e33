// Looks for the marks of results in folders and files.
#include "interpreter/cli/earlier_results.hpp"

#include <algorithm>

#include "interpreter/cli/further_tables.hpp"
#include "interpreter/data/bad_causes.hpp"
#include "interpreter/database/sqlite_results.hpp"
#include "interpreter/files/path.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

namespace path = files::path;

namespace {

// Without it being taken for data that were read: the file is only looked at.
bool begins_with(const files::Files& files, const std::string& file, const std::vector<std::string>& begins) {
  if (files.kind(file) != files::FileKind::regular) return false;
  std::size_t longest = 0;
  for (const std::string& one : begins) longest = std::max(longest, one.size());
  std::string why;
  const auto text = files.read(file, longest, why);
  return text &&
         std::any_of(begins.begin(), begins.end(), [&](const std::string& one) { return text->starts_with(one); });
}

class Marks {
 public:
  explicit Marks(const files::Files& files) : files_(files) {
    for (const bool english : {false, true}) {
      names_.push_back(data::bad_rows_name(english));
      const std::string heading = report::csv_line(report::labels(report::bad_header(english)));
      headings_.push_back(heading);
      headings_.push_back("\uFEFF" + heading);
      if (can_encode_gb18030()) headings_.push_back(encoded(heading, TextKind::gb18030));
    }
  }
  Marks(const core::Program& program, const files::Files& files) : Marks(files) {
    for (const core::ResultTable& table : program.results)
      lines_.push_back(first_of_line(program.tables[table.table].name));
    for (const std::string& name : names_) lines_.push_back(first_of_line(name));
  }

  // The table of bad rows in a folder of results; empty: it is none.
  std::string in_folder(const std::string& folder) const {
    for (const std::string& name : names_)
      if (std::string file = path::join(folder, report::file_name(name)); begins_with(files_, file, headings_))
        return file;
    return {};
  }
  bool is_database(const std::string& file) const {
    const std::string ending(path::extension(file));
    if (ending != ".sqlite" && ending != ".sqlite3" && ending != ".db") return false;
    std::string why;
    const auto begin = files_.kind(file) == files::FileKind::regular
                           ? files_.read(file, database::sqlite_header_size, why)
                           : std::nullopt;
    return begin && database::is_sqlite_results(*begin);
  }
  // The file that has a mark; empty: none.
  std::string in(const std::string& given) const {
    const bool is_folder = files_.kind(given) == files::FileKind::folder;
    if (is_folder || path::extension(given) == ".csv")
      if (std::string file = in_folder(is_folder ? given : std::string(path::parent(given))); !file.empty())
        return file;
    std::vector<std::string> lines{given};
    std::string why;
    if (is_folder) {
      lines.clear();
      for (const std::string& name : files_.list(given, why).value_or(std::vector<std::string>()))
        lines.push_back(path::join(given, name));
    }
    for (const std::string& file : lines)
      if ((path::extension(file) == ".ndjson" && begins_with(files_, file, lines_)) || is_database(file)) return file;
    return {};
  }

  bool is_bad_rows(const std::string& table) const {
    return std::find(names_.begin(), names_.end(), table) != names_.end();
  }

 private:
  static std::string first_of_line(const std::string& table) { return "{\"table\": " + report::json_text(table); }

  const files::Files& files_;
  std::vector<std::string> names_, headings_, lines_;
};

// The workbook that has both the sheet of bad rows and that of the origin, or a table together with the sheet of what
// is to be completed of it; empty: none.
std::string results_workbook(const files::Read& read, const Marks& marks) {
  for (const files::ReadError& error : read.errors)
    if (error.fault == data::Fault::sheets_of_table)
      for (const bool english : {false, true})
        if (const std::string& table = error.arguments[0]; error.arguments[2] == to_complete_table(table, english))
          return error.path;
  const std::vector<data::BadRow>& bad = read.data.bad;
  const auto is_origin = [](const std::string& sheet) {
    return sheet == origin_table(false) || sheet == origin_table(true);
  };
  for (const data::BadRow& one : bad) {
    if (one.fault != data::Fault::sheet_unused || !marks.is_bad_rows(one.table)) continue;
    for (const data::BadRow& other : bad)
      if (other.fault == one.fault && other.file == one.file && is_origin(other.table)) return one.file;
  }
  return {};
}

}  // namespace

bool are_results(const core::Program& program, const std::vector<std::string>& paths, const files::Read& read,
                 const Io& io) {
  const Marks marks(program, *io.files);
  std::string file;
  for (const std::string& given : paths)
    if (file.empty()) file = marks.in(given);
  for (const data::BadRow& bad : read.data.bad)
    if (file.empty() && bad.fault == data::Fault::unknown_table && marks.is_bad_rows(bad.table)) file = bad.file;
  if (file.empty()) file = results_workbook(read, marks);
  if (file.empty()) return false;
  io.message(io.say("{}：这是 cepol 写出的结果，不是数据；请指明放数据的文件夹，数据里混进了结果的，把结果移走\n",
                    "{}: this is a result that cepol wrote, not data: name the folder of the data, and take results "
                    "out of it\n",
                    file));
  return true;
}

int refused(int status, const std::string& path, const Io& io) {
  const files::FileKind kind = path.empty() ? files::FileKind::missing : io.files->kind(path);
  if (kind == files::FileKind::regular ||
      (kind == files::FileKind::folder && !Marks(*io.files).in_folder(path).empty()))
    io.message(io.say("“{}”还和以前一样，里面不是这次的结果\n",
                      "“{}” is as it was before: what it holds is not the result of this run\n", path));
  return status;
}

}  // namespace cepol::cli
