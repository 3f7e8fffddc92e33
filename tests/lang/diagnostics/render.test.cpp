// What a diagnostic looks like, and what all messages keep to.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"
#include "lang/diagnostics/diagnostic.hpp"

using namespace cepol;

namespace {

struct Entry {
  std::string_view name, number;
  Severity severity;
  std::string_view zh, en, help_zh, help_en;
};
constexpr Severity error = Severity::error, warning = Severity::warning;
const std::vector<Entry> entries{
#define CODE(name, number, severity, zh, en, help_zh, help_en) Entry{#name, number, severity, zh, en, help_zh, help_en},
#include "lang/diagnostics/codes.def"
#undef CODE
};

class Page {  // a text, and diagnostics in it
 public:
  explicit Page(std::string text) { id_ = sources_.add({"试.cepol", std::move(text)}); }
  Span span(std::string_view part) const {
    const std::size_t begin = sources_[id_].text.find(part);
    REQUIRE(begin != std::string::npos);
    return {id_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + part.size())};
  }
  std::string render(const Diagnostic& diagnostic, Language language = Language::en) const {
    return cepol::render(diagnostic, sources_, language);
  }
  StyledText styled(const Diagnostic& diagnostic) const { return cepol::styled(diagnostic, sources_, Language::en); }
  // The excerpt alone, of a problem at `part`.
  std::string excerpt(Span span) const {
    const std::string text = render({Code::number_expected, span, {"x"}});
    return text.substr(text.find('\n') + 1);
  }
  std::string excerpt(std::string_view part) const { return excerpt(span(part)); }

 private:
  Sources sources_;
  SourceId id_;
};

std::set<char> arguments_of(std::string_view words) {
  std::set<char> found;
  for (std::size_t at = 0; at + 2 < words.size(); ++at)
    if (words[at] == '{' && words[at + 2] == '}') found.insert(words[at + 1]);
  return found;
}

}  // namespace

TEST_CASE("a problem: code, place, line, underline, further places, suggestion, help") {
  const Page page("记录 学习 {\n  学时 hours\n  when 考核 is 合格\n}\n");
  Diagnostic problem{Code::unknown_record, page.span("考核"), {"考核"}};
  problem.also(page.span("学习"), "这里有个相近的", "there is one like it here").suggest("学习");
  CHECK(page.render(problem) ==
        "试.cepol:3:8: error E0202: there is no record named “考核”\n"
        " 3 |   when 考核 is 合格\n"
        "   |        ^^^^\n"
        "  试.cepol:1:4: there is one like it here\n"
        " 1 | 记录 学习 {\n"
        "   |      ----\n"
        "  did you mean “学习”?\n"
        "  help: Check the spelling; if there is no such record yet, write `record 考核 { … }`.\n");
  CHECK(page.render(problem, Language::zh) ==
        "试.cepol:3:8: 错误 E0202：没有名为“考核”的表\n"
        " 3 |   when 考核 is 合格\n"
        "   |        ^^^^\n"
        "  试.cepol:1:4：这里有个相近的\n"
        " 1 | 记录 学习 {\n"
        "   |      ----\n"
        "  是不是想写“学习”？\n"
        "  办法：请核对写法；还没有这个表的，先写“表 考核 { … }”。\n");
}

TEST_CASE("a warning, and a problem without a place") {
  const Page page("abc");
  CHECK(page.render({Code::never_used, page.span("b"), {"b"}}) ==
        "试.cepol:1:2: warning W0414: “b” is never used\n 1 | abc\n   |  ^\n"
        "  help: Take it out, or check that this name stands where it is meant to be used.\n");
  CHECK(page.render({Code::never_used, {}, {"b"}}, Language::zh) ==
        "提醒 W0414：“b”没有被用到\n"
        "  办法：用不上的，删去；本来要用的，请核对用它的地方写的是不是这个名称。\n");
  CHECK(page.render({Code::number_expected, {SourceId{9}, 0, 1}, {"b"}}) ==
        "error E0306: a number is needed here, but this is b\n");
}

TEST_CASE("names in a list stand as each language has it") {
  const Page page("x");
  const Diagnostic problem{Code::unknown_member, page.span("x"), {"b", "k", listed_in_both({"a", "c"})}};
  CHECK(message_of(problem, Language::en) == "“k” has no value “b”; it has: a, c");
  CHECK(message_of(problem, Language::zh) == "“k”没有“b”这个取值，可用的有：a、c");
}

