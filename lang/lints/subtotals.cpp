// Lint: parts that do not add up to their total. A requirement whose minimums of disjoint categories exceed its total;
// a table of shares whose sum is near 100% but not equal to it. Only constants, and definitions whose whole body is a
// constant, are added up; anything else gives no warning.
#include <algorithm>
#include <array>

#include "lang/lints/lint.hpp"
#include "lang/semantics/lookup.hpp"

namespace cepol::lints {

namespace {

constexpr std::int64_t hundred = 100;

std::optional<Exact> plain_number(const Tree& tree, NodeId node) {
  if (tree.kind(node) == NodeKind::number || tree.kind(node) == NodeKind::percent) return tree.number_value(node);
  if (tree.kind(node) == NodeKind::binary && tree[node].keyword == Keyword::divide) {
    const auto top = plain_number(tree, tree.first(node)), bottom = plain_number(tree, tree.next(tree.first(node)));
    return top && bottom ? over(*top, *bottom) : std::nullopt;
  }
  return std::nullopt;
}

bool named(const Tree& tree, NodeId node, std::string_view zh, std::string_view en) {
  return tree.kind(node) == NodeKind::name && (tree.name_text(node) == zh || tree.name_text(node) == en);
}

// The share of the total that an expression denotes: total / 2, 20% * total.
std::optional<Exact> share_of_total(const Tree& tree, NodeId node) {
  if (named(tree, node, "总量", "total")) return Exact(1);
  if (tree.kind(node) != NodeKind::binary) return std::nullopt;
  const NodeId left = tree.first(node), right = tree.next(left);
  if (tree[node].keyword == Keyword::times_sign) {
    if (const auto share = share_of_total(tree, left)) {
      const auto factor = plain_number(tree, right);
      return factor ? times(*share, *factor) : std::nullopt;
    }
    const auto factor = plain_number(tree, left), share = share_of_total(tree, right);
    return factor && share ? times(*factor, *share) : std::nullopt;
  }
  if (tree[node].keyword == Keyword::divide) {
    const auto share = share_of_total(tree, left), by = plain_number(tree, right);
    return share && by ? over(*share, *by) : std::nullopt;
  }
  return std::nullopt;
}

struct Located {  // an expression in its tree
  const Tree* tree;
  NodeId node;
};
struct Amount {
  Exact value;
  std::string unit;  // as written
};
std::optional<Amount> amount_of(const Located& expr) {
  const Tree& tree = *expr.tree;
  if (tree.kind(expr.node) != NodeKind::quantity) return std::nullopt;
  const auto value = tree.number_value(tree.first(expr.node));
  if (!value) return std::nullopt;
  return Amount{*value, std::string(tree.name_text(tree.next(tree.first(expr.node))))};
}

struct Floor {  // what a `must` requires of some categories
  std::uint64_t categories = 0;
  std::optional<Exact> share;    // of the total
  std::optional<Amount> amount;  // or an amount
};

// The sum of the floors of disjoint categories, chosen greedily in their order.
std::optional<Exact> sum_of_disjoint(const std::vector<std::pair<std::uint64_t, Exact>>& floors) {
  std::uint64_t taken = 0;
  std::optional<Exact> sum = Exact(0);
  for (const auto& [categories, value] : floors) {
    if ((categories & taken) != 0) continue;
    taken |= categories;
    sum = sum ? plus(*sum, value) : std::nullopt;
  }
  return sum;
}

// The body of a definition without parameters; invalid: it is none.
NodeId constant_body(const Tree& tree, NodeId node) {
  if (tree.kind(node) != NodeKind::define || tree.child(node, NodeKind::parameter).valid()) return {};
  NodeId body = tree.next(tree.first(node));
  while (body.valid() && (tree.kind(body) == NodeKind::subject || tree.kind(body) == NodeKind::type ||
                          tree.kind(body) == NodeKind::choice_type))
    body = tree.next(body);
  return body;
}

// Reads the floors of one requirement and compares them with its total.
class FloorSum {
 public:
  FloorSum(const Input& input, const Declaration& requirement)
      : program_(input.checked.program), resolution_(input.resolution), requirement_(requirement) {}

  void check(Problems& problems) {
    const Tree& tree = *requirement_.tree;
    const NodeId total_node = tree.child(requirement_.node, NodeKind::total);
    const Declaration* assessment = assessment_of_requirement();
    if (assessment == nullptr || !total_node.valid() || !find_credit(*assessment)) return;
    if (tree.child(total_node, NodeKind::category).valid()) return;  // the other categories are no part of it
    const NodeId window = tree.child(requirement_.node, NodeKind::window_of);
    if (window.valid()) years_ = years_of({&tree, tree.first(window)});
    read_musts(tree, requirement_.node);
    read_musts(*assessment->tree, assessment->node);
    compare(amount_of(resolved({&tree, tree.first(total_node)})), problems);
  }

