// What a name has for values in the examples, as a line of its hover.
#include "interpreter/authoring/example_values.hpp"

#include "interpreter/engines/engines.hpp"
#include "interpreter/service/methods.hpp"

namespace cepol::service {

namespace {

constexpr std::size_t most_values = 6;  // in the line

const core::Column* column_declared(const workspace::Policy& policy, Span name, core::TableId& table,
                                    core::ColumnIndex& column) {
  const auto& tables = policy.program().tables.nodes;
  for (table.index = 0; table.index < tables.size(); ++table.index)
    for (column = 0; column < tables[table.index].columns.size(); ++column) {
      const Span declared = tables[table.index].columns[column].declared;
      if (declared.end > declared.begin && services::written_at(policy.sources, declared) == name)
        return &tables[table.index].columns[column];
    }
  return nullptr;
}

bool is_within(Span inner, Span outer) {
  return inner.source == outer.source && inner.begin >= outer.begin && inner.end <= outer.end;
}

authoring::ExampleValues values_of(Context& context, const workspace::Policy& policy,
                                   const services::DeclaredName& name) {
  const core::Program& program = policy.program();
  if (name.kind == services::NameKind::column) {
    core::TableId table;
    core::ColumnIndex column = 0;
    if (column_declared(policy, name.span, table, column) == nullptr) return {};
    return authoring::values_of_column(policy.checked, table, column);
  }
  const Span whole = name.tree->span(name.declaration);
  const std::string text(name.tree->name_text(name.name));
  engine::LoadedProgram loaded(engines::for_examples(), program);
  if (name.kind == services::NameKind::definition)
    for (std::uint32_t i = 0; i < program.functions.size(); ++i)
      if (program.functions.nodes[i].name == text && is_within(program.functions.nodes[i].span, whole))
        return authoring::values_of_function(policy.checked, loaded, core::FunctionId{i}, context.english(),
                                             context.moved_on);
  if (name.kind == services::NameKind::decision || name.kind == services::NameKind::assessment)
    for (std::uint32_t i = 0; i < program.decisions.size(); ++i)
      if (program.decisions.nodes[i].name == text && is_within(program.decisions.nodes[i].span, whole))
        return authoring::values_of_decision(policy.checked, loaded, core::DecisionId{i}, context.english(),
                                             context.moved_on);
  return {};
}

}  // namespace

std::string values_in_examples(Context& context, Analysis& analysis, const services::NameUse& use) {
  const services::DeclaredName* name = analysis.names().declared(use.declared);
  if (name == nullptr || !analysis.policy().good()) return {};
  const authoring::ExampleValues found = values_of(context, analysis.policy(), *name);
  if (found.values.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < found.values.size() && i < most_values; ++i) {
    const auto& [value, count] = found.values[i];
    const std::string shown = value.empty() ? std::string(say_in(context.english(), "（空）", "(blank)")) : value;
    if (!text.empty()) text += say_in(context.english(), "、", ", ");
    text += shown + (count > 1 ? " ×" + std::to_string(count) : "");
  }
  if (found.values.size() > most_values || !found.all) text += "……";
  return say_in(context.english(), "示例里的值：{}", "in the examples: {}", text);
}

}  // namespace cepol::service
