// Two programs are given the same data only if nothing that reading looks at differs.
#include "interpreter/diff/same_data.hpp"

#include "tests/interpreter/diff/policies.hpp"

namespace cepol::diff {
namespace {

const std::string records_of_both = R"(
policy test/one "test" { language en }
unit hours
enum kind { general, practice }
record member key id { id: text; age: number >= 0 places 1; left: optional date; kind: kind; chief: optional member }
record study of member { y: year; hours: hours }
)";

bool same(const std::string& declared, const std::string& rules = "") {
  const auto one = checked({{"", records_of_both}}), other = checked({{"", declared + rules}});
  INFO(why_bad(*other));
  REQUIRE(one->good());
  REQUIRE(other->good());
  return same_data(one->checked.program, other->checked.program);
}

// The records with one text replaced by another.
std::string with(const std::string& text, const std::string& other) {
  const std::size_t at = records_of_both.find(text);
  REQUIRE(at != std::string::npos);
  return records_of_both.substr(0, at) + other + records_of_both.substr(at + text.size());
}

}  // namespace

TEST_CASE("rules do not change what the data are read as") {
  CHECK(same(records_of_both));
  CHECK(same(records_of_both, "decision due for member: a | b { a when age > 30; b otherwise }\n"));
}

TEST_CASE("each part of a record that reading looks at makes the data others") {
  for (const auto& [text, other] : std::vector<std::pair<std::string, std::string>>{
           {"record study of member {", "record study key no of member { no: text;"},
           {"number >= 0", "number >= 1"},
           {"places 1", "places 2"},
           {"optional date", "date"},
           {"{ general, practice }", "{ practice, general }"},
           {"chief: optional member", "chief: optional text"},
           {"study of member {", "study {"},
           {"y: year;", "y: year; equal rows count once;"},
           {"hours: hours }", "hours: hours; note: optional text }"},
           {"left:", "gone:"},
           {"record study", "record studies"}}) {
    INFO(text << " -> " << other);
    CHECK_FALSE(same(with(text, other)));
  }
}

}  // namespace cepol::diff
