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

// "§一 三、 torn": numbers that look like a clause's and open none.
std::vector<std::string> unopened(std::string text) {
  constexpr const char* why[] = {"torn", "order", "joined", "list"};
  std::vector<std::string> all;
  for (const notice::Unopened& one : read(text).unopened) {
    CHECK(text.substr(one.begin, one.end - one.begin).starts_with(one.number));
    all.push_back("§" + one.clause + " " + one.number + " " + why[static_cast<int>(one.why)]);
  }
  return all;
}

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

TEST_CASE("a gap in the numbers where no full stop stands before") {
  CHECK(paths("继续教育管理办法（节选）\n\n第七条 每年完成不少于90学时。\n\n第八条 考核合格的予以认定。") ==
        Paths{"前言", "第七条", "第八条"});
  CHECK(paths("办法（节选）\n第七条 甲\n第九条 乙") == Paths{"前言", "第七条", "第九条"});
  CHECK(paths("一、学时要求\n\n三、办理时间\n\n5月31日前申报。") == Paths{"一", "三"});
  CHECK(paths("通知\n\n一、对象\n二、学时\n四、时间") == Paths{"前言", "一", "二", "四"});
  CHECK(paths("通知（节选）\n\n三、对象\n（二）学时\n5. 时间") == Paths{"前言", "三", "三(二)", "三(二)5"});
  CHECK(paths("一、每年90学时，其中公需30学时\n\n三、5月31日前申报") == Paths{"一", "三"});
  // Sections begin anew in each chapter.
  CHECK(paths("第一章 总则\n第一节 目的\n第二节 范围\n第二章 学时\n第一节 数量") ==
        Paths{"第一章", "第一章第一节", "第二节", "第二章", "第二章第一节"});
  CHECK(paths("第九百九十九条 甲。\n第一千条 乙。\n第一千零一条 丙。").back() == "第一千零一条");
  // What follows tells where an article, or a number in brackets, is only spoken of.
  CHECK(paths("第一条 参加培训，学满的依照本办法\n第三条 的规定认定。") == Paths{"第一条"});
  CHECK(paths("一、对象\n\n（三）项所列人员。\n二、获得一等奖和\n四、五等奖的人员。") == Paths{"一", "二"});
}

TEST_CASE("four digits are a year unless the list has come near") {
  std::string items;
  for (int i = 1; i <= 59999; ++i) items += std::to_string(i) + ". 甲\n";
  CHECK(paths(items).size() == 59999);
  CHECK(paths("一、甲。\n2017. 年。\n2017、年。\n（2017）号。") == Paths{"一"});
  CHECK(unopened("一、甲。\n2017. 年。\n2017、年。\n（2017）号。\n# 2017、年").empty());
}

TEST_CASE("what looks like a clause's number and opens none is told") {
  using Unopened = std::vector<std::string>;
  CHECK(unopened("一、每年90学时，其中公需\n三、办理时间") == Unopened{"§一 三、 torn"});
  CHECK(unopened("一、对象\n二、学时\n二、时间\n１、甲类人员，\n\n９、乙类") ==
        Unopened{"§二 二、 order", "§二1 ９、 torn"});
  CHECK(unopened("第一条 甲。\n第七条每年完成不少于90学时。") == Unopened{"§第一条 第七条 joined"});
  CHECK(unopened("1. x.\n\n(c) Hours.\n\n1.3 Fees.") == Unopened{"§1 (c) list", "§1 1.3 list"});
  // With a heading's sign each of them is a clause.
  CHECK(paths("一、每年90学时，其中公需\n# 三、办理时间") == Paths{"一", "三"});
  CHECK(paths("第一条 甲。\n# 第七条每年完成。") == Paths{"第一条", "第七条"});
  CHECK(paths("1. x.\n\n# (c) Hours.\n\n# 1.3 Fees.") == Paths{"1", "1(c)", "1.3"});
  // None of these is one.
  CHECK(unopened("一、甲。\n（一）依照上述第\n（三）项的规定，\n\n第二条的要求办理。\n（二）乙。").empty());
  CHECK(unopened("一、第一作者每篇折算\n30、20、10学时，第二作者15、1\n0、5学时，见\n（五）和（六）。").empty());
  CHECK(unopened("一、甲：\n2017.3.15 前报送。\n3.5 学时。\n12,000 元。\n1.\t张三\t男\t50\n| 2. | 李四 |").empty());
  CHECK(
      unopened("1. The board may (a) refuse or (b) accept, as said in its rules under\n(d) above and in\nSection 4 of "
               "them, which is (but for what stands in rule\n4. Below).\n\nA. Smith wrote this.")
          .empty());
  CHECK(unopened("一、甲。\n附件：1. 花名册\n2. 申请表\n5. 表").empty());
}

