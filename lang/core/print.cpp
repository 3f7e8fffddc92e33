// The program as text. One line a table, reading and decision, one paragraph a function; expressions in the order of
// evaluation, indented where they do not fit a line.
#include <fmt/format.h>

#include "lang/core/children.hpp"
#include "lang/core/program.hpp"

namespace cepol::core {

namespace {

constexpr std::size_t width = 110;

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

  std::string record(const RecordTable& table) const {
    std::string text = "\ntable " + table.name;
    if (table.parent) text += " of " + name_of(p_.tables, *table.parent, [](const RecordTable& t) { return t.name; });
    text += "\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      text += fmt::format("  {}: {}{}", column.name, column.blank == Blank::none ? "optional " : "", type(column.type));
      if (!column.lowest.infinite()) text += " >= " + to_string(column.lowest);
      if (!column.highest.infinite()) text += " <= " + to_string(column.highest);
      if (table.key == std::optional(static_cast<ColumnIndex>(i))) text += " key";
      if (table.link == std::optional(static_cast<ColumnIndex>(i))) text += " link";
      if (column.heading) text += " heading";
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
    std::string text = std::string(indent, ' ') + roles[static_cast<std::size_t>(step.role)] + " " + step.label;
    if (step.value.valid()) text += ": " + call_name(step.value);
    if (step.role == Role::years || step.role == Role::window)
      text += ": " + call_name(step.from) + " .. " + call_name(step.to);
    if (step.role == Role::limit) text += " of " + call_name(step.from);
    if (step.role == Role::rows)
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
      case Kind::number: return to_string(t.value) + (of.unit.valid() ? " " + type(of) : "");
      case Kind::year:
      case Kind::row: return to_string(t.value);
    }
    return {};
  }

  std::string expression(ExprId id, std::size_t indent) const {
    const Expr& expr = p_.exprs[id];
    return std::visit([&](const auto& term) { return text(term, expr.type, indent); }, expr.term);
  }

  // ---- the text of each term
  using Indent = std::size_t;
  static constexpr const char* fold_names[] = {"sum",     "count",   "some",     "every",
                                               "minimum", "maximum", "distinct", "only"};
  static constexpr const char* calendar_names[] = {"years", "months", "days"};
  template <class Enum, std::size_t Size>
  static const char* name_in(const char* const (&names)[Size], Enum which) {
    return names[static_cast<std::size_t>(which)];
  }
  std::string operand(ExprId id, Indent indent) const { return expression(id, indent + 2); }
  std::string fold(const std::string& head, const std::optional<ExprId>& guard, const std::optional<ExprId>& value,
                   Indent indent) const {
    std::vector<std::string> parts;
    if (guard) parts.push_back("where " + operand(*guard, indent));
    if (value) parts.push_back("of " + operand(*value, indent));
    return parts.empty() ? head + ")" : list(head + "; ", parts, indent);
  }

