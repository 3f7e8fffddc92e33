// print(): prints a program as text, for tests and `cepol check --core`. One line for each table, reading and
// decision, one paragraph for each function; expressions are indented where they do not fit on one line.
#include <fmt/format.h>

#include "lang/core/children.hpp"
#include "lang/core/program.hpp"

namespace cepol::core {

namespace {

constexpr std::size_t width = 110;

constexpr const char* operations[] = {"+", "-", "*", "/", "min", "max"};
constexpr const char* relations[] = {"<", "<=", "="};
constexpr const char* calendars[] = {"years", "months", "days"};
constexpr const char* parts_of_dates[] = {"year",       "month",      "day",      "month_first",
                                          "month_last", "year_first", "year_last"};
constexpr const char* roundings[] = {"down", "up", "half_up", "half_even"};
constexpr const char* folds[] = {"sum", "count", "some", "every", "minimum", "maximum", "distinct", "only"};

template <class Names, class Which>
std::string name(const Names& names, Which which) {
  return names[static_cast<std::size_t>(which)];
}

class Printer {
 public:
  explicit Printer(const Program& program) : p_(program) {}

  std::string run() {
    std::string text = fmt::format("program {} \"{}\"\n", p_.name, p_.title);
    for (const RecordTable& table : p_.tables.nodes) text += record(table);
    for (const Reading& reading : p_.readings.nodes) {
      text += fmt::format("\nreading {}", reading.name);
      for (std::size_t i = 0; i < reading.options.size(); ++i)
        text += fmt::format("{}{}{}", i == 0 ? ": " : " | ", reading.options[i].name,
                            i == reading.default_option ? " (default)" : "");
      text += "\n";
    }
    for (std::uint32_t i = 0; i < p_.functions.size(); ++i) text += function(i);
    for (const Decision& one : p_.decisions.nodes) text += decision(one);
    return text;
  }

 private:
  std::string type(const Type& type) const {
    switch (type.kind) {
      case Kind::truth: return "truth";
      case Kind::enumeration:
        return name_of(p_.enumerations, type.enumeration, [](const Enumeration& c) { return c.name; });
      case Kind::number:
        return type.unit.valid() ? name_of(p_.units, type.unit, [](const Unit& u) { return u.name; })
                                 : std::string("number");
      case Kind::year: return "year";
      case Kind::date: return "date";
      case Kind::text: return "text";
      case Kind::row: return "row of " + name_of(p_.tables, type.table, [](const RecordTable& t) { return t.name; });
    }
    return {};
  }
  template <class Key, class Node, class Name>
  static std::string name_of(const Table<Key, Node>& table, Key key, Name&& name) {
    return key.index < table.size() ? std::string(name(table[key])) : std::string("?");
  }

  static std::string bound(const Column& column, Exact value) {
    if (column.type.kind != Kind::date) return to_string(value);
    return to_string(Date{static_cast<Day>(value.num), static_cast<Day>(value.num)});
  }

  std::string record(const RecordTable& table) const {
    std::string text = "\ntable " + table.name;
    if (table.parent) text += " of " + name_of(p_.tables, *table.parent, [](const RecordTable& t) { return t.name; });
    if (table.equal_rows_once) text += ", equal rows once";
    for (const DateSpan& span : table.spans)
      text += ", from " + table.columns[span.from].name + " to " + table.columns[span.to].name;
    text += "\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      text += fmt::format("  {}: {}{}{}", column.name, column.blank == Blank::none ? "optional " : "",
                          column.may_be_absent ? "omittable " : "",
                          column.id_number ? "identity number" : type(column.type));
      if (!column.lowest.infinite()) text += " >= " + bound(column, column.lowest);
      if (!column.highest.infinite()) text += " <= " + bound(column, column.highest);
      if (table.key == std::optional(static_cast<ColumnIndex>(i))) text += " key";
      if (table.link == std::optional(static_cast<ColumnIndex>(i))) text += " link";
      if (column.heading) text += " heading";
      if (column.taken_from) text += " taken from " + table.columns[column.taken_from->column].name;
      for (std::size_t w = 0; w < column.blank_words.size(); ++w)
        text += (w == 0 ? " blank \"" : ", \"") + column.blank_words[w] + "\"";
      for (std::size_t w = 0; w < column.headings.size(); ++w)
        text += (w == 0 ? " also \"" : ", \"") + column.headings[w] + "\"";
      for (const CellWord& word : column.words)
        text += fmt::format(" {} also \"{}\"", word.index == 1 ? "yes" : "no", word.text);
      if (!column.old_rows.empty()) text += " old rows \"" + column.old_rows + "\"";
      text += "\n";
    }
    return text;
  }

