// Enters all declarations into the symbol tables, in two rounds: first units, enumerations and records, then everything
// that refers to them. Duplicates and unknown records are reported.
#include "lang/semantics/declare.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/units.hpp"

namespace cepol::semantics {

namespace {

DeclarationId declare(Context& context, DeclarationKind kind, const Tree& tree, NodeId node, NodeId name,
                      std::optional<TableId> table) {
  Declaration declaration;
  declaration.kind = kind;
  declaration.name = tree.name_text(name);
  declaration.tree = &tree;
  declaration.node = node;
  declaration.span = tree.span(name);
  declaration.table = table;
  DeclarationId* place = nullptr;
  const bool is_rule =
      kind == DeclarationKind::equivalence || kind == DeclarationKind::requirement || kind == DeclarationKind::waiver;
  if (is_rule) {
    place = &context.rules[{kind, declaration.name}];
  } else if (table) {
    place = &context.record_names[{table->index, declaration.name}];
  } else {
    place = &context.globals[declaration.name];
  }
  if (place->valid()) {
    context.problems.add(Code::declared_twice, declaration.span, {declaration.name})
        .also(context.declarations[*place].span, "先前在这里定义", "first defined here");
  } else if (table && !is_rule && find_column(context.program, *table, declaration.name)) {
    context.problems.add(Code::declared_twice, declaration.span, {declaration.name})
        .also(context.program.tables[*table].columns[*find_column(context.program, *table, declaration.name)].declared,
              "已有同名的列", "a column has this name");
  }
  const DeclarationId id = context.declarations.add(std::move(declaration));
  if (!place->valid()) *place = id;
  return id;
}

// The kind of declaration of a node, except units, enumerations and records.
std::optional<DeclarationKind> declared_by(NodeKind kind) {
  static constexpr std::pair<NodeKind, DeclarationKind> table[] = {
      {NodeKind::reading, DeclarationKind::reading},
      {NodeKind::define, DeclarationKind::define},
      {NodeKind::table, DeclarationKind::define},
      {NodeKind::credit, DeclarationKind::credit},
      {NodeKind::equivalence, DeclarationKind::equivalence},
      {NodeKind::assessment, DeclarationKind::assessment},
      {NodeKind::requirement, DeclarationKind::requirement},
      {NodeKind::waiver, DeclarationKind::waiver},
      {NodeKind::decision, DeclarationKind::decision},
      {NodeKind::warning, DeclarationKind::decision},
      {NodeKind::quota, DeclarationKind::quota},
  };
  for (const auto& [node, declaration] : table)
    if (node == kind) return declaration;
  return std::nullopt;
}

// A declaration for an unknown record is in error. Uses of its name, and of its outcomes and measures, are not
// reported.
void add_broken_names(Context& context, const Tree& tree, NodeId node, NodeId name) {
  context.broken_names.emplace(tree.name_text(name));
  for (NodeKind label : {NodeKind::met, NodeKind::unmet, NodeKind::waived, NodeKind::required, NodeKind::earned,
                         NodeKind::missing_amount, NodeKind::outcome})
    for (NodeId item : tree.children_of(node, label)) context.broken_names.emplace(tree.name_text(tree.first(item)));
}

void declare_rule(Context& context, const Module& module, NodeId node) {
  const Tree& tree = module.parsed->tree;
  const NodeId name = tree.child(node, NodeKind::name);
  const auto kind = declared_by(tree.kind(node));
  if (!name.valid() || !kind) return;
  std::optional<TableId> table;
  if (tree.child(node, NodeKind::subject).valid()) {
    table = resolve_subject(context, tree, node);
    if (!table) return add_broken_names(context, tree, node, name);
  }
  // A reading is always global, because its option is chosen by its bare name, even if its options read a record.
  const bool global = kind == DeclarationKind::reading || kind == DeclarationKind::quota;
  const DeclarationId id = declare(context, *kind, tree, node, name, global ? std::nullopt : table);
  Declaration& declaration = context.declarations[id];
  declaration.table = table;
  declaration.from_policy = &module == &context.modules.back();
  if (kind != DeclarationKind::credit || !table) return;
  context.credit_of[id.index] = context.credits.size();
  Credit credit;
  credit.declaration = id;
  credit.table = *table;
  context.credits.push_back(std::move(credit));
}

// Declares the measures of an assessment by name, unless another declaration of the record has that name.
void declare_measures(Context& context, const Declaration& assessment) {
  if (assessment.kind != DeclarationKind::assessment || !assessment.table) return;
  const Tree& tree = *assessment.tree;
  std::uint32_t number = 0;
  for (NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount}) {
    const NodeId item = tree.child(assessment.node, kind);
    if (!item.valid()) continue;
    const NodeId label = tree.first(item);
    const std::string text(tree.name_text(label));
    auto& place = context.record_names[{assessment.table->index, text}];
    if (!place.valid()) {
      Declaration measure = assessment;
      measure.kind = DeclarationKind::measure;
      measure.name = text;
      measure.span = tree.span(label);
      measure.index = number;
      measure.used = true;
      place = context.declarations.add(std::move(measure));
    }
    ++number;
  }
}

void declare_record(Context& context, const Tree& tree, NodeId node, NodeId name) {
  const DeclarationId id = declare(context, DeclarationKind::record, tree, node, name, std::nullopt);
  RecordTable table;
  table.name = context.declarations[id].name;
  table.declared = context.declarations[id].span;
  if (tree.child(node, NodeKind::key).valid()) table.key = 0;  // its place among the columns is found later
  context.declarations[id].index = context.program.tables.add(std::move(table)).index;
}

void declare_unit(Context& context, const Tree& tree, NodeId node, NodeId name) {
  const DeclarationId id = declare(context, DeclarationKind::unit, tree, node, name, std::nullopt);
  lower_unit(context, context.declarations[id]);
  for (NodeId alias : tree.children_of(node, NodeKind::name))
    if (!(alias == name)) context.globals.try_emplace(std::string(tree.name_text(alias)), id);
}

// The first round: units, enumerations and records, to which other declarations refer.
void declare_file(Context& context, const Module& module) {
  const Tree& tree = module.parsed->tree;
  for (NodeId node : tree.children(tree.root)) {
    const NodeId name = tree.child(node, NodeKind::name);
    if (!name.valid()) continue;
    const std::size_t before = context.declarations.size();
    const NodeKind kind = tree.kind(node);
    if (kind == NodeKind::unit) declare_unit(context, tree, node, name);
    if (kind == NodeKind::record) declare_record(context, tree, node, name);
    if (kind == NodeKind::enumeration)
      lower_enumeration(
          context,
          context.declarations[declare(context, DeclarationKind::enumeration, tree, node, name, std::nullopt)]);
    for (std::size_t i = before; i < context.declarations.size(); ++i)
      context.declarations.nodes[i].from_policy = &module == &context.modules.back();
  }
}

}  // namespace

