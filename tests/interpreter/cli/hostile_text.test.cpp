// Hostile texts in policies, notices, data, names of files and arguments, through every subcommand: nothing of them
// reaches a terminal as it is, and what programs read is UTF-8 and JSON.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/folders.hpp"
#include "tests/support/hostile.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// A policy without errors; in its texts HOSTILE is replaced.
const std::string hostile_policy = R"(policy test/hostile "T HOSTILE" {
  issued 2017-01-01
  applies 2017-01-01 to 2017-12-31
  notice "n.txt"
  language en
}
unit hours "U HOSTILE"
record person key id { id: text; name: text; n: number; k: { a, b } }
record study of person { y: year; h: hours }
reading r "R HOSTILE" cites §一 { a "A HOSTILE" default; b "B HOSTILE" }
credit cr for person in hours "C HOSTILE" { from study gives h in y when h > 0 hours "CC HOSTILE" cites §二 }
decision z for person: q | w "D HOSTILE" cites §一 {
  q "Q HOSTILE" when n > 0 "N HOSTILE" and r is a
  w otherwise "W HOSTILE"
}
decision zz for person: qq | ww { qq when name is "Z HOSTILE"; ww otherwise }
quota qt for person by k { a 1; b 0 }
clause §三 computes nothing "C HOSTILE"
example "E HOSTILE" { person { id: "I HOSTILE", name: "Y", n: 1, k: a } expect z is w }
)";

// With errors that quote what stands there.
const std::string hostile_faulty =
    R"(policy test/faulty "T HOSTILE" { notice "n HOSTILE.txt"; language en; known nothing "HOSTILE" }
use "HOSTILE"
record 「p HOSTILE」 key id { id: text; 「HOSTILE」: number; x: 「HOSTILE」 }
decision z for 「HOSTILE」: q | w cites §HOSTILE { q when 「HOSTILE」 > "HOSTILE"; w otherwise }
decision z for p: q | w { q when id is HOSTILE HOSTILE
# HOSTILE
)";

// The characters that a policy may have in its texts; others are errors.
const std::string accepted =
    "\x01\x08\x1B]0;pwned\x07\x1B[2J\x1B["
    "31m\x7F\u0080\u0085\u009B31m\u009D\u200B\u200C\u2028\u2029\u2060\uFEFF\U000E0041";
std::string good_policy() { return replaced(hostile_policy, "HOSTILE", accepted); }

