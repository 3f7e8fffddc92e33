// The syntax tree: nodes in one flat table, linked by first child and next sibling, with spans into the source text,
// and the tokens in the order of the text. Made by parse(), then immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/exact.hpp"
#include "lang/source/source.hpp"

namespace cepol::syntax {

enum class NodeKind : std::uint8_t {
#define NODE(name, category) name,
#include "lang/syntax/nodes.def"
#undef NODE
};

// The category of a node kind: the second column of nodes.def.
enum class NodeCategory : std::uint8_t {
  header,           // of a policy or module, and the file itself
  leaf,             // names, strings, citations: parts of nodes of every category
  declaration,      // of what rules refer to, or of something that decides nothing
  rule,             // a declaration that decides something
  item,             // part of a declaration or rule
  example_item,     // part of an example
  amendment,        // what an amending policy changes, and its parts
  expression,       // a node that has a value (so may a name and a string)
  expression_part,  // occurs only inside an expression, and has no value
  error,
};
inline constexpr NodeCategory node_categories[] = {
#define NODE(name, category) NodeCategory::category,
#include "lang/syntax/nodes.def"
#undef NODE
};
constexpr NodeCategory category_of(NodeKind kind) { return node_categories[static_cast<std::size_t>(kind)]; }
constexpr bool is_expression(NodeKind kind) { return category_of(kind) == NodeCategory::expression; }
constexpr bool is_expression_or_part(NodeKind kind) {
  return is_expression(kind) || category_of(kind) == NodeCategory::expression_part;
}
// Does a declaration of that kind decide something? (A reading chooses between rules; units, enumerations and records
// are what rules refer to.)
constexpr bool is_rule(NodeKind kind) { return category_of(kind) == NodeCategory::rule; }

enum class Keyword : std::uint8_t {
  none_,
#define KEYWORD(name, en, zh, reserved) name,
#include "lang/syntax/keywords.def"
#undef KEYWORD
  // operators, named by Node::keyword of `binary` as contains, within, is, is_not are
  plus,
  minus,
  times_sign,
  divide,
  less,
  at_most_sign,
  greater,
  at_least,
  equal,
  not_equal
};
std::string_view id_of(Keyword keyword);  // "and_": for dumps
std::string_view id_of(NodeKind kind);    // "binary"

using NodeId = Id<struct NodeTag>;

struct Node {
  NodeKind kind;
  Keyword keyword = Keyword::none_;  // the variant (the operator, the fold, ...), for the kinds that nodes.def marks
  Span span;
  NodeId first_child, next_sibling;
};

// The tokens of the text, as classified by the grammar; between two tokens are only blanks, line ends and comments.
enum class TokenKind : std::uint8_t {
  keyword,
  sign,
  operator_,
  word,   // a name, number, string, date, path, clause, cell
  block,  // of an amendment, from { to }; parsed only as part of the composed text
};
struct Token {
  TokenKind kind;
  Keyword keyword = Keyword::none_;
  std::uint32_t begin = 0, end = 0;
};

struct ReadDeclaration;  // earlier.hpp

class Tree {
 public:
  Table<NodeId, Node> nodes;
  std::vector<Token> tokens;                                         // in the order of the text
  NodeId root;                                                       // a `file`
  std::shared_ptr<const std::string> text;                           // of the source, kept alive by the tree
  std::shared_ptr<const std::vector<ReadDeclaration>> declarations;  // in the order of the text, for the next parse

  const Node& operator[](NodeId id) const { return nodes[id]; }
  NodeKind kind(NodeId id) const { return nodes[id].kind; }
  Span span(NodeId id) const { return nodes[id].span; }

  class Children {  // for (NodeId child : tree.children(node))
   public:
    struct Iterator {
      const Tree* tree;
      NodeId at;
      NodeId operator*() const { return at; }
      Iterator& operator++() {
        at = (*tree)[at].next_sibling;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    Children(const Tree& tree, NodeId first) : tree_(&tree), first_(first) {}
    Iterator begin() const { return {tree_, first_}; }
    Iterator end() const { return {tree_, NodeId{}}; }

   private:
    const Tree* tree_;
    NodeId first_;
  };
  Children children(NodeId id) const { return {*this, nodes[id].first_child}; }
  NodeId child(NodeId id, NodeKind kind) const;  // the first of that kind; not valid() when there is none
  std::vector<NodeId> children_of(NodeId id, NodeKind kind) const;
  NodeId first(NodeId id) const { return nodes[id].first_child; }
  NodeId next(NodeId id) const { return nodes[id].next_sibling; }

  std::string_view text_of(NodeId id) const { return text_of(nodes[id].span); }  // as in the source
  std::string_view text_of(Span span) const {
    return std::string_view(*text).substr(span.begin, span.end - span.begin);
  }
  std::string without_comments(Span span) const;  // otherwise as in the source
  std::string without_comments(NodeId id) const { return without_comments(nodes[id].span); }
  std::string_view name_text(NodeId id) const;         // a name without 「」 or ``
  std::string_view digits(NodeId id) const;            // of a number or a percent, without its sign
  std::optional<Exact> number_value(NodeId id) const;  // of a number or a percent (as a share); none: too large
  std::string string_text(NodeId id) const;            // a string without quotes, escapes resolved
  std::string cell_text(NodeId id) const;              // a cell: "" when blank
  std::string clause_path(NodeId id) const;            // "三(五)": half-width brackets, no §, no blanks; cleaned
  std::string clause_label(NodeId id) const;           // 三(五), of another policy's notice nmg/2017§三(五)
  std::string_view clause_notice(NodeId id) const;  // "nmg/2017" of nmg/2017§三(五); empty: the policy's own notice
};

// The file that the author wrote. For an amending policy, whose text is composed from two files, the amendment's file.
SourceId own_source(const Sources& sources, const Tree& tree);

// An s-expression, a node a line, for tests: (binary:plus (name "学时") (number "3")). With spans: [begin,end) after
// the kind.
std::string print_tree(const Tree& tree, bool spans = false);

}  // namespace cepol::syntax
