// What words of an office may mean.
#include "interpreter/cli/word_proposals.hpp"

#include <catch2/catch.hpp>

using namespace cepol::cli;

namespace {

using Names = std::vector<std::string>;

Names proposed(std::string_view text, const Names& names) {
  std::vector<WordChoice> choices;
  for (const std::string& name : names) choices.push_back({name, {name}});
  return proposals_for(text, choices);
}

}  // namespace

TEST_CASE("a word is like one that differs in case, width, punctuation or traditional forms alone") {
  CHECK(proposed("ＮＡＭＥ ", {"id", "name"}) == Names{"name"});
  CHECK(proposed("學 歷：", {"学历", "学时"}) == Names{"学历"});
  CHECK(proposed("出生（年月）", {"出生年月"}) == Names{"出生年月"});
}

TEST_CASE("a word is like one that stands in it, the longest first, and one with most characters in common") {
  CHECK(proposed("大学本科毕业", {"科", "本科", "大学本科"}) == Names{"大学本科", "本科", "科"});
  CHECK(proposed("男性", {"男", "女"}) == Names{"男"});
  CHECK(proposed("专业技术执务", {"专业技术职务", "现从事专业"}) == Names{"专业技术职务"});
  CHECK(proposed("grdae", {"grade"}) == Names{"grade"});
}

TEST_CASE("a heading is like one of which half is the same, and one with a word for the same") {
  CHECK(proposed("出生日期", {"出生年月", "单位"}) == Names{"出生年月"});
  CHECK(proposed("出生日期", {"送审日期", "出生年月"}) == Names{"出生年月", "送审日期"});
  CHECK(proposed("培训机构", {"施教机构", "课程"}) == Names{"施教机构"});
  CHECK(proposed("报送日期", {"送审日期", "单位"}) == Names{"送审日期"});
  CHECK(proposed("工号", {"学号"}) == Names{});
  CHECK(proposed("Date of birth", {"born", "expires"}) == Names{"born"});
  CHECK(proposed("Noon", {"id"}) == Names{});
}

TEST_CASE("a word is not like one with half of its characters, a letter of it, or none") {
  CHECK(proposed("博士", {"硕士"}) == Names{});
  CHECK(proposed("yes", {"y", "e"}) == Names{});
  CHECK(proposed("1500", {"15"}) == Names{"15"});
  CHECK(proposed("", {"男"}) == Names{});
  CHECK(proposed("—", {"男"}) == Names{});
  CHECK(proposed("\xFF", {"男"}) == Names{});
}

TEST_CASE("other words for a choice count for it, and at most three are proposed") {
  CHECK(proposals_for("大专毕业", {{"专科", {"专科", "大专"}}, {"本科", {"本科"}}}) == Names{"专科"});
  CHECK(proposed("甲乙", {"甲乙丙", "甲乙丁", "甲乙戊", "甲乙"}) == Names{"甲乙", "甲乙丙", "甲乙丁"});
}
