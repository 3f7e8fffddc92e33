// Examples as the text of a policy file, with Chinese or English keywords.
#pragma once

#include "interpreter/authoring/trial_record.hpp"

namespace cepol::authoring {

// The whole example, with the readings that are not the default; a table with several rows is written as a table, with
// one as a block.
std::string text_of(const core::Program& program, const semantics::Example& example, bool english);
struct ExampleVariant {  // of a base example: what differs from it, and its results
  ChangedCells cells;
  std::vector<core::Member> readings;  // by ReadingId
  std::vector<semantics::Expectation> expectations;
};
// `example "…" like "…" { … }`
std::string text_of_variant(const core::Program& program, const semantics::Example& base, const std::string& title,
                            const ExampleVariant& variant, bool english);
// The differences from the base: 出生 1966-03-01，申报 2016-07-10，截止日 不含当天.
std::string describe(const core::Program& program, const semantics::Example& base, const ExampleVariant& variant,
                     bool english);

}  // namespace cepol::authoring
