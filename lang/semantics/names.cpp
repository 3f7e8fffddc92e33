// What a name stands for, in the order: a member of the enumeration that is expected here; a local value; from the
// innermost row outwards its columns and what belongs to its record; what the whole policy knows; a member of the only
// enumeration that has it.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

std::optional<TableId> Checker::only_table_with(const std::string& name) {
  std::optional<TableId> only;
  for (std::uint32_t i = 0; i < out_.program.tables.size(); ++i) {
    const TableId table{i};
    if (!column_named(table, name) && !find_in_record(table, name)) continue;
    if (only) return std::nullopt;
    only = table;
  }
  return only;
}

Typed Checker::unknown_name(const Tree& tree, NodeId node, const std::string& name,
                            const std::vector<std::string>& candidates, const Scope* scope) {
  if (broken_names_.count(name) > 0) return {};
  if (scope != nullptr)
    if (const auto table = only_table_with(name)) {
      // It is there, but not of a row at hand; of the row that one at hand belongs to it is known how to write it.
      const bool of_parent = std::any_of(scope->rows.begin(), scope->rows.end(), [&](const RowInScope& row) {
        return out_.program.tables[row.table].parent == table;
      });
      if (!of_parent) {
        problems_.add(Code::no_row_in_scope, tree.span(node), {name, out_.program.tables[*table].name});
        return {};
      }
    }
  auto& problem = problems_.add(Code::unknown_name, tree.span(node), {name});
  if (scope != nullptr)  // of the row that a row at hand belongs to?
    for (auto row = scope->rows.rbegin(); row != scope->rows.rend(); ++row) {
      const auto parent = out_.program.tables[row->table].parent;
      if (!parent || (!column_named(*parent, name) && !find_in_record(*parent, name))) continue;
      problem.suggest(out_.program.tables[*parent].name + "." + name);
      return {};
    }
  if (auto near = nearest_name(name, candidates)) problem.suggest(*near);
  return {};
}

void Checker::unknown_credit(const Tree& tree, NodeId at, const std::string& name) {
  if (broken_names_.count(name) > 0) return;
  std::vector<std::string> names;
  for (const Credit& one : credits_) names.push_back(declarations_[one.declaration].name);
  auto& problem = problems_.add(Code::unknown_credit, tree.span(at), {name});
  for (const Credit& one : credits_) {
    const Declaration& declared = declarations_[one.declaration];
    if (declared.name == name)
      problem.also(declared.span, "有一个这样的认定，但它是针对别的表的", "there is one, but of another record");
  }
  if (auto near = nearest_name(name, names)) problem.suggest(*near);
}

