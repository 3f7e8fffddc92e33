// Lowers enumerations and records (columns, key, link to a parent record) and resolves the types of columns.
#include "lang/semantics/records.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/semantics/blank_words.hpp"
#include "lang/semantics/column_bounds.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/id_numbers.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/old_rows.hpp"
#include "lang/semantics/other_words.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"
#include "lang/semantics/units.hpp"
#include "lang/syntax/keywords.hpp"

namespace cepol::semantics {

namespace {

void report_not_omittable(Context& context, Span span, const std::string& column) {
  context.problems.add(Code::key_omittable, span, {column});
}

bool is_id_number(const Tree& tree, NodeId type_node) {
  if (tree.kind(type_node) != NodeKind::type) return false;
  const NodeId inner = tree.first(type_node);
  return tree.kind(inner) == NodeKind::builtin_type && tree[inner].keyword == Keyword::id_number;
}

void lower_column(Context& context, const Tree& tree, NodeId node, TableId table, bool heading) {
  NodeId type_node = tree.child(node, NodeKind::type);
  if (!type_node.valid()) type_node = tree.child(node, NodeKind::choice_type);
  if (!type_node.valid()) return;
  const auto names = tree.children_of(node, NodeKind::name);
  const auto type = lower_type(context, tree, type_node, std::string(tree.name_text(names.front())));
  const auto broken = [&] {
    for (NodeId name : names) context.broken_names.emplace(tree.name_text(name));
  };
  if (!type) return broken();
  if (type->kind == Kind::row && !context.program.tables[type->table].key) {
    context.problems.add(Code::reference_without_key, tree.span(type_node), {context.program.tables[type->table].name});
    return broken();
  }
  Column column;
  column.type = *type;
  column.heading = heading;
  column.id_number = is_id_number(tree, type_node);
  if (tree.child(node, NodeKind::optional).valid() || type->kind == Kind::row) column.blank = Blank::none;
  lower_bounds(context, tree, node, std::string(tree.name_text(names.front())), column);
  const NodeId omittable = tree.child(node, NodeKind::omittable);
  column.may_be_absent = omittable.valid();
  const std::vector<BlankWord> words = blank_words_of(context, tree, node);
  for (NodeId name : names) {
    column.name = tree.name_text(name);
    column.declared = tree.span(name);
    column.headings.clear();
    add_headings(context, tree, name, column);
    column.words.clear();
    add_truth_words(context, tree, node, column);
    column.blank_words.clear();
    add_blank_words(context, words, column);
    column.old_rows = old_rows_value(context, tree, node, column);
    if (auto other = find_column(context.program, table, column.name)) {
      if (other == context.program.tables[table].link &&
          (column.type.kind == Kind::text ||
           column.type == context.program.tables[table].columns[*other].type)) {  // written out: the same column
        Column& link = context.program.tables[table].columns[*other];
        link.blank_words = column.blank_words;
        link.headings.insert(link.headings.end(), column.headings.begin(), column.headings.end());
        if (omittable.valid()) report_not_omittable(context, tree.span(omittable), column.name);
        continue;
      }
      context.problems.add(Code::declared_twice, tree.span(name), {column.name})
          .also(context.program.tables[table].columns[*other].declared, "先前在这里定义", "first defined here");
      continue;
    }
    for (const Column& other : context.program.tables[table].columns)
      if (key_form(other.name) == key_form(column.name))
        context.problems.add(Code::names_alike, tree.span(name), {column.name, other.name})
            .also(other.declared, "先前在这里定义", "first defined here");
    context.program.tables[table].columns.push_back(column);
  }
}

// `equal rows count once`
void lower_equal_rows(Context& context, const Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const auto lines = tree.children_of(declaration.node, NodeKind::equal_rows_once);
  if (lines.empty()) return;
  RecordTable& made = context.program.tables[TableId{declaration.index}];
  made.equal_rows_once = !made.key;
  if (made.key) context.problems.add(Code::equal_rows_with_key, tree.span(lines.front()), {made.name});
  if (lines.size() > 1)
    context.problems.add(Code::declared_twice, tree.span(lines[1]), {on_one_line(tree.text_of(lines[1]))})
        .also(tree.span(lines.front()), "先前在这里定义", "first defined here");
}

// `window`: as in lower_type.
std::optional<Type> lower_builtin_type(Context& context, const Tree& tree, NodeId node, bool* window) {
  const Keyword keyword = tree[node].keyword;
  if (keyword == Keyword::bool_) return truth_type();
  if (keyword == Keyword::text || keyword == Keyword::id_number) return text_type();
  if (keyword == Keyword::number) return number_type();
  if (keyword == Keyword::year) return year_type();
  if (keyword == Keyword::date) return date_type();
  if (window == nullptr) {  // years, period
    context.problems.add(Code::window_not_here, tree.span(node));
    return std::nullopt;
  }
  *window = true;
  return keyword == Keyword::years ? year_type() : date_type();
}

}  // namespace

namespace {

// Two members that cells cannot tell apart; one that is declared twice is reported elsewhere.
void check_alike(Context& context, const std::vector<std::string>& members, Span span, const std::vector<Span>& spans) {
  std::map<std::string, std::size_t> known;  // by the form in which cells are compared
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto [other, is_new] = known.try_emplace(comparable(members[i]), i);
    if (is_new || members[other->second] == members[i]) continue;
    auto& problem = context.problems.add(Code::names_alike, i < spans.size() ? spans[i] : span,
                                         {members[i], members[other->second]});
    if (other->second < spans.size()) problem.also(spans[other->second], "先前在这里定义", "first defined here");
  }
}

}  // namespace

