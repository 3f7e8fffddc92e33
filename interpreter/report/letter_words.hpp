// Words of letters for the names of a policy, where these are not words: not_met, credits_needed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interpreter/explain/explain.hpp"
#include "interpreter/report/document.hpp"

namespace cepol::report {

// The names of the policy that can stand in letters: of tables, columns, decisions, outcomes, figures, rules.
std::vector<std::string> names_in_letters(const core::Program& program);
// The program with other words for these names.
core::Program reworded(const core::Program& program, const std::map<std::string, std::string>& words);
// Those of them that stand in the letters and have a _ between their words; each once.
std::vector<std::string> names_without_words(const core::Program& program, const std::vector<Document>& letters);

}  // namespace cepol::report