  std::string function(std::uint32_t index) const {
    const Function& function = p_.functions.nodes[index];
    std::string text = fmt::format("\nfunction {} {}(", index, function.name);
    for (std::size_t i = 0; i < function.parameters.size(); ++i)
      text += fmt::format("{}${} {}: {}", i == 0 ? "" : ", ", i, function.parameters[i].name,
                          type(function.parameters[i].type));
    return text + "): " + type(function.result) + "\n  " + expression(function.body, 2) + "\n";
  }

  std::string decision(const Decision& decision) const {
    std::string text = fmt::format("\ndecision {} for {}: {}\n", decision.name,
                                   name_of(p_.tables, decision.table, [](const RecordTable& t) { return t.name; }),
                                   call_name(decision.outcome));
    for (const Measure& measure : decision.measures)
      text += fmt::format("  measure {}: {}\n", measure.label, call_name(measure.value));
    for (StepId step : decision.account) text += line(step, 2);
    return text;
  }

  std::string line(StepId id, std::size_t indent) const {
    static constexpr const char* roles[] = {"cases", "option", "condition", "amount",
                                            "years", "window", "rows",      "limit"};
    const Step& step = p_.steps[id];
    std::string text = std::string(indent, ' ') + roles[static_cast<std::size_t>(step.kind)] + " " + step.label;
    if (step.any) text += " (any)";
    if (step.value.valid()) text += ": " + call_name(step.value);
    if (step.kind == StepKind::years || step.kind == StepKind::window)
      text += ": " + call_name(step.from) + " .. " + call_name(step.to);
    if (step.kind == StepKind::amount && step.to.valid()) text += " .. " + call_name(step.to);
    if (step.kind == StepKind::limit) text += " of " + call_name(step.from);
    if (step.kind == StepKind::rows)
      text += ": " + name_of(p_.tables, step.table, [](const RecordTable& t) { return t.name; });
    for (std::size_t i = 0; i < step.clauses.size(); ++i)
      text += (i == 0 ? " §" : ", §") + name_of(p_.clauses, step.clauses[i], [](const Clause& c) { return c.path; });
    text += "\n";
    for (StepId child : step.values) text += line(child, indent + 4);
    for (StepId child : step.steps) text += line(child, indent + 2);
    return text;
  }

  std::string call_name(FunctionId id) const {
    return name_of(p_.functions, id, [](const Function& f) { return f.name; }) + fmt::format("#{}", id.index);
  }

