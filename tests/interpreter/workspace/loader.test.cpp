// Loading of policies through files in memory: modules, notices, amendments, and what is reported about them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "interpreter/workspace/load.hpp"
#include "tests/support/memory_files.hpp"

using namespace cepol;
using test::MemoryFiles;

namespace {

const std::string header = "policy test/one \"Test\" { language en }\n";
const std::string member = "record member key id { id: text }\n";

std::unique_ptr<workspace::Policy> load(const MemoryFiles& files, const std::string& file = "rules/one.cepol") {
  return workspace::load({files, "library", {"policies"}}, file);
}

// The errors by number, with the first argument of each.
std::string errors(const workspace::Policy& policy) {
  std::string text;
  for (const Diagnostic& one : policy.problems.list)
    if (severity_of(one.code) == Severity::error)
      text += std::string(code_number(one.code)) + " " + (one.arguments.empty() ? "" : one.arguments.front()) + "\n";
  return text;
}

std::string number(std::size_t value) { return std::to_string(value); }

std::string name_of(const workspace::Policy& policy, std::size_t source) {
  return policy.sources[SourceId{static_cast<std::uint32_t>(source)}].name;
}

}  // namespace

TEST_CASE("modules come from the library, then from the policy's folder, used ones first") {
  MemoryFiles files;
  files.write("rules/one.cepol", header + "use a\nuse b\n" + member);
  files.write("rules/a.cepol", "module a \"A\"\nuse b\nunit hours\n");
  files.write("library/b.cepol", "module b \"B\"\nunit points\n");
  files.write("rules/b.cepol", "module b \"another\"\nunit steps\n");
  const auto policy = load(files);
  CHECK(policy->readable);
  CHECK(errors(*policy) == "");
  REQUIRE(policy->modules.size() == 3);
  CHECK(policy->modules[0].path == "b");
  CHECK(policy->modules[1].path == "a");
  CHECK(policy->modules[2].path == "rules/one.cepol");
  CHECK(name_of(*policy, 0) == "rules/one.cepol");
  CHECK(policy->sources[policy->modules[0].source].name == "library/b.cepol");
}

TEST_CASE("a file that is not there") {
  const MemoryFiles files;
  const auto policy = load(files);
  CHECK_FALSE(policy->readable);
  CHECK_FALSE(policy->good());
  CHECK(policy->why_unreadable == "No such file or directory");
}

TEST_CASE("modules that use one another in a circle") {
  MemoryFiles files;
  files.write("rules/one.cepol", header + "use a\n" + member);
  files.write("rules/a.cepol", "module a \"A\"\nuse b\n");
  files.write("rules/b.cepol", "module b \"B\"\nuse a\n");
  CHECK(errors(*load(files)) == "E0213 a\n");
  files.write("rules/b.cepol", "module b \"B\"\nuse b\n");
  CHECK(errors(*load(files)) == "E0213 b\n");
}

TEST_CASE("modules that are missing or outside of the policy's folder") {
  MemoryFiles files;
  files.write("rules/one.cepol", header + "use nowhere\n" + member);
  CHECK(errors(*load(files)) == "E0212 nowhere\n");
  files.write("rules/one.cepol", header + "use linked\n" + member);
  files.write("elsewhere/a.cepol", "module linked \"A\"\n");
  files.link("rules/linked.cepol", "elsewhere/a.cepol");
  CHECK(errors(*load(files)) == "E0214 linked\n");
  files.link("rules/linked.cepol", "rules/inner/a.cepol");
  files.write("rules/inner/a.cepol", "module linked \"A\"\n");
  CHECK(errors(*load(files)) == "");
}

TEST_CASE("a name of a module that is missing is no further error") {
  MemoryFiles files;
  files.write("rules/one.cepol", header + "use nowhere\n" + member + "define known for member: number = unknown\n");
  CHECK(errors(*load(files)) == "E0212 nowhere\n");
}

