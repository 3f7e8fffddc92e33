// Writes the new name as the old one was written: bare, in 「」, or in the quotes of a cell.
#include "lang/services/rename.hpp"

#include "lang/base/text.hpp"

namespace cepol::services {

std::string renamed(std::string_view old, const std::string& name) {
  if (old.starts_with("\"") || old.starts_with("“")) return "\"" + name + "\"";
  return old.starts_with("「") ? "「" + name + "」" : written_name(name);
}

bool can_be_name(std::string_view text) {
  if (text.empty() || invalid_utf8(text) || trimmed(text) != text) return false;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) {
    const char32_t value = code_point_at(text, at).value;
    if (value < 0x20 || value == 0x7F || value == U'「' || value == U'」' || value == U'"' || value == U'\\')
      return false;
  }
  return true;
}

std::vector<TextEdit> rename(const View& view, const Names& names, Span declared, const std::string& name) {
  std::vector<TextEdit> edits;
  for (const NameUse& use : names.all())
    if (use.declared == declared && (edits.empty() || !(edits.back().span == use.span)))
      edits.push_back({use.span, renamed(text_of(view.sources, use.span), name)});
  return edits;
}

}  // namespace cepol::services
