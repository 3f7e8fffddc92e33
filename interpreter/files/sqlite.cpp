// Reads a database of SQLite: a table or view with the name of a table of the policy, or what a query gives. The file
// is held in memory, and nothing of it is trusted: views run without extensions, and for a bounded number of steps. A
// query may read this database alone.
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "interpreter/data/row_words.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/number_format.hpp"
#include "interpreter/files/table_rows.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t largest_database = std::size_t{2} * 1024 * 1024 * 1024;
// A view may do so many steps, in thousands, and so many more for each row that it has given.
constexpr std::uint64_t steps_allowed = 100'000, most_for_a_row = 10;
constexpr int steps_at_a_time = 1000;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

// The bytes are the database's own from then on.
Database open_database(std::string_view bytes) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
  Database database(opened);
  if (result != SQLITE_OK) return nullptr;
  auto* const space = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (space == nullptr) return nullptr;
  std::copy(bytes.begin(), bytes.end(), space);
  // One that keeps changes in a file beside it (WAL) has none there: has_changes_beside() was asked.
  constexpr std::size_t write_version = 18, read_version = 19;
  if (bytes.size() > read_version && space[write_version] == 2) space[write_version] = space[read_version] = 1;
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  if (sqlite3_deserialize(opened, "main", space, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
    return nullptr;
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  return database;
}

Statement prepared(const Database& database, const std::string& query) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database.get(), query.c_str(), static_cast<int>(query.size()), &statement, nullptr);
  return Statement(statement);
}

std::string quoted_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string_view text_in(sqlite3_stmt* statement, int column) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text == nullptr ? std::string_view()
                         : std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

class SqliteRows final : public RowSource {
 public:
  SqliteRows(const Database& database, const std::string& query)
      : database_(database), statement_(prepared(database, query)) {
    sqlite3_progress_handler(database.get(), steps_at_a_time, &SqliteRows::may_go_on, this);
    if (!statement_) result_ = SQLITE_ERROR;
  }
  ~SqliteRows() override { sqlite3_progress_handler(database_.get(), 0, nullptr, nullptr); }

  // The names of the columns, as a row above the first.
  FileHead head() const {
    FileHead head;
    CellRow names;
    std::vector<std::string> texts;
    const int columns = statement_ ? sqlite3_column_count(statement_.get()) : 0;
    for (int i = 0; i < columns; ++i) {
      const char* const name = sqlite3_column_name(statement_.get(), i);
      texts.emplace_back(name == nullptr ? "" : name);
    }
    for (const std::string& text : texts)
      names.cells.push_back(invalid_utf8(text) ? data::CellText(data::Fault::cell_not_utf8) : data::CellText(text));
    head.heading = CopiedRow(names);
    head.found = true;
    return head;
  }

  bool next(CellRow& row) override {
    if (result_ != SQLITE_ROW) return false;
    result_ = sqlite3_step(statement_.get());
    if (result_ != SQLITE_ROW) return false;
    ++rows_;
    row.number = static_cast<std::uint32_t>(rows_);
    row.line = rows_;
    row.lines = 1;
    row.fault.reset();
    row.cells.clear();
    for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) row.cells.push_back(cell(i));
    return true;
  }

  bool good() const { return result_ == SQLITE_ROW || result_ == SQLITE_DONE; }
  // Why it is not.
  std::string why() const { return sqlite3_errmsg(database_.get()); }

 private:
  static int may_go_on(void* user) {
    auto& rows = *static_cast<SqliteRows*>(user);
    return ++rows.steps_ > steps_allowed + rows.rows_ * most_for_a_row ? 1 : 0;
  }

  // Numbers are written with the 15 digits that are sure.
  data::CellText cell(int column) {
    switch (sqlite3_column_type(statement_.get(), column)) {
      case SQLITE_NULL: return {};
      case SQLITE_BLOB: return data::Fault::blob;
      default: break;
    }
    const std::string_view text = text_in(statement_.get(), column);
    if (text.find('\0') != std::string_view::npos) return data::Fault::cell_nul;
    if (invalid_utf8(text)) return data::Fault::cell_not_utf8;
    if (sqlite3_column_type(statement_.get(), column) != SQLITE_FLOAT) return text;
    const auto decimal = decimal_of(text);
    if (!decimal) return text;
    if (numbers_.size() <= static_cast<std::size_t>(column)) numbers_.resize(static_cast<std::size_t>(column) + 1);
    return std::string_view(numbers_[static_cast<std::size_t>(column)] = *decimal);
  }

  const Database& database_;
  Statement statement_;
  int result_ = SQLITE_ROW;
  std::uint64_t rows_ = 0, steps_ = 0;
  std::vector<std::string> numbers_ = std::vector<std::string>(2000);  // by column, the most that there are
};