TEST_CASE("English numbering") {
  // The order of the levels is the notice's own.
  CHECK(
      paths("Rules\n\n1. Hours:\n(a) live;\n(b) self-study:\n(i) half; and\n(ii) none; or\n(c) writing.\n2. Next.\n(a) "
            "One.") == Paths{"前言", "1", "1(a)", "1(b)", "1(b)(i)", "1(b)(ii)", "1(c)", "2", "2(a)"});
  CHECK(paths("(1)(a) You must:\n(i) learn; and\n(ii) of this:\n(A) ethics; or\n(B) none.\n(b) Else\n(2) Carry.\n(a) "
              "No.") ==
        Paths{"(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(a)(ii)(A)", "(1)(a)(ii)(B)", "(1)(b)", "(2)", "(2)(a)"});
  CHECK(paths("(a) One.\n(1) In.\n(2) In.\n(b) Two.\n(1) In.") == Paths{"(a)", "(a)(1)", "(a)(2)", "(b)", "(b)(1)"});
  CHECK(
      paths(
          "PART I\nGENERAL\n\nArticle 3. Scope\n(a) One.\n\nARTICLE 4 - Hours\n1. Item.\nPart II\nSection 5.\n(a) x.\n"
          "Sec. 6. (a) Each.\n§ 12 Fees\n(a) y.\nRule 5-101. Last") ==
      Paths{"PartI", "Article3", "Article3(a)", "Article4", "Article4.1", "PartII", "Section5", "Section5(a)",
            "Section6(a)", "12", "12(a)", "Rule5-101"});
  CHECK(paths("1. Scope\n1.1 First.\n1.2 Second:\n1.2.1 Sub.\n1.2.2 Sub.\n1.3 Third.\n(a) x.\n2. Next\n2.1 Foo.") ==
        Paths{"1", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "1.3(a)", "2", "2.1"});
  CHECK(paths("A. Terms\n\nB. Others\n1. One.") == Paths{"A", "B", "B.1"});
  // (i) is the ninth letter where (j) comes next, the first Roman number where (ii) does.
  const std::string to_h = "(a) x.\n(b) x.\n(c) x.\n(d) x.\n(e) x.\n(f) x.\n(g) x.\n(h) x:\n";
  CHECK(paths(to_h + "(i) x.\n(j) x.").back() == "(j)");
  CHECK(paths(to_h + "(i) x;\n(ii) x.\n(i) y.").back() == "(i)");
  CHECK(read(to_h + "(i) x;\n(ii) x.").find("(h)(ii)") != nullptr);
}

TEST_CASE("a number and a title without a full stop between them") {
  const std::string before = "1. Scope\n\n1.1 First aiders attend.\n\n3. Count\n\nOn 1 October.\n\n";
  CHECK(paths(before + "4 Refreshers paid by the Board\n\nThe Board pays.\n\n5. Register") ==
        Paths{"1", "1.1", "3", "4", "5"});
  CHECK(text_of(read(before + "4 Refreshers paid by the Board\n\nThe Board pays."), "4") ==
        "Refreshers paid by the Board\nThe Board pays.");
  CHECK(paths("1 Scope\n\nAll.\n\n2 Hours\n\nTen.") == Paths{"1", "2"});
  // Out of sequence it is told, and a clause where it is written as a heading.
  CHECK(unopened(before + "6 Refreshers paid by the Board\n\nThe Board pays.") ==
        std::vector<std::string>{"§3 6 list"});
  CHECK(paths(before + "# 6 Refreshers paid by the Board\n\nThe Board pays.") == Paths{"1", "1.1", "3", "6"});
  CHECK(paths("# 4 Hours asked, and fees\n\nTen.") == Paths{"4"});
  CHECK(unopened("1. Scope\n\nA.1 Hours\n\nTen.\n\nA.1.2 Fees\n\nNone.") ==
        std::vector<std::string>{"§1 A.1 list", "§1 A.1.2 list"});
  CHECK(paths("A. Scope\n\n# A.1 Hours\n\n(a) Ten.\n\n# A.2 Fees\n\n# A.2.1 Late\n\nB. More") ==
        Paths{"A", "A.1", "A.1(a)", "A.2", "A.2.1", "B"});
}

