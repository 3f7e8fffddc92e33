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

namespace {

class TableQueries {
 public:
  TableQueries(const Program& program, const Plan& plan, const CellViews& views, Words words)
      : program_(program), plan_(plan), views_(views), words_(words) {}

  std::vector<std::string> all() {
    for (const Loop& loop : plan_.loops)
      if (loop.kind == LoopKind::all_rows || loop.kind == LoopKind::children) add(loop.table.index);
    for (const Lookup& lookup : plan_.lookups) add(lookup.table.index);
    for (const std::uint32_t table : tables_) numbered(table);
    for (const std::uint32_t table : tables_)
      if (program_.tables.nodes[table].key) keys(table);
    for (const std::uint32_t table : tables_)
      if (program_.tables.nodes[table].parent) owners(table);
    for (const std::uint32_t table : tables_) {
      rows(table);
      made_.insert(table);
    }
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
    if (is_parent(table) || record(table).parent) list += ", c.\"texts\"";
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

  // The rows of a child table whose link names no row of the parent: whose they may be. Anybody's where the link says
  // nothing, or does not look like a key here; else theirs whose key is like it, or nobody's.
  void owners(std::uint32_t table) {
    const std::uint32_t parent = record(table).parent->index;
    const std::string link = quoted_name(record(table).columns[*record(table).link].name);
    const std::string keys = name(parent, " keys"), stray = name(table, " stray");
    const std::string shape = words_.function("shape"),
                      of_stray = fmt::format("SELECT 1 FROM {} WHERE NOT \"anybody\"", stray);
    const std::string form = words_.function("key_form"), unmatched = name(table, " unmatched");
    queries_.push_back(fmt::format(
        "{} AS MATERIALIZED (\n  SELECT s.* FROM {} s LEFT JOIN {} k ON k.\"key\" = s.{} WHERE k.\"key\" IS NULL)",
        unmatched, name(table, " numbered"), keys, link));
    // A text of somebody's row stands in place of the key, or the key in place of another text of the row.
    std::string named = fmt::format(
        "\n    OR s.{} IN (SELECT {}(one) FROM (SELECT {} AS one FROM {} WHERE EXISTS (SELECT 1 FROM {} WHERE {} IS "
        "NOT "
        "NULL)) x WHERE one <> '')",
        link, form, words_.parts("\"texts\""), name(parent, " numbered"), unmatched, link);
    std::string own = "\"texts\"";
    if (record(table).key) own = fmt::format("concat_ws(chr(31), \"texts\", {})", key(table));
    named += fmt::format(
        "\n    OR s.\"row\" IN (SELECT x.\"row\" FROM (SELECT \"row\", {} AS one FROM {}) x JOIN {} k ON k.\"key\" = "
        "{}(x.one))",
        words_.parts(own), unmatched, keys, form);
    if (record(parent).parent)
      named +=
          fmt::format("\n    OR EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", name(parent, " numbered"), key(parent));
    named += " OR s.\"doubtful\"";
    // What most keys of the parent look like.
    const std::string most = fmt::format(
        "SELECT {0}(\"key\") AS form, min(length(\"key\")) AS least, max(length(\"key\")) AS most FROM {1} GROUP BY 1 "
        "ORDER BY "
        "count(*) DESC, 1 LIMIT 1",
        shape, keys);
    queries_.push_back(fmt::format(
        "{} AS MATERIALIZED (\n  SELECT s.\"row\", s.{} AS \"link\", s.{} IS NULL OR f.form IS NULL OR "
        "{}(s.{}) <> f.form\n    OR "
        "length(s.{}) NOT BETWEEN f.least AND f.most OR (f.most >= 12 AND f.least <> f.most) OR {}(s.{}){} "
        "AS \"anybody\"\n  FROM {} "
        "s\n  LEFT JOIN ({}) f ON TRUE)",
        stray, link, link, shape, link, link, words_.function("is_cut_number"), link, named, unmatched, most));
    // A form of the link that is a form of the key.
    const std::string strays = fmt::format("FROM {} WHERE NOT \"anybody\"", stray),
                      owners = fmt::format("FROM {} WHERE EXISTS ({})", keys, of_stray);
    const std::string lengths = fmt::format(
        "(SELECT DISTINCT length({}(\"link\")) AS n FROM {} WHERE NOT \"anybody\") n", words_.function("bare"), stray);
    queries_.push_back(
        fmt::format("{} AS (\n  {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  "
                    "UNION ALL {})",
                    name(table, " stray forms"), without_one("link", "'changed' || place", strays),
                    whole("link", "'lost'", "lower(\"link\")", strays), without_one("link", "'added'", strays),
                    swapped("link", "'swapped'", strays), parts(strays), whole("link", "'part'", bare("link"), strays),
                    whole("link", "'number'", digits("link"), strays)));
    queries_.push_back(fmt::format(
        "{} AS (\n  {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  UNION ALL {}\n  "
        "UNION ALL {})",
        name(table, " owner forms"), without_one("key", "'changed' || place", owners),
        without_one("key", "'lost'", owners), whole("key", "'added'", "lower(\"key\")", owners),
        whole("key", "'swapped'", "lower(\"key\")", owners), whole("key", "'within'", bare("key"), owners),
        fmt::format("SELECT \"row\", 'part', substr(b, CAST(place AS INTEGER), CAST(n AS INTEGER)) FROM (SELECT "
                    "\"row\", b, n, {} AS place FROM (SELECT \"row\", {} AS b {}) k CROSS JOIN {}) x",
                    words_.years("1", "length(b) - n + 1"), bare("key"), owners, lengths),
        whole("key", "'number'", digits("key"), owners)));
    queries_.push_back(
        fmt::format("{} AS MATERIALIZED (\n  SELECT s.\"row\", k.\"row\" AS \"owner\" FROM {} s CROSS JOIN {} k WHERE "
                    "s.\"anybody\"\n"
                    "  UNION\n  SELECT s.\"row\", k.\"row\" FROM {} s JOIN {} k ON k.slip = s.slip AND k.form = s.form "
                    "WHERE s.form <> ''\n"
                    "  UNION\n  SELECT s.\"row\", k.\"row\" FROM {} s CROSS JOIN {} k CROSS JOIN ({}) f WHERE NOT "
                    "s.\"anybody\" AND "
                    "({}(k.\"key\") <> f.form OR k.\"times\" > 1))",
                    name(table, " perhaps"), stray, keys, name(table, " stray forms"), name(table, " owner forms"),
                    stray, keys, most, shape));
  }
  std::string bare(const char* column) const { return words_.function("bare") + "(" + quoted_name(column) + ")"; }
  std::string digits(const char* column) const {
    return fmt::format("ltrim(regexp_replace({}, '[^0-9]', '', 'g'), '0')", quoted_name(column));
  }
  std::string whole(const char*, const char* slip, const std::string& form, const std::string& from) const {
    return fmt::format("SELECT \"row\", {} AS slip, {} AS form {}", slip, form, from);
  }
  std::string placed(const char* column, const std::string& from, const std::string& last) const {
    return fmt::format("(SELECT \"row\", lower({0}) AS t, {1} AS place {2}) x", quoted_name(column),
                       words_.years("1", last), from);
  }
  // Each text without one of its characters, or with two neighbours swapped; all that stands within it.
  std::string without_one(const char* column, const char* slip, const std::string& from) const {
    return fmt::format(
        "SELECT \"row\", {} AS slip, substr(t, 1, CAST(place - 1 AS INTEGER)) || substr(t, CAST(place + 1 AS INTEGER)) "
        "AS form "
        "FROM {}",
        slip, placed(column, from, "length(" + quoted_name(column) + ")"));
  }
  std::string swapped(const char* column, const char* slip, const std::string& from) const {
    return fmt::format(
        "SELECT \"row\", {}, substr(t, 1, CAST(place - 1 AS INTEGER)) || substr(t, CAST(place + 1 AS INTEGER), 1) || "
        "substr(t, "
        "CAST(place AS INTEGER), 1) || substr(t, CAST(place + 2 AS INTEGER)) FROM {}",
        slip, placed(column, from, "length(" + quoted_name(column) + ") - 1"));
  }
  std::string parts(const std::string& from) const {
    return fmt::format(
        "SELECT \"row\", 'within', substr(b, CAST(place AS INTEGER), CAST(n AS INTEGER)) FROM (SELECT \"row\", b, "
        "place, {} AS n "
        "FROM (SELECT \"row\", b, {} AS place FROM (SELECT \"row\", {} AS b {}) u) v) w",
        words_.years("1", "length(b) - place + 1"), words_.years("1", "length(b)"), bare("link"), from);
  }

  // A column of references that is blank in every row, though there is something to refer to, is lost, not empty.
  std::string none_or_lost(std::uint32_t table, ColumnIndex column) const {
    const Column& one = record(table).columns[column];
    return fmt::format(
        "CASE WHEN EXISTS (SELECT 1 FROM {}) AND NOT EXISTS (SELECT 1 FROM {} WHERE {} IS NOT NULL AND NOT "
        "\"doubtful\") THEN 4 ELSE 1 END",
        name(one.type.table.index, " numbered"), name(table, " numbered"), quoted_name(one.name));
  }

  void rows(std::uint32_t table) {
    std::string list = "n.\"row\"", from = name(table, " numbered") + " n", certain = "n.\"doubtful\"";
    std::vector<std::string> of{"\"row\""};
    std::string checked;  // joins
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
      // A row that belongs to another is perhaps none.
      std::string sure = alias + ".\"times\" = 1";
      if (!link && record(one.type.table.index).parent) {
        const bool before = made_.contains(one.type.table.index);
        sure += before ? fmt::format(" AND c{}.\"certain\"", column) : " AND FALSE";
        if (before)
          checked +=
              fmt::format("\n  LEFT JOIN {0} c{1} ON c{1}.\"row\" = r{1}.\"row\"", name(one.type.table.index), column);
      }
      list += fmt::format(", CASE WHEN {0} THEN {1}.\"row\" END AS {2}, CASE {3}WHEN {0} THEN 0 ELSE 4 END AS {4}",
                          sure, alias, quoted,
                          link ? "" : "WHEN n." + quoted + " IS NULL THEN " + none_or_lost(table, column) + " ", state);
      from += fmt::format("\n  LEFT JOIN {0} {1} ON {1}.\"key\" = n.{2}", name(one.type.table.index, " keys"), alias,
                          quoted);
      if (link)
        certain += fmt::format(" OR {0}.\"times\" IS NULL OR {0}.\"times\" > 1 OR parent.\"certain\" IS NULL", alias);
    }
    if (record(table).key) {
      from += fmt::format("\n  LEFT JOIN {} own ON own.\"key\" = n.{}", name(table, " keys"), key(table));
      certain += " OR own.\"times\" IS NULL OR own.\"times\" > 1";
    }
    std::string where;
    from += checked;
    if (record(table).parent)
      from += fmt::format("\n  LEFT JOIN {} parent ON parent.\"row\" = r{}.\"row\"", name(record(table).parent->index),
                          *record(table).link);
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
  std::set<std::uint32_t> made_;
  std::vector<std::string> queries_;
};

}  // namespace

std::vector<std::string> table_queries(const Program& program, const Plan& plan, const CellViews& views, Words words) {
  return TableQueries(program, plan, views, words).all();
}

}  // namespace cepol::sql
