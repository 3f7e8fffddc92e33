// The queries of the relations, layer by layer.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/sql/layers.hpp"

namespace cepol::sql {

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
  relation.name = quoted_name(new_name_(name));
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
  if (loop.kind == LoopKind::all_rows) from += " CROSS JOIN " + quoted_name(source) + " t";
  if (loop.kind == LoopKind::children)
    from += " JOIN " + quoted_name(source + " of") + " t ON t.\"owner\" = " + of_parent(loop.owner);
  if (first.loops.empty() && loop.kind == LoopKind::all_rows && of_first.empty()) from = quoted_name(source) + " t";
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
    from += fmt::format("\n  LEFT JOIN {} {} ON {}.\"row\" = p.{}", quoted_name(plan_.tables[one.table.index]),
                        one.alias, one.alias, one.row);
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
    const std::string group = quoted_name(new_name_(relations_[at].label + " Σ"));
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
      first += fmt::format(",\n    CAST({} AS {}) AS {}", one.initial, one.type, quoted_name(one.name));
      next += fmt::format(",\n    CAST({} AS {})", one.next, one.type);
    }
    recursive_ = true;
    const std::string name = quoted_name(new_name_(relations_[at].label + " scan"));
    queries_.push_back(
        fmt::format("{} AS (\n  SELECT {}\n  FROM {} p\n  UNION ALL\n  SELECT {}\n  FROM {} s JOIN {} y ON {}y.{} = "
                    "s.\"at\" + 1)",
                    name, first, relations_[at].name, next, name, relations_[inner].name, on, year));
    std::string list = last;
    for (const std::uint32_t column : all) {
      list += (list.empty() || list.ends_with(", ") ? "" : ", ") + quoted_name(plan_.columns[column].text) + " AS " +
              quoted(column);
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
    if (one != SIZE_MAX) deepest = std::max(deepest, one);
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