 private:
  using Years = std::optional<std::pair<Exact, Exact>>;

  const Declaration* assessment_of_requirement() const {
    const Tree& tree = *requirement_.tree;
    const auto name = tree.name_text(tree.first(tree.child(requirement_.node, NodeKind::belongs)));
    const Declaration* found = nullptr;
    for (const Declaration& one : resolution_.declarations.nodes)
      if (one.kind == DeclarationKind::assessment && one.name == name) found = &one;
    return found;
  }

  bool find_credit(const Declaration& assessment) {
    const Tree& tree = *assessment.tree;
    credit_name_ = tree.name_text(tree.first(tree.child(assessment.node, NodeKind::belongs)));
    const auto credit = std::find_if(resolution_.credits.begin(), resolution_.credits.end(), [&](const Credit& one) {
      return resolution_.declarations[one.declaration].name == credit_name_;
    });
    if (credit == resolution_.credits.end() || !credit->categories.valid()) return false;
    credit_ = &*credit;
    return true;
  }

  // Replaces a name by the body of its definition, repeatedly: 公需数 by 40 学时 for `定义 公需数 = 40 学时`. Any other
  // expression is returned unchanged.
  Located resolved(Located expr) const {
    static constexpr std::array<std::string_view, 6> predefined{"窗口", "window", "总量", "total", "已得", "earned"};
    for (std::size_t step = 0; step < max_height && expr.tree->kind(expr.node) == NodeKind::name; ++step) {
      const std::string name(expr.tree->name_text(expr.node));
      if (std::find(predefined.begin(), predefined.end(), name) != predefined.end() ||
          find_column(program_, credit_->table, name))
        return expr;
      auto id = find_in_record(resolution_, credit_->table, name);
      if (!id) id = find_global(resolution_, name);
      if (!id || resolution_.declarations[*id].kind != DeclarationKind::define) return expr;
      const Declaration& definition = resolution_.declarations[*id];
      const NodeId body = constant_body(*definition.tree, definition.node);
      if (!body.valid()) return expr;
      expr = {definition.tree, body};
    }
    return expr;
  }

  // The first and last year of a window that is written in numbers: 2026, 自 2024 至 2026, 近 3 年 至 2026.
  Years years_of(Located window) const {
    window = resolved(window);
    const Tree& tree = *window.tree;
    const auto number = [&](NodeId node) -> std::optional<Exact> {
      Located one = resolved({&tree, node});
      if (one.tree->kind(one.node) == NodeKind::quantity) one.node = one.tree->first(one.node);
      return one.tree->kind(one.node) == NodeKind::number ? one.tree->number_value(one.node) : std::nullopt;
    };
    std::optional<Exact> first, last;
    if (tree.kind(window.node) == NodeKind::span_window || tree.kind(window.node) == NodeKind::last_window) {
      first = number(tree.first(window.node));
      last = number(tree.next(tree.first(window.node)));
      if (first && last && tree.kind(window.node) == NodeKind::last_window) {
        first = minus(*last, *first);
        if (first) first = plus(*first, Exact(1));
      }
    } else {
      first = last = number(window.node);
    }
    return first && last ? std::optional(std::pair(*first, *last)) : std::nullopt;
  }

  void read_musts(const Tree& tree, NodeId holder) {
    for (NodeId must : tree.children_of(holder, NodeKind::must)) {
      const NodeId when = tree.child(must, NodeKind::when);
      const auto conditions = when.valid() ? tree.children_of(when, NodeKind::condition) : std::vector<NodeId>{};
      if (tree.child(must, NodeKind::each_year).valid() ||
          (conditions.size() > 1 && tree[when].keyword != Keyword::and_))
        continue;
      for (NodeId condition : conditions) read_condition(tree, tree.first(condition));
    }
  }

  // `C of CATEGORY during WINDOW >= AMOUNT`, in the window of the requirement.
  void read_condition(const Tree& tree, NodeId expr) {
    if (tree.kind(expr) != NodeKind::binary || tree[expr].keyword != Keyword::at_least) return;
    const NodeId left = tree.first(expr), right = tree.next(left);
    const NodeId category = tree.kind(left) == NodeKind::credited ? tree.child(left, NodeKind::category) : NodeId{};
    if (!category.valid() || tree.name_text(tree.first(left)) != credit_name_ ||
        tree.kind(tree.first(category)) != NodeKind::name)
      return;
    const NodeId during = tree.next(category);
    if (!named(tree, during, "窗口", "window") && (!years_ || years_of({&tree, during}) != years_)) return;
    const std::string kind(tree.name_text(tree.first(category)));
    Floor floor;
    if (const auto member = find_member(program_, credit_->categories, kind))
      floor.categories = std::uint64_t{1} << *member;
    if (const auto group = resolution_.groups.find({credit_->categories.index, kind});
        group != resolution_.groups.end())
      for (Member member : group->second) floor.categories |= std::uint64_t{1} << member;
    floor.share = share_of_total(tree, right);
    floor.amount = amount_of(resolved({&tree, right}));
    if (floor.categories != 0) floors_.push_back(std::move(floor));
  }

