#include "interpreter/cli/rows_twice.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/data/without_twins.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/roster.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_named = 3;  // rows in the summary
constexpr std::size_t most_lines = 6;  // of a quota

bool has_twins(const data::Dataset& data) {
  return std::any_of(data.tables.begin(), data.tables.end(),
                     [](const data::TableData& table) { return !table.twins.empty(); });
}

bool same(const engine::Outcome& a, const engine::Outcome& b) { return a.status == b.status && a.value == b.value; }

}  // namespace

RowsTwice::RowsTwice(const Inputs& inputs, const Io& io)
    : inputs_(inputs), io_(io), concerned_(inputs.data.tables.size()) {
  if (inputs.assumptions.twice != data::Twice::both || !has_twins(inputs.data)) return;
  find_concerned();
  once_ = owned_only_ ? data::without_owned_twins(inputs.data) : data::without_twins(inputs.data);
  engine_ = engine::load(*inputs.engine, inputs.policy->program(), once_, inputs.options);
  if (!owned_only_) return;
  for (std::uint32_t t = 0; t < concerned_.size(); ++t)
    engine_->expect({t}, {concerned_[t].begin(), concerned_[t].end()});
}

// Does a quota or a roster count its rows?
bool RowsTwice::is_read_whole(core::TableId table) const {
  const core::Program& program = inputs_.policy->program();
  const auto is_of = [&](const auto& one) { return one.table == table; };
  return std::any_of(program.quotas.begin(), program.quotas.end(), is_of) ||
         std::any_of(program.rosters.begin(), program.rosters.end(), is_of);
}

// A row is concerned when it has such rows below it.
void RowsTwice::find_concerned() {
  const core::Program& program = inputs_.policy->program();
  for (std::uint32_t t = 0; t < inputs_.data.tables.size(); ++t) {
    const auto& twins = inputs_.data.tables[t].twins;
    if (twins.empty()) continue;
    for (const core::Expr& expr : program.exprs.nodes)
      if (const auto* fold = std::get_if<core::OverRows>(&expr.term))
        all_concerned_ = all_concerned_ || (fold->table.index == t && !fold->parent);
    owned_only_ = owned_only_ && !all_concerned_ && !is_read_whole({t});
    for (const auto& [twin, first] : twins) {
      core::TableId table{t};
      data::RowIndex row = twin;
      concerned_[table.index].insert(row);
      while (program.tables[table].parent && program.tables[table].link) {
        const data::ColumnData& link = inputs_.data[table].columns[*program.tables[table].link];
        if (link.states[row] != data::State::known) break;
        row = link.indices[row];
        table = *program.tables[table].parent;
        concerned_[table.index].insert(row);
      }
    }
  }
}

// The row that stands in the same place of its file.
data::RowIndex RowsTwice::row_in_once(core::TableId table, data::RowIndex row) {
  const data::TableData& once = once_[table];
  if (owned_only_) {
    const auto& twins = inputs_.data[table].twins;
    const auto at = std::lower_bound(twins.begin(), twins.end(), std::pair(row, data::RowIndex{0}));
    return at != twins.end() && at->first == row ? once.rows : row;
  }
  const auto end = once.source_rows.begin() + once.rows;
  const std::uint32_t wanted = inputs_.data[table].source_rows[row];
  const auto found = std::lower_bound(once.source_rows.begin(), end, wanted);
  return found != end && *found == wanted ? static_cast<data::RowIndex>(found - once.source_rows.begin()) : once.rows;
}

std::string RowsTwice::note(core::TableId table, data::RowIndex row, const engine::RowResults& results) {
  if (engine_ == nullptr || (!all_concerned_ && !concerned_[table.index].contains(row))) return {};
  const std::scoped_lock held(one_at_a_time_);
  const data::RowIndex other_row = row_in_once(table, row);
  if (other_row == once_[table].rows) return {};
  const core::Program& program = inputs_.policy->program();
  const explain::Phrasebook phrases{program.english};
  const engine::RowResults once = engine_->decide(table, other_row);
  std::vector<std::string> outcomes;
  bool figures = false;
  for (std::size_t i = 0; i < results.decisions.size(); ++i) {
    const auto &now = results.decisions[i], &then = once.decisions[i];
    if (!same(now.outcome, then.outcome))
      outcomes.push_back(program.decisions[now.decision].name + std::string(phrases("为", " is ")) +
                         explain::outcome_text(program, then.outcome, program.english));
    for (std::size_t k = 0; k < now.measures.size(); ++k) figures = figures || !same(now.measures[k], then.measures[k]);
  }
  if (outcomes.empty() && !figures) return {};
  ++changed_;
  if (outcomes.empty()) outcomes.emplace_back(phrases("有的数字不同", "some figures differ"));
  return std::string(phrases("完全相同的行各算了一次；只算一次的话，",
                             " Rows that are alike in every cell were counted each; if only one counts, ")) +
         phrases.list(outcomes) + std::string(phrases("。", "."));
}

