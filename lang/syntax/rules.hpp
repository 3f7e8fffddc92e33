// Rule templates of the grammar: PEGTL rules that write to a TreeBuilder. A rule that fails leaves the input and the
// builder unchanged. Blanks and comments are skipped before a token, never after it, so a node ends with its last
// token.
#pragma once

#include <tao/pegtl.hpp>

#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax::grammar {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

template <class Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = false;  // the rules report failures themselves
};

#define CEPOL_MATCH                                                                    \
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action, \
            template <class...> class Control>                                         \
  static bool match([[maybe_unused]] Input& in, [[maybe_unused]] TreeBuilder& b)

#define CEPOL_TRY(Rule) Control<Rule>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, b)

inline Offset here(const Input& in) { return static_cast<Offset>(in.byte()); }
inline void go_to(Input& in, Offset at) { in.iterator() = in.begin() + at; }
inline bool accept(Input& in, TreeBuilder& b, Offset begin, Offset end, ExpectedToken what) {
  if (begin == end) {
    b.expected(begin, what);
    return false;
  }
  if (what < ExpectedToken::signs)
    b.token(TokenKind::keyword, begin, end, static_cast<Keyword>(what));
  else
    b.token(what < ExpectedToken::name ? TokenKind::sign : TokenKind::word, begin, end);
  go_to(in, end);
  return true;
}

// ---- tokens
template <Keyword K>
struct word {
  using rule_t = word;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    return accept(in, b, begin, b.scan.keyword(begin, K), expected_keyword(K));
  }
};

template <Keyword K>  // stored in the node that is closed next
struct node_keyword {
  using rule_t = node_keyword;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    if (!CEPOL_TRY(word<K>)) return false;
    b.keywords.push_back(K);
    return true;
  }
};

template <char C>
struct sign {
  using rule_t = sign;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const Sign found = b.scan.sign(begin);
    return accept(in, b, begin, found.value == C ? begin + found.length : begin, expected_sign(C));
  }
};

template <Offset (Scanner::*Recognise)(Offset) const, ExpectedToken What>
struct token {
  using rule_t = token;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    return accept(in, b, begin, (b.scan.*Recognise)(begin), What);
  }
};

template <Offset (Scanner::*Recognise)(Offset) const>  // only on the current line; never reported as expected
struct token_on_line {
  using rule_t = token_on_line;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.blanks(here(in));
    const Offset end = (b.scan.*Recognise)(begin);
    if (end == begin) return false;
    b.token(TokenKind::word, begin, end);
    go_to(in, end);
    return true;
  }
};

// ---- sequences and nodes
template <class... Rules>
struct sequence {
  using rule_t = sequence;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    const Checkpoint start = b.checkpoint();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) return true;
    b.roll_back(start);
    go_to(in, at);
    return false;
  }
};
template <class... Rules>
struct opt : pegtl::opt<sequence<Rules...>> {};
template <class... Rules>
struct star : pegtl::star<sequence<Rules...>> {};
template <class... Rules>
struct choice : pegtl::sor<Rules...> {};

template <NodeKind Kind, bool HasKeyword, class... Rules>
struct node_rule {
  using rule_t = node_rule;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    const Checkpoint start = b.checkpoint();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) {
      b.close(Kind, start, b.scan.layout(at), here(in), HasKeyword ? b.take_keyword() : Keyword::none_);
      return true;
    }
    b.roll_back(start);
    go_to(in, at);
    return false;
  }
};
template <NodeKind Kind, class... Rules>
struct node : node_rule<Kind, false, Rules...> {};
template <NodeKind Kind, class... Rules>  // stores the keyword that its rules read
struct node_with_keyword : node_rule<Kind, true, Rules...> {};

// The node takes the node written just before as its first child.
template <NodeKind Kind, bool HasKeyword, class... Rules>
struct suffix_node {
  using rule_t = suffix_node;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    if (b.too_deep != nowhere) return false;  // a chain of suffixes makes a tree as high as it is long
    const Checkpoint start = b.checkpoint();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) {
      b.close(Kind, start, at, here(in), HasKeyword ? b.take_keyword() : Keyword::none_, 1);
      return true;
    }
    b.roll_back(start);
    go_to(in, at);
    return false;
  }
};

