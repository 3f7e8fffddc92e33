// A policy with some of its text replaced, checked anew: for whoever asks what a change of the text changes.
#pragma once

#include <memory>

#include "lang/semantics/check.hpp"

namespace cepol::semantics {

struct Edit {
  Span span;         // empty: text is put in here
  std::string text;  // what stands there instead
};

struct Edited {
  Sources sources;
  std::vector<std::unique_ptr<syntax::Parsed>> parsed;  // of the sources that changed
  Checked checked;                                      // without citations: they are not looked up again
};

// `edits`: by their places; where two meet, the later one counts from where the earlier ends. Nothing where the new
// text has errors.
std::unique_ptr<Edited> check_edited(const CheckedPolicy& original, const std::vector<Edit>& edits);

}  // namespace cepol::semantics
