// Grammar rules for names, literals, citations, expressions and conditions. Part of grammar.hpp.
#pragma once

#include "lang/syntax/rules.hpp"
#include "lang/syntax/synonyms.hpp"

namespace cepol::syntax::grammar {

using K = Keyword;
using N = NodeKind;
using E = ExpectedToken;

// ---- names, literals, citations
struct name : node<N::name, token<&Scanner::name, E::name>> {};
struct string : node<N::string, token<&Scanner::string, E::string>> {};
struct number : node<N::number, token<&Scanner::number, E::number>> {};
struct date : node<N::date, token<&Scanner::date, E::date>> {};
struct path : node<N::path, token<&Scanner::path, E::path>> {};
struct clause : node<N::clause, token<&Scanner::clause, E::clause>> {};
struct comma : sign<','> {};
struct optional_comma : opt<unexpected_silent<comma>> {};
struct names : sequence<name, star<comma, name>> {};
struct clauses : sequence<clause, star<comma, clause>> {};
struct strings : sequence<string, star<comma, string>> {};
struct citations : node<N::citations, word<K::cites>, clauses> {};
struct note_and_citations : sequence<opt<string>, opt<citations>> {};
struct subject : node<N::subject, word<K::for_>, name> {};
struct belongs : node<N::belongs, word<K::belongs_to>, name> {};
struct over : node<N::over, word<K::over>, names> {};

// ---- expressions
struct expr;
struct additive;
struct postfix;
struct kind_of_credit;

template <K... Words>  // the keyword of a fold, which must be directly followed by "("
struct fold_word {
  using rule_t = fold_word;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K candidate : {Words...})
      if (const Offset end = b.scan.keyword(begin, candidate); end != begin && b.scan.sign(end).value == '(') {
        b.keywords.push_back(candidate);
        b.token(TokenKind::keyword, begin, end, candidate);
        go_to(in, end);
        return true;
      }
    return false;
  }
};
template <K Word>  // the keyword of a fold that has its own node kind: the keyword is not stored in any node
struct fold_word_without_node {
  using rule_t = fold_word_without_node;
  using subs_t = pegtl::type_list<fold_word<Word>>;
  CEPOL_MATCH {
    if (!CEPOL_TRY(fold_word<Word>)) return false;
    b.take_keyword();
    return true;
  }
};
struct any_fold_word : fold_word<K::sum, K::least, K::most, K::distinct, K::lookup, K::count, K::some, K::every,
                                 K::days_covered, K::months_covered, K::running> {};

template <K... Signs>  // an operator such as <=: stored in the node that is closed next
struct operator_ {
  using rule_t = operator_;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const auto [found, end] = b.scan.operator_at(begin);
    if (((found != Signs) && ...)) return false;
    b.keywords.push_back(found);
    b.token(TokenKind::operator_, begin, end);
    go_to(in, end);
    return true;
  }
};

inline Offset end_of_connective(const Scanner& scan, Offset at, K link) {
  if (const Offset end = scan.keyword(at, link); end != at) return end;
  const Operator word = worded_connective(scan, at);
  return word.keyword == link ? word.end : at;
}

struct comparison_words {  // 不少于, no later than: as an operator
  using rule_t = comparison_words;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.blanks(here(in));
    const auto [found, end] = worded_comparison(b.scan, begin);
    if (found == K::none_) return false;
    b.keywords.push_back(found);
    b.token(TokenKind::operator_, begin, end);
    go_to(in, end);
    return true;
  }
};

struct first_connective {  // `and` or `or`: replaces the keyword on top of the stack
  using rule_t = first_connective;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K link : {K::and_, K::or_})
      if (const Offset end = end_of_connective(b.scan, begin, link); end != begin) {
        b.keywords.back() = link;
        b.token(TokenKind::keyword, begin, end, link);
        go_to(in, end);
        return true;
      }
    return false;
  }
};
struct next_connective {  // the same connective again; the other one is an error, but parsed as if it were the same
  using rule_t = next_connective;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K link : {K::and_, K::or_})
      if (const Offset end = end_of_connective(b.scan, begin, link); end != begin) {
        if (link != b.keywords.back()) b.report_mixed(begin, end, b.keywords.back(), link);
        b.token(TokenKind::keyword, begin, end, link);
        go_to(in, end);
        return true;
      }
    return false;
  }
};
struct push_and {
  using rule_t = push_and;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    b.keywords.push_back(K::and_);
    return true;
  }
};

struct percent : node<N::percent, token<&Scanner::number, E::number>, unexpected_silent<sign<'%'>>> {};
struct unit_name : node<N::name, token_on_line<&Scanner::unit>> {};
struct quantity : node<N::quantity, number, unit_name> {};

struct category : node<N::category, word<K::of>, kind_of_credit> {};
struct credited : choice<node<N::credited, name, unexpected_silent<word<K::during>>, postfix>,
                         node<N::credited, name, unexpected_silent<category>, word<K::during>, postfix>> {};
template <K Word>
struct window_word : sequence<word<Word>, pegtl::not_at<adjacent_bracket>> {};
struct window : choice<node<N::last_window, window_word<K::last>, additive, word<K::to>, postfix>,
                       node<N::span_window, window_word<K::from>, additive, word<K::to>, postfix>> {};
struct alias : node<N::alias, unexpected_silent<word<K::alias>>, name> {};
struct group_key : choice<node<N::group_key, node<N::alias, name, unexpected_silent<sign<'='>>>, additive>,
                          node<N::group_key, additive>> {};