// ---- brackets, depth, expectations
template <char Open, char Close, class... Rules>
struct bracketed {
  using rule_t = bracketed;
  using subs_t = pegtl::type_list<sign<Open>, Rules..., sign<Close>>;
  CEPOL_MATCH {
    const Checkpoint start = b.checkpoint();
    const Offset at = here(in);
    if (!CEPOL_TRY(sign<Open>)) return false;
    b.open_brackets.push_back(b.scan.layout(at));
    const bool done = (CEPOL_TRY(Rules) && ...) && CEPOL_TRY(sign<Close>);
    b.open_brackets.pop_back();
    if (done) return true;
    b.roll_back(start);
    go_to(in, at);
    return false;
  }
};

template <class Rule>  // an expression in brackets: no node of its own, but its parent's span covers the brackets
struct in_brackets {
  using rule_t = in_brackets;
  using subs_t = pegtl::type_list<Rule>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    using whole = bracketed<'(', ')', Rule>;
    if (!CEPOL_TRY(whole)) return false;
    b.extend_last_node(begin, here(in));
    return true;
  }
};

template <class Rule>  // limits nesting: beyond max_depth nothing matches, and too_deep keeps the place
struct nested {
  using rule_t = nested;
  using subs_t = pegtl::type_list<Rule>;
  CEPOL_MATCH {
    if (b.too_deep != nowhere) return false;
    if (b.depth >= max_depth) {
      b.too_deep = b.scan.layout(here(in));
      return false;
    }
    ++b.depth;
    const bool done = CEPOL_TRY(Rule);
    --b.depth;
    return done;
  }
};

template <ExpectedToken What, class Rule>  // if the rule's first token does not match, only `What` counts as expected
struct expected_as {
  using rule_t = expected_as;
  using subs_t = pegtl::type_list<Rule>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const FarthestFailure before = b.farthest;
    if (CEPOL_TRY(Rule)) return true;
    if (b.farthest.at == begin) {
      if (before.at == begin)
        b.farthest.expected = before.expected;
      else
        b.farthest.expected.reset();
      b.expected(begin, What);
    }
    return false;
  }
};

template <class Rule>  // the rule's first token never counts as expected, e.g. an operator after an expression
struct unexpected_silent {
  using rule_t = unexpected_silent;
  using subs_t = pegtl::type_list<Rule>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const FarthestFailure before = b.farthest;
    if (CEPOL_TRY(Rule)) return true;
    if (b.farthest.at <= begin) b.farthest = before;
    return false;
  }
};

struct adjacent_bracket {  // "(" with no blank before it: of a call; consumes nothing
  using rule_t = adjacent_bracket;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH { return b.scan.sign(here(in)).value == '('; }
};

struct separators {  // `;` between items
  using rule_t = separators;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    for (;;) {
      const Offset begin = b.scan.layout(here(in));
      const Sign found = b.scan.sign(begin);
      if (found.value != ';') return true;
      b.token(TokenKind::sign, begin, begin + found.length);
      go_to(in, begin + found.length);
    }
  }
};

template <class Item>
struct block {  // "{" { item } "}"; after an item that cannot be parsed, parsing continues with the next line
  using rule_t = block;
  using subs_t = pegtl::type_list<sign<'{'>, Item, sign<'}'>>;
  CEPOL_MATCH {
    const Offset open = b.scan.layout(here(in));
    if (!CEPOL_TRY(sign<'{'>)) return false;
    b.open_brackets.push_back(open);
    for (bool ended = false; !ended;) {
      (void)CEPOL_TRY(separators);
      if (CEPOL_TRY(sign<'}'>)) break;
      const Offset item = b.scan.layout(here(in));
      if (CEPOL_TRY(Item)) continue;
      const TreeBuilder::Resumed next = b.recover_item(open, item);
      go_to(in, next.at);
      ended = next.block_ended;
    }
    b.open_brackets.pop_back();
    return true;
  }
};

}  // namespace cepol::syntax::grammar