TEST_CASE("notices: found beside the policy, missing, unreadable") {
  MemoryFiles files;
  files.write("rules/one.cepol", "policy test/one \"Test\" { language en notice \"n.txt\" }\n" + member);
  CHECK(errors(*load(files)) == "E0503 n.txt\n");
  files.write("rules/n.txt", "一、Text\n");
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  REQUIRE(policy->notice != nullptr);
  CHECK(policy->notice->clauses.front().path == "一");
  CHECK(policy->sources[policy->notice->source].name == "rules/n.txt");
  files.write("rules/n.txt", "\xFF");
  CHECK(errors(*load(files)) == "E0507 n.txt\n");
  files.write("elsewhere/n.txt", "一、Text\n");
  files.write("rules/one.cepol", "policy test/one \"Test\" { language en notice \"../elsewhere/n.txt\" }\n" + member);
  CHECK(errors(*load(files)) == "E0511 ../elsewhere/n.txt\n");
}

TEST_CASE("an amended policy is searched beside the amendment, above it and among the policies") {
  const std::string base = "policy test/base \"Base\" { language en }\n" + member;
  for (const char* place :
       {"rules/test/base.cepol", "rules/base.cepol", "test/base.cepol", "base.cepol", "policies/test/base.cepol"}) {
    MemoryFiles files;
    files.write("rules/one.cepol", "policy test/one amends test/base \"One\" { language en }\n");
    CHECK(errors(*load(files)) == "E0701 test/base\n");
    files.write(place, "policy test/other \"Other\" { language en }\n" + member);
    CHECK(errors(*load(files)) == "E0701 test/base\n");
    files.write(place, base);
    INFO(place);
    const auto policy = load(files);
    CHECK(errors(*policy) == "");
    CHECK(policy->amends == "test/base");
    CHECK(policy->program().tables.size() == 1);
  }
}

TEST_CASE("words for a blank of an amended policy's header go on, unless the amendment has its own") {
  MemoryFiles files;
  files.write("rules/base.cepol", "policy test/base \"Base\" { language en blank also \"/\", \"-\" }\n" + member);
  const auto words = [&](const std::string& amendment) {
    files.write("rules/one.cepol", "policy test/one amends test/base \"One\" { " + amendment);
    const auto policy = load(files);
    CHECK(errors(*policy) == "");
    const core::RecordTable& table = policy->program().tables.nodes.at(0);
    std::string text = std::to_string(table.columns.size());
    for (const std::string& word : table.columns.at(0).blank_words) text += " " + word;
    return text;
  };
  CHECK(words("language en }\n") == "1 / -");
  CHECK(words("}\n") == "1 / -");
  CHECK(words("blank also \"none\" }\n") == "1 none");
  CHECK(words("}\nin record member add { note: text } cites §1\n") == "2 / -");
}

TEST_CASE("a citation stands behind the words for a blank of the record that is amended") {
  MemoryFiles files;
  files.write("rules/base.cepol",
              "policy test/base \"Base\" { language en }\nrecord member key id blank also \"/\" { id: text }\n");
  files.write("rules/one.cepol",
              "policy test/one amends test/base \"One\" { }\nin record member add { note: text } cites §1\n");
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  CHECK(policy->program().tables.nodes.at(0).columns.at(1).blank_words == std::vector<std::string>{"/"});
}

