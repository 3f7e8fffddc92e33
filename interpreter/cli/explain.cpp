// The subcommand `cepol explain`: explains the results of the rows with a key.
#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/explained.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/report/row_explanation.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_left_out = 20;  // faults of rows with the key

struct FoundRow {
  core::TableId table;
  data::RowIndex row;
};

std::string name_of(const Inputs& inputs, core::TableId table, data::RowIndex row) {
  return report::row_name(inputs.policy->program(), inputs.data, table, row);
}

// The row with the number, given as `表:行号`, of a table with decisions: one whose key another row of the table has
// too.
std::vector<FoundRow> find_by_number(const Inputs& inputs, const std::string& given) {
  const core::Program& program = inputs.policy->program();
  std::vector<FoundRow> found;
  for (const core::ResultTable& results : program.results) {
    const data::TableData& table = inputs.data[results.table];
    for (data::RowIndex row = 0; row < table.rows; ++row) {
      const std::string number = program.tables[results.table].name + ":" + std::to_string(table.source_rows[row]);
      if (key_form(given) != key_form(number)) continue;
      const std::string key = key_form(name_of(inputs, results.table, row));
      std::size_t same = 0;
      for (data::RowIndex other = 0; other < table.rows; ++other)
        same += key_form(name_of(inputs, results.table, other)) == key ? 1 : 0;
      if (same > 1) found.push_back({results.table, row});
    }
  }
  return found;
}

// The rows with the key, of tables that have decisions. `表:键` names the table; a row of a table without a key is
// found by its number, and only together with the table's name.
std::vector<FoundRow> find_rows(const Inputs& inputs, const std::string& given) {
  const core::Program& program = inputs.policy->program();
  std::vector<FoundRow> found;
  for (const core::ResultTable& results : program.results) {
    const core::RecordTable& record = program.tables[results.table];
    std::vector<std::string> keys;
    if (record.key) keys.push_back(key_form(given));
    for (std::string_view colon : {":", "："})
      if (given.starts_with(record.name + std::string(colon)))
        keys.push_back(key_form(given.substr(record.name.size() + colon.size())));
    for (data::RowIndex row = 0; row < inputs.data[results.table].rows && !keys.empty(); ++row)
      if (std::find(keys.begin(), keys.end(), key_form(name_of(inputs, results.table, row))) != keys.end())
        found.push_back({results.table, row});
  }
  return found.empty() ? find_by_number(inputs, given) : found;
}

// Prints why rows with the key were left out of the data. Only tables that have decisions are searched.
bool report_left_out(const Inputs& inputs, const std::string& given, const Io& io) {
  const core::Program& program = inputs.policy->program();
  std::size_t found = 0;
  for (const data::BadRow& bad : inputs.data.bad) {
    const bool decided =
        std::any_of(program.results.begin(), program.results.end(),
                    [&](const core::ResultTable& results) { return program.tables[results.table].name == bad.table; });
    if (!bad.excluded || !decided) continue;
    if (bad.key.empty()) continue;
    if (const std::string key = key_form(bad.key);
        key_form(given) != key && key_form(given) != key_form(bad.table) + ":" + key)
      continue;
    if (++found > most_left_out) continue;
    io.message(io.say("cepol：“{}”那一行没有读入：{}\n", "cepol: the row of “{}” was not read: {}\n", given,
                      report::fault_text(bad, io.language == Language::en)));
  }
  if (found > most_left_out)
    io.message(io.say("cepol：这样的一共 {} 处\n", "cepol: there are {} of these in all\n", found));
  return found > 0;
}