TEST_CASE("the place, the code and the underline have styles") {
  const Page page("abc");
  for (const auto& [code, style] :
       {std::pair{Code::never_used, Style::warning}, {Code::unknown_record, Style::error}}) {
    const StyledText text = page.styled({code, page.span("b"), {"b"}});
    std::vector<std::pair<std::string, Style>> runs;
    for (const StyledText::Run& run : text.runs())
      runs.emplace_back(text.text().substr(run.begin, run.end - run.begin), run.style);
    const std::string word = style == Style::error ? "error " : "warning ";
    CHECK(runs == std::vector<std::pair<std::string, Style>>{
                      {"试.cepol:1:2:", Style::bold}, {word + std::string(code_number(code)), style}, {"^", style}});
  }
}

TEST_CASE("underlines stand below what they mark") {
  CHECK(Page("甲乙丙丁").excerpt("丙") == " 1 | 甲乙丙丁\n   |     ^^\n");
  CHECK(Page("甲 = 5\u0301x").excerpt("x") == " 1 | 甲 = 5\u0301x\n   |       ^\n");
  CHECK(Page("\t甲\t乙").excerpt("乙") == " 1 |  甲 乙\n   |     ^^\n");  // a tab is one blank
  CHECK(Page("甲\n乙 丙\r\n丁").excerpt("丙\r\n丁") == " 2 | 乙 丙\n   |    ^^\n");
  CHECK(Page("甲\n乙").excerpt("\n") == " 1 | 甲\n   |   ^\n");
  const Page page("甲\n");
  CHECK(page.excerpt(Span{page.span("甲").source, 4, 4}) == " 2 | \n   | ^\n");  // the end of the file
  CHECK(page.excerpt(Span{page.span("甲").source, 0, 0}) == " 1 | 甲\n   | ^\n");
  CHECK(Page(std::string(99, '\n') + "x").excerpt("x") == " 100 | x\n     | ^\n");
}

TEST_CASE("characters that would disturb the terminal are not printed") {
  for (const char* disturbing : {"\033[2J", "\u009B31m", "\u202E", "\x7F", "\u2066", "\u200B", "\uFEFF"}) {
    const std::string shown = Page("a" + std::string(disturbing) + "乙").excerpt("乙");
    INFO(shown);
    CHECK_FALSE(invalid_utf8(shown));
    CHECK(shown.find(std::string(disturbing).substr(0, code_point_at(disturbing, 0).length)) == std::string::npos);
    const std::size_t line_end = shown.find('\n');
    CHECK(display_width(shown.substr(0, line_end)) == display_width(shown.substr(line_end + 1)));
  }
}

TEST_CASE("what is not UTF-8 is not printed as it is") {
  CHECK(Page("a\xFF\xB9乙\xE5\xB9").excerpt("乙") == " 1 | a<0xFF><0xB9>乙<0xE5><0xB9>\n   |              ^^\n");
  CHECK(Page("a\xFF乙").excerpt("\xFF") == " 1 | a<0xFF>乙\n   |  ^^^^^^\n");
}

TEST_CASE("long lines are cut around what is marked") {
  const std::string filler = "很长的一行文字";
  std::string many;
  for (int i = 0; i < 100; ++i) many += filler;
  for (const std::string& text : {"标" + many, many + "标" + many, many + "标", "标" + many.substr(0, 21)}) {
    const std::string shown = Page(text).excerpt("标");
    INFO(shown);
    CHECK_FALSE(invalid_utf8(shown));
    const std::size_t first = shown.find('\n');
    const std::string line = shown.substr(0, first), under = shown.substr(first + 1);
    CHECK(display_width(line) <= 125);
    const std::size_t mark = line.find("标");
    REQUIRE(mark != std::string::npos);
    CHECK(under.find('^') == display_width(line.substr(0, mark)));
    CHECK(under.ends_with("^^\n"));
  }
  // What is marked may itself be too long to show.
  const std::string shown = Page(many).excerpt(many);
  CHECK_FALSE(invalid_utf8(shown));
  CHECK(display_width(shown.substr(0, shown.find('\n'))) <= 125);
  CHECK(display_width(shown) <= 250);
}

TEST_CASE("arguments stand where the words say, whatever is in them") {
  const Page page("x");
  const Diagnostic problem{Code::unknown_member, page.span("x"), {"{1}", "{0}{2}", "丙"}};
  CHECK(message_of(problem, Language::en) == "“{0}{2}” has no value “{1}”; it has: 丙");
}

