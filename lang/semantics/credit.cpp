// Credits and equivalences: which rows count, as how much, of what, when. What `C during W` computes is in
// credit_function.cpp, what is told of it in credit_account.cpp.
#include "lang/semantics/credit.hpp"

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/credit_account.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/limit_each.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

void lower_block(Context& context, Credit& credit, DeclarationId id) {
  const Declaration declaration = context.declarations[id];
  const Tree& tree = *declaration.tree;
  Block block;
  block.declaration = id;
  const Type subject = row_type(credit.table);
  const std::string subject_name = context.program.tables[credit.table].name;

  for (NodeId node : tree.children_of(declaration.node, NodeKind::source)) {
    const NodeId table_node = tree.first(node);
    const auto table = resolve_table(context, tree, table_node);
    if (!table) {
      credit.broken = true;
      continue;
    }
    if (context.program.tables[*table].parent != std::optional<TableId>(credit.table)) {
      context.problems.add(Code::source_not_child, tree.span(table_node),
                           {context.program.tables[*table].name, subject_name});
      credit.broken = true;
      continue;
    }
    const std::vector<Parameter> parameters{{subject_name, subject},
                                            {context.program.tables[*table].name, row_type(*table)}};
    Scope scope{&tree, {{credit.table, 0, {}}, {*table, 1, {}}}, {}, 2};
    const std::string label = declaration.name + std::string(colon(context)) + context.program.tables[*table].name;
    Block::Source source;
    source.table = *table;
    source.span = tree.span(node);

    auto part = [&](NodeKind kind, const Type* type, Typed& value) -> FunctionId {
      const NodeId at = tree.child(node, kind);
      if (!at.valid()) return {};
      Scope inner = scope;
      value = expression(context, tree.first(at), inner, type);
      if (value.valid && type != nullptr && !require_type(context, value, *type, tree, tree.first(at)))
        value.valid = false;
      if (!value.valid) return {};
      return add_function(context, label, parameters, value.expr, inner.slots, tree.span(at));
    };
    Typed amount, category, time;
    const Type amount_type = number_type(credit.unit);
    source.amount = part(NodeKind::gives, &amount_type, amount);
    source.fixed = amount.constant;
    const Type category_type = enumeration_type(credit.categories);
    if (credit.categories.valid()) {
      if (!tree.child(node, NodeKind::category).valid())
        context.problems.add(Code::source_needs_category, tree.span(node),
                             {context.program.enumerations[credit.categories].name});
      source.category = part(NodeKind::category, &category_type, category);
    } else if (tree.child(node, NodeKind::category).valid()) {
      context.problems.add(Code::credit_without_categories, tree.span(tree.child(node, NodeKind::category)),
                           {declaration.name});
    }
    source.time = part(NodeKind::counted_in, nullptr, time);
    if (time.valid && (time.window || (time.type.kind != Kind::year && time.type.kind != Kind::date))) {
      context.problems.add(Code::time_expected, tree.span(tree.child(node, NodeKind::counted_in)),
                           {type_name(context, time.type, time.window)});
      time.valid = false;
    }
    source.time_kind = time.type.kind;
    const Conditions counted =
        lower_conditions(context, tree, tree.child(node, NodeKind::when), label, parameters, scope);
    source.counts = counted.holds;
    source.conditions = counted.steps;
    if (const NodeId gives = tree.child(node, NodeKind::gives); gives.valid())
      source.gives_label = on_one_line(tree.without_comments(gives));
    if (!source.amount.valid() || !time.valid || !source.counts.valid() ||
        (credit.categories.valid() && !source.category.valid())) {
      credit.broken = true;
      continue;
    }
    block.sources.push_back(std::move(source));
  }

  for (NodeId node : tree.children_of(declaration.node, NodeKind::limit)) {
    const Step words = limit_step(context, tree, node, declaration.name);
    if (tree.child(node, NodeKind::per_key).valid()) {
      if (!lower_limit_each(context, credit, block, tree, node, declaration.name, words)) credit.broken = true;
      continue;
    }
    if (const NodeId best = tree.child(node, NodeKind::best); best.valid()) {
      context.problems.add(Code::best_for_each, tree.span(best));
      credit.broken = true;
      continue;
    }
    const std::vector<Parameter> parameters{{subject_name, subject}};
    Scope scope{&tree, {{credit.table, 0, {}}}, {}, 1};
    Block::Limit limit;
    limit.span = tree.span(node);
    limit.times = tree.child(node, NodeKind::times).valid();
    limit.per_year = tree.child(node, NodeKind::per_year).valid();
    limit.label = words.label;
    limit.worded = words.worded;
    limit.clauses = words.clauses;
    const std::string label = declaration.name + std::string(colon(context)) + words.label;
    const NodeId amount_node = tree.first(tree.child(node, NodeKind::limit_amount));
    const Type amount_type = limit.times ? number_type() : number_type(credit.unit);
    Scope inner = scope;
    Typed amount = expression(context, amount_node, inner, &amount_type);
    bool good = amount.valid && require_type(context, amount, amount_type, tree, amount_node);
    if (good) limit.amount = add_function(context, label, parameters, amount.expr, inner.slots, limit.span);
    if (const NodeId category = tree.child(node, NodeKind::category); category.valid() && credit.categories.valid()) {
      if (const auto categories = categories_named(context, tree, tree.first(category), scope, credit.categories))
        limit.categories = *categories;
      else
        good = false;
    }
    if (const NodeId when = tree.child(node, NodeKind::when); when.valid()) {
      limit.applies = lower_conditions(context, tree, when, declaration.name, parameters, scope).holds;
      good = good && limit.applies.valid();
    }
    if (limit.times) {
      // A count of rows can be cut only where every row gives the same. Without rows (none could be read, perhaps)
      // there is nothing to count.
      if (block.sources.empty()) {
        credit.broken = true;
        if (!tree.child(declaration.node, NodeKind::error).valid() &&
            !tree.child(declaration.node, NodeKind::source).valid())
          context.problems.add(Code::times_needs_fixed_amount, limit.span);
        continue;
      }
      for (const Block::Source& source : block.sources) {
        if (source.fixed && source.fixed == block.sources.front().fixed) continue;
        context.problems.add(Code::times_needs_fixed_amount, limit.span);
        good = false;
        break;
      }
    }
    if (!good) {
      credit.broken = true;
      continue;
    }
    block.limits.push_back(limit);
  }
  credit.blocks.push_back(std::move(block));
}

}  // namespace

