// The service without a shell: messages in, messages out. What each capability answers is in tests/editor, by the
// official library of clients; here is what a client should not do, and where positions are difficult.
#include "interpreter/service/service.hpp"

#include <catch2/catch.hpp>

#include "interpreter/service/framing.hpp"
#include "interpreter/service/methods.hpp"
#include "tests/interpreter/service/client.hpp"

using namespace cepol;
using service::Json;
using test::Client;

namespace {

const std::string head = "module t\n";  // of which nothing need be used

Json edit(int line, int from, int to, const std::string& text) {
  return {{"range", {{"start", {{"line", line}, {"character", from}}}, {"end", {{"line", line}, {"character", to}}}}},
          {"text", text}};
}
std::size_t problems_in(const std::vector<Json>& sent) {
  REQUIRE_FALSE(sent.empty());
  return sent.back()["params"]["diagnostics"].size();
}

}  // namespace

TEST_CASE("malformed messages are answered with errors, and the session goes on") {
  Client client;
  client.initialize();
  const std::pair<const char*, int> messages[] = {
      {"", -32700},
      {"{", -32700},
      {"\xFF", -32700},
      {"[]", -32600},
      {"7", -32600},
      {"null", -32600},
      {"{}", -32600},
      {R"({"jsonrpc":"1.0","id":1,"method":"shutdown"})", -32600},
      {R"({"jsonrpc":"2.0","id":{},"method":"shutdown"})", -32600},
      {R"({"jsonrpc":"2.0","id":null,"method":"shutdown"})", -32600},
      {R"({"jsonrpc":"2.0","id":1,"method":7})", -32600},
      {R"({"jsonrpc":"2.0","id":1,"method":"x","params":3})", -32600},
      {R"({"jsonrpc":"2.0","id":1,"method":"x"})", -32601},
      {R"([{"jsonrpc":"2.0","id":1,"method":"x"}])", -32600},
  };
  for (const auto& [text, code] : messages) {
    INFO(text);
    const auto sent = client.send(text);
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["error"]["code"] == code);
    CHECK(sent[0].contains("id"));
  }
  CHECK(client.send(std::string(200'000, '[')).at(0)["error"]["code"] == -32700);
  CHECK(client.ask("textDocument/hover", Json::array())["error"]["code"] == -32602);
}

TEST_CASE("every method refuses parameters of every wrong shape") {
  Client client;
  client.initialize();
  client.open(head + "define a = 1\n");
  const Json text = {{"uri", client.uri}};
  const Json wrong[] = {{},
                        Json::array(),
                        Json::object(),
                        {{"textDocument", 1}},
                        {{"textDocument", {{"uri", 1}}}},
                        {{"textDocument", {{"uri", "file:///none"}}}, {"position", {{"line", 0}, {"character", 0}}}},
                        {{"textDocument", text}, {"position", "x"}, {"range", 1}, {"positions", Json::array({1})}},
                        {{"textDocument", text}, {"position", {{"line", -1}, {"character", 0}}}},
                        {{"textDocument", text}, {"position", {{"line", 99}, {"character", 1e300}}}},
                        {{"item", {{"data", {{"uri", client.uri}, {"source", 99}, {"begin", 1}}}}}},
                        {{"data", {{"uri", 1}}}},
                        {{"command", "rm"}, {"arguments", Json::array({1, 2})}}};
  for (const char* method : {
#define METHOD(name, function) name,
#include "interpreter/service/methods.def"
#undef METHOD
       })
    for (const Json& params : wrong) {
      INFO(method << " " << params.dump());
      const Json answer = client.ask(method, params);
      CHECK((answer.contains("result") || answer["error"]["message"].get<std::string>().size() > 5));
    }
}

TEST_CASE("before initialize and after shutdown nothing is answered but that") {
  Client client;
  CHECK(client.ask("textDocument/hover", client.place(0, 0))["error"]["code"] == -32002);
  CHECK(client.open(head).empty());
  client.initialize();
  CHECK(client.ask("initialize", Json::object())["error"]["code"] == -32600);
  CHECK(client.ask("shutdown", Json())["result"].is_null());
  CHECK(client.ask("textDocument/hover", client.place(0, 0))["error"]["code"] == -32600);
  client.notify("exit", Json());
  CHECK(client.service.ended());
  CHECK(client.service.exit_status() == 0);
}

TEST_CASE("problems are published for the text as it stands, once for many edits") {
  Client client;
  client.initialize();
  CHECK(problems_in(client.open(head + "define a = b\n")) == 1);
  for (int i = 2; i < 12; ++i)
    client.service.receive(Json{{"jsonrpc", "2.0"},
                                {"method", "textDocument/didChange"},
                                {"params",
                                 {{"textDocument", {{"uri", client.uri}, {"version", i}}},
                                  {"contentChanges", Json::array({edit(1, 11, 12, i == 11 ? "1" : "c")})}}}}
                               .dump());
  const auto sent = client.run();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0]["params"]["version"] == 11);
  CHECK(problems_in(sent) == 0);
}

TEST_CASE("an edit that does not follow is refused, and nothing is told until the whole text comes") {
  Client client;
  client.initialize();
  client.open(head + "define a = 1\n");
  for (const auto& [version, change] : std::vector<std::pair<int, Json>>{{1, edit(1, 0, 0, "x")},
                                                                         {0, edit(1, 0, 0, "x")},
                                                                         {5, edit(9, 0, 0, "x")},
                                                                         {6, edit(1, 5, 2, "x")},
                                                                         {7, {{"range", 1}, {"text", "x"}}},
                                                                         {8, {{"text", 1}}}}) {
    INFO(version << change.dump());
    const auto sent = client.change(version, Json::array({change}));
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["method"] == "window/showMessage");
    CHECK(client.ask("textDocument/hover", client.place(1, 7))["error"]["code"] == -32801);
    CHECK(client.change(9, Json::array({edit(1, 0, 0, "y")})).empty());
    CHECK(problems_in(client.change(10, Json::array({{{"text", head + "define a = 1\n"}}}))) == 0);
    client.notify("textDocument/didClose", {{"textDocument", {{"uri", client.uri}}}});
    client.open(head + "define a = 1\n");
  }
}