  // In the unit of the total.
  std::optional<Exact> value_of(const Floor& floor, const Amount& total) const {
    if (floor.share) return times(*floor.share, total.value);
    if (!floor.amount) return std::nullopt;
    const auto unit = find_unit_of_number(program_, floor.amount->unit),
               other = find_unit_of_number(program_, total.unit);
    if (!unit || !other || program_.units[*unit].base != program_.units[*other].base) return std::nullopt;
    const auto value = times(floor.amount->value, program_.units[*unit].factor);
    return value ? over(*value, program_.units[*other].factor) : std::nullopt;
  }

  void compare(const std::optional<Amount>& total, Problems& problems) const {
    std::vector<std::pair<std::uint64_t, Exact>> shares, amounts;
    for (const Floor& floor : floors_) {
      if (floor.share) shares.emplace_back(floor.categories, *floor.share);
      if (const auto value = total ? value_of(floor, *total) : std::nullopt)
        amounts.emplace_back(floor.categories, *value);
    }
    const auto required = sum_of_disjoint(amounts), share = sum_of_disjoint(shares);
    if (total && required && *required > total->value) {
      const std::string unit = " " + total->unit;
      problems.add(Code::parts_do_not_add_up, requirement_.span,
                   {requirement_.name, to_string(*required) + unit, to_string(total->value) + unit});
    } else if (const auto percents = share && *share > Exact(1) ? times(*share, Exact(hundred)) : std::nullopt) {
      problems.add(Code::parts_do_not_add_up, requirement_.span,
                   {requirement_.name, to_string(*percents) + "%", std::to_string(hundred) + "%"});
    }
  }

  const Program& program_;
  const Resolution& resolution_;
  const Declaration& requirement_;
  const Credit* credit_ = nullptr;
  std::string_view credit_name_;
  Years years_;  // of the requirement's window, where it is written in numbers
  std::vector<Floor> floors_;
};

// A table by one enumeration that gives each member a percentage.
void check_shares(const Input& input, const Declaration& declaration, Problems& problems) {
  const Tree& tree = *declaration.tree;
  const auto parameters = tree.children_of(declaration.node, NodeKind::parameter);
  if (parameters.size() != 1) return;
  const NodeId type_node = tree.next(tree.first(parameters.front()));
  std::vector<std::string> members;
  if (tree.kind(type_node) == NodeKind::choice_type) {
    for (NodeId member : tree.children_of(type_node, NodeKind::name)) members.emplace_back(tree.name_text(member));
  } else if (tree.kind(tree.first(type_node)) == NodeKind::name) {
    const auto of = find_global(input.resolution, std::string(tree.name_text(tree.first(type_node))));
    if (of && input.resolution.declarations[*of].kind == DeclarationKind::enumeration)
      members = input.checked.program.enumerations[EnumerationId{input.resolution.declarations[*of].index}].members;
  }
  std::optional<Exact> sum = Exact(0);
  std::size_t rows = 0;
  for (NodeId row : tree.children_of(declaration.node, NodeKind::table_case)) {
    const NodeId cell = tree.first(row), gives = tree.first(tree.child(row, NodeKind::gives_value));
    if (tree.kind(cell) != NodeKind::name || tree.kind(gives) != NodeKind::percent) return;
    const auto member = std::find(members.begin(), members.end(), tree.name_text(cell));
    if (member == members.end()) return;
    members.erase(member);
    const auto share = plain_number(tree, gives);
    sum = share && sum ? plus(*sum, *share) : std::nullopt;
    ++rows;
  }
  constexpr std::int64_t near = 10;  // what differs by more was not meant to be 100%
  const auto percents = sum ? times(*sum, Exact(hundred)) : std::nullopt;
  if (rows < 2 || !members.empty() || !percents || *percents == Exact(hundred) || *percents < Exact(hundred - near) ||
      *percents > Exact(hundred + near))
    return;
  problems.add(Code::parts_do_not_add_up, declaration.span,
               {declaration.name, to_string(*percents) + "%", std::to_string(hundred) + "%"});
}

}  // namespace

void subtotals(const Input& input, Problems& problems) {
  for (const Declaration& declaration : input.resolution.declarations.nodes) {
    if (declaration.kind == DeclarationKind::define && declaration.tree->kind(declaration.node) == NodeKind::table)
      check_shares(input, declaration, problems);
    if (declaration.kind == DeclarationKind::requirement) FloorSum(input, declaration).check(problems);
  }
}

}  // namespace cepol::lints