Typed Checker::name(NodeId node, Scope& scope, const Type* expected) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const std::string text(tree.name_text(node));

  auto member = [&](EnumerationId choice) -> std::optional<Typed> {
    refers_to_member(tree, node, choice, text);
    if (auto found = member_named(choice, text)) {
      Typed typed =
          value_of(constant(static_cast<std::int64_t>(*found), choice_type(choice), span), choice_type(choice));
      return typed;
    }
    if (auto group = groups_.find({choice.index, text}); group != groups_.end()) {
      Typed typed = value_of(none(choice_type(choice), span), choice_type(choice));
      typed.group = group->second;
      return typed;
    }
    return std::nullopt;
  };
  if (expected != nullptr && expected->kind == Kind::enumeration)
    if (auto found = member(expected->enumeration)) return *found;

  for (auto binding = scope.bindings.rbegin(); binding != scope.bindings.rend(); ++binding) {
    if (binding->name != text && (binding->other_name.empty() || binding->other_name != text)) continue;
    Typed typed = value_of(local(binding->slot, binding->type, span), binding->type);
    if (binding->window) {
      typed.window = true;
      typed.last = local(binding->last, binding->type, span);
    }
    return typed;
  }
  for (auto row = scope.rows.rbegin(); row != scope.rows.rend(); ++row) {
    const RecordTable& table = out_.program.tables[row->table];
    if (text == row->alias || text == table.name) {
      if (text != row->alias) refers_to_global(tree, node, text);
      const Type type = row_type(row->table);
      return value_of(local(row->slot, type, span), type);
    }
    if (table.parent && table.link && text == out_.program.tables[*table.parent].name) {  // the row it belongs to
      refers_to_global(tree, node, text);
      const Type type = row_type(*table.parent);
      return value_of(emit(ColumnOf{local(row->slot, row_type(row->table), span), *table.link}, type, span), type);
    }
    if (auto column = column_named(row->table, text)) {
      const Type type = table.columns[*column].type;
      refers_to_column(tree, node, row->table, *column);
      const ExprId from = local(row->slot, row_type(row->table), span);
      return value_of(emit(ColumnOf{from, *column}, type, span), type);
    }
    if (auto id = find_in_record(row->table, text)) {
      const ExprId from = local(row->slot, row_type(row->table), span);
      return use_declaration(*id, tree, node, scope, from);
    }
  }
  if (auto id = find_global(text)) {
    const DeclarationKind kind = declarations_[*id].kind;
    if (kind == DeclarationKind::reading || kind == DeclarationKind::define)
      return use_declaration(*id, tree, node, scope, std::nullopt);
  }
  std::optional<EnumerationId> owner;
  bool several = false;
  for (std::uint32_t i = 0; i < out_.program.enumerations.size(); ++i) {
    if (!member_named(EnumerationId{i}, text)) continue;
    several = several || owner.has_value();
    owner = EnumerationId{i};
  }
  if (owner && !several) return *member(*owner);
  if (several) {
    problems_.add(Code::ambiguous_member, span, {text});
    return {};
  }
  std::vector<std::string> candidates = names_in_scope(scope);
  if (expected != nullptr && expected->kind == Kind::enumeration) {
    // Here a member is meant: say which there are.
    const Enumeration& choice = out_.program.enumerations[expected->enumeration];
    auto& problem = problems_.add(Code::unknown_member, span, {text, choice.name, listed_in_both(choice.members)});
    candidates.insert(candidates.begin(), choice.members.begin(), choice.members.end());
    if (auto near = nearest_name(text, candidates)) problem.suggest(*near);
    return {};
  }
  return unknown_name(tree, node, text, candidates, &scope);
}

// A definition, reading, decision or figure used as a value. `row`: the row of its record; without one the
// innermost row of that record in scope.
Typed Checker::use_declaration(DeclarationId id, const Tree& tree, NodeId node, Scope& scope, std::optional<ExprId> row,
                               const std::vector<Typed>& arguments) {
  const Span span = tree.span(node);
  declarations_[id].used = true;
  NodeId name_node = node, argument_node;
  if (tree.kind(node) == NodeKind::call) name_node = tree.first(node);
  if (tree.kind(node) == NodeKind::field_call) name_node = tree.next(tree.first(node));
  if (!(name_node == node)) argument_node = tree.next(name_node);
  refers(tree, name_node, declarations_[id].span);
  switch (declarations_[id].kind) {
    case DeclarationKind::credit: problems_.add(Code::credit_needs_window, span, {declarations_[id].name}); return {};
    case DeclarationKind::reading:
    case DeclarationKind::define:
    case DeclarationKind::decision:
    case DeclarationKind::assessment:
    case DeclarationKind::measure: break;
    default: return {};  // nothing else has a name in a record
  }
  if (declarations_[id].kind == DeclarationKind::measure) {
    const auto whole = find_in_record(*declarations_[id].table, std::string([&] {
      const Declaration& figure = declarations_[id];
      return figure.tree->name_text(figure.tree->child(figure.node, NodeKind::name));
    }()));
    if (!whole || !make(*whole)) return {};
    const Decision& decision = out_.program.decisions[decision_of_.at(whole->index)];
    Signature& signature = declarations_[id].signature;
    signature.function = decision.measures[declarations_[id].index].value;
    signature.type = out_.program.functions[signature.function].result;
  } else if (!make(id)) {
    if (declarations_[id].stage == Declaration::Stage::making) {
      problems_.add(Code::cycle, span, {declarations_[id].name});
      declarations_[id].stage = Declaration::Stage::broken;
    }
    return {};
  }
  const Declaration& declaration = declarations_[id];
  const Signature& signature = declaration.signature;
  if (arguments.size() != signature.parameters.size()) {
    problems_.add(Code::argument_count, span,
                  {declaration.name, std::to_string(signature.parameters.size()), std::to_string(arguments.size())});
    return {};
  }
  std::vector<ExprId> operands;
  if (declaration.table) {
    if (!row) {
      for (auto in = scope.rows.rbegin(); in != scope.rows.rend() && !row; ++in)
        if (in->table == *declaration.table) row = local(in->slot, row_type(in->table), span);
    }
    if (!row) {
      problems_.add(Code::no_row_in_scope, span, {declaration.name, out_.program.tables[*declaration.table].name});
      return {};
    }
    operands.push_back(*row);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Typed argument = arguments[i];
    const Type type = signature.parameters[i].type;
    const NodeId at = argument_node.valid() ? argument_node : node;
    if (signature.parameters[i].window) {
      argument = as_window(argument, tree, at);
      if (!argument.valid) return {};
      if (argument.type != type) {
        problems_.add(Code::wrong_type, tree.span(at), {type_name(type, true), type_name(argument.type, true)});
        return {};
      }
      operands.push_back(argument.expr);
      operands.push_back(argument.last);
    } else {
      if (!fits(argument, type, tree, at)) return {};
      operands.push_back(argument.expr);
    }
    if (argument_node.valid()) argument_node = tree.next(argument_node);
  }
  if (declaration.kind == DeclarationKind::reading && !signature.function.valid()) {
    return value_of(emit(ReadingOption{ReadingId{declaration.index}}, signature.type, span), signature.type);
  }
  Typed result = value_of(call_function(signature.function, operands, span), signature.type);
  if (signature.window) {
    result.window = true;
    result.last = call_function(signature.last, operands, span);
  }
  return result;
}

