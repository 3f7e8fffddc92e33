// What a rule says beside the clause that it cites: names that the notice does not have (W0512), a clause that speaks
// of something else (W0513).
#include <catch2/catch.hpp>

#include "lang/notice/notice.hpp"
#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

Messages of_notice(std::string_view number, const std::string& text, const std::string& rules) {
  Sources sources;
  const SourceId source = sources.add({"notice.txt", text});
  notice::Notice notice = notice::read(sources[source]);
  notice.source = source;
  const SourceId id = sources.add({"test.cepol",
                                   "政策 test/one \"试\" { 原文 \"notice.txt\" }\n计量 学时, hours\n"
                                   "表 人员 主键 编号 { 编号: 文本; 单位: 文本; 学时: 学时; 申报: 日期 }\n" +
                                       rules + "\n"});
  Messages found;
  for (const Diagnostic& one : lints_of(sources, id, &notice).list)
    if (code_number(one.code) == number) found.push_back(message_of(one, Language::zh));
  return found;
}

const std::string notice_text =
    "一、总则\n自行组织的单位：包钢、大兴安岭林 业集团。\n三、审验\n（一）近三年不少于170学时。\n"
    "（二）初级不少于130学时。\n（五）2017年5月31日前送审。\n四、其他\n";

Messages decision(std::string_view number, const std::string& condition, const std::string& clause) {
  return of_notice(number, notice_text,
                   "判定 甲 针对 人员: 可 | 否 依据 §" + clause + " { 可 当 " + condition + "; 否 其他 }");
}

}  // namespace

TEST_CASE("a name in quotes that the notice does not have") {
  CHECK(decision("W0512", "单位 是 \"包钢\"", "一").empty());
  CHECK(decision("W0512", "单位 是 \"包纲\"", "一") == Messages{"“包纲”在通知原文里没有"});
  CHECK(decision("W0512", "单位 属于 { \"包钢\", \"大兴安岭林业集团\" }", "一").empty());
  CHECK(decision("W0512", "单位 包含 \"大兴安岭林管局\"", "一").size() == 1);
  CHECK(decision("W0512", "单位 是 \"包钢\" \"由包纲自行组织的\"", "一").empty());  // a wording is the author's
  CHECK(of_notice("W0512", notice_text, "判定 甲 针对 人员: 可 | 否 { 可 当 单位 是 \"包纲\"; 否 其他 }").empty());
}

TEST_CASE("a clause that speaks of something else") {
  CHECK(decision("W0513", "学时 >= 170 学时", "三(五)") ==
        Messages{"§三(五)里没有“甲”写到的数，§三(一)里都有：是不是 §三(一)"});
  CHECK(decision("W0513", "申报 <= 2017-05-31", "三(一)") ==
        Messages{"§三(一)里没有“甲”写到的数，§三(五)里都有：是不是 §三(五)"});
  CHECK(decision("W0513", "学时 >= 170 学时", "三(一)").empty());
  CHECK(decision("W0513", "学时 >= 170 学时", "三(二)").empty());  // W0508
  CHECK(decision("W0513", "学时 >= 170 学时", "三").empty());      // the clauses within it
  CHECK(decision("W0513", "学时 >= 150 学时", "四").empty());      // no clause has it
}
