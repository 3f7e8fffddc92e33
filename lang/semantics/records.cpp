// Units, enumerations, records and the types of columns.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::semantics {

void Checker::lower_builtin_units() {
  auto add = [&](std::string name, std::vector<std::string> aliases) {
    const UnitId id = out_.program.units.add({std::move(name), std::move(aliases), {}, 1});
    out_.program.units[id].base = id;
    return id;
  };
  years_ = add("年", {"years", "year", "周岁", "岁"});
  months_ = add("个月", {"months", "month", "月"});
  days_ = add("天", {"days", "day", "日"});
  out_.program.units[years_].base = months_;
  out_.program.units[years_].factor = 12;
}

std::optional<UnitId> Checker::unit_named(const std::string& name) const {
  for (std::size_t i = 0; i < out_.program.units.size(); ++i) {
    const Unit& unit = out_.program.units.nodes[i];
    if (unit.name == name) return UnitId{static_cast<std::uint32_t>(i)};
    for (const std::string& alias : unit.aliases)
      if (alias == name) return UnitId{static_cast<std::uint32_t>(i)};
  }
  return std::nullopt;
}

void Checker::lower_unit(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  Unit unit;
  unit.name = declaration.name;
  for (NodeId name : tree.children_of(declaration.node, NodeKind::name)) {
    const std::string text(tree.name_text(name));
    const bool is_first = name == tree.child(declaration.node, NodeKind::name);
    const bool repeated = !is_first && (text == unit.name || std::find(unit.aliases.begin(), unit.aliases.end(),
                                                                       text) != unit.aliases.end());
    if (repeated || unit_named(text))
      problems_.add(Code::declared_twice, tree.span(name), {text});
    else if (!is_first)
      unit.aliases.push_back(text);
  }
  const UnitId id = out_.program.units.add(std::move(unit));
  out_.program.units[id].base = id;
  declaration.index = id.index;
  declaration.stage = Declaration::Stage::made;
  for (NodeId node : tree.children(declaration.node)) {
    if (tree.kind(node) == NodeKind::name || tree.kind(node) == NodeKind::string) continue;
    // The conversion: a number of an earlier unit.
    Scope scope{&tree, {}, {}, 0};
    const Typed factor = expression(node, scope);
    if (!factor.valid) continue;
    if (!factor.constant || !factor.type.unit.valid() || factor.type.unit == id || *factor.constant <= Exact(0)) {
      problems_.add(Code::bad_conversion, tree.span(node), {declaration.name});
      continue;
    }
    const Unit& other = out_.program.units[factor.type.unit];
    const auto product = times(*factor.constant, other.factor);
    if (!product) continue;
    const UnitId base = other.base;
    out_.program.units[id].factor = *product;
    out_.program.units[id].base = base;
  }
}

EnumerationId Checker::add_enumeration(const std::string& name, std::vector<std::string> members, Span span,
                                       std::vector<Span> spans) {
  if (members.empty()) problems_.add(Code::no_members, span, {name});
  if (members.size() > max_members) {
    problems_.add(Code::too_many_members, span, {name, std::to_string(members.size()), std::to_string(max_members)});
    members.resize(max_members);
  }
  const auto choice = static_cast<std::uint32_t>(out_.program.enumerations.size());
  for (std::size_t i = 0; i < spans.size() && i < members.size(); ++i)
    member_spans_.try_emplace({choice, members[i]}, spans[i]);
  return out_.program.enumerations.add({name, std::move(members)});
}

std::optional<Member> Checker::member_named(EnumerationId choice, const std::string& name) const {
  const auto& members = out_.program.enumerations[choice].members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i] == name) return static_cast<Member>(i);
  return std::nullopt;
}

std::optional<ColumnIndex> Checker::column_named(TableId table, const std::string& name) const {
  const auto& columns = out_.program.tables[table].columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return static_cast<ColumnIndex>(i);
  return std::nullopt;
}

