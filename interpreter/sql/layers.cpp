// Which relations there are, what each needs of others, and in which order columns are computed.
#include "interpreter/sql/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cepol::sql {

namespace {

constexpr std::size_t unknown_level = SIZE_MAX, in_progress = SIZE_MAX - 1;

bool within(const Loops& inner, const Loops& outer) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

}  // namespace

Layers::Layers(const Plan& plan, Words words, std::function<std::string(std::string_view)> new_name)
    : plan_(plan), words_(words), new_name_(std::move(new_name)) {}

std::size_t Layers::relation(const Loops& loops) {
  if (const auto known = index_.find(loops); known != index_.end()) return known->second;
  Relation made;
  made.loops = loops;
  if (!loops.empty()) {
    made.made_of = loops.back();  // a later loop may depend on an earlier one, not the other way round
    const Loops rest(loops.begin(), loops.end() - 1);
    const Loops& outer = plan_.loops[made.made_of].outer;
    made.joined = rest != outer;
    made.first = relation(rest);
    made.second = made.joined ? relation(merged(outer, Loops{made.made_of})) : made.first;
  }
  for (const std::uint32_t loop : loops) made.label += (made.label.empty() ? "" : " × ") + plan_.loops[loop].name;
  if (made.label.empty()) made.label = "all";
  relations_.push_back(std::move(made));
  index_.emplace(loops, relations_.size() - 1);
  return relations_.size() - 1;
}

Columns Layers::keys(const Loops& loops) const {
  Columns all;
  for (const std::uint32_t loop : loops) all.push_back(plan_.loops[loop].lane_column);
  return all;
}

std::string Layers::using_keys(const Loops& loops) const {
  std::string list;
  for (const std::uint32_t key : keys(loops)) list += (list.empty() ? "" : ", ") + quoted(key);
  return list;
}

// The columns that what is wanted needs, and their relations.
void Layers::reach(const Columns& wanted) {
  std::vector<std::uint32_t> open(wanted.begin(), wanted.end());
  std::set<Loops> seen;
  const auto add_relation = [&](const Loops& loops) {
    relation(loops);
    for (const std::uint32_t loop : loops) {
      if (!seen.insert(Loops{loop}).second) continue;
      const Loop& one = plan_.loops[loop];
      open.push_back(one.lane_column);
      for (const Value* value : {&one.owner, &one.first, &one.last})
        open.insert(open.end(), value->columns.begin(), value->columns.end());
    }
  };
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (!reached_.insert(at).second) continue;
    const PlanColumn& column = plan_.columns[at];
    open.insert(open.end(), column.columns.begin(), column.columns.end());
    add_relation(column.loops);
    if (column.kind == ColumnKind::aggregate || column.kind == ColumnKind::scan) add_relation(column.inner);
    if (column.kind == ColumnKind::scan) {
      const Scan& scan = plan_.scans[column.source];
      open.insert(open.end(), scan.at_first.begin(), scan.at_first.end());
      open.insert(open.end(), scan.each_year.begin(), scan.each_year.end());
    }
    if (column.kind == ColumnKind::lookup)
      open.insert(open.end(), plan_.lookups[column.source].columns.begin(), plan_.lookups[column.source].columns.end());
  }
}

// From which of the relations that it is made of a relation takes a column.
std::size_t Layers::source_of(const Relation& relation, std::uint32_t column) const {
  return within(plan_.columns[column].loops, relations_[relation.first].loops) ? relation.first : relation.second;
}

void Layers::find_needs() {
  const auto need = [&](std::size_t at, std::uint32_t column) {
    if (plan_.columns[column].loops != relations_[at].loops) relations_[at].needs.insert(column);
  };
  for (const std::uint32_t at : reached_) {
    const PlanColumn& column = plan_.columns[at];
    const std::size_t where = relation(column.kind == ColumnKind::aggregate ? column.inner : column.loops);
    for (const std::uint32_t used : column.columns) need(where, used);
    if (column.kind != ColumnKind::scan) continue;
    for (const std::uint32_t used : plan_.scans[column.source].at_first) need(where, used);
    for (const std::uint32_t used : plan_.scans[column.source].each_year) need(relation(column.inner), used);
  }
  for (std::size_t i = 0; i < relations_.size(); ++i) {
    for (const std::uint32_t key : keys(relations_[i].loops)) need(i, key);
    if (relations_[i].loops.empty() || relations_[i].joined) continue;
    const Loop& loop = plan_.loops[relations_[i].made_of];
    for (const Value* value : {&loop.owner, &loop.first, &loop.last})
      for (const std::uint32_t used : value->columns) need(relations_[i].first, used);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < relations_.size(); ++i)
      for (const std::uint32_t column : std::set<std::uint32_t>(relations_[i].needs)) {
        const std::size_t from = source_of(relations_[i], column);
        const std::size_t before = relations_[from].needs.size();
        need(from, column);
        changed = changed || relations_[from].needs.size() != before;
      }
  }
}

