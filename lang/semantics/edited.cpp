#include "lang/semantics/edited.hpp"

#include <algorithm>

namespace cepol::semantics {

namespace {

// Where the pieces of a text that was put together lie after the edits; what an edit puts in belongs to the piece that
// it is in.
std::vector<Piece> pieces_with(std::vector<Piece> pieces, SourceId source, const std::vector<Edit>& edits) {
  for (Piece& piece : pieces) {
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

std::unique_ptr<Edited> check_edited(const CheckedPolicy& original, const std::vector<Edit>& edits) {
  const Sources& sources = *original.sources;
  auto made = std::make_unique<Edited>();
  made->sources.nodes.reserve(sources.size());  // trees point into the texts
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    const Source& source = sources.nodes[i];
    made->sources.add(
        {source.name, text_with(source.text, SourceId{i}, edits), pieces_with(source.pieces, SourceId{i}, edits)});
  }
  std::vector<Module> modules = *original.modules;
  for (Module& module : modules) {
    if (made->sources[module.source].text == sources[module.source].text) continue;
    made->parsed.push_back(std::make_unique<syntax::Parsed>(syntax::parse(made->sources, module.source)));
    module.parsed = made->parsed.back().get();
    if (module.parsed->problems.any_error()) return nullptr;
  }
  made->checked = check(made->sources, modules, nullptr);
  if (made->checked.problems.any_error()) return nullptr;
  // Files that belong to the policy were found already; the text has their names alone.
  const core::Program& program = original.checked->program;
  for (core::RecordTable& table : made->checked.program.tables.nodes)
    for (const core::RecordTable& one : program.tables.nodes)
      if (table.name == one.name && !table.beside.empty()) {
        table.beside = one.beside;
        table.beside_text = one.beside_text;
      }
  return made;
}

}  // namespace cepol::semantics
