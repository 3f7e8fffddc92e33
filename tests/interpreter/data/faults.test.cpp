// Every message of faults.def, formatted in both languages.
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "interpreter/data/dataset.hpp"

using namespace cepol::data;

namespace {

struct Entry {
  const char* name;
  Fault fault;
  std::string_view zh, en;
};
constexpr Entry entries[] = {
#define FAULT(name, zh, en) {#name, Fault::name, zh, en},
#include "interpreter/data/faults.def"
#undef FAULT
};

// The numbers in { }; each must be one digit, and brackets pair up and do not nest.
std::set<std::size_t> placeholders(std::string_view pattern) {
  std::set<std::size_t> found;
  bool optional = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '[' || pattern[at] == ']') {
      CHECK(optional == (pattern[at] == ']'));
      optional = !optional;
    }
    CHECK(pattern[at] != '}');
    if (pattern[at] != '{') continue;
    REQUIRE(at + 2 < pattern.size());
    REQUIRE((pattern[at + 1] >= '0' && pattern[at + 1] <= '9'));
    REQUIRE(pattern[at + 2] == '}');
    found.insert(static_cast<std::size_t>(pattern[at + 1] - '0'));
    at += 2;
  }
  CHECK_FALSE(optional);
  return found;
}

}  // namespace

TEST_CASE("every fault's message has all its arguments in both languages") {
  for (const Entry& entry : entries) {
    INFO(entry.name);
    const std::set<std::size_t> used = placeholders(entry.zh);
    CHECK(placeholders(entry.en) == used);
    std::vector<std::string> arguments;
    for (std::size_t i = 0; i < used.size(); ++i) arguments.push_back("argument" + std::to_string(i));
    for (const bool english : {false, true}) {
      const std::string text = reason_of(entry.fault, arguments, english);
      for (const std::string& argument : arguments) CHECK(text.find(argument) != std::string::npos);
      CHECK(text.find_first_of("{}[]") == std::string::npos);
      CHECK(reason_of(entry.fault, {}, english).find_first_of("{}[]") == std::string::npos);
    }
  }
}
