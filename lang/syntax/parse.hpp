// parse(): from text to syntax tree. Never throws, never fails: text that cannot be parsed is reported and becomes an
// `error` node, and parsing continues with the next item or declaration, so that all errors of a file are found.
//
// Bounds, each with its own diagnostic: max_file_size bytes, max_depth of nesting, max_declarations, max_errors, and a
// thousand operators in a row (the tree is as high as such a chain is long, and readers of the tree may recurse).
//
// Files: scan.hpp recognises tokens; rules.hpp makes PEGTL rules of them that write to a TreeBuilder; grammar.hpp is
// the grammar; parse.cpp parses one declaration after another; report_failure.cpp makes the error messages; recover.cpp
// finds where to continue. No alternative is parsed twice at every nesting level, so time is linear in the length.
#pragma once

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::syntax {

constexpr std::size_t max_file_size = 4u << 20;
// Of nested expressions and brackets. The checker calls itself for each, and folds within keys of folds take most of
// the 1 MB of stack that a browser gives (tests/interpreter/cli/stack.test.cpp).
constexpr std::size_t max_depth = 120;
constexpr std::size_t max_declarations = 10000;

struct Parsed {
  Tree tree;
  Problems problems;
};

// `earlier`: of a text that differs from this one in one place, perhaps: what was read then and stands as it did is not
// read again. The result is the same.
Parsed parse(const Sources& sources, SourceId id, const Tree* earlier = nullptr);

}  // namespace cepol::syntax
