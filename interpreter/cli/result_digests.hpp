// Digests of the tables of results, of what stands in them, in whatever format they are written: a writer that keeps
// nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/report/result_writer.hpp"
#include "interpreter/report/roster.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::cli {

struct TableDigest {
  std::string table;
  std::uint64_t rows = 0;
  std::string sha256;
  friend bool operator==(const TableDigest&, const TableDigest&) = default;
};

class ResultDigests final : public report::ResultWriter {
 public:
  void begin(const std::string& table, const report::Heads& columns) override;
  void row(const std::vector<std::string>& cells) override;
  void end() override;
  bool failed() const override { return false; }
  bool commit() override { return true; }
  std::string error() const override { return {}; }
  // Quotas, rosters (`selected`: of these rows only; null: of all) and bad rows, each fault by itself, as in files.
  void add_rest(const Inputs& inputs, const SelectedRows* selected);
  const std::vector<TableDigest>& tables() const { return tables_; }

 private:
  std::vector<TableDigest> tables_;
  std::optional<Sha256> open_;
};

// The rows of the roster, of those that were taken (null: of all). Nullopt: all of its table.
std::optional<report::RosterRows> rows_of_roster(const Inputs& inputs, const core::Roster& roster,
                                                 const SelectedRows* selected);

// Evaluates everything and keeps the digests alone.
ResultDigests digests_of_results(const Inputs& inputs, const std::vector<core::ResultTable>& tables,
                                 const RowSelection& selection, const Parallel& parallel, const Io& io);

}  // namespace cepol::cli
