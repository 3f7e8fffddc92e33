#include "interpreter/sql/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/database/names.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::sql {

using namespace core;

namespace {

class Cells {
 public:
  Cells(const Program& program, const CellViews& views, Words words)
      : program_(program), views_(views), words_(words) {}

  std::string view(std::uint32_t table) const {
    const RecordTable& record = program_.tables.nodes[table];
    std::vector<const Column*> columns;
    for (const Column& column : record.columns)
      if (!column.heading) columns.push_back(&column);
    std::string list, filled, doubt;
    for (const Column* column : columns) {
      list += (list.empty() ? "" : ",\n  ") + typed(record, *column);
      filled += (filled.empty() ? "" : ", ") + quoted_name(column->name);
    }
    doubt = doubtful(record, columns);
    // Two cells or more with several values each: perhaps several records that became one row.
    std::string unread;
    for (const Column* column : columns)
      if (column->type.kind != Kind::row && column->type.kind != Kind::text) {
        const std::string text = "t." + quoted_name(column->name);
        const std::string several = literal(column->type.kind == Kind::date ? "[、,;|&+\\s]" : "[、,;|&+/\\s]");
        unread += fmt::format("{}CASE WHEN {} IS NULL THEN CASE WHEN {} THEN 1 ELSE 0 END ELSE 0 END",
                              unread.empty() ? "" : " + ", value_of(*column, text), words_.matches(text, several));
      }
    if (!unread.empty()) doubt = "(" + doubt + " OR " + unread + " >= 2)";
    return fmt::format(
        "CREATE VIEW {} AS\nSELECT\n  {},\n  {} AS \"doubtful\",\n  t.\"texts\"\nFROM ({}) t\nWHERE coalesce({}) IS "
        "NOT NULL;\n",
        views_.names[table], list, doubt, texts(record, columns, record.name), filled);
  }
  // The row of the heading table; nothing is known where there is not one row.
  std::string heading(std::uint32_t table) const {
    const RecordTable& record = program_.tables.nodes[table];
    std::vector<const Column*> columns;
    for (const Column& column : record.columns)
      if (column.heading) columns.push_back(&column);
    std::string list, all;
    for (const Column* column : columns) {
      list += (list.empty() ? "" : ",\n  ") + typed(record, *column);
      const std::string name = quoted_name(column->name), damaged = quoted_name(column->name + " damaged");
      all += fmt::format("{}CASE WHEN count(*) = 1 THEN {} END AS {}", all.empty() ? "" : ", ",
                         column->type.kind == Kind::truth ? "bool_and(" + name + ")" : "min(" + name + ")", name);
      if (column->blank == Blank::none) all += fmt::format(", count(*) <> 1 OR bool_or({}) AS {}", damaged, damaged);
    }
    return fmt::format("CREATE VIEW {} AS\nSELECT {}\nFROM (SELECT\n  {}\nFROM ({}) t) h;\n", views_.headings[table],
                       all, list, texts(record, columns, record.heading));
  }

