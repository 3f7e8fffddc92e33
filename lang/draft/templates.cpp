// The fixed texts of a draft in Chinese and English. They are independent of any notice: they contain no date and no
// amount, but for those of the invented people. With their # removed they check without errors and their examples pass
// (a test verifies this).
#include "lang/draft/templates.hpp"

namespace cepol::draft {

namespace {

std::string_view in(Language language, std::string_view zh, std::string_view en) {
  return language == Language::zh ? zh : en;
}

constexpr std::string_view templates_zh = R"(
## ―― 一、表 ――――――――――――――――――――――――――――――――――――――――
## 作判断要用的每一种材料是一张表，每一项是一列；列名就是名册第一行的字。
## 格子空着，就是还不知道；空着表示“没有”的列，在类型前面写“可空”。

#计量 学时
#取值 科目 { 必修、选修 }
#表 人员 主键 编号 {
#  编号、姓名: 文本
#  材料: { 齐全、补齐、不齐 }
#  申报年度: 年
#  规定学时: 学时
#}
#表 学习 属于 人员 { 年度: 年; 科目: 科目; 学时: 学时; 合格: 是非 }

## ―― 二、读法 ――――――――――――――――――――――――――――――――――――――
## 通知里能作两种理解的话，不要自己挑一种，写成读法。哪一种作默认，由发通知的机关定。

#读法 补齐的材料 "材料须齐全：事后补齐的算不算" {
#  算 "补齐了就算" 默认
#  不算 "申报时就要齐全"
#}

## ―― 三、规则 ――――――――――――――――――――――――――――――――――――――
## 一件事写一个判定：有哪几种结果，各在什么情形下。引号里的话会原样写进结果的说明。
## 每条规则都写明依据哪一条：在 { 前面写“依据”和条款号，条款号见下面第五部分。

#判定 受理 针对 人员: 受理 | 不予受理 {
#  受理
#    当 材料 是 齐全 "申报时材料齐全"
#    或 (材料 是 补齐 且 补齐的材料 是 算) "补齐的也算"
#  不予受理 其他
#}

## 学时够不够，分三步写：“认定”是什么算、算多少、算哪一类、算在哪一年；“考核”是结果叫什么；“要求”是谁要多少、看哪几年
## （只对一部分人的，加上“当”和条件）。少要的、免除的写“减免”。见《政策编写指南》第五章、第六章。

#认定 修学 针对 人员 以 学时 按 科目 {
#  自 学习 计 学时 归 科目 计入 年度 当 合格 "考试合格的才算"
#}
#考核 学时考核 针对 人员 按 修学 {
#  达标 达到要求; 未达标 未达到要求
#  应得 应修学时; 已得 已修学时; 尚缺 还差学时
#}
#要求 一般要求 属于 学时考核 {
#  窗口 申报年度
#  总量 规定学时
#  须 学过必修: 修学 中的 必修 在 窗口 > 0 "有必修科目"
#}

## ―― 四、示例 ――――――――――――――――――――――――――――――――――――――
## 示例是一个假想的人，加上对照通知手算出来的结果，专挑边上的写。cepol test 逐个核对。

#示例 "材料齐全" {
#  人员 { 材料: 齐全 }
#  预期 受理 是 受理
#}
#示例 "事后补齐，按不算来理解" {
#  人员 { 材料: 补齐 }
#  读法 补齐的材料 = 不算
#  预期 受理 是 不予受理
#}
#示例 "不合格的不算，差一学时" {
#  人员 { 申报年度: 2000, 规定学时: 3 }
#  学习 [
#    年度 科目 学时 合格
#    2000 必修 2    是
#    2000 选修 1    否
#  ]
#  预期 学时考核 是 未达到要求, 还差学时 是 1
#}
)";

constexpr std::string_view templates_en = R"(
## ---- 1. Records ----------------------------------------------------------
## Each kind of paper that is needed to decide is a record, each thing in it a column, named as in the roster's first row.
## A blank cell is not known yet; where blank means that there is none, write “optional” before the type.

#unit hours
#enum subject { general, professional }
#record person key id {
#  id, name: text
#  documents: { complete, completed_later, incomplete }
#  year_of_filing: year
#  hours_required: hours
#}
#record study of person { study_year: year; subject: subject; hours: hours; passed: bool }

## ---- 2. Readings ---------------------------------------------------------
## Where the notice can be understood in two ways, do not choose one yourself: write a reading. Which is the default is
## for the authority to say.

#reading documents_completed_later "documents must be complete: do those count that are completed later" {
#  accepted "what is completed later counts" default
#  not_accepted "they must be complete on the day of filing"
#}

## ---- 3. Rules ------------------------------------------------------------
## A decision for each question: its outcomes, and when each of them holds. What stands in quotes is printed with the
## results. Every rule says on which clause it rests: “cites” and the clause before the {, as in the list of part 5.

#decision filing for person: accepted | refused {
#  accepted
#    when documents is complete "the documents are complete on the day of filing"
#    or (documents is completed_later and documents_completed_later is accepted) "those completed later count"
#  refused otherwise
#}

## Whether somebody has enough hours is said in three steps. A credit: what counts, how much, as what, in which year. An
## assessment: what the results are called. A requirement: who needs how much, in which years (of some people only: with
## “when” and a condition). A waiver makes it less, or nothing. See the guide, chapters 5 and 6.

#credit studied for person in hours by subject {
#  from study gives hours of subject in study_year when passed "only what was passed counts"
#}
#assessment enough_hours for person of studied {
#  met enough; unmet too_few
#  required hours_needed; earned hours_studied; short hours_lacking
#}
#requirement of_everybody of enough_hours {
#  window year_of_filing
#  total hours_required
#  must some_professional: studied of professional during window > 0 "there are professional hours"
#}

## ---- 4. Examples ---------------------------------------------------------
## An example is an invented person and the results that you have worked out by hand from the notice. Choose those on
## the border. cepol test compares them.

#example "complete documents" {
#  person { documents: complete }
#  expect filing is accepted
#}
#example "completed later, in the strict reading" {
#  person { documents: completed_later }
#  reading documents_completed_later = not_accepted
#  expect filing is refused
#}
#example "what was not passed does not count: an hour is lacking" {
#  person { year_of_filing: 2000, hours_required: 3 }
#  study [
#    study_year subject      hours passed
#    2000       professional 2     yes
#    2000       general      1     no
#  ]
#  expect enough_hours is too_few, hours_lacking is 1
#}
)";

}  // namespace

