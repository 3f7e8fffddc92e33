// Receipts: what is written is read again, what is damaged is none, and what changed since is found.
#include "interpreter/cli/receipt.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/files.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

cli::Receipt full_receipt() {
  cli::Receipt receipt;
  receipt.version = "1.2";
  receipt.day = "2030-01-02";
  receipt.program = "x/\"y\"";
  receipt.inputs.policy = "p";
  receipt.inputs.data = {"a", "b"};
  receipt.inputs.on.typed = "2030-01-01";
  receipt.inputs.readings = {"r=1"};
  receipt.inputs.known.empty = {"t"};
  receipt.inputs.known.absent = {"t.c"};
  receipt.inputs.known.twice = "once";
  receipt.inputs.known.encoding = "gbk";
  receipt.inputs.known.delimiter = "tab";
  receipt.inputs.known.map = "m.csv";
  receipt.inputs.known.corrections = {"c.csv"};
  receipt.columns = "姓名";
  receipt.only = {"z=q"};
  receipt.read = {{"f", "00"}};
  receipt.written = {{"g", "11"}};
  receipt.results = {{"t", 7, "22"}};
  return receipt;
}

class ReceiptFolder {
 public:
  ReceiptFolder() : root_(fs::canonical(fs::temp_directory_path()) / ("cepol-receipt-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    fs::create_directories(root_ / "roster");
    test::write(root_ / "p.cepol",
                "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
                "decision z for person: q | w { q when n > 0; w otherwise }\n");
    test::write(root_ / "roster/person.csv", "id,n\nA,3\nB,4\n");
  }
  ReceiptFolder(const ReceiptFolder&) = delete;
  ReceiptFolder& operator=(const ReceiptFolder&) = delete;
  ~ReceiptFolder() { fs::remove_all(root_); }
  const fs::path& root() const { return root_; }

 private:
  fs::path root_;
};

test::Ran run_english(const std::vector<std::string>& words) {
  cli::Io io;
  io.language = Language::en;
  return test::run_tool(words, io);
}

}  // namespace

TEST_CASE("a receipt is read as it was written, and without any of its parts it is none") {
  const std::string text = cli::to_json(full_receipt());
  const auto again = cli::receipt_of(text);
  REQUIRE(again);
  CHECK(cli::to_json(*again) == text);
  for (const char* part : {"kind",  "cepol",  "day",     "program",  "policy",    "data",   "on",          "readings",
                           "empty", "absent", "twice",   "encoding", "delimiter", "map",    "corrections", "columns",
                           "only",  "read",   "written", "results",  "path",      "sha256", "rows",        "table"}) {
    INFO(part);
    std::string damaged = text;
    damaged.replace(damaged.find("\"" + std::string(part) + "\":") + 1, 1, "X");
    CHECK_FALSE(cli::receipt_of(damaged));
  }
  for (const char* text_of_none : {"", "{}", "[]", "1", "{\"kind\": \"cepol receipt 1\"}", "\xFF", "{\"kind\": 1}"})
    CHECK_FALSE(cli::receipt_of(text_of_none));
  for (std::size_t length = 0; length + 2 < text.size(); length += 7)
    CHECK_FALSE(cli::receipt_of(text.substr(0, length)));
}

