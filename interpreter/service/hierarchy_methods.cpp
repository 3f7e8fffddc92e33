// What depends on a declaration, and what it depends on.
#include "interpreter/service/methods.hpp"
#include "lang/services/call_hierarchy.hpp"

namespace cepol::service {

namespace {

Json item_json(Context& context, Analysis& analysis, const services::DeclaredName& name, const std::string& document) {
  constexpr int function = 12;
  const syntax::NodeId whole = name.item.valid() ? name.item : name.declaration;
  const auto span = services::written_at(analysis.policy().sources, name.tree->span(whole));
  return {{"name", name.tree->name_text(name.name)},
          {"kind", function},
          {"detail", services::words_of(name.kind, context.language)},
          {"uri", uri_of(context, analysis, name.span.source)},
          {"range", range_of(analysis, span.value_or(name.span))},
          {"selectionRange", range_of(analysis, name.span)},
          {"data", {{"uri", document}, {"source", name.span.source.index}, {"begin", name.span.begin}}}};
}

// The declaration of an item that was given before.
struct Item {
  Opened file;
  const services::DeclaredName* name = nullptr;
};
Item read_item(Context& context, const Json& params) {
  const Json& data = member(member(params, "item"), "data");
  Item item{opened(context, {{"textDocument", {{"uri", member(data, "uri")}}}}), nullptr};
  const auto source = whole_number(member(data, "source")), begin = whole_number(member(data, "begin"));
  if (!item.file.good()) return item;
  if (source && begin && *source >= 0 && *begin >= 0 && *source <= INT32_MAX && *begin <= INT32_MAX) {
    const Span place{SourceId{static_cast<std::uint32_t>(*source)}, static_cast<std::uint32_t>(*begin), 0};
    item.name = item.file.analysis->names().declared(place);
  }
  if (item.name == nullptr)
    item.file.problem =
        failure(ErrorCode::content_modified,
                std::string(say_in(context.english(), "文字已经改动，请重新选", "the text has changed: choose again")));
  return item;
}

Json calls_json(Context& context, const Item& item, const std::vector<services::Dependence>& all, const char* who) {
  Json calls = Json::array();
  for (const services::Dependence& one : all) {
    Json ranges = Json::array();
    for (const Span place : one.places) ranges.push_back(range_of(*item.file.analysis, place));
    calls.push_back({{who, item_json(context, *item.file.analysis, one.on, item.file.document->uri)},
                     {"fromRanges", std::move(ranges)}});
  }
  return calls;
}

}  // namespace

Answer prepare_call_hierarchy(Context& context, const Json& params) {
  const Placed place = placed(context, params);
  if (!place.good()) return place.problem;
  Analysis& analysis = *place.analysis;
  const services::DeclaredName* name =
      services::declaration_of(analysis.view(), analysis.names(), analysis.file(), place.offset);
  if (name == nullptr) return {};
  return {Json::array({item_json(context, analysis, *name, place.document->uri)})};
}

Answer incoming_calls(Context& context, const Json& params) {
  const Item item = read_item(context, params);
  if (item.name == nullptr) return item.file.problem;
  Analysis& analysis = *item.file.analysis;
  return {calls_json(context, item, services::used_by(analysis.view(), analysis.names(), *item.name), "from")};
}

Answer outgoing_calls(Context& context, const Json& params) {
  const Item item = read_item(context, params);
  if (item.name == nullptr) return item.file.problem;
  Analysis& analysis = *item.file.analysis;
  return {calls_json(context, item, services::uses_of(analysis.view(), analysis.names(), *item.name), "to")};
}

}  // namespace cepol::service