// What was written last, or has to be taken back, is in a file beside the database until that is closed.
bool has_changes_beside(const FormatInput& input) {
  for (const char* ending : {"-wal", "-journal"}) {
    std::string why;
    const auto beside = input.files.open(input.path + ending, why);
    if (beside && beside->size() > 0) return true;
  }
  return false;
}

std::optional<ReadError> read_table(const FormatInput& input, const Database& database, const std::string& name,
                                    const std::string& table) {
  SqliteRows rows(database, "SELECT * FROM " + quoted_name(name));
  FileHead head = rows.head();
  if (!rows.good()) return ReadError{input.path, data::Fault::database_damaged, {name}};
  if (auto error = read_table_rows(input, table, head, rows)) return error;
  if (!rows.good()) return ReadError{input.path, data::Fault::database_damaged, {name}};
  return std::nullopt;
}

// Allows what reads the database; not another file (ATTACH), nor what is set (PRAGMA).
int may_read(void*, int action, const char*, const char*, const char*, const char*) {
  const bool reads =
      action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE;
  return reads ? SQLITE_OK : SQLITE_DENY;
}

std::optional<ReadError> open_input(const FormatInput& input, Database& database) {
  if (input.bytes.size() == 0) return ReadError{input.path, data::Fault::empty_file, {}};
  if (has_changes_beside(input)) return ReadError{input.path, data::Fault::database_in_use, {}};
  if (input.bytes.size() <= largest_database) database = open_database(read_all(input.bytes, largest_database));
  return database ? std::nullopt : std::optional(ReadError{input.path, data::Fault::database_damaged, {}});
}

}  // namespace

std::optional<ReadError> read_sqlite_query(const FormatInput& input, const std::string& query) {
  Database database;
  if (auto error = open_input(input, database)) return error;
  sqlite3_set_authorizer(database.get(), may_read, nullptr);
  SqliteRows rows(database, query);
  FileHead head = rows.head();
  if (!rows.good()) return ReadError{input.path, data::Fault::query_failed, {rows.why()}};
  if (auto error = read_table_rows(input, *input.table, head, rows)) return error;
  return rows.good() ? std::nullopt : std::optional(ReadError{input.path, data::Fault::query_failed, {rows.why()}});
}

std::optional<ReadError> read_sqlite(const FormatInput& input) {
  Database database;
  if (auto error = open_input(input, database)) return error;
  const Statement list = prepared(database,
                                  "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE "
                                  "'sqlite\\_%' ESCAPE '\\' ORDER BY name");
  if (!list) return ReadError{input.path, data::Fault::database_damaged, {}};
  std::vector<std::string> names;
  int result = sqlite3_step(list.get());
  for (; result == SQLITE_ROW; result = sqlite3_step(list.get())) names.emplace_back(text_in(list.get(), 0));
  if (result != SQLITE_DONE) return ReadError{input.path, data::Fault::database_damaged, {}};
  std::vector<std::string> tables;
  for (const core::RecordTable& record : input.program.tables.nodes) {
    tables.push_back(record.name);
    if (!record.heading.empty()) tables.push_back(record.heading);
  }
  // A database with the name of a table, and one table within.
  const bool alone = input.table && names.size() == 1;
  for (const std::string& name : names) {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const std::string& table) {
      return data::label_form(table) == data::label_form(name);
    });
    const std::string table = alone ? *input.table : found == tables.end() ? std::string() : *found;
    if (table.empty()) {
      input.tell(Tell::database_table, {invalid_utf8(name) ? "?" : name});
      continue;
    }
    if (input.tables.contains(table)) return ReadError{input.path, data::Fault::table_twice, {table, input.path}};
    if (auto error = read_table(input, database, name, table)) return error;
  }
  return std::nullopt;
}

}  // namespace cepol::files