Typed Checker::field(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId row_node = tree.first(node), name_node = tree.next(row_node);
  const Typed row = expression(row_node, scope);
  if (!row.valid) return {};
  if (row.type.kind != Kind::row) {
    problems_.add(Code::row_expected, tree.span(row_node), {type_name(row.type, row.window)});
    return {};
  }
  const TableId table = row.type.table;
  const std::string text(tree.name_text(name_node));
  const bool is_call = tree.kind(node) == NodeKind::field_call;
  if (auto column = column_named(table, text)) {
    if (is_call) {
      std::size_t count = 0;
      for (NodeId at = tree.next(name_node); at.valid(); at = tree.next(at)) ++count;
      problems_.add(Code::argument_count, span, {text, "0", std::to_string(count)});
      return {};
    }
    const Type type = out_.program.tables[table].columns[*column].type;
    refers_to_column(tree, name_node, table, *column);
    return value_of(emit(ColumnOf{row.expr, *column}, type, span), type);
  }
  if (auto id = find_in_record(table, text)) {
    std::vector<Typed> arguments;
    if (is_call && !arguments_of(*id, tree.next(name_node), scope, arguments)) return {};
    Typed used = use_declaration(*id, tree, is_call ? node : name_node, scope, row.expr, arguments);
    if (!used.valid || used.window) return used;
    const bool direct = std::holds_alternative<Local>(out_.program.exprs[row.expr].term);
    if (direct || !out_.program.tables[table].key) return used;
    // Through a reference: a row that is not there has no result, whatever its rules would say of blanks.
    const ColumnIndex key = *out_.program.tables[table].key;
    const ExprId key_value = emit(ColumnOf{row.expr, key}, out_.program.tables[table].columns[key].type, span);
    const ExprId absent = emit(IsNone{key_value}, truth_type(), span);
    const ExprId nothing = none(used.type, span);
    used.expr = emit(If{absent, nothing, used.expr}, used.type, span);
    return used;
  }
  std::vector<std::string> candidates;
  for (const Column& column : out_.program.tables[table].columns) candidates.push_back(column.name);
  for (const auto& [key, id] : record_names_)
    if (key.first == table.index && id.valid()) candidates.push_back(key.second);
  return unknown_name(tree, name_node, text, candidates);
}

