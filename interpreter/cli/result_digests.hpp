// Digests of the tables of results, of what stands in them, in whatever format they are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/selection.hpp"
#include "interpreter/report/result_writer.hpp"
#include "lang/base/parallel.hpp"

namespace cepol::cli {

struct TableDigest {
  std::string table;
  std::uint64_t rows = 0;
  std::string sha256;
  friend bool operator==(const TableDigest&, const TableDigest&) = default;
};

class ResultDigests {
 public:
  void begin(const std::string& table, const report::Heads& columns);
  void row(const std::vector<std::string>& cells);
  void end();
  // Quotas and bad rows, each fault by itself, as in files.
  void add_rest(const core::Program& program, const data::Dataset& data);
  const std::vector<TableDigest>& tables() const { return tables_; }

 private:
  std::vector<TableDigest> tables_;
  std::optional<Sha256> open_;
};

// Evaluates everything and keeps the digests alone.
ResultDigests digests_of_results(const Inputs& inputs, const std::vector<core::ResultTable>& tables,
                                 const RowSelection& selection, const Parallel& parallel, const Io& io);

}  // namespace cepol::cli
