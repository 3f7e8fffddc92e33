// What is lacking, of a letter: what would decide a result, or change it, and whether that can still be done.
#pragma once

#include "interpreter/report/document.hpp"
#include "interpreter/report/letter_facts.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::report {

// Of what a result depends on the person is told what the person can supply; of records of the office, that the office
// looks into them.
void add_lacking(const RowExplanation& explanation, const LetterFacts& facts, Document& document);

// Is a result open that depends on more than the person can supply?
bool waits_for_office(const RowExplanation& explanation);

}  // namespace cepol::report
