// A policy's words between two places, as they would stand on one line.
#include "lang/format/formatted_words.hpp"

#include <catch2/catch.hpp>

#include "lang/syntax/parse.hpp"

using namespace cepol;

namespace {

struct Text {
  Sources sources;
  syntax::Parsed parsed;
  std::string text;
  explicit Text(std::string given) : text(std::move(given)) {
    const SourceId id = sources.add({"test", text});
    parsed = syntax::parse(sources, id);
    REQUIRE_FALSE(parsed.problems.any_error());
  }
  std::uint32_t at(const std::string& words) const { return static_cast<std::uint32_t>(text.find(words)); }
};

std::string line(const std::vector<format::FormattedWord>& words) {
  std::string text;
  for (const format::FormattedWord& word : words) text += (word.blank_before ? " " : "") + word.text;
  return text;
}

}  // namespace

TEST_CASE("words of several lines stand as on one, without comments") {
  const Text given(
      "policy t/t \"t\" { language en }\ndefine a for person: bool =\n  b(1,2)   in {x,\n y} # why\n  and c \"n\" "
      "cites §1\n");
  const format::FormattedWords words(given.parsed.tree, {});
  CHECK(line(words.from_to(given.at("define"), given.at(" \"n\""))) ==
        "define a for person: bool = b(1, 2) in {x, y} and c");
  const Span note{{}, given.at("\"n\""), given.at("\"n\"") + 3};
  CHECK(line(words.from_to(given.at("and"), static_cast<std::uint32_t>(given.text.size()), {note})) ==
        "and c cites §1");
  CHECK(words.from_to(given.at("{x"), given.at("{x")).empty());
}

TEST_CASE("words with keywords in one language, which are told apart") {
  const Text given("policy t/t \"t\" { language en }\ndefine a for person: bool = b is c\n");
  const std::vector<format::FormattedWord> words =
      format::FormattedWords(given.parsed.tree, {Language::zh}).from_to(given.at("define"), given.at(" is c"));
  CHECK(line(words) == "定义 a 针对 person: 是非 = b");
  REQUIRE(words.size() == 8);
  CHECK(words[0].keyword);
  CHECK_FALSE(words[0].blank_before);
  CHECK_FALSE(words[1].keyword);
}
