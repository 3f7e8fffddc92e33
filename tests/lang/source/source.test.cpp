// Places in a text, with every kind of line end.
#include "lang/source/source.hpp"

#include <catch2/catch.hpp>

using namespace cepol;

namespace {

struct Seen {  // place, where its line starts, and the line
  std::uint32_t line, column, start;
  std::string text;
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen seen(const std::string& text, std::uint32_t offset) {
  const Source source{"test.cepol", text};
  const LineColumn place = place_of(source, offset);
  return {place.line, place.column, line_start(source, offset), std::string(line_at(source, offset))};
}

}  // namespace

TEST_CASE("lines and columns are counted from 1, columns in characters") {
  CHECK(seen("", 0) == Seen{1, 1, 0, ""});
  CHECK(seen("abc", 0) == Seen{1, 1, 0, "abc"});
  CHECK(seen("abc", 2) == Seen{1, 3, 0, "abc"});
  CHECK(seen("abc", 3) == Seen{1, 4, 0, "abc"});     // the end
  CHECK(seen("abc", 1000) == Seen{1, 4, 0, "abc"});  // beyond it
  CHECK(seen("学时 of 科目", 7) == Seen{1, 4, 0, "学时 of 科目"});
  CHECK(seen("a\n学时\nb", 5) == Seen{2, 2, 2, "学时"});
  CHECK(seen("a\n学时\nb", 9) == Seen{3, 1, 9, "b"});
}

TEST_CASE("a line ends with LF, CR LF or a lone CR") {
  CHECK(seen("a\nb", 1) == Seen{1, 2, 0, "a"});  // the line end belongs to its line
  CHECK(seen("a\nb", 2) == Seen{2, 1, 2, "b"});
  CHECK(seen("a\r\nb", 1) == Seen{1, 2, 0, "a"});
  CHECK(seen("a\r\nb", 3) == Seen{2, 1, 3, "b"});
  CHECK(seen("a\rb", 2) == Seen{2, 1, 2, "b"});
  CHECK(seen("a\r", 2) == Seen{2, 1, 2, ""});
  CHECK(seen("a\n", 2) == Seen{2, 1, 2, ""});
  CHECK(seen("\n\n\n", 2) == Seen{3, 1, 2, ""});
  CHECK(seen("\r\r\n\n", 1) == Seen{2, 1, 1, ""});
  CHECK(seen("\r\r\n\n", 3) == Seen{3, 1, 3, ""});
}

TEST_CASE("the text of a span") {
  Sources sources;
  const SourceId first = sources.add({"a", "申报级别"}), second = sources.add({"b", "xyz"});
  CHECK(text_of(sources, {first, 0, 6}) == "申报");
  CHECK(text_of(sources, {first, 6, 12}) == "级别");
  CHECK(text_of(sources, {second, 1, 1}) == "");
  CHECK(text_of(sources, {second, 1, 100}) == "yz");
  CHECK(text_of(sources, {second, 3, 3}) == "");
  CHECK(text_of(sources, {second, 100, 101}) == "");
  CHECK(text_of(sources, {SourceId{}, 0, 1}) == "");
  CHECK(text_of(sources, {SourceId{7}, 0, 1}) == "");
}

TEST_CASE("a text never moves: not when sources are added, copied or destroyed") {
  Sources sources;
  const SourceId first = sources.add({"a", "short"});  // short texts are stored in the string object itself
  const std::string_view text = sources[first].text;
  const char* const place = text.data();
  for (int i = 0; i < 1000; ++i) sources.add({"more", "text"});
  CHECK(sources[first].text.data() == place);
  std::shared_ptr<const std::string> kept;
  {
    Sources copy = sources;
    CHECK(copy[first].text.data() == place);
    Sources other;
    const SourceId shared = other.add(sources.buffer(first));
    CHECK(other[shared].text.data() == place);
    CHECK(other.size() == 1);
    kept = other.text(shared);
    sources = Sources();
  }
  CHECK(kept->data() == place);
  CHECK(text == "short");
}

TEST_CASE("places in a long text, of any characters and line ends, are those that counting from its start gives") {
  const char* const pieces[] = {"a", "学", "😀", "\n", "\r\n", "\r", "é"};
  for (const std::size_t kinds : {3UL, 4UL, 7UL}) {  // without line ends, with LF alone, with all
    std::string text;
    for (std::size_t i = 0, state = kinds; text.size() < 3 * Source::block_size + 100; ++i) {
      state = state * 6364136223846793005UL + 1442695040888963407UL;
      text += pieces[(state >> 33) % kinds];
    }
    Sources sources;
    const Source& source = sources[sources.add({"t", text})];
    const Source counted{"t", text};  // without the tables
    for (std::uint32_t at = 0; at <= text.size(); at += 7) {
      const LineColumn found = place_of(source, at), expected = place_of(counted, at);
      if (found.line != expected.line || found.column != expected.column) FAIL_CHECK(kinds << " at " << at);
      if (line_start(source, at) != line_start(counted, at)) FAIL_CHECK(kinds << " line of " << at);
    }
  }
}
