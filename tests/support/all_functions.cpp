#include "tests/support/all_functions.hpp"

namespace cepol::test {

using namespace core;

namespace {

constexpr Type year_type{Kind::year, {}, {}, {}};

// A function of the row alone that calls `called` with it, and with the constant if there is one.
FunctionId wrapped(Program& program, FunctionId called, const Type& row, const std::vector<ExprId>& arguments) {
  Function made;
  made.name = program.functions[called].name;
  made.parameters = {{"row", row}};
  made.result = program.functions[called].result;
  made.body = program.exprs.add({Call{called, arguments}, made.result, {}});
  made.slots = 1;
  return program.functions.add(std::move(made));
}

bool takes(const Function& function, const std::vector<Type>& types) {
  if (function.parameters.size() != types.size() || function.result.kind == Kind::row) return false;
  for (std::size_t i = 0; i < types.size(); ++i)
    if (!(function.parameters[i].type == types[i])) return false;
  return true;
}

// The functions of the program as it was (`count` of them) that a row of the table decides.
std::vector<Measure> figures(Program& program, TableId table, bool bare, std::uint32_t count,
                             const std::vector<int>& years) {
  std::vector<Measure> measures;
  const Type row{Kind::row, {}, {}, table};
  for (std::uint32_t i = 0; i < count; ++i) {
    const FunctionId function{i};
    const std::string name = program.functions[function].name;
    if (!bare && takes(program.functions[function], {row})) measures.push_back({name, function});
    if (bare && takes(program.functions[function], {})) measures.push_back({name, wrapped(program, function, row, {})});
    const bool of_row = !bare && takes(program.functions[function], {row, year_type});
    if (!of_row && !(bare && takes(program.functions[function], {year_type}))) continue;
    for (const int year : years) {
      std::vector<ExprId> arguments;
      if (of_row) arguments.push_back(program.exprs.add({Local{0}, row, {}}));
      arguments.push_back(program.exprs.add({Constant{year, {}, false}, year_type, {}}));
      measures.push_back({name + " " + std::to_string(year), wrapped(program, function, row, arguments)});
    }
  }
  return measures;
}

}  // namespace

Program with_all_functions(Program program, const std::vector<int>& years) {
  const auto count = static_cast<std::uint32_t>(program.functions.size());
  const EnumerationId outcomes = program.enumerations.add({"calculated", {"yes"}});
  RecordTable bare;
  bare.name = "nothing";
  const TableId last = program.tables.add(std::move(bare));
  for (std::uint32_t t = 0; t <= last.index; ++t) {
    Decision made;
    made.name = "every function of " + program.tables[TableId{t}].name;
    made.table = TableId{t};
    made.outcomes = outcomes;
    const Type type{Kind::enumeration, {}, outcomes, {}};
    Function outcome;
    outcome.name = made.name;
    outcome.parameters = {{"row", {Kind::row, {}, {}, made.table}}};
    outcome.result = type;
    outcome.body = program.exprs.add({Constant{0, {}, false}, type, {}});
    outcome.slots = 1;
    made.outcome = program.functions.add(std::move(outcome));
    made.measures = figures(program, made.table, t == last.index, count, years);
    program.decisions.add(std::move(made));
  }
  return program;
}

}  // namespace cepol::test
