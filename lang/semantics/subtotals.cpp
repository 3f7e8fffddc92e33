// Parts that do not add up to their total: a requirement that asks for more of disjoint kinds than its total, and a
// table of shares whose shares come near 100% and miss it. Only constants count, as written; where anything else
// stands beside them there is no warning. A constant may have a name: the definition that it is the whole of.
#include <algorithm>
#include <array>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

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

// What part of the total an expression is: total / 2, 20% * total.
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

struct Amount {
  Exact value;
  std::string unit;  // as written
};
std::optional<Amount> amount_of(const Written& written) {
  const Tree& tree = *written.tree;
  if (tree.kind(written.node) != NodeKind::quantity) return std::nullopt;
  const auto value = tree.number_value(tree.first(written.node));
  if (!value) return std::nullopt;
  return Amount{*value, std::string(tree.name_text(tree.next(tree.first(written.node))))};
}

struct Floor {  // what a `must` asks of some categories
  std::uint64_t categories = 0;
  std::optional<Exact> share;    // of the total
  std::optional<Amount> amount;  // or so much
};

// The most that floors of disjoint categories ask together, taken in their order.
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

}  // namespace

// What a name stands for where a definition is the whole of it, and that of another: 40 学时 for 公需数 of
// `定义 公需数 = 40 学时`. Else the node itself.
Written Checker::written_for(Written written, TableId table) {
  static constexpr std::array<std::string_view, 6> given{"窗口", "window", "总量", "total", "已得", "earned"};
  for (std::size_t step = 0; step < max_height && written.tree->kind(written.node) == NodeKind::name; ++step) {
    const std::string name(written.tree->name_text(written.node));
    if (std::find(given.begin(), given.end(), name) != given.end() || column_named(table, name)) return written;
    auto id = find_in_record(table, name);
    if (!id) id = find_global(name);
    if (!id || declarations_[*id].kind != DeclarationKind::define) return written;
    const Tree& tree = *declarations_[*id].tree;
    const NodeId node = declarations_[*id].node;
    if (tree.kind(node) != NodeKind::define || tree.child(node, NodeKind::parameter).valid()) return written;
    NodeId body = tree.next(tree.first(node));
    while (body.valid() && (tree.kind(body) == NodeKind::subject || tree.kind(body) == NodeKind::type ||
                            tree.kind(body) == NodeKind::choice_type))
      body = tree.next(body);
    if (!body.valid()) return written;
    written = {&tree, body};
  }
  return written;
}

// The first and last year of a window that is written in numbers: 2026, 自 2024 至 2026, 近 3 年 至 2026.
std::optional<std::pair<Exact, Exact>> Checker::written_years(Written written, TableId table) {
  written = written_for(written, table);
  const Tree& tree = *written.tree;
  const auto number = [&](NodeId node) -> std::optional<Exact> {
    Written one = written_for({&tree, node}, table);
    if (one.tree->kind(one.node) == NodeKind::quantity) one.node = one.tree->first(one.node);
    return one.tree->kind(one.node) == NodeKind::number ? one.tree->number_value(one.node) : std::nullopt;
  };
  std::optional<Exact> first, last;
  if (tree.kind(written.node) == NodeKind::span_window || tree.kind(written.node) == NodeKind::last_window) {
    first = number(tree.first(written.node));
    last = number(tree.next(tree.first(written.node)));
    if (first && last && tree.kind(written.node) == NodeKind::last_window) {
      first = minus(*last, *first);
      if (first) first = plus(*first, Exact(1));
    }
  } else {
    first = last = number(written.node);
  }
  return first && last ? std::optional(std::pair(*first, *last)) : std::nullopt;
}

