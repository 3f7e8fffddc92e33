// A client of the service, without a shell: messages in, messages out.
#pragma once

#include <catch2/catch.hpp>

#include "interpreter/files/memory_files.hpp"
#include "interpreter/service/service.hpp"

namespace cepol::test {

class Client {
 public:
  Client() : service(workspace::Workspace{files, "/library", {}}, Language::en) {
    files.add_folder("/library");
    files.add_folder("/p");
  }

  std::vector<service::Json> send(const std::string& text) {
    service.receive(text);
    return run();
  }
  std::vector<service::Json> run() {
    std::vector<service::Json> sent;
    while (!service.idle())
      for (const std::string& message : service.step()) sent.push_back(service::Json::parse(message));
    return sent;
  }
  std::vector<service::Json> notify(const std::string& method, const service::Json& params) {
    return send(service::Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}.dump());
  }
  service::Json ask(const std::string& method, const service::Json& params) {
    const std::vector<service::Json> sent =
        send(service::Json{{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", params}}.dump());
    for (const service::Json& one : sent)
      if (one.contains("id")) return one;
    FAIL("no answer");
    return {};
  }
  std::vector<service::Json> open(const std::string& text) {
    return notify("textDocument/didOpen", {{"textDocument", {{"uri", uri}, {"version", 1}, {"text", text}}}});
  }
  std::vector<service::Json> change(std::int64_t version, const service::Json& changes) {
    return notify("textDocument/didChange",
                  {{"textDocument", {{"uri", uri}, {"version", version}}}, {"contentChanges", changes}});
  }
  service::Json place(int line, int character) const {
    return {{"textDocument", {{"uri", uri}}}, {"position", {{"line", line}, {"character", character}}}};
  }
  void initialize() { ask("initialize", {{"capabilities", service::Json::object()}}); }

  const std::string uri = "file:///p/%E6%94%BF.cepol";
  files::MemoryFiles files;
  service::Service service;
};

}  // namespace cepol::test
