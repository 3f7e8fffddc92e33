// The subcommand `cepol tables`: which tables a policy wants, and where the data have each, before anything is
// computed.
#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/empty_tables.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/list_target.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "interpreter/explain/result_cells.hpp"

namespace cepol::cli {

namespace {

// Where a table stands.
enum class Found : std::uint8_t {
  not_asked,  // no data were given
  found,
  beside,   // in a file of the policy's own
  empty,    // it is said, by --empty, to have no records
  no_rows,  // a file has it, without a record
  missing,
};
std::string_view name_of(Found found) {
  switch (found) {
    case Found::not_asked: return "not asked";
    case Found::found: return "found";
    case Found::beside: return "beside the policy";
    case Found::empty: return "empty";
    case Found::no_rows: return "no rows";
    case Found::missing: return "missing";
  }
  return {};
}

class TablesReport {
 public:
  TablesReport(const core::Program& program, const files::Read* read, const std::vector<std::string>& said_empty,
               const Io& io)
      : program_(program), read_(read), said_empty_(said_empty), io_(io) {}

  bool complete() const {
    if (read_ == nullptr) return true;
    bool all = true;
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      const Found found = found_of(i);
      all = all && found != Found::missing && found != Found::no_rows;
    }
    for (const files::ReadError& error : read_->errors) all = all && error.fault == data::Fault::unknown_table;
    return all;
  }

  // For people.
  void write(report::ResultWriter& shown) const {
    const auto word = [&](const char* zh, const char* en) { return std::string(io_.say(zh, en)); };
    report::Heads heads{word("表", "table"), word("属于", "belongs to"), word("主键", "key")};
    if (read_ != nullptr) heads.insert(heads.end(), {word("在", "found in"), word("行数", "rows")});
    shown.begin(word("表", "tables"), heads);
    each_table([&](std::size_t i, const core::RecordTable& one) {
      std::vector<std::string> cells{one.name, parent_of(one), key_of(one)};
      if (read_ != nullptr) cells.insert(cells.end(), {place(i), std::to_string(read_->data.tables[i].rows_read)});
      shown.row(cells);
    });
    shown.end();
  }

  // Beside the table for people: how files were read, and why some were not.
  void tell() const {
    if (read_ == nullptr) return;
    each_file([&](const std::string& path, bool, const std::string& said) {
      io_.message(quoted_format("{}{}{}\n", path, io_.say("：", ": "), said));
    });
  }

  // For programs: lists under English names, whatever the language of the policy.
  void write_lists(report::ResultWriter& lists) const {
    lists.begin("policy", {"name", "title", "language", "from", "to"});
    lists.row({program_.name, program_.title, program_.english ? "en" : "zh", day(program_.applies_from),
               day(program_.applies_to)});
    lists.end();
    write_decisions(lists);
    write_readings(lists);
    write_tables(lists);
    write_files(lists);
  }

 private:
  static std::string day(const std::optional<Day>& one) { return one ? to_string(Date{*one, *one}) : std::string(); }
  static std::string truth(bool one) { return one ? "true" : "false"; }
  std::string parent_of(const core::RecordTable& one) const {
    return one.parent ? program_.tables[*one.parent].name : std::string();
  }
  static std::string key_of(const core::RecordTable& one) {
    return one.key ? one.columns[*one.key].name : std::string();
  }

  // Heading tables are read from the files of others.
  template <class Act>
  void each_table(const Act& act) const {
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      const core::RecordTable& one = program_.tables.nodes[i];
      const auto& all = program_.tables.nodes;
      if (std::none_of(all.begin(), all.end(),
                       [&](const core::RecordTable& other) { return other.heading == one.name; }))
        act(i, one);
    }
  }

  Found found_of(std::size_t index) const {
    if (read_ == nullptr) return Found::not_asked;
    const core::RecordTable& one = program_.tables.nodes[index];
    if (read_->data.tables[index].rows_read > 0)
      return read_->sources.contains(one.name) || one.beside.empty() ? Found::found : Found::beside;
    if (std::find(said_empty_.begin(), said_empty_.end(), one.name) != said_empty_.end()) return Found::empty;
    for (const files::EmptyTable& empty : read_->empty)
      if (empty.table == one.name) return empty.file.empty() ? Found::missing : Found::no_rows;
    return Found::found;
  }

  std::string source_of(std::size_t index) const {
    const auto source = read_->sources.find(program_.tables.nodes[index].name);
    return source == read_->sources.end() ? std::string() : source->second;
  }
  std::string place(std::size_t index) const {
    switch (found_of(index)) {
      case Found::missing: return std::string(io_.say("没有找到", "not found"));
      case Found::no_rows: return std::string(io_.say("没有记录：", "no records: ")) + source_of(index);
      case Found::empty: return std::string(io_.say("写明没有记录", "said to be empty"));
      case Found::beside: return program_.tables.nodes[index].beside;
      case Found::found:
      case Found::not_asked: return source_of(index);
    }
    return {};
  }

  void write_decisions(report::ResultWriter& lists) const {
    lists.begin("outcomes", {"decision", "table", "outcome"});
    for (std::size_t i = 0; i < program_.decisions.size(); ++i) {
      const core::DecisionId id{static_cast<std::uint32_t>(i)};
      const core::Decision& one = program_.decisions[id];
      for (const explain::OutcomeWord& word : explain::outcome_words(program_, id))
        lists.row({one.name, program_.tables[one.table].name, word.text});
    }
    lists.end();
  }

