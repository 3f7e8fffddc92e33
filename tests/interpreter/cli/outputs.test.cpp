// No output replaces what was read, nor is put among the data: each subcommand with -o, each file that it reads, under
// each name that the file has. And results are not taken for data.
#include "interpreter/cli/outputs.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/folders.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

class InputFolder {
 public:
  InputFolder() : root_(fs::canonical(fs::temp_directory_path()) / ("cepol-outputs-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    for (const char* folder : {"rules/part", "data", "out"}) fs::create_directories(root_ / folder);
    test::write(root_ / "rules/p.cepol",
                "policy x/y \"t\" { language en; notice \"n.txt\" }\nuse part/m\n"
                "record rank key id beside \"ranks.csv\" { id: text }\n"
                "record person key id { id: text; n: number }\n"
                "decision z for person: q | w { q when n > 0; w otherwise }\n"
                "example \"one\" { person { n: 1 } expect person.z is q }\n");
    test::write(root_ / "rules/part/m.cepol", "module part/m\nunit hours\n");
    test::write(root_ / "rules/n.txt", "一、Words\n");
    test::write(root_ / "rules/ranks.csv", "id\nA\n");
    test::write(root_ / "data/person.csv", "id,n\nA,3\n");
    test::write(root_ / "data/notes.doc", "not read\n");
    test::write(
        root_ / "rules/p.part",
        "{\"kind\":\"cepol summary 1\",\"cepol\":\"0\",\"policy\":\"x/y\",\"policy digest\":\"\",\"asked\":\"\","
        "\"parts\":[[1,1]],\"english\":true,\"english messages\":true,\"tables\":[],\"odd ids\":[]}\n"
        "{\"rows\":{},\"whole\":[]}\n");
  }
  InputFolder(const InputFolder&) = delete;
  InputFolder& operator=(const InputFolder&) = delete;
  ~InputFolder() { fs::remove_all(root_); }
  const fs::path& root() const { return root_; }

  // Every file that is no link, with its text.
  std::map<std::string, std::string> state() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(root_))
      if (fs::is_regular_file(entry.symlink_status()))
        all[fs::relative(entry.path(), root_).string()] = test::text_of(entry.path());
    return all;
  }

 private:
  fs::path root_;
};

// The subcommands with -o, called so that they read as much as they can.
const std::map<std::string, std::vector<std::string>> command_lines{
    {"eval", {"eval", "rules/p", "data"}},
    {"explain", {"explain", "rules/p", "data", "A"}},
    {"letter", {"letter", "rules/p", "data", "A"}},
    {"summarize", {"summarize", "rules/p", "data"}},
    {"combine", {"combine", "rules/p.part"}},
    {"map", {"map", "rules/p", "data"}},
    {"data", {"data", "rules/p", "data"}},
    {"test", {"test", "rules/p", "--coverage"}},
    {"examples", {"examples", "rules/p", "--boundaries"}},
    {"show", {"show", "rules/p"}},
    {"doc", {"doc", "rules/p"}},
    {"sql", {"sql", "rules/p", "--dialect", "duckdb"}},
    {"diff", {"diff", "rules/p", "rules/p", "--data", "data"}},
    {"new", {"new", "Title", "--notice", "rules/n.txt", "--path", "a/b"}},
};

std::vector<const cli::Command*> all_commands() {
  return {
#define COMMAND(name) &cli::name##_command,
#include "interpreter/cli/commands.def"
#undef COMMAND
  };
}

test::Ran run_here(std::vector<std::string> words, bool english = true) {
  cli::Io io;
  io.language = english ? Language::en : Language::zh;
  io.library = CEPOL_ROOT "/stdlib";
  return test::run_tool(words, io);
}

test::Ran run_to(const std::string& command, const std::string& output, bool english = true) {
  std::vector<std::string> words = command_lines.at(command);
  words.insert(words.end(), {"-o", output});
  return run_here(words, english);
}

}  // namespace