  // A head and parts: on one line where that fits, else a part a line.
  static std::string list(const std::string& head, const std::vector<std::string>& parts, std::size_t indent,
                          const char* close = ")") {
    std::string flat = head;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      flat += (i == 0 ? "" : ", ") + parts[i];
      longest = parts[i].find('\n') != std::string::npos ? width + 1 : longest;
    }
    flat += close;
    if (longest <= width && flat.size() + indent <= width) return flat;
    std::string text = head;
    for (std::size_t i = 0; i < parts.size(); ++i)
      text += "\n" + std::string(indent + 2, ' ') + parts[i] + (i + 1 < parts.size() ? "," : "");
    return text + close;
  }

  std::string constant(const Constant& t, const Type& of) const {
    if (t.is_none) return "none";
    switch (of.kind) {
      case Kind::truth: return t.value == Exact(1) ? "yes" : "no";
      case Kind::enumeration: {
        const auto member = static_cast<std::size_t>(t.value.num);
        const bool known =
            of.enumeration.index < p_.enumerations.size() && member < p_.enumerations[of.enumeration].members.size();
        return known ? p_.enumerations[of.enumeration].members[member] : "?";
      }
      case Kind::date: return to_string(Date{static_cast<Day>(t.value.num), static_cast<Day>(t.value.num)});
      case Kind::text: return "\"" + t.text + "\"";
      case Kind::number:
      case Kind::year:
      case Kind::row: break;
    }
    return to_string(t.value) + (of.unit.valid() ? " " + type(of) : "");
  }

  std::string cases(const Cases& t, std::size_t indent) const {
    std::vector<std::string> parts;
    for (const Case& one : t.cases) {
      std::string text =
          one.name + " when " + expression(one.guard, indent + 2) + " => " + expression(one.value, indent + 2);
      for (std::size_t i = 0; i < one.over.size(); ++i) text += (i == 0 ? " over " : ", ") + t.cases[one.over[i]].name;
      parts.push_back(text);
    }
    if (t.otherwise) parts.push_back("otherwise => " + expression(*t.otherwise, indent + 2));
    return list(t.first ? "first(" : "one(", parts, indent);
  }

  std::string year_scan(const YearScan& t, std::size_t indent) const {
    std::vector<std::string> parts;
    for (const YearScan::State& state : t.states)
      parts.push_back(fmt::format("${} from {} to {}", state.slot, expression(state.initial, indent + 2),
                                  expression(state.next, indent + 2)));
    return list(
        fmt::format("running(${} in {} .. {}; ", t.year, expression(t.from, indent + 2), expression(t.to, indent + 2)),
        parts, indent);
  }

  std::string expression(ExprId id, std::size_t indent) const {
    const Expr& expr = p_.exprs[id];
    auto of = [&](ExprId child) { return expression(child, indent + 2); };
    auto fold = [&](const std::string& head, const std::optional<ExprId>& guard, const std::optional<ExprId>& value) {
      std::vector<std::string> parts;
      if (guard) parts.push_back("where " + of(*guard));
      if (value) parts.push_back("of " + of(*value));
      return parts.empty() ? head + ")" : list(head + "; ", parts, indent);
    };
    return std::visit(
        overloaded{
            [&](const Constant& t) { return constant(t, expr.type); },
            [&](const Local& t) { return fmt::format("${}", t.slot); },
            [&](const ReadingOption& t) {
              return "reading " + name_of(p_.readings, t.reading, [](const Reading& r) { return r.name; });
            },
            [&](const ColumnOf& t) {
              const TableId table = p_.exprs[t.row].type.table;
              const bool known = table.index < p_.tables.size() && t.column < p_.tables[table].columns.size();
              return of(t.row) + "." + (known ? p_.tables[table].columns[t.column].name : "?");
            },
            [&](const Arithmetic& t) {
              if (t.operation >= Operation::minimum)
                return list(std::string(name(operations, t.operation)) + "(", {of(t.left), of(t.right)}, indent);
              return "(" + of(t.left) + " " + name(operations, t.operation) + " " + of(t.right) + ")";
            },
            [&](const Round& t) {
              return list("round(", {of(t.value), to_string(t.step), name(roundings, t.mode)}, indent);
            },
            [&](const DateAdd& t) {
              return list("shift(", {of(t.date), of(t.amount), name(calendars, t.unit)}, indent);
            },
            [&](const DateDiff& t) {
              return list("elapsed(", {of(t.from), of(t.to), name(calendars, t.unit)}, indent);
            },
            [&](const ExtractDatePart& t) {
              return std::string(name(parts_of_dates, t.part)) + "(" + of(t.date) + ")";
            },
            [&](const YearDay& t) { return std::string(t.last ? "last_day(" : "first_day(") + of(t.year) + ")"; },
            [&](const Compare& t) { return of(t.left) + " " + name(relations, t.relation) + " " + of(t.right); },
            [&](const Logic& t) {
              std::vector<std::string> parts;
              for (ExprId operand : t.operands) parts.push_back(of(operand));
              return list(t.all ? "all(" : "any(", parts, indent);
            },
            [&](const Not& t) { return "not(" + of(t.operand) + ")"; },
            [&](const IsNone& t) { return "is_none(" + of(t.operand) + ")"; },
            [&](const Contains& t) {
              return list("contains(", {of(t.text), of(t.part)}, indent);
            },
            [&](const If& t) {
              return list("choose(", {of(t.condition), of(t.yes), of(t.no)}, indent);
            },
            [&](const Cases& t) { return cases(t, indent); },
            [&](const Let& t) {
              return fmt::format("let ${} = ", t.slot) + of(t.value) + " in\n" + std::string(indent, ' ') +
                     expression(t.body, indent);
            },
            [&](const Call& t) {
              std::vector<std::string> parts;
              for (ExprId argument : t.arguments) parts.push_back(of(argument));
              return list(call_name(t.function) + "(", parts, indent);
            },
            [&](const OverRows& t) {
              const std::string table = name_of(p_.tables, t.table, [](const RecordTable& r) { return r.name; });
              return fold(fmt::format("{}(${} in {}{}", name(folds, t.fold), t.slot, table,
                                      t.parent ? " of " + of(*t.parent) : std::string()),
                          t.guard, t.value);
            },
            [&](const OverYears& t) {
              return fold(fmt::format("{}(${} in {} .. {}", name(folds, t.fold), t.slot, of(t.from), of(t.to)), t.guard,
                          t.value);
            },
            [&](const YearScan& t) { return year_scan(t, indent); },
            [&](const Fail& t) { return "fail(\"" + t.en + "\")"; },
        },
        expr.term);
  }

  const Program& p_;
};

}  // namespace

std::string clause_label(std::string_view path) {
  return path.find("§") == std::string_view::npos ? "§" + std::string(path) : std::string(path);
}

std::string print(const Program& program) { return Printer(program).run(); }

}  // namespace cepol::core