  void write_readings(report::ResultWriter& lists) const {
    lists.begin("readings", {"reading", "note", "option", "option note", "default"});
    for (const core::Reading& one : program_.readings.nodes)
      for (std::size_t i = 0; i < one.options.size(); ++i)
        lists.row({one.name, one.note, one.options[i].name, one.options[i].note, truth(one.default_option == i)});
    lists.end();
  }

  void write_tables(report::ResultWriter& lists) const {
    lists.begin("tables", {"table", "parent", "found", "file", "rows"});
    each_table([&](std::size_t i, const core::RecordTable& one) {
      lists.row({one.name, parent_of(one), std::string(name_of(found_of(i))),
                 read_ == nullptr ? std::string() : source_of(i),
                 read_ == nullptr ? std::string() : std::to_string(read_->data.tables[i].rows_read)});
    });
    lists.end();
    lists.begin("columns", {"table", "column", "key", "may be blank"});
    each_table([&](std::size_t, const core::RecordTable& one) {
      for (std::size_t c = 0; c < one.columns.size(); ++c) {
        const core::Column& column = one.columns[c];
        const bool may_be_blank = column.blank == core::Blank::none && column.type.kind != core::Kind::row;
        lists.row({one.name, column.name, truth(one.key && *one.key == c), truth(may_be_blank)});
      }
    });
    lists.end();
  }

  // Calls with the path, whether the file is used, and what is said of it: how it was read, or why it was not.
  template <class Act>
  void each_file(const Act& act) const {
    const bool english = io_.language == Language::en;
    for (const files::Told& told : read_->told) act(told.path, true, words_of(told, english));
    for (const files::ReadError& error : read_->errors)
      act(error.path, false, io_.system_words(data::reason_of(error.fault, error.arguments, english)));
  }

  // Of each file what is said of it; files that are perhaps those of a missing table.
  void write_files(report::ResultWriter& lists) const {
    lists.begin("files", {"file", "used", "said"});
    if (read_ != nullptr)
      each_file([&](const std::string& path, bool used, const std::string& said) {
        lists.row({path, truth(used), said});
      });
    lists.end();
    lists.begin("similar", {"table", "file"});
    if (read_ != nullptr)
      for (const files::EmptyTable& empty : read_->empty)
        for (const files::SimilarFile& file : empty.similar) lists.row({empty.table, file.path});
    lists.end();
  }

  const core::Program& program_;
  const files::Read* read_;  // null: no data were given
  const std::vector<std::string>& said_empty_;
  const Io& io_;
};

class TablesCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{format_.option(), inputs_.on.option(), inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 1, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    std::size_t chosen = 0;
    std::string problem =
        first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                  inputs_.threads.check(io), format_.choose({{"table", {}}, {"json", {}}}, "", chosen, io)});
    as_json_ = chosen == 1;
    return problem;
  }

  int run(const Io& io) const override {
    const auto policy = load(inputs_.policy, io, inputs_.on.day());
    if (!policy->readable) return bad_usage;
    if (!policy->good()) {
      print_problems(*policy, io, false);
      return bad_usage;
    }
    const core::Program& program = policy->program();
    if (!known_to_policy({&program}, inputs_.known, io)) return bad_usage;
    std::optional<files::Read> read;
    if (!inputs_.data.empty()) {
      const auto map = read_map(inputs_.known, io);
      const auto in_words = map ? map->applied(program, io) : std::nullopt;
      if (!in_words) return bad_usage;
      data::Assumptions assumptions = inputs_.known.assumptions();
      map->add_to(assumptions);
      read = files::read(*in_words, inputs_.data, WatchedFiles(io, inputs_.data), assumptions,
                         Threads(inputs_.threads.count()), inputs_.known.text_form(), {map->path()});
    }
    return show({program, read ? &*read : nullptr, inputs_.known.empty, io}, io);
  }

 private:
  int show(const TablesReport& report, const Io& io) const {
    const auto shown = as_json_ ? json_writer(io) : list_writer("", "", io);
    as_json_ ? report.write_lists(*shown) : report.write(*shown);
    if (!shown->commit()) return io.not_written(shown->error());
    if (!as_json_) report.tell();
    return report.complete() ? done : found_something;
  }

  InputOptions inputs_;
  FormatOption format_;
  bool as_json_ = false;
};

}  // namespace

const Command tables_command{
    "tables",
    {"cepol tables POLICY [DATA...] [--format table|json] [--on DATE] [--empty TABLE]... [--absent TABLE.COLUMN]... "
     "[--twice HOW] [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]... "
     "[--threads N]",
     "列出政策要哪些表，数据里各在哪里", "list the tables that a policy wants, and where the data have each",
     R"(  POLICY DATA...         同 eval；不写数据，只列政策要的表；--on DATE 也是
  --format table|json    给人看的表，或者给程序读的 JSON：政策的判定、读法、各表的列，各文件怎么读、为什么没有用
  --empty、--absent、--twice、--encoding、--delimiter、--database、--map、--corrections、--threads   同 eval
  --lang zh|en           消息的语言

不作计算。缺了表，或者有读不了的文件，退出码是 1。)",
     R"(  POLICY DATA...         as for eval; without data only the tables that the policy wants; --on DATE too
  --format table|json    a table for people, or JSON for programs: the policy's decisions and readings, the columns of
                         each table, how each file was read or why it was not used
  --empty, --absent, --twice, --encoding, --delimiter, --database, --map, --corrections, --threads   as for eval
  --lang zh|en           language of messages

Nothing is computed. Where a table is missing or a file cannot be read, the exit status is 1.)",
     "cepol tables nmg/2017 名册", "cepol tables nmg/2017 roster"},
    make_call<TablesCall>};

}  // namespace cepol::cli
