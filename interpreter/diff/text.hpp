// Excerpts of policy text, for reports and for insertion into the other policy.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {

// As written, on one line, without citations and comments.
std::string shown(const Tree& tree, Span span);
std::string shown(const DeclarationPart& part);  // without the keyword that the part's label contains
// Text of the old policy with the new names of renamed entities.
std::string as_after(const PolicyPair& policies, const Tree& tree, Span span);
// The span with the comma after it, if there is one.
Span with_comma(const Tree& tree, Span span);
// The differing values, as written, if the two parts have the same shape and differ in few values; else empty.
using Values = std::vector<std::pair<std::string, std::string>>;
Values values_between(const PolicyPair& policies, const DeclarationPart& before, const DeclarationPart& after);
Values values_between(const PolicyPair& policies, const Tree& before_tree, NodeId before, const Tree& after_tree,
                      NodeId after, const DeclarationPart& before_part, const DeclarationPart& after_part);
std::vector<NodeId> citations_in(const Tree& tree, NodeId node);
std::vector<std::string> clauses_in(const Tree& tree, NodeId node);

}  // namespace cepol::diff
