// cepol explain: why one row came out as it did.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/cells.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Found {
  core::TableId table;
  data::RowIndex row;
};

std::string key_of(const Inputs& inputs, core::TableId table, data::RowIndex row) {
  const core::Program& program = inputs.policy->program();
  const auto key = program.tables[table].key;
  return key ? report::data_cell(program, inputs.data, table, row, *key)
             : std::to_string(inputs.data[table].source_rows[row]);
}

// The rows with the key, of tables whose rows are decided. `表:键` names the table; a table without a key is asked by
// row number and only with its name.
std::vector<Found> find(const Inputs& inputs, const std::string& given) {
  const core::Program& program = inputs.policy->program();
  std::vector<Found> found;
  for (const core::ResultTable& results : program.results) {
    const core::RecordTable& record = program.tables[results.table];
    std::vector<std::string> keys;
    if (record.key) keys.push_back(given);
    for (std::string_view colon : {":", "："})
      if (given.starts_with(record.name + std::string(colon)))
        keys.push_back(given.substr(record.name.size() + colon.size()));
    for (data::RowIndex row = 0; row < inputs.data[results.table].rows && !keys.empty(); ++row)
      if (std::find(keys.begin(), keys.end(), key_of(inputs, results.table, row)) != keys.end())
        found.push_back({results.table, row});
  }
  return found;
}

std::string fault_text(const data::BadRow& bad, bool english) {
  return bad.table + (english ? ", " : " ") + data::place_of(bad, english) + (english ? ": " : "：") +
         data::reason_of(bad, english);
}

// Says of rows that were left out of the data, of tables that are decided, those with that key; counts those whose key
// could not even be read.
bool left_out(const Inputs& inputs, const std::string& given, std::uint64_t& without_key, const Io& io) {
  const core::Program& program = inputs.policy->program();
  bool found = false;
  for (const data::BadRow& bad : inputs.data.bad) {
    const bool decided =
        std::any_of(program.results.begin(), program.results.end(),
                    [&](const core::ResultTable& results) { return program.tables[results.table].name == bad.table; });
    if (!bad.excluded || !decided) continue;
    if (bad.key.empty() && bad.fault != data::Fault::blank_key) ++without_key;
    if (bad.key.empty() ||
        (given != bad.key && given != bad.table + ":" + bad.key && given != bad.table + "：" + bad.key))
      continue;
    io.message(fmt::format(
        fmt::runtime(io.say("cepol：“{}”那一行没有读入：{}\n", "cepol: the row of “{}” was not read: {}\n")), given,
        fault_text(bad, io.language == Language::en)));
    found = true;
  }
  return found;
}

int not_one(const Inputs& inputs, const std::string& given, const std::vector<Found>& found, const Io& io) {
  const core::Program& program = inputs.policy->program();
  if (!found.empty()) {
    std::string list;
    for (const Found& one : found)
      list += (list.empty() ? std::string() : std::string(io.say("、", ", "))) + program.tables[one.table].name + ":" +
              key_of(inputs, one.table, one.row);
    io.message(fmt::format(fmt::runtime(io.say("cepol：“{}”不止一行，请写明是哪一行：{}\n",
                                               "cepol: there are several rows of “{}”; say which: {}\n")),
                           given, list));
    return bad_usage;
  }
  std::uint64_t without_key = 0;
  if (left_out(inputs, given, without_key, io)) return bad_usage;
  std::vector<std::string> keys;
  for (const core::ResultTable& results : program.results)
    if (program.tables[results.table].key)
      for (data::RowIndex row = 0; row < inputs.data[results.table].rows; ++row)
        keys.push_back(key_of(inputs, results.table, row));
  const auto near = without_key > 0 ? std::nullopt : nearest_name(given, keys);
  io.message(fmt::format(
      fmt::runtime(io.say("cepol：数据里没有“{}”{}\n", "cepol: “{}” is not in the data{}\n")), given,
      near ? fmt::format(fmt::runtime(io.say("，是不是“{}”？", "; did you mean “{}”?")), *near) : std::string()));
  if (without_key > 0)
    io.message(fmt::format(
        fmt::runtime(io.say("cepol：另有 {} 行没有读入，连主键也读不出，要找的可能在其中；见 cepol eval 列出的坏行\n",
                            "cepol: rows not read, whose key cannot be read either: {}; it may be one of them, see the "
                            "bad rows that cepol eval lists\n")),
        without_key));
  return bad_usage;
}

