// A notice and its policy side by side: every clause with the rules that cite it, in the policy's own words. What is
// shown is what runs: words are left out (brackets, citations, which stand elsewhere), none is put in another's place
// but a keyword's spelling.
//
// First it is computed as plain values (make_doc), then set as a page (doc_page).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/engine/engine.hpp"
#include "lang/format/words.hpp"
#include "lang/notice/notice.hpp"
#include "lang/semantics/check.hpp"

namespace cepol::pages {

struct Line {  // of a rule
  std::size_t depth = 0;
  std::vector<format::Word> words;
  std::string note;                  // the author's wording of it
  std::vector<std::string> clauses;  // that this very line cites, as core::Clause has them
  bool chosen = false;               // the default option of a reading
};

struct Rule {                        // a declaration
  std::string kind, name;            // 减免, 近龄减免
  std::vector<format::Word> head;    // the rest of its first line: 属于 审验
  std::string note;                  // the author's wording of it
  std::vector<std::string> clauses;  // that it cites as a whole
  std::vector<Line> lines;
  std::vector<std::size_t> examples;  // that belong to it: Doc::examples
  bool reading = false;
  std::string module;  // that it was written in; empty: the policy itself
  std::string place;   // 2017.cepol:183
};

struct Beside {  // a rule at a clause
  std::size_t rule;
  bool whole;  // cited by the rule as a whole, not by lines of it
  bool home;   // here the rule is shown in full
};

struct Clause {
  std::string label;  // 三(五); of another policy's notice nmg/2017§三(五)
  std::string title;  // its first line, where that is one
  std::string text;
  std::size_t depth = 0;
  std::string inert;  // declared to compute nothing: why
  std::vector<Beside> rules;
  bool open(bool own) const { return own && rules.empty() && inert.empty(); }
};

struct Notice {
  std::string of;  // the policy's path; empty: the policy's own notice
  std::vector<Clause> clauses;
  bool own() const { return of.empty(); }
};

struct Example {
  std::string title;
  std::string text;      // as it stands in the policy
  bool carried = false;  // written for the policy that this one amends
};

struct Doc {
  bool english = false;         // the page's language
  bool policy_english = false;  // that of the policy and its notice
  std::string title, path;
  std::string issued, applies_from, applies_to;  // empty: not said
  std::vector<Notice> notices;                   // the policy's own first
  std::vector<Rule> rules;                       // in the order of the policy, those of modules first
  std::vector<std::size_t> uncited;              // rules that cite no clause
  std::vector<Example> examples;

  struct Counts {
    std::size_t clauses, cited, inert, open;  // of the policy's own notice
    std::size_t rules, readings, examples;    // rules: without readings
  };
  Counts counts() const;
};

struct Policy : semantics::CheckedPolicy {
  const notice::Notice* notice;                // or none
  std::vector<semantics::OtherNotice> others;  // of policies that it amends
};

// Which examples belong to a declaration: by its span's source and begin, indices into Checked::examples.
using ExamplesOf = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>>;
// Of a decision, assessment, warning or quota those that expect something of it, of a reading those that choose one of
// its options; of every other rule those that it took part in: the requirement or waiver applied, a source or limit
// counted or cut, a definition or a row of a table gave its value.
ExamplesOf examples_of_rules(const Policy& policy, const engine::EngineKind& engine);

Doc make_doc(const Policy& policy, const ExamplesOf& examples, bool english);
std::string doc_page(const Doc& doc);

}  // namespace cepol::pages
