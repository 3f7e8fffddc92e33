// The grammar of docs/language.md, rule for rule. Only parse.cpp and the test that analyses it include this file: it is
// the one slow to compile. What each rule writes is listed in nodes.def.
#pragma once

#include "lang/syntax/rules.hpp"

namespace cepol::syntax::grammar {

using K = Keyword;
using N = NodeKind;
using E = Expected;

// ---- small things
struct name : node<N::name, token<&Scanner::name, E::name>> {};
struct string : node<N::string, token<&Scanner::string, E::string>> {};
struct number : node<N::number, token<&Scanner::number, E::number>> {};
struct date : node<N::date, token<&Scanner::date, E::date>> {};
struct path : node<N::path, token<&Scanner::path, E::path>> {};
struct clause : node<N::clause, token<&Scanner::clause, E::clause>> {};
struct comma : sign<','> {};
struct optional_comma : maybe<unexpected_silent<comma>> {};
struct names : all<name, many<comma, name>> {};
struct clauses : all<clause, many<comma, clause>> {};
struct citations : node<N::citations, word<K::cites>, clauses> {};
struct note_and_citations : all<maybe<string>, maybe<citations>> {};
struct subject : node<N::subject, word<K::for_>, name> {};
struct belongs : node<N::belongs, word<K::belongs_to>, name> {};
struct over : node<N::over, word<K::over>, names> {};

// ---- expressions
struct expr;
struct additive;
struct postfix;
struct kind_of_credit;

template <K... Words>  // a fold only when "(" follows at once
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
template <K Word>  // that says all of the fold: no node bears it, neither its own nor one around it
struct own_fold_word {
  using rule_t = own_fold_word;
  using subs_t = pegtl::type_list<fold_word<Word>>;
  CEPOL_MATCH {
    if (!CEPOL_TRY(fold_word<Word>)) return false;
    b.take_keyword();
    return true;
  }
};
struct any_fold_word : fold_word<K::sum, K::least, K::most, K::distinct, K::lookup, K::count, K::some, K::every,
                                 K::days_covered, K::months_covered, K::running> {};

template <K... Signs>  // an operator of signs: the node it makes bears it
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

struct first_link {  // `and` or `or`: takes the place of the keyword on top
  using rule_t = first_link;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K link : {K::and_, K::or_})
      if (const Offset end = b.scan.keyword(begin, link); end != begin) {
        b.keywords.back() = link;
        b.token(TokenKind::keyword, begin, end, link);
        go_to(in, end);
        return true;
      }
    return false;
  }
};
struct next_link {  // the same one again; the other is reported, and read as if it were the same
  using rule_t = next_link;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K link : {K::and_, K::or_})
      if (const Offset end = b.scan.keyword(begin, link); end != begin) {
        if (link != b.keywords.back()) b.mixed(begin, end, b.keywords.back(), link);
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
struct unit_name : node<N::name, near_token<&Scanner::unit>> {};
struct quantity : node<N::quantity, number, unit_name> {};

struct category : node<N::category, word<K::of>, kind_of_credit> {};
struct credited : either<node<N::credited, name, unexpected_silent<word<K::during>>, postfix>,
                         node<N::credited, name, unexpected_silent<category>, word<K::during>, postfix>> {};
template <K Word>
struct window_word : all<word<Word>, pegtl::not_at<open_at_once>> {};
struct window : either<node<N::last_window, window_word<K::last>, additive, word<K::to>, postfix>,
                       node<N::span_window, window_word<K::from>, additive, word<K::to>, postfix>> {};
struct alias : node<N::alias, unexpected_silent<word<K::alias>>, name> {};
struct group_key : either<node<N::group_key, node<N::alias, name, unexpected_silent<sign<'='>>>, additive>,
                          node<N::group_key, additive>> {};
struct year_rows : node<N::year_rows, unexpected_silent<word<K::year>>, name, word<K::in_set>, postfix> {};
struct rows : either<year_rows, node<N::rows, name, maybe<alias>,
                                     maybe<unexpected_silent<word<K::by>>, group_key, many<comma, group_key>>>> {};
struct where : node<N::where, word<K::where>, expr> {};
struct holds : all<sign<':'>, node<N::holds, expr>> {};
struct fold
    : either<node_with_keyword<N::fold, fold_word<K::sum, K::least, K::most, K::distinct, K::lookup>,
                               bracketed<'(', ')', node<N::folded, expr>, word<K::over_rows>, rows, maybe<where>>>,
             node_with_keyword<N::fold, fold_word<K::count, K::some>,
                               bracketed<'(', ')', rows, maybe<where>, maybe<holds>>>,
             node_with_keyword<N::fold, fold_word<K::every>, bracketed<'(', ')', rows, maybe<where>, holds>>> {};
struct spans : all<name, maybe<alias>, word<K::from>, additive, word<K::to>, additive,
                   maybe<node<N::within, unexpected_silent<word<K::within>>, postfix>>> {};
struct days_covered : node<N::days_covered, unexpected_silent<own_fold_word<K::days_covered>>,
                           bracketed<'(', ')', spans, maybe<where>>> {};
struct each_at_least : node<N::each_at_least, unexpected_silent<word<K::each_at_least>>, additive> {};
struct months_covered : node<N::months_covered, unexpected_silent<own_fold_word<K::months_covered>>,
                             bracketed<'(', ')', spans, maybe<each_at_least>, maybe<where>>> {};
struct carried : node<N::carried, name, unexpected_silent<word<K::from>>, additive> {};
struct running
    : node<N::running, unexpected_silent<own_fold_word<K::running>>,
           bracketed<'(', ')', carried, many<comma, carried>, comma, year_rows, sign<':'>, expr, many<comma, expr>>> {};
struct arguments : bracketed<'(', ')', maybe<expr, many<comma, expr>>> {};
struct call : node<N::call, pegtl::not_at<any_fold_word>, name, open_at_once, arguments> {};
struct primary
    : expected_as<E::expression, either<date, quantity, percent, number, string, fold, days_covered, months_covered,
                                        running, window, node<N::yes, word<K::yes>>, node<N::no, word<K::no>>,
                                        node<N::none, word<K::none>>, credited, call, name, in_brackets<expr>>> {};
struct field : either<suffix_node<N::field_call, false, unexpected_silent<sign<'.'>>, name, open_at_once, arguments>,
                      suffix_node<N::field, false, unexpected_silent<sign<'.'>>, name>> {};
struct convert : suffix_node<N::convert, false, unexpected_silent<word<K::as>>, name> {};
struct postfix : nested<all<primary, many<either<field, convert>>>> {};
// What follows `of`: in `A of B during C` the window is A's, so B is a name, a call, or in brackets.
struct kind_of_credit
    : all<expected_as<E::expression, either<string, call, name, in_brackets<nested<expr>>>>, many<field>> {};
struct factor : either<node<N::negate, unexpected_silent<sign<'-'>>, postfix>, postfix> {};
struct term : all<factor, many<suffix_node<N::binary, true, operator_<K::times_sign, K::divide>, factor>>> {};
struct additive : all<term, many<suffix_node<N::binary, true, operator_<K::plus, K::minus>, term>>> {};
struct relation
    : either<
          suffix_node<N::binary, true,
                      operator_<K::less, K::at_most_sign, K::greater, K::at_least, K::equal, K::not_equal>, additive>,
          suffix_node<N::is_none, false, unexpected_silent<word<K::is_none>>>,
          suffix_node<N::is_there, false, unexpected_silent<word<K::is_there>>>,
          suffix_node<N::binary, true, unexpected_silent<kept_word<K::is_not>>, additive>,
          suffix_node<N::binary, true, unexpected_silent<kept_word<K::is>>, additive>,
          suffix_node<N::in_set, true, unexpected_silent<either<kept_word<K::not_in_set>, kept_word<K::in_set>>>,
                      bracketed<'{', '}', additive, many<comma, additive>>>,
          suffix_node<N::binary, true, unexpected_silent<either<kept_word<K::contains>, kept_word<K::within>>>,
                      additive>> {};
struct comparison : all<additive, maybe<relation>> {};
struct not_expr : either<node<N::not_, unexpected_silent<word<K::not_>>, nested<not_expr>>, comparison> {};
struct or_and
    : all<not_expr, maybe<suffix_node<N::logic, true, push_and, first_link, not_expr, many<next_link, not_expr>>>> {};
struct choose : node<N::choose, unexpected_silent<word<K::if_>>, expr, word<K::then_>, expr, word<K::else_>, expr> {};
struct expr : either<nested<choose>, or_and> {};

struct condition : node<N::condition, not_expr, note_and_citations> {};
struct conditions : all<push_and, condition, maybe<first_link, condition, many<next_link, condition>>> {};
struct when : node_with_keyword<N::when, word<K::when>, conditions> {};

// ---- types and columns
struct type_word {
  using rule_t = type_word;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    return CEPOL_TRY(kept_word<K::bool_>) || CEPOL_TRY(kept_word<K::text>) || CEPOL_TRY(kept_word<K::number>) ||
           CEPOL_TRY(kept_word<K::years>) || CEPOL_TRY(kept_word<K::year>) || CEPOL_TRY(kept_word<K::date>) ||
           CEPOL_TRY(kept_word<K::period>);
  }
};
struct type : expected_as<E::type, either<node<N::choice_type, bracketed<'{', '}', names>>,
                                          node<N::type, either<node_with_keyword<N::builtin_type, type_word>, name>>>> {
};
struct of_type : all<sign<':'>, type> {};
struct signed_number : either<node<N::negate, unexpected_silent<sign<'-'>>, number>, number> {};
struct bounds : all<maybe<node<N::lowest, operator_<K::at_least>, signed_number>>,
                    maybe<node<N::highest, operator_<K::at_most_sign>, signed_number>>,
                    maybe<node<N::places, unexpected_silent<word<K::places>>, number>>> {};
