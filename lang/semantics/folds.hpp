// Lowers folds (sum, count, some, every, least, most, distinct, lookup) over the rows of a table, over groups of rows,
// or over the years of a window.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

Typed lower_fold(Context& context, NodeId node, Scope& scope);

// The range of a fold: rows, years or groups, with the current row, year or keys bound to slots.
struct FoldRange {
  enum class Over : std::uint8_t { rows, groups, years } over = Over::rows;
  TableId table;
  std::optional<ExprId> parent;
  Slot slot = 0;
  Typed window;                 // years
  std::optional<ExprId> guard;  // groups: the row is the first of its group; rows of `group`: it is of that group
};
// Binds the year in the scope.
std::optional<FoldRange> fold_years(Context& context, const Tree& tree, NodeId years, Scope& scope);

LocalName alias_of(const Tree& tree, NodeId node);  // of a node with an `alias` among its children
// The innermost row in scope that is of the parent's record, whose children are folded; none: all rows are.
std::optional<RowInScope> parent_in_scope(const Context& context, TableId table, const Scope& scope);

}  // namespace cepol::semantics
