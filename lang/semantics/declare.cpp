// The names of everything, before anything is looked into: so that a file may use what it declares further down.
#include "lang/semantics/declare.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/records.hpp"
#include "lang/semantics/references.hpp"
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

// Declares in rounds: what others refer to by name (units, enumerations, records) is declared and made first.
void declare_file(Context& context, const Module& module) {
  const Tree& tree = module.parsed->tree;
  const bool from_policy = &module == &context.modules.back();
  for (NodeId node : tree.children(tree.root)) {
    const NodeId name = tree.child(node, NodeKind::name);
    if (!name.valid()) continue;
    const std::size_t before = context.declarations.size();
    switch (tree.kind(node)) {
      case NodeKind::unit: {
        const DeclarationId id = declare(context, DeclarationKind::unit, tree, node, name, std::nullopt);
        lower_unit(context, context.declarations[id]);
        for (NodeId alias : tree.children_of(node, NodeKind::name))
          if (!(alias == name)) context.globals.try_emplace(std::string(tree.name_text(alias)), id);
        break;
      }
      case NodeKind::enumeration:
        lower_enumeration(
            context,
            context.declarations[declare(context, DeclarationKind::enumeration, tree, node, name, std::nullopt)]);
        break;
      case NodeKind::record: {
        const DeclarationId id = declare(context, DeclarationKind::record, tree, node, name, std::nullopt);
        RecordTable table;
        table.name = context.declarations[id].name;
        table.declared = context.declarations[id].span;
        if (tree.child(node, NodeKind::key).valid()) table.key = 0;  // its place among the columns comes later
        context.declarations[id].index = context.program.tables.add(std::move(table)).index;
        break;
      }
      default: break;
    }
    for (std::size_t i = before; i < context.declarations.size(); ++i)
      context.declarations.nodes[i].from_policy = from_policy;
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
  std::vector<std::string> tables;
  for (const RecordTable& table : context.program.tables.nodes) tables.push_back(table.name);
  auto& problem = context.problems.add(Code::unknown_record, tree.span(name), {text});
  if (auto near = nearest_name(text, tables)) problem.suggest(*near);
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

  for (const Module& module : context.modules) {
    const Tree& tree = module.parsed->tree;
    const bool from_policy = &module == &context.modules.back();
    for (NodeId node : tree.children(tree.root)) {
      const NodeId name = tree.child(node, NodeKind::name);
      if (!name.valid()) continue;
      std::optional<DeclarationKind> kind;
      switch (tree.kind(node)) {
        case NodeKind::reading: kind = DeclarationKind::reading; break;
        case NodeKind::define:
        case NodeKind::table: kind = DeclarationKind::define; break;
        case NodeKind::credit: kind = DeclarationKind::credit; break;
        case NodeKind::equivalence: kind = DeclarationKind::equivalence; break;
        case NodeKind::assessment: kind = DeclarationKind::assessment; break;
        case NodeKind::requirement: kind = DeclarationKind::requirement; break;
        case NodeKind::waiver: kind = DeclarationKind::waiver; break;
        case NodeKind::decision:
        case NodeKind::warning: kind = DeclarationKind::decision; break;
        case NodeKind::quota: kind = DeclarationKind::quota; break;
        default: break;
      }
      if (!kind) continue;
      std::optional<TableId> table;
      const bool has_subject = tree.child(node, NodeKind::subject).valid();
      if (has_subject) {
        table = resolve_subject(context, tree, node);
        if (!table) {  // reported
          context.broken_names.emplace(tree.name_text(name));
          for (NodeKind label : {NodeKind::met, NodeKind::unmet, NodeKind::waived, NodeKind::required, NodeKind::earned,
                                 NodeKind::missing_amount, NodeKind::outcome})
            for (NodeId item : tree.children_of(node, label))
              context.broken_names.emplace(tree.name_text(tree.first(item)));
          continue;
        }
      }
      // A reading is chosen by its bare name, whatever record its options look at.
      const auto scope_table =
          kind == DeclarationKind::reading || kind == DeclarationKind::quota ? std::nullopt : table;
      const DeclarationId id = declare(context, *kind, tree, node, name, scope_table);
      Declaration& declaration = context.declarations[id];
      declaration.table = table;
      declaration.from_policy = from_policy;
      if (kind == DeclarationKind::credit && table) {
        context.credit_of[id.index] = context.credits.size();
        Credit credit;
        credit.declaration = id;
        credit.table = *table;
        context.credits.push_back(std::move(credit));
      }
    }
  }
  // The figures of an assessment go by their own names too, unless something else has the name.
  const std::size_t count = context.declarations.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Declaration assessment = context.declarations.nodes[i];
    if (assessment.kind != DeclarationKind::assessment || !assessment.table) continue;
    std::uint32_t measure = 0;
    for (NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount}) {
      const NodeId item = assessment.tree->child(assessment.node, kind);
      if (!item.valid()) continue;
      const NodeId label = assessment.tree->first(item);
      const std::string text(assessment.tree->name_text(label));
      auto& place = context.record_names[{assessment.table->index, text}];
      if (!place.valid()) {
        Declaration figure = assessment;
        figure.kind = DeclarationKind::measure;
        figure.name = text;
        figure.span = assessment.tree->span(label);
        figure.index = measure;
        figure.used = true;
        place = context.declarations.add(std::move(figure));
      }
      ++measure;
    }
  }
}

}  // namespace cepol::semantics
