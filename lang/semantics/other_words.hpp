// Words of the office: name also "full name". Other headings of a column, other words for a member of an enumeration
// or for yes and no.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The headings that an `also_words` node after a column's name declares; with `name` invalid: none.
void add_headings(Context& context, const Tree& tree, NodeId name, Column& column);
// Those of `yes also` and `no also` of a column.
void add_truth_words(Context& context, const Tree& tree, NodeId node, Column& column);
// Those that follow the names of members: children of `node`, or of its members.
void add_member_words(Context& context, const Tree& tree, NodeId node, EnumerationId id);
// Reports headings by which data cannot tell two columns apart. Names alike are reported elsewhere.
void check_headings(Context& context, TableId table);

}  // namespace cepol::semantics
