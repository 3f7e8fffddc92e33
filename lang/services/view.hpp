// The input of every feature: a policy as it was loaded, perhaps with errors. Features are functions from it to values;
// they know no protocol, no files, and keep nothing. Positions are spans of bytes in the files that people edit: what
// is known of a text composed by an amendment is told where it was written.
#pragma once

#include <optional>
#include <vector>

#include "lang/amend/amend.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::services {

struct View {
  const Sources& sources;
  const std::vector<semantics::Module>& modules;  // as they were checked, the policy last; empty: they were not
  const semantics::Checked& checked;
  const Problems& problems;  // of all stages
  const notice::Notice* notice = nullptr;
  const std::vector<semantics::OtherNotice>& others;
  const std::vector<amend::Operation>& operations;
  std::vector<const syntax::Tree*> trees = {};  // by SourceId; null: not a policy's text, or composed
  Language language = Language::zh;             // in which people are told

  bool english() const { return language == Language::en; }
  // Of a file that people edit. Null: it is none.
  const syntax::Tree* tree(SourceId file) const { return file.index < trees.size() ? trees[file.index] : nullptr; }
};

// The place where a span's text was written; nullopt: it was generated.
std::optional<Span> written_at(const Sources& sources, Span span);

}  // namespace cepol::services