std::string_view mark(explain::LineMark mark) {
  switch (mark) {
    case explain::LineMark::plain: return "·";
    case explain::LineMark::holds: return "√";
    case explain::LineMark::fails: return "×";
    case explain::LineMark::open: return "?";
    case explain::LineMark::chosen: return "▶";
  }
  return "";
}
std::string_view name_of(explain::LineMark mark) {
  switch (mark) {
    case explain::LineMark::plain: return "plain";
    case explain::LineMark::holds: return "holds";
    case explain::LineMark::fails: return "fails";
    case explain::LineMark::open: return "open";
    case explain::LineMark::chosen: return "chosen";
  }
  return "";
}

class Account {
 public:
  Account(const Inputs& inputs, const Found& found)
      : inputs_(inputs),
        program_(inputs.policy->program()),
        found_(found),
        evaluator_(engine::load(*inputs.engine, program_, inputs.data, inputs.options)),
        subject_{program_, inputs.data, *evaluator_, found.table, found.row},
        results_(evaluator_->decide(found.table, found.row)),
        words_{program_.english} {
    for (const auto& decided : results_.decisions) {
      lines_.push_back(explain::explanation(subject_, decided));
      for (core::ClauseId clause : explain::clauses_of(lines_.back()))
        if (std::find(clauses_.begin(), clauses_.end(), clause) == clauses_.end()) clauses_.push_back(clause);
    }
    // In the notice's order.
    auto place = [&](core::ClauseId clause) {
      const auto& map = inputs.policy->checked.clause_map;
      return std::find_if(map.begin(), map.end(),
                          [&](const semantics::ClauseUse& use) { return use.path == program_.clauses[clause].path; }) -
             map.begin();
    };
    std::stable_sort(clauses_.begin(), clauses_.end(),
                     [&](core::ClauseId a, core::ClauseId b) { return place(a) < place(b); });
  }

  std::string text(bool colour) const {
    auto bold = [&](const std::string& line) { return colour ? "\033[1m" + line + "\033[0m" : line; };
    const std::string reasons = explain::reasons(subject_, results_);
    std::string text = bold(program_.tables[found_.table].name + " " + key_of(inputs_, found_.table, found_.row)) +
                       "\n" + reasons + (reasons.empty() ? "" : "\n");
    for (const explain::ExplanationLine& line : lines_) {
      text += "\n";
      add(line, "", text);
    }
    if (const auto bad = faults(); !bad.empty()) {
      text += "\n" + bold(std::string(words_("数据里的问题", "Faults in the data"))) + "\n";
      for (const data::BadRow* one : bad) text += fault_text(*one, program_.english) + "\n";
    }
    if (program_.readings.size() > 0) {
      text += "\n" + bold(std::string(words_("所取读法", "Readings in force"))) + "\n";
      for (std::size_t i = 0; i < program_.readings.size(); ++i) {
        const core::Reading& reading = program_.readings.nodes[i];
        const core::Reading::Option& option = reading.options[inputs_.options.readings[i]];
        text += reading.name + "=" + option.name + (option.note.empty() ? "" : words_.bracketed(option.note)) +
                explain::cited(program_, reading.clauses, program_.english) + "\n";
      }
    }
    std::string quotes;
    for (core::ClauseId clause : clauses_)
      if (const core::Clause& one = program_.clauses[clause]; !one.quote.empty())
        quotes += core::clause_label(one.path) + std::string(words_("：", ": ")) + one.quote + "\n";
    if (!quotes.empty()) text += "\n" + bold(std::string(words_("通知原文", "The notice says"))) + "\n" + quotes;
    return text;
  }

