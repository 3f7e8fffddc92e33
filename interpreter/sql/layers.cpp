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

// Its columns that are used at the level or later; the others are dropped.
std::string Layers::kept(Relation& relation, std::size_t level, std::string_view alias) const {
  std::string list;
  std::erase_if(relation.has, [&](std::uint32_t column) {
    const auto use = last_use_.find(column);
    return use == last_use_.end() || use->second < level;
  });
  for (const std::uint32_t column : relation.has)
    list += (list.empty() ? "" : ", ") + std::string(alias) + quoted(column);
  return list.empty() ? "1 AS one" : list;
}

void Layers::emit(Relation& relation, const std::string& select, const std::string& comment) {
  std::string name = relation.label + fmt::format(" {}", ++relation.version);
  relation.name = database::quoted_name(new_name_(name));
  queries_.push_back((comment.empty() ? "" : "  -- " + comment + "\n") + relation.name + " AS (\n  " + select +
                     words_.fence() + ")");
}

// The relation with the columns that it has from the beginning.
void Layers::make(std::size_t at, std::size_t level) {
  Relation& made = relations_[at];
  if (made.loops.empty()) {
    emit(made, "SELECT 1 AS one");
    return;
  }
  std::string list;
  const auto add = [&](const std::string& text) { list += (list.empty() ? "" : ", ") + text; };
  const Relation &first = relations_[made.first], &second = relations_[made.second];
  Columns of_first, of_second;
  for (const std::uint32_t column : made.from_start)
    (source_of(made, column) == made.first ? of_first : of_second).push_back(column);
  ensure(made.first, of_first, level);
  if (made.joined) ensure(made.second, of_second, level);
  for (const std::uint32_t column : of_first) add("p." + quoted(column)), made.has.insert(column);
  if (made.joined) {
    for (const std::uint32_t column : of_second) add("q." + quoted(column)), made.has.insert(column);
    const Loops& shared = plan_.loops[made.made_of].outer;
    emit(made, fmt::format("SELECT {}\n  FROM {} p {} {} q{}", list, first.name, shared.empty() ? "CROSS JOIN" : "JOIN",
                           second.name, shared.empty() ? "" : " USING (" + using_keys(shared) + ")"));
    return;
  }
  const Loop& loop = plan_.loops[made.made_of];
  const auto of_parent = [&](const Value& value) { return value.columns.empty() ? value.text : "p." + value.text; };
  for (const std::uint32_t column : reached_) {
    const PlanColumn& own = plan_.columns[column];
    if (own.kind != ColumnKind::of_loop || own.source != made.made_of) continue;
    made.has.insert(column);
    if (own.text == "#year") {
      const std::string start = of_parent(loop.first);
      add(words_.years(start, fmt::format("LEAST({}, {} + {})", of_parent(loop.last), start, core::max_years - 1)) +
          " AS " + quoted(column));
    } else {
      add(own.text + " AS " + quoted(column));
    }
  }
  const std::string source = loop.kind == LoopKind::years ? std::string() : plan_.tables[loop.table.index];
  std::string from = first.name + " p";
  if (loop.kind == LoopKind::all_rows) from += " CROSS JOIN " + database::quoted_name(source) + " t";
  if (loop.kind == LoopKind::children)
    from += " JOIN " + database::quoted_name(source + " of") + " t ON t.\"owner\" = " + of_parent(loop.owner);
  if (first.loops.empty() && loop.kind == LoopKind::all_rows && of_first.empty())
    from = database::quoted_name(source) + " t";
  emit(made, fmt::format("SELECT {}\n  FROM {}", list, from));
}

// Columns of other relations that it does not have yet.
void Layers::ensure(std::size_t at, const Columns& columns, std::size_t level) {
  std::map<std::size_t, Columns> missing;
  for (const std::uint32_t column : columns)
    if (!relations_[at].has.contains(column) && plan_.columns[column].loops != relations_[at].loops)
      missing[source_of(relations_[at], column)].push_back(column);
  for (const auto& [from, wanted] : missing) {
    ensure(from, wanted, level);
    Relation& relation = relations_[at];
    const Loops& shared = relations_[from].loops;
    std::string list = kept(relation, level, "p.");
    for (const std::uint32_t column : wanted) list += ", q." + quoted(column), relation.has.insert(column);
    emit(relation,
         fmt::format("SELECT {}\n  FROM {} p {} {} q{}", list, relation.name, shared.empty() ? "CROSS JOIN" : "JOIN",
                     relations_[from].name, shared.empty() ? "" : " USING (" + using_keys(shared) + ")"));
  }
}