  std::string text(const Constant& t, const Type& type, Indent) const { return constant(t, type); }
  std::string text(const Local& t, const Type&, Indent) const { return fmt::format("${}", t.slot); }
  std::string text(const ReadingOption& t, const Type&, Indent) const {
    return "reading " + name_of(p_.readings, t.reading, [](const Reading& r) { return r.name; });
  }
  std::string text(const ColumnOf& t, const Type&, Indent indent) const {
    const TableId table = p_.exprs[t.row].type.table;
    const bool known = table.index < p_.tables.size() && t.column < p_.tables[table].columns.size();
    return operand(t.row, indent) + "." + (known ? p_.tables[table].columns[t.column].name : "?");
  }
  std::string text(const Arithmetic& t, const Type&, Indent indent) const {
    static constexpr const char* operations[] = {"+", "-", "*", "/", "min", "max"};
    const std::string left = operand(t.left, indent), right = operand(t.right, indent);
    const char* name = name_in(operations, t.operation);
    if (t.operation >= Operation::minimum) return list(std::string(name) + "(", {left, right}, indent);
    return "(" + left + " " + name + " " + right + ")";
  }
  std::string text(const Round& t, const Type&, Indent indent) const {
    static constexpr const char* roundings[] = {"down", "up", "half_up", "half_even"};
    return list("round(", {operand(t.value, indent), to_string(t.step), name_in(roundings, t.mode)}, indent);
  }
  std::string text(const DateAdd& t, const Type&, Indent indent) const {
    return list("shift(", {operand(t.date, indent), operand(t.amount, indent), name_in(calendar_names, t.unit)},
                indent);
  }
  std::string text(const DateDiff& t, const Type&, Indent indent) const {
    return list("elapsed(", {operand(t.from, indent), operand(t.to, indent), name_in(calendar_names, t.unit)}, indent);
  }
  std::string text(const ExtractDatePart& t, const Type&, Indent indent) const {
    static constexpr const char* parts[] = {"year",       "month",      "day",      "month_first",
                                            "month_last", "year_first", "year_last"};
    return std::string(name_in(parts, t.part)) + "(" + operand(t.date, indent) + ")";
  }
  std::string text(const YearDay& t, const Type&, Indent indent) const {
    return std::string(t.last ? "last_day(" : "first_day(") + operand(t.year, indent) + ")";
  }
  std::string text(const Compare& t, const Type&, Indent indent) const {
    static constexpr const char* relations[] = {"<", "<=", "="};
    return operand(t.left, indent) + " " + name_in(relations, t.relation) + " " + operand(t.right, indent);
  }
  std::string text(const Logic& t, const Type&, Indent indent) const {
    std::vector<std::string> parts;
    for (ExprId one : t.operands) parts.push_back(operand(one, indent));
    return list(t.all ? "all(" : "any(", parts, indent);
  }
  std::string text(const Not& t, const Type&, Indent indent) const { return "not(" + operand(t.operand, indent) + ")"; }
  std::string text(const IsNone& t, const Type&, Indent indent) const {
    return "is_none(" + operand(t.operand, indent) + ")";
  }
  std::string text(const Contains& t, const Type&, Indent indent) const {
    return list("contains(", {operand(t.text, indent), operand(t.part, indent)}, indent);
  }
  std::string text(const If& t, const Type&, Indent indent) const {
    return list("choose(", {operand(t.condition, indent), operand(t.yes, indent), operand(t.no, indent)}, indent);
  }
  std::string text(const Cases& t, const Type&, Indent indent) const {
    std::vector<std::string> parts;
    for (const Case& one : t.cases) {
      std::string line = one.name + " when " + operand(one.guard, indent) + " => " + operand(one.value, indent);
      for (std::size_t i = 0; i < one.over.size(); ++i) line += (i == 0 ? " over " : ", ") + t.cases[one.over[i]].name;
      parts.push_back(line);
    }
    if (t.otherwise) parts.push_back("otherwise => " + operand(*t.otherwise, indent));
    return list(t.first ? "first(" : "one(", parts, indent);
  }
  std::string text(const Let& t, const Type&, Indent indent) const {
    return fmt::format("let ${} = ", t.slot) + operand(t.value, indent) + " in\n" + std::string(indent, ' ') +
           expression(t.body, indent);
  }
  std::string text(const Call& t, const Type&, Indent indent) const {
    std::vector<std::string> parts;
    for (ExprId argument : t.arguments) parts.push_back(operand(argument, indent));
    return list(call_name(t.function) + "(", parts, indent);
  }
  std::string text(const OverRows& t, const Type&, Indent indent) const {
    const std::string table = name_of(p_.tables, t.table, [](const RecordTable& r) { return r.name; });
    const std::string parent = t.parent ? " of " + operand(*t.parent, indent) : std::string();
    return fold(fmt::format("{}(${} in {}{}", name_in(fold_names, t.fold), t.slot, table, parent), t.guard, t.value,
                indent);
  }
  std::string text(const OverYears& t, const Type&, Indent indent) const {
    return fold(fmt::format("{}(${} in {} .. {}", name_in(fold_names, t.fold), t.slot, operand(t.from, indent),
                            operand(t.to, indent)),
                t.guard, t.value, indent);
  }
  std::string text(const YearScan& t, const Type&, Indent indent) const {
    std::vector<std::string> parts;
    for (const YearScan::State& state : t.states)
      parts.push_back(
          fmt::format("${} from {} to {}", state.slot, operand(state.initial, indent), operand(state.next, indent)));
    return list(fmt::format("running(${} in {} .. {}; ", t.year, operand(t.from, indent), operand(t.to, indent)), parts,
                indent);
  }
  std::string text(const Fail& t, const Type&, Indent) const { return "fail(\"" + t.en + "\")"; }

  const Program& p_;
};

}  // namespace

std::string clause_label(std::string_view path) {
  return path.find("§") == std::string_view::npos ? "§" + std::string(path) : std::string(path);
}

std::string print(const Program& program) { return Printer(program).run(); }

}  // namespace cepol::core
