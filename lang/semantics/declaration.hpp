// struct Declaration: the symbol-table entry of a declaration of a policy or module, with its kind, span, stage of
// lowering and, once lowered, its signature. Also the limits of nesting.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/semantics/types.hpp"

namespace cepol::semantics {

enum class DeclarationKind : std::uint8_t {
  unit,
  enumeration,
  record,
  reading,
  define,
  credit,
  equivalence,
  assessment,
  requirement,
  waiver,
  decision,
  measure,
  quota,
};
using DeclarationId = Id<struct DeclarationTag>;
// Of a declaration that belongs to no record: does its name stand for a value in expressions?
constexpr bool is_global_value(DeclarationKind kind) {
  return kind == DeclarationKind::reading || kind == DeclarationKind::define;
}

// The signature of a definition, reading or decision, for uses in expressions.
struct Signature {
  struct Argument {
    std::string name;
    Type type;
    bool window = false;  // passed as its two ends
  };
  std::vector<Argument> parameters;  // without the row
  Type type;
  FunctionId function;  // of a window: its first year or day
  FunctionId last;      // of a window: its last
  bool window = false;
};

struct Declaration {
  DeclarationKind kind = DeclarationKind::define;
  std::string name;
  const Tree* tree = nullptr;
  NodeId node;
  Span span;                     // of the name
  std::optional<TableId> table;  // the record it belongs to
  std::uint32_t index = 0;  // of the unit, enumeration, table, reading, quota or decision; of a measure: its number
  bool from_policy = true;  // false: from a used module
  bool used = false;
  enum class Stage : std::uint8_t { declared, lowering, lowered, broken } stage = Stage::declared;
  std::size_t height = 1;  // of the chain of declarations that it is built on, itself included
  Signature signature;
};

// Limits of depth: the checker and the engines walk declarations, expressions and terms by recursion.
constexpr std::size_t max_height = 200;    // of declarations built one on another
constexpr std::size_t max_nesting = 1500;  // of expressions being lowered, through the declarations they use
// Of terms, through the functions that they call: engines take up to 570 bytes of stack for each, of 1 MB in a browser.
constexpr std::size_t max_term_depth = 1600;
constexpr std::size_t max_cases = 1000;               // of a decision or table
constexpr std::size_t max_example_cells = 1'000'000;  // taken over by the examples of a policy from others

}  // namespace cepol::semantics
