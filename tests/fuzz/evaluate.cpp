// Small policies on data of any kind. What is said for certain does not depend on the order of child rows, and a cell
// that is made unreadable never turns one certain result into another.
#include <algorithm>
#include <filesystem>
#include <map>

#include "interpreter/files/csv.hpp"
#include "interpreter/files/text_reader.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/fuzz/data_text.hpp"
#include "tests/fuzz/policies.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/files.hpp"

namespace cepol::fuzz {

namespace {

struct Loaded {
  std::unique_ptr<CheckedText> policy;
  std::unique_ptr<engine::LoadedProgram> program;
};

std::vector<Loaded>& all_policies() {
  static std::vector<Loaded> all = [] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CEPOL_ROOT) + "/tests/fuzz/policies"))
      files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Loaded> loaded;
    for (const auto& file : files) {
      Loaded& one = loaded.emplace_back();
      one.policy = check_text(test::text_of(file));
      require(one.policy->good(), file.string() + " has no error", one.policy->errors());
      one.program = std::make_unique<engine::LoadedProgram>(reference::engine_kind(), one.policy->program());
    }
    return loaded;
  }();
  return all;
}

using Rows = std::vector<std::vector<std::string>>;  // of a file, the headings among them

std::string csv_of(const Rows& rows) {
  std::string text;
  for (const auto& cells : rows)
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text += '"';
      for (const char c : cells[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += i + 1 < cells.size() ? "\"," : "\"\n";
    }
  return text;
}

// Nullopt: a row or cell cannot be read.
std::optional<Rows> rows_of(std::string_view text) {
  files::TextReader bytes(text);
  files::CsvRows rows(bytes, text.size() + 1);
  Rows all;
  for (files::CsvRow row; rows.next(row);) {
    if (row.fault || std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.fault; }))
      return std::nullopt;
    auto& cells = all.emplace_back();
    for (const data::CellText& cell : row.cells) cells.emplace_back(cell.text);
  }
  return all;
}

struct Case {
  const core::Program* program;
  engine::LoadedProgram* engine;
  std::vector<std::string> names, texts;

  std::vector<NamedText> files() const {
    std::vector<NamedText> all;
    for (std::size_t i = 0; i < names.size(); ++i) all.push_back({names[i], texts[i]});
    return all;
  }
};

struct Result {
  engine::Status status;
  engine::ResultValue value;
};
using Results = std::map<std::string, Result>;  // by table, key, decision and figure

// Of identified rows of tables with a key. Nullopt: some rows are not taken for records, which depends on those around.
std::optional<Results> results_of(const Case& of) {
  const files::Read read = read_files(*of.program, of.files());
  if (!read.data.left_out.empty()) return std::nullopt;
  engine::Options options;
  options.search_bound = 60;
  const auto engine = of.engine->on(read.data, options);
  Results results;
  for (std::uint32_t t = 0; t < of.program->tables.size(); ++t) {
    const core::RecordTable& table = of.program->tables.nodes[t];
    const data::TableData& data = read.data.tables[t];
    if (!table.key) continue;
    for (data::RowIndex row = 0; row < data.rows; ++row) {
      const auto& key = read.data.texts[data.columns[*table.key].indices[row]];
      for (const auto& one : engine->decide(core::TableId{t}, row).decisions) {
        const std::string name = table.name + " " + key + " " + of.program->decisions[one.decision].name;
        results.insert_or_assign(name, Result{one.outcome.status, one.outcome.value});
        for (std::size_t i = 0; i < one.measures.size(); ++i)
          results.insert_or_assign(name + " " + std::to_string(i),
                                   Result{one.measures[i].status, one.measures[i].value});
      }
    }
  }
  return results;
}

std::string shown(const Case& of) {
  std::string text;
  for (const NamedText& file : of.files()) ((((text += "== ") += file.name) += '\n') += file.text) += '\n';
  return text;
}

