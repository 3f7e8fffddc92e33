// Figures of a decision, as explanations tell them. Only interpreter/explain includes this header.
#pragma once

#include "interpreter/explain/account.hpp"

namespace cepol::explain {

// The amount of a step, with its label. A figure of the decision is told as decided, which may be more exact than its
// set of values; one that is open with what it can be, as far as that says anything.
std::string figure_text(const Subject& subject, const engine::RowResults::Decided& decided, const core::Step& step,
                        const AccountReader& read);

}  // namespace cepol::explain
