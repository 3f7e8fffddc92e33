#include "tests/edits/whole_tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <tuple>
#include <vector>

#include "interpreter/columnar/columnar.hpp"
#include "interpreter/engine/results.hpp"
#include "interpreter/report/roster.hpp"

namespace cepol::edits {

namespace {

// ---- quotas: count, places and state by quota and member
using QuotaLines = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;
QuotaLines quotas_of(const core::Program& program, const data::Dataset& data) {
  QuotaLines lines;
  for (const core::Quota& quota : program.quotas) {
    const core::EnumerationId members = program.tables[quota.table].columns[quota.column].type.enumeration;
    for (const engine::QuotaLine& one : engine::count(quota, data)) {
      const auto places = quota.places[one.member];
      lines[{quota.name + " for " + program.tables[quota.table].name,
             program.enumerations[members].members[one.member]}] = {
          std::to_string(one.count), std::to_string(one.unknown), places ? to_string(*places) : std::string()};
    }
  }
  return lines;
}
std::string wrong_quotas(const ReadBy& old_side, const ReadBy& new_side, const nlohmann::json& told) {
  const core::Program &before = old_side.program, &after = new_side.program;
  const QuotaLines olds = quotas_of(before, old_side.data), news = quotas_of(after, new_side.data);
  std::set<std::pair<std::string, std::string>> differ, said;
  const auto compare = [&](const QuotaLines& lines, const QuotaLines& others, const core::Program& other) {
    for (const auto& [key, cells] : lines) {
      const bool known = std::any_of(other.quotas.begin(), other.quotas.end(), [&](const core::Quota& quota) {
        return quota.name + " for " + other.tables[quota.table].name == key.first;
      });
      const auto found = others.find(key);
      if (known && (found == others.end() || found->second != cells))
        differ.emplace(key.first.substr(0, key.first.find(' ')), key.second);
    }
  };
  compare(olds, news, after);
  compare(news, olds, before);
  for (const auto& line : told["quotas"]) {
    said.emplace(line["quota"].get<std::string>(), line["member"].get<std::string>());
    if (told["causes"][line["cause"].get<std::size_t>()]["changes"].empty())
      return "a line of a quota is not explained";
  }
  for (const auto& key : differ)
    if (said.count(key) == 0) return "the quota " + key.first + " differs, diff says the same: " + key.second;
  for (const auto& key : said)
    if (differ.count(key) == 0)
      return "the quota " + key.first + " is the same, diff says that it differs: " + key.second;
  return {};
}

// ---- printed forms: the lines that one side alone has, by title
using FormLines = std::multiset<std::string>;
FormLines form_of(const ReadBy& side, const core::Roster& roster) {
  FormLines lines;
  engine::Options options;
  for (const core::Reading& reading : side.program.readings.nodes) options.readings.push_back(reading.default_option);
  const auto engine = engine::load(columnar::engine_kind(), side.program, side.data, options);
  const auto rows = report::rows_in(roster, side.data, *engine, nullptr);
  std::istringstream text(report::roster_text(side.program, side.data, roster, rows ? &*rows : nullptr));
  for (std::string line; std::getline(text, line);) lines.insert(line);
  return lines;
}
FormLines without(FormLines lines, const FormLines& others) {
  for (const std::string& one : others)
    if (const auto found = lines.find(one); found != lines.end()) lines.erase(found);
  return lines;
}
std::string wrong_rosters(const ReadBy& old_side, const ReadBy& new_side, const nlohmann::json& told) {
  std::set<std::tuple<std::string, FormLines, FormLines>> differ, said;
  for (const core::Roster& roster : new_side.program.rosters)
    for (const core::Roster& old_one : old_side.program.rosters) {
      if (old_one.title != roster.title) continue;
      const FormLines olds = form_of(old_side, old_one), news = form_of(new_side, roster);
      if (olds != news) differ.emplace(roster.title, without(olds, news), without(news, olds));
    }
  for (const auto& one : told["rosters"]) {
    const auto lines = [&](const char* side) {
      const auto all = one[side].get<std::vector<std::string>>();
      return FormLines(all.begin(), all.end());
    };
    said.emplace(one["title"].get<std::string>(), lines("old"), lines("new"));
  }
  return differ == said ? std::string() : "the printed forms that differ are others than diff says";
}

}  // namespace

std::string wrong_whole_tables(const ReadBy& before, const ReadBy& after, const nlohmann::json& told) {
  std::string text = wrong_quotas(before, after, told);
  return text.empty() ? wrong_rosters(before, after, told) : text;
}

}  // namespace cepol::edits
