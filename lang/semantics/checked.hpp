// The input and output types of checking: parsed modules and notices; the checked policy with its program, examples,
// references and problems. Used by many rooms; contains no logic.
#pragma once

#include <string>
#include <vector>

#include "lang/core/program.hpp"
#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::semantics {

struct Module {      // a parsed file; the policy itself comes last
  std::string path;  // "cn/people"; the policy: its own path or file name
  SourceId source;
  const syntax::Parsed* parsed = nullptr;
};

struct ExampleCell {
  std::string text;  // "" is a blank
  Span span;
};
struct ExampleTable {
  core::TableId table;
  bool heading = false;  // of the record's heading columns
  std::vector<std::string> columns;
  std::vector<std::vector<ExampleCell>> rows;
  Span span;
  bool inherited = false;  // from the example that this one is like
};
enum class Expected : std::uint8_t { outcome, measure, missing, quota_state, truth };
struct Expectation {
  Expected what;
  core::TableId table;
  core::DecisionId decision;  // outcome, measure
  std::uint32_t measure = 0;
  std::uint32_t quota = 0;    // quota_state: index into Program::quotas
  core::Member member = 0;    // quota_state
  core::FunctionId function;  // truth: of the first row of `table`, or without arguments; must be yes
  std::string text;           // as written: 合格, 170/3, 待定, "" for a blank
  Span span;
};
struct Example {
  std::string title;
  std::string module;                  // path of its file
  std::vector<core::Member> readings;  // by ReadingId, defaults filled in
  std::vector<ExampleTable> tables;
  std::vector<Expectation> expectations;
  Span span;
  bool carried = false;  // written for the policy that this one amends
};
struct Outdated {  // an example of the amended policy that refers to something that no longer exists
  std::string title;
  Diagnostic problem;
};

struct ClauseUse {                 // the map of the notices: by clause, in their order, the policy's own first
  std::string path;                // as core::Clause has it
  std::vector<std::string> rules;  // names of what cites it
  std::string inert_reason;        // declared to compute nothing
  bool own = true;                 // false: of the notice of a policy that this one amends
};

// A name in the text and the name in its declaration, which may be local (a parameter, an alias, the year of a fold).
// Names of the language itself (built-in functions, `total` in a must) have no references. A use of a unit by another
// of its names refers to its first.
struct Reference {
  Span use, declared;
};

// `known W0431 in NAME "reason"`: a warning that the policy's author accepts. With a text in place of the code: a
// change of the policy that no example detects (mutation testing).
struct Known {
  std::string what;  // the code, or the text
  bool change = false;
  std::string subject;  // the name of a declaration, or a clause: §三(五), nmg/2017§三(五)
  std::string reason;
  Span span;
  bool own = true;      // false: of a used module, or of the policy that this one amends
  bool covers = false;  // matched a warning
};

struct Checked {
  core::Program program;  // complete when there is no error
  std::vector<Example> examples;
  std::vector<Outdated> outdated;
  std::vector<ClauseUse> clause_map;
  std::vector<Reference> references;  // by the place of use; each once
  std::vector<Known> known;           // as written; a change of the policy too
  Problems problems;                  // without the warnings that are known
  std::vector<Diagnostic> silenced;   // the known warnings
};

// A policy that was checked without error: its sources, its modules (the policy last) and the result of checking.
// Non-owning: all three must outlive it.
struct CheckedPolicy {
  const Sources* sources;
  const std::vector<Module>* modules;
  const Checked* checked;

  const syntax::Tree& tree() const { return modules->back().parsed->tree; }
  const core::Program& program() const { return checked->program; }
};

struct OtherNotice {  // of a policy that this one amends
  std::string path;
  const notice::Notice* notice;
};

}  // namespace cepol::semantics