 private:
  // The texts of the cells, trimmed, in the form in which they are compared; NULL: blank.
  std::string texts(const RecordTable& record, const std::vector<const Column*>& columns,
                    const std::string& from) const {
    std::string list;
    for (const Column* column : columns) {
      const std::string raw = "CAST(r." + quoted_name(column->name) + " AS TEXT)";
      const Kind kind = column->type.kind;
      const bool counted = kind == Kind::number || kind == Kind::year || kind == Kind::date;
      const bool key = column->type.kind == Kind::row || is_key(record, *column) || column->id_number;
      std::string text = words_.function(key ? "key_form" : counted ? "digits" : "folded") + "(" + raw + ")";
      std::string blanks;
      for (const std::string& word : column->blank_words)
        blanks += (blanks.empty() ? "" : ", ") + literal(key ? key_form(word) : std::string(trimmed(comparable(word))));
      if (!blanks.empty()) text = "nullif(" + text + ", " + blanks + ")";
      if (column->blank_words.size() > 1) {
        text = words_.function(key ? "key_form" : counted ? "digits" : "folded") + "(" + raw + ")";
        text = fmt::format("CASE WHEN {0} IN ({1}) THEN NULL ELSE {0} END", text, blanks);
      }
      if (const std::string usual = usual_texts(*column); !usual.empty() && blanks.empty())
        text = fmt::format("CASE WHEN {0} IN ({1}) THEN {0} ELSE {2} END", raw, usual, text);
      list += fmt::format("{}\n    {} AS {}", list.empty() ? "" : ",", text, quoted_name(column->name));
    }
    // What may stand there in place of a key: looked at only for rows whose key is nobody's.
    std::string raw_texts;
    for (const Column* column : columns)
      if (column->type.kind == Kind::text && !is_key(record, *column))
        raw_texts += ", CAST(r." + quoted_name(column->name) + " AS TEXT)";
    list += ",\n    concat_ws(chr(31)" + raw_texts + ", '') AS \"texts\"";
    return fmt::format("SELECT {}{}\n  FROM {}{}", record.equal_rows_once ? "DISTINCT" : "", list,
                       record.beside_text == nullptr ? quoted_name(from) + " r" : beside(record, columns),
                       words_.fence());
  }
  // The rows of a table that belongs to the policy.
  static std::string beside(const RecordTable& record, const std::vector<const Column*>& columns) {
    std::vector<std::vector<std::string>> rows = rows_of(*record.beside_text);
    std::vector<std::string> headings = rows.empty() ? std::vector<std::string>() : rows.front();
    if (!rows.empty()) rows.erase(rows.begin());
    std::string names, values;
    std::vector<std::size_t> places;
    for (const Column* column : columns) {
      names += (names.empty() ? "" : ", ") + quoted_name(column->name);
      std::set<std::string> forms{key_form(column->name)};
      for (const std::string& other : column->headings) forms.insert(key_form(other));
      std::size_t place = 0;
      while (place < headings.size() && !forms.contains(key_form(headings[place]))) ++place;
      places.push_back(place);
    }
    rows.emplace_back();  // a blank row is none
    for (const std::vector<std::string>& row : rows) {
      std::string cells;
      for (const std::size_t place : places)
        cells += (cells.empty() ? "" : ", ") +
                 (place < row.size() ? literal(row[place]) : std::string("CAST(NULL AS TEXT)"));
      values += (values.empty() ? "" : ",\n    ") + ("(" + cells + ")");
    }
    return "(VALUES\n    " + values + ") r(" + names + ")";
  }
  static std::vector<std::vector<std::string>> rows_of(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool within = false, filled = false;
    const auto end_row = [&] {
      if (filled || !cell.empty() || !row.empty()) {
        row.push_back(std::move(cell));
        rows.push_back(std::move(row));
      }
      row.clear();
      cell.clear();
      filled = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == '"' && within && i + 1 < text.size() && text[i + 1] == '"') {
        cell += c;
        ++i;
      } else if (c == '"') {
        within = !within;
        filled = true;
      } else if (!within && c == ',') {
        row.push_back(std::move(cell));
        cell.clear();
        filled = true;
      } else if (!within && (c == '\n' || c == '\r')) {
        end_row();
      } else {
        cell += c;
      }
    }
    end_row();
    return rows;
  }
  // What most cells of the column say, as they stand.
  std::string usual_texts(const Column& column) const {
    std::string list;
    const auto add = [&](const std::string& text) {
      if (comparable(text) == text && trimmed(text) == text) list += (list.empty() ? "" : ", ") + literal(text);
    };
    if (column.type.kind == Kind::truth)
      for (const char* word : {"是", "否", "yes", "no", "true", "false"}) add(word);
    if (column.type.kind == Kind::enumeration)
      for (const std::string& member : program_.enumerations[column.type.enumeration].members) add(member);
    return list;
  }
  static bool is_key(const RecordTable& record, const Column& column) {
    return record.key && &record.columns[*record.key] == &column;
  }

  std::string typed(const RecordTable& record, const Column& column) const {
    const std::string name = quoted_name(column.name), text = "t." + name;
    std::string value = value_of(column, text);
    // Of a span that ends before it begins neither day is known.
    for (const DateSpan& span : record.spans) {
      const Column &from = record.columns[span.from], &to = record.columns[span.to];
      if (&from != &column && &to != &column) continue;
      value = fmt::format("CASE WHEN {} > {} THEN NULL ELSE {} END", value_of(from, "t." + quoted_name(from.name)),
                          value_of(to, "t." + quoted_name(to.name)), value);
    }
    if (column.taken_from) return taken(record, column, value, text);
    std::string list = value + " AS " + name;
    if (column.blank == Blank::none && column.type.kind != Kind::row)
      list +=
          fmt::format(",\n  {} IS NOT NULL AND {} IS NULL AS {}", text, value, quoted_name(column.name + " damaged"));
    return list;
  }

