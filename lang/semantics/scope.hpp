// struct Typed: the result of lowering an expression. struct Scope: the rows, local values and groups that an
// expression can refer to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/semantics/types.hpp"

namespace cepol::semantics {

struct Typed {
  bool valid = false;  // false: in error, and reported; compatible with any type
  Type type;
  ExprId expr;
  ExprId last;           // of a window: its last year or day
  bool window = false;   // a span of years or days, by type.kind
  bool literal = false;  // a number as written, without a unit: may become a year, or 0 of any unit
  std::optional<Exact> constant;
  std::vector<Member> group;  // a group of members of the enumeration `type`: only after is / in
};
inline Typed value_of(ExprId expr, Type type) {
  Typed typed;
  typed.valid = true;
  typed.type = type;
  typed.expr = expr;
  return typed;
}

struct RowInScope {
  TableId table;
  Slot slot;
  std::string alias;
};
struct Binding {                 // a parameter or other local value
  std::string name, other_name;  // in the two languages; other_name may be empty
  Type type;
  Slot slot = 0;
  Slot last = 0;
  bool window = false;
};
// The rows of a table with equal keys; the keys are bound to slots. `over group` folds over these rows.
struct Group {
  struct Key {
    NodeId node;  // the expression, of a row
    Type type;
    Slot slot;
  };
  TableId table;
  std::optional<ExprId> parent;
  std::string alias;
  NodeId where;  // the condition on its rows; invalid: none
  std::vector<Key> keys;
  std::vector<RowInScope> rows;  // in scope at the fold
  std::vector<Binding> bindings;
};
struct Scope {
  const Tree* tree;
  std::vector<RowInScope> rows;  // innermost last
  std::vector<Binding> bindings;
  Slot slots = 0;
  std::vector<Group> groups = {};
  Slot fresh() { return slots++; }
};

}  // namespace cepol::semantics
