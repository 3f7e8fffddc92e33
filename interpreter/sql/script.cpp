// The whole script: what it was made of, the functions, the views of cells, the views of decisions.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/database/names.hpp"
#include "interpreter/sql/cells.hpp"
#include "interpreter/sql/compile.hpp"
#include "interpreter/sql/layers.hpp"
#include "interpreter/sql/sql.hpp"
#include "lang/core/status_words.hpp"

namespace cepol::sql {

using namespace core;

namespace {

constexpr std::size_t longest_name = 63;  // bytes, of PostgreSQL

class Script {
 public:
  Script(const Program& program, const Options& options)
      : program_(program), options_(options), words_{options.dialect} {
    views_.schema = quoted_name(schema_names_.next(program.name));
    // (Under the names of the tables themselves DuckDB would look for these in the views' own schema.)
    const char* cells = program.english ? " cells" : " 单元格";
    for (const RecordTable& table : program.tables.nodes) {
      views_.names.push_back(views_.schema + "." + quoted_name(names_.next(table.name + cells)));
      views_.headings.push_back(table.heading.empty()
                                    ? std::string()
                                    : views_.schema + "." + quoted_name(names_.next(table.heading + cells)));
    }
  }

  std::variant<std::string, Unsupported> run() {
    std::vector<std::string> decisions;
    for (std::uint32_t i = 0; i < program_.decisions.size(); ++i) {
      auto made = decision(program_.decisions.nodes[i]);
      if (auto* problem = std::get_if<Unsupported>(&made)) return *problem;
      decisions.push_back(std::get<std::string>(std::move(made)));
    }
    std::string text;
    for (const std::string& line : options_.head) text += "-- " + comment_line(line) + "\n";
    if (words_.postgresql())
      text += program_.english ? "-- Read the views in a session with SET jit = off: compiling such queries takes "
                                 "longer than running them.\n"
                               : "-- 读视图以前先 SET jit = off：编译这样的查询比做查询还慢。\n";
    if (words_.postgresql())
      text +=
          "\nSET standard_conforming_strings = on;\nSET client_encoding = 'UTF8';\nSET client_min_messages = "
          "warning;\n";
    text += "\n" + helper_functions(words_) + "\nCREATE SCHEMA IF NOT EXISTS " + views_.schema + ";\n";
    const std::vector<std::string> cells = cell_views(program_, views_, words_);
    for (auto drop = drops_.rbegin(); drop != drops_.rend(); ++drop) text += "DROP VIEW IF EXISTS " + *drop + ";\n";
    for (std::uint32_t i = 0; i < program_.tables.size(); ++i) {
      text += "DROP VIEW IF EXISTS " + views_.names[i] + ";\n";
      if (!views_.headings[i].empty()) text += "DROP VIEW IF EXISTS " + views_.headings[i] + ";\n";
    }
    for (const std::string& one : cells) text += "\n" + one;
    for (const std::string& one : decisions) text += "\n" + one;
    return text;
  }

 private:
  std::string word(const StatusWord& word) const { return literal(program_.english ? word.en : word.zh); }

