// PEGTL's own analysis of the grammar: no rule can loop without reading anything. The hand-written rules say of
// themselves what they read.
#include "lang/syntax/grammar.hpp"

#include <tao/pegtl/contrib/analyze.hpp>

#include <catch2/catch.hpp>

namespace g = cepol::syntax::grammar;
using cepol::syntax::ExpectedToken;
using cepol::syntax::Keyword;
using cepol::syntax::NodeKind;
using cepol::syntax::Offset;
using cepol::syntax::Scanner;

namespace tao::pegtl {

template <class Name, Keyword K>
struct analyze_traits<Name, g::word<K>> : analyze_any_traits<> {};
template <class Name, Keyword K>
struct analyze_traits<Name, g::node_keyword<K>> : analyze_any_traits<> {};
template <class Name, char C>
struct analyze_traits<Name, g::sign<C>> : analyze_any_traits<> {};
template <class Name, Offset (Scanner::*R)(Offset) const, ExpectedToken E>
struct analyze_traits<Name, g::token<R, E>> : analyze_any_traits<> {};
template <class Name, Offset (Scanner::*R)(Offset) const>
struct analyze_traits<Name, g::token_on_line<R>> : analyze_any_traits<> {};
template <class Name, Keyword... K>
struct analyze_traits<Name, g::fold_word<K...>> : analyze_any_traits<> {};
template <class Name, Keyword K>
struct analyze_traits<Name, g::fold_word_without_node<K>> : analyze_any_traits<> {};
template <class Name, Keyword... K>
struct analyze_traits<Name, g::operator_<K...>> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::comparison_words> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::first_connective> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::next_connective> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::type_word> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::target_word> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, g::raw_block> : analyze_any_traits<> {};
template <class Name, bool InTable>
struct analyze_traits<Name, g::cell_text<InTable>> : analyze_any_traits<> {};

template <class Name>
struct analyze_traits<Name, g::push_and> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, g::adjacent_bracket> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, g::separators> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, g::skip_lines> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, g::line_break> : analyze_opt_traits<> {};

template <class Name, class... R>
struct analyze_traits<Name, g::sequence<R...>> : analyze_seq_traits<R...> {};
template <class Name, NodeKind K, bool B, class... R>
struct analyze_traits<Name, g::node_rule<K, B, R...>> : analyze_seq_traits<R...> {};
template <class Name, NodeKind K, bool B, class... R>
struct analyze_traits<Name, g::suffix_node<K, B, R...>> : analyze_seq_traits<R...> {};
template <class Name, char Open, char Close, class... R>
struct analyze_traits<Name, g::bracketed<Open, Close, R...>> : analyze_seq_traits<g::sign<Open>, R..., g::sign<Close>> {
};
template <class Name, class R>
struct analyze_traits<Name, g::in_brackets<R>> : analyze_seq_traits<g::bracketed<'(', ')', R>> {};
template <class Name, class R>
struct analyze_traits<Name, g::nested<R>> : analyze_seq_traits<R> {};
template <class Name, ExpectedToken E, class R>
struct analyze_traits<Name, g::expected_as<E, R>> : analyze_seq_traits<R> {};
template <class Name, class R>
struct analyze_traits<Name, g::unexpected_silent<R>> : analyze_seq_traits<R> {};
template <class Name>
struct analyze_traits<Name, g::late_amends> : analyze_seq_traits<g::amends> {};
template <class Name, class R>
struct analyze_traits<Name, g::block<R>> : analyze_seq_traits<g::sign<'{'>, star<R>, g::sign<'}'>> {};

}  // namespace tao::pegtl

TEST_CASE("the grammar has no rule that loops without reading", "[syntax]") {
  CHECK(tao::pegtl::analyze<g::file>() == 0);
}

namespace {
struct loops : g::star<g::optional_comma> {};
struct loops_in_block : g::block<g::optional_comma> {};
struct recurses;
struct recurses : g::sequence<g::opt<g::comma>, g::nested<recurses>, g::name> {};
}  // namespace

TEST_CASE("the analysis sees through the hand-written rules", "[syntax]") {
  CHECK(tao::pegtl::analyze<loops>(-1) > 0);
  CHECK(tao::pegtl::analyze<loops_in_block>(-1) > 0);
  CHECK(tao::pegtl::analyze<recurses>(-1) > 0);
}
