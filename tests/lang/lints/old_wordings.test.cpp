// Wordings that were taken over from an earlier year (W0514).
#include <catch2/catch.hpp>

#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages old_years(const std::string& rules, const std::string& header = "适用 2021-01-01 至 2021-12-31",
                   const std::string& text = "一、总则\n按年度审验。\n") {
  Sources sources;
  const SourceId source = sources.add({"notice.txt", text});
  notice::Notice notice = notice::read(sources[source]);
  notice.source = source;
  const SourceId id =
      sources.add({"test.cepol", "政策 test/one \"试\" { 原文 \"notice.txt\" " + header +
                                     " }\n表 人员 主键 编号 { 编号: 文本; 申报: 日期; 在岗: 是非 }\n" + rules + "\n"});
  Messages found;
  for (const Diagnostic& one : lints_of(sources, id, &notice).list)
    if (code_number(one.code) == "W0514") found.push_back(message_of(one, Language::zh));
  return found;
}
std::string decision(const std::string& item) { return "判定 甲 针对 人员: 可 | 否 { 可 " + item + "; 否 其他 }"; }

}  // namespace

TEST_CASE("a wording that names a year before the policy's") {
  CHECK(old_years(decision("\"2020年还不要求\" 当 在岗")) ==
        Messages{"“2020年还不要求”说的是2020年，政策从2021年起适用"});
  CHECK(old_years(decision("当 在岗 \"２０２０年在岗的\"")).size() == 1);
  CHECK(old_years(decision("\"not asked yet in 2020\" 当 在岗")).size() == 1);
  CHECK(old_years("读法 哪种 \"2019年算不算\" { 乙 默认 丙 }\n" + decision("当 哪种 是 乙")).size() == 1);
}

TEST_CASE("a year that the rule, the notice or the policy itself speaks of is no old one") {
  CHECK(old_years(decision("\"2021年\" 当 在岗")).empty());
  CHECK(old_years(decision("\"2022年起\" 当 在岗")).empty());
  CHECK(old_years(decision("\"2020年以前\" 当 申报 < 2020-01-01")).empty());
  CHECK(old_years("读法 哪年: 年 { 2021 \"含2021年\" 默认 2020 \"到2020年\" }\n" + decision("当 哪年 > 2020")).empty());
  CHECK(old_years(decision("\"2020年还不要求\" 当 在岗"), "适用 2021-01-01 至 2021-12-31", "一、总则\n2020年起试行。\n")
            .empty());
  CHECK(old_years(decision("\"2020年还不要求\" 当 在岗"), "").empty());  // it is not said when the policy applies
  CHECK(old_years(decision("\"1949年\" 当 在岗")).empty());              // no year of a policy
  CHECK(old_years(decision("\"2020学时\" 当 在岗")).empty());
  CHECK(old_years(decision("当 编号 是 \"2020年\"")).empty());  // a value
}