TEST_CASE("no subcommand replaces a file that it reads") {
  std::size_t tried = 0;
  for (const cli::Command* command : all_commands()) {
    const std::string name(command->name);
    bool has_output = false;
    const auto call = command->call();
    for (const cli::Option& option : call->options()) has_output = has_output || option.names == "-o,--output";
    INFO(name << ": has -o, and no command line here");
    REQUIRE(has_output == command_lines.contains(name));
    if (!has_output) continue;
    for (const std::string read :
         {"rules/p.cepol", "rules/n.txt", "rules/part/m.cepol", "rules/ranks.csv", "data/person.csv", "rules/p.part"})
      for (const std::string how : {"its name", "another spelling", "a link", "a link to a link", "a hard link",
                                    "through a link to its folder"}) {
        const InputFolder folder;
        const test::WorkingFolder work(folder.root());
        const fs::path file(read);
        const std::string ending = name == "new" ? ".cepol" : file.extension().string();
        std::string output = "rules/other" + ending;
        if (how == "its name") output = read;
        if (how == "another spelling")
          output = "out/../" + file.parent_path().string() + "/.//" + file.filename().string();
        if (how == "a link") fs::create_symlink(folder.root() / file, output);
        if (how == "a link to a link") {
          fs::create_symlink(folder.root() / file, "out/second");
          fs::create_symlink("../out/second", output);
        }
        if (how == "a hard link") fs::create_hard_link(file, output);
        if (how == "through a link to its folder") {
          fs::create_symlink("../" + file.parent_path().string(), "out/near");
          output = "out/near/" + file.filename().string();
        }
        const bool is_data = read.starts_with("data/");
        const bool reads = !is_data || name == "eval" || name == "explain" || name == "letter" || name == "diff" ||
                           name == "map" || name == "data" || name == "summarize";
        if ((name == "combine") != (read == "rules/p.part")) continue;
        if (!reads || (name == "new" && read != "rules/n.txt")) continue;
        if (name == "eval") {  // by default a folder
          if (how == "its name") output += ".";
          if (output.ends_with('.')) output.pop_back();
        }
        const auto before = folder.state();
        const test::Ran ran = run_to(name, output);
        INFO(name << " -o " << output << " (" << how << " of " << read << "): " << ran.err);
        CHECK(ran.status == 2);
        CHECK_FALSE(ran.err.empty());
        CHECK(folder.state() == before);
        ++tried;
      }
  }
  CHECK(tried > 150);
}

TEST_CASE("tables of results do not replace data through links in their folder") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  SECTION("a symbolic link") { fs::create_symlink("../data/person.csv", "out/person.csv"); }
  SECTION("a hard link") { fs::create_hard_link("data/person.csv", "out/person.csv"); }
  SECTION("of the table of bad rows") { fs::create_symlink("../data/person.csv", "out/bad-rows.csv"); }
  SECTION("of a table beside the policy") { fs::create_hard_link("rules/ranks.csv", "out/person.csv"); }
  const auto before = folder.state();
  const test::Ran ran = run_to("eval", "out");
  CHECK(ran.status == 2);
  CHECK(ran.err == "cepol: results written to “out” would replace what is read; choose another place\n");
  CHECK(run_to("eval", "out", false).err == "cepol：结果写到“out”会盖掉读入的文件，请换一个地方\n");
  CHECK(folder.state() == before);
}