struct column : node<N::column, names, sign<':'>,
                     either<all<node<N::optional, unexpected_silent<word<K::optional>>>, type>, type>, bounds> {};
struct headings : node<N::headings, word<K::headings>, name, block<column>> {};

// ---- declarations
struct use : node<N::use, word<K::use>, path> {};
struct unit : node<N::unit, word<K::unit>, names, maybe<sign<'='>, additive>, maybe<string>> {};
struct member : either<node<N::group, name, sign<'='>, bracketed<'{', '}', names>>, node<N::member, name>> {};
struct enumeration
    : node<N::enumeration, word<K::enumeration>, name, maybe<citations>, block<all<member, optional_comma>>> {};
struct record : node<N::record, word<K::record>, name, maybe<node<N::key, word<K::key>, name>>,
                     maybe<node<N::parent, word<K::belongs_to>, name>>, maybe<node<N::beside, word<K::beside>, string>>,
                     maybe<citations>, block<either<headings, column>>> {};
struct option : node<N::option, either<date, number, name>, maybe<node<N::option_value, sign<'='>, expr>>,
                     maybe<string>, maybe<node<N::default_option, word<K::default_option>>>> {};
struct reading
    : node<N::reading, word<K::reading>, name, maybe<subject>, maybe<of_type>, note_and_citations, block<option>> {};
