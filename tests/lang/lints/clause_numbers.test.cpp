// Numbers and dates of a rule beside those of the clause that it cites (W0508): what is warned of, and what is not.
#include <algorithm>
#include <catch2/catch.hpp>

#include "lang/notice/notice.hpp"
#include "tests/lang/lints/support.hpp"

using namespace cepol;

namespace {

// What the warnings quote, "RULE: CLAUSE" each, of a policy whose rules cite §一, which is the given text.
std::vector<std::string> differing(const std::string& clause, const std::string& rules) {
  Sources sources;
  const SourceId text = sources.add({"notice.txt", "一、" + clause + "\n"});
  notice::Notice notice = notice::read(sources[text]);
  notice.source = text;
  const SourceId id =
      sources.add({"test.cepol",
                   "政策 test/one \"试\" { 原文 \"notice.txt\" }\n"
                   "计量 学时, hours\n"
                   "取值 类 { 公需, 专业 }\n"
                   "表 人员 主键 编号 { 编号: 文本; 学时: 学时; 全部: 学时; 申报: 日期; 年龄: 周岁; 占: 数 }\n"
                   "表 学习 属于 人员 { 年度: 年; 类: 类; 学时: 学时 }\n" +
                       rules + "\n"});
  std::vector<std::string> found;
  for (const Diagnostic& one : lints_of(sources, id, &notice).list) {
    const std::string message = message_of(one, Language::en);
    INFO(message);
    CHECK(severity_of(one.code) == Severity::warning);
    if (one.code == Code::number_not_in_clause)
      found.push_back(one.arguments[0] + ": " + message.substr(message.find("says ", 20) + 5));
  }
  return found;
}
using Found = std::vector<std::string>;

Found condition(const std::string& clause, const std::string& condition) {
  return differing(clause, "判定 可以 针对 人员: 可 | 否 依据 §一 { 可 当 " + condition + "; 否 其他 }");
}
Found amount(const std::string& clause, const std::string& amount) { return condition(clause, "学时 >= " + amount); }

}  // namespace

TEST_CASE("a date is compared though the clause says spans too") {
  for (const std::string span : {"满50周岁的除外", "近三年在岗的", "发证满6个月的", "有效期三年", "公示5日"}) {
    INFO(span);
    CHECK(condition("2026年5月31日前申报；" + span + "。", "申报 <= 2026-03-31") == Found{"2026-03-31: 2026年5月31日"});
    CHECK(condition("2026年5月31日前申报；" + span + "。", "申报 <= 2026-05-31").empty());
  }
  CHECK(condition("by May 31, 2026, within two years of issue", "申报 <= 2026-03-31").size() == 1);
}

TEST_CASE("a date that is one of the clause with a span said added or taken away") {
  const std::string clause = "截至2026年5月31日满50周岁、近三年在岗、发证满6个月、公示10日的。";
  for (const std::string day : {"1976-05-31", "1976-06-01", "2023-05-31", "2023-06-01", "2025-11-30", "2026-11-30",
                                "2026-06-10", "2026-05-21"}) {
    INFO(day);
    CHECK(condition(clause, "申报 <= " + day).empty());
  }
  CHECK(condition(clause, "申报 <= 2022-05-31").size() == 1);
  CHECK(condition(clause, "申报 <= 2026-06-15").size() == 1);
  CHECK(condition("2026年5月31日起，每2年审验一次。", "申报 <= 2030-05-31").empty());
  CHECK(condition("2026年5月31日起15个工作日内。", "申报 <= 2026-06-22").empty());
  CHECK(condition("2026年5月31日起两周内。", "申报 <= 2026-06-14").empty());
  // Without a year, of a month, and where the clause is vague or says no full date.
  CHECK(condition("每年5月31日前，满6个月的。", "申报 <= 2025-11-30").empty());
  CHECK(condition("每年5月31日前，满6个月的。", "申报 <= 2025-10-30").size() == 1);
  CHECK(condition("2026年5月31日前；年底前补报。", "申报 <= 2026-03-31").empty());
  CHECK(condition("2026年5月前，近三年。", "申报 <= 2026-03-15").empty());
}

