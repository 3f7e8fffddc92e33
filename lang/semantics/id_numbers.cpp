#include "lang/semantics/id_numbers.hpp"

#include <algorithm>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/references.hpp"

namespace cepol::semantics {

namespace {

// The member that one of the words names, by itself or by another word for it.
std::optional<Member> member_called(const Enumeration& enumeration, std::initializer_list<std::string_view> words) {
  const auto is_one = [&](std::string_view text) {
    return std::find(words.begin(), words.end(), trimmed(without_case(text))) != words.end();
  };
  for (Member member = 0; member < enumeration.members.size(); ++member) {
    if (is_one(enumeration.members[member])) return member;
    for (const CellWord& word : enumeration.words)
      if (word.index == member && is_one(word.text)) return member;
  }
  return std::nullopt;
}

// nullopt: an ID number does not tell what stands in the column.
std::optional<TakenFrom> told_by(const Program& program, const Column& column, ColumnIndex number) {
  if (column.heading) return std::nullopt;
  if (column.type.kind == Kind::date) return TakenFrom{number};
  if (column.type.kind != Kind::enumeration) return std::nullopt;
  const Enumeration& enumeration = program.enumerations[column.type.enumeration];
  if (enumeration.members.size() != 2) return std::nullopt;
  const auto male = member_called(enumeration, {"男", "男性", "male", "man", "m"});
  const auto female = member_called(enumeration, {"女", "女性", "female", "woman", "f"});
  if (!male || !female || *male == *female) return std::nullopt;
  return TakenFrom{number, *male, *female};
}

}  // namespace

void lower_taken_from(Context& context, const Declaration& declaration) {
  const Tree& tree = *declaration.tree;
  const TableId table{declaration.index};
  const auto lower = [&](NodeId node) {
    const NodeId from = tree.child(node, NodeKind::taken_from);
    if (!from.valid()) return;
    const std::string name(tree.name_text(tree.first(from)));
    const auto number = find_column(context.program, table, name);
    if (!number || !context.program.tables[table].columns[*number].id_number ||
        context.program.tables[table].columns[*number].heading) {
      if (!context.broken_names.contains(name))
        context.problems.add(Code::taken_from_no_id_number, tree.span(tree.first(from)),
                             {name, context.program.tables[table].name});
      return;
    }
    add_column_reference(context, tree, tree.first(from), table, *number);
    for (NodeId own : tree.children_of(node, NodeKind::name)) {
      const auto index = find_column(context.program, table, std::string(tree.name_text(own)));
      if (!index) continue;
      Column& column = context.program.tables[table].columns[*index];
      column.taken_from = told_by(context.program, column, *number);
      if (!column.taken_from) context.problems.add(Code::not_from_id_number, tree.span(from), {column.name});
    }
  };
  for (NodeId node : tree.children_of(declaration.node, NodeKind::column)) lower(node);
  if (const NodeId headings = tree.child(declaration.node, NodeKind::headings); headings.valid())
    for (NodeId node : tree.children_of(headings, NodeKind::column)) lower(node);
}

}  // namespace cepol::semantics
