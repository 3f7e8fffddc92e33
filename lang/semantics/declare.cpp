// The names of everything, before anything is looked into: so that a file may use what it declares further down.
#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

DeclarationId Checker::declare(DeclarationKind kind, const Tree& tree, NodeId node, NodeId name,
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
    place = &rules_[{kind, declaration.name}];
  } else if (table) {
    place = &record_names_[{table->index, declaration.name}];
  } else {
    place = &globals_[declaration.name];
  }
  if (place->valid()) {
    problems_.add(Code::declared_twice, declaration.span, {declaration.name})
        .also(declarations_[*place].span, "先前在这里定义", "first defined here");
  } else if (table && !is_rule && column_named(*table, declaration.name)) {
    problems_.add(Code::declared_twice, declaration.span, {declaration.name})
        .also(out_.program.tables[*table].columns[*column_named(*table, declaration.name)].declared, "已有同名的列",
              "a column has this name");
  }
  const DeclarationId id = declarations_.add(std::move(declaration));
  if (!place->valid()) *place = id;
  return id;
}

std::optional<DeclarationId> Checker::find_global(const std::string& name) {
  const auto found = globals_.find(name);
  if (found == globals_.end()) return std::nullopt;
  return found->second;
}

std::optional<DeclarationId> Checker::find_in_record(TableId table, const std::string& name) {
  const auto found = record_names_.find({table.index, name});
  if (found == record_names_.end()) return std::nullopt;
  return found->second;
}

std::optional<DeclarationId> Checker::find_rule(DeclarationKind kind, const std::string& name) {
  const auto found = rules_.find({kind, name});
  if (found == rules_.end()) return std::nullopt;
  return found->second;
}

std::optional<TableId> Checker::table_named(const Tree& tree, NodeId name) {
  const std::string text(tree.name_text(name));
  const auto id = find_global(text);
  if (id && declarations_[*id].kind == DeclarationKind::record) {
    declarations_[*id].used = true;
    refers(tree, name, declarations_[*id].span);
    return TableId{declarations_[*id].index};
  }
  std::vector<std::string> tables;
  for (const RecordTable& table : out_.program.tables.nodes) tables.push_back(table.name);
  auto& problem = problems_.add(Code::unknown_record, tree.span(name), {text});
  if (auto near = nearest_name(text, tables)) problem.suggest(*near);
  return std::nullopt;
}

std::optional<TableId> Checker::subject_of(const Tree& tree, NodeId node) {
  const NodeId subject = tree.child(node, NodeKind::subject);
  if (!subject.valid()) return std::nullopt;
  return table_named(tree, tree.first(subject));
}

// Declares in rounds: what others refer to by name (units, enumerations, records) is declared and made first.
void Checker::declare_file(const Module& module) {
  const Tree& tree = module.parsed->tree;
  const bool from_policy = &module == &modules_.back();
  for (NodeId node : tree.children(tree.root)) {
    const NodeId name = tree.child(node, NodeKind::name);
    if (!name.valid()) continue;
    const std::size_t before = declarations_.size();
    switch (tree.kind(node)) {
      case NodeKind::unit: {
        const DeclarationId id = declare(DeclarationKind::unit, tree, node, name, std::nullopt);
        lower_unit(declarations_[id]);
        for (NodeId alias : tree.children_of(node, NodeKind::name))
          if (!(alias == name)) globals_.try_emplace(std::string(tree.name_text(alias)), id);
        break;
      }
      case NodeKind::enumeration:
        lower_enumeration(declarations_[declare(DeclarationKind::enumeration, tree, node, name, std::nullopt)]);
        break;
      case NodeKind::record: {
        const DeclarationId id = declare(DeclarationKind::record, tree, node, name, std::nullopt);
        RecordTable table;
        table.name = declarations_[id].name;
        table.declared = declarations_[id].span;
        if (tree.child(node, NodeKind::key).valid()) table.key = 0;  // its place among the columns comes later
        declarations_[id].index = out_.program.tables.add(std::move(table)).index;
        break;
      }
      default: break;
    }
    for (std::size_t i = before; i < declarations_.size(); ++i) declarations_.nodes[i].from_policy = from_policy;
  }
}

void Checker::declare_all() {
  for (const Module& module : modules_) declare_file(module);
  for (std::size_t i = 0; i < declarations_.size(); ++i)
    if (declarations_.nodes[i].kind == DeclarationKind::record) lower_record(declarations_.nodes[i]);

  for (const Module& module : modules_) {
    const Tree& tree = module.parsed->tree;
    const bool from_policy = &module == &modules_.back();
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
        table = subject_of(tree, node);
        if (!table) {  // reported
          broken_names_.emplace(tree.name_text(name));
          for (NodeKind label : {NodeKind::met, NodeKind::unmet, NodeKind::waived, NodeKind::required, NodeKind::earned,
                                 NodeKind::missing_amount, NodeKind::outcome})
            for (NodeId item : tree.children_of(node, label)) broken_names_.emplace(tree.name_text(tree.first(item)));
          continue;
        }
      }
      // A reading is chosen by its bare name, whatever record its options look at.
      const auto scope_table =
          kind == DeclarationKind::reading || kind == DeclarationKind::quota ? std::nullopt : table;
      const DeclarationId id = declare(*kind, tree, node, name, scope_table);
      Declaration& declaration = declarations_[id];
      declaration.table = table;
      declaration.from_policy = from_policy;
      if (kind == DeclarationKind::credit && table) {
        credit_of_[id.index] = credits_.size();
        Credit credit;
        credit.declaration = id;
        credit.table = *table;
        credits_.push_back(std::move(credit));
      }
    }
  }
  // The figures of an assessment go by their own names too, unless something else has the name.
  const std::size_t count = declarations_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Declaration assessment = declarations_.nodes[i];
    if (assessment.kind != DeclarationKind::assessment || !assessment.table) continue;
    std::uint32_t measure = 0;
    for (NodeKind kind : {NodeKind::required, NodeKind::earned, NodeKind::missing_amount}) {
      const NodeId item = assessment.tree->child(assessment.node, kind);
      if (!item.valid()) continue;
      const NodeId label = assessment.tree->first(item);
      const std::string text(assessment.tree->name_text(label));
      auto& place = record_names_[{assessment.table->index, text}];
      if (!place.valid()) {
        Declaration figure = assessment;
        figure.kind = DeclarationKind::measure;
        figure.name = text;
        figure.span = assessment.tree->span(label);
        figure.index = measure;
        figure.used = true;
        place = declarations_.add(std::move(figure));
      }
      ++measure;
    }
  }
}

std::vector<std::string> Checker::names_in_scope(const Scope& scope) const {
  std::vector<std::string> names;
  for (const Binding& binding : scope.bindings) names.push_back(binding.name);
  for (const RowInScope& row : scope.rows) {
    for (const Column& column : out_.program.tables[row.table].columns) names.push_back(column.name);
    for (const auto& [key, id] : record_names_)
      if (key.first == row.table.index && id.valid()) names.push_back(key.second);
  }
  for (const auto& [name, id] : globals_)
    if (id.valid() && declarations_[id].kind != DeclarationKind::unit) names.push_back(name);
  return names;
}

}  // namespace cepol::semantics
