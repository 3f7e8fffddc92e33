#include "interpreter/data/partial_keys.hpp"

#include <catch2/catch.hpp>

using namespace cepol::data;

namespace {

using Found = std::vector<std::uint32_t>;

struct Keys {
  PartialKeys keys;
  Found found_in(std::string_view text) {
    Found found = keys.contained_in(text);
    return found.empty() ? keys.with_part(text) : found;
  }
};

const std::vector<std::pair<std::string_view, std::uint32_t>>& letters() {
  static const std::vector<std::pair<std::string_view, std::uint32_t>> keys = {
      {"ZZ25001", 1}, {"ZZ25002", 2}, {"ZZ25013", 3}, {"HN07001", 4}};
  return keys;
}
const std::vector<std::pair<std::string_view, std::uint32_t>>& numbers() {
  static const std::vector<std::pair<std::string_view, std::uint32_t>> keys = {
      {"430202198001010011", 1}, {"43020219800101002X", 2}, {"430202199002020011", 3}};
  return keys;
}

}  // namespace

TEST_CASE("partial keys: a text that contains a key") {
  Keys keys{PartialKeys(letters())};
  for (const char* text : {"ZZ25001（补）", "编号：ZZ25001", "ZZ25001曾海燕", "=\"ZZ25001\"", "zz25001*", "ZZ25001.0",
                           "ZZ-25-001", "株洲ZZ25001", "ZZ25001（2021年）：公需30、专业60"})
    CHECK(keys.found_in(text) == Found{1});
  CHECK(keys.found_in("ZZ25001、ZZ25013") == Found{1, 3});
  CHECK(keys.found_in("ZZ99999").empty());
  CHECK(keys.found_in("同上").empty());
  CHECK(keys.found_in("").empty());
}

TEST_CASE("partial keys: a text that is part of keys, or hides some of them") {
  Keys keys{PartialKeys(letters())};
  CHECK(keys.found_in("25001") == Found{1});
  CHECK(keys.found_in("ZZ25") == Found{1, 2, 3});
  CHECK(keys.found_in("001") == Found{1, 4});
  CHECK(keys.found_in("01").empty());  // too short to say anything
  CHECK(keys.found_in("ZZ****3") == Found{3});
  Keys people{PartialKeys(numbers())};
  CHECK(people.found_in("010011") == Found{1});
  CHECK(people.found_in("430202800101001") == Found{1});  // 15 digits, as numbers had before 1999
  CHECK(people.found_in("430202********0011") == Found{1, 3});
}

TEST_CASE("partial keys: short keys are found between signs only") {
  Keys keys{PartialKeys({{"1", 1}, {"12", 2}, {"00012", 3}})};
  CHECK(keys.found_in("12号") == Found{2});
  CHECK(keys.found_in("123").empty());
  CHECK(keys.found_in("12.0") == Found{2, 3});
}

TEST_CASE("the shape of a key") {
  CHECK(key_shape("ZZ25001") == "A9");
  CHECK(key_shape("43020219800101002X") == "9A");
  CHECK(key_shape("同上") == "字");
  CHECK(key_shape("呼201-3") == "字9-9");
  CHECK(key_shape("") == "");
}
