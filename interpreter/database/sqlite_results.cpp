// Writes tables with SQLite in one transaction without a journal: the file is a temporary one until it is complete.
#include "interpreter/database/sqlite_results.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "interpreter/database/names.hpp"
#include "interpreter/database/numbers.hpp"

namespace cepol::database {

namespace {

using report::CellKind;

// The mark of a database of results: its application_id, at this byte of the file.
constexpr std::string_view sqlite_mark = "cepo";
constexpr std::size_t sqlite_mark_place = 68;
constexpr std::string_view sqlite_begin{"SQLite format 3\0", 16};
constexpr std::size_t longest_sqlite_name = 200;  // bytes; SQLite has no bound of its own

struct CloseSqlite {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishInsert {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteResults final : public report::ResultWriter {
 public:
  explicit SqliteResults(std::unique_ptr<report::Destination> destination) : destination_(std::move(destination)) {
    if (destination_->failed()) return;
    const std::string file = destination_->file();
    if (file.empty()) {
      error_ = sqlite_needs_file;
      return;
    }
    // Nobody else knows the file, so it needs no locks, which some shared folders do not have.
    const char* const unlocked = sqlite3_vfs_find("unix-none") != nullptr ? "unix-none" : nullptr;
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, unlocked);
    database_.reset(opened);
    if (result != SQLITE_OK) {
      fail();
      return;
    }
    std::uint32_t number = 0;
    for (const char c : sqlite_mark) number = number << 8 | static_cast<unsigned char>(c);
    execute("PRAGMA journal_mode=OFF");
    execute("PRAGMA synchronous=OFF");  // the destination sees to it
    execute("PRAGMA application_id=" + std::to_string(number));
    execute("BEGIN");
  }

  void begin(const std::string& table, const report::Heads& columns) override {
    if (failed()) return;
    std::string name = tables_.next(table);
    if (name.starts_with("sqlite_")) name = tables_.next("_" + name);  // reserved
    UniqueNames names(longest_sqlite_name);
    std::string create = "CREATE TABLE " + quoted_name(name) + " (",
                insert = "INSERT INTO " + quoted_name(name) + " VALUES (";
    kinds_.clear();
    for (const report::ColumnHead& head : columns) {
      const bool first = kinds_.empty();
      // A column of numbers has no type: with one, SQLite would round texts that look like numbers.
      create +=
          (first ? "" : ", ") + quoted_name(names.next(head.label)) + (head.kind == CellKind::number ? "" : " TEXT");
      insert += first ? "?" : ", ?";
      kinds_.push_back(head.kind);
    }
    execute(create + ")");
    if (failed()) return;
    sqlite3_stmt* statement = nullptr;
    const std::string query = insert + ")";
    if (sqlite3_prepare_v2(database_.get(), query.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail();
    insert_.reset(statement);
  }

  void row(const std::vector<std::string>& cells) override {
    if (failed()) return;
    for (std::size_t i = 0; i < cells.size() && i < kinds_.size(); ++i) bind(i, cells[i]);
    if (sqlite3_step(insert_.get()) != SQLITE_DONE) fail();
    sqlite3_reset(insert_.get());
  }

  void end() override { insert_.reset(); }

  bool failed() const override { return !error_.empty() || destination_->failed(); }
  std::string error() const override { return error_.empty() ? destination_->error() : error_; }
  bool commit() override {
    if (failed()) return false;
    execute("COMMIT");
    database_.reset();
    return !failed() && destination_->commit();
  }

 private:
  void fail() {
    if (error_.empty()) error_ = sqlite3_errmsg(database_.get());
  }

  void execute(const std::string& statement) {
    if (!failed() && sqlite3_exec(database_.get(), statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  void bind(std::size_t column, const std::string& text) {
    const int at = static_cast<int>(column) + 1;
    if (text.empty()) {
      sqlite3_bind_null(insert_.get(), at);
      return;
    }
    switch (kinds_[column] == CellKind::number ? number_kind(text) : NumberKind::none) {
      case NumberKind::integer: {
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        sqlite3_bind_int64(insert_.get(), at, value);
        return;
      }
      case NumberKind::decimal: {
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        sqlite3_bind_double(insert_.get(), at, value);
        return;
      }
      case NumberKind::none:
      case NumberKind::exact:
      case NumberKind::fraction: break;
    }
    // The cells stay as they are until the row is written.
    if (sqlite3_bind_text64(insert_.get(), at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
      fail();
  }

  std::unique_ptr<report::Destination> destination_;
  std::string error_;
  std::unique_ptr<sqlite3, CloseSqlite> database_;
  std::unique_ptr<sqlite3_stmt, FinishInsert> insert_;  // of the present table
  std::vector<CellKind> kinds_;                         // of its columns
  UniqueNames tables_{longest_sqlite_name};
};

}  // namespace

std::unique_ptr<report::ResultWriter> make_sqlite_results(std::unique_ptr<report::Destination> destination) {
  return std::make_unique<SqliteResults>(std::move(destination));
}

bool is_sqlite_results(std::string_view bytes) {
  return bytes.starts_with(sqlite_begin) &&
         bytes.substr(std::min(sqlite_mark_place, bytes.size())).starts_with(sqlite_mark);
}

}  // namespace cepol::database