void Layers::add_expressions(std::size_t at, const Columns& columns, std::size_t level) {
  Columns used;
  for (const std::uint32_t column : columns) used = merged(used, plan_.columns[column].columns);
  ensure(at, used, level);
  Relation& relation = relations_[at];
  std::string list = kept(relation, level, "");
  for (const std::uint32_t column : columns) {
    const PlanColumn& made = plan_.columns[column];
    list += ",\n";
    if (!made.comment.empty()) list += "    -- " + comment_line(made.comment) + "\n";
    list += "    " + made.text + " AS " + quoted(column);
  }
  emit(relation, "SELECT " + list + "\n  FROM " + relation.name);
  relation.has.insert(columns.begin(), columns.end());
}

void Layers::add_lookups(std::size_t at, const Columns& columns, std::size_t level) {
  std::set<std::uint32_t> lookups;
  Columns used;
  for (const std::uint32_t column : columns) {
    lookups.insert(plan_.columns[column].source);
    used = merged(used, plan_.columns[column].columns);
  }
  ensure(at, used, level);
  Relation& relation = relations_[at];
  std::string list = kept(relation, level, "p."), from = relation.name + " p";
  for (const std::uint32_t column : columns) list += ",\n    " + plan_.columns[column].text + " AS " + quoted(column);
  for (const std::uint32_t lookup : lookups) {
    const Lookup& one = plan_.lookups[lookup];
    from += fmt::format("\n  LEFT JOIN {} {} ON {}.\"row\" = p.{}",
                        database::quoted_name(plan_.tables[one.table.index]), one.alias, one.alias, one.row);
  }
  emit(relation, "SELECT " + list + "\n  FROM " + from);
  relation.has.insert(columns.begin(), columns.end());
}

void Layers::add_aggregates(std::size_t at, const Columns& columns, std::size_t level) {
  std::map<std::size_t, Columns> by_inner;
  for (const std::uint32_t column : columns) by_inner[relation(plan_.columns[column].inner)].push_back(column);
  for (const auto& [inner, all] : by_inner) {
    Columns used;
    for (const std::uint32_t column : all) used = merged(used, plan_.columns[column].columns);
    ensure(inner, used, level);
    const std::string keys = using_keys(relations_[at].loops);
    std::string list = keys, names;
    for (const std::uint32_t column : all) {
      list += (list.empty() ? "" : ",\n    ") + plan_.columns[column].text + " AS " + quoted(column);
      names += ", q." + quoted(column);
    }
    const std::string group = database::quoted_name(new_name_(relations_[at].label + " Σ"));
    queries_.push_back(group + " AS (\n  SELECT " + list + "\n  FROM " + relations_[inner].name +
                       (keys.empty() ? "" : "\n  GROUP BY " + keys) + words_.fence() + ")");
    Relation& relation = relations_[at];
    const std::string kept_list = kept(relation, level, "p.");
    emit(relation,
         fmt::format("SELECT {}{}\n  FROM {} p {} {} q{}", kept_list, names, relation.name,
                     keys.empty() ? "CROSS JOIN" : "LEFT JOIN", group, keys.empty() ? "" : " USING (" + keys + ")"));
    relation.has.insert(all.begin(), all.end());
  }
}