struct parameter : node<N::parameter, name, of_type> {};
struct define : node<N::define, word<K::define>, name, maybe<bracketed<'(', ')', parameter, many<comma, parameter>>>,
                     maybe<subject>, maybe<of_type>, sign<'='>, expr, note_and_citations> {};

struct row_cell
    : either<node<N::any, unexpected_silent<word<K::any_value>>>,
             node_with_keyword<N::bound, operator_<K::less, K::at_most_sign, K::greater, K::at_least>, additive>,
             node<N::one_of, bracketed<'{', '}', additive, many<comma, additive>>>,
             node<N::between, additive, unexpected_silent<word<K::to>>, additive>, additive> {};
struct table_case : node<N::table_case, row_cell, many<comma, row_cell>, sign<':'>, node<N::gives_value, additive>,
                         maybe<citations>> {};
struct lookup_table
    : node<N::table, word<K::lookup_table>, name, bracketed<'(', ')', parameter, many<comma, parameter>>,
           maybe<subject>, of_type, note_and_citations, block<table_case>> {};

struct source : node<N::source, word<K::from>, name, node<N::gives, word<K::gives>, additive>,
                     maybe<node<N::category, word<K::as_category>, kind_of_credit>>,
                     node<N::counted_in, word<K::in_time>, additive>, maybe<when>> {};
struct limit_time : either<node<N::per_year, word<K::per_year>>, node<N::per_window, word<K::per_window>>,
                           node<N::per_key, word<K::per_key>, additive, many<comma, additive>>> {};
struct most : either<node<N::best, unexpected_silent<word<K::best>>>,
                     all<word<K::at_most>, node<N::limit_amount, additive>, maybe<node<N::times, word<K::times>>>>> {};
struct limit : node<N::limit, either<all<limit_time, most>, all<most, limit_time>>, maybe<category>, maybe<when>,
                    note_and_citations> {};
struct sources_and_limits : block<either<source, limit>> {};
struct by : node<N::by, word<K::by>, name> {};
struct credit : node<N::credit, word<K::credit>, name, subject, node<N::in_unit, word<K::in_unit>, name>, maybe<by>,
                     note_and_citations, sources_and_limits> {};
struct equivalence : node<N::equivalence, word<K::equivalence>, name, node<N::belongs, word<K::to>, name>,
                          note_and_citations, sources_and_limits> {};

