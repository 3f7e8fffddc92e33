#include "interpreter/columnar/scratch.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace cepol::columnar;

TEST_CASE("a table of numbers gives what a map gives, also after it was emptied") {
  std::mt19937 random(7);
  NumberTable table;
  for (int round = 0; round < 20; ++round) {
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> expected;
    table.clear();
    for (int i = 0; i < 3000; ++i) {
      const std::uint64_t a = random() % 60, b = random() % 60 == 0 ? UINT64_MAX : random() % 60;
      const auto known = expected.find({a, b});
      CHECK(table.find(a, b) == (known == expected.end() ? NumberTable::nothing : known->second));
      const auto number = static_cast<std::uint32_t>(random() % 1000);
      table.set(a, b, number);
      expected[{a, b}] = number;
    }
    for (const auto& [key, number] : expected) CHECK(table.find(key.first, key.second) == number);
  }
}

TEST_CASE("a stable list keeps the places of its elements, and begins anew when it is emptied") {
  StableList<std::vector<int>> list;
  for (int round = 0; round < 3; ++round) {
    list.clear();
    REQUIRE(list.size() == 0);
    const std::vector<int>* const first = &list[list.add({round, 0})];
    for (int i = 1; i < 1000; ++i) CHECK(list.add({round, i}) == static_cast<std::uint32_t>(i));
    CHECK(first == &list[0]);
    for (std::uint32_t i = 0; i < list.size(); ++i) CHECK(list[i] == std::vector<int>{round, static_cast<int>(i)});
  }
}
