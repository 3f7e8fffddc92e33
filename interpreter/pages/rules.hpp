// Converts declarations of a policy to the lines that the side-by-side page shows. Only interpreter/pages includes this
// header.
#pragma once

#include <optional>

#include "interpreter/pages/doc.hpp"

namespace cepol::pages {

struct Declared {
  Span span;  // of the declaration
  Rule rule;
};

// The rules, readings and rosters of one file in their order; tables, enumerations and units only where they cite a
// clause.
std::vector<Declared> rules_of(const Sources& sources, const syntax::Tree& tree, const std::string& module,
                               bool english, bool policy_english);

// The declaration of any kind with that span; nullopt: there is none.
std::optional<Rule> rule_at(const syntax::Tree& tree, Span span, bool english, bool policy_english);
// HTML of words: keywords are in <i>, dates, in which lines are not broken, in <b>.
std::string words_html(const std::vector<format::FormattedWord>& words);

// A clause as it is labelled everywhere.
std::string label_of(const syntax::Tree& tree, syntax::NodeId clause, bool policy_english);
std::string label_of(std::string path, bool policy_english);

// Where a span was written: 2017.cepol:183.
std::string place_in_file(const Sources& sources, Span span);

// All clauses that a rule cites, each once.
std::vector<std::string> cited_by(const Rule& rule);

}  // namespace cepol::pages
