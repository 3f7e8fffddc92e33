// `explain`: the figures beside a `must` over the whole window are those that its own condition compares, however it is
// written; no other figure of the assessment stands there.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/tool.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

// The line of the explanation of A that has the wording, without its mark.
std::string beside(const std::string& condition) {
  const fs::path folder = fs::temp_directory_path() / ("cepol-must-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder / "data");
  std::ofstream(folder / "p.cepol")
      << "policy p \"t\" { language en }\nunit hours\nenum kind { verifiable, other }\n"
         "record person key id { id: text; limit: hours }\n"
         "record study of person { y: year; kind: kind; hours: hours >= 0 }\n"
         "credit all_hours for person in hours by kind { from study gives hours of kind in y }\n"
         "define verifiable_hours for person = all_hours of verifiable during 2026\n"
         "define enough(least_: hours) for person: bool = verifiable_hours >= least_\n"
         "assessment due for person of all_hours { met done; unmet lacking; required need; earned have; short gap }\n"
         "requirement all of due { window 2026 total 10 hours must five: "
      << condition << " \"5 verifiable hours\" }\n";
  std::ofstream(folder / "data/person.csv") << "id,limit\nA,7\n";
  std::ofstream(folder / "data/study.csv") << "id,y,kind,hours\nA,2026,other,20\nA,2026,verifiable,2\n";
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  io.language = Language::en;
  const std::string out =
      test::run_tool({"explain", (folder / "p.cepol").string(), (folder / "data").string(), "A"}, io).out;
  fs::remove_all(folder);
  const std::size_t tree = out.find("requirement, which applies");
  const std::size_t at = out.find("5 verifiable hours", tree == std::string::npos ? 0 : tree);
  return at == std::string::npos ? out : out.substr(at, out.find('\n', at) - at);
}

}  // namespace

TEST_CASE("the figures beside a must are those that it is about") {
  CHECK(beside("all_hours of verifiable during window >= 5 hours") ==
        "5 verifiable hours (all_hours of verifiable during window: 2 hours)");
  CHECK(beside("verifiable_hours >= 5 hours") == "5 verifiable hours (verifiable_hours: 2 hours)");
  CHECK(beside("verifiable_hours >= limit") == "5 verifiable hours (verifiable_hours: 2 hours; limit: 7 hours)");
  CHECK(beside("earned - all_hours of other during window >= 5 hours") ==
        "5 verifiable hours (earned - all_hours of other during window: 2 hours)");
  CHECK(beside("not (verifiable_hours < 5 hours)") == "5 verifiable hours (verifiable_hours: 2 hours)");
  for (const char* condition : {"enough(5 hours)", "some(study where kind is verifiable and hours >= 5 hours)",
                                "(verifiable_hours >= 5 hours or limit < 2 hours)"}) {
    INFO(condition);
    const std::string line = beside(condition);
    CHECK(line.starts_with("5 verifiable hours"));
    for (const char* other : {"have", "need", "gap", "all_hours:", "22"}) CHECK(line.find(other) == std::string::npos);
  }
}
