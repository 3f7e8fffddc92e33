// The files that parts of a data set are written to and put together from: what `cepol eval --part` decided of a part,
// and what `cepol summarize` found of it. Each line is JSON; the first tells what the file is (docs/cluster.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/data/division.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/files/files.hpp"
#include "interpreter/report/damage_ranking.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

enum class PartFileKind : std::uint8_t { none, results, summary };

// What a file is of.
struct PartHead {
  PartFileKind kind = PartFileKind::none;
  std::string version, policy;
  std::string policy_digest;   // of the texts of the policy
  std::string asked;           // readings, columns: what the results depend on beside policy and data
  std::set<data::Part> parts;  // of results one
  bool english = false;        // the policy's language
  bool english_messages = false;
  std::vector<core::RecordTable> tables = {};  // names, and those of columns
  std::vector<std::string> odd_ids = {};       // as data::Dataset::odd_ids
};

// The outcomes of a decision and how many rows have each, also none.
struct PartCounts {
  std::string table, decision;
  std::vector<std::pair<std::string, std::uint64_t>> outcomes;
};

// A call of a writer of results, to be made again.
struct WriterCall {
  enum class Kind : std::uint8_t { begin, row, end, text };
  Kind kind;
  std::string text = {};  // of begin: the name of the table
  report::Heads heads = {};
  std::vector<std::string> cells = {};
};
class WriterCalls final : public report::ResultWriter {
 public:
  void begin(const std::string& table, const report::Heads& columns) override {
    calls_.push_back({WriterCall::Kind::begin, table, columns});
  }
  void row(const std::vector<std::string>& cells) override { calls_.push_back({WriterCall::Kind::row, {}, {}, cells}); }
  void end() override { calls_.push_back({WriterCall::Kind::end}); }
  void text(const std::string& text) override { calls_.push_back({WriterCall::Kind::text, text}); }
  bool failed() const override { return false; }
  bool commit() override { return true; }
  std::string error() const override { return {}; }
  const std::vector<WriterCall>& calls() const { return calls_; }
  void add(WriterCall call) { calls_.push_back(std::move(call)); }
  void repeat(report::ResultWriter& writer) const;

 private:
  std::vector<WriterCall> calls_;
};

// What each part finds by itself, and finds alike: of tables that are read whole, and of damage.
struct PartRest {
  std::vector<std::uint64_t> rows;  // by table with results: all of its rows
  WriterCalls quotas, rosters_shown, rosters_in_files, causes, faults;
  std::string unknown_members, places_twice;
  std::vector<std::string> counts_twice;
  std::string left_out, changed_texts, bad_rows_shown, bad_rows_in_files;
  bool any_bad = false;
};

std::string head_line(const PartHead& head);
std::string begin_line(const std::string& table, const report::Heads& heads);
std::string row_line(std::uint64_t row, const std::vector<std::string>& cells, const report::RankedRow& ranked);
std::string end_line();
std::string totals_line(const std::vector<PartCounts>& counts, std::uint64_t changed_twice);
std::string rest_lines(const PartRest& rest);
std::string digest_line(const std::string& rest_digest);
std::string summary_line(const data::DivisionSummary& summary);

// Reads such a file line by line. After a line that is not what was asked for everything fails.
class PartReader {
 public:
  PartReader(std::unique_ptr<files::Reader> bytes, std::string path);
  PartReader(PartReader&&) noexcept;
  ~PartReader();

  const std::string& path() const { return path_; }
  bool failed() const { return failed_; }
  std::optional<PartHead> head();
  // Are there no further tables?
  bool at_totals();
  // The table that begins here.
  std::optional<WriterCall> begin();
  // The next row; nullopt: the table ends, or failed().
  struct Row {
    std::uint64_t row;
    std::vector<std::string> cells;
    report::RankedRow ranked;
  };
  std::optional<Row> row();
  std::optional<std::vector<PartCounts>> totals(std::uint64_t& changed_twice);
  std::optional<std::string> digest();
  std::optional<PartRest> rest();
  std::optional<data::DivisionSummary> summary();

 private:
  struct Json;
  bool next();  // the next line
  template <class Made>
  std::optional<Made> made(bool good, Made value) {
    if (good) return value;
    failed_ = true;
    return std::nullopt;
  }

  std::unique_ptr<files::Reader> bytes_;
  std::unique_ptr<Json> line_;
  std::string path_, buffer_;
  std::size_t at_ = 0;
  bool failed_ = false, kept_ = false;  // kept: the line is to be read again
};

}  // namespace cepol::cli
