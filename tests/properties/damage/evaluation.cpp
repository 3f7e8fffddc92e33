// Reads, decides and collects through the interfaces that `cepol eval` uses.
#include "tests/properties/damage/evaluation.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/data/without_twins.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/roster.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "tests/properties/damage/kinds.hpp"
#include "tests/support/same_data.hpp"
#include "tests/support/threads.hpp"

namespace cepol::damage {

namespace {

constexpr const char* fault_names[] = {
#define FAULT(name, zh, en) #name,
#include "interpreter/data/faults.def"
#undef FAULT
};

// Fewer trials than the tool makes: what is not found out in them is undetermined, which is never wrong.
constexpr std::size_t search_bound = 200;

void write_to(files::MemoryFiles& disk, const DataFiles& files) {
  for (const std::string& path : files.paths) disk.add_folder(path);
  for (const TextTable& table : files.tables)
    if (table.form != FileForm::missing) disk.write(table.file, file_text(table));
  for (const auto& [path, text] : files.others) disk.write(path, text);
}

// The data, or why the tool refuses them.
std::optional<data::Dataset> accepted(const core::Program& program, files::Read read, std::string& why) {
  cli::Io io;
  char* text = nullptr;
  std::size_t size = 0;
  io.err = open_memstream(&text, &size);
  auto data = cli::accept_data(program, std::move(read), {}, io);
  std::fclose(io.err);
  why.assign(text, size);
  std::free(text);
  return data;
}

// The column by which a row without a key is known: the first of the name 姓名.
std::optional<core::ColumnIndex> identity(const core::RecordTable& record) {
  if (record.key) return record.key;
  for (core::ColumnIndex i = 0; i < record.columns.size(); ++i)
    if (record.columns[i].name == "姓名") return i;
  return std::nullopt;
}

// A key as everybody reads it: without blanks and invisible characters, in half width, with usual ideographs.
std::string as_read(const std::string& key) {
  static const std::vector<std::string> invisible = {" ",      "\n",     "\t",     "\u00A0", "\u00AD",
                                                     "\u200B", "\u200C", "\u200D", "\u202C", "\u202D",
                                                     "\u2060", "\uFE0F", "\uFEFF"};
  std::string text = folded(key);
  const auto replace = [&](std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
      text.replace(at, what.size(), by);
  };
  for (const std::string& one : invisible) replace(one, "");
  for (const auto& [usual, radical] : look_alikes()) replace(radical, usual);
  return text;
}

class Collection {
 public:
  Collection(const core::Program& program, const data::Dataset& data, Results& results)
      : program_(program), data_(data), results_(results) {}

  void rows(engine::Engine& engine) {
    for (std::uint32_t t = 0; t < data_.tables.size(); ++t) {
      const core::TableId table{t};
      const auto by = identity(program_.tables[table]);
      const bool decided = std::any_of(program_.decisions.nodes.begin(), program_.decisions.nodes.end(),
                                       [&](const core::Decision& one) { return one.table == table; });
      if (!decided || !by) continue;
      for (data::RowIndex row = 0; row < data_[table].rows; ++row) {
        const Subject subject{program_.tables[table].name,
                              as_read(report::data_cell(program_, data_, table, row, *by))};
        for (const auto& one : engine.decide(table, row).decisions) decision(subject, one);
      }
    }
  }

  void counts() {
    for (const core::Quota& quota : program_.quotas) {
      const core::Type& type = program_.tables[quota.table].columns[quota.column].type;
      for (const engine::QuotaLine& line : engine::count(quota, data_))
        results_.counts[quota.name + " " + program_.enumerations[type.enumeration].members[line.member]] = {
            line.count, line.count + line.unknown};
    }
    for (const core::Roster& roster : program_.rosters)
      if (const auto total = total_of(roster)) results_.counts[roster.title] = *total;
  }

 private:
  void decision(const Subject& subject, const engine::RowResults::Decided& decided) {
    const core::Decision& named = program_.decisions[decided.decision];
    answer({subject, named.name}, decided.outcome);
    for (std::size_t i = 0; i < decided.measures.size(); ++i)
      answer({subject, named.name + "." + named.measures[i].label}, decided.measures[i]);
  }
  void answer(const Question& question, const engine::Outcome& outcome) {
    if (outcome.status == engine::Status::undetermined)
      results_.open.insert(question);
    else
      results_.answers[question].insert(explain::status_word(outcome.status, false) + " " +
                                        explain::outcome_text(program_, outcome, false));
  }
  // The numbers of the line that begins with the total's label; nullopt: the roster has no such line.
  std::optional<Range> total_of(const core::Roster& roster) const {
    const std::string text = report::roster_text(program_, data_, roster);
    const std::size_t line = text.rfind("\n" + roster.total);
    if (roster.total.empty() || line == std::string::npos) return std::nullopt;
    std::vector<std::uint64_t> numbers;
    bool digit_before = false;
    for (char c : text.substr(line + 1 + roster.total.size())) {
      const bool digit = c >= '0' && c <= '9';
      if (digit && !digit_before) numbers.push_back(0);
      if (digit) numbers.back() = numbers.back() * 10 + static_cast<std::uint64_t>(c - '0');
      digit_before = digit;
    }
    if (numbers.empty()) return std::nullopt;
    return Range{numbers.front(), numbers.back()};
  }

  const core::Program& program_;
  const data::Dataset& data_;
  Results& results_;
};

}  // namespace

Evaluation::Evaluation(const std::string& file) {
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  policy_ = cli::load(file, io);
  cli::print_problems(*policy_, io, false);
  REQUIRE(policy_->good());
  loaded_ = std::make_unique<engine::LoadedProgram>(engines::standard(), policy_->program());
}

namespace {

// Data are read in quick ways, which must come to the same as the slow ones.
void compare_ways_of_reading(const core::Program& program, const DataFiles& files, const files::MemoryFiles& disk) {
  const data::Dataset quick = files::read(program, files.paths, disk).data;
  const data::Dataset close = files::read(program, files.paths, disk, {{}, data::Twice::both, false}).data;
  CHECK(test::difference(quick, close) == "");
  const data::Dataset ahead = files::read(program, files.paths, disk, {}, test::Threads(2)).data;
  CHECK(test::difference(ahead, close) == "");
  const data::Dataset once = files::read(program, files.paths, disk, {{}, data::Twice::once}).data;
  CHECK(test::difference_of_tables(data::without_twins(quick), once) == "");
}

}  // namespace

Results Evaluation::of(const DataFiles& files) {
  Results results;
  std::string why;
  files::MemoryFiles disk;
  write_to(disk, files);
  compare_ways_of_reading(program(), files, disk);
  const auto data = accepted(program(), files::read(program(), files.paths, disk), why);
  if (!data) {
    results.stopped = why;
    return results;
  }
  for (const data::TableData& table : data->tables)
    if (!table.twins.empty()) results.faults.insert("twice");
  for (const data::BadRow& bad : data->bad) results.faults.insert(fault_names[static_cast<std::size_t>(bad.fault)]);
  engine::Options options;
  for (const core::Reading& reading : program().readings.nodes) options.readings.push_back(reading.default_option);
  options.search_bound = search_bound;
  Collection collection(program(), *data, results);
  collection.rows(*loaded_->on(*data, options));
  collection.counts();
  return results;
}

}  // namespace cepol::damage
