// Calls, columns and the parts of values.
#include "interpreter/sql/compile.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cepol::sql {

using namespace core;

namespace {

constexpr std::size_t short_enough = 90;  // bytes of a text that is written where it is used

bool is_name(const std::string& text) {
  return text.size() > 1 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

}  // namespace

Compiler::Compiler(const Program& program, const Options& options)
    : program_(program), options_(options), words_{options.dialect} {
  for (const RecordTable& table : program.tables.nodes) plan_.tables.push_back(names_.next(table.name));
}

Value Compiler::unsupported(std::string zh, std::string en, const Type& type) {
  if (!unsupported_) unsupported_ = Unsupported{std::move(zh), std::move(en), span_};
  Value value;
  value.type = type;
  value.text = "NULL";
  value.may = may_open | may_hide;
  return value;
}

// ---- parts of a value

std::string Compiler::state_of(const Value& value) const {
  if (!value.state.empty()) return value.state;
  if (value.may == 0) return "0";
  return fmt::format("CASE WHEN {} IS NULL THEN {} ELSE 0 END", value.text,
                     static_cast<int>((value.may & may_none) != 0 ? State::none : State::open));
}

std::string Compiler::is_open(const Value& value) const {
  if ((value.may & may_open) == 0) return "FALSE";
  return value.state.empty() ? value.text + " IS NULL"
                             : fmt::format("{} = {}", value.state, static_cast<int>(State::open));
}

// The state is written out only where it does not follow from the text.
void Compiler::set_state(Value& value, std::string state) const {
  const bool follows = (value.may & may_fail) == 0 && (value.may & (may_none | may_open)) != (may_none | may_open);
  value.state = follows ? std::string() : std::move(state);
}

void Compiler::depend(Value& value, const Value& other) {
  value.columns = merged(value.columns, other.columns);
  value.loops = merged(value.loops, other.loops);
}

std::string Compiler::combined_state(const std::vector<const Value*>& values) const {
  std::vector<const Value*> all;
  std::size_t failing = 0;
  for (const Value* value : values) {
    if (value->may == 0) continue;
    const bool twice = std::any_of(all.begin(), all.end(), [&](const Value* other) {
      return other->text == value->text && other->state == value->state;
    });
    if (!twice) all.push_back(value);
  }
  for (const Value* value : all) failing += (value->may & may_fail) != 0;
  if (all.empty()) return "0";
  if (all.size() == 1) return state_of(*all.front());
  std::string list;
  for (const Value* value : all) list += (list.empty() ? "" : ", ") + state_of(*value);
  const std::string greatest = "GREATEST(" + list + ")";
  if (failing < 2) return greatest;
  // Of several failures the first.
  std::string text = fmt::format("CASE WHEN {} IN (0, 1, 4) THEN {}", greatest, greatest);
  for (const Value* value : all)
    if ((value->may & may_fail) != 0) text += fmt::format(" WHEN {0} >= 2 THEN {0}", state_of(*value));
  return text + " END";
}

Value Compiler::needing(const std::vector<const Value*>& values, std::string text, const Type& type,
                        unsigned may) const {
  Value value;
  value.type = type;
  value.text = std::move(text);
  value.may = may;
  for (const Value* operand : values) {
    value.may |= operand->may;
    depend(value, *operand);
  }
  set_state(value, combined_state(values));
  return value;
}

Value Compiler::tested(const std::vector<const Value*>& values, std::string text) const {
  Value value = needing(values, std::move(text), Type{Kind::truth});
  return condition(std::move(value));
}

Value Compiler::condition(Value value) const {
  if ((value.may & may_none) == 0) return value;
  if (value.constant) {
    Value no = whole(0, value.type);
    return no;
  }
  if ((value.may & (may_open | may_fail)) == 0) {
    value.text = "coalesce(" + value.text + ", FALSE)";
    value.may = 0;
    value.state.clear();
    return value;
  }
  const std::string state = state_of(value);
  value.text = fmt::format("CASE WHEN {} = 1 THEN FALSE ELSE {} END", state, value.text);
  value.may &= ~static_cast<unsigned>(may_none);
  set_state(value, fmt::format("CASE WHEN {0} = 1 THEN 0 ELSE {0} END", state));
  return value;
}

// ---- columns

std::uint32_t Compiler::column(PlanColumn wanted, std::string_view name) {
  std::string key =
      fmt::format("{}|{}|{}|{}|", static_cast<int>(wanted.kind), wanted.source, wanted.text, wanted.inner.size());
  for (const std::uint32_t one : wanted.loops) key += fmt::format("{},", one);
  key += "/";
  for (const std::uint32_t one : wanted.inner) key += fmt::format("{},", one);
  const auto [place, is_new] =
      column_index_.try_emplace(std::move(key), static_cast<std::uint32_t>(plan_.columns.size()));
  if (is_new) {
    wanted.name = names_.next(name);
    plan_.columns.push_back(std::move(wanted));
  }
  return place->second;
}

// The value as columns of its relation.
Value Compiler::as_column(Value value, std::string_view name, const std::string& comment) {
  if (value.constant || (value.loops.empty() && value.columns.empty()) || is_carried(value)) return value;
  const auto made = [&](const std::string& text, const std::string& end, const std::string& said) {
    PlanColumn wanted;
    wanted.text = text;
    wanted.comment = said;
    wanted.loops = value.loops;
    wanted.columns = value.columns;
    return column(std::move(wanted), std::string(name) + end);
  };
  Columns columns;
  const auto replaced = [&](std::string& text, const char* end, const std::string& said) {
    if (text.empty()) return;
    if (is_name(text)) {
      for (const std::uint32_t one : value.columns)
        if (quoted(one) == text) columns.push_back(one);
      return;
    }
    const std::uint32_t at = made(text, end, said);
    text = quoted(at);
    columns.push_back(at);
  };
  std::string text = value.text, divisor = value.divisor, state = value.state;
  replaced(text, "", comment);
  replaced(divisor, " ÷", "");
  replaced(state, " ?", "");
  value.text = text;
  value.divisor = divisor;
  value.state = state;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  value.columns = columns;
  return value;
}

bool Compiler::is_carried(const Value& value) const {
  return std::any_of(value.loops.begin(), value.loops.end(),
                     [&](std::uint32_t one) { return plan_.loops[one].kind == LoopKind::scan; });
}

Value Compiler::short_text(Value value, std::string_view name) {
  if (value.text.size() + value.state.size() + value.divisor.size() <= short_enough) return value;
  return as_column(std::move(value), name, {});
}

Value Compiler::call(FunctionId id, const Frame& arguments) {
  const Function& function = program_.functions[id];
  std::string key = fmt::format("{}", id.index);
  for (const Value& one : arguments)
    key += "|" + one.text + "|" + one.state + "|" + one.divisor + fmt::format("|{}", one.denominator);
  if (const auto known = calls_.find(key); known != calls_.end()) return known->second;
  Frame frame = arguments;
  frame.resize(std::max<std::size_t>(frame.size(), function.slots));
  const std::string outer = std::exchange(function_, function.name);
  Value value = compile(function.body, frame);
  std::string comment = function.wording.empty() || function.wording == function.name
                            ? function.name
                            : function.name + "：" + function.wording;
  for (const ClauseId clause : function.clauses) comment += " " + clause_label(program_.clauses[clause].path);
  if (value.text.size() + value.state.size() > short_enough)
    value = as_column(std::move(value), function.name, comment);
  function_ = outer;
  calls_.emplace(std::move(key), value);
  return value;
}

// ---- rows and cells

std::uint32_t Compiler::loop(Loop wanted, std::string_view lane, const Loops& within) {
  // Within the same loop once more (rows compared with rows) it is another one.
  std::size_t copy = 0;
  const auto key_of = [&] {
    return fmt::format("{}|{}|{}|{}|{}|{}", static_cast<int>(wanted.kind),
                       wanted.kind == LoopKind::years ? 0 : wanted.table.index, wanted.owner.text, wanted.first.text,
                       wanted.last.text, copy);
  };
  for (;; ++copy) {
    const auto known = loop_index_.find(key_of());
    if (known == loop_index_.end() || !std::binary_search(within.begin(), within.end(), known->second)) break;
  }
  const std::string key = key_of();
  const auto [place, is_new] = loop_index_.try_emplace(key, static_cast<std::uint32_t>(plan_.loops.size()));
  if (!is_new) return place->second;
  const std::uint32_t index = place->second;
  Loops own = merged(wanted.outer, Loops{index});
  const auto add = [&](const char* text, std::string_view name, ColumnKind kind) {
    PlanColumn made;
    made.kind = kind;
    made.text = text;
    made.loops = own;
    made.source = index;
    return column(std::move(made), name);
  };
  wanted.name = std::string(lane);
  plan_.loops.push_back(wanted);
  const bool years = wanted.kind == LoopKind::years;
  const std::uint32_t at =
      add(years ? "#year" : "t.\"row\"", std::string(lane) + (years ? "" : " #"), ColumnKind::of_loop);
  plan_.loops[index].lane_column = at;
  plan_.loops[index].lane = quoted(at);
  if (!years) {
    const std::uint32_t certain = add("t.\"certain\"", std::string(lane) + " certain", ColumnKind::of_loop);
    plan_.loops[index].certain_column = certain;
    plan_.loops[index].certain = quoted(certain);
  }
  return index;
}

std::uint32_t Compiler::subject_loop(TableId table) {
  Loop all;
  all.kind = LoopKind::all_rows;
  all.table = table;
  return loop(std::move(all), program_.tables[table].name, {});
}

Value Compiler::lane_of(std::uint32_t index, const Type& type) const {
  const Loop& loop = plan_.loops[index];
  Value value;
  value.type = type;
  value.text = loop.lane;
  value.columns = {loop.lane_column};
  value.loops = merged(loop.outer, Loops{index});
  value.lowest = loop.first.lowest;
  value.highest = loop.last.highest;
  return value;
}

Value Compiler::function_of_row(FunctionId function, TableId table) {
  span_ = program_.functions[function].span;
  return as_column(call(function, {lane_of(subject_loop(table), Type{Kind::row, {}, {}, table})}),
                   program_.functions[function].name, {});
}

Value Compiler::cell_of_loop(std::uint32_t loop, ColumnIndex column) {
  const TableId table = plan_.loops[loop].table;
  return cell(lane_of(loop, Type{Kind::row, {}, {}, table}), column, table);
}

// The column of a cell and, where it does not follow, of its state; `wanted` says whose.
Value Compiler::cell_of(const std::string& alias, TableId table, ColumnIndex index, PlanColumn wanted) {
  const Column& declared = program_.tables[table].columns[index];
  plan_.cells.emplace(table.index, index);
  const bool optional = declared.blank == Blank::none || declared.type.kind == Kind::row;
  Value value;
  value.type = declared.type;
  value.loops = wanted.loops;
  value.may = may_open | (optional ? unsigned(may_none) : 0u);
  const std::string column_name = quoted_name(declared.name);
  wanted.text = alias + "." + column_name;
  if (declared.type.kind == Kind::number) {
    for (int i = 0; i < std::clamp(declared.places, 0, 18); ++i) value.denominator *= 10;
    if (value.denominator > 1)
      wanted.text = words_.as_narrow(fmt::format("{} * {}", wanted.text, value.denominator));
    else
      wanted.text = words_.as_narrow(wanted.text);
  }
  if (declared.type.kind == Kind::year) wanted.text = words_.as_narrow(wanted.text);
  const auto bound = [&](Exact given, bool low) -> Wide {
    if (given.infinite()) {
      if (declared.type.kind == Kind::date) return low ? first_day() : last_day();
      if (declared.type.kind == Kind::year) return low ? first_year : last_year;
      return low ? -most_narrow : most_narrow;
    }
    const Wide exact = Wide(given.num) * value.denominator / given.den;
    return std::clamp<Wide>(exact + (low ? -1 : 1), -most_narrow, most_narrow);
  };
  value.lowest = bound(declared.lowest, true);
  value.highest = bound(declared.highest, false);
  const std::string name = program_.tables[table].name + "." + declared.name;
  PlanColumn state = wanted;
  const std::uint32_t at = column(std::move(wanted), name);
  value.text = quoted(at);
  value.columns = {at};
  if (optional) {
    state.text = alias + "." + quoted_name(declared.name + " ?");
    const std::uint32_t state_at = column(std::move(state), name + " ?");
    value.state = quoted(state_at);
    value.columns = merged(value.columns, Columns{state_at});
  }
  return value;
}

Value Compiler::cell(const Value& row, ColumnIndex index, TableId table) {
  PlanColumn wanted;
  wanted.loops = row.loops;
  for (std::uint32_t i = 0; i < plan_.loops.size(); ++i)
    if (plan_.loops[i].lane == row.text && plan_.loops[i].kind != LoopKind::years) {
      wanted.kind = ColumnKind::of_loop;
      wanted.source = i;
      return cell_of("t", table, index, std::move(wanted));
    }
  if (row.constant) {
    Value none = constant(Constant{0, {}, true}, program_.tables[table].columns[index].type);
    return none;
  }
  if (is_carried(row))
    return unsupported("滚存的行的列", "a column of a row that is carried from year to year",
                       program_.tables[table].columns[index].type);
  // Of a row that a reference names.
  const std::string key = fmt::format("{}|{}", table.index, row.text);
  const auto [place, is_new] = lookup_index_.try_emplace(key, static_cast<std::uint32_t>(plan_.lookups.size()));
  if (is_new) plan_.lookups.push_back({table, row.text, fmt::format("l{}", place->second), row.columns, row.loops});
  wanted.kind = ColumnKind::lookup;
  wanted.source = place->second;
  wanted.columns = row.columns;
  Value found = cell_of(plan_.lookups[place->second].alias, table, index, std::move(wanted));
  if (row.may == 0) return found;
  // Where there is no row the cell's state is NULL.
  Value value = needing({&row}, found.text, found.type);
  depend(value, found);
  value.may |= found.may;
  value.denominator = found.denominator;
  value.lowest = found.lowest;
  value.highest = found.highest;
  if ((found.may & may_none) != 0)
    set_state(value, fmt::format("CASE WHEN {0} <> 0 THEN {0} ELSE {1} END", state_of(row), state_of(found)));
  else
    set_state(value,
              fmt::format("CASE WHEN {0} <> 0 THEN {0} WHEN {1} IS NULL THEN 4 ELSE 0 END", state_of(row), found.text));
  return value;
}

}  // namespace cepol::sql
