// Keeps a connection for each database, and digests of what was read of it.
#include "interpreter/cli/database_files.hpp"

#include <algorithm>
#include <deque>

#include "interpreter/cli/digests.hpp"
#include "interpreter/database/names.hpp"
#include "interpreter/files/address.hpp"
#include "interpreter/files/sql_text.hpp"

namespace cepol::cli {

using database::Postgres;

namespace {

constexpr std::size_t longest_query_file = std::size_t{1} << 20;

// Values are written in one form whatever the server is set to, in the order in which they are stored; and nothing that
// others lock is waited for without end.
constexpr const char* settings[] = {"SET datestyle = 'ISO, YMD'",
                                    "SET extra_float_digits = 1",
                                    "SET standard_conforming_strings = on",
                                    "SET synchronize_seqscans = off",
                                    "SET max_parallel_workers_per_gather = 0",
                                    "SET lock_timeout = '30s'",
                                    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"};

constexpr const char* list_of_tables =
    "SELECT n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid), pg_catalog.obj_description(c.oid, 'pg_class') "
    "FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') "
    "AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, 2";

}  // namespace

std::vector<std::string> without_passwords(const std::vector<std::string>& typed, Passwords& passwords) {
  std::vector<std::string> words = typed;
  for (std::string& word : words) {
    const std::size_t at = std::min(word.find("postgresql://"), word.find("postgres://"));
    if (at == std::string::npos) continue;
    const files::Address address = files::without_password(std::string_view(word).substr(at));
    if (!address.password.empty()) passwords[files::connection_of(address.shown)] = address.password;
    word.replace(at, std::string::npos, address.shown);
  }
  return words;
}

std::unique_ptr<Postgres> connect(const std::string& address, const Passwords& passwords, std::string& why) {
  const auto password = passwords.find(files::connection_of(address));
  return database::connect_postgres(address, password == passwords.end() ? std::string() : password->second, why);
}

struct DatabaseFiles::Snapshot {
  struct Table {
    std::string schema, name;
    bool visible;     // without its schema
    bool is_results;  // of cepol
  };
  std::unique_ptr<Postgres> connection;
  std::vector<Table> tables;
  RowStream* active = nullptr;  // whose rows are being sent; nothing else can be asked until their end
};

// Rows as they come. What of them was not read when something else is asked of the connection is kept. Rows that are
// read once more (for a receipt, or another policy) are asked for once more, and have to be the same.
class DatabaseFiles::RowStream final : public files::Reader {
 public:
  RowStream(const DatabaseFiles& files, std::string address, Snapshot& snapshot)
      : files_(files), address_(std::move(address)), snapshot_(snapshot) {
    snapshot_.active = this;
  }
  ~RowStream() override {
    const std::scoped_lock lock(files_.mutex_);
    std::string piece;
    while (snapshot_.active == this && fetch(piece)) {
    }
  }
  std::size_t read(char* space, std::size_t size) override {
    if (at_ == piece_.size()) {
      const std::scoped_lock lock(files_.mutex_);
      at_ = 0;
      if (kept_.empty()) {
        if (!fetch(piece_)) piece_.clear();
      } else {
        piece_ = std::move(kept_.front());
        kept_.pop_front();
      }
    }
    const std::size_t count = std::min(size, piece_.size() - at_);
    std::copy_n(piece_.data() + at_, count, space);
    at_ += count;
    read_ += count;
    return count;
  }
  bool seek(std::size_t byte) override { return byte == read_; }
  std::string error() const override { return error_; }
  std::size_t size() const override { return 0; }
  // Under the lock.
  void keep_rest() {
    std::string piece;
    while (fetch(piece)) kept_.push_back(std::move(piece));
  }

 private:
  // Under the lock. False: there is no more.
  bool fetch(std::string& piece) {
    if (snapshot_.active != this) return false;
    const bool good = snapshot_.connection->csv_piece(piece, error_);
    if (good && !piece.empty()) {
      digest_.add(piece);
      return true;
    }
    snapshot_.active = nullptr;
    if (!good) return false;
    const std::string digest = digest_.hexadecimal();
    const auto [before, is_new] = files_.digests_.emplace(address_, digest);
    if (!is_new && before->second != digest) error_ = database::advice::other_rows;
    return false;
  }