Typed Checker::call(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const NodeId name_node = tree.first(node);
  const std::string text(tree.name_text(name_node));
  std::optional<DeclarationId> id;
  std::optional<ExprId> row;
  for (auto in = scope.rows.rbegin(); in != scope.rows.rend() && !id; ++in)
    if ((id = find_in_record(in->table, text))) row = local(in->slot, row_type(in->table), tree.span(name_node));
  if (!id) {
    bool known = false;
    Typed result = builtin(node, scope, known);
    if (known) return result;
    id = find_global(text);
  }
  if (!id) {
    std::vector<std::string> candidates = names_in_scope(scope);
    add_builtin_names(candidates);
    const std::size_t before = problems_.list.size();
    unknown_name(tree, name_node, text, candidates, &scope);
    const std::string meant = meant_call(text);
    if (problems_.list.size() > before && !meant.empty() && !problems_.list.back().suggestion.ends_with("." + text))
      problems_.list.back().suggest(meant);
    return {};
  }
  std::vector<Typed> arguments;
  if (!arguments_of(*id, tree.next(name_node), scope, arguments)) return {};
  return use_declaration(*id, tree, node, scope, row, arguments);
}

bool Checker::arguments_of(DeclarationId id, NodeId first, Scope& scope, std::vector<Typed>& arguments) {
  bool good = true;
  make(id);  // its parameters' types help to read the arguments
  for (NodeId at = first; at.valid(); at = scope.tree->next(at)) {
    const auto& parameters = declarations_[id].signature.parameters;
    if (arguments.size() >= parameters.size() && declarations_[id].stage == Declaration::Stage::broken) return false;
    const Type* expected = arguments.size() < parameters.size() ? &parameters[arguments.size()].type : nullptr;
    const std::optional<Type> copy = expected != nullptr ? std::optional<Type>(*expected) : std::nullopt;
    arguments.push_back(expression(at, scope, copy ? &*copy : nullptr));
    good = good && arguments.back().valid;
  }
  return good;
}

Typed Checker::credited(NodeId node, Scope& scope) {
  const Tree& tree = *scope.tree;
  const Span span = tree.span(node);
  const NodeId name_node = tree.child(node, NodeKind::name);
  const std::string text(tree.name_text(name_node));
  std::optional<std::size_t> credit;
  std::optional<ExprId> row;
  for (auto in = scope.rows.rbegin(); in != scope.rows.rend() && !credit; ++in) {
    const auto id = find_in_record(in->table, text);
    if (!id || declarations_[*id].kind != DeclarationKind::credit) continue;
    declarations_[*id].used = true;
    refers(tree, name_node, declarations_[*id].span);
    credit = credit_of_.at(id->index);
    row = local(in->slot, row_type(in->table), span);
  }
  NodeId window_node;
  for (NodeId child : tree.children(node)) window_node = child;  // the last one
  if (!credit) {
    unknown_credit(tree, name_node, text);
    return {};
  }
  const Typed window = as_window(expression(window_node, scope), tree, window_node);
  const NodeId category_node = tree.child(node, NodeKind::category);
  if (!lower_credit(*credit)) return {};
  Typed category;
  if (category_node.valid()) {
    if (!credits_[*credit].categories.valid()) {
      problems_.add(Code::credit_without_categories, tree.span(category_node), {text});
      return {};
    }
    const Type expected = choice_type(credits_[*credit].categories);
    category = expression(tree.first(category_node), scope, &expected);
    if (!category.valid || !fits(category, expected, tree, tree.first(category_node))) return {};
  }
  if (!window.valid) return {};
  const bool days = window.type.kind == Kind::date;
  const Type type = number_type(credits_[*credit].unit);
  std::vector<ExprId> arguments{*row, window.expr, window.last};
  // Of members that are named: what counts of them together. Of an expression: of the member that it gives.
  std::uint64_t named = 0;
  for (Member member : category.group) named |= std::uint64_t{1} << member;
  if (category.valid && category.group.empty())
    if (const auto* member = std::get_if<Constant>(&out_.program.exprs[category.expr].term); member && !member->is_none)
      named = std::uint64_t{1} << member->value.num;
  const bool computed = category.valid && named == 0;
  if (named != 0) asked_.push_back({*credit, named, tree.span(category_node)});
  const auto function =
      computed ? credit_by_category(*credit, days, span) : credit_function(*credit, days, named, span);
  if (!function) return {};
  if (computed) arguments.push_back(category.expr);
  return value_of(call_function(*function, std::move(arguments), span), type);
}

}  // namespace cepol::semantics
