// Loads the policy that an argument of a subcommand names, and prints its problems.
#pragma once

#include <memory>
#include <string>

#include "interpreter/cli/io.hpp"
#include "interpreter/workspace/policy.hpp"

namespace cepol::cli {

using workspace::Policy;

// `given`: a file, with or without its extension .cepol, or a short name in io.policies; or a folder: of the versions
// in it the one that applies `on` that date (2017-05-20), which is printed. That a file cannot be read is printed on
// io.err.
std::unique_ptr<Policy> load(const std::string& given, const Io& io, const std::string& on = {});
// Prints errors and, if wanted, warnings on io.err, the first 100 and how many more there are; returns the number of
// errors.
std::size_t print_problems(const Problems& problems, const Sources& sources, const Io& io, bool warnings);
std::size_t print_problems(const Policy& policy, const Io& io, bool warnings);
// The position in the file that the text comes from, as in messages: 2017.cepol:183:5.
std::string written_at(const Sources& sources, Span span);

}  // namespace cepol::cli