  const DatabaseFiles& files_;
  std::string address_;
  Snapshot& snapshot_;
  Sha256 digest_;
  std::deque<std::string> kept_;
  std::string piece_, error_;
  std::size_t at_ = 0, read_ = 0;
};

DatabaseFiles::DatabaseFiles(const files::Files& files, const Passwords& passwords)
    : files_(files), passwords_(passwords) {}
DatabaseFiles::~DatabaseFiles() = default;

files::FileKind DatabaseFiles::kind(const std::string& path) const {
  if (!files::is_address(path)) return files_.kind(path);
  const bool rows = !files::parameter_of(path, "table").empty() || !files::parameter_of(path, "query").empty();
  return rows ? files::FileKind::rows : files::FileKind::database;
}

std::optional<std::string> DatabaseFiles::resolve(const std::string& path) const {
  return files::is_address(path) ? std::optional(path) : files_.resolve(path);
}

std::unique_ptr<files::Reader> DatabaseFiles::open_resolved(const std::string& path, std::string& why) const {
  return files::is_address(path) ? open(path, why) : files_.open_resolved(path, why);
}

DatabaseFiles::Snapshot* DatabaseFiles::snapshot_of(const std::string& address, std::string& why) const {
  std::unique_ptr<Snapshot>& kept = snapshots_[files::connection_of(address)];
  if (kept) {
    if (kept->active != nullptr) kept->active->keep_rest();
    return kept.get();
  }
  auto made = std::make_unique<Snapshot>();
  made->connection = connect(address, passwords_, why);
  if (!made->connection) return nullptr;
  for (const char* statement : settings)
    if (!made->connection->execute(statement, why)) return nullptr;
  const auto tables = made->connection->rows(list_of_tables, {}, why);
  if (!tables) return nullptr;
  for (const Postgres::Row& row : *tables)
    made->tables.push_back({row[0].value_or(""), row[1].value_or(""), row[2] == "t", row[3] == database::results_mark});
  return (kept = std::move(made)).get();
}

std::optional<std::vector<std::string>> DatabaseFiles::list(const std::string& folder, std::string& why) const {
  if (!files::is_address(folder)) return files_.list(folder, why);
  const std::scoped_lock lock(mutex_);
  const Snapshot* const snapshot = snapshot_of(folder, why);
  if (snapshot == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const Snapshot::Table& table : snapshot->tables)
    if (table.visible && !table.is_results) names.push_back(table.name);
  return names;
}

// False with `why`.
bool DatabaseFiles::begin_rows(const std::string& address, std::string& why) const {
  Snapshot* const snapshot = snapshot_of(address, why);
  if (snapshot == nullptr) return false;
  if (const std::string file = files::parameter_of(address, "query"); !file.empty()) {
    const auto text = files_.read(file, longest_query_file, why);
    if (!text) return false;
    const auto query = files::single_query(*text);
    if (const auto* const one = std::get_if<std::string>(&query)) return snapshot->connection->csv_begin(*one, why);
    why = database::advice::no_rows;
    return false;
  }
  const std::string wanted = files::parameter_of(address, "table");
  std::vector<const Snapshot::Table*> found;
  for (const Snapshot::Table& table : snapshot->tables)
    if (table.schema + "." + table.name == wanted || table.name == wanted) found.push_back(&table);
  if (found.size() > 1)  // those that need no schema, or whose own name has a dot
    std::erase_if(found, [&](const Snapshot::Table* table) { return table->name == wanted && !table->visible; });
  if (found.size() != 1) {
    why = found.empty() ? database::advice::table : database::advice::several;
    return false;
  }
  if (found[0]->is_results) {
    why = database::advice::results;
    return false;
  }
  return snapshot->connection->csv_begin(
      "SELECT * FROM " + database::quoted_name(found[0]->schema) + "." + database::quoted_name(found[0]->name), why);
}

std::unique_ptr<files::Reader> DatabaseFiles::open(const std::string& path, std::string& why) const {
  if (!files::is_address(path)) return files_.open(path, why);
  const std::scoped_lock lock(mutex_);
  Snapshot* const snapshot = snapshot_of(path, why);
  if (snapshot == nullptr || !begin_rows(path, why)) return nullptr;
  return std::make_unique<RowStream>(*this, path, *snapshot);
}

}  // namespace cepol::cli
