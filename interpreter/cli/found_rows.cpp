// Searches the tables that have decisions; words what was not found.
#include "interpreter/cli/found_rows.hpp"

#include <algorithm>

#include "interpreter/report/row_explanation.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_left_out = 20;  // faults of rows with the key

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

// Prints why rows with the key have no result. Only tables that have decisions are searched.
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
    io.message(io.say("cepol：“{}”在数据里，但没有结果：{}\n", "cepol: “{}” is in the data but has no result: {}\n",
                      given, report::fault_text(bad, io.language == Language::en)));
  }
  if (found > most_left_out)
    io.message(io.say("cepol：这样的一共 {} 处\n", "cepol: there are {} of these in all\n", found));
  return found > 0;
}

// The first text beside the key.
std::optional<core::ColumnIndex> name_column(const core::RecordTable& record) {
  for (core::ColumnIndex c = 0; record.key && c < record.columns.size(); ++c)
    if (c != *record.key && record.columns[c].type.kind == core::Kind::text && !record.columns[c].id_number &&
        record.link != c && !record.columns[c].heading)
      return c;
  return std::nullopt;
}

// The rows that have what was given, if not as their key: by their keys, with the column that has it.
bool report_no_key(const Inputs& inputs, const std::string& given, const Io& io) {
  constexpr std::size_t most_keys = 10;
  const core::Program& program = inputs.policy->program();
  const std::string wanted = key_form(given);
  bool found = false;
  for (const core::ResultTable& results : program.results) {
    const core::RecordTable& record = program.tables[results.table];
    const data::TableData& table = inputs.data[results.table];
    for (core::ColumnIndex c = 0; record.key && c < record.columns.size(); ++c) {
      if (c == *record.key || record.columns[c].type.kind != core::Kind::text) continue;
      std::vector<std::string> keys;
      for (data::RowIndex row = 0; row < table.rows && keys.size() <= most_keys; ++row)
        if (table.columns[c].states[row] == data::State::known &&
            key_form(inputs.data.written(table.columns[c].indices[row])) == wanted)
          keys.push_back(name_of(inputs, results.table, row));
      if (keys.empty()) continue;
      found = true;
      io.message(io.say("cepol：“{}”是“{}”，不是主键；要写的是“{}”，这样的行是：{}\n",
                        "cepol: “{}” is a “{}”, not a key; what is wanted is the “{}”, of such rows: {}\n", given,
                        record.columns[c].name, record.columns[*record.key].name,
                        Composed{io.listed(keys, most_keys)}));
    }
  }
  return found;
}

}  // namespace

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

std::vector<FoundRow> find_by_name(const Inputs& inputs, const std::string& name, const Io& io) {
  const core::Program& program = inputs.policy->program();
  const std::string wanted = key_form(name);
  std::vector<FoundRow> found;
  for (const core::ResultTable& results : program.results) {
    const auto column = name_column(program.tables[results.table]);
    const data::TableData& table = inputs.data[results.table];
    for (data::RowIndex row = 0; row < table.rows && column; ++row)
      if (table.columns[*column].states[row] == data::State::known &&
          key_form(inputs.data.written(table.columns[*column].indices[row])) == wanted)
        found.push_back({results.table, row});
  }
  if (found.size() != 1) return {};
  const core::RecordTable& record = program.tables[found.front().table];
  io.message(io.say("“{}”是“{}”，这一行的“{}”是：{}\n", "“{}” is a “{}”; the “{}” of this row: {}\n", name,
                    record.columns[*name_column(record)].name, record.columns[*record.key].name,
                    name_of(inputs, found.front().table, found.front().row)));
  return found;
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
  if (report_left_out(inputs, given, io) || report_no_key(inputs, given, io)) return bad_usage;
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

}  // namespace cepol::cli