void RowsTwice::tell(report::RowExplanation& explanation) {
  engine::RowResults results;
  results.decisions = explanation.decisions;
  std::string text = note(explanation.table, explanation.row, results);
  explanation.reasons += text;
  text.erase(0, text.find_first_not_of(' '));
  explanation.note = std::move(text);
}

// The first of these rows, by table.
std::string RowsTwice::places() const {
  const core::Program& program = inputs_.policy->program();
  std::string places;
  for (std::size_t t = 0; t < inputs_.data.tables.size(); ++t) {
    const data::TableData& table = inputs_.data.tables[t];
    if (table.twins.empty()) continue;
    std::string rows;
    for (std::size_t i = 0; i < table.twins.size() && i < most_named; ++i)
      rows += (i > 0 ? std::string(io_.say("、", ", ")) : std::string()) +
              std::to_string(table.source_rows[table.twins[i].first]);
    const bool more = table.twins.size() > most_named;
    places += (places.empty() ? std::string() : std::string(io_.say("；", "; "))) +
              io_.say("“{}”第 {} 行{}", "in “{}”: row {}{}", program.tables.nodes[t].name, rows,
                      more ? io_.say("等", ", ...") : "");
  }
  return places;
}

// “名额”：甲 3（满）→ 2（余1）. Of quotas the lines that differ, of rosters the number of rows.
std::vector<std::string> RowsTwice::changed_counts() const {
  std::vector<std::string> changed;
  if (engine_ == nullptr) return changed;
  const core::Program& program = inputs_.policy->program();
  const explain::Phrasebook phrases{program.english};
  for (const core::Quota& quota : program.quotas) {
    const auto now = explain::quota_rows(program, inputs_.data, quota);
    const auto then = explain::quota_rows(program, once_, quota);
    auto shown = [&](const std::vector<std::string>& line) {
      return line[1] + (line[3].empty() ? std::string() : phrases.bracketed(line[3]));
    };
    std::vector<std::string> lines;
    std::size_t more = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now[i][1] == then[i][1]) continue;
      if (lines.size() == most_lines)
        ++more;
      else
        lines.push_back(now[i][0] + " " + shown(now[i]) + " → " + shown(then[i]));
    }
    if (lines.empty()) continue;
    changed.push_back(io_.say("“{}”：{}{}", "“{}”: {}{}", quota.name, phrases.list(lines),
                              more > 0 ? io_.say("，另有 {} 项", ", and {} more", more) : std::string()));
  }
  for (const core::Roster& roster : program.rosters) {
    const auto count = [&](const data::Dataset& data, engine::Engine& engine) {
      const auto rows = report::rows_in(roster, data, engine, nullptr);
      return report::roster_count(program, data, roster, rows ? &*rows : nullptr);
    };
    const auto engine = engine::load(*inputs_.engine, program, inputs_.data, inputs_.options);
    const std::string now = count(inputs_.data, *engine), then = count(once_, *engine_);
    if (now != then) changed.push_back(io_.say("“{}”：{} 行 → {} 行", "“{}”: rows {} → {}", roster.title, now, then));
  }
  return changed;
}

TwiceFound RowsTwice::found() const {
  if (engine_ == nullptr) return {};
  return {changed_, places(), changed_counts()};
}

std::string twice_summary(const TwiceFound& found, const Io& io) {
  std::string effects;
  if (found.changed > 0)
    effects = io.say("有 {} 行的结果不同，见各行的说明", "the results of {:row,rows} differ, as their reasons say",
                     report::Count{found.changed});
  for (const std::string& count : found.counts)
    effects +=
        std::string(effects.empty() ? io.say("数目不同的有：", "these counts differ: ") : io.say("；", "; ")) + count;
  if (effects.empty()) return {};
  return io.say(
      "有的行与前面的行完全相同，都算了（{}）；如果只算一次，{}。"
      "确实是重复登记的，加上 --twice once；不能确定的，加上 --twice open\n",
      "some rows are alike in every cell, and each was counted ({}); if only one counts, {}. Where they were entered "
      "twice, add --twice once; where it is not known, --twice open\n",
      Composed{found.places}, Composed{effects});
}

}  // namespace cepol::cli