EnumerationId add_enumeration(Context& context, const std::string& name, std::vector<std::string> members, Span span,
                              std::vector<Span> spans) {
  check_alike(context, members, span, spans);
  if (members.empty()) context.problems.add(Code::no_members, span, {name});
  if (members.size() > max_members) {
    context.problems.add(Code::too_many_members, span,
                         {name, std::to_string(members.size()), std::to_string(max_members)});
    members.resize(max_members);
  }
  const auto choice = static_cast<std::uint32_t>(context.program.enumerations.size());
  for (std::size_t i = 0; i < spans.size() && i < members.size(); ++i)
    context.member_spans.try_emplace({choice, members[i]}, spans[i]);
  for (const std::string& member : members) {
    auto& owners = context.member_owners[member];
    if (owners.empty() || owners.back().index != choice) owners.push_back({choice});
  }
  return context.program.enumerations.add({name, std::move(members)});
}

void lower_enumeration(Context& context, Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  std::vector<std::string> members;
  std::set<std::string> known;
  std::vector<Span> spans;
  for (NodeId node : tree.children_of(declaration.node, NodeKind::member)) {
    const std::string text(tree.name_text(tree.first(node)));
    if (!known.insert(text).second)
      context.problems.add(Code::declared_twice, tree.span(node), {text});
    else {
      members.push_back(text);
      spans.push_back(tree.span(tree.first(node)));
    }
  }
  const EnumerationId id =
      add_enumeration(context, declaration.name, std::move(members), declaration.span, std::move(spans));
  declaration.index = id.index;
  declaration.stage = Declaration::Stage::lowered;
  for (NodeId node : tree.children_of(declaration.node, NodeKind::group)) {
    std::vector<Member> group;
    std::string group_name;
    bool first = true;
    for (NodeId name : tree.children(node)) {
      const std::string text(tree.name_text(name));
      if (first) {
        group_name = text;
        first = false;
        context.member_spans.try_emplace({id.index, text}, tree.span(name));
      } else if (auto member = find_member(context.program, id, text)) {
        group.push_back(*member);
      } else if (auto inner = context.groups.find({id.index, text}); inner != context.groups.end()) {
        group.insert(group.end(), inner->second.begin(), inner->second.end());
      } else {
        report_unknown_name(context, tree, name, text, [&] { return context.program.enumerations[id].members; });
      }
    }
    std::sort(group.begin(), group.end());
    group.erase(std::unique(group.begin(), group.end()), group.end());
    for (NodeId name : tree.children(node))
      if (!(name == tree.first(node))) add_member_reference(context, tree, name, id, std::string(tree.name_text(name)));
    if (find_member(context.program, id, group_name) ||
        !context.groups.try_emplace({id.index, group_name}, group).second)
      context.problems.add(Code::declared_twice, tree.span(tree.first(node)), {group_name});
    else
      context.program.enumerations[id].groups.push_back({group_name, std::move(group)});
  }
  add_member_words(context, tree, declaration.node, id);
}

