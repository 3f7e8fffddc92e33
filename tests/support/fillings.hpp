// Every way to fill the blanks of a random case, evaluated by the simple evaluator.
#pragma once

#include "tests/support/agreement.hpp"
#include "tests/support/random_case.hpp"

namespace cepol::test {

struct Fillings {
  std::vector<engine::Outcome> outcomes, figures;  // of RandomCase's decision and its measure, by number of the filling
};
Fillings all_fillings(const RandomCase& random, const DataBuilder& data, data::RowIndex row);
// One filling: adds its results. By blank, in which way it is filled; `filled` is the data, and is filled so.
void add_filling(Fillings& fillings, const RandomCase& random, const std::vector<std::size_t>& ways,
                 DataBuilder& filled, data::RowIndex row);

// In which way the filling of that number fills the blank `random.blanks[blank]`.
std::size_t way_of(const RandomCase& random, std::size_t filling, std::size_t blank);

// All fillings give the same, but for which cases clash or why it cannot be computed.
bool agree(const std::vector<engine::Outcome>& results);
bool alike(const engine::Outcome& one, const engine::Outcome& other);  // two that agree so

// The blanks that matter: for each there are two fillings that differ in it alone and give different results.
std::vector<engine::BlankCell> that_matter(const RandomCase& random, const std::vector<engine::Outcome>& results);

std::string shown(const std::vector<engine::BlankCell>& cells);

}  // namespace cepol::test
