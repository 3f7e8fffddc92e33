// Words and lines that only one of two texts has.
#include "interpreter/pages/marked_difference.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"

using namespace cepol;

namespace {

std::string without(std::string html, const std::string& what) {
  for (std::size_t at = html.find(what); at != std::string::npos; at = html.find(what)) html.erase(at, what.size());
  return html;
}
std::string without_tags(const std::string& html) {
  return without(without(without(without(html, "<del>"), "</del>"), "<ins>"), "</ins>");
}
std::string unmarked(std::string html, const std::string& tag) {
  const std::string begin = "<" + tag + ">", end = "</" + tag + ">";
  for (std::size_t at = html.find(begin); at != std::string::npos; at = html.find(begin))
    html.erase(at, html.find(end, at) + end.size() - at);
  return html;
}

}  // namespace

TEST_CASE("words that only one of two texts has are marked") {
  const auto two = [](const std::string& before, const std::string& after) {
    const auto [first, second] = pages::marked_difference(before, after);
    return first + " | " + second;
  };
  CHECK(two("170 学时", "220 学时") == "<del>170</del> 学时 | <ins>220</ins> 学时");
  CHECK(two("满五十周岁的", "满五十五周岁的") == "满五十周岁的 | 满五十<ins>五</ins>周岁的");
  CHECK(two("a < b", "a < c") == "a &lt; <del>b</del> | a &lt; <ins>c</ins>");
  CHECK(two("quite another", "满五十周岁") == "quite another | 满五十周岁");
  CHECK(two("", "x") == " | x");
  const auto [before, after] = pages::marked_lines({"one", "two b", "three"}, {"one", "two c", "three", "four"});
  CHECK(before == "one<br>two <del>b</del><br>three<br>");
  CHECK(after == "one<br>two <ins>c</ins><br>three<br><ins>four<br></ins>");
}

TEST_CASE("marks leave both texts as they are, and what is not marked is the same") {
  test::Random random{11};
  for (int round = 0; round < 300; ++round) {
    const auto text = [&] {
      std::string made;
      for (std::size_t i = random.below(12); i > 0; --i)
        made += std::vector<std::string>{"年", "a", "b ", "的", "12", "，"}[random.below(6)];
      return made;
    };
    const std::string before = text(), after = text();
    const auto [first, second] = pages::marked_difference(before, after);
    CHECK(without_tags(first) == before);
    CHECK(without_tags(second) == after);
    if (first != before || second != after) CHECK(unmarked(first, "del") == unmarked(second, "ins"));
  }
}
