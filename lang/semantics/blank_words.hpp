// Words that say that a cell is blank: blank also "/", "none", of a column, a record or the whole policy.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

// The words that a node (a policy, record or column) declares, as Column::blank_words has them. Reports words that are
// empty or stand twice.
std::vector<BlankWord> blank_words_of(Context& context, const Tree& tree, NodeId node);

// Adds words to a column. Reports those that are values of the column.
void add_blank_words(Context& context, const std::vector<BlankWord>& words, Column& column);

}  // namespace cepol::semantics
