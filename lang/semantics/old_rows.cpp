// Reads the literal, and checks that it is a value that a cell of the column may hold.
#include "lang/semantics/old_rows.hpp"

#include <algorithm>

#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/typing.hpp"

namespace cepol::semantics {

namespace {

bool within(const Column& column, Exact value) { return column.lowest <= value && value <= column.highest; }

std::string number_cell(const Tree& tree, NodeId literal, const Column& column) {
  const bool negative = tree.kind(literal) == NodeKind::negate;
  const NodeId digits = negative ? tree.first(literal) : literal;
  if (tree.kind(digits) != NodeKind::number) return {};
  auto value = tree.number_value(digits);
  if (value && negative) value = minus(Exact(0), *value);
  if (!value || !within(column, *value)) return {};
  if (column.type.kind == Kind::year)
    return value->whole() && *value >= Exact(first_year) && *value <= Exact(last_year) ? to_string(*value) : "";
  for (int i = 0; value && i < column.places; ++i) value = times(*value, Exact(10));
  if (!value || !value->whole()) return {};
  return (negative ? "-" : "") + folded(tree.text_of(digits));
}

std::string date_cell(const Tree& tree, NodeId literal, const Column& column) {
  const auto date = tree.kind(literal) == NodeKind::date ? parse_date(tree.text_of(literal)) : std::optional<Date>();
  if (!date || !date->exact() || !within(column, Exact(static_cast<std::int64_t>(date->first)))) return {};
  return to_string(*date);
}

std::string member_cell(Context& context, const Tree& tree, NodeId literal, const Column& column) {
  if (tree.kind(literal) != NodeKind::name) return {};
  const auto& members = context.program.enumerations[column.type.enumeration].members;
  const auto found = std::find(members.begin(), members.end(), tree.name_text(literal));
  if (found == members.end()) return {};
  add_member_reference(context, tree, literal, column.type.enumeration, *found);
  return *found;
}

std::string cell_of(Context& context, const Tree& tree, NodeId literal, const Column& column) {
  if (column.heading) return {};
  switch (column.type.kind) {
    case Kind::truth:
      return tree.kind(literal) == NodeKind::yes ? "yes" : tree.kind(literal) == NodeKind::no ? "no" : "";
    case Kind::enumeration: return member_cell(context, tree, literal, column);
    case Kind::number:
    case Kind::year: return number_cell(tree, literal, column);
    case Kind::date: return date_cell(tree, literal, column);
    case Kind::text:
      return tree.kind(literal) == NodeKind::string ? std::string(trimmed(tree.string_text(literal))) : "";
    case Kind::row: return {};
  }
  return {};
}

}  // namespace

std::string old_rows_value(Context& context, const Tree& tree, NodeId node, const Column& column) {
  const NodeId said = tree.child(node, NodeKind::old_rows);
  if (!said.valid()) return {};
  std::string cell = cell_of(context, tree, tree.first(said), column);
  if (cell.empty())
    context.problems.add(Code::old_rows_value, tree.span(said), {column.name, type_name(context, column.type)});
  return cell;
}

}  // namespace cepol::semantics