template <N Kind, K Word, class... Rest>
struct item : node<Kind, word<Word>, Rest...> {};
struct must : node<N::must, word<K::must>, name, maybe<item<N::each_year, K::each_year, name>>, sign<':'>,
                   node_with_keyword<N::when, conditions>> {};
struct assessment
    : node<N::assessment, word<K::assessment>, name, subject, node<N::belongs, word<K::of_credit>, name>,
           note_and_citations,
           block<either<must, item<N::met, K::met, name>, item<N::unmet, K::unmet, name>,
                        item<N::waived, K::waived, name>, item<N::required, K::required, name>,
                        item<N::earned, K::earned, name>, item<N::missing_amount, K::missing_amount, name>>>> {};
struct requirement
    : node<N::requirement, word<K::requirement>, name, belongs, maybe<over>, note_and_citations,
           block<either<when, item<N::window_of, K::window, expr>, item<N::total, K::total, expr>, must>>> {};
struct waiver : node<N::waiver, word<K::waiver>, name, belongs, maybe<over>, note_and_citations,
                     block<either<when, item<N::becomes, K::becomes, expr>, item<N::needs_nothing, K::needs_nothing>,
                                  item<N::drops, K::drops, name, maybe<when>>>>> {};
struct outcome : node<N::outcome, name> {};
struct decision_case : node<N::decision_case, name, maybe<over>, note_and_citations,
                            either<when, item<N::otherwise, K::otherwise>>, note_and_citations> {};
struct decision
    : node<N::decision, word<K::decision>, name, subject, maybe<comma, item<N::first_fit, K::first_fit>>, sign<':'>,
           outcome, many<either<sign<'|'>, comma>, outcome>, note_and_citations, block<decision_case>> {};

struct warning : node<N::warning, word<K::warning>, name, subject, note_and_citations, block<when>> {};
struct place : node<N::place, name, either<item<N::unspecified, K::unspecified>, additive>, maybe<citations>> {};
struct quota : node<N::quota, word<K::quota>, name, subject, by,
                    maybe<item<N::quota_columns, K::columns, name, comma, name>>, note_and_citations, block<place>> {};
struct results : node<N::results, word<K::results>, name,
                      block<all<either<item<N::missing, K::missing, name>, item<N::reasons, K::reasons, name>,
                                       node<N::result_item, name>>,
                                optional_comma>>> {};
struct roster
    : node<N::roster, word<K::roster>, string, subject, maybe<citations>,
           block<either<item<N::roster_headings, K::headings, names>, item<N::roster_columns, K::columns, names>,
                        item<N::roster_total, K::roster_total, name>>>> {};
struct inert : node<N::inert, word<K::inert>, clauses, word<K::computes_nothing>, string> {};
struct known : node<N::known, word<K::known>, either<string, name>,
                    node<N::known_subject, word<K::known_in>, either<clause, name>>, string> {};

// ---- examples: cells and table rows end with their line
template <bool InTable>
struct cell_text {
  using rule_t = cell_text;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.blanks(here(in));
    return take(in, b, begin, b.scan.cell(begin, InTable), E::cell);
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
struct line_break {  // the next token stands on another line, or closes the table
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
struct near_name : node<N::name, near_token<&Scanner::name>> {};
struct pair : node<N::pair, name, sign<':'>, cell> {};
struct table : all<node<N::table_head, name, many<near_name>>, line_break,
                   many<node<N::table_row, skip_lines, table_cell, many<table_cell>>, line_break>> {};
struct data : node<N::data, name, maybe<unexpected_silent<number>>,
                   maybe<node<N::defaults, bracketed<'(', ')', pair, many<comma, pair>>>>,
                   either<bracketed<'{', '}', many<pair, optional_comma, separators>>, bracketed<'[', ']', table>>> {};
struct literal : either<date, number, name> {};
struct example_reading : item<N::example_reading, K::reading, name, sign<'='>, literal> {};
struct expectation : node<N::expectation, maybe<node<N::qualifier, name>, unexpected_silent<sign<'.'>>>, name,
                          maybe<unexpected_silent<node<N::argument, bracketed<'(', ')', name>>>>, word<K::is>, cell> {};
struct expected_truth : node<N::expected_truth, unexpected_silent<word<K::that>>, not_expr> {};
struct expected : either<expectation, expected_truth> {};
struct expect : item<N::expect, K::expect, expected, many<comma, expected>> {};
struct example : node<N::example, word<K::example>, string, maybe<item<N::like, K::like, string>>,
                      block<either<example_reading, expect, data>>> {};

// ---- amendments: what a policy changes in the one that it amends
struct target_word {
  using rule_t = target_word;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    for (const K candidate : {K::unit, K::enumeration, K::record, K::reading, K::define, K::lookup_table, K::credit,
                              K::equivalence, K::assessment, K::requirement, K::waiver, K::decision, K::warning,
                              K::quota, K::results, K::roster, K::example}) {
      const Offset end = b.scan.keyword(begin, candidate), next = b.scan.layout(end);
      if (end == begin || (b.scan.name(next) == next && b.scan.string(next) == next)) continue;
      b.keywords.push_back(candidate);
      b.token(TokenKind::keyword, begin, end, candidate);
      go_to(in, end);
      return true;
    }
    return false;
  }
};
struct target_name : all<either<all<node<N::qualifier, name>, unexpected_silent<sign<'.'>>, name>, name, string>,
                         maybe<node<N::subject, unexpected_silent<word<K::for_>>, name>>> {};
struct target : either<node_with_keyword<N::target, target_word, target_name>, node<N::target, target_name>> {};
struct targets : all<target, many<comma, target>> {};
struct raw_block {  // "{" to the "}" that closes it: read as what it is when it stands in its place
  using rule_t = raw_block;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const Offset end = b.scan.balanced(begin);
    if (!take(in, b, begin, end, expected_sign('{'))) return false;
    b.retell(TokenKind::block);
    return true;
  }
};
struct raw : node<N::raw, raw_block> {};
struct part_of_words
    : node_with_keyword<N::part, either<kept_word<K::becomes>, kept_word<K::total>, kept_word<K::window>>> {};
