// How rows are matched follows the repairs of data (docs/decisions/12-repairs.md), on the safe side: a row of a key
// like nobody's is left out only where it surely is a stranger's.
#include "interpreter/sql/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/database/names.hpp"

namespace cepol::sql {

using namespace core;
using database::quoted_name;

namespace {

class TableQueries {
 public:
  TableQueries(const Program& program, const Plan& plan, const CellViews& views, Words words)
      : program_(program), plan_(plan), views_(views), words_(words) {}

  std::vector<std::string> all() {
    for (const Loop& loop : plan_.loops)
      if (loop.kind != LoopKind::years) add(loop.table.index);
    for (const Lookup& lookup : plan_.lookups) add(lookup.table.index);
    for (const std::uint32_t table : tables_) numbered(table);
    for (const std::uint32_t table : tables_)
      if (program_.tables.nodes[table].key) keys(table);
    for (const std::uint32_t table : tables_)
      if (program_.tables.nodes[table].parent) owners(table);
    for (const std::uint32_t table : tables_) rows(table);
    return std::move(queries_);
  }

 private:
  const RecordTable& record(std::uint32_t table) const { return program_.tables.nodes[table]; }
  std::string name(std::uint32_t table, const char* end = "") const { return quoted_name(plan_.tables[table] + end); }

  // A table and those that its columns refer to, the referred first.
  void add(std::uint32_t table) {
    if (std::find(tables_.begin(), tables_.end(), table) != tables_.end()) return;
    if (record(table).parent) add(record(table).parent->index);
    for (const ColumnIndex column : cells(table))
      if (const Type& type = record(table).columns[column].type; type.kind == Kind::row && type.table.index != table)
        add(type.table.index);
    if (std::find(tables_.begin(), tables_.end(), table) == tables_.end()) tables_.push_back(table);
  }

  std::set<ColumnIndex> cells(std::uint32_t table) const {
    std::set<ColumnIndex> all;
    for (const auto& [of, column] : plan_.cells)
      if (of == table) all.insert(column);
    if (record(table).key) all.insert(*record(table).key);
    if (record(table).link) all.insert(*record(table).link);
    return all;
  }
  static bool optional(const Column& column) { return column.blank == Blank::none || column.type.kind == Kind::row; }

  // The cells as typed values, with a number for each row.
  void numbered(std::uint32_t table) {
    std::string list = "row_number() OVER () AS \"row\", c.\"doubtful\"", from = views_.names[table] + " c";
    std::set<ColumnIndex> all = cells(table);
    if (is_parent(table))  // also what a child row may name instead of the key
      for (ColumnIndex i = 0; i < record(table).columns.size(); ++i)
        if (record(table).columns[i].type.kind == Kind::text) all.insert(i);
    bool heading = false;
    for (const ColumnIndex column : all) {
      const Column& one = record(table).columns[column];
      const std::string alias = one.heading ? "h." : "c.";
      heading = heading || one.heading;
      list += ", " + alias + quoted_name(one.name);
      if (one.blank == Blank::none && one.type.kind != Kind::row)
        list += fmt::format(", CASE WHEN {0}{1} THEN 4 WHEN {0}{2} IS NULL THEN 1 ELSE 0 END AS {3}", alias,
                            quoted_name(one.name + " damaged"), quoted_name(one.name), quoted_name(one.name + " ?"));
    }
    if (heading) from += fmt::format("\n  CROSS JOIN {} h", views_.headings[table]);
    queries_.push_back(name(table, " numbered") + " AS MATERIALIZED (\n  SELECT " + list + "\n  FROM " + from + ")");
  }
  bool is_parent(std::uint32_t table) const {
    return std::any_of(tables_.begin(), tables_.end(), [&](std::uint32_t other) {
      return record(other).parent && record(other).parent->index == table;
    });
  }

  std::string key(std::uint32_t table) const { return quoted_name(record(table).columns[*record(table).key].name); }

  void keys(std::uint32_t table) {
    queries_.push_back(
        fmt::format("{} AS MATERIALIZED (\n  SELECT {} AS \"key\", min(\"row\") AS \"row\", count(*) + "
                    "count(*) FILTER (WHERE \"doubtful\") AS \"times\"\n  FROM {}\n  WHERE {} IS NOT NULL\n"
                    "  GROUP BY {})",
                    name(table, " keys"), key(table), name(table, " numbered"), key(table), key(table)));
  }