// `exact`: also what is undetermined.
void compare(const Results& before, const Results& after, bool exact, std::string_view property, const Case& one,
             const Case& other) {
  for (const auto& [name, result] : before) {
    const auto found = after.find(name);
    if (found == after.end()) continue;
    const bool open =
        result.status == engine::Status::undetermined || found->second.status == engine::Status::undetermined;
    const bool same = result.status == found->second.status &&
                      (result.status != engine::Status::given || result.value == found->second.value);
    require(same || (open && !exact), property,
            [&, key = name] { return key + "\n" + shown(one) + "----\n" + shown(other); });
  }
}

bool is_child(const core::Program& program, const std::string& file) {
  for (const core::RecordTable& table : program.tables.nodes)
    if (file == table.name + ".csv") return table.parent.has_value();
  return false;
}

void check_order(const Case& of, const Results& results) {
  Case reversed = of;
  for (std::size_t i = 0; i < of.names.size(); ++i) {
    if (!is_child(*of.program, of.names[i])) continue;
    auto rows = rows_of(of.texts[i]);
    if (!rows || rows->size() < 2) continue;
    std::reverse(rows->begin() + 1, rows->end());
    reversed.texts[i] = csv_of(*rows);
  }
  if (const auto other = results_of(reversed))
    compare(results, *other, false, "results do not depend on the order of child rows", of, reversed);
}

// Is the column the link of a child table, of which not all rows of an owner stand together? Whose a row is that does
// not say it is found by the rows around it.
bool is_scattered_link(const core::Program& program, const std::string& file, const Rows& rows, std::size_t column) {
  for (const core::RecordTable& table : program.tables.nodes) {
    if (file != table.name + ".csv" || !table.parent || !table.link) continue;
    if (column >= rows[0].size() || rows[0][column] != table.columns[*table.link].name) return false;
    std::vector<std::string> owners;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (column >= rows[i].size()) return true;
      if (!owners.empty() && owners.back() == rows[i][column]) continue;
      if (std::find(owners.begin(), owners.end(), rows[i][column]) != owners.end()) return true;
      owners.push_back(rows[i][column]);
    }
  }
  return false;
}

void check_unreadable(const Case& of, const Results& results, std::size_t choice) {
  const std::size_t file = choice % of.names.size();
  auto rows = rows_of(of.texts[file]);
  if (!rows || rows->size() < 2) return;
  const std::size_t row = 1 + choice / 7 % (rows->size() - 1);
  if ((*rows)[row].empty()) return;
  const std::size_t column = choice / 3 % (*rows)[row].size();
  if (is_scattered_link(*of.program, of.names[file], *rows, column)) return;
  (*rows)[row][column] = "\xFF";
  Case damaged = of;
  damaged.texts[file] = csv_of(*rows);
  if (const auto other = results_of(damaged))
    compare(results, *other, false, "an unreadable cell changes no certain result into another", of, damaged);
}

}  // namespace

void targets::evaluate(std::string_view input) {
  const auto files = files_of(input);
  std::vector<Loaded>& policies = all_policies();
  std::size_t number = 0, sum = input.size();
  for (const char c : files.front().text)
    if (c >= '0' && c <= '9') number = static_cast<std::size_t>(c - '0') % policies.size();
  for (const char c : input) sum = sum * 31 + static_cast<unsigned char>(c);
  const Loaded& policy = policies[number];
  Case of{&policy.policy->program(), policy.program.get(), {}, {}};
  for (std::size_t i = 1; i < files.size() && i <= 6; ++i) {
    const std::string name = std::string(files[i].name) + ".csv";
    if (std::find(of.names.begin(), of.names.end(), name) != of.names.end()) continue;
    of.names.push_back(name);
    of.texts.emplace_back(files[i].text);
  }
  if (of.names.empty()) return;
  const auto results = results_of(of);
  if (!results || results->empty()) return;
  check_order(of, *results);
  for (std::size_t i = 0; i < 2; ++i) check_unreadable(of, *results, sum / (i + 1));
}

}  // namespace cepol::fuzz
