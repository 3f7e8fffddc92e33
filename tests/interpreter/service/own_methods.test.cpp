// The requests that are the service's own (cepol/…): what the extension of an editor shows beside the text.
#include <catch2/catch.hpp>

#include "tests/interpreter/service/client.hpp"

using namespace cepol;
using service::Json;
using test::Client;

namespace {

const std::string one_rule =
    "policy p/2020 \"t\" { applies 2020-01-01 to 2020-12-31 notice \"p.txt\" language en }\n"
    "record person key id { id: text\n  age: number >= 0 <= 99 }\n"
    "decision d for person: a | b cites §1 {\n"
    "  a when age >= 50 cites §2\n"
    "  b otherwise\n"
    "}\n"
    "clause §3 computes nothing \"who signs\"\n";
const std::string four_clauses = "1. Who is old\n2. At fifty\n3. The office\n4. Forgotten\n";

Json document(const Client& client) { return {{"textDocument", {{"uri", client.uri}}}}; }
Json give(const std::string& uri, const Json& text) {
  return {{"files", Json::array({{{"uri", uri}, {"text", text}}})}};
}
const Json* clause_of_answer(const Json& answer, const std::string& label) {
  for (const Json& clause : answer["result"]["notices"][0]["clauses"])
    if (clause["label"] == label) return &clause;
  return nullptr;
}

}  // namespace

TEST_CASE("the notice beside the policy has each clause with the rules that cite it, also in a policy with errors") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule + "define broken = nothing_of_that_name\n");
  const Json answer = client.ask("cepol/notice", document(client));
  REQUIRE(answer["result"]["notices"].size() == 1);
  const Json& first = *clause_of_answer(answer, "1");
  CHECK(first["text"] == "Who is old");
  CHECK(first["cited"][0]["name"] == "d");
  CHECK(first["cited"][0]["rule"]["start"] == Json{{"line", 3}, {"character", 0}});
  CHECK((*clause_of_answer(answer, "2"))["cited"][0]["range"]["start"]["line"] == 4);
  CHECK((*clause_of_answer(answer, "3"))["computesNothing"] == "who signs");
  CHECK((*clause_of_answer(answer, "4"))["cited"].empty());
}

TEST_CASE("examples are listed without being tried, and coverage says what they reach") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule + "example \"old\" { person { age: 60 } expect d is a }\n");
  const Json examples = client.ask("cepol/examples", document(client));
  CHECK(examples["result"]["examples"][0]["title"] == "old");
  const Json coverage = client.ask("cepol/coverage", document(client));
  std::map<std::string, bool> reached;
  for (const Json& point : coverage["result"]["points"])
    if (point["kind"] == "case") reached[point["label"]] = point["reached"];
  REQUIRE(reached.size() == 2);
  CHECK(reached.begin()->second);
  CHECK_FALSE(reached.rbegin()->second);
}

TEST_CASE("changes that no example notices are found in parts, and boundaries are proposed") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule + "example \"old\" { person { age: 60 } expect d is a }\n");
  Json params = document(client);
  const Json all = client.ask("cepol/mutations", params)["result"];
  const auto total = all["total"].get<std::size_t>();
  REQUIRE(total > 1);
  CHECK(all["tried"].size() == total);
  params["from"] = 1;
  params["count"] = 1;
  const Json part = client.ask("cepol/mutations", params)["result"];
  REQUIRE(part["tried"].size() == 1);
  CHECK(part["tried"][0] == all["tried"][1]);
  params["from"] = total + 5;
  CHECK(client.ask("cepol/mutations", params)["result"]["tried"].empty());
  bool undetected = false;
  for (const Json& one : all["tried"]) undetected = undetected || one["status"] == "undetected";
  CHECK(undetected);
  CHECK(client.ask("cepol/boundaries", document(client))["result"]["text"].get<std::string>().find("age: 49") !=
        std::string::npos);
}

TEST_CASE("the earlier policy of the folder is the one compared with, and each changed part has its place") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  std::string before = one_rule;
  before.replace(before.find("p/2020"), 6, "p/2019");
  before.replace(before.find("2020-01-01"), 10, "2019-01-01");
  before.replace(before.find("2020-12-31"), 10, "2019-12-31");
  before.replace(before.find(">= 50"), 5, ">= 55");
  client.files.write("/p/2019.cepol", before);
  client.files.write("/p/政.cepol", one_rule);
  client.initialize();
  client.open(one_rule);
  const Json answer = client.ask("cepol/changes", document(client));
  INFO(answer.dump());
  REQUIRE(answer.contains("result"));
  CHECK(answer["result"]["against"] == "file:///p/2019.cepol");
  bool found = false;
  for (const Json& change : answer["result"]["changes"])
    if (change["name"] == "d")
      for (const Json& detail : change["details"]) {
        found = true;
        CHECK(detail["range"]["start"]["line"] == 4);
        CHECK(detail["after"].get<std::string>().find("50") != std::string::npos);
      }
  CHECK(found);
  Json other = document(client);
  other["against"] = "file:///p/none.cepol";
  CHECK(client.ask("cepol/changes", other)["error"]["code"] == -32803);
}

TEST_CASE("a policy with errors has no coverage, changes or page, and says so") {
  Client client;
  client.initialize();
  client.open("policy p/1 \"t\" { language en }\ndefine a = b\n");
  for (const char* method : {"cepol/coverage", "cepol/mutations", "cepol/boundaries", "cepol/page"})
    CHECK(client.ask(method, document(client))["error"]["code"] == -32803);
}