class Hostile {
 public:
  Hostile() {
    fs::remove_all(root_);
    fs::create_directories(root_ / "data");
    fs::create_directories(root_ / "versions");
    const std::string quoted = replaced(test::hostile_lines, "\"", "");
    write("p.cepol", good_policy());
    write("q.cepol", replaced(good_policy(), "n > 0", "n > 1"));
    write("faulty.cepol", replaced(hostile_faulty, "HOSTILE", test::hostile_characters));
    write("bytes.cepol", replaced(hostile_faulty, "HOSTILE", test::hostile_bytes));
    write("lines.cepol", replaced(hostile_faulty, "HOSTILE", test::hostile_lines));
    write(file_name + ".cepol", good_policy());
    write(file_name + "2.cepol", replaced(hostile_faulty, "HOSTILE", test::hostile_characters));
    write("versions/" + file_name + ".cepol", good_policy());
    write("versions/v.cepol", good_policy());
    const std::string notice = "标题 HOSTILE\n\n一、甲 HOSTILE\n二、乙 HOSTILE\n三、丙 HOSTILE\n（一）丁 HOSTILE\n";
    write("n.txt", replaced(notice, "HOSTILE", test::hostile_characters));
    write("versions/n.txt", replaced(notice, "HOSTILE", test::hostile_characters));
    write(file_name + ".txt", replaced(notice, "HOSTILE", test::hostile_characters));
    write("bytes.txt", replaced(notice, "HOSTILE", test::hostile_bytes));
    std::string people = "id,name,n,k,\"" + quoted + "\",HOSTILE bytes\nGOOD,\"" + quoted + "\",1,a,,\n";
    for (const std::string& cell : {test::hostile_characters, quoted, test::hostile_bytes})
      for (const char* row :
           {"\"CELL\",X,1,a,,\n", "K%,\"CELL\",1,a,,\n", "L%,X,\"CELL\",a,,\n", "M%,X,1,\"CELL\",,\n",
            "N%,X,1,a,\"CELL\",\n", "\"CELL\",Y,1,a,,\n", "CELL\n", "O%,\"CELL,1,a,,\n", "P%,\"Q\"CELL,1,a,,\n"})
        people += replaced(replaced(row, "CELL", cell), "%", std::to_string(people.size()));
    write("data/person.csv", replaced(people, "HOSTILE", test::hostile_bytes));
    write("data/study.csv", "id,y,h\nGOOD,2017,\x1B[31m\n\"" + quoted + "\",2017,3\n\"" + test::hostile_characters +
                                "\",2017,4\n\"" + test::hostile_bytes + "\",\"" + quoted + "\",5\nnobody" +
                                test::hostile_characters + ",2017,5\n");
    write("data/" + file_name + ".csv", "id\n1\n");
    write("data/" + file_name + ".ods", "no table");
    const std::string json = nlohmann::json(quoted).dump();
    write("people.json", "{\"person\": [{\"id\": " + json + ", \"name\": " + json + ", \"n\": " + json + ", " + json +
                             ": 1}, {\"id\": 1, \"n\": {" + json + ": 1}}], \"study\": [], " + json + ": [1]}");
    write(file_name + ".json", "{\"person\": [{\"id\": \"" + test::hostile_bytes + "\"}]}");
    write(file_name + ".part",
          "{\"kind\":\"cepol summary 1\",\"cepol\":\"0\",\"policy\":" + json + ",\"policy digest\":\"\",\"asked\":" +
              json + ",\"parts\":[[1,1]],\"english\":true,\"english messages\":true,\"tables\":[[" + json +
              ",[]]],\"odd ids\":[]}\n{\"rows\":{" + json + ":[[1,2]]},\"whole\":[" + json + "]}\n");
    write("broken.ndjson", "{\"table\": " + json + ", \"id\": 1}\n{" + test::hostile_bytes + "}\n");
  }
  Hostile(const Hostile&) = delete;
  Hostile& operator=(const Hostile&) = delete;
  ~Hostile() { fs::remove_all(root_); }

  const fs::path& root() const { return root_; }
  // No / in it, and no longer than a file's name may be.
  inline static const std::string file_name = "f\x1B[31m\u009B\u202E\u200B\u2028\nFORGED\x9B\xFF";

 private:
  void write(const std::string& name, const std::string& text) const { test::write(root_ / name, text); }
  fs::path root_ = fs::temp_directory_path() / ("cepol-hostile-" + std::to_string(::getpid()));
};

