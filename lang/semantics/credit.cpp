// Credits and equivalences: which rows count, as how much, of what, when. What `C during W` computes is in
// credit_function.cpp, what is told of it in credit_account.cpp.
#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

void Checker::lower_block(Credit& credit, DeclarationId id) {
  const Declaration declaration = declarations_[id];
  const Tree& tree = *declaration.tree;
  Block block;
  block.declaration = id;
  const Type subject = row_type(credit.table);
  const std::string subject_name = out_.program.tables[credit.table].name;

  for (NodeId node : tree.children_of(declaration.node, NodeKind::source)) {
    const NodeId table_node = tree.first(node);
    const auto table = table_named(tree, table_node);
    if (!table) {
      credit.broken = true;
      continue;
    }
    if (out_.program.tables[*table].parent != std::optional<TableId>(credit.table)) {
      problems_.add(Code::source_not_child, tree.span(table_node), {out_.program.tables[*table].name, subject_name});
      credit.broken = true;
      continue;
    }
    const std::vector<Parameter> parameters{{subject_name, subject},
                                            {out_.program.tables[*table].name, row_type(*table)}};
    Scope scope{&tree, {{credit.table, 0, {}}, {*table, 1, {}}}, {}, 2};
    const std::string label = declaration.name + std::string(colon()) + out_.program.tables[*table].name;
    Block::Source source;
    source.table = *table;
    source.span = tree.span(node);

    auto part = [&](NodeKind kind, const Type* type, Typed& value) -> FunctionId {
      const NodeId at = tree.child(node, kind);
      if (!at.valid()) return {};
      Scope inner = scope;
      value = expression(tree.first(at), inner, type);
      if (value.valid && type != nullptr && !fits(value, *type, tree, tree.first(at))) value.valid = false;
      if (!value.valid) return {};
      return add_function(label, parameters, value.expr, inner.slots, tree.span(at));
    };
    Typed amount, category, time;
    const Type amount_type = number_type(credit.unit);
    source.amount = part(NodeKind::gives, &amount_type, amount);
    source.fixed = amount.constant;
    const Type category_type = choice_type(credit.categories);
    if (credit.categories.valid()) {
      if (!tree.child(node, NodeKind::category).valid())
        problems_.add(Code::source_needs_category, tree.span(node),
                      {out_.program.enumerations[credit.categories].name});
      source.category = part(NodeKind::category, &category_type, category);
    } else if (tree.child(node, NodeKind::category).valid()) {
      problems_.add(Code::credit_without_categories, tree.span(tree.child(node, NodeKind::category)),
                    {declaration.name});
    }
    source.time = part(NodeKind::counted_in, nullptr, time);
    if (time.valid && (time.window || (time.type.kind != Kind::year && time.type.kind != Kind::date))) {
      problems_.add(Code::time_expected, tree.span(tree.child(node, NodeKind::counted_in)),
                    {type_name(time.type, time.window)});
      time.valid = false;
    }
    source.time_kind = time.type.kind;
    const Conditions counted = conditions(tree, tree.child(node, NodeKind::when), label, parameters, scope);
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
    const Step words = limit_words(tree, node, declaration.name);
    if (tree.child(node, NodeKind::per_key).valid()) {
      if (!limit_each(credit, block, tree, node, declaration.name, words)) credit.broken = true;
      continue;
    }
    if (const NodeId best = tree.child(node, NodeKind::best); best.valid()) {
      problems_.add(Code::best_for_each, tree.span(best));
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
    const std::string label = declaration.name + std::string(colon()) + words.label;
    const NodeId amount_node = tree.first(tree.child(node, NodeKind::limit_amount));
    const Type amount_type = limit.times ? number_type() : number_type(credit.unit);
    Scope inner = scope;
    Typed amount = expression(amount_node, inner, &amount_type);
    bool good = amount.valid && fits(amount, amount_type, tree, amount_node);
    if (good) limit.amount = add_function(label, parameters, amount.expr, inner.slots, limit.span);
    if (const NodeId category = tree.child(node, NodeKind::category); category.valid() && credit.categories.valid()) {
      if (const auto categories = categories_of(tree, tree.first(category), scope, credit.categories))
        limit.categories = *categories;
      else
        good = false;
    }
    if (const NodeId when = tree.child(node, NodeKind::when); when.valid()) {
      limit.applies = conditions(tree, when, declaration.name, parameters, scope).holds;
      good = good && limit.applies.valid();
    }
    if (limit.times) {
      // A count of rows can be cut only where every row gives the same. Without rows (none could be read, perhaps)
      // there is nothing to count.
      if (block.sources.empty()) {
        credit.broken = true;
        if (!tree.child(declaration.node, NodeKind::error).valid() &&
            !tree.child(declaration.node, NodeKind::source).valid())
          problems_.add(Code::times_needs_fixed_amount, limit.span);
        continue;
      }
      for (const Block::Source& source : block.sources) {
        if (source.fixed && source.fixed == block.sources.front().fixed) continue;
        problems_.add(Code::times_needs_fixed_amount, limit.span);
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

// The members that a category or a group of categories names, as bits.
std::optional<std::uint64_t> Checker::categories_of(const Tree& tree, NodeId node, const Scope& scope,
                                                    EnumerationId categories) {
  const Type type = choice_type(categories);
  Scope inner = scope;
  Typed value = expression(node, inner, &type);
  if (!value.valid) return std::nullopt;
  if (!value.group.empty() && value.type == type) {
    std::uint64_t bits = 0;
    for (Member member : value.group) bits |= std::uint64_t{1} << member;
    return bits;
  }
  if (!fits(value, type, tree, node)) return std::nullopt;
  const auto* const member = std::get_if<Constant>(&out_.program.exprs[value.expr].term);
  if (member == nullptr || member->is_none) {
    problems_.add(Code::category_not_named, tree.span(node), {out_.program.enumerations[categories].name});
    return std::nullopt;
  }
  return std::uint64_t{1} << member->value.num;
}

bool Checker::lower_credit(std::size_t index) {
  const DeclarationId id = credits_[index].declaration;
  if (credits_[index].made) return !credits_[index].broken && note_dependency(id);
  if (declarations_[id].stage == Declaration::Stage::making) {
    problems_.add(Code::cycle, declarations_[id].span, {declarations_[id].name});
    return false;
  }
  if (!may_make()) return false;
  making_.push_back(id);
  declarations_[id].stage = Declaration::Stage::making;
  Credit credit = credits_[index];
  const Declaration declaration = declarations_[id];
  const Tree& tree = *declaration.tree;
  const NodeId unit_node = tree.first(tree.child(declaration.node, NodeKind::in_unit));
  if (auto unit = unit_named(std::string(tree.name_text(unit_node)))) {
    credit.unit = *unit;
    if (auto used = find_global(std::string(tree.name_text(unit_node)))) declarations_[*used].used = true;
    refers_to_global(tree, unit_node, std::string(tree.name_text(unit_node)));
  } else {
    problems_.add(Code::unknown_unit, tree.span(unit_node), {std::string(tree.name_text(unit_node))});
    credit.broken = true;
  }
  if (const NodeId by = tree.child(declaration.node, NodeKind::by); by.valid()) {
    const std::string text(tree.name_text(tree.first(by)));
    for (std::uint32_t i = 0; i < out_.program.enumerations.size(); ++i)
      if (out_.program.enumerations.nodes[i].name == text && !credit.categories.valid())
        credit.categories = EnumerationId{i};
    if (auto used = find_global(text)) declarations_[*used].used = true;
    refers_to_global(tree, tree.first(by), text);
    if (!credit.categories.valid()) {
      problems_.add(Code::unknown_type, tree.span(tree.first(by)), {text});
      credit.broken = true;
    }
  }
  citations(tree, declaration.node, declaration.name);
  if (!credit.broken) {
    lower_block(credit, id);
    for (std::uint32_t i = 0; i < declarations_.size(); ++i) {  // as they are written
      const DeclarationId rule{i};
      if (declarations_[rule].kind != DeclarationKind::equivalence) continue;
      const Tree& other = *declarations_[rule].tree;
      const NodeId belongs = other.child(declarations_[rule].node, NodeKind::belongs);
      if (!belongs.valid() || other.name_text(other.first(belongs)) != declaration.name) continue;
      declarations_[rule].used = true;
      declarations_[rule].table = credit.table;
      citations(other, declarations_[rule].node, declarations_[rule].name);
      lower_block(credit, rule);
    }
  }
  credit.made = true;
  credits_[index] = std::move(credit);
  declarations_[id].stage = credits_[index].broken ? Declaration::Stage::broken : Declaration::Stage::made;
  making_.pop_back();
  return !credits_[index].broken && note_dependency(id);
}

}  // namespace cepol::semantics
