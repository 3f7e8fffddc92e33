// Requests about the text of one file: outline, folds, selections, tokens, layout, hints.
#include <algorithm>

#include "interpreter/service/methods.hpp"
#include "interpreter/service/positions.hpp"
#include "lang/services/folding.hpp"
#include "lang/services/formatting.hpp"
#include "lang/services/inlay_hints.hpp"
#include "lang/services/semantic_tokens.hpp"

namespace cepol::service {

namespace {

Answer no_range(const Context& context) {
  return failure(ErrorCode::invalid_params,
                 std::string(say_in(context.english(), "文中没有 range 这一段", "the text has no such range")));
}

}  // namespace

Answer folding_ranges(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const Source& source = file.analysis->source();
  Json found = Json::array();
  for (const services::Fold& fold : services::folds(file.analysis->parsed().tree)) {
    const Position begin = position_of(source, fold.begin), end = position_of(source, fold.end);
    Json one = {{"startLine", begin.line}, {"endLine", end.line}};
    if (fold.comment) one["kind"] = "comment";
    found.push_back(std::move(one));
  }
  return {found};
}

Answer selection_ranges(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const Source& source = file.analysis->source();
  Json found = Json::array();
  for (const Json& one : member(params, "positions")) {
    const auto position = read_position(one);
    const auto offset = position ? offset_of(source, *position) : std::nullopt;
    if (!offset) return no_range(context);
    Json around;  // from the outermost inwards
    const std::vector<Span> spans = services::selection_ranges(file.analysis->parsed().tree, *offset);
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
      Json next = {{"range", range_json(source, span->begin, span->end)}};
      if (!around.is_null()) next["parent"] = std::move(around);
      around = std::move(next);
    }
    found.push_back(std::move(around));
  }
  return {found};
}

Answer semantic_tokens(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  const Source& source = analysis.source();
  const auto range = read_range(source, member(params, "range"));
  if (!range) return no_range(context);
  std::vector<std::uint32_t> data;
  PositionCursor cursor(source);
  Position last;
  for (const services::SemanticToken& token :
       services::semantic_tokens(analysis.view(), analysis.names(), analysis.file())) {
    if (token.end < range->first || token.begin > range->second) continue;
    const Position begin = cursor.at(token.begin), end = cursor.at(token.end);
    const std::uint32_t moved = begin.line == last.line ? begin.character - last.character : begin.character;
    data.insert(data.end(),
                {begin.line - last.line, moved, end.character - begin.character, static_cast<std::uint32_t>(token.type),
                 (token.declares ? 1U : 0U) | (token.built_in ? 2U : 0U)});
    last = begin;
  }
  return {{{"data", std::move(data)}}};
}

Answer formatting(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  if (file.analysis->parsed().problems.any_error())
    return failure(ErrorCode::request_failed,
                   std::string(say_in(context.english(), "有读不懂的地方，改好再排",
                                      "there is something that cannot be read: mend it first")));
  const auto edit = services::formatting(file.analysis->parsed());
  if (!edit) return {Json::array()};
  return {Json::array({{{"range", range_of(*file.analysis, edit->span)}, {"newText", edit->text}}})};
}

Answer inlay_hints(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Analysis& analysis = *file.analysis;
  const auto range = read_range(analysis.source(), member(params, "range"));
  if (!range) return no_range(context);
  constexpr int type_hint = 1;
  Json found = Json::array();
  for (const services::InlayHint& hint :
       services::inlay_hints(analysis.view(), analysis.names(), analysis.file(), range->first, range->second)) {
    Json one = {{"position", position_json(position_of(analysis.source(), hint.at))},
                {"label", hint.label},
                {"paddingLeft", !hint.type}};
    if (hint.type) one["kind"] = type_hint;
    if (!hint.tooltip.empty()) one["tooltip"] = hint.tooltip;
    found.push_back(std::move(one));
  }
  return {found};
}

}  // namespace cepol::service
