// What operations share: the work that is allowed, probes, failures.
#include "interpreter/reference/set_operations.hpp"

#include <algorithm>

namespace cepol::reference {

using namespace core;

namespace {

// The work that a result may take, for each evaluation of Options::search_bound: some minutes in all; where blanks were
// read, some seconds. Of many rows each can be asked for a few things.
constexpr std::uint64_t most_work = 250'000, rows_of_one_work = 4;
constexpr std::uint64_t most_work_on_blanks = 5'000, rows_of_one_work_on_blanks = 40;

}  // namespace

SetOperations::SetOperations(const Program& program, const data::Dataset& data, const engine::Options& options,
                             std::shared_ptr<const ProgramInfo> info)
    : program_(program), data_(data), options_(options), info_(std::move(info)) {
  prepare_columns();
}

void SetOperations::allow_work() {
  std::uint64_t rows = 0;
  for (const data::TableData& table : data_.tables) rows += table.all_rows + table.elsewhere.rows;
  most_work_ = work_ + options_.search_bound * (most_work + rows / rows_of_one_work);
  most_work_on_blanks_ = work_ + options_.search_bound * (most_work_on_blanks + rows / rows_of_one_work_on_blanks);
  allowed_at_ = blank_reads_;
}

void SetOperations::begin_probe() {
  probing_ = true;
  incomplete_ = false;
  read_blanks_.clear();
  open_blanks_ = 0;
  run_ = ++last_run_;
}

void SetOperations::end_probe(const TrackedSet& value) {
  if (!is_settled(value)) note_open(value.open_blanks);
  std::erase_if(read_blanks_,
                [&](const ReadBlank& read) { return (open_blanks_ & std::uint64_t{1} << (read.blank & 63)) == 0; });
  begin_run();
}

std::uint32_t SetOperations::fail(ExprId at, const char* zh, const char* en) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, 0, 0, en}, 0);
  if (is_new) {
    const std::uint32_t owner = info_->owner[at.index];
    const std::string name = owner < program_.functions.size() ? program_.functions.nodes[owner].name : std::string();
    reasons_.push_back({false, program_.english ? name + ": " + en : name + "：" + zh});
    found->second = static_cast<std::uint32_t>(reasons_.size()) << engine::reason_shift | engine::other_failure_bit;
  }
  return found->second;
}

std::uint32_t SetOperations::conflict(ExprId at, const Cases& cases, std::uint32_t first, std::uint32_t second) {
  auto [found, is_new] = failure_numbers_.try_emplace({at.index, first, second, "conflict"}, 0);
  if (is_new) {
    reasons_.push_back({true, cases.cases[first].name + " / " + cases.cases[second].name});
    found->second = static_cast<std::uint32_t>(reasons_.size()) << engine::reason_shift | engine::conflict_bit;
  }
  return found->second;
}

std::uint32_t SetOperations::differing_values(Fold fold, ExprId at) {
  return fold == Fold::unique ? fail(at, "有几行都符合，而值不相同", "several rows fit, with different values") : 0;
}

std::uint32_t SetOperations::sum_too_large(ExprId at) {
  return fail(at, "合计的数太大，无法准确计算", "a sum too large to compute exactly");
}

}  // namespace cepol::reference