TEST_CASE("numbers as officials write them") {
  for (const std::string clause : {"不少于170（含）学时。", "170以上学时。", "学时数：170。", "学时数不少于170。",
                                   "学时:170。", "壹佰柒拾学时。", "170 (含) 以上学时。"}) {
    INFO(clause);
    CHECK(amount(clause, "107 学时").size() == 1);
    CHECK(amount(clause, "170 学时").empty());
  }
  CHECK(amount("学时数：170。", "107 学时") == Found{"107 学时: 学时数:170"});
  CHECK(amount("每人12.5学时。", "12 学时").size() == 1);
  CHECK(amount("每人十二点五学时。", "12.5 学时").empty());
  CHECK(amount("每人十二点五学时。", "13.5 学时") == Found{"13.5 学时: 十二点五学时"});
  CHECK(condition("5月31日：170人，满50周岁。", "申报 + 9 天 > 2026-05-31").empty());
  CHECK(amount("陆续收拾，不少于90学时。", "90 学时").empty());
}

TEST_CASE("legal English") {
  CHECK(amount("One hundred twenty (120) hours are needed.", "102 学时") ==
        Found{"102 学时: One hundred twenty (120) hours"});
  CHECK(amount("One hundred twenty (120) hours are needed.", "120 学时").empty());
  CHECK(condition("Those aged 55 or older are exempt.", "年龄 >= 65 周岁") == Found{"65 周岁: 55 or older"});
  CHECK(condition("Those aged 55 are exempt.", "年龄 >= 65 周岁").size() == 1);
  CHECK(condition("Those aged 55 or older are exempt.", "年龄 >= 55 周岁").empty());
  for (const std::string clause : {"Hours: 120.", "Clock hours: 120.", "hour: 120."})
    CHECK(amount(clause, "102 学时").size() == 1);
  CHECK(condition("See page 55.", "年龄 >= 65 周岁").empty());
  CHECK(condition("Filed by the 31st of May, 2026.", "申报 <= 2026-03-31").size() == 1);
  CHECK(condition("Filed by the 31st of May, 2026.", "申报 <= 2026-05-31").empty());
}

TEST_CASE("how many times") {
  const auto times = [](const std::string& clause, const std::string& many) {
    return differing(clause, "认定 学 针对 人员 以 学时 依据 §一 { 自 学习 计 2 学时 计入 年度; 不超过 " + many +
                                 " 次 每年 }\n"
                                 "判定 够 针对 人员: 够 | 否 { 够 当 学 在 2020 > 3 学时; 否 其他 }");
  };
  CHECK(times("每年不超过5次。", "6") == Found{"6: 5次"});
  CHECK(times("每年不超过五次。", "5").empty());
  CHECK(times("每年不超过2学时。", "6").empty());
}

TEST_CASE("shares, however they are written") {
  for (const std::string rule : {"全部 / 4", "全部 * 1/4", "1/4 * 全部", "全部 * 30%", "全部 * 0.3", "全部 * 3 / 10"}) {
    INFO(rule);
    CHECK(amount("减免三分之一。", rule).size() == 1);
  }
  for (const std::string rule : {"全部 / 3", "全部 * 1/3", "1/3 * 全部", "全部 * 2 / 3", "全部 - 全部 / 3"}) {
    INFO(rule);
    CHECK(amount("减免三分之一。", rule).empty());
  }
  for (const std::string rule : {"全部 * 1/5", "全部 * 0.2", "全部 / 5", "全部 * 20%"}) {
    INFO(rule);
    CHECK(amount("不少于30%。", rule).size() == 1);
  }
  for (const std::string rule : {"全部 * 3/10", "全部 * 0.3", "全部 * 0.7", "全部 * 70%"}) {
    INFO(rule);
    CHECK(amount("不少于30%。", rule).empty());
  }
  CHECK(condition("占三分之一。", "占 >= 3/10").size() == 1);
  CHECK(amount("减半。", "全部 / 3") == Found{"全部 / 3: 减半"});
  CHECK(amount("减半。", "全部 / 2").empty());
  CHECK(amount("两年平均，三分之一。", "全部 / 2").empty());  // what divides is said
  CHECK(amount("平均不少于30%。", "(全部 + 学时) / 2").empty());
  CHECK(amount("每年三分之一。", "全部 / 12").empty());  // months
  CHECK(amount("每10学时折3学时，三分之一。", "全部 * 3 / 10").empty());
  CHECK(amount("不少于170学时。", "全部 / 4").empty());  // no share is said
  CHECK(amount("半年内，不少于10学时。", "全部 / 3").empty());
}

