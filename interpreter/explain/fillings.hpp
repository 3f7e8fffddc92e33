// How an undetermined outcome comes out, by what is filled in. Only interpreter/explain includes this header.
#pragma once

#include "interpreter/explain/explain.hpp"

namespace cepol::explain {

ExplanationLine fillings(const Subject& subject, const engine::RowResults::Decided& decided);

}  // namespace cepol::explain
