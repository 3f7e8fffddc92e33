// The subcommand `cepol tables`: which tables a policy wants, and where the data have each, before anything is computed.
#include <nlohmann/json.hpp>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/list_target.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "interpreter/explain/result_cells.hpp"

namespace cepol::cli {

namespace {

using TablesJson = nlohmann::ordered_json;

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

  TablesJson json() const {
    TablesJson whole{{"policy", program_.name},
                     {"title", program_.title},
                     {"language", program_.english ? "en" : "zh"},
                     {"applies", {{"from", day(program_.applies_from)}, {"to", day(program_.applies_to)}}},
                     {"decisions", TablesJson::array()},
                     {"readings", TablesJson::array()},
                     {"rosters", TablesJson::array()},
                     {"tables", TablesJson::array()},
                     {"files", files()}};
    for (std::size_t i = 0; i < program_.decisions.size(); ++i)
      whole["decisions"].push_back(decision(core::DecisionId{static_cast<std::uint32_t>(i)}));
    for (const core::Reading& one : program_.readings.nodes) whole["readings"].push_back(reading(one));
    for (const core::Roster& roster : program_.rosters) whole["rosters"].push_back(roster.title);
    for (std::size_t i = 0; i < program_.tables.size(); ++i)
      if (!is_heading(i)) whole["tables"].push_back(table(i));
    return whole;
  }

  void write(report::ResultWriter& shown) const {
    const auto word = [&](const char* zh, const char* en) { return std::string(io_.say(zh, en)); };
    report::Heads heads{word("表", "table"), word("属于", "belongs to"), word("主键", "key")};
    if (read_ != nullptr) heads.insert(heads.end(), {word("在", "found in"), word("行数", "rows")});
    shown.begin(word("表", "tables"), heads);
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      if (is_heading(i)) continue;
      const core::RecordTable& one = program_.tables.nodes[i];
      std::vector<std::string> cells{one.name, one.parent ? program_.tables[*one.parent].name : std::string(),
                                     one.key ? one.columns[*one.key].name : std::string()};
      if (read_ != nullptr) cells.insert(cells.end(), {place(i), std::to_string(read_->data.tables[i].rows_read)});
      shown.row(cells);
    }
    shown.end();
  }

 private:
  static TablesJson day(const std::optional<Day>& one) { return one ? TablesJson(to_string(Date{*one, *one})) : TablesJson(); }
  bool is_heading(std::size_t index) const {
    for (const core::RecordTable& one : program_.tables.nodes)
      if (one.heading == program_.tables.nodes[index].name) return true;
    return false;
  }

  Found found_of(std::size_t index) const {
    if (read_ == nullptr) return Found::not_asked;
    const core::RecordTable& one = program_.tables.nodes[index];
    if (read_->data.tables[index].rows_read > 0)
      return read_->sources.contains(one.name) || one.beside.empty() ? Found::found : Found::beside;
    for (const std::string& name : said_empty_)
      if (name == one.name) return Found::empty;
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

  TablesJson decision(core::DecisionId id) const {
    const core::Decision& one = program_.decisions[id];
    TablesJson outcomes = TablesJson::array();
    for (const explain::OutcomeWord& word : explain::outcome_words(program_, id)) outcomes.push_back(word.text);
    return {{"name", one.name}, {"table", program_.tables[one.table].name}, {"outcomes", outcomes}};
  }

  static TablesJson reading(const core::Reading& one) {
    TablesJson options = TablesJson::array();
    for (const core::Reading::Option& option : one.options)
      options.push_back({{"name", option.name}, {"note", option.note}});
    return {{"name", one.name},
            {"note", one.note},
            {"default", one.options[one.default_option].name},
            {"options", options}};
  }

  TablesJson table(std::size_t index) const {
    const core::RecordTable& one = program_.tables.nodes[index];
    bool decided = false;
    for (const core::ResultTable& results : program_.results) decided = decided || results.table.index == index;
    TablesJson columns = TablesJson::array();
    for (const core::Column& column : one.columns)
      columns.push_back({{"name", column.name},
                         {"optional", column.blank == core::Blank::none && column.type.kind != core::Kind::row}});
    TablesJson described{{"name", one.name},
                         {"parent", one.parent ? TablesJson(program_.tables[*one.parent].name) : TablesJson()},
                         {"key", one.key ? TablesJson(one.columns[*one.key].name) : TablesJson()},
                         {"decided", decided},
                         {"columns", columns},
                         {"found", name_of(found_of(index))}};
    if (read_ == nullptr) return described;
    described["file"] = source_of(index);
    described["rows"] = read_->data.tables[index].rows_read;
    TablesJson similar = TablesJson::array();
    for (const files::EmptyTable& empty : read_->empty)
      if (empty.table == one.name)
        for (const files::SimilarFile& file : empty.similar) similar.push_back(file.path);
    described["similar"] = similar;
    return described;
  }

  // What is said of each file: how it was read, or why it was not.
  TablesJson files() const {
    TablesJson all = TablesJson::array();
    if (read_ == nullptr) return all;
    const bool english = io_.language == Language::en;
    for (const files::Told& told : read_->told)
      all.push_back({{"file", told.path}, {"used", true}, {"said", words_of(told, english)}});
    for (const files::ReadError& error : read_->errors)
      all.push_back({{"file", error.path},
                     {"used", false},
                     {"said", io_.system_words(data::reason_of(error.fault, error.arguments, english))}});
    return all;
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
    std::string problem = first_of({inputs_.on.check(io), inputs_.known.check(io),
                                    inputs_.known.place_queries(inputs_.data, io), inputs_.threads.check(io),
                                    format_.choose({{"table", {}}, {"json", {}}}, "", chosen, io)});
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
    std::optional<files::Read> read;
    if (!inputs_.data.empty()) {
      const auto map = read_map(inputs_.known, io);
      const auto in_words = map ? map->applied(program, io) : std::nullopt;
      if (!in_words) return bad_usage;
      data::Assumptions assumptions = inputs_.known.assumptions();
      map->add_unused(assumptions);
      read = files::read(*in_words, inputs_.data, WatchedFiles(io, inputs_.data), assumptions,
                         Threads(inputs_.threads.count()), inputs_.known.text_form(), {map->path()});
    }
    return show({program, read ? &*read : nullptr, inputs_.known.empty, io}, io);
  }

 private:
  int show(const TablesReport& report, const Io& io) const {
    if (as_json_) {
      Output output = printed(io, TextKind::json);
      output.write(report.json().dump(1, ' ', false, TablesJson::error_handler_t::replace) + "\n");
      if (!output.commit()) return io.not_written(output.error());
    } else {
      const auto shown = list_writer("", "", io);
      report.write(*shown);
      if (!shown->commit()) return io.not_written(shown->error());
    }
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
