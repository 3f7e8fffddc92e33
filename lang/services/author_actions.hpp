// What an author can do at a place that is no mending of a problem: add the cases that a decision lacks, cite a clause,
// make a number a reading. Each is a text that the author goes on with.
#pragma once

#include <string_view>

#include "lang/services/code_actions.hpp"

namespace cepol::services {

std::vector<CodeAction> author_actions(const View& view, const Names& names, SourceId file, std::uint32_t offset);

// Cites the clause with that label (三(五), nmg/2017§三(五)) where the declaration around the place cites; nullopt: it
// cites the clause already, there is no such clause, or the declaration can cite none.
std::optional<TextEdit> citation(const View& view, SourceId file, std::uint32_t offset, std::string_view label);

// The record that is declared around the place; empty: none.
std::string record_at(const View& view, SourceId file, std::uint32_t offset);

}  // namespace cepol::services