std::optional<Type> lower_type(Context& context, const Tree& tree, NodeId node, const std::string& name_for_choice,
                               bool* window) {
  if (tree.kind(node) == NodeKind::choice_type) {
    std::vector<std::string> members;
    std::vector<Span> spans;
    for (NodeId member : tree.children_of(node, NodeKind::name)) {
      members.emplace_back(tree.name_text(member));
      spans.push_back(tree.span(member));
    }
    const EnumerationId id =
        add_enumeration(context, name_for_choice, std::move(members), tree.span(node), std::move(spans));
    add_member_words(context, tree, node, id);
    return enumeration_type(id);
  }
  const NodeId inner = tree.first(node);
  if (tree.kind(inner) == NodeKind::builtin_type) return lower_builtin_type(context, tree, inner, window);
  const std::string text(tree.name_text(inner));
  if (find_unit(context.program, text)) return number_type(*resolve_unit(context, tree, inner));
  if (tree[node].keyword == Keyword::number) {  // `number in NAME`
    (void)resolve_unit(context, tree, inner);   // reports it
    return std::nullopt;
  }
  if (auto id = find_global(context, text)) {
    Declaration& declaration = context.declarations[*id];
    declaration.used = true;
    add_reference(context, tree, inner, declaration.span);
    if (declaration.kind == DeclarationKind::enumeration) return enumeration_type(EnumerationId{declaration.index});
    if (declaration.kind == DeclarationKind::record) return row_type(TableId{declaration.index});
  }
  auto& problem = context.problems.add(Code::unknown_type, tree.span(inner), {text});
  suggest_nearest(context, problem, text, [&] {
    std::vector<std::string> candidates;
    for (const auto& [name, id] : context.globals) {
      const DeclarationKind kind = context.declarations[id].kind;
      if (kind == DeclarationKind::unit || kind == DeclarationKind::enumeration || kind == DeclarationKind::record)
        candidates.push_back(name);
    }
    for (Keyword type : {Keyword::bool_, Keyword::text, Keyword::id_number, Keyword::number, Keyword::year,
                         Keyword::date, Keyword::years, Keyword::period})
      for (Language language : {Language::zh, Language::en}) candidates.emplace_back(syntax::spelling(type, language));
    return candidates;
  });
  return std::nullopt;
}

void lower_record(Context& context, Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const TableId table{declaration.index};
  declaration.stage = Declaration::Stage::lowered;
  const Type text_type{Kind::text, {}, {}, {}};

  // A child's link to its parent is a column of its own, named as the parent's key.
  if (const NodeId parent = tree.child(declaration.node, NodeKind::parent); parent.valid()) {
    const NodeId parent_name = tree.first(parent);
    if (const auto of = resolve_table(context, tree, parent_name)) {
      const Declaration& other = context.declarations[*find_global(context, std::string(tree.name_text(parent_name)))];
      const NodeId key = other.tree->child(other.node, NodeKind::key);
      if (of->index >= table.index) {
        context.problems.add(Code::parent_declared_later, tree.span(parent), {context.program.tables[*of].name});
      } else if (!key.valid()) {
        context.problems.add(Code::reference_without_key, tree.span(parent), {context.program.tables[*of].name});
      } else {
        Column link;
        link.name = other.tree->name_text(other.tree->first(key));
        link.type = row_type(*of);
        link.blank = Blank::none;
        link.declared = tree.span(parent);
        if (const auto key_column = find_column(context.program, *of, link.name))
          link.headings = context.program.tables[*of].columns[*key_column].headings;
        RecordTable& made = context.program.tables[table];
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
      context.problems.add(Code::beside_outside, tree.span(beside), {file});
    else
      context.program.tables[table].beside = file;
  }
  const NodeId key = tree.child(declaration.node, NodeKind::key);
  std::string key_name;
  if (key.valid()) {
    key_name = tree.name_text(tree.first(key));
    context.program.tables[table].key = 0;  // makes references to this record valid; the index is set below
  }
  for (NodeId node : tree.children_of(declaration.node, NodeKind::column))
    lower_column(context, tree, node, table, false);
  if (const NodeId headings = tree.child(declaration.node, NodeKind::headings); headings.valid()) {
    context.program.tables[table].heading = tree.name_text(tree.first(headings));
    for (NodeId node : tree.children_of(headings, NodeKind::column)) lower_column(context, tree, node, table, true);
  }
  if (key.valid()) {
    if (const auto column = find_column(context.program, table, key_name)) {
      RecordTable& made = context.program.tables[table];
      made.key = column;
      add_column_reference(context, tree, tree.first(key), table, *column);
      if (made.columns[*column].type.kind != Kind::text)
        context.problems.add(Code::key_not_text, tree.span(key), {key_name});
      if (made.columns[*column].may_be_absent) report_not_omittable(context, made.columns[*column].declared, key_name);
      made.columns[*column].old_rows.clear();  // a key is never missing from data
    } else {
      // Not declared among the columns: the key is a text column of its own.
      RecordTable& made = context.program.tables[table];
      Column column_of_key;
      column_of_key.name = key_name;
      column_of_key.type = text_type;
      column_of_key.declared = tree.span(key);
      made.columns.insert(made.columns.begin(), column_of_key);
      made.key = 0;
      if (made.link) ++*made.link;
    }
  }
  lower_equal_rows(context, declaration);
  lower_taken_from(context, declaration);
  check_headings(context, table);
  const std::vector<BlankWord> words = blank_words_of(context, tree, declaration.node);
  for (Column& column : context.program.tables[table].columns) {
    add_blank_words(context, words, column);
    add_blank_words(context, context.blank_words, column);
  }
}

}  // namespace cepol::semantics