struct year_rows : node<N::year_rows, unexpected_silent<word<K::year>>, name, word<K::in_set>, postfix> {};
struct rows
    : choice<year_rows,
             node<N::rows, name, opt<alias>, opt<unexpected_silent<word<K::by>>, group_key, star<comma, group_key>>>> {
};
struct where : node<N::where, word<K::where>, expr> {};
struct holds : sequence<sign<':'>, node<N::holds, expr>> {};
struct fold
    : choice<
          node_with_keyword<N::fold, fold_word<K::sum, K::least, K::most, K::distinct, K::lookup>,
                            bracketed<'(', ')', node<N::folded, expr>, word<K::over_rows>, rows, opt<where>>>,
          node_with_keyword<N::fold, fold_word<K::count, K::some>, bracketed<'(', ')', rows, opt<where>, opt<holds>>>,
          node_with_keyword<N::fold, fold_word<K::every>, bracketed<'(', ')', rows, opt<where>, holds>>> {};
struct spans : sequence<name, opt<alias>, word<K::from>, additive, word<K::to>, additive,
                        opt<node<N::within, unexpected_silent<word<K::within>>, postfix>>> {};
struct days_covered : node<N::days_covered, unexpected_silent<fold_word_without_node<K::days_covered>>,
                           bracketed<'(', ')', spans, opt<where>>> {};
struct each_at_least : node<N::each_at_least, unexpected_silent<word<K::each_at_least>>, additive> {};
struct months_covered : node<N::months_covered, unexpected_silent<fold_word_without_node<K::months_covered>>,
                             bracketed<'(', ')', spans, opt<each_at_least>, opt<where>>> {};
struct carried : node<N::carried, name, unexpected_silent<word<K::from>>, additive> {};
struct running
    : node<N::running, unexpected_silent<fold_word_without_node<K::running>>,
           bracketed<'(', ')', carried, star<comma, carried>, comma, year_rows, sign<':'>, expr, star<comma, expr>>> {};
struct arguments : bracketed<'(', ')', opt<expr, star<comma, expr>>> {};
struct call : node<N::call, pegtl::not_at<any_fold_word>, name, adjacent_bracket, arguments> {};
struct primary
    : expected_as<E::expression, choice<date, quantity, percent, number, string, fold, days_covered, months_covered,
                                        running, window, node<N::yes, word<K::yes>>, node<N::no, word<K::no>>,
                                        node<N::none, word<K::none>>, credited, call, name, in_brackets<expr>>> {};
struct field
    : choice<suffix_node<N::field_call, false, unexpected_silent<sign<'.'>>, name, adjacent_bracket, arguments>,
             suffix_node<N::field, false, unexpected_silent<sign<'.'>>, name>> {};
struct convert : suffix_node<N::convert, false, unexpected_silent<word<K::as>>, name> {};
struct postfix : nested<sequence<primary, star<choice<field, convert>>>> {};
// What follows `of`: in `A of B during C` the window is A's, so B is a name, a call, or in brackets.
struct kind_of_credit
    : sequence<expected_as<E::expression, choice<string, call, name, in_brackets<nested<expr>>>>, star<field>> {};
struct factor : choice<node<N::negate, unexpected_silent<sign<'-'>>, postfix>, postfix> {};
struct term : sequence<factor, star<suffix_node<N::binary, true, operator_<K::times_sign, K::divide>, factor>>> {};
struct additive : sequence<term, star<suffix_node<N::binary, true, operator_<K::plus, K::minus>, term>>> {};
// A limit that follows a condition is none of its parts: when passed at most 2 times a year.
struct rest_of_limit : choice<word<K::times>, word<K::per_year>, word<K::per_window>, word<K::per_key>> {};
struct relation
    : choice<
          suffix_node<N::binary, true, comparison_words, additive, pegtl::not_at<unexpected_silent<rest_of_limit>>>,
          suffix_node<N::binary, true,
                      operator_<K::less, K::at_most_sign, K::greater, K::at_least, K::equal, K::not_equal>, additive>,
          suffix_node<N::is_none, false, unexpected_silent<word<K::is_none>>>,
          suffix_node<N::is_there, false, unexpected_silent<word<K::is_there>>>,
          suffix_node<N::binary, true, unexpected_silent<node_keyword<K::is_not>>, additive>,
          suffix_node<N::binary, true, unexpected_silent<node_keyword<K::is>>, additive>,
          suffix_node<N::in_set, true, unexpected_silent<choice<node_keyword<K::not_in_set>, node_keyword<K::in_set>>>,
                      bracketed<'{', '}', additive, star<comma, additive>>>,
          suffix_node<N::binary, true, unexpected_silent<choice<node_keyword<K::contains>, node_keyword<K::within>>>,
                      additive>> {};
struct comparison : sequence<additive, opt<relation>> {};
struct not_expr : choice<node<N::not_, unexpected_silent<word<K::not_>>, nested<not_expr>>, comparison> {};
struct or_and
    : sequence<
          not_expr,
          opt<suffix_node<N::logic, true, push_and, first_connective, not_expr, star<next_connective, not_expr>>>> {};
struct choose : node<N::choose, unexpected_silent<word<K::if_>>, expr, word<K::then_>, expr, word<K::else_>, expr> {};
struct expr : choice<nested<choose>, or_and> {};

struct condition : node<N::condition, not_expr, note_and_citations> {};
struct conditions : sequence<push_and, condition, opt<first_connective, condition, star<next_connective, condition>>> {
};
struct when : node_with_keyword<N::when, word<K::when>, conditions> {};

}  // namespace cepol::syntax::grammar