std::vector<std::size_t> Layers::edges(std::size_t node) const {
  std::vector<std::size_t> to;
  if (node < plan_.columns.size()) {
    const PlanColumn& column = plan_.columns[node];
    to.assign(column.columns.begin(), column.columns.end());
    to.push_back(base(index_.at(column.loops)));
    if (column.kind == ColumnKind::aggregate || column.kind == ColumnKind::scan)
      to.push_back(base(index_.at(column.inner)));
    if (column.kind == ColumnKind::scan) {
      const Scan& scan = plan_.scans[column.source];
      to.insert(to.end(), scan.at_first.begin(), scan.at_first.end());
      to.insert(to.end(), scan.each_year.begin(), scan.each_year.end());
    }
    if (column.kind == ColumnKind::of_loop) to = {base(index_.at(column.loops))};
    return to;
  }
  const Relation& made = relations_[node - plan_.columns.size()];
  if (made.loops.empty()) return to;
  to = {base(made.first), base(made.second)};
  to.insert(to.end(), made.from_start.begin(), made.from_start.end());
  if (!made.joined) {
    const Loop& loop = plan_.loops[made.made_of];
    for (const Value* value : {&loop.owner, &loop.first, &loop.last})
      to.insert(to.end(), value->columns.begin(), value->columns.end());
  }
  return to;
}

bool Layers::reaches(std::size_t from, std::size_t to) const {
  std::vector<std::size_t> open{from};
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at == to) return true;
    if (!seen.insert(at).second) continue;
    for (const std::size_t next : edges(at)) open.push_back(next);
  }
  return false;
}

std::size_t Layers::level(std::size_t node) {
  if (levels_[node] != unknown_level) return levels_[node];
  levels_[node] = in_progress;
  std::size_t deepest = 0;
  for (const std::size_t next : edges(node)) deepest = std::max(deepest, level(next) + 1);
  // The columns of a loop are made with its rows.
  if (node < plan_.columns.size() && plan_.columns[node].kind == ColumnKind::of_loop)
    deepest = level(base(index_.at(plan_.columns[node].loops)));
  return levels_[node] = deepest;
}

void Layers::find_levels() {
  // A relation has from its beginning what does not rest on itself; the rest is joined to it when it is there.
  for (std::size_t i = 0; i < relations_.size(); ++i)
    for (const std::uint32_t column : relations_[i].needs)
      if (!reaches(column, base(i))) relations_[i].from_start.insert(column);
  levels_.assign(plan_.columns.size() + relations_.size(), unknown_level);
  for (const std::uint32_t column : reached_) level(column);
  for (std::size_t i = 0; i < relations_.size(); ++i) level(base(i));
  for (const std::uint32_t at : reached_)
    for (const std::size_t used : edges(at))
      if (used < plan_.columns.size())
        last_use_[static_cast<std::uint32_t>(used)] =
            std::max(last_use_[static_cast<std::uint32_t>(used)], levels_[at]);
  for (const std::uint32_t at : reached_)
    if (plan_.columns[at].kind == ColumnKind::lookup)
      for (const std::uint32_t used : plan_.lookups[plan_.columns[at].source].columns)
        last_use_[used] = std::max(last_use_[used], levels_[at]);
  for (std::size_t i = 0; i < relations_.size(); ++i) {
    for (const std::size_t used : edges(base(i)))
      if (used < plan_.columns.size())
        last_use_[static_cast<std::uint32_t>(used)] =
            std::max(last_use_[static_cast<std::uint32_t>(used)], levels_[base(i)]);
    for (const std::uint32_t key : keys(relations_[i].loops)) last_use_[key] = SIZE_MAX;
  }
}

}  // namespace cepol::sql