TEST_CASE("a number and words that are no title") {
  const std::string before = "3. Count\n\nOn 1 October.\n\n";
  for (const char* none : {"4 Members attend the course.", "4 Members attend,", "4 hours of training",
                           "4 HOURS\nare asked", "2026 Report of the Board", "4: Members"}) {
    INFO(none);
    CHECK(paths(before + none) == Paths{"3"});
    CHECK(unopened(before + none).empty());
  }
  CHECK(paths("Those asked:\n4 Smith\n5 Jones") == Paths{"前言"});
  CHECK(paths("3. Those asked\n\nSmith and\n4 Jones\n\nx.") == Paths{"3"});
  CHECK(paths("三、设备。\n\n4 GB\n\n内存。") == Paths{"三"});
  CHECK(paths("1. x.\n\nJ.9 is no number.") == Paths{"1"});
}

TEST_CASE("what looks like English numbering and is none") {
  CHECK(paths("1. The board may (a) refuse or (b) accept, as said in its rules under\n(a) above and in\nSection 4 of "
              "them.") == Paths{"1"});
  CHECK(paths("1. x.\n\nSection 4 of this Act applies.\n\n2.5 hours are asked.\n\n1.1 hours more.\n\nA. Smith wrote "
              "this.\n\n(b) is no "
              "first letter.\n\n(s) neither.") == Paths{"1"});
  CHECK(paths("一、甲。\n(a) 乙。\n1.1 万人。\nA. 丙\nB. 丁") == Paths{"一"});
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

TEST_CASE("repeated numbers get a suffix, empty and odd texts are read") {
  CHECK(paths("一、甲。\n一、乙。\n一、丙。") == Paths{"一", "一(第2处)", "一(第3处)"});
  CHECK(paths("1. One.\n1. Two.\n(1) Inner.") == Paths{"1", "1(2nd)", "1(2nd)(1)"});
  CHECK(paths("第一编 甲\n第一章 总则\n第一节 目的\n第二编 乙\n第一章 学时\n第一节 数量") ==
        Paths{"第一编", "第一编第一章", "第一编第一章第一节", "第二编", "第二编第一章", "第二编第一章第一节"});
  CHECK(paths("") == Paths{});
  CHECK(paths("\n---\n#\n") == Paths{});
  CHECK(paths("甲") == Paths{"前言"});
  CHECK(paths("一、") == Paths{"一"});
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "一、甲。\n";
  CHECK(paths(many).size() == 20000);
}

TEST_CASE("ideographs and invisible characters as a PDF gives them") {
  const std::string text = "关于⼯作的通知\n⼀、总则\n（⼀）每⼈每年\u200B学习。\n（⼆）其他。\n⼆、附则\n";
  const notice::Notice notice = read(text);
  CHECK(paths(notice) == Paths{"前言", "一", "一(一)", "一(二)", "二"});
  CHECK(text_of(notice, "一(一)") == "每人每年学习。");
  CHECK(text_of(notice, "前言") == "关于工作的通知");
  // Places are those of the file.
  for (const notice::Clause& clause : notice.clauses) {
    CHECK(clause.end <= text.size());
    CHECK((clause.begin == 0 || text[clause.begin - 1] == '\n'));
    CHECK((clause.end == text.size() || text[clause.end] == '\n'));
  }
  const notice::Notice torn = read("⼀、每⼈每年参加，\n三、学习。\n");
  REQUIRE(torn.unopened.size() == 1);
  CHECK(torn.unopened.front().number == "三、");
  const notice::Notice cleaned_line = read("⼀、每⼈每年参加，\n三、学⾏。\n");
  REQUIRE(cleaned_line.unopened.size() == 1);
  CHECK(cleaned_line.unopened.front().begin == std::string("⼀、每⼈每年参加，\n").size());
}

TEST_CASE("a line of a Markdown sign alone belongs to the clause before it") {
  const std::string text = "一、甲。\n*\n-\n\n二、乙。\n---";
  const notice::Notice notice = read(text);
  CHECK(paths(notice) == Paths{"一", "二"});
  CHECK(notice.clauses[0].end == text.find("-\n") + 1);
  CHECK(notice.clauses[1].end == text.size());
  CHECK(text_of(notice, "一") == "甲。");
}
