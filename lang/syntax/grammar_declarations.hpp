// Grammar rules for types, columns and the declarations of a policy or module, except examples and amendments. Part of
// grammar.hpp.
#pragma once

#include "lang/syntax/grammar_expressions.hpp"

namespace cepol::syntax::grammar {

// ---- types and columns
struct type_word {
  using rule_t = type_word;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    return CEPOL_TRY(node_keyword<K::bool_>) || CEPOL_TRY(node_keyword<K::text>) ||
           CEPOL_TRY(node_keyword<K::id_number>) || CEPOL_TRY(node_keyword<K::number>) ||
           CEPOL_TRY(node_keyword<K::years>) || CEPOL_TRY(node_keyword<K::year>) || CEPOL_TRY(node_keyword<K::date>) ||
           CEPOL_TRY(node_keyword<K::period>);
  }
};
struct also_words : node<N::also_words, unexpected_silent<word<K::also>>, strings> {};
struct name_and_words : sequence<name, opt<also_words>> {};
struct names_and_words : sequence<name_and_words, star<comma, name_and_words>> {};
// `number in years`: the numbers of a unit, the node has the keyword `number`.
struct number_type : node_with_keyword<N::type, node_keyword<K::number>, unexpected_silent<word<K::in_unit>>, name> {};
struct type : expected_as<E::type, choice<node<N::choice_type, bracketed<'{', '}', names_and_words>>, number_type,
                                          node<N::type, choice<node_with_keyword<N::builtin_type, type_word>, name>>>> {
};
struct of_type : sequence<sign<':'>, type> {};
struct signed_number : choice<node<N::negate, unexpected_silent<sign<'-'>>, number>, number> {};
struct bound_value : choice<date, signed_number> {};
struct bounds : sequence<opt<node<N::lowest, operator_<K::at_least>, bound_value>>,
                         opt<node<N::highest, operator_<K::at_most_sign>, bound_value>>,
                         opt<node<N::places, unexpected_silent<word<K::places>>, number>>> {};
struct blank_words : node<N::blank_words, unexpected_silent<word<K::blank_also>>, strings> {};
struct optional : node<N::optional, unexpected_silent<word<K::optional>>> {};
struct omittable : node<N::omittable, unexpected_silent<word<K::omittable>>> {};
struct column_type : choice<sequence<optional, omittable, type>, sequence<omittable, optional, type>,
                            sequence<choice<optional, omittable>, type>, type> {};
struct taken_from : node<N::taken_from, unexpected_silent<word<K::taken_from>>, name> {};
struct truth_word : choice<node_keyword<K::yes>, node_keyword<K::no>> {};
struct truth_words : node_with_keyword<N::truth_words, unexpected_silent<truth_word>, also_words> {};
struct old_value_literal
    : choice<date, signed_number, string, node<N::yes, word<K::yes>>, node<N::no, word<K::no>>, name> {};
struct old_rows : node<N::old_rows, unexpected_silent<word<K::old_rows>>, old_value_literal> {};
struct column : node<N::column, names_and_words, sign<':'>, column_type, bounds, opt<taken_from>, star<truth_words>,
                     opt<blank_words>, opt<old_rows>> {};
struct headings : node<N::headings, word<K::headings>, name, block<column>> {};

// ---- declarations
struct use : node<N::use, word<K::use>, path> {};
struct unit : node<N::unit, word<K::unit>, names, opt<sign<'='>, additive>, opt<string>> {};
struct member : choice<node<N::group, name, sign<'='>, bracketed<'{', '}', names>>, node<N::member, name_and_words>> {};
struct enumeration
    : node<N::enumeration, word<K::enumeration>, name, opt<citations>, block<sequence<member, optional_comma>>> {};
struct record : node<N::record, word<K::record>, name, opt<node<N::key, word<K::key>, name>>,
                     opt<node<N::parent, word<K::belongs_to>, name>>, opt<node<N::beside, word<K::beside>, string>>,
                     opt<blank_words>, opt<citations>,
                     block<choice<headings, column, node<N::equal_rows_once, word<K::equal_rows_once>>>>> {};
struct option : node<N::option, choice<date, number, name>, opt<node<N::option_value, sign<'='>, expr>>, opt<string>,
                     opt<node<N::default_option, word<K::default_option>>>> {};
struct reading
    : node<N::reading, word<K::reading>, name, opt<subject>, opt<of_type>, note_and_citations, block<option>> {};
struct parameter : node<N::parameter, name, of_type> {};
struct define : node<N::define, word<K::define>, name, opt<bracketed<'(', ')', parameter, star<comma, parameter>>>,
                     opt<subject>, opt<of_type>, sign<'='>, expr, note_and_citations> {};

