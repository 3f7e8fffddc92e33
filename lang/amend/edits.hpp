// Edits of the base's texts, and the composer that writes text with these edits applied and records its source map.
#pragma once

#include <optional>

#include "lang/amend/amend.hpp"

namespace cepol::amend {

constexpr bool blank(char c) { return c == ' ' || c == '\t'; }

struct Fragment {
  std::string text;  // generated text; empty: the text at `origin` is copied
  Span origin;       // where the text is copied from, or the text that caused the generated one
};
struct BaseEdit {
  Span where;  // in a source of the base; empty: an insertion
  std::vector<Fragment> put;
  Span cause;           // in the amendment
  bool yields = false;  // dropped where another edit covers its span: renames, qualified citations
};

bool only_separators(std::string_view text);  // does the text consist of separators and blanks?
// The span of a list item extended by the separator after it (else before it), and to whole lines when nothing else is
// on these lines.
Span with_separator(std::string_view text, Span item);

// The edits of one amendment. Together they put at most as much text as a file may have: from the first one beyond
// that on, edits are not kept.
class BaseEdits {
 public:
  void add(BaseEdit edit);
  bool any_in(SourceId source) const;
  const std::optional<Span>& too_many() const { return too_many_; }  // the cause of the first edit that was not kept
  // Drops yielding edits that others cover, sorts the rest by position, and returns pairs (later, earlier) that
  // overlap: one for each edit that does not go with those before it.
  std::vector<std::pair<BaseEdit, BaseEdit>> settle();
  const std::vector<BaseEdit>& settled() const { return edits_; }

 private:
  std::vector<BaseEdit> edits_;
  std::size_t size_ = 0;  // bytes to be put, and a little for each edit
  std::optional<Span> too_many_;
};

class TextComposer {
 public:
  explicit TextComposer(const Sources& sources) : sources_(sources) {}
  void copy(Span span);
  void words(std::string_view text, Span cause);  // generated text
  void put(const Fragment& fragment);
  // A span of a source with the (settled) edits applied.
  void edited(Span span, const BaseEdits& edits);

  std::string text;
  std::vector<OriginPiece> pieces;

 private:
  const Sources& sources_;
};

}  // namespace cepol::amend
