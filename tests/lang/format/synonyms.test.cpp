// Words of notices in place of signs: each is the sign, is laid out as the sign, and takes no name or limit away.
#include "lang/syntax/synonyms.hpp"

#include <catch2/catch.hpp>

#include "lang/format/format.hpp"
#include "lang/syntax/parse.hpp"

using namespace cepol;

namespace {

struct ReadWords {
  Sources sources;
  syntax::Parsed parsed;
  explicit ReadWords(const std::string& text) {
    parsed = syntax::parse(sources, sources.add({"test", "policy t/t \"t\" { language en }\n" + text}));
  }
  std::string tree() const { return syntax::print_tree(parsed.tree); }
  std::string laid_out() const { return format::formatted(parsed.tree, {}); }
};

struct Words {
  std::string_view written, sign;
};
constexpr std::string_view at_least = ">=", at_most_sign = "<=", greater = ">", less = "<", equal = "=",
                           not_equal = "!=";
constexpr Words all[] = {
#define SYNONYM(words, sign) {words, sign},
#include "lang/syntax/synonyms.def"
#undef SYNONYM
};

std::string decision(const std::string& condition) {
  return "decision d for person: a | b {\n  a when " + condition + "\n  b otherwise\n}\n";
}

std::size_t cases_in(const std::string& tree) {
  std::size_t count = 0;
  for (std::size_t at = tree.find("(decision_case"); at != std::string::npos; at = tree.find("(decision_case", at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("words of notices are the sign that they mean, and are laid out as it") {
  for (const auto& [written, sign] : all)
    for (const std::string& before : {std::string("hours "), std::string("person.hours "), std::string("f(x) + 1 ")}) {
      const std::string words = before + std::string(written), signs = before + std::string(sign);
      INFO(words);
      const ReadWords with_words(decision(words + " 90 hours and staff")),
          with_sign(decision(signs + " 90 hours and staff"));
      REQUIRE_FALSE(with_words.parsed.problems.any_error());
      CHECK(with_words.tree() == with_sign.tree());
      CHECK(with_words.laid_out() == with_sign.laid_out());
    }
}

TEST_CASE("words with is before them, with a number right behind, and connectives") {
  const auto laid_out = [](const std::string& condition) { return ReadWords(decision(condition)).laid_out(); };
  CHECK(laid_out("hours is at least 90 hours") == laid_out("hours >= 90 hours"));
  CHECK(laid_out("filed is no later than 2026-09-30") == laid_out("filed <= 2026-09-30"));
  CHECK(laid_out("学时 不少于90学时") == laid_out("学时 >= 90学时"));
  CHECK(laid_out("甲 或者 乙 或 丙") == laid_out("甲 或 乙 或 丙"));
  CHECK(laid_out("甲 并且 乙 而且 丙") == laid_out("甲 且 乙 且 丙"));
}

TEST_CASE("dates with one meaning are laid out as the language writes them") {
  const auto laid_out = [](const std::string& condition) { return ReadWords(decision(condition)).laid_out(); };
  for (const char* date : {"2026.9.30", "30 September 2026", "30 Sep 2026", "September 30, 2026", "Sep. 30, 2026"}) {
    INFO(date);
    CHECK(laid_out(std::string("filed <= ") + date + " and staff") == laid_out("filed <= 2026-09-30 and staff"));
  }
  CHECK(laid_out("filed <= 2026年9月30日").find("2026年9月30日") != std::string::npos);
  for (const char* other : {"2026.2.30", "31 June 2026", "May 2026"})
    CHECK(ReadWords(decision(std::string("filed <= ") + other)).parsed.problems.any_error());
}

TEST_CASE("the name of the next case, its wording and a limit are not taken for a comparison") {
  for (const auto& [written, sign] : all) {
    if (written.find(' ') != std::string_view::npos) continue;  // no name
    const std::string name(written);
    INFO(name);
    for (const std::string& between : {std::string("\n  "), std::string(" ")}) {
      const ReadWords read("decision d for person: a | " + name + " {\n  a when staff" + between + name +
                           " otherwise\n}\n");
      if (between == " " && name == "不超过") continue;  // a keyword
      CHECK_FALSE(read.parsed.problems.any_error());
      CHECK(cases_in(read.tree()) == 2);
    }
    CHECK_FALSE(ReadWords("decision d for person: a | " + name + " {\n  a when staff\n  " + name + " when old\n}\n")
                    .parsed.problems.any_error());
  }
  for (const char* source : {"from study gives 1 hours in y when passed at most 2 times a year",
                             "from study gives 1 hours in y when passed at most 30 hours in the window",
                             "from study gives 1 hours in y when passed at most 30 hours for each day",
                             "自 学习 计 1 学时 计入 年度 当 合格 不超过 2 次 每年"}) {
    INFO(source);
    const ReadWords read(std::string("credit c for person in hours { ") + source + " }\n");
    CHECK_FALSE(read.parsed.problems.any_error());
    CHECK(read.tree().find("(limit") != std::string::npos);
  }
}
