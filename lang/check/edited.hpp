// check_edited(): checks a policy again with some of its text replaced, to find out what a change of the text would do
// (mutation testing, what-if questions). The original is not changed.
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

// `edits`: sorted by position; where two overlap, the later one starts where the earlier one ends. Null if the edited
// policy has errors.
std::unique_ptr<Edited> check_edited(const semantics::CheckedPolicy& original, const std::vector<Edit>& edits);

}  // namespace cepol::check