  std::string json() const {
    Json json;
    json["policy"] = program_.name;
    json["table"] = program_.tables[found_.table].name;
    json["key"] = key_of(inputs_, found_.table, found_.row);
    json["row"] = inputs_.data[found_.table].source_rows[found_.row];
    json["reasons"] = explain::reasons(subject_, results_);
    json["decisions"] = Json::array();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& decided = results_.decisions[i];
      const core::Decision& decision = program_.decisions[decided.decision];
      Json one;
      one["decision"] = decision.name;
      one["outcome"] = explain::outcome_text(program_, decided.outcome, program_.english);
      one["figures"] = Json::object();
      for (std::size_t j = 0; j < decided.measures.size(); ++j) {
        const bool given = decided.measures[j].status == engine::Status::given;
        one["figures"][decision.measures[j].label] =
            given ? Json(explain::value_text(program_, decided.measures[j].value)) : Json();
      }
      one["missing"] = Json::array();
      for (const engine::BlankCell& cell : decided.outcome.missing)
        one["missing"].push_back({{"column", explain::blank_name(program_, found_.table, cell)},
                                  {"row", inputs_.data[cell.table].source_rows[cell.row]}});
      one["lines"] = Json::array();
      for (const explain::ExplanationLine& line : lines_[i].lines) one["lines"].push_back(json_of(line));
      json["decisions"].push_back(std::move(one));
    }
    json["faults"] = Json::array();
    for (const data::BadRow* bad : faults())
      json["faults"].push_back({{"table", bad->table},
                                {"row", bad->row},
                                {"column", bad->column},
                                {"reason", data::reason_of(*bad, program_.english)}});
    json["readings"] = Json::object();
    for (std::size_t i = 0; i < program_.readings.size(); ++i)
      json["readings"][program_.readings.nodes[i].name] =
          program_.readings.nodes[i].options[inputs_.options.readings[i]].name;
    json["clauses"] = Json::object();
    for (core::ClauseId clause : clauses_)
      json["clauses"][program_.clauses[clause].path] = program_.clauses[clause].quote;
    return json.dump(2) + "\n";
  }

 private:
  // What is wrong with cells of the row and of its child rows.
  std::vector<const data::BadRow*> faults() const {
    std::vector<const data::BadRow*> found;
    auto collect = [&](core::TableId table, data::RowIndex row) {
      for (const data::BadRow& bad : inputs_.data.bad)
        if (!bad.excluded && bad.table == program_.tables[table].name &&
            bad.row == inputs_.data[table].source_rows[row])
          found.push_back(&bad);
    };
    collect(found_.table, found_.row);
    for (const data::BadRow& bad : inputs_.data.bad)  // a further row with the key
      if (!bad.key.empty() && bad.table == program_.tables[found_.table].name &&
          bad.key == key_of(inputs_, found_.table, found_.row))
        found.push_back(&bad);
    for (std::uint32_t i = 0; i < program_.tables.size(); ++i)
      if (program_.tables.nodes[i].parent == found_.table)
        for (const data::RowIndex child : inputs_.data.children(core::TableId{i}, found_.row))
          collect(core::TableId{i}, child);
    return found;
  }

  void add(const explain::ExplanationLine& line, const std::string& indent, std::string& text) const {
    text += indent + std::string(mark(line.mark)) + " " + line.text +
            (line.values.empty() ? "" : words_.bracketed(words_.clauses(line.values))) +
            explain::cited(program_, line.clauses, program_.english) + "\n";
    for (const explain::ExplanationLine& inner : line.lines) add(inner, indent + "  ", text);
  }
  Json json_of(const explain::ExplanationLine& line) const {
    Json json;
    json["text"] = line.text;
    json["mark"] = name_of(line.mark);
    if (!line.values.empty()) json["values"] = line.values;
    json["clauses"] = Json::array();
    for (core::ClauseId clause : line.clauses) json["clauses"].push_back(program_.clauses[clause].path);
    json["lines"] = Json::array();
    for (const explain::ExplanationLine& inner : line.lines) json["lines"].push_back(json_of(inner));
    return json;
  }

  const Inputs& inputs_;
  const core::Program& program_;
  Found found_;
  std::unique_ptr<engine::Engine> evaluator_;
  explain::Subject subject_;
  engine::RowResults results_;
  explain::Phrasebook words_;
  std::vector<explain::ExplanationLine> lines_;
  std::vector<core::ClauseId> clauses_;
};

}  // namespace

std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key) {
  const auto found = find(inputs, key);
  if (found.size() != 1) return std::nullopt;
  return Account(inputs, found.front()).text(false);
}

int run_explain(const Arguments& arguments, const Io& io) {
  const auto inputs = read_inputs(arguments, io);
  if (!inputs) return bad_usage;
  if (replaces_input({inputs->policy.get()}, arguments, io)) return bad_usage;
  const auto found = find(*inputs, arguments.key);
  if (found.size() != 1) return not_one(*inputs, arguments.key, found, io);
  const Account account(*inputs, found.front());
  report::Output output = output_of(arguments, io);
  output.write(arguments.format == report::Format::json ? account.json()
                                                        : account.text(io.colour_out && arguments.output.empty()));
  if (output.commit()) return done;
  return io.not_written(output.error());
}

}  // namespace cepol::cli