void Layers::add_scans(std::size_t at, const Columns& columns, std::size_t level) {
  std::map<std::uint32_t, Columns> by_scan;
  for (const std::uint32_t column : columns) by_scan[plan_.columns[column].source].push_back(column);
  for (const auto& [which, all] : by_scan) {
    const Scan& scan = plan_.scans[which];
    const std::size_t inner = relation(scan.inner);
    ensure(at, scan.at_first, level);
    ensure(inner, scan.each_year, level);
    const std::string keys = using_keys(scan.outer), year = plan_.loops[scan.years].lane;
    std::string first, next, last, on, names;
    for (const std::uint32_t key : this->keys(scan.outer)) {
      first += "p." + quoted(key) + ", ";
      next += "s." + quoted(key) + ", ";
      on += "y." + quoted(key) + " = s." + quoted(key) + " AND ";
      last += quoted(key) + ", ";
    }
    const auto of_outer = [&](const Value& value) { return value.columns.empty() ? value.text : "p." + value.text; };
    first += fmt::format("CAST({} - 1 AS BIGINT) AS \"at\", CAST({} AS BIGINT) AS \"end\"", of_outer(scan.first),
                         of_outer(scan.last));
    next += fmt::format("y.{}, s.\"end\"", year);
    for (const Scan::Column& one : scan.columns) {
      first += fmt::format(",\n    CAST({} AS {}) AS {}", one.initial, one.type, database::quoted_name(one.name));
      next += fmt::format(",\n    CAST({} AS {})", one.next, one.type);
    }
    recursive_ = true;
    const std::string name = database::quoted_name(new_name_(relations_[at].label + " scan"));
    queries_.push_back(
        fmt::format("{} AS (\n  SELECT {}\n  FROM {} p\n  UNION ALL\n  SELECT {}\n  FROM {} s JOIN {} y ON {}y.{} = "
                    "s.\"at\" + 1)",
                    name, first, relations_[at].name, next, name, relations_[inner].name, on, year));
    std::string list = last;
    for (const std::uint32_t column : all) {
      list += (list.empty() || list.ends_with(", ") ? "" : ", ") + database::quoted_name(plan_.columns[column].text) +
              " AS " + quoted(column);
      names += ", q." + quoted(column);
    }
    Relation& made = relations_[at];
    emit(made,
         fmt::format("SELECT {}{}\n  FROM {} p {} (SELECT {} FROM {} WHERE \"at\" = \"end\" OR \"at\" > \"end\") q{}",
                     kept(made, level, "p."), names, made.name, keys.empty() ? "LEFT JOIN" : "LEFT JOIN", list, name,
                     keys.empty() ? " ON TRUE" : " USING (" + keys + ")"));
    made.has.insert(all.begin(), all.end());
  }
}

std::vector<std::string> Layers::queries(std::uint32_t loop, const Columns& wanted, std::string& last) {
  relations_.clear();
  index_.clear();
  reached_.clear();
  last_use_.clear();
  queries_.clear();
  relation({});
  const std::size_t subject = relation(Loops{loop});
  reach(merged(wanted, Columns{plan_.loops[loop].lane_column}));
  find_needs();
  for (const std::uint32_t column : wanted) {
    last_use_[column] = SIZE_MAX;
    if (plan_.columns[column].loops != relations_[subject].loops) relations_[subject].needs.insert(column);
  }
  find_levels();
  for (const std::uint32_t column : wanted) last_use_[column] = SIZE_MAX;
  std::size_t deepest = 0;
  for (const std::size_t one : levels_)
    if (one != unknown_level) deepest = std::max(deepest, one);
  for (std::size_t at = 0; at <= deepest; ++at) {
    for (std::size_t i = 0; i < relations_.size(); ++i)
      if (levels_[base(i)] == at) make(i, at);
    for (std::size_t i = 0; i < relations_.size(); ++i) {
      std::map<ColumnKind, Columns> by_kind;
      for (const std::uint32_t column : reached_)
        if (levels_[column] == at && plan_.columns[column].loops == relations_[i].loops)
          by_kind[plan_.columns[column].kind].push_back(column);
      if (!by_kind[ColumnKind::lookup].empty()) add_lookups(i, by_kind[ColumnKind::lookup], at);
      if (!by_kind[ColumnKind::aggregate].empty()) add_aggregates(i, by_kind[ColumnKind::aggregate], at);
      if (!by_kind[ColumnKind::scan].empty()) add_scans(i, by_kind[ColumnKind::scan], at);
      if (!by_kind[ColumnKind::expression].empty()) add_expressions(i, by_kind[ColumnKind::expression], at);
    }
  }
  ensure(subject, wanted, deepest + 1);
  last = relations_[subject].name;
  return queries_;
}

}  // namespace cepol::sql
