// The capabilities that are announced to editors.
#include "interpreter/service/methods.hpp"

namespace cepol::service {

Json capabilities() {
  Json token_types = Json::array({
#define TOKEN_TYPE(id, name) name,
#include "lang/services/token_types.def"
#undef TOKEN_TYPE
  });
  return {
      {"positionEncoding", "utf-16"},
      {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"documentFormattingProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"inlayHintProvider", true},
      {"codeActionProvider", {{"codeActionKinds", Json::array({"quickfix", "refactor"})}, {"resolveProvider", true}}},
      {"codeLensProvider", {{"resolveProvider", true}}},
      {"callHierarchyProvider", true},
      {"completionProvider", {{"triggerCharacters", Json::array({".", "§", "{", ":", "："})}}},
      {"semanticTokensProvider",
       {{"legend", {{"tokenTypes", token_types}, {"tokenModifiers", Json::array({"declaration", "defaultLibrary"})}}},
        {"full", true},
        {"range", true}}},
      {"diagnosticProvider", {{"interFileDependencies", true}, {"workspaceDiagnostics", false}}},
      {"executeCommandProvider", {{"commands", Json::array({"cepol.runExample", "cepol.runExamples"})}}},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", false}}}}},
  };
}

}  // namespace cepol::service
