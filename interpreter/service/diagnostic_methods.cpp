// Problems and quick fixes in the form of the protocol.
#include <algorithm>

#include "interpreter/service/methods.hpp"
#include "lang/services/code_actions.hpp"

namespace cepol::service {

namespace {

Json diagnostic_json(Context& context, Analysis& analysis, const services::Finding& finding) {
  constexpr int error = 1, warning = 2;
  Json related = Json::array();
  for (const auto& [span, message] : finding.related)
    related.push_back({{"location", location_of(context, analysis, span)}, {"message", message}});
  std::string message = finding.message;
  if (!finding.suggestion.empty())
    message += say_in(context.english(), "\n是不是想写“{}”？", "\nDid you mean “{}”?", finding.suggestion);
  if (!finding.help.empty()) message += "\n" + finding.help;
  Json made = {{"range", range_of(analysis, finding.span)},
               {"severity", severity_of(finding.code) == Severity::error ? error : warning},
               {"code", code_number(finding.code)},
               {"source", "cepol"},
               {"message", std::move(message)}};
  if (!related.empty()) made["relatedInformation"] = std::move(related);
  return made;
}

}  // namespace

Json diagnostics_json(Context& context, Analysis& analysis, SourceId file) {
  Json found = Json::array();
  for (const services::Finding& finding : analysis.findings())
    if (finding.span.source == file) found.push_back(diagnostic_json(context, analysis, finding));
  return found;
}

Answer pulled_diagnostics(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  return {{{"kind", "full"}, {"items", diagnostics_json(context, *file.analysis, file.analysis->file())}}};
}

Answer code_actions(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  const auto range = read_range(analysis.source(), member(params, "range"));
  if (!range)
    return failure(ErrorCode::invalid_params,
                   std::string(say_in(context.english(), "文中没有 range 这一段", "the text has no such range")));
  Json found = Json::array();
  for (const services::CodeAction& action :
       services::code_actions(analysis.view(), analysis.findings(), analysis.file(), range->first, range->second)) {
    Json changes = Json::object();
    for (const services::TextEdit& edit : action.edits)
      changes[uri_of(context, analysis, edit.span.source)].push_back(
          {{"range", range_of(analysis, edit.span)}, {"newText", edit.text}});
    Json mended = Json::array();
    for (const std::size_t index : action.mends)
      mended.push_back(diagnostic_json(context, analysis, analysis.findings()[index]));
    Json one = {{"title", action.title},
                {"kind", "quickfix"},
                {"diagnostics", std::move(mended)},
                {"edit", {{"changes", std::move(changes)}}}};
    if (action.preferred) one["isPreferred"] = true;
    found.push_back(std::move(one));
  }
  for (Json& action : author_actions_json(context, file, range->first)) found.push_back(std::move(action));
  return {found};
}

}  // namespace cepol::service