TEST_CASE("verify finds what changed: data, results that were written, rows that are gone") {
  const ReceiptFolder folder;
  const test::WorkingFolder work(folder.root());
  REQUIRE(run_english({"eval", "p", "roster", "-o", "r.json", "--receipt", "receipt.json"}).status == 0);
  const test::Ran same = run_english({"verify", "receipt.json"});
  CHECK(same.status == 0);
  CHECK(same.out.empty());
  SECTION("data that give other results") {
    test::write("roster/person.csv", "id,n\nA,3\nB,-4\n");
    const test::Ran ran = run_english({"verify", "receipt.json"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("file read “roster/person.csv” was changed") != std::string::npos);
    CHECK(ran.err.find("the result “person” differs: 2 then, 2 rows now") != std::string::npos);
  }
  SECTION("data that give the same results") {
    test::write("roster/person.csv", "id,n\nA,5\nB,4\n");
    const test::Ran ran = run_english({"verify", "receipt.json"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("differs") == std::string::npos);
  }
  SECTION("what was written") {
    test::write("r.json", "{}\n");
    CHECK(run_english({"verify", "receipt.json"}).err.find("file written “r.json” was changed") != std::string::npos);
    fs::remove("r.json");
    CHECK(run_english({"verify", "receipt.json"}).err.find("“r.json” cannot be opened") != std::string::npos);
  }
  SECTION("the policy, which has an error now") {
    test::write("p.cepol", "policy\n");
    CHECK(run_english({"verify", "receipt.json"}).status == 2);
  }
}

TEST_CASE("all formats have the same receipt of results") {
  const ReceiptFolder folder;
  const test::WorkingFolder work(folder.root());
  std::vector<cli::TableDigest> first;
  for (const char* output : {"r.json", "r.ndjson", "r.txt", "r.xlsx", "r.html", "r"}) {
    INFO(output);
    REQUIRE(run_english({"eval", "p", "roster", "-o", output, "--receipt", "receipt.json"}).status == 0);
    const auto receipt = cli::receipt_of(test::text_of("receipt.json"));
    REQUIRE(receipt);
    if (first.empty()) first = receipt->results;
    CHECK(receipt->results == first);
    CHECK(run_english({"verify", "receipt.json"}).status == 0);
  }
}

TEST_CASE("a receipt replaces nothing that was read, and not the results") {
  const ReceiptFolder folder;
  const test::WorkingFolder work(folder.root());
  for (const char* receipt : {"p.cepol", "roster/person.csv", "roster/r.json", "r.json", ""}) {
    INFO(receipt);
    CHECK(run_english({"eval", "p", "roster", "-o", "r.json", "--receipt", receipt}).status == 2);
    CHECK_FALSE(fs::exists("r.json"));
  }
  CHECK(test::text_of("roster/person.csv") == "id,n\nA,3\nB,4\n");
}

TEST_CASE("a receipt is of rosters too, of the rows that --only takes") {
  const ReceiptFolder folder;
  test::write(folder.root() / "p.cepol",
              "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
              "decision z for person: q | w { q when n > 3; w otherwise }\n"
              "roster \"List\" for person { columns id, n }\n");
  const auto root = folder.root().string();
  const auto at = [&](const char* name) { return root + "/" + name; };
  CHECK(run_english({"eval", at("p.cepol"), at("roster"), "--only", "z=q", "-o", at("out"), "--receipt", at("r.json")})
            .status == 0);
  CHECK(test::text_of(at("out/List.csv")) == "id,n\nB,4\n");
  const auto receipt = cli::receipt_of(test::text_of(at("r.json")));
  REQUIRE(receipt);
  std::vector<std::string> tables, files;
  for (const cli::TableDigest& one : receipt->results) tables.push_back(one.table + " " + std::to_string(one.rows));
  for (const auto& one : receipt->written) files.push_back(fs::path(one.path).filename().string());
  CHECK(tables == std::vector<std::string>{"person 1", "List 1", "bad-rows 0"});
  CHECK(std::find(files.begin(), files.end(), "List.csv") != files.end());
  CHECK(run_english({"verify", at("r.json")}).status == 0);
  // What only the roster shows, and only of a row that it has.
  test::write(folder.root() / "roster/person.csv", "id,n\nA,3\nB,5\n");
  const test::Ran changed = run_english({"verify", at("r.json")});
  CHECK(changed.status == 1);
  CHECK(changed.err.find("the result “List” differs: 1 then, 1 row now") != std::string::npos);
  CHECK(changed.err.find("the result “person” differs") == std::string::npos);
  test::write(folder.root() / "roster/person.csv", "id,n\nA,2\nB,4\n");
  CHECK(run_english({"verify", at("r.json")}).err.find("“List” differs") == std::string::npos);
}
