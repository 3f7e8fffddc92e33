// Examples as they stand in a policy file, in its Chinese or English words.
#pragma once

#include "interpreter/authoring/trial_record.hpp"

namespace cepol::authoring {

// All of it, with its tables as blocks or, of several rows, as tables.
std::string text_of(const core::Program& program, const semantics::Example& example, bool english);
struct Variant {  // of a base: what differs from it, and what comes out
  ChangedCells cells;
  std::vector<core::Member> readings;  // by ReadingId
  std::vector<semantics::Expectation> expectations;
};
// `example "…" like "…" { … }`
std::string text_of_variant(const core::Program& program, const semantics::Example& base, const std::string& title,
                            const Variant& variant, bool english);
// What differs: 出生 1966-03-01，申报 2016-07-10，截止日 不含当天.
std::string told(const core::Program& program, const semantics::Example& base, const Variant& variant, bool english);

}  // namespace cepol::authoring