// By subcommand: command lines after its name.
std::map<std::string, std::vector<Words>> all_command_lines() {
  const std::string bytes = test::hostile_bytes, name = Hostile::file_name, key = test::hostile_characters;
  std::map<std::string, std::vector<Words>> lines;
  const Words policies{"p.cepol",       "q.cepol",        "faulty.cepol", "bytes.cepol", "lines.cepol",
                       name + ".cepol", name + "2.cepol", bytes,          "versions",    name + "/none"};
  for (const std::string& given : policies) {
    for (const char* command : {"check", "test", "show", "doc"}) lines[command].push_back({given});
    lines["check"].push_back({given, "--core", "--carried-over"});
    for (const char* dialect : {"postgresql", "duckdb", bytes.c_str()})
      lines["sql"].push_back({given, "--dialect", dialect});
    lines["check"].push_back({given, "--prove"});
    lines["test"].push_back({given, "--coverage"});
    lines["examples"].push_back({given, "--boundaries"});
    lines["show"].push_back({given, "--on", "2017-02-03"});
    lines["fmt"].push_back({given, "--check"});
    lines["eval"].push_back({given, "data"});
    lines["explain"].push_back({given, "data", key});
    lines["letter"].push_back({given, "data", key});
    lines["map"].push_back({given, "data"});
    lines["data"].push_back({given, "data"});
    lines["diff"].push_back({given, "q.cepol", "--data", "data"});
  }
  lines["test"].push_back({"p.cepol", "--mutate"});
  lines["test"].push_back({"p.cepol", "--coverage", "--format", "html"});
  lines["fmt"].push_back({"copy-" + name + ".cepol"});
  for (const char* format : {"table", "csv", "json", "ndjson", "html"})
    for (const std::string& data : {std::string("data"), std::string("people.json"), name + ".json"}) {
      lines["eval"].push_back({"p.cepol", data, "--format", format});
      if (data != "data") lines["eval"].back().insert(lines["eval"].back().end(), {"--empty", "study"});
    }
  lines["eval"].push_back({"p.cepol", "broken.ndjson", "--empty", "study"});
  lines["eval"].push_back({"p.cepol", "data", "--readings", "all"});
  lines["eval"].push_back({"p.cepol", "data", "-o", "data/person.csv/" + name});
  lines["eval"].push_back({"p.cepol", "data", "--format", "table", "-o", "out-" + name});
  for (const char* option : {"--reading", "--empty", "--absent", "--twice", "--on", "--format", "--readings",
                             "--columns", "--only", "--by", "--output-encoding"})
    for (const std::string& value : {bytes, "r=" + bytes, key})
      lines["eval"].push_back({"p.cepol", "data", option, value});
  lines["eval"].push_back({"p.cepol", "data", "-o", name + ".pdf"});
  lines["eval"].push_back({"p.cepol", "data", "--format", "csv", "--output-encoding", "utf-8-bom"});
  lines["eval"].push_back({"p.cepol", "data", "-o", name + ".xlsx"});
  for (const char* option : {"--template", "--set", "--format", "--only"})
    for (const std::string& value : {bytes, "name=" + bytes, key}) {
      lines["letter"].push_back({"p.cepol", "data", key, option, value});
      lines["letter"].push_back({"p.cepol", "data", option, value});
    }
  lines["letter"].push_back({"p.cepol", "data", key, "-o", name + ".docx"});
  lines["eval"].push_back({"p.cepol", "data", "--receipt", "receipt-" + name});
  lines["verify"].push_back({"receipt-" + name});
  lines["verify"].push_back({"p.cepol"});
  for (const std::string& part : {std::string("1/2"), bytes, "1/" + bytes, key}) {
    lines["eval"].push_back({"p.cepol", "data", "--part", part});
    lines["summarize"].push_back({"p.cepol", "data", "--part", part});
  }
  lines["summarize"].push_back({"p.cepol", "data", "-o", "summary-" + name});
  lines["combine"].push_back({name + ".part"});
  lines["eval"].push_back({"p.cepol", "data", "--part", "1/1", "--summary", name + ".part"});
  for (const std::string& summary : {"summary-" + name, bytes, name + ".json", std::string("data/person.csv")}) {
    lines["eval"].push_back({"p.cepol", "data", "--part", "1/1", "--summary", summary});
    lines["combine"].push_back({summary, name + ".part"});
  }
  for (const std::string& data : {std::string("data"), std::string("people.json"), name + ".json", bytes})
    lines["map"].push_back({"p.cepol", data});
  for (const std::string& data : {std::string("people.json"), name + ".json", bytes})
    lines["data"].push_back({"p.cepol", data, "--empty", "study"});
  lines["data"].push_back({"p.cepol", "data", "-o", "list-" + name + ".csv", "--by", "name"});
  lines["data"].push_back({"p.cepol", "data", "--by", bytes});
  for (const std::string& list : {"list-" + name + ".csv", bytes, std::string("data/person.csv")})
    for (const char* command : {"data", "eval"}) lines[command].push_back({"p.cepol", "data", "--corrections", list});
  for (const std::string& data : {std::string("data"), std::string("people.json"), name + ".json", bytes})
    for (const char* format : {"table", "json"})
      lines["tables"].push_back({"p.cepol", data, "--empty", key, "--format", format});
  lines["tables"].push_back({name + ".cepol", "data", "--format", "json"});
  lines["map"].push_back({"p.cepol", "data", "-o", "map-" + name + ".csv"});
  for (const std::string& list : {"map-" + name + ".csv", bytes, std::string("data/person.csv")})
    for (const char* command : {"map", "eval"}) lines[command].push_back({"p.cepol", "data", "--map", list});
  for (const std::string& one : {key, std::string("person:2"), bytes, std::string("GOOD")})
    lines["letter"].push_back({"p.cepol", "data", one, "--set", "contact=" + bytes, "--set", key + "=" + bytes});
  for (const std::string& one : {key, std::string("person:2"), bytes, "person:" + bytes, std::string("GOOD")})
    for (const char* format : {"text", "json"})
      lines["explain"].push_back({"p.cepol", "data", one, "--format", format});
  for (const char* format : {"terminal", "json", "markdown", "html"}) {
    lines["diff"].push_back({"p.cepol", "q.cepol", "--format", format});
    lines["diff"].push_back(
        {name + ".cepol", "q.cepol", "--data", "data", "--all", "--by", "name", "--explain", key, "--format", format});
  }
  lines["diff"].push_back({"p.cepol", "q.cepol", "--data", "data", "--by", bytes});
  lines["diff"].push_back({"p.cepol", "q.cepol", "--data", "data", "--explain", bytes});
  lines["diff"].push_back({"p.cepol", "--reading", "r=a", "--reading", "r=b", "--data", "data"});
  for (const std::string& notice : {std::string("n.txt"), name + ".txt", std::string("bytes.txt"), bytes})
    for (const std::string& title : {std::string("T"), key, bytes})
      lines["new"].push_back({title, "--notice", notice, "--path", "test/new"});
  lines["new"].push_back({"T", "--notice", "n.txt", "--path", bytes});
  lines["new"].push_back({"T", "--notice", "n.txt", "--path", "test/new", "-o", bytes + "/x.cepol"});
  lines["serve"] = {{}, {name, "--lsp"}};  // what it reads: requests()
  for (auto& [command, all] : lines)
    for (const Words& words : std::vector<Words>{{bytes},
                                                 {"--" + bytes},
                                                 {"-" + bytes},
                                                 {bytes, bytes, bytes},
                                                 {"p.cepol", "data", "x", bytes, "--" + bytes, bytes}})
      all.push_back(words);
  return lines;
}