  // Of the rows of a child table: the owner; else how it may be somebody's.
  void owners(std::uint32_t table) {
    const std::uint32_t parent = record(table).parent->index;
    const std::string link = quoted_name(record(table).columns[*record(table).link].name);
    const std::string keys = name(parent, " keys"), own = name(table, " numbered"), stray = name(table, " stray");
    // Rows whose link is the key of no row: those of other people, whose keys look like all keys here, and the rest,
    // which may be anybody's.
    std::string names;
    for (ColumnIndex i = 0; i < record(parent).columns.size(); ++i)
      if (record(parent).columns[i].type.kind == Kind::text && i != *record(parent).key)
        names += fmt::format(" OR s.{} IN (SELECT {} FROM {} WHERE {} IS NOT NULL)", link,
                             words_.function("key_form") + "(" + quoted_name(record(parent).columns[i].name) + ")",
                             name(parent, " numbered"), quoted_name(record(parent).columns[i].name));
    const std::string shape = words_.function("shape");
    queries_.push_back(fmt::format(
        "{} AS MATERIALIZED (\n  SELECT s.\"row\", s.{} AS \"link\", s.{} IS NULL OR f.least IS NULL OR f.least <> "
        "f.most OR "
        "{}(s.{}) <> f.least OR {}(s.{}){} AS \"anybody\"\n  FROM {} s\n  CROSS JOIN (SELECT min({}(\"key\")) AS "
        "least, "
        "max({}(\"key\")) AS most FROM {}) f\n  LEFT JOIN {} k ON k.\"key\" = s.{}\n  WHERE k.\"key\" IS NULL)",
        stray, link, link, shape, link, words_.function("is_cut_number"), link, names, own, shape, shape, keys, keys,
        link));
    queries_.push_back(fmt::format(
        "{} AS MATERIALIZED (\n  SELECT s.\"row\", k.\"row\" AS \"owner\" FROM {} s CROSS JOIN {} k WHERE "
        "s.\"anybody\"\n"
        "  UNION\n  SELECT s.\"row\", k.\"row\" FROM ({}) s JOIN ({}) k ON s.place = k.place AND s.form = k.form\n"
        "  UNION\n  SELECT s.\"row\", k.\"row\" FROM ({}) s JOIN {} k ON lower(k.\"key\") = s.form)",
        name(table, " perhaps"), stray, keys, slips(stray, "link", "WHERE NOT \"anybody\""),
        slips(keys, "key", fmt::format("WHERE EXISTS (SELECT 1 FROM {} WHERE NOT \"anybody\")", stray)), swaps(stray),
        keys));
  }
  // Each text without one of its characters.
  std::string slips(const std::string& from, const char* column, const std::string& where) const {
    return fmt::format(
        "SELECT \"row\", place, substr(lower({0}), 1, CAST(place - 1 AS INTEGER)) || substr(lower({0}), CAST(place + 1 "
        "AS "
        "INTEGER)) AS form FROM (SELECT \"row\", {0}, {1} AS place FROM {2} {3}) x",
        quoted_name(column), words_.years("1", "length(" + quoted_name(column) + ")"), from, where);
  }
  std::string swaps(const std::string& from) const {
    return fmt::format(
        "SELECT \"row\", substr(lower({0}), 1, CAST(place - 1 AS INTEGER)) || substr(lower({0}), CAST(place + 1 AS "
        "INTEGER), 1) || substr(lower({0}), CAST(place AS INTEGER), 1) || substr(lower({0}), CAST(place + 2 AS "
        "INTEGER)) "
        "AS form FROM (SELECT \"row\", {0}, {1} AS place FROM {2} WHERE NOT \"anybody\") x",
        quoted_name("link"), words_.years("1", "length(\"link\") - 1"), from);
  }

  void rows(std::uint32_t table) {
    std::string list = "n.\"row\"", from = name(table, " numbered") + " n", certain = "n.\"doubtful\"";
    std::vector<std::string> of{"\"row\""};
    for (const ColumnIndex column : cells(table)) {
      const Column& one = record(table).columns[column];
      const std::string quoted = quoted_name(one.name), state = quoted_name(one.name + " ?");
      const bool link = record(table).link == std::optional(column);
      of.push_back(quoted);
      if (optional(one)) of.push_back(state);
      if (one.type.kind != Kind::row) {
        list += ", n." + quoted + (optional(one) ? ", n." + state : "");
        continue;
      }
      const std::string alias = fmt::format("r{}", column);
      list += fmt::format(
          ", CASE WHEN {0}.\"times\" = 1 THEN {0}.\"row\" END AS {1}, CASE {2}WHEN {0}.\"times\" = 1 THEN 0 ELSE "
          "4 END AS {3}",
          alias, quoted, link ? "" : "WHEN n." + quoted + " IS NULL THEN 1 ", state);
      from += fmt::format("\n  LEFT JOIN {0} {1} ON {1}.\"key\" = n.{2}", name(one.type.table.index, " keys"), alias,
                          quoted);
      if (link) certain += fmt::format(" OR {0}.\"times\" IS NULL OR {0}.\"times\" > 1", alias);
    }
    if (record(table).key) {
      from += fmt::format("\n  LEFT JOIN {} own ON own.\"key\" = n.{}", name(table, " keys"), key(table));
      certain += " OR own.\"times\" IS NULL OR own.\"times\" > 1";
    }
    std::string where;
    if (record(table).parent)
      where = fmt::format("\n  WHERE r{}.\"row\" IS NOT NULL OR n.\"row\" IN (SELECT \"row\" FROM {})",
                          *record(table).link, name(table, " perhaps"));
    queries_.push_back(
        fmt::format("{} AS MATERIALIZED (\n  SELECT {}, CASE WHEN {} THEN NULL ELSE TRUE END AS \"certain\"\n"
                    "  FROM {}{})",
                    name(table), list, certain, from, where));
    if (!record(table).parent) return;
    const std::string link = quoted_name(record(table).columns[*record(table).link].name);
    std::string list_of, qualified;
    for (const std::string& one : of) {
      list_of += (list_of.empty() ? "" : ", ") + one;
      qualified += (qualified.empty() ? "t." : ", t.") + one;
    }
    queries_.push_back(fmt::format(
        "{} AS (\n  SELECT {} AS \"owner\", {}, \"certain\" FROM {} WHERE {} IS NOT NULL\n"
        "  UNION ALL\n  SELECT m.\"owner\", {}, CAST(NULL AS BOOLEAN) FROM {} t JOIN {} m ON m.\"row\" "
        "= t.\"row\")",
        name(table, " of"), link, list_of, name(table), link, qualified, name(table), name(table, " perhaps")));
  }

  const Program& program_;
  const Plan& plan_;
  const CellViews& views_;
  const Words words_;
  std::vector<std::uint32_t> tables_;
  std::vector<std::string> queries_;
};

}  // namespace

std::vector<std::string> table_queries(const Program& program, const Plan& plan, const CellViews& views, Words words) {
  return TableQueries(program, plan, views, words).all();
}

}  // namespace cepol::sql
