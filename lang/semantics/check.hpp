// Syntax trees to a program: names resolved, types, units and citations checked, every construct lowered to the core.
//
// A typed expression is a core term, so there is no second tree of typed expressions: typing an expression writes core
// terms, and each construct (credit, requirement, decision, ...) is lowered, by the file of its name, to functions of
// the core when something first asks for it. What is asked for while it is being made is a cycle, and an error.
//
// All errors of all files are found: what is wrong is reported once and stands for "any type" where it is used.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lang/core/program.hpp"
#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"
#include "lang/syntax/parse.hpp"

namespace cepol::semantics {

// The paths that a file uses: `use cn/people` -> "cn/people". For whoever loads the files.
struct Use {
  std::string path;
  Span span;
};
std::vector<Use> uses_of(const syntax::Tree& tree);
// The files named by `notice "2017.txt"` and `notice "2016.txt" as a/2016`; without a path: the policy's own.
struct NoticeName {
  std::string name, path;
  Span span;
};
std::vector<NoticeName> notices_of(const syntax::Tree& tree);
// The policy that this one amends, if any, and its own path.
std::optional<Use> amended_by(const syntax::Tree& tree);
std::string path_of(const syntax::Tree& tree);

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
  std::string module;                  // path of the file it stands in
  std::vector<core::Member> readings;  // by ReadingId, defaults filled in
  std::vector<ExampleTable> tables;
  std::vector<Expectation> expectations;
  Span span;
  bool carried = false;  // written for the policy that this one amends
};
struct Outdated {  // an example of the policy that is amended, of which something is no longer there
  std::string title;
  Diagnostic problem;
};

struct ClauseUse {                 // the map of the notices: by clause, in their order, the policy's own first
  std::string path;                // as core::Clause has it
  std::vector<std::string> rules;  // names of what cites it
  std::string inert_reason;        // declared to compute nothing
  bool own = true;                 // false: of the notice of a policy that this one amends
};

// What a name stands for: where it is written, and where that is declared. Not of local names (parameters, aliases,
// years of a fold), which are bound within their declaration, nor of what is built in.
struct Reference {
  Span use, declared;
};

// `known W0431 in NAME "reason"`: a warning that the policy's author has looked at. With a text in place of the code: a
// change of the policy that no example notices, for whoever tries such changes.
struct Known {
  std::string what;  // the code, or the text
  bool change = false;
  std::string subject;  // the name of a declaration, or a clause: §三(五), nmg/2017§三(五)
  std::string reason;
  Span span;
  bool own = true;      // false: of a used module, or of the policy that this one amends
  bool covers = false;  // a warning that was given
};

struct Checked {
  core::Program program;  // complete when there is no error
  std::vector<Example> examples;
  std::vector<Outdated> outdated;
  std::vector<ClauseUse> clause_map;
  std::vector<Reference> references;  // by the place of use; each once
  std::vector<Known> known;           // as written; a change of the policy too
  Problems problems;                  // without the warnings that are known
  std::vector<Diagnostic> silenced;   // those
};

// A policy that was checked without error: its texts, the policy after the modules that it uses, and what was made of
// them. It only points: all three outlive it.
struct CheckedPolicy {
  const Sources* sources;
  const std::vector<Module>* modules;
  const Checked* checked;

  const syntax::Tree& tree() const { return modules->back().parsed->tree; }
  const core::Program& program() const { return checked->program; }
};

// Takes out of `problems` the warnings that the policy says are known, and adds them to `silenced`. A known warning is
// one of that code in the declaration of that name, or about that clause. `trees`: of the files the problems lie in.
// check() has done so with what it found itself.
void silence(Checked& checked, const std::vector<const syntax::Tree*>& trees, Problems& problems);
// What the policy itself says is known and no warning told of: a warning each, once all problems were looked at.
void report_known_of_nothing(const Checked& checked, Problems& problems);

struct OtherNotice {  // of a policy that this one amends
  std::string path;
  const notice::Notice* notice;
};
// `modules`: every file, used ones before their users, the policy last. `notice`: of the policy, or none.
Checked check(const Sources& sources, const std::vector<Module>& modules, const notice::Notice* notice,
              const std::vector<OtherNotice>& others = {});

}  // namespace cepol::semantics
