// What the grammar writes while it reads: nodes of the tree, and how far it got with what it expected there. Every rule
// that fails takes back what it wrote (mark, drop), so that a branch given up leaves nothing behind. No PEGTL in here.
#pragma once

#include <bitset>
#include <vector>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::syntax {

// What a rule can expect: a keyword (1 to 149), a sign (its character + 150), or one of these.
enum class Expected : std::uint16_t {
  signs = 150,
  name = 278,
  string,
  number,
  date,
  path,
  clause,
  cell,
  type,
  expression,
  row,
  count
};
constexpr Expected expected_keyword(Keyword k) { return static_cast<Expected>(k); }
constexpr Expected expected_sign(char c) {
  return static_cast<Expected>(static_cast<unsigned>(Expected::signs) + static_cast<unsigned char>(c));
}
using ExpectedSet = std::bitset<static_cast<std::size_t>(Expected::count)>;

constexpr std::size_t max_errors = 200;   // of one file; then reading stops
constexpr std::size_t max_height = 1000;  // of a tree: a chain of that many operators is too deep, too
constexpr Offset nowhere = UINT32_MAX;

struct FarthestFailure {
  Offset at = 0;  // of the token that nothing could read
  ExpectedSet expected;
  Offset open = nowhere;  // the innermost bracket open there
};

struct Checkpoint {
  std::size_t pending, nodes, keywords, problems, tokens;
};

void add_look_alike(Problems& problems, const Scanner& scan, SourceId source, Offset at);

class TreeBuilder {
 public:
  TreeBuilder(const Scanner& scanner, SourceId source, Tree& tree, Language language)
      : scan(scanner), tree_(tree), source_(source), language_(language) {}

  const Scanner& scan;
  Problems problems;
  FarthestFailure farthest;
  Offset too_deep = nowhere;  // where nesting passed max_depth, or a chain max_height
  bool too_long = false;      // the latter
  std::vector<Offset> open_brackets;
  std::vector<Keyword> keywords;  // read, and not yet given to a node
  std::size_t depth = 0;
  bool stopped() const { return problems.list.size() > max_errors; }

  Checkpoint mark() const {
    return {pending_.size(), tree_.nodes.size(), keywords.size(), problems.list.size(), tree_.tokens.size()};
  }
  void token(TokenKind kind, Offset begin, Offset end, Keyword keyword = Keyword::none_) {
    tree_.tokens.push_back({kind, keyword, begin, end});
  }
  void drop(const Checkpoint& to);
  void retell(TokenKind kind) { tree_.tokens.back().kind = kind; }
  void expected(Offset at, Expected what) {
    if (at < farthest.at) return;
    if (at > farthest.at) {
      farthest.at = at;
      farthest.expected.reset();
      farthest.open = open_brackets.empty() ? nowhere : open_brackets.back();
    }
    farthest.expected.set(static_cast<std::size_t>(what));
  }
  void start_over(Offset at);  // a new declaration or item: forget how far the last one got

  // A node over the nodes written since the mark; with `take`, over that many before it too.
  void close(NodeKind kind, const Checkpoint& from, Offset begin, Offset end, Keyword keyword = Keyword::none_,
             std::size_t take = 0);
  void widen(Offset begin, Offset end);  // the last node stood in brackets: its parent covers them
  Offset begin_of_last() const { return pending_.back().begin; }
  Keyword take_keyword();
  void mixed(Offset begin, Offset end, Keyword before, Keyword here);
  void late_amends(Offset begin, Offset end);

  // recover.cpp: reports what stopped the reading, at `farthest`, of the item, declaration or header that began at
  // `start`.
  enum class What { item, declaration, header };
  void report(Offset start, What what);
  // After an item of a block failed: reports it, and finds where to go on. The block's `{` is at `open`.
  struct Resumed {
    Offset at;
    bool block_ended;  // without its `}`
  };
  Resumed recover_item(Offset open, Offset item);
  // After a declaration failed, unread from `unread` on: reports it, and gives the line that starts the next one.
  Offset recover_declaration(Offset start, What what, Offset unread);
  NodeId finish(Offset end);

 private:
  struct Pending {
    NodeId node;
    Offset begin, end;  // with brackets around it
    std::size_t height;
  };
  Span span(Offset begin, Offset end) const { return {source_, begin, end}; }
  Diagnostic& add(Code code, Offset begin, Offset end, std::vector<std::string> arguments = {});
  bool report_character(Offset at);
  bool expects_closer() const;
  void also_open(Diagnostic& problem, Offset open) const;
  bool report_unclosed(Offset at);
  std::string_view glued_keyword(std::string_view word) const;
  bool call_with_blank(Offset bracket) const;
  void report_expected(Offset at);
  void suggest_keyword(Diagnostic& problem, Offset at) const;
  bool report_phrase(Offset item);
  void suggest_sign(Diagnostic& problem, Offset at) const;
  void add_error_node(Offset begin, Offset end);
  bool declaration_line(Offset at) const;

  Tree& tree_;
  SourceId source_;
  Language language_;  // of the file's keywords
  std::vector<Pending> pending_;
  Offset resumed_ = nowhere;  // where the last recovery went on
};

}  // namespace cepol::syntax
