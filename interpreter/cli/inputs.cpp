// Reads the policy, the choice of readings and the data of a calculation; prints why one of them is rejected.
#include "interpreter/cli/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "interpreter/cli/absent_columns.hpp"
#include "interpreter/cli/clean_up_list.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/empty_tables.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/row_owners.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

// A line a file.
void report_told(const std::vector<files::Told>& told, const Io& io) {
  std::string line;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const bool first = i == 0 || told[i].path != told[i - 1].path;
    line += first ? quoted_format("{}{}", told[i].path, io.say("：", ": ")) : std::string(io.say("；", "; "));
    line += files::words_of(told[i], io.language == Language::en);
    if (i + 1 < told.size() && told[i + 1].path == told[i].path) continue;
    io.message(line + "\n");
    line.clear();
  }
}

constexpr std::size_t most_rejected = 50;  // files and tables that cannot be used

bool refuse_reading(const Io& io, std::string_view message) {
  io.message(StyledText(std::string(message)));
  return false;
}

bool choose_reading(const core::Program& program, const std::string& name, const std::string& option,
                    std::vector<core::Member>& options, const Io& io) {
  const auto& readings = program.readings.nodes;
  if (readings.empty())
    return refuse_reading(io, io.say("cepol：这份政策没有读法，用不上 --reading\n",
                                     "cepol: this policy has no readings, so --reading is not needed\n"));
  std::vector<std::string> names;
  for (const core::Reading& reading : readings) names.push_back(reading.name);
  const auto index = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  if (index == names.size()) {
    const auto near = nearest_name(name, names);
    return refuse_reading(
        io,
        io.say("cepol：没有读法“{}”{}可选的读法：{}\n", "cepol: there is no reading “{}”{}readings: {}\n", name,
               near ? io.say("，是不是想写“{}”？", "; did you mean “{}”? ", *near) : std::string(io.say("；", "; ")),
               Composed{io.listed(names)}));
  }
  std::vector<std::string> known;
  for (const core::Reading::Option& one : readings[index].options) known.push_back(one.name);
  const auto chosen = std::find(known.begin(), known.end(), option);
  if (chosen != known.end()) {
    options[index] = static_cast<core::Member>(chosen - known.begin());
    return true;
  }
  if (option.empty())
    return refuse_reading(io, io.say("cepol：读法“{}”没有写选哪一种，例如 --reading {}；可选：{}\n",
                                     "cepol: it is not said which option of the reading “{}” is chosen, as in "
                                     "--reading {}; it has: {}\n",
                                     name, name + "=" + known.front(), Composed{io.listed(known)}));
  return refuse_reading(
      io, io.say("cepol：读法“{}”没有“{}”这一种，可选：{}\n",
                 "cepol: the reading “{}” has no option “{}”; it has: {}\n", name, option, Composed{io.listed(known)}));
}

}  // namespace

bool choose_readings(const core::Program& program, const std::vector<std::string>& chosen,
                     std::vector<core::Member>& options, const Io& io) {
  options.clear();
  for (const core::Reading& reading : program.readings.nodes) options.push_back(reading.default_option);
  std::map<std::string, std::string> given;
  for (const std::string& one : chosen) {
    const std::size_t sign = one.find('=');
    const std::string name = one.substr(0, sign),
                      option = sign == std::string::npos ? std::string() : one.substr(sign + 1);
    if (const auto [before, is_new] = given.emplace(name, option); !is_new && before->second != option)
      return refuse_reading(io, io.say("cepol：读法“{}”选了两种：{}、{}；只能选一种\n",
                                       "cepol: the reading “{}” is chosen twice: {}, {}; choose one of them\n", name,
                                       before->second, option));
    if (!choose_reading(program, name, option, options, io)) return false;
  }
  return true;
}

