// What a construct reads more than once is lowered once. Every construct that does so goes through one of these, so
// that the terms of a policy, and the steps of evaluating them, grow with its text:
//
//   share()     a value: bound by a `let`, unless it is small. The construct wraps what it makes in with_bindings();
//   one that
//               makes a window, which has two terms, passes the bindings on with it (Typed::bindings).
//   RowValue    an expression of the source that is needed for several rows of a table: a function of the row, unless
//               it is short. Short ones are lowered for each row anew, because lints and readers see through them.
#pragma once

#include "lang/semantics/context.hpp"
#include "lang/semantics/scope.hpp"

namespace cepol::semantics {

// The operand as the construct may read it: itself, or a local that is added to `bindings`. always: a local.
enum class Sharing : std::uint8_t { unless_small, always };
ExprId share(Context& context, Scope& scope, ExprId operand, Bindings& bindings,
             Sharing sharing = Sharing::unless_small);
// `body` with the values bound, the first outermost.
ExprId with_bindings(Context& context, const Bindings& bindings, ExprId body);

// Is the source so short that it may be lowered more than once?
bool is_short(const Tree& tree, NodeId node);

// `scope`: that of the expression, without the row.
RowValue row_value(Context& context, const Scope& scope, TableId table, const LocalName& alias, NodeId node,
                   RowValue::Use use);
// The value for the row in `slot` of the frame of `scope`; not valid: it is in error, and reported.
Typed of_row(Context& context, const RowValue& value, Slot slot, Scope& scope);

// The frame of a new function of a row. It takes what is in scope around it, as far as its body reads it.
class RowFrame {
 public:
  RowFrame(Context& context, const Scope& outer, TableId table, const LocalName& alias);
  Scope& scope() { return inner_; }
  Slot row() const { return own_; }
  // Turns slots of the frame around into those of this one.
  void take(Slot& slot, const Type& type);
  void take(RowValue& value);
  RowValue function(ExprId body, std::string name, NodeId node, RowValue::Use use);

 private:
  void take(Slot& slot, const Type& type, const std::string& name);
  void take(std::vector<RowInScope>& rows, std::vector<Binding>& bindings, std::vector<Group>& groups);
  std::vector<bool> parameters_read(ExprId body);

  Context& context_;
  Scope inner_;
  Slot own_ = 0;
  std::vector<Parameter> parameters_;
  std::vector<std::optional<Slot>> outer_;  // by parameter: its slot in the frame around; nullopt: the row
  std::vector<ExprId> locals_;              // the terms that read parameters
};

}  // namespace cepol::semantics
