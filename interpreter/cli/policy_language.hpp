// The language of the policies that a command line names, in which they are told where --lang is not given.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"

namespace cepol::cli {

// Are the policies among the values of a command line (files, short names, folders) all of `language en`? No: some are
// not, or there is none. Only their headers are looked at, and those of the policies that they amend.
bool all_in_english(const std::vector<std::string>& values, const Io& io);

}  // namespace cepol::cli
