// Clauses that are nothing but headings.
#include <catch2/catch.hpp>

#include "lang/notice/notice.hpp"

using namespace cepol;

namespace {

std::vector<std::string> titles_of(const std::string& text) {
  const notice::Notice read = notice::read({"a.txt", text});
  std::vector<std::string> found;
  for (std::size_t i = 0; i < read.clauses.size(); ++i)
    if (notice::is_title(read, i)) found.push_back(read.clauses[i].path);
  return found;
}
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("headings of chapters and of clauses below them are titles") {
  CHECK(titles_of("第一章 总则\n第一条 为了规范，制定本办法。\n第二章 学时\n第二条 每年不少于90学时。\n") ==
        Paths{"第一章", "第二章"});
  CHECK(titles_of("一、学时要求\n（一）每年90学时。\n（二）公需科目30学时。\n二、其他\n本通知自印发之日起施行。\n") ==
        Paths{"一"});
  CHECK(titles_of(
            "Chapter 2 Hours\n\nSection 4\n\n(a) An accountant must earn hours.\n\n(b) Of these some in ethics.\n") ==
        Paths{"Chapter2", "Section4"});
}

TEST_CASE("what could be a rule is no title") {
  CHECK(titles_of("一、学时须齐全\n（一）甲。\n").empty());      // says something
  CHECK(titles_of("一、每年90学时\n（一）甲。\n").empty());      // a number
  CHECK(titles_of("一、三年为一个周期\n（一）甲。\n").empty());  // a number in words
  CHECK(titles_of("一、下列人员：\n（一）甲。\n").empty());      // what follows is its sentence
  CHECK(titles_of("一、总则\n二、学时\n").empty());              // nothing below it
  CHECK(titles_of("1. Hours must be earned\n\n(a) by courses.\n").empty());
}
