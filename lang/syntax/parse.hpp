// Text to syntax tree. Never throws, never fails: what cannot be read is reported and stands in the tree as `error`,
// and reading goes on with the next declaration, so that all errors of a file are found.
//
// Bounds, each with a diagnostic of its own: max_file_size bytes, max_depth of nesting, max_declarations, max_errors,
// and a thousand operators in a row (the tree is as high as such a chain is long: readers of the tree may recurse).
//
// How: scan.hpp says where a token ends; rules.hpp makes PEGTL rules of that, which write nodes and how far they got
// into a TreeBuilder; grammar.hpp is the grammar; parse.cpp reads one declaration after another; recover.cpp words the
// failures and finds where to go on. Nothing throws and no branch is read twice at every level, so time stays in line
// with length.
#pragma once

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

constexpr std::size_t max_file_size = 4u << 20;
constexpr std::size_t max_depth = 200;  // of nested expressions and brackets
constexpr std::size_t max_declarations = 10000;

struct Parsed {
  Tree tree;
  Problems problems;
};

Parsed parse(const Sources& sources, SourceId id);

}  // namespace cepol::syntax
