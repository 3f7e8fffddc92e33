// Requests about a name: what it is, where it is declared and used, in all files of the workspace.
#include <algorithm>

#include "interpreter/service/methods.hpp"
#include "interpreter/service/occurrences.hpp"
#include "lang/services/hover.hpp"

namespace cepol::service {

Answer hover(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const auto found = services::hover(analysis.view(), analysis.names(), analysis.file(), place.offset);
  if (!found) return {};
  std::string text = found->markdown;
  if (const services::NameUse* use = analysis.names().at(analysis.file(), place.offset))
    if (const std::string values = values_in_examples(context, analysis, *use); !values.empty())
      text += "\n" + services::plain(values) + "\n";
  return {
      {{"contents", {{"kind", "markdown"}, {"value", std::move(text)}}}, {"range", range_of(analysis, found->span)}}};
}

Answer definition(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  const services::NameUse* use = place.analysis->names().at(place.analysis->file(), place.offset);
  if (use == nullptr) return {};
  return {location_of(context, *place.analysis, use->declared)};
}

Answer references(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  const services::NameUse* use = place.analysis->names().at(place.analysis->file(), place.offset);
  if (use == nullptr) return {};
  const bool with_declaration = member(member(params, "context"), "includeDeclaration") == true;
  const auto all = occurrences(context, *place.analysis, use->declared);
  if (!all) return failure(ErrorCode::cancelled, std::string(say_in(context.english(), "取消了", "cancelled")));
  Json locations = Json::array();
  for (const Occurrence& one : *all)
    if (with_declaration || !one.declares) locations.push_back({{"uri", one.uri}, {"range", one.range}});
  return {locations};
}

Answer highlights(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const services::NameUse* use = analysis.names().at(analysis.file(), place.offset);
  if (use == nullptr) return {};
  constexpr int read = 2, write = 3;
  Json found = Json::array();
  for (const services::NameUse& one : analysis.names().all())
    if (one.declared == use->declared && one.span.source == analysis.file())
      found.push_back({{"range", range_of(analysis, one.span)}, {"kind", one.declares() ? write : read}});
  return {found};
}

}  // namespace cepol::service
