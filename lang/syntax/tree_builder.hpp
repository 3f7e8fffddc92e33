// The state of a parse: the nodes and tokens written so far, and the farthest failure with the tokens expected there. A
// rule that fails rolls back to its checkpoint, so an abandoned alternative leaves nothing behind. Independent of
// PEGTL.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/syntax/keywords.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/syntax/scan.hpp"

namespace cepol::syntax {

// What a rule can expect: a keyword (1 to 149), a sign (its character + 150), or one of these.
enum class ExpectedToken : std::uint16_t {
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
constexpr ExpectedToken expected_keyword(Keyword k) { return static_cast<ExpectedToken>(k); }
constexpr ExpectedToken expected_sign(char c) {
  return static_cast<ExpectedToken>(static_cast<unsigned>(ExpectedToken::signs) + static_cast<unsigned char>(c));
}
using ExpectedSet = std::bitset<static_cast<std::size_t>(ExpectedToken::count)>;

constexpr std::size_t max_errors = 200;   // in one file; then reading stops
constexpr std::size_t max_height = 1000;  // of a tree; a chain of that many operators is too high, too
constexpr Offset nowhere = UINT32_MAX;

inline std::string in_quotes(std::string_view text) { return "“" + std::string(text) + "”"; }  // in messages

struct FarthestFailure {
  Offset at = 0;  // of the token that no rule accepted
  ExpectedSet expected;
  Offset open = nowhere;  // the innermost bracket open there
};

struct Checkpoint {
  std::size_t pending, nodes, keywords, problems, tokens;
};

void add_look_alike(Problems& problems, const Scanner& scan, SourceId source, Offset at);

struct ReadDeclaration;  // earlier.hpp

class TreeBuilder {
 public:
  TreeBuilder(const Scanner& scanner, SourceId source, Tree& tree, Language language)
      : scan(scanner), tree_(tree), source_(source), language_(language) {}

  const Scanner& scan;
  Problems problems;
  FarthestFailure farthest;
  Offset too_deep = nowhere;  // where nesting exceeded max_depth, or a chain max_height
  bool too_long = false;      // the chain
  std::vector<Offset> open_brackets;
  std::vector<Keyword> keywords;  // read, and not yet stored in a node
  std::size_t depth = 0;
  bool stopped() const { return problems.list.size() > max_errors; }

  Checkpoint checkpoint() const {
    return {pending_.size(), tree_.nodes.size(), keywords.size(), problems.list.size(), tree_.tokens.size()};
  }
  void token(TokenKind kind, Offset begin, Offset end, Keyword keyword = Keyword::none_) {
    tree_.tokens.push_back({kind, keyword, begin, end});
  }
  void roll_back(const Checkpoint& to) {
    // Most rules that fail have made nothing.
    if (pending_.size() != to.pending || tree_.nodes.nodes.size() != to.nodes || tree_.tokens.size() != to.tokens ||
        keywords.size() != to.keywords || problems.list.size() != to.problems)
      take_back(to);
  }
  void reclassify_last_token(TokenKind kind) { tree_.tokens.back().kind = kind; }
  // Completion asks what is expected at one place, whether a rule failed there or not (expected.hpp).
  Offset watched = nowhere;
  ExpectedSet expected_there;
  void expected(Offset at, ExpectedToken what) {
    if (at == watched) expected_there.set(static_cast<std::size_t>(what));
    if (at < farthest.at) return;
    if (at > farthest.at) {
      farthest.at = at;
      farthest.expected.reset();
      farthest.open = open_brackets.empty() ? nowhere : open_brackets.back();
    }
    farthest.expected.set(static_cast<std::size_t>(what));
  }
  void reset_failure(Offset at);  // at the start of a declaration or item

  // Closes a node over the nodes written since the checkpoint; with `take`, over that many before it too.
  void close(NodeKind kind, const Checkpoint& from, Offset begin, Offset end, Keyword keyword = Keyword::none_,
             std::size_t take = 0);
  // Adds a declaration that an earlier parse read, at another place; returns what it is here.
  ReadDeclaration take_over(const Tree& earlier, const ReadDeclaration& declaration, Offset begin);
  // The declaration that was read since the checkpoint; nullopt: not without a problem.
  std::optional<ReadDeclaration> read_since(const Checkpoint& from) const;
  void extend_last_node(Offset begin, Offset end);  // by the brackets around it, which its parent covers
  Keyword take_keyword();
  void report_mixed(Offset begin, Offset end, Keyword before, Keyword here);
  void report_late_amends(Offset begin, Offset end);

  // report_failure.cpp: reports the farthest failure of the item, declaration or header that begins at `start`.
  enum class FailedPart { item, declaration, header };
  void report(Offset start, FailedPart part);
  bool report_misplaced(Offset item, FailedPart part);
  // recover.cpp. After an item of a block failed: reports it, and finds where to continue. The block's `{` is at
  // `open`.
  struct Resumed {
    Offset at;
    bool block_ended;  // without its `}`
  };
  Resumed recover_item(Offset open, Offset item);
  // After a declaration failed, unread from `unread` on: reports it, and returns the line that starts the next one.
  Offset recover_declaration(Offset start, FailedPart part, Offset unread);
  NodeId finish(Offset end);

 private:
  void take_back(const Checkpoint& to);
  struct OpenNode {
    NodeId node;
    Offset begin, end;  // including brackets around it
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
  bool stands_behind(Offset at, Keyword keyword) const;
  void report_expected(Offset at);
  void suggest_keyword(Diagnostic& problem, Offset at) const;
  void suggest_name(Diagnostic& problem, std::string_view string) const;
  bool report_phrase(Offset item);
  bool report_date(Offset item);
  void suggest_sign(Diagnostic& problem, Offset at) const;
  void add_error_node(Offset begin, Offset end);
  bool declaration_line(Offset at) const;

  Tree& tree_;
  SourceId source_;
  Language language_;  // of the file's keywords
  std::vector<OpenNode> pending_;
  Offset resumed_ = nowhere;  // where the last recovery resumed
};

}  // namespace cepol::syntax
