// Keys that one slip has made of others: each kind of slip, numbers that a spreadsheet cut short, and the search for
// them against a comparison with every key.
#include "interpreter/data/near_keys.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "tests/support/effort.hpp"

using namespace cepol;
using namespace cepol::data;

namespace {

bool near_both_ways(std::string_view a, std::string_view b) {
  CHECK(near(a, b) == near(b, a));
  return near(a, b);
}

std::string random_key(std::mt19937& random) {
  static const std::string_view pieces[] = {"0", "0", "1", "9", "5", "A", "a", "x", "X", "E", "王", "é", "-", "."};
  std::string key;
  for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i) key += pieces[random() % std::size(pieces)];
  return key;
}

// Of few different ones, so that many are near; some begin with 9 or 0, where rounding carries.
std::string random_long_number(std::mt19937& random) {
  static const std::string_view beginnings[] = {"1501021961030", "1501029999999", "9999999999999", "0150102196103"};
  std::string number(beginnings[random() % std::size(beginnings)]);
  const std::size_t length = 16 + random() % 3;
  while (number.size() < length) number += static_cast<char>('0' + "0459"[random() % 4] - '0');
  if (random() % 6 == 0) number.back() = random() % 2 == 0 ? 'X' : 'x';
  return number;
}

std::string cut_by_spreadsheet(std::mt19937& random, const std::string& number) {
  if (random() % 2 == 0) return number.substr(0, 15) + std::string(number.size() - 15, '0');
  const std::size_t kept = 2 + random() % 8;
  std::string digits = number.substr(0, kept);
  if (number[kept] >= '5' && digits.back() != '9') ++digits.back();
  return digits.substr(0, 1) + "." + digits.substr(1) + "E+" + std::to_string(number.size() - 1);
}

}  // namespace

TEST_CASE("one character inserted, lost, changed or two swapped is one slip") {
  for (const auto& [a, b] : {std::pair("NMG17", "NMG177"),
                             {"NMG17", "NM17"},
                             {"NMG17", "NMG18"},
                             {"NMG17", "NMG71"},
                             {"NMG17", "MNG17"},
                             {"王芳1", "王方1"},
                             {"王芳", "芳"},
                             {"A", "B"},
                             {"A", "A"}}) {
    INFO(a << " " << b);
    CHECK(near_both_ways(a, b));
  }
  for (const auto& [a, b] : {std::pair("NMG17", "NMG2"),
                             {"NMG17", "NMG28"},
                             {"NMG17", "GMN17"},
                             {"NMG17", "NMG1788"},
                             {"王芳", "李强"},
                             {"12345", "13254"},
                             {"AB", "B-A"}}) {
    INFO(a << " " << b);
    CHECK_FALSE(near_both_ways(a, b));
  }
}

TEST_CASE("upper and lower case, and leading zeros, of any number of characters") {
  CHECK(near_both_ways("nmg-a17", "NMG-A17"));
  CHECK(near_both_ways("000017", "17"));
  CHECK(near_both_ways("00A", "A"));
  CHECK_FALSE(near_both_ways("000", "0"));
  CHECK_FALSE(near_both_ways("1700", "17"));
  CHECK_FALSE(near_both_ways("nmg-a17", "NMG-A71"));
}

TEST_CASE("what a spreadsheet leaves of a long number") {
  CutKey cut = cut_key("1.50102E+17");
  CHECK(cut.digits == "150102");
  CHECK(cut.length == 18);
  CHECK(cut.rounded);
  cut = cut_key("1e17");
  CHECK(cut.digits == "1");
  cut = cut_key("150102196103010000");
  CHECK(cut.digits == "150102196103010");
  CHECK(cut.length == 18);
  CHECK_FALSE(cut.rounded);
  for (const char* whole : {"", "1.5E+7", "1.50102E+14", "150102196103010", "150102196103010020", "15010219610301000X",
                            "0.5E+17", "050102196103010000", "E+17", "1.5E", "1.5E+", "1.5E+117", "1,5E+17", "BE17"}) {
    INFO(whole);
    CHECK(cut_key(whole).digits.empty());
  }
}

TEST_CASE("numbers that a spreadsheet cut short are near those that they may have been") {
  CHECK(near_both_ways("1.50102E+17", "150102196103010036"));
  CHECK(near_both_ways("1.50102E+17", "15010219610301002X"));
  CHECK(near_both_ways("150102196103010000", "150102196103010036"));
  CHECK(near_both_ways("150102196103010000", "15010219610301036X"));
  CHECK(near_both_ways("1.50103E+17", "150102961030100361"));        // rounded up
  CHECK(near_both_ways("1.501E+17", "150099961030100361"));          // with a carry
  CHECK_FALSE(near_both_ways("1.50103E+17", "150102161030100361"));  // rounded down
  CHECK_FALSE(near_both_ways("1.50103E+17", "15010316103010036"));   // of 17 digits
  CHECK_FALSE(near_both_ways("150102196103010000", "150102196103020036"));
  CHECK_FALSE(near_both_ways("1.50102E+17", "NMG150102196103010"));
}

TEST_CASE("the search finds just the keys that are near") {
  std::mt19937 random(20170531);
  std::size_t found = 0;
  for (int round = test::cases(300, 20000); round > 0; --round) {
    std::set<std::string> keys;
    std::vector<std::string> wanted;
    for (int i = 0; i < 12; ++i) {
      keys.insert(random_key(random));
      wanted.push_back(random_key(random));
      const std::string number = random_long_number(random);
      keys.insert(random() % 3 == 0 ? cut_by_spreadsheet(random, number) : number);
      wanted.push_back(random() % 2 == 0 ? cut_by_spreadsheet(random, number) : random_long_number(random));
    }
    std::vector<std::pair<std::string_view, std::uint32_t>> numbered;
    for (const std::string& key : keys) numbered.emplace_back(key, static_cast<std::uint32_t>(1000 - numbered.size()));
    const NearKeys near_keys(numbered);
    wanted.insert(wanted.end(), keys.begin(), keys.end());
    for (const std::string& key : wanted) {
      std::vector<std::uint32_t> expected;
      for (const auto& [other, number] : numbered)
        if (near(key, other)) expected.push_back(number);
      std::sort(expected.begin(), expected.end());
      INFO(key);
      REQUIRE(near_keys.near_to(key) == expected);
      found += expected.size();
    }
  }
  CHECK(found > 5000);
}
