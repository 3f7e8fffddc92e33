// Numbers and texts that a spreadsheet shows otherwise than it stores them, by their format.
#include "interpreter/files/number_look.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/files/number_format.hpp"
#include "tests/support/effort.hpp"

using namespace cepol::files;

namespace {

Unlike look_of(const char* code, const char* decimal) { return unlike(look_by(code), decimal); }

}  // namespace

TEST_CASE("number looks: what is shown as it is stored") {
  for (const char* code :
       {"General", "G/通用格式", "0", "#,##0", "0.00", "@", "0;[Red]-0", "#,##0_);(#,##0)", "[Red]0", "[DBNum1]0",
        "[$-804]0", "¥#,##0.00", "[$¥-804]#,##0", "General;-General", "0_ ;[Red]\\-0\\ ", "# ?/?", "0.00E+00",
        "_-* #,##0_-;-* #,##0_-;_-* \"-\"??_-;_-@_-", "0;@"}) {
    INFO(code);
    CHECK(look_of(code, "30") == Unlike::no);
    CHECK(unlike_text(look_by(code)) == Unlike::no);
  }
  CHECK(look_of("# ?/?", "0.5") == Unlike::no);
  CHECK(look_of("G/通用格式", "0.123456") == Unlike::no);
}

TEST_CASE("number looks: hundredths and thousands") {
  for (const char* code : {"0%", "0.00%", "0.00 %", "0,", "#,##0,", "0.0,,", "0!.0,", "#,##0.00,"}) {
    INFO(code);
    CHECK(look_of(code, "12345") == Unlike::scaled);
  }
  CHECK(look_of("#,##0", "12345") == Unlike::no);
}

TEST_CASE("number looks: fewer places than are stored") {
  CHECK(look_of("0", "89.6") == Unlike::rounded);
  CHECK(look_of("0.0", "89.65") == Unlike::rounded);
  CHECK(look_of("0.00", "1967.1") == Unlike::no);
  CHECK(look_of("# ?/?", "0.333333333333333") == Unlike::rounded);
  CHECK(look_of("0.00E+00", "152301199001011000") == Unlike::rounded);
  CHECK(look_of("##0.0E+0", "1230") == Unlike::no);
  CHECK(look_of("0.0;-0", "-1.5") == Unlike::rounded);
}

TEST_CASE("number looks: nothing is shown") {
  for (const char* number : {"5", "-5", "0"}) {
    CHECK(look_of(";;;", number) == Unlike::unseen);
    CHECK(look_of(";;;@", number) == Unlike::unseen);
  }
  CHECK(look_of("0;-0;;@", "0") == Unlike::unseen);
  CHECK(look_of("0;-0;;@", "5") == Unlike::no);
  CHECK(unlike_text(look_by(";;;")) == Unlike::unseen);
  CHECK(unlike_text(look_by(";;;@")) == Unlike::no);
  CHECK(unlike_text(look_by("0;;")) == Unlike::no);
}

TEST_CASE("number looks: words, digits and lost signs of a format") {
  for (const char* code :
       {"0\"天\"", "0学时", "\"NMG\"0000", "0\\0", "\"有\"", "[=1]\"是\";[=0]\"否\";0", "[$USD] 0", "0.0\"万\""}) {
    INFO(code);
    CHECK(look_of(code, "1") == Unlike::altered);
  }
  CHECK(look_of("0;0", "-5") == Unlike::altered);
  CHECK(look_of("0;[Red]0", "-5") == Unlike::altered);
  CHECK(look_of("0;0", "5") == Unlike::no);
  CHECK(look_of("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0") == Unlike::altered);  // a dash may be “none”
  CHECK(unlike_text(look_by("@\"级\"")) == Unlike::altered);
}

TEST_CASE("number looks: zeros before a whole number") {
  CHECK(padded(look_by("00000"), "123") == "00123");
  CHECK(padded(look_by("00000"), "1234567") == "1234567");
  CHECK(padded(look_by("00000"), "1.5") == "1.5");
  CHECK(padded(look_by("00000"), "-5") == "-5");
  CHECK(padded(look_by("\"A\"000"), "5") == "5");
  CHECK(padded(look_by("0"), "5") == "5");
}

TEST_CASE("number looks: formats that need no definition") {
  CHECK(unlike(look_by_number(0), "1.5") == Unlike::no);
  CHECK(unlike(look_by_number(1), "1.5") == Unlike::rounded);
  CHECK(unlike(look_by_number(9), "0.5") == Unlike::scaled);
  CHECK(unlike(look_by_number(10), "0.5") == Unlike::scaled);
  CHECK(unlike(look_by_number(49), "1.5") == Unlike::no);
  CHECK(unlike_text(look_by_number(49)) == Unlike::no);
}

TEST_CASE("number looks: any code is read to its end, and long ones cost no more than their length") {
  std::mt19937 random(20);
  const std::string signs = "0#?.,;%@\"\\_*[]/E+-(a) 天!<>=G";
  for (int i = 0; i < cepol::test::cases(2000, 200000); ++i) {
    std::string code;
    for (std::size_t n = random() % 24; n > 0; --n) code += signs[random() % signs.size()];
    const NumberLook look = look_by(code);
    CHECK(look.count >= 1);
    CHECK(padded(look, "7").ends_with("7"));
    (void)unlike(look, "-1.5");
    (void)unlike_text(look);
  }
  CHECK(unlike(look_by(std::string(100'000, '0')), "1") == Unlike::no);
}
