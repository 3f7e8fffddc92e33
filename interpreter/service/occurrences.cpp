// Loads the policies below the workspace's folders and looks for names that resolve to the same place of the same file.
#include "interpreter/service/occurrences.hpp"

#include <algorithm>
#include <set>

namespace cepol::service {

namespace {

struct DeclaredPlace {
  std::string path;
  std::uint32_t begin, end;
};

void add_occurrences(Context& context, Analysis& analysis, const DeclaredPlace& place,
                     std::set<std::tuple<std::string, std::uint32_t>>& seen, std::vector<Occurrence>& found) {
  const Sources& sources = analysis.policy().sources;
  for (const services::NameUse& use : analysis.names().all()) {
    if (use.declared.begin != place.begin || use.declared.end != place.end ||
        context.analyses.absolute(sources[use.declared.source].name) != place.path)
      continue;
    std::string path = context.analyses.absolute(sources[use.span.source].name);
    if (!seen.emplace(path, use.span.begin).second) continue;
    found.push_back({std::move(path), uri_of(context, analysis, use.span.source), use.span,
                     range_of(analysis, use.span), std::string(text_of(sources, use.span)), use.declares()});
  }
}

bool is_local(const services::Names& names, Span declared) {
  const services::DeclaredName* name = names.declared(declared);
  return name != nullptr && (name->kind == services::NameKind::local || name->kind == services::NameKind::parameter);
}

}  // namespace

std::optional<std::vector<Occurrence>> occurrences(Context& context, Analysis& analysis, Span declared) {
  const DeclaredPlace place{context.analyses.absolute(analysis.policy().sources[declared.source].name), declared.begin,
                            declared.end};
  std::set<std::tuple<std::string, std::uint32_t>> seen;
  std::vector<Occurrence> found;
  add_occurrences(context, analysis, place, seen, found);
  if (is_local(analysis.names(), declared)) return found;
  std::vector<std::string> files = context.analyses.policies_below(context.folders);
  for (const auto& [uri, document] : context.documents.all()) files.push_back(document.path);
  for (const std::string& file : files) {
    if (context.cancelled && context.cancelled()) return std::nullopt;
    Analysis& other = context.analyses.of(file);
    if (&other != &analysis && other.readable()) add_occurrences(context, other, place, seen, found);
  }
  return found;
}

}  // namespace cepol::service
