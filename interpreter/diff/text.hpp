// Pieces of policy text: for people to read, and to be put into the other policy.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// As written, on one line, without citations and comments.
std::string shown(const Tree& tree, Span span);
std::string shown(const Item& item);  // without the keyword that the part's label says already
// The old policy's text with the new names of what was renamed.
std::string as_after(const PolicyPair& both, const Tree& tree, Span span);
// With the comma that parts it from the next item, if any.
Span with_comma(const Tree& tree, Span span);
// Where the two have the same shape and differ in few values: those, as written.
using Values = std::vector<std::pair<std::string, std::string>>;
Values values_between(const PolicyPair& both, const Item& before, const Item& after);
Values values_between(const PolicyPair& both, const Tree& before_tree, NodeId before, const Tree& after_tree,
                      NodeId after, const Item& before_item, const Item& after_item);
std::vector<NodeId> citations_in(const Tree& tree, NodeId node);
std::vector<std::string> clauses_in(const Tree& tree, NodeId node);

}  // namespace cepol::diff
