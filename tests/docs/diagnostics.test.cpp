// docs/diagnostics.md shows every code, and each of its blocks gives the code it stands under. Codes that take files of
// their own (modules, notices) are shown here.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/cli/load.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

class Folder {  // of files that a test writes
 public:
  Folder()
      : path_(fs::temp_directory_path() /
              ("cepol-diagnostics-" + std::to_string(::getpid()) + "-" + std::to_string(std::rand()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool gives(const fs::path& policy, std::string_view number) {
  std::FILE* nowhere = std::fopen("/dev/null", "w");
  cli::Io io;
  io.out = io.err = nowhere;
  io.library = CEPOL_ROOT "/stdlib";
  const auto loaded = cli::load(policy.string(), io);
  std::fclose(nowhere);
  for (const Diagnostic& problem : loaded->problems.list) {
    // What is said is complete, in both languages: no argument is missing.
    for (const Language language : {Language::zh, Language::en}) {
      CHECK(message_of(problem, language).find('{') == std::string::npos);
      CHECK(!message_of(problem, language).empty());
    }
    if (code_number(problem.code) == number) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("diagnostics.md shows every code, and its blocks give them") {
  const std::string document = test::text_of(fs::path(CEPOL_ROOT) / "docs" / "diagnostics.md");
  const std::size_t open = document.find("```\n") + 4;
  const std::string prelude = document.substr(open, document.find("```", open) - open);
  const Folder folder;
  std::size_t shown = 0;
  struct Row {
    std::string_view number, zh, en, help_zh, help;
  };
  const std::vector<Row> rows{
#define CODE(name, number, severity, zh, en, help_zh, help_en) {number, zh, en, help_zh, help_en},
#include "lang/diagnostics/codes.def"
#undef CODE
  };
  for (const auto& [number, zh, en, help_zh, help] : rows) {
    INFO(number);
    const std::string words = "\n## " + std::string(number) + " " + std::string(en) + "\n\n" + std::string(zh) + "。" +
                              std::string(help_zh) + "\n" + (help.empty() ? "" : "\n" + std::string(help) + "\n");
    CHECK(document.find(words) != std::string::npos);
    const std::size_t section = document.find("\n## " + std::string(number) + " ");
    REQUIRE(section != std::string::npos);
    const std::size_t end = document.find("\n## ", section + 1);
    const std::string_view text = std::string_view(document).substr(section, end - section);
    const std::size_t block = text.find("```cepol-wrong\n");
    if (block == std::string_view::npos) continue;
    const std::size_t begin = block + 15;
    std::string source(text.substr(begin, text.find("```", begin) - begin));
    if (!source.starts_with("policy") && number != "E0104") source = prelude + source;
    CHECK(gives(folder.write("block.cepol", source), number));
    ++shown;
  }
  CHECK(shown + 47 >= rows.size());  // the rest are shown below and in tests/lang/syntax
}

TEST_CASE("diagnostics of modules") {
  const Folder folder;
  const std::string header = "policy a/b \"t\" { language en }\n";
  folder.write("one.cepol", "module one\nuse two\n");
  folder.write("two.cepol", "module two\nuse one\n");
  CHECK(gives(folder.write("cycle.cepol", header + "use one\n"), "E0213"));
  CHECK(gives(folder.write("none.cepol", header + "use not/there\n"), "E0212"));
  const Folder outside;
  outside.write("secret.cepol", "module secret\n");
  fs::create_symlink(outside.path() / "secret.cepol", folder.path() / "linked.cepol");
  CHECK(gives(folder.write("out.cepol", header + "use linked\n"), "E0214"));
  fs::create_directory(folder.path() / "folder.cepol");
  CHECK(gives(folder.write("unread.cepol", header + "use folder\n"), "E0219"));
}

TEST_CASE("diagnostics of tables beside a policy") {
  const Folder folder;
  const std::string header =
      "policy a/b \"t\" { language en }\nrecord exam key name beside \"exams.csv\" { name: text; worth: number }\n";
  CHECK(gives(folder.write("a.cepol", header), "E0505"));
  folder.write("exams.csv", "name,worth\nCPA,thirty\n");
  CHECK(gives(folder.write("b.cepol", header), "E0506"));
}

TEST_CASE("diagnostics of notices and dates") {
  const Folder folder;
  folder.write("n.txt", "一、总则\n写了一些话。\n二、要求\n又写了一些。\n");
  const std::string header =
      "policy a/b \"t\" { language en notice \"n.txt\" }\nrecord p key id { id: text; born: date }\n";
  CHECK(gives(folder.write("a.cepol", header + "decision d for p: x cites §九 { x otherwise }\n"), "E0501"));
  CHECK(
      gives(folder.write("b.cepol",
                         header + "decision d for p: x cites §一 { x otherwise }\nclause §一 computes nothing \"r\"\n"),
            "E0502"));
  folder.write("numbers.txt", "一、期限\n学满170 hours，6月31日前办理。\n");
  const std::string numbers =
      "policy a/b \"t\" { language en notice \"numbers.txt\" }\nunit hours\nrecord p key id { id: text; h: hours }\n";
  const fs::path differs =
      folder.write("f.cepol", numbers + "decision d for p: x | y cites §一 { x when h >= 107 hours; y otherwise }\n");
  CHECK(gives(differs, "W0508"));
  CHECK(gives(differs, "W0509"));
  CHECK_FALSE(gives(
      folder.write("g.cepol", numbers + "decision d for p: x | y cites §一 { x when h >= 170 hours; y otherwise }\n"),
      "W0508"));
  folder.write("named.txt", "一、范围\n包钢的人员。\n二、学时\n每人170 hours。\n");
  const std::string named =
      "policy a/b \"t\" { language en notice \"named.txt\" }\nunit hours\nrecord p key id { id: text; at: text; h: "
      "hours }\n";
  CHECK(gives(
      folder.write("k.cepol", named + "decision d for p: x | y cites §一 { x when at is \"包纲\"; y otherwise }\n"),
      "W0512"));
  CHECK(gives(
      folder.write("l.cepol", named + "decision d for p: x | y cites §一 { x when h >= 170 hours; y otherwise }\n"),
      "W0513"));
  folder.write("torn.txt", "一、每年90学时，其中公需\n三、办理时间\n");
  const std::string torn = "policy a/b \"t\" { language en notice \"torn.txt\" }\n";
  CHECK(gives(folder.write("h.cepol", torn), "W0510"));
  CHECK_FALSE(gives(folder.write("i.cepol", torn + "known W0510 in §一 \"r\"\n"), "W0510"));
  CHECK(gives(folder.write("c.cepol", "policy a/b \"t\" { notice \"none.txt\" }\n"), "E0503"));
  CHECK(gives(folder.write("j.cepol", "policy a/b \"t\" { notice \"../n.txt\" }\n"), "E0511"));
  folder.write("gbk.txt", "\xD2\xBB\xA1\xA2\xD7\xDC\xD4\xF2\n");
  folder.write("large.txt", std::string(std::size_t{4} * 1024 * 1024 + 1, 'x'));
  for (const std::string name : {"gbk.txt", "large.txt"}) {
    const fs::path policy = folder.write("e.cepol", "policy a/b \"t\" { notice \"" + name + "\" }\n");
    CHECK(gives(policy, "E0507"));
    CHECK_FALSE(gives(policy, "E0503"));
  }
  CHECK(gives(folder.write("d.cepol", header + "decision d for p: x | y { x when born > 2017年5月1日; y otherwise }\n"),
              "E0314") == false);
}

// A base and what amends it; the codes that take two files.
TEST_CASE("diagnostics of amendments") {
  const Folder folder;
  const std::string base =
      "policy a/2017 \"t\" { language en }\nunit hours\nrecord p key id { id: text; age: number }\n"
      "decision d for p: x | y { x when age > 3; y when age <= 3 }\ndecision e for p: x | y { x when age > 1; y "
      "otherwise }\n"
      "record q key id { id: text; age: number }\ndecision d for q: x | y { x when age > 3; y otherwise }\n"
      "example \"one\" { p { age: 5 } expect p.d is x }\n";
  folder.write("2017.cepol", base);
  const auto amends = [&](const std::string& name, const std::string& lines) {
    return folder.write(name, "policy a/" + name.substr(0, name.find('.')) + " amends a/2017 \"t\" { }\n" + lines);
  };
  CHECK(gives(amends("one.cepol", "repeal decision f cites §1\n"), "E0705"));
  CHECK(gives(amends("two.cepol", "repeal d cites §1\n"), "E0706"));
  CHECK(gives(amends("three.cepol", "repeal e cites §1\nin e change 1 to 2 cites §1\n"), "E0707"));
  CHECK(gives(amends("four.cepol", "in e change 7 to 2 cites §1\n"), "E0708"));
  CHECK(gives(amends("five.cepol", "in decision d for p change 3 to 2 cites §1\n"), "E0709"));
  CHECK(gives(amends("six.cepol", "in unit hours add { minutes } cites §1\n"), "E0710"));
  CHECK(gives(amends("seven.cepol", "rename example \"one\" to two cites §1\n"), "E0711"));
  CHECK(gives(amends("eight.cepol", "in e change 1 to 2\n"), "W0713"));
  CHECK(gives(amends("eleven.cepol", "in record p add { phone } cites §1\n"), "E0718"));
  CHECK(gives(amends("twelve.cepol", "in p change { low, high } to { low } cites §1\n"), "E0719"));
  CHECK(gives(amends("thirteen.cepol", "in decision d for q repeal when age > 3 cites §1\n"), "E0720"));
  const Folder outside;
  outside.write("far.cepol", "policy a/far \"t\" { language en }\n");
  fs::create_symlink(outside.path() / "far.cepol", folder.path() / "far.cepol");
  CHECK(gives(folder.write("link.cepol", "policy a/link amends a/far \"t\" { }\n"), "E0716"));
  fs::create_directory(folder.path() / "no.cepol");
  CHECK(gives(folder.write("unread.cepol", "policy a/unread amends a/no \"t\" { }\n"), "E0717"));
  CHECK(gives(folder.write("itself.cepol", "policy a/itself amends a/itself \"t\" { }\n"), "E0702"));
  folder.write("bad.cepol", "policy a/bad \"t\" { language en }\ndecision d for nobody: x { x otherwise }\n");
  CHECK(gives(folder.write("nine.cepol", "policy a/nine amends a/bad \"t\" { }\n"), "E0703"));
  std::string last = "2017";
  for (int i = 0; i < 45; ++i) {
    const std::string next = "chain" + std::to_string(i);
    folder.write(next + ".cepol", "policy a/" + next + " amends a/" + last + " \"t\" { }\n");
    last = next;
  }
  CHECK(gives(folder.path() / (last + ".cepol"), "E0714"));
  folder.write("kinds.cepol", "module kinds\nenum kind { one, two }\n");
  folder.write("more.cepol", "module more\nuse kinds\n");
  folder.write("2019.cepol",
               "policy a/2019 \"t\" { language en }\nuse kinds\nuse more\nrecord p key id { id: text; k: kind }\n"
               "decision d for p: x | y { x when k is one; y otherwise }\n");
  CHECK(gives(folder.write("ten.cepol", "policy a/ten amends a/2019 \"t\" { }\nin kind add { three } cites §1\n"),
              "E0712"));
}