TEST_CASE("what is computed from the clause's numbers") {
  CHECK(amount("公需30学时、专业50学时、选修10学时。", "90 学时").empty());
  CHECK(amount("公需30、专业50、选修10学时。", "90 学时").empty());
  CHECK(amount("公需30学时、专业50学时、选修10学时。", "95 学时").size() == 1);
  CHECK(amount("总量90学时，其中公需30学时、专业50学时，其余选修。", "10 学时").empty());
  CHECK(amount("公需不低于30%，专业不低于60%，其余选修。", "10% * 全部").empty());
  CHECK(amount("每月8学时。", "96 学时").empty());
  CHECK(amount("每月8学时。", "104 学时").size() == 1);
  CHECK(amount("90学时，减免三分之一。", "60 学时").empty());
  CHECK(amount("100学时，减免20%。", "80 学时").empty());
  CHECK(amount("90学时，减免三分之一。", "65 学时").size() == 1);
  // Of many numbers only those side by side are added up.
  const std::string many = "分别为1、2、4、8、16、32、64、128、256学时。";
  CHECK(amount(many, "28 学时").empty());
  CHECK(amount(many, "73 学时").size() == 1);
}

TEST_CASE("parts of a total do not excuse a number below it") {
  const std::string clause = "不少于90学时，其中专业60学时、公需20学时。";
  CHECK(amount(clause, "90 学时").empty());
  CHECK(amount(clause, "60 学时").empty());
  CHECK(amount(clause, "80 学时").size() == 1);
  CHECK(amount("专业60学时、公需20学时。", "80 学时").empty());  // the total is not written
  const auto total = [](const std::string& hours) {
    return differing("每年不少于90学时，其中专业60学时、公需20学时。",
                     "认定 修学 针对 人员 以 学时 { 自 学习 计 学时 计入 年度 }\n"
                     "考核 审验 针对 人员 按 修学 { 达标 合格; 未达标 不合格 }\n"
                     "要求 普通 属于 审验 依据 §一 { 当 是; 窗口 近 2 年 至 2026; 总量 " +
                         hours + " 学时 }");
  };
  CHECK(total("90").empty());
  CHECK(total("180").empty());
  CHECK(total("80") == Found{"80 学时: 90学时, 60学时, 20学时"});  // four times 20
}

TEST_CASE("a year that the clause does not name") {
  CHECK(condition("2014年至2016年期间有效。", "申报 处于 自 2014 至 2016").empty());
  CHECK(condition("2014年至2016年期间有效。", "申报 处于 自 2014 至 2018") == Found{"2018: 2014年, 2016年"});
  CHECK(condition("2016年度。", "申报 处于 2015") == Found{"2015: 2016年"});
  CHECK(condition("2016年度，近三年。", "申报 处于 自 2014 至 2016").empty());
  CHECK(condition("2016年度及上一年度。", "申报 处于 2015").empty());
  CHECK(condition("每人90学时。", "申报 处于 2015").empty());
}

TEST_CASE("a window of another number of years") {
  CHECK(condition("近三年90学时。", "申报 处于 近 3 年 至 2016").empty());
  CHECK(condition("近三年90学时。", "申报 处于 近 4 年 至 2016") == Found{"4 年: 三年"});
}

TEST_CASE("the places of a quota") {
  const auto quota = [](const std::string& number) {
    return differing("计划70名，其中公需50人。",
                     "表 名单 { 类: 类 }\n配额 计划 针对 名单 按 类 依据 §一 { 公需 " + number + "; 专业 未定数 }");
  };
  CHECK(quota("70").empty());
  CHECK(quota("50").empty());
  CHECK(quota("20").empty());  // what is left
  CHECK(quota("75") == Found{"75: 70名, 50人"});
}

TEST_CASE("a count of rows beside 次") {
  CHECK(condition("参加3 次以上。", "个数(学习) >= 3").empty());
  CHECK(condition("参加3 次以上。", "个数(学习) >= 2") == Found{"2: 3 次"});
}
