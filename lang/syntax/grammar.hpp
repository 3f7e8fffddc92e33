// The grammar of docs/language.md as PEGTL rules, rule for rule. This file has the rules for the file, its
// header and the choice among declarations; it includes the other grammar_*.hpp. Only parse.cpp and the test that
// analyses the grammar include it, because PEGTL is slow to compile. nodes.def lists the node that each rule writes.
#pragma once

#include "lang/syntax/grammar_amendments.hpp"
#include "lang/syntax/grammar_examples.hpp"

namespace cepol::syntax::grammar {

// ---- the file, read by parse.cpp piece by piece
struct header_item
    : choice<item<N::issued, K::issued, date>, item<N::applies, K::applies, date, opt<word<K::to>, date>>,
             item<N::notice, K::notice, string, opt<unexpected_silent<word<K::alias>>, path>>,
             item<N::language, K::language, name>, item<N::blank_words, K::blank_also, strings>> {};
struct amends : item<N::amends, K::amends, path> {};
struct late_amends {  // `amends` after the title: an error, but parsed as if it were before the title
  using rule_t = late_amends;
  using subs_t = pegtl::type_list<amends>;
  CEPOL_MATCH {
    const Offset begin = b.scan.layout(here(in));
    if (b.scan.keyword(begin, K::amends) == begin || !CEPOL_TRY(amends)) return false;
    b.report_late_amends(begin, here(in));
    return true;
  }
};
struct policy : node<N::policy, word<K::policy>, path, opt<amends>, string, opt<late_amends>, block<header_item>> {};
struct module : node<N::module, word<K::module>, path, opt<string>> {};
struct header : choice<policy, module> {};
struct plain_declaration
    : choice<use, unit, enumeration, record, reading, define, credit, equivalence, assessment, requirement, waiver,
             decision, lookup_table, warning, quota, results, roster, inert, known, example> {};
struct declaration : choice<plain_declaration, item<N::replace, K::replace, plain_declaration>,
                            item<N::add, K::add, plain_declaration>, repeal, rename, confirm, amended> {};
struct file : sequence<opt<header>, star<separators, declaration>, separators, pegtl::eof> {};  // for analysis only

}  // namespace cepol::syntax::grammar
