// Declares all names before any declaration is lowered, so that a file may use names that it declares further down.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

void declare_all(Context& context);

// The record that a name or a `for NAME` refers to; an unknown one is reported.
std::optional<TableId> resolve_table(Context& context, const Tree& tree, NodeId name);
std::optional<TableId> resolve_subject(Context& context, const Tree& tree, NodeId node);

}  // namespace cepol::semantics
