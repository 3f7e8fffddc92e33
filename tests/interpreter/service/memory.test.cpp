// Memory over a long session: as many edits as an author makes in weeks leave as much allocated as the first ones.
#include <malloc.h>

#include <catch2/catch.hpp>

#include "tests/interpreter/service/client.hpp"
#include "tests/support/effort.hpp"

using namespace cepol;
using service::Json;
using test::Client;

namespace {

std::string policy_of_many_rules() {
  std::string text = "policy p/1 \"t\" { language en }\nrecord person key id { id: text\n  age: number >= 0 <= 99 }\n";
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    text += "define at" + n + " for person = age + " + n + "\ndecision d" + n + " for person: a | b {\n  a when at" +
            n + " >= 50\n  b otherwise\n}\nexample \"e" + n + "\" { person { age: 60 } expect d" + n + " is a }\n";
  }
  return text;
}

}  // namespace

TEST_CASE("memory stays as it is over thousands of edits, each with its problems, tokens and lenses") {
  Client client;
  client.initialize();
  const std::string text = policy_of_many_rules();
  client.open(text);
  const Json document = {{"textDocument", {{"uri", client.uri}}}};
  std::int64_t version = 1;
  const auto type_for = [&](std::uint64_t edits) {
    for (std::uint64_t i = 0; i < edits; ++i) {
      ++version;
      const bool erase = version % 2 == 1;
      const Json place = {{"line", 4}, {"character", 0}}, end = {{"line", 4}, {"character", erase ? 1 : 0}};
      client.change(version, Json::array({{{"range", {{"start", place}, {"end", end}}}, {"text", erase ? "" : "x"}}}));
      if (i % 8 == 0) client.ask("textDocument/semanticTokens/full", document);
      if (i % 64 == 1) {
        const Json answer = client.ask("textDocument/codeLens", document);
        for (const Json& lens : answer["result"]) client.ask("codeLens/resolve", lens);
      }
    }
    client.run();
    return mallinfo2().uordblks;  // 0 under the sanitizers, which allocate by themselves
  };
  const std::uint64_t edits = test::sanitized ? 40 : test::cases<std::uint64_t>(400, 10'000);
  const std::size_t before = type_for(100);
  const std::size_t after = type_for(edits);
  INFO(before << " bytes before, " << after << " after " << edits << " edits");
  CHECK(after < before + 64 * 1024);
}