  std::variant<std::string, Unsupported> decision(const Decision& decision) {
    Compiler compiler(program_, options_);
    const RecordTable& table = program_.tables[decision.table];
    const std::uint32_t subject = compiler.subject_loop(decision.table);
    const Value outcome = compiler.function_of_row(decision.outcome, decision.table);
    std::vector<Value> figures;
    for (const Measure& measure : decision.measures)
      figures.push_back(compiler.function_of_row(measure.value, decision.table));
    // Which rows they are: the key, else all cells.
    std::vector<std::pair<std::string, Value>> own;
    for (ColumnIndex i = 0; i < table.columns.size(); ++i)
      if (table.key ? *table.key == i : !table.columns[i].heading && table.columns[i].type.kind != Kind::row)
        own.emplace_back(table.columns[i].name, compiler.cell_of_loop(subject, i));
    if (compiler.unsupported()) return *compiler.unsupported();

    const Loop& loop = compiler.plan().loops[subject];
    Columns wanted = merged(outcome.columns, Columns{loop.lane_column, loop.certain_column});
    for (const Value& figure : figures) wanted = merged(wanted, figure.columns);
    for (const auto& [name, value] : own) wanted = merged(wanted, value.columns);
    Layers layers(compiler.plan(), words_, [&](std::string_view name) { return compiler.new_name(name); });
    std::string last;
    std::vector<std::string> queries = table_queries(program_, compiler.plan(), views_, words_);
    const std::vector<std::string> layer_queries = layers.queries(subject, wanted, last);
    queries.insert(queries.end(), layer_queries.begin(), layer_queries.end());

    database::UniqueNames names(longest_name);
    std::string list = loop.lane + " AS " + quoted_name(names.next("row"));
    for (const auto& [name, value] : own) list += ",\n  " + shown(value) + " AS " + quoted_name(names.next(name));
    const auto state = [&](const Value& value) {
      return value.state.empty() ? (value.may == 0 ? std::string("0")
                                                   : fmt::format("CASE WHEN {} IS NULL THEN {} ELSE 0 END", value.text,
                                                                 (value.may & may_none) != 0 ? 1 : 4))
                                 : value.state;
    };
    const std::string outcome_state =
        fmt::format("CASE WHEN {} IS NULL THEN 4 ELSE {} END", loop.certain, state(outcome));
    list += fmt::format(",\n  CASE {} WHEN 0 THEN {} WHEN 1 THEN {} WHEN 2 THEN {} WHEN 3 THEN {} ELSE {} END AS {}",
                        outcome_state, outcome.text, word(not_covered_word), word(conflict_word), word(failed_word),
                        word(undetermined_word), quoted_name(names.next(decision.name)));
    list += fmt::format(",\n  {} = 4 AS {}", outcome_state, quoted_name(names.next("open")));
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const std::string& label = decision.measures[i].label;
      const std::string figure_state =
          fmt::format("CASE WHEN {} IS NULL THEN 4 ELSE {} END", loop.certain, state(figures[i]));
      const auto only = [&](const std::string& text) {
        return fmt::format("CASE WHEN {} = 0 THEN {} END", figure_state, text);
      };
      if (figures[i].exact() || !is_decimal(figures[i].denominator)) {
        const std::string n = figures[i].text,
                          d = figures[i].exact() ? figures[i].divisor : number(figures[i].denominator);
        const std::string top = words_.function("numerator") + "(" + n + ", " + d + ")",
                          bottom = words_.function("divisor") + "(" + n + ", " + d + ")";
        list += ",\n  " +
                only(fmt::format("CAST({} AS TEXT) || CASE WHEN {} = 1 THEN '' ELSE '/' || CAST({} AS TEXT) END", top,
                                 bottom, bottom)) +
                " AS " + quoted_name(names.next(label));
        list += ",\n  " + only(top) + " AS " + quoted_name(names.next(label + " numerator"));
        list += ",\n  " + only(bottom) + " AS " + quoted_name(names.next(label + " denominator"));
      } else {
        list += ",\n  " + only(shown(figures[i])) + " AS " + quoted_name(names.next(label));
      }
      list += fmt::format(",\n  CASE {} WHEN 2 THEN {} WHEN 3 THEN {} WHEN 4 THEN {} END AS {}", figure_state,
                          word(conflict_word), word(failed_word), word(undetermined_word),
                          quoted_name(names.next(label + " ?")));
    }
    std::string with;
    for (const std::string& query : queries) with += (with.empty() ? "" : ",\n") + query;
    const std::string base = table.name + "." + decision.name;
    const std::string view = views_.schema + "." + quoted_name(names_.next(base)),
                      count = views_.schema + "." +
                              quoted_name(names_.next(base + (program_.english ? " count" : " 计数")));
    drops_.push_back(view);
    drops_.push_back(count);
    std::string comment = "-- " + comment_line(decision.name);
    for (const ClauseId clause : decision.clauses)
      comment += " " + comment_line(clause_label(program_.clauses[clause].path));
    return fmt::format(
        "{}\nCREATE VIEW {} AS\nWITH{}\n{}\nSELECT {}\nFROM {};\n"
        "CREATE VIEW {} AS\nSELECT {}, count(*) AS \"rows\", count(*) FILTER (WHERE \"open\") AS \"open\"\nFROM "
        "{}\nGROUP BY 1;\n",
        comment, view, layers.is_recursive() ? " RECURSIVE" : "", with, list, last, count, quoted_name(decision.name),
        view);
  }

  static bool is_decimal(std::int64_t denominator) {
    while (denominator % 2 == 0) denominator /= 2;
    while (denominator % 5 == 0) denominator /= 5;
    return denominator == 1;
  }
  // A number as a decimal, exactly.
  std::string shown(const Value& value) const {
    if (value.type.kind != Kind::number || value.denominator == 1) return value.text;
    std::int64_t power = 1;
    int places = 0;
    while (power % value.denominator != 0) power *= 10, ++places;
    return fmt::format("CAST(CAST({} AS {}) * {} AS {})", value.text, words_.decimal(0),
                       words_.decimal_literal(power / value.denominator, places), words_.decimal(places));
  }

  const Program& program_;
  const Options& options_;
  const Words words_;
  database::UniqueNames schema_names_{longest_name}, names_{longest_name};
  CellViews views_;
  std::vector<std::string> drops_;
};

}  // namespace

std::variant<std::string, Unsupported> script(const Program& program, const Options& options) {
  return Script(program, options).run();
}

}  // namespace cepol::sql
