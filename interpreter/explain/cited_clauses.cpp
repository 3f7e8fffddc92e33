// The clauses that an explanation cites.
#include <algorithm>

#include "interpreter/explain/explain.hpp"

namespace cepol::explain {

namespace {

void collect(const ExplanationLine& line, bool all, std::vector<core::ClauseId>& clauses) {
  if (line.not_applicable || (line.folded && !all)) return;
  for (const auto* cited : {&line.clauses, &line.definition_clauses})
    for (core::ClauseId clause : *cited)
      if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(clause);
  for (const ExplanationLine& inner : line.lines) collect(inner, all, clauses);
}

}  // namespace

std::vector<core::ClauseId> clauses_of(const ExplanationLine& line, bool all) {
  std::vector<core::ClauseId> clauses;
  collect(line, all, clauses);
  return clauses;
}

}  // namespace cepol::explain
