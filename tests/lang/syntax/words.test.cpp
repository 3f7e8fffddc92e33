// Pieces of a policy as they are told: without comments; compared whichever spelling of keywords they have.
#include <catch2/catch.hpp>

#include "lang/base/text.hpp"
#include "lang/syntax/keywords.hpp"
#include "lang/syntax/parse.hpp"

using namespace cepol;
using namespace cepol::syntax;

TEST_CASE("comments are left out, and nothing else: a sign # within a text is none") {
  Sources sources;
  const std::string text =
      "define a = (b  # one\n  or c ＃ 二\n  or \"# no comment\" is d)\n# between\ndefine e = f # last";
  const SourceId id = sources.add({"t", text});
  const Parsed parsed = parse(sources, id);
  const auto all = static_cast<std::uint32_t>(text.size());
  CHECK(on_one_line(parsed.tree.without_comments(Span{id, 0, all})) ==
        "define a = (b or c or \"# no comment\" is d) define e = f");
  // Part of a token, and a span that begins or ends within a comment's line.
  CHECK(parsed.tree.without_comments(Span{id, 1, 5}) == "efin");
  CHECK(on_one_line(parsed.tree.without_comments(Span{id, 12, 25})) == "b or");
}

TEST_CASE("pieces are one when only the spelling of keywords and blanks differ") {
  const auto alike = [](std::string_view a, std::string_view b) {
    return regardless_of_keywords(a) == regardless_of_keywords(b);
  };
  CHECK(alike("级别 是 高 且 年龄 > 3", "级别 is 高 and 年龄 > 3"));
  CHECK(alike("近3年", "last 3 年"));
  CHECK(alike("每年 不超过 30 学时", "a year at most 30 学时"));
  CHECK(alike("where y = last(months_away)", "其中 y=last(months_away)"));
  CHECK_FALSE(alike("级别 是 高", "级别 不是 高"));
  CHECK_FALSE(alike("级别 是 高", "级别 是 低"));
  CHECK_FALSE(alike("\"且\"", "\"and\""));  // a text says what it says
  CHECK_FALSE(alike("年龄 > 3", "年龄 > 33"));
}
