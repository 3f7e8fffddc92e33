// A checked policy with some of its text replaced, checked again: for callers that ask what a change of the text
// changes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::check {

struct Edit {
  Span span;         // empty: the text is inserted
  std::string text;  // replaces the span
};

struct Edited {
  Sources sources;
  std::vector<std::unique_ptr<syntax::Parsed>> parsed;  // of the sources that changed
  semantics::Checked checked;                           // without the notices: citations are not resolved again
};

// `edits`: in the order of their places; where two overlap, the later one counts from where the earlier ends. Null
// where the new text has errors.
std::unique_ptr<Edited> check_edited(const semantics::CheckedPolicy& original, const std::vector<Edit>& edits);

}  // namespace cepol::check