int report_not_one(const Inputs& inputs, const std::string& given, const std::vector<FoundRow>& found, const Io& io) {
  const core::Program& program = inputs.policy->program();
  if (!found.empty()) {
    std::vector<std::string> list;
    // A key that is in one table twice tells nothing apart.
    const bool one_table =
        std::all_of(found.begin(), found.end(), [&](const FoundRow& one) { return one.table == found.front().table; });
    for (const FoundRow& one : found)
      list.push_back(program.tables[one.table].name + ":" +
                     (one_table ? std::to_string(inputs.data[one.table].source_rows[one.row])
                                : name_of(inputs, one.table, one.row)));
    io.message(io.say("cepol：“{}”不止一行，请写明是哪{}：{}\n",
                      "cepol: there are several rows of “{}”; say which{}: {}\n", given,
                      one_table ? io.say("一行，写表名和行号", ", by table and row") : io.say("一行", ""),
                      Composed{io.listed(list)}));
    return bad_usage;
  }
  if (report_left_out(inputs, given, io)) return bad_usage;
  std::uint64_t without_key = 0;
  std::vector<std::string> keys;
  for (const core::ResultTable& results : program.results)
    without_key += inputs.data[results.table].all_rows - inputs.data[results.table].rows;
  for (const core::ResultTable& results : program.results)
    if (program.tables[results.table].key)
      for (data::RowIndex row = 0; row < inputs.data[results.table].rows; ++row)
        keys.push_back(name_of(inputs, results.table, row));
  const auto near = without_key > 0 ? std::nullopt : nearest_name(given, keys);
  io.message(io.say("cepol：数据里没有“{}”{}\n", "cepol: “{}” is not in the data{}\n", given,
                    near ? io.say("，是不是“{}”？", "; did you mean “{}”?", *near) : std::string()));
  if (without_key > 0)
    io.message(io.say("cepol：另有 {} 行没有读入，或者不能确定是谁的，要找的可能在其中；见 cepol eval 列出的坏行\n",
                      "cepol: rows not read or not known whose: {}; it may be one of them, see the bad rows that "
                      "cepol eval lists\n",
                      without_key));
  return bad_usage;
}

report::RowExplanation explain_found(const Inputs& inputs, const FoundRow& found) {
  std::vector<std::string> clause_order;
  for (const semantics::ClauseUse& use : inputs.policy->checked.clause_map) clause_order.push_back(use.path);
  const std::unique_ptr<engine::Engine> engine =
      engine::load(*inputs.engine, inputs.policy->program(), inputs.data, inputs.options);
  return report::explain_row(*engine, inputs.policy->program(), inputs.data, inputs.options, found.table, found.row,
                             clause_order);
}

class ExplainCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(), format_.option(), inputs_.reading_option(), inputs_.on.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 3, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end() - 1);
    key_ = values.back();
    std::size_t chosen = 0;
    const std::string problem =
        first_of({inputs_.on.check(io), output_.check(io),
                  format_.choose({{"text", {".txt"}}, {"json", {".json"}}}, output_.path(), chosen, io)});
    json_ = chosen == 1;
    return problem;
  }

  int run(const Io& io) const override {
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return refused(bad_usage, output_.path(), io);
    if (replaces_input(output_.path(), io)) return bad_usage;
    const auto found = find_rows(*inputs, key_);
    if (found.size() != 1) return refused(report_not_one(*inputs, key_, found, io), output_.path(), io);
    const report::RowExplanation explanation = explain_found(*inputs, found.front());
    Output output = output_to(output_.path(), io, json_ ? TextKind::json : TextKind::people);
    output.write(json_ ? StyledText(report::to_json(explanation)) : report::to_text(explanation));
    return output.commit() ? done : io.not_written(output.error());
  }

 private:
  InputOptions inputs_;
  std::string key_;
  OutputOption output_;
  FormatOption format_;
  bool json_ = false;
};

}  // namespace

std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key) {
  const auto found = find_rows(inputs, key);
  if (found.size() != 1) return std::nullopt;
  return report::to_text(explain_found(inputs, found.front())).text();
}

const Command explain_command{"explain",
                              {"cepol explain POLICY DATA... KEY [-o OUT] [--format text|json] [--on DATE] [--reading "
                               "NAME=OPTION]... [--empty TABLE]... [--absent TABLE.COLUMN]... [--twice HOW] "
                               "[--encoding NAME] [--delimiter NAME]",
                               "说明一行的结果是怎么来的", "say why one row came out as it did",
                               R"(  POLICY DATA...         同 eval；--on DATE 也是
  KEY                    那一行的主键；几个表都有时写 表:主键；没有主键的，或者主键有两行的，写 表:行号
  -o, --output OUT       写到文件 OUT
  --format text|json     text（默认）
  --reading NAME=OPTION  选一种读法，可以重复
  --empty、--absent、--twice、--encoding、--delimiter   同 eval
  --lang zh|en           消息的语言

√ 成立  × 不成立  ? 取决于未填的内容  ▶ 适用的)",
                               R"(  POLICY DATA...         as for eval; --on DATE too
  KEY                    the key of the row; TABLE:KEY when several tables have it; TABLE:ROW without a key, or where two rows have it
  -o, --output OUT       write to the file OUT
  --format text|json     text is the default
  --reading NAME=OPTION  choose a reading; can be repeated
  --empty, --absent, --twice, --encoding, --delimiter   as for eval
  --lang zh|en           language of messages

√ holds  × does not hold  ? depends on what is blank  ▶ applies)",
                               "cepol explain nmg/2017 名册 15012345"},
                              make_call<ExplainCall>};

}  // namespace cepol::cli
