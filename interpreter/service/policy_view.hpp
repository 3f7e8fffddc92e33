// A loaded policy as the language features read it.
#pragma once

#include "interpreter/workspace/policy.hpp"
#include "lang/services/view.hpp"

namespace cepol::service {

services::View view_of(const workspace::Policy& policy, Language language);

}  // namespace cepol::service