std::optional<data::Dataset> accept_data(const core::Program& program, files::Read read, const DataOptions& known,
                                         const Io& io) {
  io.id_words->insert(read.data.odd_ids.begin(), read.data.odd_ids.end());
  if (are_results(program, read.paths, read, io)) return std::nullopt;
  report_told(read.told, io);
  bool readable = true, table_lost = false, files_known = true;
  std::size_t rejected = 0;
  const auto reject = [&](const std::string& where, const std::string& why) {
    readable = false;
    if (++rejected <= most_rejected) io.message(quoted_format("{}{}{}\n", where, io.say("：", ": "), why));
  };
  for (const files::ReadError& error : read.errors) {
    if (error.fault == data::Fault::unknown_table) {
      // A file that belongs to no table does not affect other results: it is listed with the bad rows.
      data::BadRow bad;
      bad.table = std::filesystem::path(error.path).filename().string();
      bad.fault = error.fault;
      bad.arguments = error.arguments;
      read.data.bad.push_back(std::move(bad));
      continue;
    }
    // Without the rows of a table's own file results would be wrong.
    reject(error.path, io.system_words(data::reason_of(error.fault, error.arguments, io.language == Language::en)));
    const bool other_file = error.fault == data::Fault::no_known_table || error.fault == data::Fault::unknown_format;
    files_known = files_known && other_file;
    table_lost = table_lost ||
                 (!other_file && error.fault != data::Fault::file_missing && error.fault != data::Fault::table_twice);
  }
  for (const data::BadRow& bad : read.data.bad) {
    // Without these columns no row of the table can be used, as if it could not be read.
    if (bad.fault != data::Fault::missing_key_column && bad.fault != data::Fault::missing_link_column &&
        bad.fault != data::Fault::several_headings && bad.fault != data::Fault::values_as_headings &&
        bad.fault != data::Fault::unclear_columns)
      continue;
    const bool names_headings = bad.fault == data::Fault::several_headings ||
                                bad.fault == data::Fault::values_as_headings ||
                                bad.fault == data::Fault::unclear_columns;
    reject(bad.file.empty() ? bad.table : bad.file,
           data::reason_of(bad, io.language == Language::en) +
               (names_headings ? "" : unused_headings(read.data, bad.table, io)));
    table_lost = true;
  }
  if (rejected > most_rejected) io.message(io.say("这样的一共 {} 处\n", "there are {} of these in all\n", rejected));
  if (table_lost)
    io.message(quoted_format(
        "{}\n", io.say("没有处理数据：读不出的表里可能有该算的记录，缺了它们，结果会是错的。"
                       "请改好文件再运行；确实没有这类记录的，把那个文件移走。",
                       "no data was processed: without the rows of a table that cannot be read, results "
                       "would be wrong. Mend the file and run this again; if there are no such rows, take it "
                       "away.")));
  // Of a file that was not found or not read it is not known which tables it has.
  if (files_known && !accept_empty_tables(program, read, known.empty, io)) readable = false;
  if (readable && !accept_absent_columns(program, read.data, known.absent, io)) readable = false;
  if (readable && !accept_row_owners(program, read.data, io)) readable = false;
  if (!readable) return std::nullopt;
  return std::move(read.data);
}

std::optional<WordMap> read_map(const DataOptions& known, const Io& io) {
  return known.map ? WordMap::read(*known.map, io) : WordMap();
}

std::optional<Inputs> read_inputs(const InputOptions& options, const Io& io) {
  Inputs inputs;
  inputs.policy = load(options.policy, io, options.on.day());
  if (!inputs.policy->readable) return std::nullopt;
  if (!inputs.policy->good()) {
    print_problems(*inputs.policy, io, false);
    io.message(quoted_format("{}\n", io.say("政策有错，没有处理数据；请先改好政策。",
                                            "the policy has errors, so no data was processed: mend it first.")));
    return std::nullopt;
  }
  if (!choose_readings(inputs.policy->program(), options.readings, inputs.options.readings, io)) return std::nullopt;
  const core::Program& program = inputs.policy->program();
  if (!known_to_policy({&program}, options.known, io)) return std::nullopt;
  const auto map = read_map(options.known, io);
  const auto in_words = map ? map->applied(program, io) : std::nullopt;
  if (!in_words) return std::nullopt;
  data::Assumptions assumptions = options.known.assumptions();
  map->add_to(assumptions);
  const auto corrections = Corrections::read(options.known.corrections, program, io);
  if (!corrections) return std::nullopt;
  assumptions.corrections = corrections->all();
  assumptions.division = options.division;
  std::vector<std::string> lists = corrections->paths();
  lists.push_back(map->path());
  auto data = accept_data(program,
                          files::read(*in_words, options.data, WatchedFiles(io, options.data), assumptions,
                                      Threads(options.threads.count()), options.known.text_form(), lists),
                          options.known, io);
  if (!data) return std::nullopt;
  map->report_use(*data, io);
  corrections->report(*data, io);
  inputs.data = std::move(*data);
  report_missing_columns(program, inputs.data, io);
  inputs.paths = options.data;
  inputs.engine = &options.engine.kind();
  inputs.assumptions = options.known.assumptions();
  return inputs;
}

}  // namespace cepol::cli