std::string_view opening(Language language) {
  return in(
      language,
      R"(## 这份政策刚开了头，请对照通知填写。写法见《政策编写指南》。
## 行首有两个 # 的是说明。只有一个 # 的是式样和要填的空：改成通知里的内容，去掉 #，就起作用；用不上的，删去。
)",
      R"(## This policy is just begun: go on with the notice beside it. The author's guide, docs/guide.md, says how.
## A line that begins with ## is an explanation. One with a single # is a form, or a gap to fill in: put in what the
## notice says and take the # away, and it is read; delete what you do not need.
)");
}

std::string_view dates(Language language) {
  return in(language,
            R"(  # 印发 ____年__月__日
  # 适用 ____年__月__日 至 ____年__月__日
)",
            R"(  # issued ____-__-__
  # applies ____-__-__ to ____-__-__
)");
}

std::string_view templates(Language language) { return in(language, templates_zh, templates_en); }

std::string_view old_rules_head(Language language) {
  return in(language,
            R"(
## ―― 一、原政策的规则 ――――――――――――――――――――――――――――――――――
## 新通知没有说到的，照旧。说到的，每条规则留一种写法，写明依据新通知的哪一条，去掉 #；另外两行删去：
##   沿用（照旧）、对 … 将 … 改为 …（改动）、废止（不再有）。新的规则直接写，和写新政策一样。
## 取值、表和输出多半是添，所以中间一行是 增加 { … }；要改其中一项，写 对 … 替换 名称 { … }。
## cepol check --carried-over 列出原通知里还没有说到的条款；cepol diff 比较前后两份政策。
)",
            R"(
## ---- 1. The rules of the amended policy ----------------------------------
## What the new notice does not speak of stays as it is. Of each rule that it speaks of keep one of the three lines,
## with the clause of the new notice, and take the # away: confirm (as before), in … change … to …, repeal. Delete the
## other two. New rules are written as in any policy.
## Enumerations, records and results are mostly added to, so their second line is add; to change an item of them write
## in … replace NAME { … }.
## cepol check --carried-over lists the old clauses of which nothing is said; cepol diff compares the two policies.
)");
}

std::string_view clauses_head(Language language) {
  return in(language,
            R"(
## ―― 五、通知的条款 ――――――――――――――――――――――――――――――――――――
## 通知的每一条都要有着落：有要求的，写成规则，注明依据；没有可算的，写明为什么，例如
##   条款 §… 不作计算 "工作要求，没有可核对的数"
## 写好一条，就删去下面的一行。还有哪些没有着落，cepol check 会列出来。

)",
            R"(
## ---- 5. The clauses of the notice ----------------------------------------
## Every clause must be accounted for: by a rule that cites it, or, where there is nothing to compute, by saying why:
##   clause §… computes nothing "how the work is organised; no figures to check"
## Delete its line below once that is done. cepol check lists the clauses that are still open.

)");
}

std::string_view no_numbers(Language language) {
  return in(
      language,
      R"(## 没有认出条款号：没有哪一行以“一、”“（一）”“1.”“第一条”这样的编号开头，全文只算一条，即下面这一条。
## 通知本来有编号的，看看原文里编号是不是都在行首；改好原文，再重新生成这份文件。
)",
      R"(## No clauses were recognised: no line begins with a number such as 1., (a), Section 1 or Article 1, so the whole text
## is the one clause below. If the notice has numbers, see that each stands at the start of its line, and make this file
## again.
)");
}

}  // namespace cepol::draft
