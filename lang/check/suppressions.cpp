// Matches each warning with the policy's `known` lines: by its code, and by the declarations at its span or the clause
// that its message names.
#include "lang/check/suppressions.hpp"

#include <algorithm>

#include "lang/semantics/declared_names.hpp"

namespace cepol::check {

using namespace semantics;

namespace {

std::vector<std::string> names_at(const std::vector<const syntax::Tree*>& trees, Span at) {
  std::vector<std::string> names;
  for (const syntax::Tree* tree : trees) {
    if (!tree->root.valid() || tree->span(tree->root).source != at.source) continue;
    for (syntax::NodeId node : tree->children(tree->root))
      if (tree->span(node).begin <= at.begin && at.begin < tree->span(node).end) add_declared_names(*tree, node, names);
  }
  return names;
}

// Does the message name the clause? An argument may list several, in either language.
bool names_clause(const Diagnostic& problem, std::string_view clause) {
  for (const std::string& argument : problem.arguments)
    for (std::size_t at = argument.find(clause); at != std::string::npos; at = argument.find(clause, at + 1)) {
      const auto parts = [&](std::string_view text) {  // the text between two clauses
        return text.empty() || text.starts_with("、") || text.starts_with(", ") || text.front() == between_spellings;
      };
      const std::string_view before = std::string_view(argument).substr(0, at);
      const bool begins =
          before.empty() || before.ends_with("、") || before.ends_with(" ") || before.back() == between_spellings;
      if (begins && parts(std::string_view(argument).substr(at + clause.size()))) return true;
    }
  return false;
}

}  // namespace

void silence(Checked& checked, const std::vector<const syntax::Tree*>& trees, Problems& problems) {
  if (checked.known.empty()) return;
  std::vector<Diagnostic> left;
  for (Diagnostic& problem : problems.list) {
    bool covered = false;
    if (severity_of(problem.code) == Severity::warning) {
      const std::vector<std::string> names = names_at(trees, problem.span);
      for (Known& known : checked.known) {
        if (known.change || known.what != code_number(problem.code)) continue;
        const bool of_clause = known.subject.find("§") != std::string::npos;
        if (of_clause ? !names_clause(problem, known.subject)
                      : std::find(names.begin(), names.end(), known.subject) == names.end())
          continue;
        known.covers = covered = true;
      }
    }
    (covered ? checked.silenced : left).push_back(std::move(problem));
  }
  problems.list = std::move(left);
}

void report_known_of_nothing(const Checked& checked, Problems& problems) {
  if (problems.any_error()) return;  // lints do not all run where there is an error
  for (const Known& known : checked.known)
    if (known.own && !known.change && !known.covers)
      problems.add(Code::known_of_nothing, known.span, {known.what, known.subject});
}

}  // namespace cepol::check