// What stands in the rule is compared, whatever it is: another value is not found.
TEST_CASE("a value is changed only where it stands as it is said to stand, of every kind") {
  MemoryFiles files;
  files.write("rules/base.cepol",
              "policy test/base \"Base\" { language en }\nunit hours\nrecord member key id { id: text; n: number; "
              "applied: date; "
              "town: { north, south } }\n"
              "define share for member: number = n * 20%\ndefine due for member: number = n + 12.5\n"
              "define late for member: bool = applied > 2026-05-31\ndefine near for member: bool = town is north\n"
              "define named for member: bool = id = \"P 1\"\ndefine long for member: hours = 30 hours\n"
              "example \"one\" { member { id: P1; n: 3; applied: 2026-01-01; town: north } expect due is 15.5 }\n");
  const auto errors_of = [&](const std::string& rule, const std::string& change) {
    files.write("rules/one.cepol", "policy test/one amends test/base \"One\" { language en }\nin define " + rule +
                                       " change " + change + "\n");
    return errors(*load(files));
  };
  struct Case {
    std::string rule, right, wrong, to;
  };
  for (const Case& one : std::vector<Case>{{"share", "20%", "30%", "25%"},
                                           {"due", "12.5", "12", "13"},
                                           {"late", "2026-05-31", "2026-05-30", "2026-06-30"},
                                           {"near", "north", "south", "south"},
                                           {"named", "\"P 1\"", "\"P 2\"", "\"P 3\""},
                                           {"long", "30 hours", "20 hours", "40 hours"}}) {
    INFO(one.rule);
    for (const std::string where : {"", "everywhere "}) {
      CHECK(errors_of(one.rule, where + one.right + " to " + one.to) == "");
      CHECK(errors_of(one.rule, where + one.wrong + " to " + one.to).substr(0, 5) == "E0708");
    }
  }
  CHECK(errors_of("share", "20.0% to 25%") == "");  // the same value
}

TEST_CASE("amendments in a circle") {
  MemoryFiles files;
  files.write("rules/one.cepol", "policy test/one amends test/two \"One\" { language en }\n");
  files.write("rules/two.cepol", "policy test/two amends test/one \"Two\" { language en }\n");
  const auto policy = load(files);
  CHECK(errors(*policy) == "E0703 test/two\nE0702 test/one\n");
}

TEST_CASE("the notice of an amended policy is read where that policy found it") {
  MemoryFiles files;
  files.write("policies/test/base.cepol", "policy test/base \"Base\" { language en notice \"n.txt\" }\n" + member);
  files.write("policies/test/n.txt", "一、Text\n");
  files.write("rules/one.cepol", "policy test/one amends test/base \"One\" { language en }\n");
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  CHECK(policy->notice == nullptr);
  REQUIRE(policy->others.size() == 1);
  CHECK(policy->others.front().path == "test/base");
  CHECK(policy->sources[policy->others.front().notice->source].name == "policies/test/n.txt");
}

TEST_CASE("700 modules") {
  constexpr std::size_t count = 700;
  MemoryFiles files;
  std::string uses;
  for (std::size_t i = 0; i < count; ++i) {
    uses += "use m" + number(i) + "\n";
    files.write("rules/m" + number(i) + ".cepol", "module m" + number(i) + " \"M\"\nunit u" + number(i) + "\n");
  }
  files.write("rules/one.cepol", header + uses + member);
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  REQUIRE(policy->modules.size() == count + 1);
  // The first trees still read their texts.
  for (const semantics::Module& module : policy->modules)
    CHECK(syntax::print_tree(module.parsed->tree).starts_with("(file"));
  CHECK(
      policy->modules.front().parsed->tree.text_of(policy->modules.front().parsed->tree.root).starts_with("module m0"));
}

TEST_CASE("modules that use one another in a long row") {
  constexpr std::size_t count = 3000;
  MemoryFiles files;
  for (std::size_t i = 0; i < count; ++i)
    files.write("rules/m" + number(i) + ".cepol",
                "module m" + number(i) + " \"M\"\n" + (i + 1 < count ? "use m" + number(i + 1) + "\n" : ""));
  files.write("rules/one.cepol", header + "use m0\n" + member);
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  REQUIRE(policy->modules.size() == count + 1);
  CHECK(policy->modules.front().path == "m" + number(count - 1));
}

