// Completion in the form of the protocol.
#include "interpreter/service/methods.hpp"
#include "lang/services/completion.hpp"

namespace cepol::service {

using services::CompletionKind;
using services::NameKind;

namespace {

// The numbers of the protocol.
int item_kind(const services::Completion& item) {
  switch (item.kind) {
    case CompletionKind::keyword: return 14;
    case CompletionKind::snippet: return 15;
    case CompletionKind::built_in: return 3;
    case CompletionKind::clause: return 18;  // reference
    case CompletionKind::title: return 23;   // event
    case CompletionKind::value: return 12;
    case CompletionKind::name: break;
  }
  switch (item.name) {
    case NameKind::unit: return 11;
    case NameKind::enumeration:
    case NameKind::reading: return 13;
    case NameKind::member:
    case NameKind::group:
    case NameKind::option:
    case NameKind::outcome: return 20;
    case NameKind::record:
    case NameKind::headings: return 7;
    case NameKind::column:
    case NameKind::figure: return 5;
    case NameKind::definition:
    case NameKind::table: return 3;
    case NameKind::parameter:
    case NameKind::local: return 6;
    default: return 2;
  }
}

}  // namespace

Answer completion(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const services::Completions found =
      services::completions(analysis.view(), analysis.names(), analysis.file(), place.offset);
  constexpr int snippet_format = 2;
  const Json range = found.replaced.source.valid() ? range_of(analysis, found.replaced) : Json();
  Json items = Json::array();
  for (const services::Completion& item : found.items) {
    if (item.kind == CompletionKind::snippet && !context.snippets) continue;
    Json one = {
        {"label", item.label}, {"kind", item_kind(item)}, {"textEdit", {{"range", range}, {"newText", item.insert}}}};
    if (!item.detail.empty()) one["detail"] = item.detail;
    if (item.insert != item.label && item.kind == CompletionKind::name) one["filterText"] = item.label;
    if (item.kind == CompletionKind::snippet) one["insertTextFormat"] = snippet_format;
    // Names first, then keywords, then whole constructs.
    one["sortText"] = (item.kind == CompletionKind::keyword   ? "2"
                       : item.kind == CompletionKind::snippet ? "3"
                                                              : "1") +
                      item.label;
    items.push_back(std::move(one));
  }
  return {{{"isIncomplete", false}, {"items", std::move(items)}}};
}

}  // namespace cepol::service
