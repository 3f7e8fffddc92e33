// The forms in which texts are compared: every class of characters, and for all texts: idempotence, and agreement with
// what is said of single characters.
#include "lang/base/fold.hpp"

#include <utf8proc.h>

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "lang/base/text.hpp"

using namespace cepol;

namespace {

struct CleanedText {
  std::string text;
  std::size_t invisible, ideographs;
  friend bool operator==(const CleanedText&, const CleanedText&) = default;
};
CleanedText cleaned(std::string_view text) {
  std::string buffer;
  const Cleaned result = clean(text, buffer);
  return {std::string(result.text), result.invisible, result.ideographs};
}
std::string clean_text(std::string_view text) { return cleaned(text).text; }

std::string composed(const std::string& text) {
  utf8proc_uint8_t* made = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  std::string result(reinterpret_cast<const char*>(made));
  std::free(made);
  return result;
}

// With half-width letters and signs before marks.
std::string narrowed(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.length;
    const bool under_mark =
        at < text.size() &&
        utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point_at(text, at).value))->combining_class != 0;
    const bool full = (point.value >= 0xFF01 && point.value <= 0xFF5E) || point.value == 0xFF65;
    result += full && under_mark ? folded(to_utf8(point.value)) : to_utf8(point.value);
  }
  return result;
}

// clean(), character by character, without a scan for what may be left as it is.
CleanedText cleaned_one_by_one(std::string_view text) {
  CleanedText result{"", 0, 0};
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.length;
    if (is_invisible(point.value)) {
      ++result.invisible;
    } else if (const char32_t ordinary = ordinary_ideograph(point.value); ordinary != 0) {
      ++result.ideographs;
      result.text += to_utf8(ordinary);
    } else {
      result.text += to_utf8(point.value);
    }
  }
  result.text = composed(narrowed(composed(result.text)));
  return result;
}

bool surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }

// Characters of all classes, near each other so that they meet.
rc::Gen<std::string> texts() {
  using Range = std::pair<char32_t, char32_t>;
  static const std::vector<Range> ranges = {
      {0x01, 0x7F},       {0x80, 0x2FF},      {0x300, 0x36F},    {0x370, 0x5FF},   {0x600, 0x61F},   {0x1100, 0x11FF},
      {0x1800, 0x180E},   {0x2000, 0x206F},   {0x2100, 0x214F},  {0x2E80, 0x2FD5}, {0x3000, 0x30FF}, {0x4E00, 0x4E20},
      {0xAC00, 0xAC40},   {0xE000, 0xE010},   {0xF900, 0xFB4F},  {0xFE00, 0xFE6F}, {0xFEFF, 0xFFEF}, {0x1F600, 0x1F610},
      {0x20000, 0x20010}, {0x2F800, 0x2FA1F}, {0xE0100, 0xE01EF}};
  const auto character = rc::gen::mapcat(rc::gen::elementOf(ranges), [](const Range& range) {
    return rc::gen::map(rc::gen::inRange<std::uint32_t>(range.first, range.second + 1),
                        [](std::uint32_t value) { return to_utf8(static_cast<char32_t>(value)); });
  });
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(character), [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += one;
    return text;
  });
}

}  // namespace

TEST_CASE("what cannot be seen is taken out") {
  CHECK(cleaned("\u200B张\u200C三\u200D\u2060\uFEFF") == CleanedText{"张三", 5, 0});
  CHECK(cleaned("葛\uFE00城\U000E0100") == CleanedText{"葛城", 2, 0});
  CHECK(cleaned("\u200E\u200F\u202AA\u202E\u2066\u2069\u061C") == CleanedText{"A", 7, 0});
  CHECK(cleaned("学\u00AD时") == CleanedText{"学时", 1, 0});
  CHECK(cleaned("\u200B") == CleanedText{"", 1, 0});
  CHECK(cleaned(" 张\u3000三 ") == CleanedText{" 张\u3000三 ", 0, 0});  // blanks are kept
}

TEST_CASE("every character that is invisible or stands for an ideograph is found without reading the others") {
  for (char32_t value = 0x80; value <= 0x10FFFF; ++value) {
    if (surrogate(value) || (!is_invisible(value) && ordinary_ideograph(value) == 0)) continue;
    const std::string text = "a学" + to_utf8(value) + "习b";
    if (next_unusual(text, 0) != 4) FAIL_CHECK(static_cast<std::uint32_t>(value));
  }
  CHECK(next_unusual("学习、30 hours", 0) == std::string_view("学习、30 hours").size());
  CHECK(next_unusual("", 0) == 0);
}

TEST_CASE("ideographs have their ordinary code points") {
  CHECK(cleaned("⼀⼈⽇⽉⾦") == CleanedText{"一人日月金", 0, 5});
  CHECK(cleaned("⻅⻓⻔⻋⻢⻩⺠⻳") == CleanedText{"见长门车马黄民龟", 0, 8});
  CHECK(cleaned("⽤⼾") == CleanedText{"用户", 0, 2});
  CHECK(cleaned("\uF9B5\uFA19\U0002F800") == CleanedText{"例神丽", 0, 3});
  CHECK(cleaned("\uFA0E") == CleanedText{"\uFA0E", 0, 0});  // an ordinary ideograph among the compatibility ones
  CHECK(cleaned("\u2E9A\u2FFF") == CleanedText{"\u2E9A\u2FFF", 0, 0});
}

