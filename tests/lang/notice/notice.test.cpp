#include "lang/notice/notice.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

using namespace cepol;

namespace {

notice::Notice read(std::string text) { return notice::read(Source{"notice.txt", std::move(text)}); }

std::vector<std::string> paths(const notice::Notice& notice) {
  std::vector<std::string> all;
  for (const notice::Clause& clause : notice.clauses) all.push_back(clause.path);
  return all;
}
std::vector<std::string> paths(std::string text) { return paths(read(std::move(text))); }
using Paths = std::vector<std::string>;

std::string text_of(const notice::Notice& notice, std::string_view path) {
  const notice::Clause* clause = notice.find(path);
  REQUIRE(clause != nullptr);
  return clause->text;
}

}  // namespace

TEST_CASE("the clauses of the 2017 notice") {
  std::ifstream file(CEPOL_ROOT "/policies/nmg/2017.txt");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string whole = text.str();
  const notice::Notice notice = read(whole);
  CHECK(paths(notice) == Paths{"前言",   "一",     "二",     "二(一)",  "二(二)",  "二(三)", "二(四)",
                               "二(五)", "二(六)", "二(七)", "二(七)1", "二(七)2", "三",     "三(一)",
                               "三(二)", "三(三)", "三(四)", "三(五)",  "四",      "四(一)", "四(二)",
                               "四(三)", "四(四)", "附件",   "附件2"});
  CHECK(text_of(notice, "前言").starts_with("内蒙古自治区 2017 年专业技术人员"));
  CHECK(text_of(notice, "前言").find("工作安排意见\n为贯彻") != std::string::npos);
  CHECK(text_of(notice, "一").starts_with("指导思想\n深入贯彻"));
  // Torn by a page break: joined, and the mark is not part of the text.
  CHECK(text_of(notice, "二(一)")
            .starts_with("申请举办国家级高级研修项目。根据人力资源社会保障部《关于征集专业技术人员知识更新工程2017年高"
                         "级研修项目选题的通知》"));
  CHECK(text_of(notice, "二(三)").find("特殊培养计划”。\n重点围绕") != std::string::npos);
  CHECK(text_of(notice, "二(七)1").starts_with("公需科目培训工作。"));
  CHECK(text_of(notice, "三(四)").starts_with("学时减免要求：男满 55 周岁、女满 50 周岁的专业技术人员参加职称评审时"));
  CHECK(text_of(notice, "三(一)").find("总学时达到 170 学时；参加初级") != std::string::npos);
  // A character that a page break doubled stays as it is in the notice.
  CHECK(text_of(notice, "四(四)").find("专业技术人员继继续教育证书的申领工作") != std::string::npos);
  CHECK(text_of(notice, "四(四)").ends_with("上报2016年度专业技术人员继续教育工作总结。"));
  CHECK(text_of(notice, "附件").starts_with("1. 2017年自治区"));
  CHECK(text_of(notice, "附件").find("花名册\n2. 2017年") != std::string::npos);
  CHECK(text_of(notice, "附件2")
            .starts_with(
                "2017 年自治区专业技术人员继续教育证书领取花名册\n主管部门（公章）：\n填表时间：\n联系人：\n序号"));
  for (const notice::Clause& clause : notice.clauses) {
    CHECK(clause.begin < clause.end);
    CHECK(clause.end <= whole.size());
  }
}

TEST_CASE("numbering of other documents") {
  CHECK(paths("总则\n第一章 总则\n第一条 为了……制定本规定。\n第二条 适用于：\n（一）甲；\n（二）乙。\n第二章 "
              "内容\n第三条 丙。") ==
        Paths{"前言", "第一章", "第一条", "第二条", "第二条(一)", "第二条(二)", "第二章", "第三条"});
  CHECK(paths("1. One.\n2．Two.\n3、Three.\n（1）Inner.\n(2) Inner.") == Paths{"1", "2", "3", "3(1)", "3(2)"});
  CHECK(paths("十、甲。\n十一、乙。\n（ 二十 ）丙。") == Paths{"十", "十一", "十一(二十)"});
  CHECK(paths("**一、甲**\n\n> （一）乙。") == Paths{"一", "一(一)"});
  CHECK(paths("一、甲。\r\n（一）乙。\r\n") == Paths{"一", "一(一)"});
}

TEST_CASE("what looks like a number and is none") {
  CHECK(paths("一、甲：\n2017.3.15 前报送。\n3.5 学时。\n2017. 年。\n12,000 元。") == Paths{"一"});
  CHECK(paths("一、甲：\n1.\t张三\t男\t50\n| 2. | 李四 |") == Paths{"一"});
  // In a torn sentence only the number that comes next opens a clause.
  CHECK(paths("一、甲。\n（一）依照上述第\n（三）项的规定，\n\n第二条的要求办理。\n（二）乙。") ==
        Paths{"一", "一(一)", "一(二)"});
  CHECK(paths("第一条 甲。\n第二条 乙，按照\n第一条规定办理。\n第三条 丙。") == Paths{"第一条", "第二条", "第三条"});
  CHECK(paths("一、甲，见（附件\n2）一式一份。\n附件2所列的人。") == Paths{"一"});
  // Where a sentence has ended, a gap in the numbers is the notice's own.
  CHECK(paths("一、甲。\n三、乙。") == Paths{"一", "三"});
}

TEST_CASE("annexes") {
  CHECK(paths("一、甲。\n附件：1. 花名册\n2. 申请表\n\n附件1\n一、填表说明\n1. 甲。\n附件 2\n乙") ==
        Paths{"一", "附件", "附件1", "附件1一", "附件1一1", "附件2"});
  CHECK(paths("一、甲。\n附件一：花名册\n附件：申请表\n二、乙。") == Paths{"一", "附件一", "附件", "二"});
}

TEST_CASE("texts torn apart and titles") {
  CHECK(text_of(read("一、标题\n内容甲，\n\n内容乙。\n内容丙。"), "一") == "标题\n内容甲，内容乙。\n内容丙。");
  CHECK(text_of(read("1. Then, hours of\nlearning.\n---\nMore."), "1") == "Then, hours of learning.\nMore.");
  CHECK(text_of(read("一、他说“好。”\n然后"), "一") == "他说“好。”\n然后");
}

TEST_CASE("repeated numbers get a suffix; empty and odd texts are read") {
  CHECK(paths("一、甲。\n一、乙。\n一、丙。") == Paths{"一", "一#2", "一#3"});
  CHECK(paths("") == Paths{});
  CHECK(paths("\n---\n#\n") == Paths{});
  CHECK(paths("甲") == Paths{"前言"});
  CHECK(paths("一、") == Paths{"一"});
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "一、甲。\n";
  CHECK(paths(many).size() == 20000);
}
