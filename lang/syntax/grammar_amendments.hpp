// Grammar rules for the operations of an amending policy on its base (replace, add, repeal, rename, confirm, in). Part
// of grammar.hpp.
#pragma once

#include "lang/syntax/grammar_declarations.hpp"

namespace cepol::syntax::grammar {

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
struct target_name
    : sequence<choice<sequence<node<N::qualifier, name>, unexpected_silent<sign<'.'>>, name>, name, string>,
               opt<node<N::subject, unexpected_silent<word<K::for_>>, name>>> {};
struct target : choice<node_with_keyword<N::target, target_word, target_name>, node<N::target, target_name>> {};
struct targets : sequence<target, star<comma, target>> {};
struct raw_block {  // from "{" to its "}": parsed later, as part of the amended text
  using rule_t = raw_block;
  using subs_t = pegtl::type_list<>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    const Offset end = b.scan.balanced(begin);
    if (!accept(in, b, begin, end, expected_sign('{'))) return false;
    b.reclassify_last_token(TokenKind::block);
    return true;
  }
};
struct raw : node<N::raw, raw_block> {};
struct part_of_words
    : node_with_keyword<N::part, choice<node_keyword<K::becomes>, node_keyword<K::total>, node_keyword<K::window>>> {};
struct part_when : node_with_keyword<N::part, node_keyword<K::when>> {};
struct part_must : node_with_keyword<N::part, node_keyword<K::must>, name> {};
// A limit of a credit, by what it says or a part of it.
struct part_limit : node<N::limit, opt<limit_time>, most, opt<limit_time>, opt<category>, opt<when>, opt<string>> {};
struct new_conditions : sequence<word<K::to_value>, node_with_keyword<N::when, conditions>> {};
struct new_value : sequence<word<K::to_value>, node<N::new_value, expr>> {};
// A clause that is cited gives way to another: `cites §1 to §3`.
struct change_of_citation : sequence<unexpected_silent<word<K::cites>>, node<N::old_value, clause>, word<K::to_value>,
                                     node<N::new_value, clause>> {};
struct change : node<N::change, word<K::change>, opt<item<N::everywhere, K::each_place>>,
                     choice<sequence<unexpected_silent<choice<part_when, part_must>>, new_conditions>,
                            sequence<unexpected_silent<part_of_words>, new_value>, change_of_citation,
                            sequence<node<N::old_value, expr>, new_value>>,
                     opt<citations>> {};
struct insert : node<N::insert, word<K::add>, raw,
                     opt<choice<item<N::before_item, K::before_item, name>, item<N::after_item, K::after_item, name>>>,
                     opt<citations>> {};
struct part_or_name : choice<unexpected_silent<choice<part_limit, part_must, part_when, part_of_words>>, name> {};
// Conditions that a rule asks for, by what they say: `when approved`.
struct cut_part : choice<unexpected_silent<when>, part_or_name> {};
struct cut : node<N::cut, word<K::repeal>, cut_part, star<comma, cut_part>, opt<citations>> {};
struct put : node<N::put, word<K::replace>, part_or_name, raw, opt<citations>> {};
struct action : choice<change, insert, cut, put> {};
struct amended : node<N::amended, word<K::amend_in>, target, choice<block<action>, action>> {};
struct repeal : node<N::repeal, word<K::repeal>, targets, opt<citations>> {};
struct rename : node<N::rename, word<K::rename>, target, word<K::to_value>, name, opt<citations>> {};
struct confirmed : choice<clause, target> {};
struct confirm : node<N::confirm, word<K::confirm>, confirmed, star<comma, confirmed>, opt<citations>> {};

}  // namespace cepol::syntax::grammar
