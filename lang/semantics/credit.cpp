// Reads credits and equivalences into credit_data.hpp: which rows count, their amount, category and time, and limits.
// credit_function.cpp lowers `C during W`, credit_account.cpp its account.
#include "lang/semantics/credit.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/citations.hpp"
#include "lang/semantics/conditions.hpp"
#include "lang/semantics/credit_account.hpp"
#include "lang/semantics/declaration_use.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/definitions.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/expressions.hpp"
#include "lang/semantics/folds.hpp"
#include "lang/semantics/limit_each.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/sharing.hpp"
#include "lang/semantics/typing.hpp"
#include "lang/semantics/units.hpp"

namespace cepol::semantics {

namespace {

// Reads the sources and limits of a credit or of one of its equivalences.
class BlockReader {
 public:
  BlockReader(Context& context, Credit& credit, DeclarationId id)
      : context_(context),
        credit_(credit),
        declaration_(context.declarations[id]),
        tree_(*declaration_.tree),
        subject_{context.program.tables[credit.table].name, row_type(credit.table)} {
    block_.declaration = id;
  }

  void read() {
    for (NodeId node : tree_.children_of(declaration_.node, NodeKind::source))
      if (!read_source(node)) credit_.broken = true;
    for (NodeId node : tree_.children_of(declaration_.node, NodeKind::limit))
      if (!read_limit(node)) credit_.broken = true;
    tell();
    credit_.blocks.push_back(std::move(block_));
  }

 private:
  // What explanations say of the terms that sources and limits become.
  void tell() {
    std::vector<CreditWords>& words = context_.program.credit_words;
    const auto clauses = lower_citations(context_, tree_, declaration_.node, declaration_.name);
    for (const Block::Source& source : block_.sources)
      words.push_back({source.span, declaration_.name, clauses, false});
    for (const Block::Limit& limit : block_.limits) words.push_back({limit.span, limit.label, limit.clauses, true});
  }

  const RecordTable& table(TableId id) const { return context_.program.tables[id]; }

  // A source with its row, a child row or a year, in scope; nullopt: it is in error, and reported.
  std::optional<Block::Source> source_of_rows(NodeId name, Parameter& row, Scope& scope) {
    const auto of = resolve_table(context_, tree_, name);
    if (!of) return std::nullopt;
    if (table(*of).parent != std::optional<TableId>(credit_.table)) {
      context_.problems.add(Code::source_not_child, tree_.span(name), {table(*of).name, subject_.name});
      return std::nullopt;
    }
    Block::Source source;
    source.table = *of;
    row = {table(*of).name, row_type(*of)};
    scope.rows.push_back({*of, scope.fresh(), {}});
    return source;
  }
  std::optional<Block::Source> source_of_years(NodeId years, Parameter& row, Scope& scope) {
    Scope of_window = scope;
    const auto over = fold_years(context_, tree_, years, of_window);
    if (!over) return std::nullopt;
    const std::string name(tree_.name_text(tree_.first(years)));
    const auto end = [&](ExprId value) {
      return add_function(context_, declaration_.name, {subject_},
                          with_bindings(context_, over->window.bindings, value), of_window.slots, tree_.span(years));
    };
    Block::Source source;
    source.first = end(over->window.expr);
    source.last = end(over->window.last);
    row = {name, year_type()};
    scope.bindings.push_back({name, {}, year_type(), scope.fresh()});
    return source;
  }

