// Policies for the tests of lints, and the warnings that they get.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"

namespace cepol {

using Messages = std::vector<std::string>;

// The warnings of every lint, of a policy that has no errors. `notice`: of the policy, or null.
Problems lints_of(const Sources& sources, SourceId policy, const notice::Notice* notice = nullptr);

// The warnings of one number, in English, of a policy that has no errors.
Messages warnings_of(std::string_view number, const std::string& body, bool module = false);

// A unit, an enumeration and two records for them to begin with.
extern const std::string records;

}  // namespace cepol
