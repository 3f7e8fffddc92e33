// The building blocks of the grammar: PEGTL rules that write through the TreeBuilder. A rule that fails leaves the
// input and the builder as they were. Blanks and comments are skipped before a token, never after it, so spans end
// where text ends.
#pragma once

#include <tao/pegtl.hpp>

#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax::grammar {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

template <class Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = false;  // the rules below do all that a control could
};

#define CEPOL_MATCH                                                                    \
  template <pegtl::apply_mode A, pegtl::rewind_mode, template <class...> class Action, \
            template <class...> class Control>                                         \
  static bool match([[maybe_unused]] Input& in, [[maybe_unused]] TreeBuilder& b)

#define CEPOL_TRY(Rule) Control<Rule>::template match<A, pegtl::rewind_mode::required, Action, Control>(in, b)

inline Offset here(const Input& in) { return static_cast<Offset>(in.byte()); }
inline void go_to(Input& in, Offset at) { in.iterator() = in.begin() + at; }
inline bool take(Input& in, TreeBuilder& b, Offset begin, Offset end, Expected what) {
  if (begin == end) {
    b.expected(begin, what);
    return false;
  }
  if (what < Expected::signs)
    b.token(TokenKind::keyword, begin, end, static_cast<Keyword>(what));
  else
    b.token(what < Expected::name ? TokenKind::sign : TokenKind::word, begin, end);
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
    return take(in, b, begin, b.scan.keyword(begin, K), expected_keyword(K));
  }
};

template <Keyword K>  // the node about to be written bears it
struct kept_word {
  using rule_t = kept_word;
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
    return take(in, b, begin, found.value == C ? begin + found.length : begin, expected_sign(C));
  }
};

template <Offset (Scanner::*Recognise)(Offset) const, Expected What>
struct token {
  using rule_t = token;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    return take(in, b, begin, (b.scan.*Recognise)(begin), What);
  }
};

template <Offset (Scanner::*Recognise)(Offset) const>  // on this line
struct near_token {
  using rule_t = near_token;
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
struct all {
  using rule_t = all;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    const Checkpoint mark = b.mark();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) return true;
    b.drop(mark);
    go_to(in, at);
    return false;
  }
};
template <class... Rules>
struct maybe : pegtl::opt<all<Rules...>> {};
template <class... Rules>
struct many : pegtl::star<all<Rules...>> {};
template <class... Rules>
struct either : pegtl::sor<Rules...> {};

template <NodeKind Kind, bool Bears, class... Rules>
struct written {
  using rule_t = written;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    const Checkpoint mark = b.mark();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) {
      b.close(Kind, mark, b.scan.layout(at), here(in), Bears ? b.take_keyword() : Keyword::none_);
      return true;
    }
    b.drop(mark);
    go_to(in, at);
    return false;
  }
};
template <NodeKind Kind, class... Rules>
struct node : written<Kind, false, Rules...> {};
template <NodeKind Kind, class... Rules>  // with the keyword read in it
struct node_with_keyword : written<Kind, true, Rules...> {};

// The node takes the expression written just before as its first child.
template <NodeKind Kind, bool Bears, class... Rules>
struct suffix_node {
  using rule_t = suffix_node;
  using subs_t = pegtl::type_list<Rules...>;
  CEPOL_MATCH {
    if (b.too_deep != nowhere) return false;  // a chain makes a tree as high as it is long
    const Checkpoint mark = b.mark();
    const Offset at = here(in);
    if ((CEPOL_TRY(Rules) && ...)) {
      b.close(Kind, mark, at, here(in), Bears ? b.take_keyword() : Keyword::none_, 1);
      return true;
    }
    b.drop(mark);
    go_to(in, at);
    return false;
  }
};

// ---- what may follow another, brackets, depth, expectations
template <char Open, char Close, class... Rules>
struct bracketed {
  using rule_t = bracketed;
  using subs_t = pegtl::type_list<sign<Open>, Rules..., sign<Close>>;
  CEPOL_MATCH {
    const Checkpoint mark = b.mark();
    const Offset at = here(in);
    if (!CEPOL_TRY(sign<Open>)) return false;
    b.open_brackets.push_back(b.scan.layout(at));
    const bool done = (CEPOL_TRY(Rules) && ...) && CEPOL_TRY(sign<Close>);
    b.open_brackets.pop_back();
    if (done) return true;
    b.drop(mark);
    go_to(in, at);
    return false;
  }
};

template <class Rule>  // an expression in brackets: no node, but its parent's span covers the brackets
struct in_brackets {
  using rule_t = in_brackets;
  using subs_t = pegtl::type_list<Rule>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    using whole = bracketed<'(', ')', Rule>;
    if (!CEPOL_TRY(whole)) return false;
    b.widen(begin, here(in));
    return true;
  }
};

template <class Rule>  // counts nesting; past the bound nothing matches and the place is kept
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

template <Expected What, class Rule>  // when not even its first token fits, one word says what was expected
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

template <class Rule>  // its first token is never listed as expected: operators after an expression, say
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

struct open_at_once {  // "(" with nothing before it: a call
  using rule_t = open_at_once;
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
struct block {  // "{" { item } "}"; an item that cannot be read is reported, and the next line tried
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
