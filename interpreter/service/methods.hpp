// The requests about texts, a function each: from parameters to an answer. What the protocol calls them is in
// methods.def.
#pragma once

#include "interpreter/service/context.hpp"

namespace cepol::service {

#define METHOD(name, function) Answer function(Context& context, const Json& params);
#include "interpreter/service/methods.def"
#undef METHOD

// What the service can do, for the answer to `initialize`.
Json capabilities();
// The findings of one file of an analysis, as the protocol has them.
Json diagnostics_json(Context& context, Analysis& analysis, SourceId file);

// Actions of authors at a place, beside the mending of problems.
Json author_actions_json(Context& context, const Opened& file, std::uint32_t offset);
// The values that a name has in the examples, on a line; empty: none.
std::string values_in_examples(Context& context, Analysis& analysis, const services::NameUse& use);
// The answer where something is asked of a policy's rules and it has errors.
Answer policy_has_errors(const Context& context);

}  // namespace cepol::service