void Checker::lower_enumeration(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  std::vector<std::string> members;
  std::set<std::string> known;
  std::vector<Span> spans;
  for (NodeId node : tree.children_of(declaration.node, NodeKind::member)) {
    const std::string text(tree.name_text(tree.first(node)));
    if (!known.insert(text).second)
      problems_.add(Code::declared_twice, tree.span(node), {text});
    else {
      members.push_back(text);
      spans.push_back(tree.span(tree.first(node)));
    }
  }
  const EnumerationId id = add_enumeration(declaration.name, std::move(members), declaration.span, std::move(spans));
  declaration.index = id.index;
  declaration.stage = Declaration::Stage::made;
  for (NodeId node : tree.children_of(declaration.node, NodeKind::group)) {
    std::vector<Member> group;
    std::string group_name;
    bool first = true;
    for (NodeId name : tree.children(node)) {
      const std::string text(tree.name_text(name));
      if (first) {
        group_name = text;
        first = false;
        member_spans_.try_emplace({id.index, text}, tree.span(name));
      } else if (auto member = member_named(id, text)) {
        group.push_back(*member);
      } else if (auto inner = groups_.find({id.index, text}); inner != groups_.end()) {
        group.insert(group.end(), inner->second.begin(), inner->second.end());
      } else {
        unknown_name(tree, name, text, out_.program.enumerations[id].members);
      }
    }
    std::sort(group.begin(), group.end());
    group.erase(std::unique(group.begin(), group.end()), group.end());
    for (NodeId name : tree.children(node))
      if (!(name == tree.first(node))) refers_to_member(tree, name, id, std::string(tree.name_text(name)));
    if (member_named(id, group_name) || !groups_.try_emplace({id.index, group_name}, group).second)
      problems_.add(Code::declared_twice, tree.span(tree.first(node)), {group_name});
  }
}

std::optional<Type> Checker::type_of(const Tree& tree, NodeId node, const std::string& name_for_choice, bool* window) {
  if (tree.kind(node) == NodeKind::choice_type) {
    std::vector<std::string> members;
    std::vector<Span> spans;
    for (NodeId member : tree.children(node)) {
      members.emplace_back(tree.name_text(member));
      spans.push_back(tree.span(member));
    }
    return choice_type(add_enumeration(name_for_choice, std::move(members), tree.span(node), std::move(spans)));
  }
  const NodeId inner = tree.first(node);
  if (tree.kind(inner) == NodeKind::builtin_type) {
    switch (tree[inner].keyword) {
      case Keyword::bool_: return truth_type();
      case Keyword::text: return Type{Kind::text, {}, {}, {}};
      case Keyword::number: return number_type();
      case Keyword::year: return year_type();
      case Keyword::date: return date_type();
      case Keyword::years:
      case Keyword::period:
        if (window != nullptr) {
          *window = true;
          return tree[inner].keyword == Keyword::years ? year_type() : date_type();
        }
        problems_.add(Code::window_not_here, tree.span(inner));
        return std::nullopt;
      default: break;
    }
  }
  const std::string text(tree.name_text(inner));
  if (auto unit = unit_named(text)) {
    if (auto id = find_global(text)) declarations_[*id].used = true;
    refers_to_global(tree, inner, text);
    return number_type(*unit);
  }
  if (auto id = find_global(text)) {
    Declaration& declaration = declarations_[*id];
    declaration.used = true;
    refers(tree, inner, declaration.span);
    if (declaration.kind == DeclarationKind::enumeration) return choice_type(EnumerationId{declaration.index});
    if (declaration.kind == DeclarationKind::record) return row_type(TableId{declaration.index});
  }
  std::vector<std::string> candidates;
  for (const auto& [name, id] : globals_) {
    const DeclarationKind kind = declarations_[id].kind;
    if (kind == DeclarationKind::unit || kind == DeclarationKind::enumeration || kind == DeclarationKind::record)
      candidates.push_back(name);
  }
  for (Keyword type :
       {Keyword::bool_, Keyword::text, Keyword::number, Keyword::year, Keyword::date, Keyword::years, Keyword::period})
    for (Language language : {Language::zh, Language::en}) candidates.emplace_back(syntax::spelling(type, language));
  auto& problem = problems_.add(Code::unknown_type, tree.span(inner), {text});
  if (auto near = nearest_name(text, candidates)) problem.suggest(*near);
  return std::nullopt;
}

