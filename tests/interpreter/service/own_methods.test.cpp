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
