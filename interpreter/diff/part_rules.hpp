// Tables that classify every kind of syntax node inside a declaration: it makes a part by a rule of a table, makes a
// part by a function of PartExtractor (parts.cpp), or is content of the part of its parent. A static_assert fails for a
// new kind that is in no table.
#pragma once

#include <array>

#include "interpreter/diff/parts.hpp"
#include "lang/syntax/node_lists.hpp"

namespace cepol::diff {

enum class Content : std::uint8_t {
  none,
  node,
  first,
  children,
  after_first
};  // `children`: without wording, citations
enum class Naming : std::uint8_t {
  none,
  by_first,
  by_kind
};  // by_first: named after, and identified by, the first child
struct PartRule {
  NodeKind node;
  PartKind part;
  Content content;
  Naming naming = Naming::none;
  bool weak = false;
};

// Between a declaration's keyword and its block, in the order of the text.
constexpr std::array header_rules{
    PartRule{NodeKind::subject, PartKind::subject, Content::first, Naming::none, true},
    PartRule{NodeKind::type, PartKind::type, Content::node, Naming::none, true},
    PartRule{NodeKind::choice_type, PartKind::type, Content::node, Naming::none, true},
    PartRule{NodeKind::in_unit, PartKind::in_unit, Content::node, Naming::none, true},
    PartRule{NodeKind::by, PartKind::by, Content::first, Naming::none, true},
    PartRule{NodeKind::belongs, PartKind::subject, Content::first, Naming::none, true},
    PartRule{NodeKind::over, PartKind::over, Content::node},
    PartRule{NodeKind::key, PartKind::key, Content::none},
    PartRule{NodeKind::parent, PartKind::parent, Content::first},
    PartRule{NodeKind::beside, PartKind::beside, Content::first},
    PartRule{NodeKind::blank_words, PartKind::blank_words, Content::node},
    PartRule{NodeKind::first_fit, PartKind::first_fit, Content::none, Naming::none, true},
    PartRule{NodeKind::quota_columns, PartKind::columns, Content::none, Naming::none, true},
};
// Of the policy's header. The file of a notice is not compared, only the clauses that rules cite.
constexpr std::array policy_rules{
    PartRule{NodeKind::string, PartKind::title, Content::node},
    PartRule{NodeKind::issued, PartKind::issued, Content::children},
    PartRule{NodeKind::applies, PartKind::applies, Content::children},
    PartRule{NodeKind::language, PartKind::language, Content::children},
    PartRule{NodeKind::blank_words, PartKind::blank_words, Content::node},
};
// Items of a block.
constexpr std::array item_rules{
    PartRule{NodeKind::equal_rows_once, PartKind::equal_rows, Content::none},
    PartRule{NodeKind::met, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::unmet, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::waived, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::required, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::earned, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::missing_amount, PartKind::result_word, Content::none, Naming::by_kind},
    PartRule{NodeKind::when, PartKind::when, Content::none},
    PartRule{NodeKind::window_of, PartKind::window, Content::first},
    PartRule{NodeKind::total, PartKind::total, Content::children},
    PartRule{NodeKind::becomes, PartKind::becomes, Content::first},
    PartRule{NodeKind::needs_nothing, PartKind::needs_nothing, Content::none},
    PartRule{NodeKind::drops, PartKind::drops, Content::after_first, Naming::by_first},
    PartRule{NodeKind::place, PartKind::place, Content::after_first, Naming::by_first},
    PartRule{NodeKind::result_item, PartKind::result_column, Content::none, Naming::by_first},
    PartRule{NodeKind::missing, PartKind::result_column, Content::none, Naming::by_kind},
    PartRule{NodeKind::reasons, PartKind::result_column, Content::none, Naming::by_kind},
    PartRule{NodeKind::roster_headings, PartKind::headings, Content::node},
    PartRule{NodeKind::roster_columns, PartKind::columns, Content::node},
};

template <std::size_t Size>
constexpr std::array<NodeKind, Size> kinds_of(const std::array<PartRule, Size>& rules) {
  std::array<NodeKind, Size> kinds{};
  for (std::size_t i = 0; i < Size; ++i) kinds[i] = rules[i].node;
  return kinds;
}

// Kinds that have a function in PartExtractor.
constexpr std::array extracted_by_function{
    NodeKind::member,         NodeKind::group,      NodeKind::column,       NodeKind::headings,  NodeKind::option,
    NodeKind::default_option, NodeKind::table_case, NodeKind::source,       NodeKind::limit,     NodeKind::must,
    NodeKind::decision_case,  NodeKind::outcome,    NodeKind::roster_total, NodeKind::parameter,
};
// Content of the part that an ancestor makes.
constexpr std::array content_of_parent{
    NodeKind::optional,     NodeKind::omittable,    NodeKind::lowest,       NodeKind::highest,   NodeKind::places,
    NodeKind::builtin_type, NodeKind::option_value, NodeKind::any,          NodeKind::bound,     NodeKind::between,
    NodeKind::one_of,       NodeKind::gives_value,  NodeKind::gives,        NodeKind::category,  NodeKind::counted_in,
    NodeKind::best,         NodeKind::per_key,      NodeKind::limit_amount, NodeKind::times,     NodeKind::per_year,
    NodeKind::per_window,   NodeKind::each_year,    NodeKind::condition,    NodeKind::otherwise, NodeKind::unspecified,
    NodeKind::also_words,   NodeKind::truth_words,  NodeKind::taken_from,   NodeKind::old_rows,
};
// Ignored in comparisons.
constexpr std::array not_compared{NodeKind::known_subject};

static_assert(syntax::partitions({syntax::NodeCategory::item},
                                 {kinds_of(header_rules), kinds_of(item_rules), extracted_by_function,
                                  content_of_parent, not_compared}),
              "a kind of item that diff does not know");

}  // namespace cepol::diff
