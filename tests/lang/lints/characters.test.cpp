// Characters of policies and notices that are not what they seem.
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

std::string policy_with(std::string condition) {
  return records + "define d for person: bool = " + std::move(condition) +
         "\ndecision e for person: a | b { a when d; b otherwise }\n";
}

}  // namespace

TEST_CASE("invisible characters in what is written between quotation marks") {
  CHECK(warnings_of("W0129", policy_with("id is \"甲\u200B乙\u200B\"")) ==
        Messages{"“甲乙” holds a character that cannot be seen (U+200B); it counts for nothing in comparisons"});
  CHECK(warnings_of("W0129", policy_with("id contains \"甲\uFE00\"")).size() == 1);
  CHECK(warnings_of("W0129", policy_with("id is \"甲\" # 乙\u200B\n")).empty());
}

TEST_CASE("blanks at the ends of what is compared") {
  CHECK(warnings_of("W0131", policy_with("id is \" 甲\"")).size() == 1);
  CHECK(warnings_of("W0131", policy_with("id contains \"甲\u3000\"")).size() == 1);
  CHECK(warnings_of("W0131", policy_with("id is \"甲 乙\"")).empty());
  CHECK(warnings_of("W0131", records + "reading r { a \"a note \" default; b }\n").empty());
}

TEST_CASE("radicals and compatibility ideographs, once a file") {
  CHECK(warnings_of("W0128", policy_with("id is \"⼈⼈\" or id is \"⻓\"")) ==
        Messages{"radicals or compatibility characters in place of Chinese characters, as copying from a PDF gives "
                 "them: 3, such as “⼈” (U+2F08); they are read as the ordinary ones (“人”)"});
  CHECK(warnings_of("W0128", policy_with("id is \"人\"")).empty());

  Sources sources;
  const SourceId text = sources.add({"notice.txt", "通知\n⼀、每⼈30学时。\n"});
  notice::Notice notice = notice::read(sources[text]);
  notice.source = text;
  const SourceId id = sources.add({"test.cepol", "政策 test/one \"试\" { 原文 \"notice.txt\" }\n"});
  const Problems found = lints_of(sources, id, &notice);
  REQUIRE(found.list.size() == 1);
  CHECK(code_number(found.list.front().code) == "W0128");
  CHECK(text_of(sources, found.list.front().span) == "⼀");
}
