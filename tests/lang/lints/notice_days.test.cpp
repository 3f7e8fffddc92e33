// Days in the notice that the calendar does not have.
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

TEST_CASE("where a day stands that the calendar does not have") {
  Sources sources;
  const SourceId text =
      sources.add({"notice.txt", "一、2025年２月３０日和2月28日。\n（一）1月31日；2月31日，2月31日。\n"});
  notice::Notice notice = notice::read(sources[text]);
  notice.source = text;
  const SourceId id = sources.add({"test.cepol", "政策 test/one \"试\" { 原文 \"notice.txt\" }\n"});
  std::vector<std::string> found;
  for (const Diagnostic& one : lints_of(sources, id, &notice).list) {
    const LineColumn at = place_of(sources[one.span.source], one.span.begin);
    found.push_back(std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                    std::string(text_of(sources, one.span)));
  }
  CHECK(found == std::vector<std::string>{"1:3 2025年２月３０日", "2:10 2月31日", "2:16 2月31日"});
}
