#include "interpreter/diff/report/whole_tables.hpp"

#include <algorithm>

#include "interpreter/diff/causes.hpp"
#include "interpreter/engine/results.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/roster.hpp"

namespace cepol::diff {
namespace {

using Cells = std::vector<std::string>;

// The lines of the quota of that name and table, by member; nullopt: the policy has no such quota.
std::optional<std::map<std::string, Cells>> lines_of(const EvaluationInput& input, const std::string& quota,
                                                     const std::string& table) {
  for (const core::Quota& one : input.program->quotas) {
    if (one.name != quota || input.program->tables[one.table].name != table) continue;
    // Behind the cells what is compared: the words of the state follow the policy's language.
    const auto counts = engine::count(one, *input.data);
    std::map<std::string, Cells> lines;
    std::size_t at = 0;
    for (Cells& row : explain::quota_rows(*input.program, *input.data, one)) {
      const engine::QuotaLine& counted = counts[at++];
      std::string member = row.front();
      row.erase(row.begin());
      row.push_back(std::to_string(counted.count) + "+" + std::to_string(counted.unknown) + " of " + row[1]);
      lines.emplace(std::move(member), std::move(row));
    }
    return lines;
  }
  return std::nullopt;
}

Cells line(const std::map<std::string, Cells>& lines, const std::string& member) {
  const auto found = lines.find(member);
  return found == lines.end() ? Cells() : found->second;
}

std::string compared(const Cells& cells) { return cells.empty() ? std::string() : "is " + cells.back(); }

// The line of a quota that a variant gives.
class QuotaTest final : public VariantTest {
 public:
  QuotaTest(std::string quota, std::string table, const Impact::QuotaLine& difference)
      : VariantTest(compared(difference.before), compared(difference.after)),
        quota_(std::move(quota)),
        table_(std::move(table)),
        member_(difference.member) {}
  std::optional<Given> known(const Variants::Variant&) const override { return std::nullopt; }
  Given given(const Variants::Variant& variant) override {
    const auto lines = lines_of(variant.input, quota_, table_);
    return lines ? Given(compared(line(*lines, member_))) : std::nullopt;
  }

 private:
  std::string quota_, table_, member_;
};

std::uint32_t number_of(std::vector<Cause>& causes, Cause cause) {
  const auto known = std::find(causes.begin(), causes.end(), cause);
  if (known != causes.end()) return static_cast<std::uint32_t>(known - causes.begin());
  causes.push_back(std::move(cause));
  return static_cast<std::uint32_t>(causes.size() - 1);
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// The lines of the first that the second does not have as often.
std::vector<std::string> only_in(const std::vector<std::string>& lines, const std::vector<std::string>& other) {
  std::map<std::string, std::size_t> left;
  for (const std::string& one : other) ++left[one];
  std::vector<std::string> found;
  for (const std::string& one : lines) {
    const auto at = left.find(one);
    if (at == left.end() || at->second == 0)
      found.push_back(one);
    else
      --at->second;
  }
  return found;
}

}  // namespace

void add_quotas(Impact& impact, const EvaluationInput& before, const EvaluationInput& after, Variants& variants) {
  for (const core::Quota& quota : after.program->quotas) {
    const std::string& table = after.program->tables[quota.table].name;
    const auto old_lines = lines_of(before, quota.name, table), new_lines = lines_of(after, quota.name, table);
    if (!old_lines || !new_lines) continue;
    std::vector<std::string> members;  // in the new order, then those that only the old side has
    for (const auto& row : explain::quota_rows(*after.program, *after.data, quota)) members.push_back(row.front());
    for (const auto& [member, cells] : *old_lines)
      if (new_lines->count(member) == 0) members.push_back(member);
    for (const std::string& member : members) {
      Impact::QuotaLine difference{quota.name, member, line(*old_lines, member), line(*new_lines, member), 0};
      if (compared(difference.before) == compared(difference.after)) continue;
      QuotaTest test(quota.name, table, difference);
      difference.cause = number_of(impact.causes, cause_of(variants, test));
      impact.quotas.push_back(std::move(difference));
    }
  }
}

namespace {

std::string text_of(const EvaluationInput& input, const core::Roster& roster) {
  std::optional<report::RosterRows> rows;
  if (roster.holds.valid()) {
    const auto engine = engine::load(*input.engine, *input.program, *input.data, input.options);
    rows = report::rows_in(roster, *input.data, *engine, nullptr);
  }
  return report::roster_text(*input.program, *input.data, roster, rows ? &*rows : nullptr);
}

}  // namespace

void add_rosters(Impact& impact, const EvaluationInput& before, const EvaluationInput& after) {
  for (const core::Roster& roster : after.program->rosters)
    for (const core::Roster& old_one : before.program->rosters) {
      if (old_one.title != roster.title) continue;
      const auto olds = lines_in(text_of(before, old_one)), news = lines_in(text_of(after, roster));
      Impact::RosterLines lines{roster.title, only_in(olds, news), only_in(news, olds)};
      if (!lines.before.empty() || !lines.after.empty()) impact.rosters.push_back(std::move(lines));
    }
}

}  // namespace cepol::diff