TEST_CASE("positions count UTF-16, in texts with rare characters and with every line end") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    Client client;
    client.initialize();
    // 𠮷 and 😀 are two code units each.
    std::string text = head + "define 𠮷野 = 1 \"😀\"\ndefine b = 𠮷野 + 1\n";
    for (std::size_t at = text.find('\n'); end != "\n" && at != std::string::npos;
         at = text.find('\n', at + end.size()))
      text.replace(at, 1, end);
    CHECK(problems_in(client.open(text)) == 0);
    const Json found = client.ask("textDocument/definition", client.place(2, 11))["result"];
    CHECK(found["range"] ==
          Json{{"start", {{"line", 1}, {"character", 7}}}, {"end", {{"line", 1}, {"character", 10}}}});
    CHECK(problems_in(client.change(2, Json::array({edit(2, 11, 14, "2"), edit(2, 11, 12, "𠮷野")}))) == 0);
    CHECK(problems_in(client.change(3, Json::array({edit(1, 16, 18, "😀😀"), edit(2, 99, 99, " + 1")}))) == 0);
    // In the middle of a character.
    CHECK(client.ask("textDocument/hover", client.place(1, 8))["error"]["code"] == -32602);
    CHECK(client.change(4, Json::array({edit(1, 8, 9, "x")})).at(0)["method"] == "window/showMessage");
  }
}

