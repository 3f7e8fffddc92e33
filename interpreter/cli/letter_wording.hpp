// The template of a run's letters: the office's, beside the policy or named by --template, else the default one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/inputs.hpp"
#include "interpreter/report/letter.hpp"

namespace cepol::cli {

// nullopt: it cannot be read or is not right; the reason is printed on io.err.
std::optional<report::LetterTemplate> read_letter_template(const Policy& policy,
                                                           const std::optional<std::string>& typed, const Io& io);
// Is every name in the template known, for letters about rows of these tables? Else what is not is printed.
bool names_are_known(const report::LetterTemplate& letter, const report::LetterFacts& facts,
                     const core::Program& program, const std::vector<core::TableId>& tables, const Io& io);

// Is everything that it has words for a name of the policy? Else what is not is printed.
bool words_are_of_names(const report::LetterTemplate& letter, const core::Program& program, const Io& io);

}  // namespace cepol::cli