  bool read_source(NodeId node) {
    const NodeId rows_node = tree_.first(node);
    std::vector<Parameter> parameters{subject_, {}};
    Scope scope{&tree_, {{credit_.table, 0, {}}}, {}, 1};
    auto found = tree_.kind(rows_node) == NodeKind::year_rows ? source_of_years(rows_node, parameters[1], scope)
                                                              : source_of_rows(rows_node, parameters[1], scope);
    if (!found) return false;
    Block::Source source = std::move(*found);
    const std::string label = declaration_.name + std::string(colon(context_)) + parameters[1].name;
    source.span = tree_.span(node);
    const auto part = [&](NodeKind kind, const Type* type, Typed& value) -> FunctionId {
      const NodeId at = tree_.child(node, kind);
      if (!at.valid()) return {};
      Scope inner = scope;
      value = expression(context_, tree_.first(at), inner, type);
      if (value.valid && type != nullptr && !require_type(context_, value, *type, tree_, tree_.first(at)))
        value.valid = false;
      if (!value.valid) return {};
      return add_function(context_, label, parameters, value.expr, inner.slots, tree_.span(at));
    };
    Typed amount, category, time;
    const Type amount_type = number_type(credit_.unit), category_type = enumeration_type(credit_.categories);
    source.amount = part(NodeKind::gives, &amount_type, amount);
    source.fixed = amount.constant;
    if (may_have_category(node)) source.category = part(NodeKind::category, &category_type, category);
    source.time = part(NodeKind::counted_in, nullptr, time);
    check_time(node, time);
    source.time_kind = time.type.kind;
    const Conditions counted =
        lower_conditions(context_, tree_, tree_.child(node, NodeKind::when), label, parameters, scope);
    source.counts = counted.holds;
    source.conditions = counted.steps;
    if (const NodeId gives = tree_.child(node, NodeKind::gives); gives.valid())
      source.gives_label = on_one_line(tree_.without_comments(gives));
    if (!source.amount.valid() || !time.valid || !source.counts.valid() ||
        (credit_.categories.valid() && !source.category.valid()))
      return false;
    block_.sources.push_back(std::move(source));
    return true;
  }

  // Reports a category that is missing, or that the credit does not have.
  bool may_have_category(NodeId source) {
    const NodeId category = tree_.child(source, NodeKind::category);
    if (credit_.categories.valid() && !category.valid())
      context_.problems.add(Code::source_needs_category, tree_.span(source),
                            {context_.program.enumerations[credit_.categories].name});
    if (!credit_.categories.valid() && category.valid())
      context_.problems.add(Code::credit_without_categories, tree_.span(category), {declaration_.name});
    return credit_.categories.valid();
  }

  void check_time(NodeId source, Typed& time) {
    if (!time.valid || (!time.window && (time.type.kind == Kind::year || time.type.kind == Kind::date))) return;
    context_.problems.add(Code::time_expected, tree_.span(tree_.child(source, NodeKind::counted_in)),
                          {type_name(context_, time.type, time.window)});
    time.valid = false;
  }

  bool read_limit(NodeId node) {
    const Step words = limit_step(context_, tree_, node, declaration_.name);
    if (tree_.child(node, NodeKind::per_key).valid())
      return lower_limit_each(context_, credit_, block_, tree_, node, declaration_.name, words);
    if (const NodeId best = tree_.child(node, NodeKind::best); best.valid()) {
      context_.problems.add(Code::best_for_each, tree_.span(best));
      return false;
    }
    Block::Limit limit;
    limit.span = tree_.span(node);
    limit.times = tree_.child(node, NodeKind::times).valid();
    limit.per_year = tree_.child(node, NodeKind::per_year).valid();
    limit.label = words.label;
    limit.worded = words.worded;
    limit.clauses = words.clauses;
    bool good = read_amount(node, limit);
    const Scope scope{&tree_, {{credit_.table, 0, {}}}, {}, 1};
    if (const NodeId category = tree_.child(node, NodeKind::category); category.valid() && credit_.categories.valid()) {
      const auto categories = categories_named(context_, tree_, tree_.first(category), scope, credit_.categories);
      limit.categories = categories.value_or(0);
      good = good && categories.has_value();
    }
    if (const NodeId when = tree_.child(node, NodeKind::when); when.valid()) {
      limit.applies = lower_conditions(context_, tree_, when, declaration_.name, {subject_}, scope).holds;
      good = good && limit.applies.valid();
    }
    if (limit.times && !can_count_times(limit.span)) return false;
    if (good) block_.limits.push_back(limit);
    return good;
  }

