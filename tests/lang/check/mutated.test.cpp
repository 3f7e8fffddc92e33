// Whatever is wrong in a policy, check() says so and comes back: each line of the shipped policies is left out, cut
// short and garbled in turn. What check() accepts keeps the promises of the core.
#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <filesystem>
#include <optional>
#include <sstream>

#include "lang/check/check.hpp"
#include "lang/core/program.hpp"
#include "lang/notice/notice.hpp"
#include "lang/semantics/header.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
  return lines;
}

// The modules that a policy uses, used ones first, and then the policy itself with the text given.
class Program {
 public:
  explicit Program(const fs::path& policy) {
    const SourceId id = sources_.add({policy.string(), test::text_of(policy)});
    parsed_.push_back(syntax::parse(sources_, id));
    use(parsed_.front().tree);
    for (const semantics::NoticeName& name : semantics::notices_of(parsed_.front().tree))
      notice_ = notice::read(sources_[sources_.add({name.name, test::text_of(policy.parent_path() / name.name)})]);
  }

  // A broken promise of what was accepted; "" for none.
  std::string check(const std::string& text) const {
    Sources sources = sources_;
    const SourceId id = sources.add({"mutated.cepol", text});
    const syntax::Parsed parsed = syntax::parse(sources, id);
    std::vector<semantics::Module> modules = modules_;
    modules.push_back({"mutated", id, &parsed});
    const auto checked = check::check(sources, modules, notice_ ? &*notice_ : nullptr);
    if (parsed.problems.any_error() || checked.problems.any_error()) return "";
    return core::verify(checked.program).value_or("");
  }

 private:
  void use(const syntax::Tree& tree) {
    for (const semantics::Use& one : semantics::uses_of(tree)) {
      const std::string name = one.path;
      if (std::any_of(modules_.begin(), modules_.end(), [&](const auto& known) { return known.path == name; }))
        continue;
      const SourceId id = sources_.add({name, test::text_of(fs::path(CEPOL_ROOT) / "stdlib" / (name + ".cepol"))});
      parsed_.push_back(syntax::parse(sources_, id));
      const syntax::Parsed& parsed = parsed_.back();
      use(parsed.tree);
      modules_.push_back({name, id, &parsed});
    }
  }

  Sources sources_;
  std::deque<syntax::Parsed> parsed_;
  std::vector<semantics::Module> modules_;
  std::optional<notice::Notice> notice_;
};

// `one_in`: only that part of the mutants, another of each line.
void mutate(const fs::path& path, std::size_t one_in) {
  const Program program(path);
  const std::vector<std::string> lines = lines_of(test::text_of(path));
  std::string before;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string after;
    for (std::size_t j = i + 1; j < lines.size(); ++j) after += lines[j];
    const std::string& line = lines[i];
    std::size_t half = line.size() / 2;
    while (half < line.size() && (static_cast<unsigned char>(line[half]) & 0xC0) == 0x80) ++half;
    const std::size_t word = std::min(line.find_first_not_of(' '), line.size() - 1);
    const std::size_t word_end = std::min(line.find(' ', word), line.size() - 1);
    const std::string mutants[] = {
        "",
        line.substr(0, half) + "\n",
        line.substr(0, half) + " @ " + line.substr(half),
        line.substr(0, word) + line.substr(word_end),
        line + line,
    };
    for (std::size_t kind = 0; kind < std::size(mutants); ++kind) {
      if ((i + kind) % one_in != 0) continue;
      const std::string& mutant = mutants[kind];
      INFO(path << ", line " << i + 1 << " becomes: " << mutant);
      const std::string broken = program.check(before + mutant + after);
      if (!broken.empty()) FAIL(broken);
    }
    before += line;
  }
}

}  // namespace

TEST_CASE("a garbled line never stops the checker: the founding notice") {
  mutate(fs::path(CEPOL_ROOT) / "policies" / "nmg" / "2017.cepol", test::cases<std::size_t>(15, 1));
}
TEST_CASE("a garbled line never stops the checker: policies that try everything") {
  for (const auto& entry : fs::directory_iterator(fs::path(CEPOL_ROOT) / "tests" / "policies"))
    if (entry.path().extension() == ".cepol")
      mutate(entry.path(), test::sanitized ? test::cases<std::size_t>(3, 1) : 1);
}

TEST_CASE("an item that cannot be read leaves the rest of its block to be checked") {
  const auto problems = [](const std::string& body) {
    Sources sources;
    const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + body});
    const syntax::Parsed parsed = syntax::parse(sources, id);
    const auto checked = check::check(sources, {{"test/one", id, &parsed}}, nullptr);
    std::vector<std::string> codes;
    for (const Diagnostic& one : parsed.problems.list) codes.emplace_back(code_number(one.code));
    for (const Diagnostic& one : checked.problems.list)
      codes.push_back(std::string(code_number(one.code)) + " " +
                      sources[id].text.substr(one.span.begin, one.span.end - one.span.begin));
    return codes;
  };
  const std::string person = "record person key id { id: text }\n";
  CHECK(problems(person + "results person { id @, naem }\n").front() == "E0118");
  CHECK(problems(person + "results person { id\n naem }\n") == std::vector<std::string>{"E0201 naem"});

  // A limit by number of times, where no source could be read.
  const std::string study = person + "record study of person { id: text  y: year }\nunit hours\n";
  const std::string credit = "credit c for person in hours { from study gives 1 hours in y }\n";
  const std::string due =
      "assessment due for person of c { met good unmet bad }\n"
      "requirement r of due { window last 2 years to 2020 total 1 hours }\n";
  const std::string limit = " at most 2 times a year }\n";
  CHECK(problems(study + credit + "equivalence e to c { from study gives 1 hours y\n" + limit + due).size() == 1);
  CHECK(problems(study + credit + "equivalence e to c {" + limit + due).back() == "E0406 at most 2 times a year");
}
