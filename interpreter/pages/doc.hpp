// The side-by-side page: every clause of a notice with the rules that cite it, in the policy's own words. The words
// shown are those that are evaluated: brackets are left out, citations are shown elsewhere, and only keywords are
// respelled in the page's language.
//
// The content is computed as plain values (make_doc) and then rendered as HTML (doc_page).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "lang/format/formatted_words.hpp"
#include "lang/notice/notice.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::pages {

struct RuleLine {  // of a rule
  std::size_t depth = 0;
  std::vector<format::FormattedWord> words;
  std::string note;                  // the author's wording of it
  std::vector<std::string> clauses;  // that this line cites, as core::Clause has them
  bool chosen = false;               // the default option of a reading
};

struct Rule {                               // a declaration
  std::string kind, name;                   // 减免, 近龄减免
  std::vector<format::FormattedWord> head;  // the rest of its first line: 属于 审验
  std::string note;                         // the author's wording of it
  std::vector<std::string> clauses;         // that it cites as a whole
  std::vector<RuleLine> lines;
  std::vector<std::size_t> examples;  // that belong to it: Doc::examples
  bool reading = false;
  std::string module;  // that it was written in; empty: the policy itself
  std::string place;   // 2017.cepol:183
};

struct Beside {  // a rule that is shown beside a clause
  std::size_t rule;
  bool whole;  // cited by the rule as a whole, not only by lines of it
  bool home;   // the rule is shown in full here
};

struct DocClause {
  std::string label;  // 三(五); of another policy's notice nmg/2017§三(五)
  std::string title;  // its first line, where that is one
  std::string text;
  std::size_t depth = 0;
  std::string inert;  // declared to compute nothing: why
  std::vector<Beside> rules;
  bool open(bool own) const { return own && rules.empty() && inert.empty(); }
};

struct DocNotice {
  std::string of;  // the policy's path; empty: the policy's own notice
  std::vector<DocClause> clauses;
  bool own() const { return of.empty(); }
};

struct DocExample {
  std::string title;
  std::string text;      // as written in the policy
  bool carried = false;  // written for the policy that this one amends
};

struct Doc {
  bool english = false;         // the page's language
  bool policy_english = false;  // that of the policy and its notice
  std::string title, path;
  std::string issued, applies_from, applies_to;  // empty: not given in the header
  std::vector<DocNotice> notices;                // the policy's own first
  std::vector<Rule> rules;                       // in the order of the policy, those of modules first
  std::vector<std::size_t> uncited;              // rules that cite no clause
  std::vector<DocExample> examples;

  struct Counts {
    std::size_t clauses, cited, inert, open;  // of the policy's own notice
    std::size_t rules, readings, examples;    // rules: without readings
  };
  Counts counts() const;
};

struct PolicyWithNotice : semantics::CheckedPolicy {
  const notice::Notice* notice;                // or none
  std::vector<semantics::OtherNotice> others;  // of policies that it amends
};

// Which examples belong to a declaration: by its span's source and begin, indices into Checked::examples.
using ExamplesOf = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>>;
// A decision, assessment, warning or quota has the examples with an expectation about it, a reading those that choose
// one of its options. Every other rule has the examples in which it had an effect: the requirement or waiver applied,
// the source counted, the limit cut something, the definition or the row of a table gave its value.
ExamplesOf examples_of_rules(const PolicyWithNotice& policy, const engine::EngineKind& engine);

Doc make_doc(const PolicyWithNotice& policy, const ExamplesOf& examples, bool english);
std::string doc_page(const Doc& doc);

}  // namespace cepol::pages
