// Policies to be warned of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cepol {

using Messages = std::vector<std::string>;

// The warnings of one number, in English, of a policy that has no errors.
Messages warnings_of(std::string_view number, const std::string& body, bool module = false);

// A unit, an enumeration and two records for them to begin with.
extern const std::string records;

}  // namespace cepol