// What `cepol serve` reads: a policy with hostile texts, requests about it, and lines that are no messages.
std::string requests() {
  const nlohmann::json text = "policy x/y \"t\" {}\nrecord " + std::string(test::hostile_characters) + " { }",
                       document = {{"uri", "file:///" + std::string(test::hostile_characters) + ".cepol"}};
  std::string lines;
  int id = 0;
  const auto add = [&](const char* method, nlohmann::json params, bool request) {
    nlohmann::json message = {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
    if (request) message["id"] = ++id;
    lines += message.dump() + "\n";
  };
  add("initialize", {{"capabilities", nlohmann::json::object()}, {"rootUri", document["uri"]}}, true);
  nlohmann::json opened = document;
  opened["text"] = text;
  opened["version"] = 1;
  opened["languageId"] = test::hostile_characters;
  add("textDocument/didOpen", {{"textDocument", opened}}, false);
  for (const char* method : {"textDocument/hover", "textDocument/completion", "textDocument/definition"})
    add(method, {{"textDocument", document}, {"position", {{"line", 1}, {"character", 9}}}}, true);
  add("textDocument/documentSymbol", {{"textDocument", document}}, true);
  add(test::hostile_characters.c_str(), {}, true);
  lines += "{" + std::string(test::hostile_bytes) + "}\n" + test::hostile_bytes + "\n";
  add("shutdown", nullptr, true);
  add("exit", nullptr, false);
  return lines;
}

bool is_exact(const std::string& command, const Words& words) {
  const bool csv = std::find(words.begin(), words.end(), "csv") != words.end();
  return command == "show" || command == "examples" || command == "new" || (command == "eval" && csv);
}

// A terminal's lines are wrapped, and any word may begin one.
std::string without_line_ends(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// Returns the exit status.
int check_run(const Words& words, cli::Io io) {
  const bool json = std::find(words.begin(), words.end(), "json") != words.end(),
             ndjson = std::find(words.begin(), words.end(), "ndjson") != words.end();
  const bool serve = !words.empty() && words.front() == "serve";
  std::string input = requests();
  if (serve) io.in = std::tmpfile();
  if (serve) std::fwrite(input.data(), 1, input.size(), io.in), std::rewind(io.in);
  const test::Ran ran = test::run_tool(words, io);
  if (serve) std::fclose(io.in);
  std::string line;
  for (const std::string& word : words) line += word.substr(0, 40) + " ";
  INFO(line << " status " << ran.status);
  CHECK(test::forbidden_in(ran.err).value_or("") == "");
  if (serve) {
    std::istringstream answers(ran.out);  // of a program for a program, on a terminal too
    if (ran.status != cli::bad_usage)
      for (std::string row; std::getline(answers, row);) CHECK(nlohmann::json::accept(row));
  } else if (io.width == 0 && !words.empty() && is_exact(words.front(), words))
    CHECK_FALSE(invalid_utf8(ran.out));
  else
    CHECK(test::forbidden_in(io.width == 0 ? ran.out : without_line_ends(ran.out)).value_or("") == "");
  if (json && ran.status != cli::bad_usage) CHECK(nlohmann::json::accept(ran.out));
  if (ndjson) {
    std::istringstream rows(ran.out);
    for (std::string row; std::getline(rows, row);) CHECK(nlohmann::json::accept(row));
  }
  return ran.status;
}

}  // namespace

TEST_CASE("hostile texts reach neither terminal nor messages, in any subcommand") {
  const auto lines = all_command_lines();
  const Words commands{
#define COMMAND(name) #name,
#include "interpreter/cli/commands.def"
#undef COMMAND
  };
  for (const std::string& command : commands) {
    INFO(command << ": add command lines with hostile texts for it");
    CHECK(lines.contains(command));
  }
  const Hostile hostile;
  const test::WorkingFolder here(hostile.root());
  for (const Language language : {Language::zh, Language::en})
    for (const std::size_t width : {0, 80}) {
      cli::Io io;
      io.library = CEPOL_ROOT "/stdlib";
      io.policies = {hostile.file_name};
      io.language = language;
      io.width = width;
      fs::copy_file("p.cepol", "copy-" + hostile.file_name + ".cepol", fs::copy_options::overwrite_existing);
      for (const auto& [command, all] : lines) {
        std::size_t did = 0;
        for (const Words& words : all) {
          Words whole{command};
          whole.insert(whole.end(), words.begin(), words.end());
          did += check_run(whole, io) != cli::bad_usage ? 1 : 0;
        }
        INFO(command << " refuses all of these inputs");
        CHECK(did > 0);
      }
      for (const Words& words : std::vector<Words>{
               {test::hostile_bytes}, {"--" + test::hostile_bytes}, {"--lang", test::hostile_bytes, "eval"}, {}})
        check_run(words, io);
    }
}