TEST_CASE("results are not put among the data") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  fs::create_symlink("data", "roster");
  const auto before = folder.state();
  for (const std::string output : {"data/A.json", "data/A.ndjson", "./data//A.json", "roster/A.json"}) {
    const test::Ran ran = run_to("eval", output);
    INFO(output << ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("lies in the folder of the data") != std::string::npos);
    CHECK(folder.state() == before);
  }
  CHECK(run_to("eval", "data/A.json", false).err.find("下次当成数据读入；请换一个文件夹") != std::string::npos);
  CHECK(run_to("eval", "data").status == 2);  // the tables of a folder
  CHECK(run_to("eval", "roster").status == 2);
  CHECK(run_to("explain", "data/why.json").status == 2);
  CHECK(run_to("explain", "data/why.txt").status == 2);
  CHECK(run_to("diff", "data/diff.json").status == 2);
  CHECK(folder.state() == before);
  // A folder within is not read, and files that are given by themselves are no folder.
  CHECK(run_to("eval", "data/results").status == 0);
  CHECK(run_here({"eval", "rules/p", "data/person.csv", "-o", "data/A.json"}).status == 0);
  // Also where the folder was looked at for a table that has no file.
  test::write(
      "rules/two.cepol",
      "policy t/two \"t\" { language en }\nrecord person key id { id: text }\nrecord study of person { n: number }\n"
      "decision d for person: a | b { a when count(study) > 0; b otherwise }\n");
  const test::Ran beside = run_here({"eval", "rules/two", "data/person.csv", "--empty", "study", "-o", "data/A.xlsx"});
  INFO(beside.err);
  CHECK(beside.status != 2);
  CHECK(fs::exists("data/A.xlsx"));
  fs::remove("data/A.xlsx");
  const test::WorkingFolder inside(folder.root() / "data");
  CHECK(run_here({"eval", "../rules/p", ".", "-o", "B.json"}).status == 2);
}

TEST_CASE("an output that comes to be read while it is made is not published") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  const cli::ReadFiles read(workspace::disk_files());
  cli::Output output = cli::Output::to_file("data/person.csv", cli::TextKind::exact, &read);
  output.write(std::string("results"));
  std::string why;
  REQUIRE(read.read("rules/../data/person.csv", 100, why));
  CHECK_FALSE(output.commit());
  CHECK(output.error().find(cli::would_replace_input) != std::string::npos);
  CHECK(test::text_of("data/person.csv") == "id,n\nA,3\n");
  CHECK(std::distance(fs::directory_iterator("data"), fs::directory_iterator()) == 2);
}

TEST_CASE("results that are given as data are known") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  REQUIRE(run_to("eval", "out/tables").status == 0);
  REQUIRE(run_to("eval", "out/person.json").status == 0);
  REQUIRE(run_to("eval", "out/person.ndjson").status == 0);
  REQUIRE(run_here({"eval", "rules/p", "data", "--readings", "all", "-o", "out/readings"}).status == 0);
  for (const std::string given :
       {"out/tables", "out/tables/person.csv", "out/person.json", "out/person.ndjson", "out", "out/readings"}) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"eval", "rules/p", given},
                                                  {"explain", "rules/p", given, "A"},
                                                  {"diff", "rules/p", "rules/p", "--data", given},
                                                  {"eval", "rules/p", "data", given}}) {
      const test::Ran ran = run_here(words);
      INFO(words.front() << " " << given << ": " << ran.err);
      CHECK(ran.status == 2);
      CHECK(ran.err.find("this is a result that cepol wrote, not data") != std::string::npos);
      CHECK(ran.out.empty());
    }
    CHECK(run_here({"eval", "rules/p", given}, false).err.find("这是 cepol 写出的结果，不是数据") != std::string::npos);
  }
  CHECK(run_here({"eval", "rules/p", "data"}).status == 0);
}