TEST_CASE("texts are composed") {
  CHECK(clean_text("e\u0301") == "é");
  CHECK(clean_text("e\u200D\u0301") == "é");
  CHECK(clean_text("\u212B") == "Å");
  CHECK(clean_text("か\u3099") == "が");
}

TEST_CASE("a full-width letter under a mark composes like a half-width one") {
  CHECK(clean_text("Ａ\u0301") == "Á");
  CHECK(clean_text("xＡ\u200B\u0301＜\u0338Ｂ") == "xÁ≮Ｂ");
  CHECK(comparable("Ａ\u0301") == comparable("A\u0301"));
  CHECK(clean_text("Ａ\u0F73") == "A\u0F71\u0F72");
  CHECK(clean_text("Ａ") == "Ａ");
}

TEST_CASE("width and dots are folded, character by character") {
  CHECK(folded("") == "");
  CHECK(folded("２０１７－０５　ＡｂＺ（）～！") == "2017-05 AbZ()~!");
  CHECK(folded("课程Ａ（集团）：，；／．") == "课程A(集团):,;/.");
  CHECK(folded("乌云·其木格 乌云・其木格 乌云•其木格 乌云‧其木格 乌云･其木格") ==
        "乌云·其木格 乌云·其木格 乌云·其木格 乌云·其木格 乌云·其木格");
  CHECK(folded("学时，“”。、《》") == "学时,“”。、《》");
  CHECK(folded("\uFF00\uFF5F\uFFE5ｱ") == "\uFF00\uFF5F\uFFE5ｱ");
  CHECK(folded("aB") == "aB");  // case is kept
  CHECK(folded("a\xFF") == "a\xFF");
  CHECK(length_before("（１２）甲", folded("（１２）甲"), 4) == 12);
}

TEST_CASE("names of files that differ in case or width alone have one form") {
  CHECK(without_case("PERSON.csv") == "person.csv");
  CHECK(without_case("Ｐerson.csv") == "person.csv");
  CHECK(without_case("ÉÀ会员") == "éà会员");
  CHECK(without_case("\xFF"
                     "A") ==
        "\xFF"
        "a");
  CHECK(without_case("会员") != without_case("会員"));
}

TEST_CASE("keys are without blanks") {
  CHECK(key_form("姓 名") == "姓名");
  CHECK(key_form("出生\r\n年月\t") == "出生年月");
  CHECK(key_form("'１５２３０１") == "152301");
  CHECK(key_form("＇ '\u200BA 1") == "A1");
  CHECK(key_form("O'Neill'") == "O'Neill'");
  CHECK(key_form("\u00A0张\u2003\u3000三\u202F") == "张三");
  CHECK(key_form("") == "");
  CHECK(key_form(" '") == "");
}

TEST_CASE("every character is cleaned and folded as is said of it") {
  for (char32_t value = 1; value <= 0x10FFFF; ++value) {
    if (surrogate(value)) continue;
    const std::string one = to_utf8(value);
    if (!(cleaned(one) == cleaned_one_by_one(one))) FAIL("U+" << std::hex << static_cast<std::uint32_t>(value));
    if (character_count(folded(one)) != 1) FAIL("U+" << std::hex << static_cast<std::uint32_t>(value));
  }
}

TEST_CASE("ordinary texts are returned as they are") {
  std::string buffer = "unused";
  for (const std::string_view text :
       {"", "NMG00017", "2017-05-31", "张三", "公需科目", "乌云·其木格", "㛃𬱖𠮷", "“一”—…"}) {
    CHECK(clean(text, buffer).text.data() == text.data());
    CHECK(folded(text, buffer).data() == text.data());
    CHECK(key_form(text, buffer).data() == text.data());
  }
  CHECK(buffer == "unused");
}

TEST_CASE("the forms of any text") {
  rc::prop("agree with what is said of single characters, and are idempotent", [] {
    const std::string text = *texts();
    const CleanedText once = cleaned(text);
    RC_ASSERT(once == cleaned_one_by_one(text));
    RC_ASSERT(cleaned(once.text) == (CleanedText{once.text, 0, 0}));
    RC_ASSERT_FALSE(invalid_utf8(once.text));
    RC_ASSERT(folded(folded(text)) == folded(text));
    RC_ASSERT(comparable(comparable(text)) == comparable(text));
    RC_ASSERT(character_count(folded(text)) == character_count(text));
    RC_ASSERT(key_form(key_form(text)) == key_form(text));
    RC_ASSERT(key_form(clean_text(text)) == key_form(text));
    RC_ASSERT(key_form(" " + text + "\n") == key_form(text));
    RC_ASSERT(trimmed(trimmed(text)) == trimmed(text));
  });
  rc::prop("bytes that are not UTF-8 do no harm", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::oneOf(
        rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("\xE5\xB9\xAD\xEF\xBC\x91\xC2\xA0 "))));
    RC_ASSERT(folded(folded(bytes)) == folded(bytes));
    static_cast<void>(clean_text(bytes));
    static_cast<void>(key_form(bytes));
  });
}