struct part_when : node_with_keyword<N::part, kept_word<K::when>> {};
struct part_must : node_with_keyword<N::part, kept_word<K::must>, name> {};
struct new_conditions : all<word<K::to_value>, node_with_keyword<N::when, conditions>> {};
struct new_value : all<word<K::to_value>, node<N::new_value, expr>> {};
struct change : node<N::change, word<K::change>, maybe<item<N::everywhere, K::each_place>>,
                     either<all<unexpected_silent<either<part_when, part_must>>, new_conditions>,
                            all<unexpected_silent<part_of_words>, new_value>, all<node<N::old_value, expr>, new_value>>,
                     maybe<citations>> {};
struct insert
    : node<N::insert, word<K::add>, raw,
           maybe<either<item<N::before_item, K::before_item, name>, item<N::after_item, K::after_item, name>>>,
           maybe<citations>> {};
struct part_or_name : either<unexpected_silent<either<part_must, part_when, part_of_words>>, name> {};
struct cut : node<N::cut, word<K::repeal>, part_or_name, many<comma, part_or_name>, maybe<citations>> {};
struct put : node<N::put, word<K::replace>, part_or_name, raw, maybe<citations>> {};
struct action : either<change, insert, cut, put> {};
struct amended : node<N::amended, word<K::amend_in>, target, either<block<action>, action>> {};
struct repeal : node<N::repeal, word<K::repeal>, targets, maybe<citations>> {};
struct rename : node<N::rename, word<K::rename>, target, word<K::to_value>, name, maybe<citations>> {};
struct confirm : node<N::confirm, word<K::confirm>, either<clauses, targets>, maybe<citations>> {};

// ---- the file, read by parse.cpp piece by piece
struct header_item
    : either<item<N::issued, K::issued, date>, item<N::applies, K::applies, date, maybe<word<K::to>, date>>,
             item<N::notice, K::notice, string, maybe<unexpected_silent<word<K::alias>>, path>>,
             item<N::language, K::language, name>> {};
struct amends : item<N::amends, K::amends, path> {};
struct late_amends {  // behind the title: it is reported, and read as if it stood before
  using rule_t = late_amends;
  using subs_t = pegtl::type_list<amends>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    if (b.scan.keyword(begin, K::amends) == begin || !CEPOL_TRY(amends)) return false;
    b.late_amends(begin, here(in));
    return true;
  }
};
struct policy : node<N::policy, word<K::policy>, path, maybe<amends>, string, maybe<late_amends>, block<header_item>> {
};
struct module : node<N::module, word<K::module>, path, maybe<string>> {};
struct header : either<policy, module> {};
struct plain_declaration
    : either<use, unit, enumeration, record, reading, define, credit, equivalence, assessment, requirement, waiver,
             decision, lookup_table, warning, quota, results, roster, inert, known, example> {};
struct declaration : either<plain_declaration, item<N::replace, K::replace, plain_declaration>,
                            item<N::add, K::add, plain_declaration>, repeal, rename, confirm, amended> {};
struct file : all<maybe<header>, many<separators, declaration>, separators, pegtl::eof> {};  // for analysis only

}  // namespace cepol::syntax::grammar
