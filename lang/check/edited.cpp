// Applies edits to the source texts and to the source maps of composed texts, reparses the files that changed, and
// checks the policy again.
#include "lang/check/edited.hpp"

#include <algorithm>

#include "lang/check/check.hpp"

namespace cepol::check {

namespace {

// The source map of a composed text after the edits; inserted text belongs to the piece around it.
std::vector<OriginPiece> pieces_with(std::vector<OriginPiece> pieces, SourceId source, const std::vector<Edit>& edits) {
  for (OriginPiece& piece : pieces) {
    std::int64_t moved = 0;
    for (const Edit& edit : edits)
      if (edit.span.source == source && edit.span.end <= piece.begin && edit.span.begin < piece.begin)
        moved += static_cast<std::int64_t>(edit.text.size()) - (edit.span.end - edit.span.begin);
    piece.begin = static_cast<std::uint32_t>(piece.begin + moved);
  }
  return pieces;
}

std::string text_with(const std::string& text, SourceId source, const std::vector<Edit>& edits) {
  std::string result;
  std::uint32_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.span.source != source) continue;
    if (edit.span.begin > at) result += text.substr(at, edit.span.begin - at);
    result += edit.text;
    at = std::max(at, edit.span.end);
  }
  return result + text.substr(at);
}

}  // namespace

std::unique_ptr<Edited> check_edited(const semantics::CheckedPolicy& original, const std::vector<Edit>& edits) {
  const Sources& sources = *original.sources;
  auto made = std::make_unique<Edited>();
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    const SourceId id{i};
    const Source& source = sources[id];
    if (std::none_of(edits.begin(), edits.end(), [&](const Edit& edit) { return edit.span.source == id; }))
      made->sources.add(sources.buffer(id));
    else
      made->sources.add({source.name, text_with(source.text, id, edits), pieces_with(source.pieces, id, edits)});
  }
  std::vector<semantics::Module> modules = *original.modules;
  for (semantics::Module& module : modules) {
    if (made->sources.buffer(module.source) == sources.buffer(module.source) ||
        made->sources[module.source].text == sources[module.source].text)
      continue;
    made->parsed.push_back(
        std::make_unique<syntax::Parsed>(syntax::parse(made->sources, module.source, &module.parsed->tree)));
    module.parsed = made->parsed.back().get();
    if (module.parsed->problems.any_error()) return nullptr;
  }
  made->checked = check(made->sources, modules, nullptr);
  if (made->checked.problems.any_error()) return nullptr;
  // A policy text has only the names of the records' data files; their contents are taken from the original.
  const core::Program& program = original.checked->program;
  for (core::RecordTable& table : made->checked.program.tables.nodes)
    for (const core::RecordTable& one : program.tables.nodes)
      if (table.name == one.name && !table.beside.empty()) {
        table.beside = one.beside;
        table.beside_text = one.beside_text;
      }
  return made;
}

}  // namespace cepol::check
