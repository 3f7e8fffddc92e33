#include "lang/draft/draft.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "lang/syntax/parse.hpp"

using namespace cepol;

namespace {

std::string draft_of(const std::string& notice, Language language = Language::zh, const std::string& title = "通知") {
  return draft::make(notice::read({"a.txt", notice}), {"a/b", title, "a.txt", language});
}

bool has(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

// The policy's title as the parser reads it; the text must be read without a problem.
std::string title_in(const std::string& text) {
  Sources sources;
  const syntax::Parsed parsed = syntax::parse(sources, sources.add({"a.cepol", text}));
  CHECK(parsed.problems.list.empty());
  const syntax::Tree& tree = parsed.tree;
  const syntax::NodeId policy = tree.child(tree.root, syntax::NodeKind::policy);
  REQUIRE(policy.valid());
  return tree.string_text(tree.child(policy, syntax::NodeKind::string));
}

}  // namespace

TEST_CASE("a draft has the header and every clause") {
  const std::string text = draft_of("前面的话。\n\n一、甲\n（一）甲一。\n1.甲一甲。\n（二）甲二。\n二、乙。");
  CHECK(has(text, "政策 a/b \"通知\" {\n  # 印发 ____年__月__日\n"));
  CHECK(has(text, "  原文 \"a.txt\"\n  语言 zh\n}\n"));
  CHECK(
      text.ends_with("## §前言  前面的话。\n## §一  甲\n##   §一(一)  甲一。\n##     §一(一)1  甲一甲。\n"
                     "##   §一(二)  甲二。\n## §二  乙。\n"));
}

TEST_CASE("clauses that come again, or under none, keep their depth") {
  CHECK(draft_of("一、甲。\n一、乙。\n（一）丙。")
            .ends_with("## §一  甲。\n## §一(第2处)  乙。\n##   §一(第2处)(一)  丙。\n"));
  CHECK(draft_of("1.1 Scope\n\nText.\n\n1.1.1 More\n\nText.", Language::en).find("##   §1.1.1  More") !=
        std::string::npos);
}

TEST_CASE("a clause's text is cut between characters") {
  std::string thirty, accents, decomposed, composed;  // there is no composed form of x and an accent
  for (int i = 0; i < 60; ++i) {                      // columns
    if (i % 2 == 0) thirty += "字";
    accents += "x\u0301";
    decomposed += "e\u0301";
    composed += "\u00E9";
  }
  CHECK(draft_of("一、" + thirty).ends_with("## §一  " + thirty + "\n"));
  CHECK(draft_of("一、" + thirty + "尾").ends_with("## §一  " + thirty + "…\n"));
  CHECK(draft_of("一、" + accents + "f").ends_with("## §一  " + accents + "…\n"));
  CHECK(draft_of("一、" + decomposed + "f").ends_with("## §一  " + composed + "…\n"));
  CHECK(draft_of("一、甲\r\n\r\n\t乙\u202E丙。\r\n").ends_with("## §一  甲 乙丙。\n"));
  CHECK(draft_of("一、\n（一）甲").ends_with("## §一\n##   §一(一)  甲\n"));
}

TEST_CASE("a notice without numbers is one clause, and the draft says so") {
  CHECK(has(draft_of("只有话。"), "没有认出条款号"));
  CHECK(draft_of("只有话。").ends_with("## §前言  只有话。\n"));
  CHECK(draft_of("Words only.", Language::en).ends_with("## §preamble  Words only.\n"));
  CHECK_FALSE(has(draft_of("一、甲。"), "没有认出条款号"));
}

TEST_CASE("any title of one line comes through") {
  for (const std::string title : {"“甲”\"乙\"", "a\\", "\\\"", "{ # } 政策", "「甲」", "\\n"})
    for (Language language : {Language::zh, Language::en})
      CHECK(title_in(draft_of("一、甲。", language, title)) == title);
}

TEST_CASE("a policy's path by the notice's file") {
  CHECK(draft::path_for("yunze", "2026.txt") == "yunze/2026");
  CHECK(draft::path_for("", "2026.txt") == "2026");
  CHECK(draft::path_for("我的 文件（新）", "２０２６年.定稿.txt") == "我的-文件-新/2026年-定稿");
  CHECK(draft::path_for("a", "notice") == "a/notice");
  CHECK(draft::path_for("a", "（）.txt") == std::nullopt);
  CHECK(draft::path_for("a", ".txt") == std::nullopt);
  for (const char* good : {"nmg/2026", "a", "a-b/c-1", "林渡/2026", "表/示例"}) CHECK(draft::is_path(good));
  for (const char* bad : {"", "a b", "a/", "/a", "a//b", "a§b", "-", "a.b", "a\nb", "政策 a"})
    CHECK_FALSE(draft::is_path(bad));
}

TEST_CASE("what a line may not hold") {
  CHECK_FALSE(draft::misfit_in("甲 乙“丙”·"));
  for (const char* text : {"甲\n", "甲\t", "甲\u200B", "甲\u202E", "甲\u2028", "甲\u0085", "甲\x7F"}) {
    const auto misfit = draft::misfit_in(text);
    REQUIRE(misfit);
    CHECK(misfit->place == 2);
  }
}
