// Small policies on data of any kind. What is said for certain does not depend on the order of child rows; neither a
// cell that is made unreadable nor a blank that is filled in turns one certain result into another.
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
  for (files::CellRow row; rows.next(row);) {
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

struct Decided {
  Results results;       // of identified rows of tables with a key
  std::string left_out;  // which rows of the files were not taken for records
  bool damaged = false;  // something could not be read, or some rows were not taken for records
};

Decided decided(const Case& of) {
  const files::Read read = read_files(*of.program, of.files());
  Decided made;
  for (const data::LeftOut& one : read.data.left_out)
    made.left_out += one.file + " " + std::to_string(one.row) + " " + std::to_string(static_cast<int>(one.kind)) + "\n";
  made.damaged = !read.data.bad.empty() || !read.data.left_out.empty() || !read.errors.empty();
  engine::Options options;
  options.search_bound = 60;
  const auto engine = of.engine->on(read.data, options);
  for (std::uint32_t t = 0; t < of.program->tables.size(); ++t) {
    const core::RecordTable& table = of.program->tables.nodes[t];
    const data::TableData& data = read.data.tables[t];
    if (!table.key) continue;
    for (data::RowIndex row = 0; row < data.rows; ++row) {
      const std::string key(read.data.texts[data.columns[*table.key].indices[row]]);
      for (const auto& one : engine->decide(core::TableId{t}, row).decisions) {
        const std::string name = table.name + " " + key + " " + of.program->decisions[one.decision].name;
        made.results.insert_or_assign(name, Result{one.outcome.status, one.outcome.value});
        for (std::size_t i = 0; i < one.measures.size(); ++i)
          made.results.insert_or_assign(name + " " + std::to_string(i),
                                        Result{one.measures[i].status, one.measures[i].value});
      }
    }
  }
  return made;
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

// Of data without a fault nothing depends on the order; of damaged data what is open may, since whose a row is that
// does not say it is found by those around it.
void check_order(const Case& of, const Decided& before) {
  Case reversed = of;
  for (std::size_t i = 0; i < of.names.size(); ++i) {
    if (!is_child(*of.program, of.names[i])) continue;
    auto rows = rows_of(of.texts[i]);
    if (!rows || rows->size() < 2) continue;
    std::reverse(rows->begin() + 1, rows->end());
    reversed.texts[i] = csv_of(*rows);
  }
  const Decided after = decided(reversed);
  if (!before.left_out.empty() || !after.left_out.empty()) return;  // which rows are records depends on those around
  compare(before.results, after.results, !before.damaged && !after.damaged,
          "results do not depend on the order of child rows", of, reversed);
}

// A cell of the rows below the headings.
struct CellPlace {
  std::size_t file, row, column;
};

std::optional<CellPlace> some_cell(const Case& of, std::size_t choice, Rows& rows) {
  const std::size_t file = choice % of.names.size();
  auto read = rows_of(of.texts[file]);
  if (!read || read->size() < 2) return std::nullopt;
  const std::size_t row = 1 + choice / 7 % (read->size() - 1);
  if ((*read)[row].empty()) return std::nullopt;
  rows = std::move(*read);
  return CellPlace{file, row, choice / 3 % rows[row].size()};
}

Case with_rows(const Case& of, std::size_t file, const Rows& rows) {
  Case changed = of;
  changed.texts[file] = csv_of(rows);
  return changed;
}

void check_unreadable(const Case& of, const Decided& before, std::size_t choice) {
  Rows rows;
  const auto cell = some_cell(of, choice, rows);
  if (!cell) return;
  rows[cell->row][cell->column] = "\xFF";
  const Case damaged = with_rows(of, cell->file, rows);
  const Decided after = decided(damaged);
  if (after.left_out == before.left_out)
    compare(before.results, after.results, false, "an unreadable cell changes no certain result into another", of,
            damaged);
}

// Is it a column of which a blank cell may be any value? (A blank key or link is another matter: the row is not
// identified.)
bool may_be_anything(const core::Program& program, const std::string& file, const std::string& heading) {
  for (const core::RecordTable& table : program.tables.nodes)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (file == table.name + ".csv" && table.columns[i].name == heading)
        return table.columns[i].blank == core::Blank::unknown && table.key != i && table.link != i;
  return false;
}

// A blank that is filled in, with what stands in another row.
void check_filled(const Case& of, const Decided& before, std::size_t choice) {
  Rows rows;
  const auto cell = some_cell(of, choice, rows);
  if (!cell || cell->column >= rows[0].size() || !rows[cell->row][cell->column].empty()) return;
  if (!may_be_anything(*of.program, of.names[cell->file], rows[0][cell->column])) return;
  const auto& other = rows[1 + choice / 11 % (rows.size() - 1)];
  if (cell->column >= other.size()) return;
  rows[cell->row][cell->column] = other[cell->column];
  const Case filled = with_rows(of, cell->file, rows);
  const Decided after = decided(filled);
  if (after.left_out == before.left_out)
    compare(before.results, after.results, false, "a blank that is filled in changes no certain result", of, filled);
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
  const Decided before = decided(of);
  if (before.results.empty()) return;
  check_order(of, before);
  for (std::size_t i = 0; i < 2; ++i) check_unreadable(of, before, sum / (i + 1));
  for (std::size_t i = 0; i < 4; ++i) check_filled(of, before, sum / (i + 2));
}

}  // namespace cepol::fuzz