  bool read_amount(NodeId node, Block::Limit& limit) {
    const NodeId amount_node = tree_.first(tree_.child(node, NodeKind::limit_amount));
    const Type type = limit.times ? number_type() : number_type(credit_.unit);
    Scope scope{&tree_, {{credit_.table, 0, {}}}, {}, 1};
    Typed amount = expression(context_, amount_node, scope, &type);
    if (!amount.valid || !require_type(context_, amount, type, tree_, amount_node)) return false;
    const std::string label = declaration_.name + std::string(colon(context_)) + limit.label;
    limit.amount = add_function(context_, label, {subject_}, amount.expr, scope.slots, limit.span);
    return true;
  }

  // The number of rows can be limited only where every row gives the same amount. Without sources (perhaps none could
  // be read) there is nothing to check.
  bool can_count_times(Span limit) {
    if (block_.sources.empty()) {
      if (!tree_.child(declaration_.node, NodeKind::error).valid() &&
          !tree_.child(declaration_.node, NodeKind::source).valid())
        context_.problems.add(Code::times_needs_fixed_amount, limit);
      return false;
    }
    for (const Block::Source& source : block_.sources) {
      if (source.fixed && source.fixed == block_.sources.front().fixed) continue;
      context_.problems.add(Code::times_needs_fixed_amount, limit);
      return false;
    }
    return true;
  }

  Context& context_;
  Credit& credit_;
  const Declaration declaration_;  // by value: lowering others moves the table
  const Tree& tree_;
  const Parameter subject_;
  Block block_;
};

bool read_unit_and_categories(Context& context, Credit& credit, const Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const auto unit = resolve_unit(context, tree, tree.first(tree.child(declaration.node, NodeKind::in_unit)));
  if (unit) credit.unit = *unit;
  const NodeId by = tree.child(declaration.node, NodeKind::by);
  if (!by.valid()) return unit.has_value();
  const NodeId name = tree.first(by);
  const std::string text(tree.name_text(name));
  const auto& enumerations = context.program.enumerations.nodes;
  const auto found =
      std::find_if(enumerations.begin(), enumerations.end(), [&](const Enumeration& one) { return one.name == text; });
  if (found != enumerations.end())
    credit.categories = EnumerationId{static_cast<std::uint32_t>(found - enumerations.begin())};
  if (const auto id = find_global(context, text)) context.declarations[*id].used = true;
  add_global_reference(context, tree, name, text);
  if (credit.categories.valid()) return unit.has_value();
  auto& problem = context.problems.add(Code::unknown_type, tree.span(name), {text});
  std::vector<std::string> names;
  for (const Enumeration& one : enumerations) names.push_back(one.name);
  if (auto near = nearest_name(text, names)) problem.suggest(*near);
  return false;
}

void read_equivalences(Context& context, Credit& credit, const std::string& name) {
  for (std::uint32_t i = 0; i < context.declarations.size(); ++i) {  // in the order of the text
    const DeclarationId id{i};
    if (context.declarations[id].kind != DeclarationKind::equivalence) continue;
    const Tree& tree = *context.declarations[id].tree;
    const NodeId belongs = tree.child(context.declarations[id].node, NodeKind::belongs);
    if (!belongs.valid() || tree.name_text(tree.first(belongs)) != name) continue;
    context.declarations[id].used = true;
    context.declarations[id].table = credit.table;
    lower_citations(context, tree, context.declarations[id].node, context.declarations[id].name);
    BlockReader(context, credit, id).read();
  }
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
    report_cycle(context, id, context.declarations[id].span);
    return false;
  }
  if (!within_height(context)) return false;
  context.in_progress.push_back(id);
  context.declarations[id].stage = Declaration::Stage::lowering;
  Credit credit = context.credits[index];  // by value: lowering others moves the vector
  const Declaration declaration = context.declarations[id];
  if (!read_unit_and_categories(context, credit, declaration)) credit.broken = true;
  lower_citations(context, *declaration.tree, declaration.node, declaration.name);
  if (!credit.broken) {
    BlockReader(context, credit, id).read();
    read_equivalences(context, credit, declaration.name);
  }
  credit.lowered = true;
  context.credits[index] = std::move(credit);
  context.declarations[id].stage =
      context.credits[index].broken ? Declaration::Stage::broken : Declaration::Stage::lowered;
  context.in_progress.pop_back();
  return !context.credits[index].broken && note_dependency(context, id);
}

}  // namespace cepol::semantics