struct row_cell
    : choice<node<N::any, unexpected_silent<word<K::any_value>>>,
             node_with_keyword<N::bound, operator_<K::less, K::at_most_sign, K::greater, K::at_least>, additive>,
             node<N::one_of, bracketed<'{', '}', additive, star<comma, additive>>>,
             node<N::between, additive, unexpected_silent<word<K::to>>, additive>, additive> {};
struct table_case
    : node<N::table_case, row_cell, star<comma, row_cell>, sign<':'>, node<N::gives_value, additive>, opt<citations>> {
};
struct lookup_table
    : node<N::table, word<K::lookup_table>, name, bracketed<'(', ')', parameter, star<comma, parameter>>, opt<subject>,
           of_type, note_and_citations, block<table_case>> {};

struct source : node<N::source, word<K::from>, choice<year_rows, name>, node<N::gives, word<K::gives>, additive>,
                     opt<node<N::category, word<K::as_category>, kind_of_credit>>,
                     node<N::counted_in, word<K::in_time>, additive>, opt<when>> {};
struct limit_time : choice<node<N::per_year, word<K::per_year>>, node<N::per_window, word<K::per_window>>,
                           node<N::per_key, word<K::per_key>, additive, star<comma, additive>>> {};
struct most : choice<node<N::best, unexpected_silent<word<K::best>>>,
                     sequence<word<K::at_most>, node<N::limit_amount, additive>, opt<node<N::times, word<K::times>>>>> {
};
struct limit : node<N::limit, choice<sequence<limit_time, most>, sequence<most, limit_time>>, opt<category>, opt<when>,
                    note_and_citations> {};
struct sources_and_limits : block<choice<source, limit>> {};
struct by : node<N::by, word<K::by>, name> {};
struct credit : node<N::credit, word<K::credit>, name, subject, node<N::in_unit, word<K::in_unit>, name>, opt<by>,
                     note_and_citations, sources_and_limits> {};
struct equivalence : node<N::equivalence, word<K::equivalence>, name, node<N::belongs, word<K::to>, name>,
                          note_and_citations, sources_and_limits> {};

template <N Kind, K Word, class... Rest>
struct item : node<Kind, word<Word>, Rest...> {};
struct must : node<N::must, word<K::must>, name, opt<item<N::each_year, K::each_year, name>>, sign<':'>,
                   node_with_keyword<N::when, conditions>> {};
struct assessment
    : node<N::assessment, word<K::assessment>, name, subject, node<N::belongs, word<K::of_credit>, name>,
           note_and_citations,
           block<choice<must, item<N::met, K::met, name>, item<N::unmet, K::unmet, name>,
                        item<N::waived, K::waived, name>, item<N::required, K::required, name>,
                        item<N::earned, K::earned, name>, item<N::missing_amount, K::missing_amount, name>>>> {};
struct requirement : node<N::requirement, word<K::requirement>, name, belongs, opt<over>, note_and_citations,
                          block<choice<when, item<N::window_of, K::window, expr>,
                                       item<N::total, K::total, expr, opt<category>>, must>>> {};
struct waiver : node<N::waiver, word<K::waiver>, name, belongs, opt<over>, note_and_citations,
                     block<choice<when, item<N::becomes, K::becomes, expr>, item<N::needs_nothing, K::needs_nothing>,
                                  item<N::drops, K::drops, name, opt<when>>>>> {};
struct outcome : node<N::outcome, name> {};
struct decision_case : node<N::decision_case, name, opt<over>, note_and_citations,
                            choice<when, item<N::otherwise, K::otherwise>>, note_and_citations> {};
struct decision
    : node<N::decision, word<K::decision>, name, subject, opt<comma, item<N::first_fit, K::first_fit>>, sign<':'>,
           outcome, star<choice<sign<'|'>, comma>, outcome>, note_and_citations, block<decision_case>> {};

struct warning : node<N::warning, word<K::warning>, name, subject, note_and_citations, block<when>> {};
struct place : node<N::place, name, choice<item<N::unspecified, K::unspecified>, additive>, opt<citations>> {};
struct quota : node<N::quota, word<K::quota>, name, subject, by,
                    opt<item<N::quota_columns, K::columns, name, comma, name>>, note_and_citations, block<place>> {};
struct results : node<N::results, word<K::results>, name,
                      block<sequence<choice<item<N::missing, K::missing, name>, item<N::reasons, K::reasons, name>,
                                            node<N::result_item, name>>,
                                     optional_comma>>> {};
struct roster
    : node<N::roster, word<K::roster>, string, subject, opt<citations>,
           block<choice<item<N::roster_headings, K::headings, names>, item<N::roster_columns, K::columns, names>,
                        item<N::roster_total, K::roster_total, name>, when>>> {};
struct inert : node<N::inert, word<K::inert>, clauses, word<K::computes_nothing>, string> {};
struct known : node<N::known, word<K::known>, choice<string, name>,
                    node<N::known_subject, word<K::known_in>, choice<clause, name>>, string> {};

}  // namespace cepol::syntax::grammar
