// struct Typed: the result of lowering an expression. struct Scope: the rows, local values and groups that an
// expression can refer to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/semantics/types.hpp"

namespace cepol::semantics {

using Bindings = std::vector<std::pair<Slot, ExprId>>;  // values bound to slots, each may read those before it

struct Typed {
  bool valid = false;  // false: in error, and reported; compatible with any type
  Type type;
  ExprId expr;
  ExprId last;           // of a window: its last year or day
  bool window = false;   // a span of years or days, by type.kind
  bool literal = false;  // a number as written, without a unit: may become a year, or 0 of any unit
  std::optional<Exact> constant;
  Bindings bindings;          // of a window: what its two terms read, bound by whoever makes a term of them
  std::vector<Member> group;  // a group of members of the enumeration `type`: only after is / in
};
inline Typed value_of(ExprId expr, Type type) {
  Typed typed;
  typed.valid = true;
  typed.type = type;
  typed.expr = expr;
  return typed;
}

struct LocalName {  // an alias, as written; empty: there is none
  std::string text = {};
  Span span = {};
  bool empty() const { return text.empty(); }
};
struct RowInScope {
  TableId table;
  Slot slot;
  LocalName alias;
};
struct Binding {                 // a parameter or other local value
  std::string name, other_name;  // in the two languages; other_name may be empty
  Type type;
  Slot slot = 0;
  Slot last = 0;
  bool window = false;
  Span declared = {};  // of the name; empty: a name of the language itself
};
struct Group;
struct Captured {  // a slot of the frame in which a RowValue is used
  Slot slot;
  Type type;
};
// An expression of a row, for use with several rows: see sharing.hpp.
struct RowValue {
  enum class Use : std::uint8_t { key, date, condition } use = Use::key;
  NodeId node;
  FunctionId function;                                  // invalid, and not `anew`: it is in error, and reported
  std::vector<std::optional<Captured>> arguments = {};  // of the function; nullopt: the row
  bool anew = false;                                    // lowered for each row, in this scope
  TableId table = {};
  LocalName alias = {};
  std::vector<RowInScope> rows = {};
  std::vector<Binding> bindings = {};
  std::vector<Group> groups;

  RowValue();
  RowValue(const RowValue&);
  RowValue(RowValue&&) noexcept;
  RowValue& operator=(const RowValue&);
  RowValue& operator=(RowValue&&) noexcept;
  ~RowValue();
};
// The rows of a table with equal keys; the keys are bound to slots. `over group` folds over these rows.
struct Group {
  struct Key {
    RowValue value;
    Type type;
    Slot slot;
  };
  TableId table;
  std::optional<RowInScope> parent;  // whose rows; nullopt: all
  LocalName alias;
  std::optional<RowValue> where;  // the condition on its rows
  std::vector<Key> keys;
  std::vector<RowInScope> rows;  // in scope at the fold
  std::vector<Binding> bindings;
};
inline RowValue::RowValue() = default;
inline RowValue::RowValue(const RowValue&) = default;
inline RowValue::RowValue(RowValue&&) noexcept = default;
inline RowValue& RowValue::operator=(const RowValue&) = default;
inline RowValue& RowValue::operator=(RowValue&&) noexcept = default;
inline RowValue::~RowValue() = default;
struct Scope {
  const Tree* tree;
  std::vector<RowInScope> rows;  // innermost last
  std::vector<Binding> bindings;
  Slot slots = 0;
  std::vector<Group> groups = {};
  Slot fresh() { return slots++; }
};

}  // namespace cepol::semantics
