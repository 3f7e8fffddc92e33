// Grammar rules for examples with their data and expectations. Table cells and rows end at the end of the line, so only
// these rules are sensitive to line ends. Part of grammar.hpp.
#pragma once

#include "lang/syntax/grammar_declarations.hpp"

namespace cepol::syntax::grammar {

template <bool InTable>
struct cell_text {
  using rule_t = cell_text;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.blanks(here(in));
    return accept(in, b, begin, b.scan.cell(begin, InTable), E::cell);
  }
};
struct skip_lines {
  using rule_t = skip_lines;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    go_to(in, b.scan.layout(here(in)));
    return true;
  }
};
struct line_break {  // the next token is on another line, or closes the table
  using rule_t = line_break;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset next = b.scan.layout(here(in));
    if (b.scan.sign(next).value == ']' || b.scan.line_end(here(in)) < next) return true;
    b.expected(next, E::row);
    return false;
  }
};
struct cell : node<N::cell, cell_text<false>> {};
struct table_cell : node<N::cell, cell_text<true>> {};
struct name_on_line : node<N::name, token_on_line<&Scanner::name>> {};
struct pair : node<N::pair, name, sign<':'>, cell> {};
struct table : sequence<node<N::table_head, name, star<name_on_line>>, line_break,
                        star<node<N::table_row, skip_lines, table_cell, star<table_cell>>, line_break>> {};
struct data : node<N::data, name, opt<unexpected_silent<number>>,
                   opt<node<N::defaults, bracketed<'(', ')', pair, star<comma, pair>>>>,
                   choice<bracketed<'{', '}', star<pair, optional_comma, separators>>, bracketed<'[', ']', table>>> {};
struct literal : choice<date, number, name> {};
struct example_reading : item<N::example_reading, K::reading, name, sign<'='>, literal> {};
struct expectation : node<N::expectation, opt<node<N::qualifier, name>, unexpected_silent<sign<'.'>>>, name,
                          opt<unexpected_silent<node<N::argument, bracketed<'(', ')', name>>>>, word<K::is>, cell> {};
struct expected_truth : node<N::expected_truth, unexpected_silent<word<K::that>>, not_expr> {};
struct expected : choice<expectation, expected_truth> {};
struct expect : item<N::expect, K::expect, expected, star<comma, expected>> {};
struct example : node<N::example, word<K::example>, string, opt<item<N::like, K::like, string>>,
                      block<choice<example_reading, expect, data>>> {};

}  // namespace cepol::syntax::grammar
