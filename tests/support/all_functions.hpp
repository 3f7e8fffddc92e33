// A program that gives, beside its own decisions, the value of every function that it has.
#pragma once

#include "lang/core/program.hpp"

namespace cepol::test {

// Adds a decision for each table, whose figures are the functions that take one of its rows, and a table without
// columns, whose figures are the functions that take nothing. Functions that take a year too are called with each of
// `years`. Results that are rows are left out. `data` made for the program needs the rows of that last table.
core::Program with_all_functions(core::Program program, const std::vector<int>& years);

}  // namespace cepol::test