TEST_CASE("a pipe, a device or a socket as data is refused and not waited for") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  REQUIRE(::mkfifo("out/person.csv", 0600) == 0);
  fs::create_symlink("/dev/zero", "zero.csv");
  ::alarm(20);
  for (const std::string given : {"out/person.csv", "out", "zero.csv", "/dev/zero"}) {
    const test::Ran ran = run_here({"eval", "rules/p", given});
    INFO(given << ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("it is no file but a pipe or a device and was not opened; save it as a file first") !=
          std::string::npos);
  }
  // As a policy or a notice.
  REQUIRE(::mkfifo("pipe.cepol", 0600) == 0);
  REQUIRE(::mkfifo("rules/pipe.txt", 0600) == 0);
  CHECK(run_here({"check", "pipe.cepol"}).err.find("it is no file but a pipe or a device") != std::string::npos);
  CHECK(run_here({"check", "pipe.cepol"}, false).err.find("不是文件，而是管道或设备；请先存成文件") !=
        std::string::npos);
  CHECK(run_here({"fmt", "pipe.cepol"}).status == 2);
  CHECK(run_here({"check", "."}).status == 2);  // a folder in which the pipe is
  CHECK(run_here({"new", "Title", "--notice", "rules/pipe.txt"}).status == 2);
  // As an output, without a reader.
  REQUIRE(::mkfifo("out/result", 0600) == 0);
  CHECK(run_to("doc", "out/result").err.find("no program reads this pipe") != std::string::npos);
  CHECK(run_to("doc", "out/result", false).err.find("没有程序在读这个管道") != std::string::npos);
  ::alarm(0);
}

TEST_CASE("a link to data elsewhere is data") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  fs::create_symlink("../data/person.csv", "out/person.csv");
  CHECK(run_here({"eval", "rules/p", "out"}).status == 0);
  CHECK(run_here({"eval", "rules/p", "out/person.csv"}).status == 0);
}

TEST_CASE("a folder's policies are laid out, and not those that links in it lead to elsewhere") {
  const InputFolder folder;
  const test::WorkingFolder work(folder.root());
  const std::string loose = "policy  x/y   \"t\" { language en }\n";
  test::write("out/own.cepol", loose);
  test::write("out/inner", loose);
  test::write("rules/other.cepol", loose);
  fs::create_symlink("../rules/other.cepol", "out/away.cepol");
  fs::create_symlink("inner", "out/near.cepol");
  CHECK(run_here({"fmt", "out"}).status == 0);
  CHECK(test::text_of("rules/other.cepol") == loose);
  CHECK(test::text_of("out/own.cepol") != loose);
  CHECK(test::text_of("out/inner") != loose);
}

TEST_CASE("a run that is refused tells that what lies at its output is from before, and one with results does not") {
  const InputFolder folder;
  const test::WorkingFolder there(folder.root());
  const std::string told = "is as it was before: what it holds is not the result of this run\n";
  const auto tells = [&](const test::Ran& ran, const std::string& output) {
    return ran.err.find("“" + output + "” " + told) != std::string::npos;
  };
  REQUIRE(run_to("eval", "out/results").status == 0);
  REQUIRE(run_to("eval", "out/results.json").status == 0);
  REQUIRE(run_to("explain", "out/one.txt").status == 0);
  REQUIRE(run_to("diff", "out/diff.json").status == 0);
  fs::create_directories("out/empty");
  const auto before = folder.state();
  for (const auto& [command, output] : std::map<std::string, std::string>{
           {"eval", "out/results.json"}, {"explain", "out/one.txt"}, {"diff", "out/diff.json"}}) {
    INFO(command);
    CHECK_FALSE(tells(run_to(command, output), output));  // results that are replaced
  }
  CHECK_FALSE(tells(run_to("eval", "out/results"), "out/results"));
  test::write("data/person.csv", "number,n\nA,3\n");  // without its key column no row can be used
  for (const auto& [command, output] : std::map<std::string, std::string>{
           {"eval", "out/results.json"}, {"explain", "out/one.txt"}, {"diff", "out/diff.json"}}) {
    INFO(command);
    const test::Ran ran = run_to(command, output);
    CHECK(ran.status == cli::bad_usage);
    CHECK(tells(ran, output));
    CHECK_FALSE(tells(run_to(command, "out/new"), "out/new"));
  }
  CHECK(tells(run_to("eval", "out/results"), "out/results"));
  CHECK(run_to("eval", "out/results", false).err.ends_with("“out/results”还和以前一样，里面不是这次的结果\n"));
  CHECK_FALSE(tells(run_to("eval", "out/empty"), "out/empty"));
  test::write("data/person.csv", "id,n\nA,3\n");
  CHECK(folder.state() == before);
}
