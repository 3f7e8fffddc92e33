// Laying out: what it does to small texts, and what it never does to any policy at hand.
#include "lang/format/format.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <vector>

#include "lang/syntax/parse.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/files.hpp"

using namespace cepol;

namespace {

struct Read {
  Sources sources;
  syntax::Parsed parsed;
  explicit Read(const std::string& text) {
    const SourceId id = sources.add({"test", text});
    parsed = syntax::parse(sources, id);
  }
  bool good() const { return !parsed.problems.any_error(); }
  std::string tree() const { return syntax::print_tree(parsed.tree); }
};

std::string formatted(const std::string& text, std::optional<Language> keywords = {}) {
  const Read read(text);
  INFO(text);
  REQUIRE(read.good());
  return format::formatted(read.parsed.tree, {keywords});
}

const std::string head = "policy t/t \"t\" { language en }\n";
std::string body(const std::string& text) {
  const std::string made = formatted(head + text);
  REQUIRE(made.starts_with(head));
  return made.substr(head.size());
}

// All that is written in cepol here: policies, modules, what the documents show.
std::vector<std::pair<std::string, std::string>> all_texts() {
  std::vector<std::pair<std::string, std::string>> texts;
  const std::filesystem::path root = CEPOL_ROOT;
  for (const char* folder : {"policies", "stdlib", "tests"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".cepol") texts.emplace_back(entry.path().string(), test::text_of(entry.path()));
  for (const char* name : {"docs/language.md", "docs/guide.zh.md", "docs/guide.md"}) {
    const std::string document = test::text_of(root / name), fence = "\n```cepol\n";
    for (std::size_t at = document.find(fence); at != std::string::npos; at = document.find(fence, at + 1)) {
      const std::size_t begin = at + fence.size();
      texts.emplace_back(name, document.substr(begin, document.find("\n```", begin) + 1 - begin));
    }
  }
  return texts;
}

// Without blanks, line ends and BOM.
std::string ink(std::string text) {
  for (const std::string_view nothing : {" ", "\n", "\t", "\r", "　", "\xEF\xBB\xBF"})
    for (std::size_t at = text.find(nothing); at != std::string::npos; at = text.find(nothing, at))
      text.erase(at, nothing.size());
  return text;
}

}  // namespace

TEST_CASE("blanks, indents and empty lines") {
  CHECK(body("\n\n\nunit   hours\n   unit  points=10  hours  \n\n\n\nenum kind{general,practice}\n\n") ==
        "\nunit hours\nunit points = 10 hours\n\nenum kind { general, practice }\n");
  CHECK(body("record p key id {\nid:text;n:number>=0\n      m :  number\n}\n") ==
        "record p key id {\n  id: text; n: number >= 0\n  m: number\n}\n");
  CHECK(body("record p key id { id: text; n: number }\ndefine a for p=-n*( n+1 )/2-1/3\n") ==
        "record p key id { id: text; n: number }\ndefine a for p = -n * (n + 1)/2 - 1/3\n");
  CHECK(formatted("policy t/t \"t\" { language en }") == head);
}

TEST_CASE("a line that goes on stands a step deeper, conditions below each other") {
  CHECK(
      body(
          "record p key id { id: text; n: number }\ndecision d for p: a | b {\na when n > 1\nand n < 5\nb otherwise }\n"
          "define long for p =\nif n > 1 then 1\nelse 2\n") ==
      "record p key id { id: text; n: number }\ndecision d for p: a | b {\n  a when n > 1\n    and n < 5\n  b "
      "otherwise }\n"
      "define long for p =\n  if n > 1 then 1\n  else 2\n");
}

TEST_CASE("rows of examples and comments at line ends stand below each other") {
  const std::string records =
      "unit hours\nrecord p key id { id: text }\nrecord s of p { y: year; kind: { a, bbb }; h: hours }\n";
  CHECK(body(records +
             "example \"e\" {\np { id: x }  # one\ns [\ny kind h\n2020 a   1  # two\n2021 bbb 100 # three\n]\n"
             "expect that 1 = 1\n}\n") ==
        records +
            "example \"e\" {\n  p { id: x }  # one\n  s [\n    y    kind h\n    2020 a    1    # two\n"
            "    2021 bbb  100  # three\n  ]\n  expect that 1 = 1\n}\n");
  CHECK(body(records + "example \"e\" { p { id: x } s [ y kind h\n2020 a 1\n2021 bbb 2 ] expect that 1 = 1 }\n") ==
        records +
            "example \"e\" { p { id: x } s [ y    kind h\n                              2020 a    1\n"
            "                              2021 bbb  2 ] expect that 1 = 1 }\n");
}

TEST_CASE("what columns and records say besides types") {
  CHECK(body("record p of q  blank also \"/\" ,\"-\"{x:omittable  optional text blank also\"?\"\n"
             "d : date>=1900-01-01<=2017-12-31;equal rows count once}") ==
        "record p of q blank also \"/\", \"-\" { x: omittable optional text blank also \"?\"\n"
        "  d: date >= 1900-01-01 <= 2017-12-31; equal rows count once }\n");
  CHECK(formatted("政策 t/t \"t\" { 语言 zh;空白也写作“/”、“无” }\n表 人 { 备注：可空 可缺 文本\n相同的行只算一次 }\n",
                  Language::en) ==
        "policy t/t \"t\" { language zh; blank also “/”、“无” }\nrecord 人 { 备注：optional omittable text\n"
        "  equal rows count once }\n");
}

TEST_CASE("keywords in the other language, and back") {
  const std::string zh =
      "政策 t/t \"t\" { 语言 zh }\n计量 学时\n表 人 主键 号 { 号: 文本; 数: 可空 数 }\n"
      "判定 定 针对 人: 甲 | 乙 {\n  甲 当 数 > 3\n    且 数 不为空\n  乙 其他\n}\n";
  const std::string en = formatted(zh, Language::en);
  CHECK(en.find("当") == std::string::npos);
  CHECK(en.find("decision 定 for 人: 甲 | 乙 {\n  甲 when 数 > 3\n") != std::string::npos);
  CHECK(formatted(en, Language::zh) == formatted(zh));
}

TEST_CASE("no policy at hand loses or gains anything") {
  std::size_t done = 0;
  for (const auto& [name, text] : all_texts()) {
    const Read read(text);
    if (!read.good()) continue;
    INFO(name);
    const std::string made = format::formatted(read.parsed.tree);
    CHECK(ink(made) == ink(text));
    CHECK(Read(made).tree() == read.tree());
    CHECK(formatted(made) == made);
    const std::string en = formatted(text, Language::en), zh = formatted(text, Language::zh);
    CHECK(Read(en).tree() == read.tree());
    CHECK(Read(zh).tree() == read.tree());
    CHECK(formatted(en, Language::zh) == zh);
    CHECK(formatted(zh, Language::en) == en);
    ++done;
  }
  CHECK(done > 60);
}

TEST_CASE("the shipped policies and modules are laid out") {
  for (const auto& [name, text] : all_texts()) {
    if (name.find("/policies/") == std::string::npos && name.find("/stdlib/") == std::string::npos) continue;
    if (name.find("/tests/") != std::string::npos) continue;
    INFO(name << ": cepol fmt lays it out");
    CHECK(formatted(text) == text);
  }
}

TEST_CASE("however it was indented and spaced, it comes out the same") {
  std::mt19937 random(7);
  for (const auto& [name, text] : all_texts()) {
    const Read read(text);
    if (!read.good()) continue;
    std::string other;
    std::uint32_t at = 0;
    for (const syntax::Token& token : read.parsed.tree.tokens) {
      bool comment = false;
      for (std::uint32_t i = at; i < token.begin; ++i) {
        comment = (comment || text[i] == '#' || text.compare(i, 3, "＃") == 0) && text[i] != '\n';
        other.append(text[i] == ' ' && !comment ? 1 + random() % 3 : 1, text[i]);
        if (text[i] == '\n' && !comment) other.append(random() % 4, random() % 2 == 0 ? ' ' : '\t');
      }
      other += text.substr(token.begin, token.end - token.begin);
      at = token.end;
    }
    other += text.substr(at);
    INFO(name);
    CHECK(formatted(other) == formatted(text));
  }
}

TEST_CASE("of garbled policies those that can be read are laid out too") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"{",  "}",  "(",  ")",  "[",  "]", ";",  ",",    ":",  "、",
                                           "，", "；", "：", "（", "）", " ", "\n", "\r\n", "\t", "　",
                                           "#",  "＃", "\"", "-",  "+",  "/", "且", "or",   "1"};
  std::size_t read_well = 0;
  for (const auto& [name, text] : all_texts()) {
    if (text.size() > 8000) continue;
    for (int turn = test::cases(40, 400); turn > 0; --turn) {
      std::string other = text;
      const std::size_t at = random() % (other.size() + 1);
      const std::string& piece = pieces[random() % pieces.size()];
      if (random() % 3 == 0)
        other.erase(at, random() % 3);
      else
        other.insert(at, piece);
      const Read read(other);
      if (!read.good()) continue;
      ++read_well;
      const std::string made = format::formatted(read.parsed.tree);
      INFO(name << "\n" << other << "\n--- became\n" << made);
      const Read again(made);
      CHECK(again.good());
      CHECK(ink(made) == ink(other));
      CHECK(ink(again.tree()) == ink(read.tree()));
      CHECK(format::formatted(again.parsed.tree) == made);
    }
  }
  CHECK(read_well > 300);
}