TEST_CASE("codes are numbered by stage, once each") {
  std::set<std::string_view> numbers;
  for (const Entry& entry : entries) {
    INFO(entry.name);
    CHECK(numbers.insert(entry.number).second);
    REQUIRE(entry.number.size() == 5);
    CHECK(entry.number[0] == (entry.severity == error ? 'E' : 'W'));
    CHECK(entry.number[1] == '0');
    CHECK((entry.number[2] >= '1' && entry.number[2] <= '7'));
  }
  CHECK(code_number(Code::invalid_utf8) == "E0102");
  CHECK(severity_of(Code::invalid_utf8) == error);
  CHECK(severity_of(Code::never_used) == warning);
  Problems problems;
  CHECK_FALSE(problems.any_error());
  problems.add(Code::never_used, {});
  CHECK_FALSE(problems.any_error());
  problems.add(Code::invalid_utf8, {});
  CHECK(problems.any_error());
}

TEST_CASE("a code's category is the section of its number") {
  CHECK(category_of(Code::invalid_utf8) == Category::syntax);
  CHECK(category_of(Code::module_not_found) == Category::name);
  CHECK(category_of(Code::unknown_unit) == Category::type);
  CHECK(category_of(Code::never_used) == Category::rule);
  CHECK(category_of(Code::notice_not_found) == Category::citation);
  CHECK(category_of(Code::like_unknown) == Category::example);
  CHECK(category_of(Code::amend_uncited) == Category::amendment);
}

TEST_CASE("messages say a fact in both languages, by the rules of their typography") {
  for (const Entry& entry : entries) {
    INFO(entry.name);
    CHECK_FALSE(entry.zh.empty());
    CHECK_FALSE(entry.en.empty());
    CHECK(entry.help_zh.empty() == entry.help_en.empty());
    // A message is a phrase, help a sentence.
    CHECK_FALSE((entry.zh.ends_with("。") || entry.en.ends_with(".")));
    if (!entry.help_zh.empty()) {
      CHECK((entry.help_zh.ends_with("。") || entry.help_zh.ends_with("？")));
      CHECK(entry.help_en.ends_with("."));
    }
    for (const std::string_view zh : {entry.zh, entry.help_zh})
      for (const char* western : {",", ";", "'"}) CHECK(zh.find(western) == std::string_view::npos);
    for (const std::string_view words : {entry.zh, entry.en, entry.help_zh, entry.help_en}) {
      CHECK_FALSE(invalid_utf8(words));
      for (const char argument : arguments_of(words)) CHECK((argument >= '0' && argument <= '9'));
    }
  }
}

TEST_CASE("every message and help has all its arguments in both languages") {
  std::vector<std::string> arguments;
  for (int i = 0; i < 10; ++i) arguments.push_back("<" + std::to_string(i) + ">");
  for (const Entry& entry : entries) {
    INFO(entry.name);
    const Diagnostic problem{static_cast<Code>(&entry - entries.data()), {}, arguments};
    const auto check = [&](std::string_view words, const std::string& text) {
      for (const char argument : arguments_of(words)) CHECK(text.find({'<', argument, '>'}) != std::string::npos);
      // Braces of a policy's own stand before a blank, or after one.
      for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        CHECK((at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '}')));
    };
    check(entry.zh, message_of(problem, Language::zh));
    check(entry.en, message_of(problem, Language::en));
    check(entry.help_zh, help_of(problem, Language::zh));
    check(entry.help_en, help_of(problem, Language::en));
  }
}

TEST_CASE("what a message quotes is visible and of bounded length") {
  const std::string hostile = "a\x1B]0;x\x07\u009B\u202E\u200B\n\xFF";
  std::string many;
  for (int i = 0; i < 1'000'000; ++i) many += "名";
  Sources sources;
  const SourceId id = sources.add({hostile + many, many + hostile + many});
  for (const std::string& argument : {hostile, many, in_both(hostile, many), in_both(many, hostile)})
    for (const Language language : {Language::zh, Language::en}) {
      Diagnostic problem{Code::unknown_member, {id, 3'000'000, 3'000'005}, {argument, argument, argument}};
      problem.also({id, 3'000'001, 3'000'002}, "这里", "here").suggest(argument);
      const std::string text = render(problem, sources, language);
      CHECK_FALSE(invalid_utf8(text));
      CHECK(visible(text) == text);
      CHECK(character_count(text) < 4'000);
      CHECK(std::count(text.begin(), text.end(), '\n') <= 8);
    }
}
