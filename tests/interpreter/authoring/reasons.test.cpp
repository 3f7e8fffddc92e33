// The reasons of alternatives that fail: neither … nor …, once, for the years that failed.
#include "interpreter/explain/explain.hpp"

#include "interpreter/authoring/data.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

// The first row of the last example, decided.
struct DecidedExample {
  std::unique_ptr<test::Policy> policy;
  const core::Program& program = policy->checked.program;
  const semantics::Example& example = policy->checked.examples.back();
  const authoring::ExampleData input = authoring::data_of(program, example);
  engine::LoadedProgram loaded{reference::engine_kind(), program};
  const std::unique_ptr<engine::Engine> evaluator = loaded.on(input.data, {example.readings});
  const core::TableId table = example.tables.front().table;
  const engine::RowResults results = evaluator->decide(table, 0);
  const explain::Subject subject{program, input.data, *evaluator, table, 0};

  explicit DecidedExample(const std::string& text) : policy(test::policy_of(text)) {}
};

std::string reasons_of(const std::string& text) {
  const DecidedExample one(text);
  return explain::reasons(one.subject, one.results);
}

const std::string years_of_study = R"(
unit hours
record person key id { id: text; staff: bool }
record study of person { y: year; law, tax: hours }
credit all_ for person in hours { from study gives law + tax in y }
define law(y: year) for person = sum(study.law over study where study.y = y)
define tax(y: year) for person = sum(study.tax over study where study.y = y)
assessment due for person of all_ { met ok; unmet not_ok }
)";

std::string told_of_must(const std::string& must, const std::string& rows) {
  return reasons_of(
      years_of_study + "requirement one of due { when yes window from 2022 to 2024 total 0 hours\n  must " + must +
      " }\nexample \"e\" { person { id: A, staff: no } study [ y law tax\n" + rows + "]\n expect due is not_ok }\n");
}

}  // namespace

TEST_CASE("of alternatives each year, only the year in which both fail is told") {
  CHECK(told_of_must(
            "yearly each year y: law(y) >= 24 hours \"24 hours of law\" or tax(y) >= 24 hours \"24 hours of tax\"",
            "2022 24 0\n2023 0 24\n2024 5 0\n") ==
        "due: not_ok, under “one”; not met: “yearly”: 2024 neither “24 hours of law” nor “24 hours of tax” (law: 5 "
        "hours, tax: 0 hours).");
}

TEST_CASE("whatever the years hold, the reasons tell those that fail and no other") {
  const char* rows[] = {"0 0", "0 24", "24 0", "24 24"};
  for (int a = 0; a < 4; ++a)
    for (int b = 0; b < 4; ++b)
      for (int c = 0; c < 4; ++c) {
        const int held[] = {a, b, c};
        if (a != 0 && b != 0 && c != 0) continue;
        std::string study;
        for (int i = 0; i < 3; ++i) study += std::to_string(2022 + i) + " " + rows[held[i]] + "\n";
        const std::string told =
            told_of_must("yearly each year y: law(y) >= 24 hours \"A\" or tax(y) >= 24 hours \"B\"", study);
        INFO(study << told);
        for (int i = 0; i < 3; ++i) {
          const std::string year = std::to_string(2022 + i) + " neither “A” nor “B”";
          CHECK((told.find(year) != std::string::npos) == (held[i] == 0));
          CHECK((told.find(std::to_string(2022 + i)) != std::string::npos) == (held[i] == 0));
        }
      }
}

TEST_CASE("of three alternatives none, and beside another condition of the same year") {
  CHECK(told_of_must("m each year y: law(y) >= 24 hours \"A\" or tax(y) >= 24 hours \"B\" or staff \"C\"",
                     "2022 24 0\n2023 24 0\n") ==
        "due: not_ok, under “one”; not met: “m”: 2024 none of “A”, “B”, “C” (law: 0 hours, tax: 0 hours).");
}

TEST_CASE("an alternative without years, of a must and of a case") {
  CHECK(told_of_must("m: law(2022) >= 24 hours \"A\" or tax(2022) >= 24 hours \"B\"", "2022 5 0\n") ==
        "due: not_ok, under “one”; not met: “m”: neither “A” nor “B”.");
  CHECK(reasons_of(years_of_study.substr(0, years_of_study.find("assessment")) +
                   "decision d for person: x | z { x when law(2022) >= 24 hours \"A\" or tax(2022) >= 24 hours \"B\"\n"
                   "  z otherwise }\nexample \"e\" { person { id: A } expect d is z }\n") ==
        "d: z, neither “A” nor “B”.");
}

TEST_CASE("figures beside a must are those that it is about, and certain") {
  const std::string must = "m each year y: (staff or law(y) >= 5 hours) \"5 hours of law\"";
  CHECK(told_of_must(must, "2022 5 0\n2023 5 0\n2024 4 90\n") ==
        "due: not_ok, under “one”; not met: “m”: 2024 “5 hours of law” (law: 4 hours).");
  CHECK(told_of_must(must + " and tax(y) <= 90 hours \"not too much\"", "2022 5 0\n2023 5 0\n2024 4 -\n")
            .find("at least") == std::string::npos);
}

namespace {

// The lines of the explanation of the first decision, with their marks and values.
std::string explained(const std::string& text) {
  const DecidedExample one(text);
  std::string all;
  const auto add = [&](const auto& self, const explain::ExplanationLine& line) -> void {
    static constexpr const char* signs[] = {"-", "holds", "fails", "open", "chosen"};
    all += std::string(signs[static_cast<std::size_t>(line.mark)]) + " " + line.text;
    for (const std::string& value : line.values) all += " | " + value;
    all += "\n";
    for (const explain::ExplanationLine& inner : line.lines) self(self, inner);
  };
  add(add, explain::explanation(one.subject, one.results.decisions.front()));
  return all;
}

const std::string two_numbers = R"(
unit hours
record person key id { id: text; a, b: hours >= 0 <= 90 places 0; c: bool }
define twice for person: hours = a - min(a, 30 hours)
decision d for person: x | z { x when )";

std::string of_blanks(const std::string& condition, const std::string& cells) {
  return explained(two_numbers + condition + "; z otherwise }\nexample \"e\" { person { id: A" + cells +
                   " } expect d is undetermined }\n");
}

}  // namespace

TEST_CASE("what every filling of the blanks gives is not told as uncertain") {
  const std::string told = of_blanks("a + b >= 60 hours \"enough\" and (c or not c) \"either way\"", ", a: 5");
  INFO(told);
  CHECK(told.find("holds either way") != std::string::npos);
  CHECK(told.find("open enough") != std::string::npos);
}

TEST_CASE("a range that may hold values that no filling gives is not shown") {
  const std::string told = of_blanks("twice > 3 hours \"more\"", "");
  INFO(told);
  CHECK(told.find("| twice") == std::string::npos);
  CHECK(told.find("open twice: not certain") != std::string::npos);
  CHECK(told.find("-30") == std::string::npos);
  CHECK(of_blanks("a + b >= 60 hours \"enough\"", ", a: 5").find("a + b: 5 to 95 hours") != std::string::npos);
}

TEST_CASE("numbers that decide together are named, not cut into ranges") {
  const std::string told = of_blanks("a + b >= 60 hours \"enough\"", "");
  INFO(told);
  CHECK(told.find("several numbers decide it together, see the conditions above that are not certain: a, b") !=
        std::string::npos);
  CHECK(told.find("b 59 hours") == std::string::npos);
  CHECK(of_blanks("a >= 60 hours \"enough\"", ", b: 3").find("a 60 to 90 hours: x") != std::string::npos);
}
