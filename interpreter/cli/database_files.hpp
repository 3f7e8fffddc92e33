// Databases of PostgreSQL among the files: the tables of a database by its address, and as CSV what a table or query of
// it gives. All that a run reads of a database is of one moment: one read-only transaction, in which nothing can be
// changed.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/database/postgres.hpp"
#include "interpreter/files/files.hpp"

namespace cepol::cli {

// The words of a command line without the passwords in the addresses among them, which are put into `passwords`:
// nothing behind this sees one.
std::vector<std::string> without_passwords(const std::vector<std::string>& typed, Passwords& passwords);

// Connects as Postgres, with the password that was typed for the address.
std::unique_ptr<database::Postgres> connect(const std::string& address, const Passwords& passwords, std::string& why);

class DatabaseFiles final : public files::Files {
 public:
  // Both must outlive it.
  DatabaseFiles(const files::Files& files, const Passwords& passwords);
  ~DatabaseFiles() override;

  files::FileKind kind(const std::string& path) const override;
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::unique_ptr<files::Reader> new_workbook(files::Reader& bytes, std::string& why) const override {
    return files_.new_workbook(bytes, why);
  }
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  class RowStream;
  struct Snapshot;
  Snapshot* snapshot_of(const std::string& address, std::string& why) const;  // under the lock
  bool begin_rows(const std::string& address, std::string& why) const;

  const files::Files& files_;
  const Passwords& passwords_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<Snapshot>> snapshots_;  // by connection
  mutable std::map<std::string, std::string> digests_;  // of rows that were read to their end, by address
};

}  // namespace cepol::cli