std::optional<TableId> resolve_table(Context& context, const Tree& tree, NodeId name) {
  const std::string text(tree.name_text(name));
  const auto id = find_global(context, text);
  if (id && context.declarations[*id].kind == DeclarationKind::record) {
    context.declarations[*id].used = true;
    add_reference(context, tree, name, context.declarations[*id].span);
    return TableId{context.declarations[*id].index};
  }
  auto& problem = context.problems.add(Code::unknown_record, tree.span(name), {text});
  suggest_nearest(context, problem, text, [&] {
    std::vector<std::string> tables;
    for (const RecordTable& table : context.program.tables.nodes) tables.push_back(table.name);
    return tables;
  });
  return std::nullopt;
}

std::optional<TableId> resolve_subject(Context& context, const Tree& tree, NodeId node) {
  const NodeId subject = tree.child(node, NodeKind::subject);
  if (!subject.valid()) return std::nullopt;
  return resolve_table(context, tree, tree.first(subject));
}

void declare_all(Context& context) {
  for (const Module& module : context.modules) declare_file(context, module);
  for (std::size_t i = 0; i < context.declarations.size(); ++i)
    if (context.declarations.nodes[i].kind == DeclarationKind::record)
      lower_record(context, context.declarations.nodes[i]);
  for (const Module& module : context.modules)
    for (NodeId node : module.parsed->tree.children(module.parsed->tree.root)) declare_rule(context, module, node);
  const std::size_t count = context.declarations.size();
  for (std::size_t i = 0; i < count; ++i) declare_measures(context, Declaration(context.declarations.nodes[i]));
}

}  // namespace cepol::semantics