void Checker::check_parts() {
  for (const Declaration& requirement : declarations_.nodes) {
    if (requirement.kind == DeclarationKind::define && requirement.tree->kind(requirement.node) == NodeKind::table)
      check_shares(requirement);
    if (requirement.kind != DeclarationKind::requirement) continue;
    const Tree& tree = *requirement.tree;
    const NodeId total_node = tree.child(requirement.node, NodeKind::total);
    const Declaration* assessment = nullptr;
    for (const Declaration& one : declarations_.nodes)
      if (one.kind == DeclarationKind::assessment &&
          one.name == tree.name_text(tree.first(tree.child(requirement.node, NodeKind::belongs))))
        assessment = &one;
    if (assessment == nullptr || !total_node.valid()) continue;
    const std::string_view credit_name = assessment->tree->name_text(
        assessment->tree->first(assessment->tree->child(assessment->node, NodeKind::belongs)));
    const auto credit = std::find_if(credits_.begin(), credits_.end(), [&](const Credit& one) {
      return declarations_[one.declaration].name == credit_name;
    });
    if (credit == credits_.end() || !credit->categories.valid()) continue;
    const TableId table = credit->table;
    const NodeId window_node = tree.child(requirement.node, NodeKind::window_of);
    const auto years = window_node.valid() ? written_years({&tree, tree.first(window_node)}, table) : std::nullopt;

    std::vector<Floor> floors;
    const auto read_condition = [&](const Tree& of, NodeId expr) {
      if (of.kind(expr) != NodeKind::binary || of[expr].keyword != Keyword::at_least) return;
      const NodeId left = of.first(expr), right = of.next(left);
      const NodeId category = of.kind(left) == NodeKind::credited ? of.child(left, NodeKind::category) : NodeId{};
      if (!category.valid() || of.name_text(of.first(left)) != credit_name ||
          of.kind(of.first(category)) != NodeKind::name)
        return;
      const NodeId during = of.next(category);
      if (!named(of, during, "窗口", "window") && (!years || written_years({&of, during}, table) != years)) return;
      const std::string kind(of.name_text(of.first(category)));
      Floor floor;
      if (const auto member = member_named(credit->categories, kind)) floor.categories = std::uint64_t{1} << *member;
      if (const auto group = groups_.find({credit->categories.index, kind}); group != groups_.end())
        for (Member member : group->second) floor.categories |= std::uint64_t{1} << member;
      floor.share = share_of_total(of, right);
      floor.amount = amount_of(written_for({&of, right}, table));
      if (floor.categories != 0) floors.push_back(std::move(floor));
    };
    const auto read_musts = [&](const Tree& of, NodeId holder) {
      for (NodeId must : of.children_of(holder, NodeKind::must)) {
        const NodeId when = of.child(must, NodeKind::when);
        const auto conditions = when.valid() ? of.children_of(when, NodeKind::condition) : std::vector<NodeId>{};
        if (of.child(must, NodeKind::each_year).valid() || (conditions.size() > 1 && of[when].keyword != Keyword::and_))
          continue;
        for (NodeId condition : conditions) read_condition(of, of.first(condition));
      }
    };
    read_musts(tree, requirement.node);
    read_musts(*assessment->tree, assessment->node);

    const auto total = amount_of(written_for({&tree, tree.first(total_node)}, table));
    std::vector<std::pair<std::uint64_t, Exact>> shares, amounts;
    for (const Floor& floor : floors) {
      if (floor.share) shares.emplace_back(floor.categories, *floor.share);
      if (!total) continue;
      std::optional<Exact> value;
      if (floor.share) {
        value = times(*floor.share, total->value);
      } else if (floor.amount) {
        const auto one = unit_named(floor.amount->unit), other = unit_named(total->unit);
        if (one && other && out_.program.units[*one].base == out_.program.units[*other].base) {
          value = times(floor.amount->value, out_.program.units[*one].factor);
          if (value) value = over(*value, out_.program.units[*other].factor);
        }
      }
      if (value) amounts.emplace_back(floor.categories, *value);
    }
    const auto asked = sum_of_disjoint(amounts), part = sum_of_disjoint(shares);
    if (total && asked && *asked > total->value) {
      const std::string unit = " " + total->unit;
      problems_.add(Code::parts_do_not_add_up, requirement.span,
                    {requirement.name, to_string(*asked) + unit, to_string(total->value) + unit});
    } else if (const auto percents = part && *part > Exact(1) ? times(*part, Exact(hundred)) : std::nullopt) {
      problems_.add(Code::parts_do_not_add_up, requirement.span,
                    {requirement.name, to_string(*percents) + "%", std::to_string(hundred) + "%"});
    }
  }
}

// A table by one enumeration that gives each member a percentage.
void Checker::check_shares(const Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const auto parameters = tree.children_of(declaration.node, NodeKind::parameter);
  if (parameters.size() != 1) return;
  const NodeId type_node = tree.next(tree.first(parameters.front()));
  std::vector<std::string> members;
  if (tree.kind(type_node) == NodeKind::choice_type) {
    for (NodeId member : tree.children(type_node)) members.emplace_back(tree.name_text(member));
  } else if (tree.kind(tree.first(type_node)) == NodeKind::name) {
    const auto of = find_global(std::string(tree.name_text(tree.first(type_node))));
    if (of && declarations_[*of].kind == DeclarationKind::enumeration)
      members = out_.program.enumerations[EnumerationId{declarations_[*of].index}].members;
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
  problems_.add(Code::parts_do_not_add_up, declaration.span,
                {declaration.name, to_string(*percents) + "%", std::to_string(hundred) + "%"});
}

}  // namespace cepol::semantics