TEST_CASE("a chain of 40 amendments, and one too many") {
  constexpr std::size_t count = 40;
  MemoryFiles files;
  files.write("rules/p0.cepol",
              "policy test/p0 \"P\" { language en notice \"n.txt\" }\n"
              "enum kind { m0 }\nrecord member key id { id: text  kind: kind }\n");
  files.write("rules/n.txt", "一、Text\n");
  for (std::size_t i = 1; i <= count + 1; ++i)
    files.write("rules/p" + number(i) + ".cepol", "policy test/p" + number(i) + " amends test/p" + number(i - 1) +
                                                      " \"P\" { language en }\nin kind add { m" + number(i) + " }\n");
  const auto policy = load(files, "rules/p" + number(count) + ".cepol");
  INFO(render(policy->problems.list.empty() ? Diagnostic{} : policy->problems.list.front(), policy->sources,
              Language::en));
  CHECK(errors(*policy) == "");
  REQUIRE(policy->program().enumerations.size() == 1);
  const std::string text = policy->sources[policy->modules.back().source].text;
  CHECK(text.find("m0, m1") != std::string::npos);
  CHECK(text.find("m" + number(count)) != std::string::npos);
  // Every node of the composed text is traced to a file that was read.
  const syntax::Tree& tree = policy->modules.back().parsed->tree;
  for (const syntax::Node& node : tree.nodes.nodes) {
    const Span origin = origin_of(policy->sources, node.span);
    CHECK(policy->sources[origin.source].pieces.empty());
  }
  const auto longer = load(files, "rules/p" + number(count + 1) + ".cepol");
  CHECK(errors(*longer).find("E0714 40") != std::string::npos);
}

TEST_CASE("700 notices") {
  constexpr std::size_t count = 700;
  MemoryFiles files;
  std::string names;
  for (std::size_t i = 0; i < count; ++i) {
    names += "  notice \"n" + number(i) + ".txt\" as test/n" + number(i) + "\n";
    files.write("rules/n" + number(i) + ".txt", "一、Text " + number(i) + "\n");
  }
  files.write("rules/one.cepol", "policy test/one \"Test\" { language en\n" + names + "}\n" + member);
  const auto policy = load(files);
  CHECK(errors(*policy) == "");
  REQUIRE(policy->others.size() == count);
  std::set<std::string> texts;
  for (const semantics::OtherNotice& other : policy->others) texts.insert(other.notice->clauses.front().text);
  CHECK(texts.size() == count);
}

TEST_CASE("amendments that make the text grow are refused before it is written") {
  MemoryFiles files;
  files.write("policies/test/one.cepol", header + member + "define n for member = 7\n");
  std::string many = "7";
  for (std::size_t i = 1; i < 150; ++i) many += ", 7";
  std::string refused;
  for (std::size_t i = 2; i < 9 && refused.empty(); ++i) {  // each puts 150 in place of one
    const std::string file = "policies/test/p" + number(i) + ".cepol";
    files.write(file, "policy test/p" + number(i) + " amends test/" + (i == 2 ? "one" : "p" + number(i - 1)) +
                          " \"Test\" { language en }\nin define n change everywhere 7 to max(" + many + ") cites §1\n");
    refused = errors(*load(files, file));
  }
  CHECK(refused.starts_with("E0715"));

  std::string sevens = "define n for member = max(7";
  for (std::size_t i = 0; i < 400; ++i) sevens += ", 7";
  files.write("policies/test/many.cepol", "policy test/many \"Test\" { language en }\n" + member + sevens + ")\n");
  files.write("policies/test/long.cepol",
              "policy test/long amends test/many \"Test\" { language en }\n"
              "in define n change everywhere 7 to max(1," +
                  std::string(20000, ' ') + "8) cites §1\n");
  CHECK(errors(*load(files, "policies/test/long.cepol")).starts_with("E0715"));
}

TEST_CASE("thousands of amendments of one place") {
  MemoryFiles files;
  files.write("policies/test/one.cepol", header + member + "define n for member = 7\n");
  std::string text = "policy test/two amends test/one \"Test\" { language en }\n";
  for (std::size_t i = 0; i < 3000; ++i) text += "in define n change 7 to " + number(i) + " cites §1\n";
  files.write("policies/test/two.cepol", text);
  const auto policy = load(files, "policies/test/two.cepol");
  CHECK(std::count_if(policy->problems.list.begin(), policy->problems.list.end(),
                      [](const Diagnostic& one) { return one.code == Code::amended_twice; }) == 2999);
}
