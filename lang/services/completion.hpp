// What can stand at a place: the keywords that the grammar accepts there, with a snippet for a whole construct, and the
// names that would mean something. Where names of one kind alone can stand (the record after `for`, the members after
// `is`), only these are proposed.
#pragma once

#include <string>
#include <vector>

#include "lang/services/names.hpp"

namespace cepol::services {

enum class CompletionKind : std::uint8_t { keyword, snippet, name, built_in, clause, title, value };
struct Completion {
  std::string label, insert;  // a snippet has places to type in (snippets.def)
  std::string detail = {};
  CompletionKind kind = CompletionKind::keyword;
  NameKind name = NameKind::local;  // of a name
};
struct Completions {
  Span replaced;  // the word that is being typed
  std::vector<Completion> items;
};
Completions completions(const View& view, const Names& names, SourceId file, std::uint32_t offset);

}  // namespace cepol::services