  // What the identity number of the row says stands where the cell is blank; a cell that says something else is not
  // known.
  std::string taken(const RecordTable& record, const Column& column, const std::string& own,
                    const std::string& text) const {
    const core::TakenFrom& from = *column.taken_from;
    const std::string name = quoted_name(column.name),
                      id = words_.function("id_number") + "(t." + quoted_name(record.columns[from.column].name) + ")";
    std::string said;
    if (column.type.kind == Kind::date) {
      said = bounded(column, words_.function("day_of") + "(substr(" + id + ", 7, 8))",
                     [](Exact bound) { return date_literal(static_cast<Day>(bound.num)); });
    } else {
      const auto& members = program_.enumerations[column.type.enumeration].members;
      said = fmt::format("CASE CAST(substr({}, 17, 1) AS INTEGER) % 2 WHEN 1 THEN {} WHEN 0 THEN {} END", id,
                         literal(members[from.male]), literal(members[from.female]));
    }
    const std::string value =
        fmt::format("CASE WHEN {0} IS NULL THEN {1} WHEN {2} IS NULL OR {3} = {1} THEN {3} END", text, said, id, own);
    std::string list = value + " AS " + name;
    if (column.blank == Blank::none)
      list += fmt::format(",\n  {} IS NULL AS {}", value, quoted_name(column.name + " damaged"));
    return list;
  }

  std::string value_of(const Column& column, const std::string& text) const {
    switch (column.type.kind) {
      case Kind::truth: return truth(column, text);
      case Kind::enumeration: return member(column, text);
      case Kind::number: return number_of(column, text);
      case Kind::year: {
        std::string year = words_.function("year_of") + "(" + text + ")";
        return bounded(column, year, [](Exact bound) { return number(bound.num); });
      }
      case Kind::date: {
        std::string day = words_.function("day_of") + "(" + text + ")";
        return bounded(column, day, [](Exact bound) { return date_literal(static_cast<Day>(bound.num)); });
      }
      case Kind::row: return text;
      case Kind::text:
        if (column.id_number) return words_.function("id_number") + "(" + text + ")";
        return words_.function("plain") + "(" + text + ")";
    }
    return text;
  }

  template <class Shown>
  static std::string bounded(const Column& column, const std::string& value, Shown&& shown) {
    std::string conditions;
    if (!column.lowest.infinite()) conditions += value + " >= " + shown(column.lowest);
    if (!column.highest.infinite())
      conditions += (conditions.empty() ? "" : " AND ") + value + " <= " + shown(column.highest);
    return conditions.empty() ? value : "CASE WHEN " + conditions + " THEN " + value + " END";
  }

  std::string number_of(const Column& column, const std::string& text) const {
    if (!column.type.unit.valid()) return plain_number(column, text, "NULL");
    const Unit& unit = program_.units[column.type.unit];
    std::vector<std::string> words{unit.name};
    words.insert(words.end(), unit.aliases.begin(), unit.aliases.end());
    std::string behind;
    for (const std::string& word : words)
      behind += (behind.empty() ? "" : "|") + escaped(std::string(trimmed(comparable(word))));
    const std::string amount =
        "regexp_replace(" + text + ", " + literal("^([-+]?[0-9.]*[0-9])\\s*(" + behind + ")$") + ", '\\1')";
    return plain_number(column, text, plain_number(column, amount, "NULL"));
  }
  std::string plain_number(const Column& column, const std::string& text, const std::string& otherwise) const {
    const int places = std::clamp(column.places, 0, 18);
    const std::string form = literal(places > 0 ? fmt::format("^[-+]?[0-9]{{1,19}}(\\.[0-9]{{1,{}}}0*)?$", places)
                                                : std::string("^[-+]?[0-9]{1,19}(\\.0+)?$"));
    std::string decimal = fmt::format("CAST({} AS {})", text, words_.decimal(places));
    // DuckDB reads a decimal of up to 18 digits a hundred times as fast as a longer one.
    constexpr int short_digits = 18;
    if (!words_.postgresql() && places < short_digits)
      decimal =
          fmt::format("CASE WHEN length({0}) <= {1} THEN CAST(CAST({0} AS DECIMAL({2}, {3})) AS {4}) ELSE {5} END",
                      text, short_digits - places, short_digits, places, words_.decimal(places), decimal);
    Wide scale = 1;
    for (int i = 0; i < places; ++i) scale *= 10;
    // Within the declared bounds, and within what engines compute with.
    const auto bound = [&](Exact given, bool low) {
      if (given.infinite()) return words_.decimal_literal(low ? -most_narrow : most_narrow, places);
      const Wide at = Wide(given.num) * scale;
      Wide floor = at / given.den - (at % given.den < 0 ? 1 : 0);
      if (low && floor * given.den != at) ++floor;
      return words_.decimal_literal(std::clamp(floor, -most_narrow, most_narrow), places);
    };
    return fmt::format("CASE WHEN {} THEN CASE WHEN {} BETWEEN {} AND {} THEN {} END ELSE {} END",
                       words_.matches(text, form), decimal, bound(column.lowest, true), bound(column.highest, false),
                       decimal, otherwise);
  }
  static std::string escaped(const std::string& word) {
    std::string text;
    for (const char c : word)
      text += (std::string_view("\\.^$|()[]{}*+?").find(c) == std::string_view::npos ? "" : "\\") + std::string(1, c);
    return text;
  }