TEST_CASE("files that are handed over are read as if they were stored, below what is open") {
  Client client;
  client.initialize();
  CHECK_FALSE(client.open(one_rule).back()["params"]["diagnostics"].empty());  // no notice
  auto sent = client.notify("cepol/files", give("file:///p/p.txt", four_clauses));
  REQUIRE_FALSE(sent.empty());
  for (const Json& problem : sent.back()["params"]["diagnostics"]) CHECK(problem["severity"] != 1);
  CHECK(client.ask("cepol/notice", document(client))["result"]["notices"][0]["clauses"].size() == 4);
  sent = client.notify("cepol/files", give("file:///p/p.txt", nullptr));
  CHECK(client.ask("cepol/notice", document(client))["result"]["notices"].empty());
  // A folder with a handed file is listed.
  client.notify("cepol/files",
                give("file:///p/old.cepol", "policy p/2018 \"t\" { applies 2018-01-01 to 2018-12-31 language en }\n"));
  client.notify("cepol/files", give(client.uri, one_rule));
  client.notify("cepol/files", give("file:///p/p.txt", four_clauses));
  const Json answer = client.ask("cepol/changes", document(client));
  INFO(answer.dump());
  CHECK(answer["result"]["against"] == "file:///p/old.cepol");
}

TEST_CASE("the language that is asked for comes before that of the editor") {
  Client client;
  client.ask("initialize",
             {{"capabilities", Json::object()}, {"locale", "en"}, {"initializationOptions", {{"language", "zh"}}}});
  CHECK(client.ask("nothing/at/all", Json::object())["error"]["message"] == "没有“nothing/at/all”这个方法");
}

TEST_CASE("hover tells the values in the examples: of a column, a definition, a decision") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule +
              "define next_age for person = age + 1\n"
              "example \"old\" { person { age: 60 } expect d is a }\n"
              "example \"old too\" { person { age: 60 } expect d is a }\n"
              "example \"none\" { person { } expect d is undetermined }\n");
  const auto told = [&](int line, int character) {
    return client.ask("textDocument/hover", client.place(line, character))["result"]["contents"]["value"]
        .get<std::string>();
  };
  CHECK(told(2, 3).find("in the examples: 60 ×2") != std::string::npos);
  CHECK(told(3, 9).find("in the examples: a ×2, undetermined") != std::string::npos);
  CHECK(told(8, 8).find("in the examples: 61 ×2, undetermined") != std::string::npos);
}

TEST_CASE(
    "a rule's lens tells how many examples reach it, and that it cites nothing, and work ends when the text moves on") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule +
              "define next_age for person = age + 1\n"
              "example \"old\" { person { age: 60 } expect d is a }\n");
  const Json lenses = client.ask("textDocument/codeLens", document(client))["result"];
  std::map<std::string, Json> by_title;
  for (const Json& lens : lenses)
    if (lens.contains("data") && lens["data"].contains("title"))
      by_title[client.ask("codeLens/resolve", lens)["result"]["command"]["title"]] = lens;
  REQUIRE(by_title.size() == 2);
  CHECK(by_title.contains("uses: 1 · examples that reach it: 1"));
  REQUIRE(by_title.contains("uses: 0 · not cited · examples that reach it: 0"));
  // An edit that arrives while the lens is worked out.
  client.change(2, Json::array({{{"text", one_rule + "define next_age for person = age + 2\n"
                                                     "example \"old\" { person { age: 60 } expect d is a }\n"}}}));
  const Json edit = {{"textDocument", {{"uri", client.uri}, {"version", 3}}},
                     {"contentChanges", Json::array({{{"text", one_rule}}})}};
  bool sent = false;
  client.service.on_pause([&] {
    if (!sent)
      client.service.receive(Json{{"jsonrpc", "2.0"}, {"method", "textDocument/didChange"}, {"params", edit}}.dump());
    sent = true;
  });
  CHECK(client.ask("codeLens/resolve", by_title.begin()->second)["error"]["code"] == -32801);
  CHECK(sent);
}

TEST_CASE("an example is made of a record, and holds") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule);
  Json params = document(client);
  params["range"] = {{"start", {{"line", 1}, {"character", 8}}}, {"end", {{"line", 1}, {"character", 8}}}};
  const Json actions = client.ask("textDocument/codeAction", params)["result"];
  REQUIRE(actions.size() == 1);
  const Json made = client.ask("codeAction/resolve", actions[0])["result"];
  const std::string text = made["edit"]["changes"][client.uri][0]["newText"];
  CHECK(text.find("expect d is b") != std::string::npos);
  client.change(2, Json::array({{{"text", one_rule + text}}}));
  const Json results = client.ask("workspace/executeCommand",
                                  {{"command", "cepol.runExamples"}, {"arguments", Json::array({client.uri})}});
  REQUIRE(results["result"].size() == 1);
  CHECK(results["result"][0]["holds"] == true);
}

TEST_CASE("a clause is cited in the rule at the cursor, once") {
  Client client;
  client.files.write("/p/p.txt", four_clauses);
  client.initialize();
  client.open(one_rule);
  Json params = client.place(3, 2);
  params["clause"] = "4";
  const Json edit = client.ask("cepol/cite", params)["result"]["edit"]["changes"][client.uri][0];
  CHECK(edit["newText"] == ", §4");
  CHECK(edit["range"]["start"]["line"] == 3);
  params["clause"] = "1";
  CHECK(client.ask("cepol/cite", params)["error"]["code"] == -32803);
}