TEST_CASE("a request that is cancelled while it waits is answered so, and costs nothing") {
  Client client;
  client.initialize();
  client.open(head);
  client.service.receive(R"({"jsonrpc":"2.0","id":1,"method":"workspace/symbol","params":{"query":""}})");
  client.service.receive(R"({"jsonrpc":"2.0","id":"1","method":"workspace/symbol","params":{"query":""}})");
  client.service.receive(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}})");
  const auto sent = client.run();
  REQUIRE(sent.size() == 2);
  CHECK(sent[0]["error"]["code"] == -32800);
  CHECK(sent[1].contains("result"));
}

TEST_CASE("long work stops when it is cancelled meanwhile") {
  Client client;
  client.initialize();
  client.open(head + "define a = 1\n");
  bool sent = false;
  client.service.on_pause([&] {
    if (!std::exchange(sent, true))
      client.service.receive(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}})");
  });
  CHECK(client.ask("workspace/symbol", {{"query", "a"}})["error"]["code"] == -32800);
}

TEST_CASE("a text that is open stands in place of the file, for those that use it") {
  Client client;
  client.files.write("/p/政.cepol", head + "use m\ndefine b = a + 1\n");
  client.files.write("/p/m.cepol", "module m\ndefine a = 1\n");
  client.initialize();
  CHECK(problems_in(client.open(head + "use m\ndefine b = a + 1\n")) == 0);
  auto sent = client.notify(
      "textDocument/didOpen",
      {{"textDocument", {{"uri", "file:///p/m.cepol"}, {"version", 1}, {"text", "module m\ndefine c = 1\n"}}}});
  bool told = false;
  for (const Json& one : sent)
    if (one["params"]["uri"] == client.uri) told = !one["params"]["diagnostics"].empty();
  CHECK(told);
  sent = client.notify("textDocument/didClose", {{"textDocument", {{"uri", "file:///p/m.cepol"}}}});
  for (const Json& one : sent)
    if (one["params"]["uri"] == client.uri) CHECK(one["params"]["diagnostics"].empty());
}

TEST_CASE("renaming changes the module and those who use it, and is refused where it would be an error") {
  Client client;
  client.files.write("/p/other.cepol", "module o\nuse m\ndefine d = a\n");
  client.files.write("/p/m.cepol", "module m\ndefine a = 1\n");
  client.ask("initialize", {{"rootUri", "file:///p"}});
  client.open(head + "use m\ndefine b = a + 1\n");
  Json place = client.place(2, 11);
  place["newName"] = "x";
  const Json changes = client.ask("textDocument/rename", place)["result"]["changes"];
  CHECK(changes.size() == 3);
  CHECK(changes["file:///p/m.cepol"][0]["newText"] == "x");
  place["newName"] = "b";
  CHECK(client.ask("textDocument/rename", place)["error"]["code"] == -32803);
}

TEST_CASE("messages are cut out of a stream, however it arrives") {
  using service::Framing;
  const std::string two =
      service::framed("{\"a\":1}", Framing::header) + "content-length:2\r\nContent-Type: x\r\n\r\n{}";
  service::MessageReader reader(Framing::header);
  std::vector<std::string> found;
  for (const char c : two) {
    reader.add({&c, 1});
    while (const auto message = reader.next()) found.push_back(*message);
  }
  CHECK(found == std::vector<std::string>{"{\"a\":1}", "{}"});
  for (const std::string& bad :
       {std::string("\r\n\r\n"), std::string("Content-Length: -1\r\n\r\n"), std::string("Content-Length: x\r\n\r\n"),
        std::string("Content-Length: 99999999999999999999\r\n\r\n"), std::string(10'000, 'x'),
        "X: " + std::string(10'000, 'x') + "\r\n\r\n"}) {
    service::MessageReader broken(Framing::header);
    broken.add(bad);
    CHECK_FALSE(broken.next());
    CHECK(broken.broken());
  }
  service::MessageReader lines(Framing::lines);
  lines.add("{}\r\n\n{\"b\"");
  CHECK(lines.next() == "{}");
  CHECK_FALSE(lines.next());
  lines.add(":1}\n");
  CHECK(lines.next() == "{\"b\":1}");
}
