// Changes to texts, and the text put together from them with the place where each piece came from.
#pragma once

#include "lang/amend/amend.hpp"

namespace cepol::amend {

constexpr bool blank(char c) { return c == ' ' || c == '\t'; }

struct Fragment {
  std::string text;  // words of cepol's own; empty: the text at `origin`
  Span origin;       // where the text is copied from, or what the words stand for
};
struct Edit {
  Span where;  // in a source of the base; empty: put in there
  std::vector<Fragment> put;
  Span cause;           // in the amendment
  bool yields = false;  // dropped where another edit covers its place: renames, names of notices
};

// An item of a list or block with the separator that goes with it, and its line when nothing else stands there.
bool only_separators(std::string_view text);  // and blanks
Span with_separator(std::string_view text, Span item);

class Edits {
 public:
  void add(Edit edit) { edits_.push_back(std::move(edit)); }
  bool any_in(SourceId source) const;
  // What of the edits meets: the later one, the earlier one. Yielding edits that are covered go.
  std::vector<std::pair<Edit, Edit>> settle();
  const std::vector<Edit>& settled() const { return edits_; }

 private:
  std::vector<Edit> edits_;
};

class Writer {
 public:
  explicit Writer(const Sources& sources) : sources_(sources) {}
  void copy(Span span);  // as it stands
  void words(std::string_view text, Span stands_for);
  void put(const Fragment& fragment);
  // A stretch of a source with the (settled) edits in it.
  void edited(Span span, const Edits& edits);

  std::string text;
  std::vector<Piece> pieces;

 private:
  const Sources& sources_;
};

}  // namespace cepol::amend
