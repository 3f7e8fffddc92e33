// UTF-8 text: what is valid, how wide it is, and which name was meant.
#include "lang/base/text.hpp"
#include "lang/base/english.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

using namespace cepol;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {
using Names = std::vector<std::string>;
}

TEST_CASE("UTF-8 that is valid") {
  for (const auto text : {""sv, "abc"sv, "继续教育"sv, "é\u0301"sv, "𠮷"sv, "\0"sv, "\x7F"sv, "\xC2\x80"sv,
                          "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv,
                          "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
    INFO(text);
    CHECK_FALSE(invalid_utf8(text));
  }
}

TEST_CASE("UTF-8 that is not valid") {
  for (const auto bad : {
           "\x80"sv,
           "\xBF"sv,  // continues nothing
           "\xC0\x80"sv,
           "\xC1\xBF"sv,  // overlong, of two bytes
           "\xE0\x80\x80"sv,
           "\xE0\x9F\xBF"sv,  // of three
           "\xF0\x80\x80\x80"sv,
           "\xF0\x8F\xBF\xBF"sv,  // of four
           "\xED\xA0\x80"sv,
           "\xED\xBF\xBF"sv,  // surrogates
           "\xF4\x90\x80\x80"sv,
           "\xF5\x80\x80\x80"sv,  // beyond U+10FFFF
           "\xF8\x88\x80\x80\x80"sv,
           "\xFE"sv,
           "\xFF"sv,  // bytes that never occur
           "\xC2"sv,
           "\xE5\xB9"sv,
           "\xF0\x9F\x98"sv,  // cut off
           "\xC2z"sv,
           "\xE5\xB9z"sv,
           "\xE5z\xB4"sv,
           "\xF0\x9F\x98z"sv,     // broken off
           "\xD0\xC5\xCF\xA2"sv,  // GB18030
       }) {
    INFO(std::string(bad));
    CHECK(invalid_utf8(bad) == 0);
    const std::string within = "继续" + std::string(bad) + "教育";
    CHECK(invalid_utf8(within) == 6);
    CHECK(invalid_utf8("继续" + std::string(bad)) == 6);
  }
}

TEST_CASE("code points there and back") {
  CHECK(code_point_at("a年", 0).value == 'a');
  CHECK(code_point_at("a年", 1).value == U'年');
  CHECK(code_point_at("a年", 1).length == 3);
  CHECK(code_point_at("𠮷", 0).value == U'𠮷');
  bool right = true;
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    const std::string text = to_utf8(value);
    const CodePoint point = code_point_at(text, 0);
    right = right && !invalid_utf8(text) && point.value == value && point.length == text.size();
  }
  CHECK(right);
  CHECK(invalid_utf8(to_utf8(0xD800)));
}

TEST_CASE("width and length") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("学时") == 4);
  CHECK(display_width("a学b时") == 6);
  CHECK(display_width("ａ，（）") == 8);
  CHECK(display_width("𠮷") == 2);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\u200B") == 0);
  CHECK(display_width("ｱ") == 1);
  CHECK(character_count("") == 0);
  CHECK(character_count("a学b时") == 4);
  CHECK(character_count("𠮷") == 1);
  CHECK(character_count("e\u0301") == 2);
}

TEST_CASE("blanks at both ends") {
  CHECK(trimmed("") == "");
  CHECK(trimmed(" \t\r\n\u00A0\u3000") == "");
  CHECK(trimmed("　张 三\u00A0\r\n") == "张 三");
  CHECK(trimmed("\u3000 \u3000a\u3000 \u3000") == "a");
  CHECK(trimmed("学时") == "学时");
  CHECK(trimmed("\u2000\u200A\u202F\u205F\v\f甲\u2028\u2029\u2003") == "甲");
  CHECK(trimmed("\xA0\xA0") == "\xA0\xA0");  // not UTF-8
  CHECK(trimmed("\u200Ba") == "\u200Ba");
  // The last bytes of other characters are not blanks.
  CHECK(trimmed("\u0420") == "\u0420");
  CHECK(trimmed("\u4020\u4080") == "\u4020\u4080");
}

TEST_CASE("the nearest name") {
  const Names columns{"证书编号", "姓名", "出生年月", "申报级别", "申报方式", "送审日期"};
  CHECK(nearest_name("证书编码", columns) == "证书编号");
  CHECK(nearest_name("证书号", columns) == "证书编号");
  CHECK(nearest_name("申报级", columns) == "申报级别");
  CHECK(nearest_name("送审的日期", columns) == "送审日期");
  CHECK(nearest_name("编号证书", columns) == std::nullopt);
  CHECK(nearest_name("学时", columns) == std::nullopt);
  CHECK(nearest_name("", columns) == std::nullopt);
  CHECK(nearest_name("姓名", Names{}) == std::nullopt);
  CHECK(nearest_name("名姓", columns) == "姓名");          // neighbours swapped
  CHECK(nearest_name("姓", columns) == "姓名");            // half of it is kept
  CHECK(nearest_name("男", Names{"女"}) == std::nullopt);  // nothing is kept
  CHECK(nearest_name("requirment", Names{"requirement", "reading"}) == "requirement");
  CHECK(nearest_name("waver", Names{"wafer", "waiver"}) == "wafer");  // equally near: the first
  CHECK(nearest_name("abcdef", Names{"abcdxy"}) == "abcdxy");         // two of six
  CHECK(nearest_name("abcdef", Names{"abcxyz"}) == std::nullopt);     // three of six
  CHECK(nearest_name("姓名", Names{"姓名", "姓氏"}) == "姓氏");       // itself is not a suggestion
}

TEST_CASE("text of any bytes is taken without harm") {
  rc::prop("validity agrees with reading character by character, and nothing else fails", [] {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::elementOf("\xE5\xB9\xB4\xEF\xBC\x91\xC2\xA0 "s)));
    const auto bad = invalid_utf8(bytes);
    if (bad) RC_ASSERT(*bad < bytes.size());
    RC_ASSERT_FALSE(invalid_utf8(std::string_view(bytes).substr(0, bad.value_or(bytes.size()))));
    if (!bad) {
      std::string again;
      std::size_t count = 0;
      for (std::size_t at = 0; at < bytes.size(); ++count) {
        const CodePoint point = code_point_at(bytes, at);
        again += to_utf8(point.value);
        at += point.length;
      }
      RC_ASSERT(again == bytes);
      RC_ASSERT(character_count(bytes) == count);
      RC_ASSERT(display_width(bytes) <= 2 * count);
      RC_ASSERT_FALSE(invalid_utf8(trimmed(bytes)));
    }
    RC_ASSERT(trimmed(trimmed(bytes)) == trimmed(bytes));
    static_cast<void>(nearest_name(bytes, {bytes + "a", "年" + bytes}));
  });
}

TEST_CASE("the singular of an English word") {
  for (const auto& [plural, one] :
       {std::pair("hours", "hour"), std::pair("minutes", "minute"), std::pair("credits", "credit"),
        std::pair("days", "day"), std::pair("studies", "study"), std::pair("classes", "class"),
        std::pair("courses", "course"), std::pair("boxes", "box"), std::pair("class", "class"),
        std::pair("学时", "学时"), std::pair("s", "s")})
    CHECK(cepol::singular(plural) == one);
}