void Checker::lower_column(const Tree& tree, NodeId node, TableId table, bool heading) {
  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (!type_node.valid()) return;
  const auto names = tree.children_of(node, NodeKind::name);
  const auto type = type_of(tree, type_node, std::string(tree.name_text(names.front())));
  const auto broken = [&] {
    for (NodeId name : names) broken_names_.emplace(tree.name_text(name));
  };
  if (!type) return broken();
  if (type->kind == Kind::row && !out_.program.tables[type->table].key) {
    problems_.add(Code::reference_without_key, tree.span(type_node), {out_.program.tables[type->table].name});
    return broken();
  }
  Column column;
  column.type = *type;
  column.heading = heading;
  if (tree.child(node, NodeKind::optional).valid() || type->kind == Kind::row) column.blank = Blank::none;
  auto bound = [&](NodeKind kind, Exact& place) {
    const NodeId at = tree.child(node, kind);
    if (!at.valid()) return;
    Scope scope{&tree, {}, {}, 0};
    const Typed value = expression(tree.first(at), scope);
    if (value.valid && value.constant) place = *value.constant;
  };
  bound(NodeKind::lowest, column.lowest);
  bound(NodeKind::highest, column.highest);
  if (const NodeId places = tree.child(node, NodeKind::places); places.valid()) {
    const auto value = parse_exact(tree.text_of(tree.first(places)));
    if (value && value->whole() && *value >= Exact(0) && *value <= Exact(9))
      column.places = static_cast<int>(value->num);
    else
      problems_.add(Code::bad_places, tree.span(places));
  }
  for (NodeId name : names) {
    column.name = tree.name_text(name);
    column.declared = tree.span(name);
    if (auto other = column_named(table, column.name)) {
      if (other == out_.program.tables[table].link &&
          (column.type.kind == Kind::text || column.type == out_.program.tables[table].columns[*other].type))
        continue;  // written out: the same column
      problems_.add(Code::declared_twice, tree.span(name), {column.name})
          .also(out_.program.tables[table].columns[*other].declared, "先前在这里定义", "first defined here");
      continue;
    }
    out_.program.tables[table].columns.push_back(column);
  }
}

void Checker::lower_record(Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const TableId table{declaration.index};
  declaration.stage = Declaration::Stage::made;
  const Type text_type{Kind::text, {}, {}, {}};

  // A child's link to its parent is a column of its own, named as the parent's key.
  if (const NodeId parent = tree.child(declaration.node, NodeKind::parent); parent.valid()) {
    const NodeId parent_name = tree.first(parent);
    if (const auto of = table_named(tree, parent_name)) {
      const Declaration& other = declarations_[*find_global(std::string(tree.name_text(parent_name)))];
      const NodeId key = other.tree->child(other.node, NodeKind::key);
      if (of->index >= table.index) {
        problems_.add(Code::parent_declared_later, tree.span(parent), {out_.program.tables[*of].name});
      } else if (!key.valid()) {
        problems_.add(Code::reference_without_key, tree.span(parent), {out_.program.tables[*of].name});
      } else {
        Column link;
        link.name = other.tree->name_text(other.tree->first(key));
        link.type = row_type(*of);
        link.blank = Blank::none;
        link.declared = tree.span(parent);
        RecordTable& made = out_.program.tables[table];
        made.parent = *of;
        made.link = static_cast<ColumnIndex>(made.columns.size());
        made.columns.push_back(std::move(link));
      }
    }
  }
  if (const NodeId beside = tree.child(declaration.node, NodeKind::beside); beside.valid()) {
    const std::string file = tree.string_text(tree.first(beside));
    const bool outside = file.empty() || file.front() == '/' || file.find("..") != std::string::npos ||
                         file.find('\\') != std::string::npos || !file.ends_with(".csv");
    if (outside || !declaration.from_policy)
      problems_.add(Code::beside_outside, tree.span(beside), {file});
    else
      out_.program.tables[table].beside = file;
  }
  const NodeId key = tree.child(declaration.node, NodeKind::key);
  std::string key_name;
  if (key.valid()) {
    key_name = tree.name_text(tree.first(key));
    out_.program.tables[table].key = 0;  // so that references to this record are good; its place is set below
  }
  for (NodeId node : tree.children_of(declaration.node, NodeKind::column)) lower_column(tree, node, table, false);
  if (const NodeId headings = tree.child(declaration.node, NodeKind::headings); headings.valid()) {
    out_.program.tables[table].heading = tree.name_text(tree.first(headings));
    for (NodeId node : tree.children_of(headings, NodeKind::column)) lower_column(tree, node, table, true);
  }
  if (key.valid()) {
    if (const auto column = column_named(table, key_name)) {
      RecordTable& made = out_.program.tables[table];
      made.key = column;
      refers_to_column(tree, tree.first(key), table, *column);
      if (made.columns[*column].type.kind != Kind::text) problems_.add(Code::key_not_text, tree.span(key), {key_name});
    } else {
      // Not declared among the columns: the key is a text column of its own.
      RecordTable& made = out_.program.tables[table];
      Column column_of_key;
      column_of_key.name = key_name;
      column_of_key.type = text_type;
      column_of_key.declared = tree.span(key);
      made.columns.insert(made.columns.begin(), column_of_key);
      made.key = 0;
      if (made.link) ++*made.link;
    }
  }
}

}  // namespace cepol::semantics