  std::string truth(const Column& column, const std::string& text) const {
    std::vector<std::string> yes{"是", "√", "yes", "true", "1"}, no{"否", "×", "no", "false", "0"};
    std::string own;
    std::set<std::string> seen;
    for (const CellWord& word : column.words)
      if (const std::string form(trimmed(comparable(word.text))); seen.insert(form).second)
        own += fmt::format(" WHEN {} THEN {}", literal(form), word.index == 1 ? "TRUE" : "FALSE");
    std::string list;
    for (const std::string& word : yes) list += fmt::format(" WHEN {} THEN TRUE", literal(word));
    for (const std::string& word : no) list += fmt::format(" WHEN {} THEN FALSE", literal(word));
    // Words that all columns know come before the column's own.
    std::string rest = own.empty() ? "NULL" : fmt::format("CASE {}{} END", text, own);
    if (program_.english && own.empty())
      list += " WHEN 'y' THEN TRUE WHEN 'n' THEN FALSE";
    else if (program_.english)
      rest = fmt::format("coalesce({}, CASE lower({}) WHEN 'y' THEN TRUE WHEN 'n' THEN FALSE END)", rest, text);
    return fmt::format("CASE lower({}){} ELSE {} END", text, list, rest);
  }

  std::string member(const Column& column, const std::string& text) const {
    const Enumeration& enumeration = program_.enumerations[column.type.enumeration];
    std::string list;
    std::set<std::string> seen;
    std::map<std::string, std::set<std::uint32_t>> small;
    const auto add = [&](const std::string& form, std::uint32_t index) {
      if (index >= enumeration.members.size()) return;
      if (seen.insert(form).second)
        list += fmt::format(" WHEN {} THEN {}", literal(form), literal(enumeration.members[index]));
      small[ascii_lower(form)].insert(index);
    };
    for (std::uint32_t i = 0; i < enumeration.members.size(); ++i) add(comparable(enumeration.members[i]), i);
    for (const CellWord& word : column.words) add(std::string(trimmed(comparable(word.text))), word.index);
    for (const CellWord& word : enumeration.words) add(std::string(trimmed(comparable(word.text))), word.index);
    std::string any_case;
    for (const auto& [form, members] : small)
      if (members.size() == 1 && std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
        any_case += fmt::format(" WHEN {} THEN {}", literal(form), literal(enumeration.members[*members.begin()]));
    if (!any_case.empty()) any_case = fmt::format(" ELSE CASE lower({}){} END", text, any_case);
    return fmt::format("CASE {}{}{} END", text, list, any_case);
  }

  // Is it perhaps no record: a total, a signature? A row with a key or an owner's key that is one is a record.
  std::string doubtful(const RecordTable& record, const std::vector<const Column*>& columns) const {
    const std::string word = words_.function("is_row_word");
    if (record.key || record.link) {
      std::string all;
      for (const auto& named : {record.key, record.link})
        if (named)
          all += (all.empty() ? "" : " OR ") +
                 fmt::format("coalesce({}(t.{}), FALSE)", word, quoted_name(record.columns[*named].name));
      return "(" + all + ")";
    }
    std::string all;
    for (const Column* column : columns)
      all += (all.empty() ? "" : " OR ") + fmt::format("coalesce({}(t.{}), FALSE)", word, quoted_name(column->name));
    return "(" + all + ")";
  }

  const Program& program_;
  const CellViews& views_;
  const Words words_;
};

}  // namespace

std::vector<std::string> cell_views(const Program& program, const CellViews& views, Words words) {
  std::vector<std::string> all;
  const Cells cells(program, views, words);
  for (std::uint32_t i = 0; i < program.tables.size(); ++i) {
    const RecordTable& record = program.tables.nodes[i];
    all.push_back("-- " + comment_line(record.name) + "\n" + cells.view(i));
    if (!record.heading.empty()) all.push_back("-- " + comment_line(record.heading) + "\n" + cells.heading(i));
  }
  return all;
}

}  // namespace cepol::sql
