// The declarations of the base, and their items, looked up by name or keyword. Only lang/amend includes this header.
#pragma once

#include <optional>

#include "lang/amend/amend.hpp"

namespace cepol::amend {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

struct DeclarationRef {
  const semantics::Module* module = nullptr;
  const Tree* tree = nullptr;
  NodeId node, name;    // name: a name or, of a roster or example, a string
  std::string text;     // the name's text
  std::string subject;  // the record that it is for, or the assessment of a requirement or waiver; empty: none
};

bool declares(NodeKind kind);                      // a declaration that can be a target
std::optional<Keyword> keyword_of(NodeKind kind);  // requirement -> its keyword
DeclarationRef declared_by(const semantics::Module* module, const Tree& tree, NodeId node);
std::vector<DeclarationRef> declarations(const std::vector<semantics::Module>& modules);

// Items of a declaration with that name: members, columns, options, sources, cases, places ...
std::vector<NodeId> items_named(const Tree& tree, NodeId declaration, std::string_view name);
// The item with that keyword: when, window, total, total becomes, must NAME.
NodeId item_of(const Tree& tree, NodeId declaration, Keyword keyword, std::string_view name);
// The limits of a declaration that say all that `wanted` says, in whatever order.
std::vector<NodeId> limits_like(const Tree& tree, NodeId declaration, const Tree& other, NodeId wanted);
// The lists of conditions of a declaration: behind a `when`, and in brackets (perhaps behind `not`) within another
// list. A list comes behind the one that it is in.
struct ConditionList {
  NodeId node;                        // when, logic
  std::vector<NodeId> operands;       // by position: conditions of a `when`, expressions
  std::optional<std::size_t> parent;  // the list that it is in, of the same vector
  NodeId within;                      // the operand of that list
};
std::vector<ConditionList> condition_lists(const Tree& tree, NodeId declaration);
// The lists in which all conditions stand that `wanted` lists, with their words where it has words; of each, these.
struct ConditionsFound {
  std::size_t list;
  std::vector<NodeId> conditions;  // by position
};
std::vector<ConditionsFound> conditions_like(const Tree& tree, const std::vector<ConditionList>& lists,
                                             const Tree& other, NodeId wanted);
// All disjoint nodes in the subtree of `node` that are equal to `wanted` (leaves are compared by value), by position.
std::vector<NodeId> same_as(const Tree& tree, NodeId node, const Tree& other, NodeId wanted);
// A clause of this policy as the amending policy cites it: nmg/2017§三(一).
std::string whole_label(const Tree& tree, NodeId clause, const std::string& base_path);
// All clauses cited in a declaration, as whole_label() names them.
std::vector<std::string> clauses_in(const Tree& tree, NodeId node, const std::string& base_path);

}  // namespace cepol::amend
