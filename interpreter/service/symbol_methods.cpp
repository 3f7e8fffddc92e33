// The outline of a file, and the names of all files of the workspace.
#include <algorithm>

#include "interpreter/service/methods.hpp"

#include "lang/services/symbols.hpp"

namespace cepol::service {

using syntax::NodeKind;

namespace {

constexpr std::size_t most_symbols = 500;  // of a query

// The numbers of the protocol.
int symbol_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::use: return 2;  // module
    case NodeKind::policy:
    case NodeKind::module: return 3;  // namespace
    case NodeKind::record:
    case NodeKind::headings: return 5;  // class
    case NodeKind::column: return 8;    // field
    case NodeKind::enumeration:
    case NodeKind::reading: return 10;  // enum
    case NodeKind::member:
    case NodeKind::group:
    case NodeKind::option:
    case NodeKind::decision_case: return 22;  // member of an enum
    case NodeKind::define:
    case NodeKind::table: return 12;                // function
    case NodeKind::unit: return 14;                 // constant
    case NodeKind::example: return 24;              // event
    default: return syntax::is_rule(kind) ? 6 : 7;  // method, property
  }
}

Json symbol_json(const Analysis& analysis, const services::Symbol& symbol) {
  Json children = Json::array();
  for (const services::Symbol& child : symbol.children) children.push_back(symbol_json(analysis, child));
  return {{"name", symbol.name},
          {"detail", symbol.detail},
          {"kind", symbol_kind(symbol.kind)},
          {"range", range_of(analysis, symbol.whole)},
          {"selectionRange", range_of(analysis, symbol.selection)},
          {"children", std::move(children)}};
}

}  // namespace

Answer document_symbols(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  Json found = Json::array();
  for (const services::Symbol& symbol : services::document_symbols(file.analysis->parsed().tree))
    found.push_back(symbol_json(*file.analysis, symbol));
  return {found};
}

Answer workspace_symbols(Context& context, const Json& params) {
  const std::string* query = text_of(member(params, "query"));
  if (query == nullptr)
    return failure(ErrorCode::invalid_params, std::string(say_in(context.english(), "缺少 query", "query is missing")));
  std::vector<std::string> files = context.analyses.policies_below(context.folders);
  for (const auto& [uri, document] : context.documents.all())
    if (std::find(files.begin(), files.end(), document.path) == files.end()) files.push_back(document.path);
  Json found = Json::array();
  for (const std::string& file : files) {
    if (context.cancelled && context.cancelled())
      return failure(ErrorCode::cancelled, std::string(say_in(context.english(), "取消了", "cancelled")));
    Analysis& analysis = context.analyses.of(file);
    if (!analysis.readable()) continue;
    for (const services::Symbol& symbol :
         services::matching(services::document_symbols(analysis.parsed().tree), *query)) {
      if (found.size() == most_symbols) return {found};
      found.push_back({{"name", symbol.name},
                       {"kind", symbol_kind(symbol.kind)},
                       {"containerName", symbol.detail},
                       {"location", location_of(context, analysis, symbol.selection)}});
    }
  }
  return {found};
}

}  // namespace cepol::service