// The members that a category or a group of categories names, as bits.
std::optional<std::uint64_t> categories_named(Context& context, const Tree& tree, NodeId node, const Scope& scope,
                                              EnumerationId categories) {
  const Type type = enumeration_type(categories);
  Scope inner = scope;
  Typed value = expression(context, node, inner, &type);
  if (!value.valid) return std::nullopt;
  if (!value.group.empty() && value.type == type) {
    std::uint64_t bits = 0;
    for (Member member : value.group) bits |= std::uint64_t{1} << member;
    return bits;
  }
  if (!require_type(context, value, type, tree, node)) return std::nullopt;
  const auto* const member = std::get_if<Constant>(&context.program.exprs[value.expr].term);
  if (member == nullptr || member->is_none) {
    context.problems.add(Code::category_not_named, tree.span(node), {context.program.enumerations[categories].name});
    return std::nullopt;
  }
  return std::uint64_t{1} << member->value.num;
}

bool lower_credit(Context& context, std::size_t index) {
  const DeclarationId id = context.credits[index].declaration;
  if (context.credits[index].lowered) return !context.credits[index].broken && note_dependency(context, id);
  if (context.declarations[id].stage == Declaration::Stage::lowering) {
    context.problems.add(Code::cycle, context.declarations[id].span, {context.declarations[id].name});
    return false;
  }
  if (!within_height(context)) return false;
  context.in_progress.push_back(id);
  context.declarations[id].stage = Declaration::Stage::lowering;
  Credit credit = context.credits[index];
  const Declaration declaration = context.declarations[id];
  const Tree& tree = *declaration.tree;
  const NodeId unit_node = tree.first(tree.child(declaration.node, NodeKind::in_unit));
  if (auto unit = find_unit(context.program, std::string(tree.name_text(unit_node)))) {
    credit.unit = *unit;
    if (auto used = find_global(context, std::string(tree.name_text(unit_node))))
      context.declarations[*used].used = true;
    add_global_reference(context, tree, unit_node, std::string(tree.name_text(unit_node)));
  } else {
    context.problems.add(Code::unknown_unit, tree.span(unit_node), {std::string(tree.name_text(unit_node))});
    credit.broken = true;
  }
  if (const NodeId by = tree.child(declaration.node, NodeKind::by); by.valid()) {
    const std::string text(tree.name_text(tree.first(by)));
    for (std::uint32_t i = 0; i < context.program.enumerations.size(); ++i)
      if (context.program.enumerations.nodes[i].name == text && !credit.categories.valid())
        credit.categories = EnumerationId{i};
    if (auto used = find_global(context, text)) context.declarations[*used].used = true;
    add_global_reference(context, tree, tree.first(by), text);
    if (!credit.categories.valid()) {
      context.problems.add(Code::unknown_type, tree.span(tree.first(by)), {text});
      credit.broken = true;
    }
  }
  lower_citations(context, tree, declaration.node, declaration.name);
  if (!credit.broken) {
    lower_block(context, credit, id);
    for (std::uint32_t i = 0; i < context.declarations.size(); ++i) {  // as they are written
      const DeclarationId rule{i};
      if (context.declarations[rule].kind != DeclarationKind::equivalence) continue;
      const Tree& other = *context.declarations[rule].tree;
      const NodeId belongs = other.child(context.declarations[rule].node, NodeKind::belongs);
      if (!belongs.valid() || other.name_text(other.first(belongs)) != declaration.name) continue;
      context.declarations[rule].used = true;
      context.declarations[rule].table = credit.table;
      lower_citations(context, other, context.declarations[rule].node, context.declarations[rule].name);
      lower_block(context, credit, rule);
    }
  }
  credit.lowered = true;
  context.credits[index] = std::move(credit);
  context.declarations[id].stage =
      context.credits[index].broken ? Declaration::Stage::broken : Declaration::Stage::lowered;
  context.in_progress.pop_back();
  return !context.credits[index].broken && note_dependency(context, id);
}

}  // namespace cepol::semantics
