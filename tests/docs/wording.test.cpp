// docs/wording.md names words of the trade that no message may have: none stands in a text of the sources that people
// see.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/files.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path root = CEPOL_ROOT;

// "token, parse; 解析, 语法": those of either language.
std::vector<std::string> words_of_the_trade() {
  const std::string document = cepol::test::text_of(root / "docs/wording.md"), label = "**No words of the trade**: ";
  const std::size_t begin = document.find(label);
  REQUIRE(begin != std::string::npos);
  const std::size_t from = begin + label.size();
  std::vector<std::string> words(1);
  for (const char c : document.substr(from, document.find(".\n", from) - from)) {
    if (c == ',' || c == ';')
      words.emplace_back();
    else if (c != ' ')
      words.back() += c;
  }
  return words;
}

// What stands between quotes, line by line; lines of #include have none.
std::vector<std::string> texts_in(const std::string& source) {
  std::vector<std::string> texts;
  for (std::size_t line = 0; line < source.size();) {
    const std::size_t end = std::min(source.find('\n', line), source.size());
    const std::string written = source.substr(line, end - line);
    line = end + 1;
    if (written.starts_with("#include")) continue;
    bool inside = false;
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] == '"') {
        inside = !inside;
        if (inside) texts.emplace_back();
      } else if (inside) {
        texts.back() += written[i];
        if (written[i] == '\\' && i + 1 < written.size()) texts.back() += written[++i];
      }
    }
  }
  return texts;
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool says(const std::string& text, const std::string& word) {
  std::string small = text;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  for (std::size_t at = small.find(word); at != std::string::npos; at = small.find(word, at + 1)) {
    std::size_t end = at + word.size();
    if (letter(word.front()) && end < small.size() && small[end] == 's') ++end;
    const bool whole =
        !letter(word.front()) || ((at == 0 || !letter(small[at - 1])) && (end == small.size() || !letter(small[end])));
    if (whole) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("no text that people see has a word of the trade") {
  const std::vector<std::string> words = words_of_the_trade();
  CHECK(words.size() > 15);
  std::vector<fs::path> files{root / "lang/diagnostics/codes.def", root / "interpreter/data/faults.def"};
  for (const char* room : {"interpreter/cli", "interpreter/authoring", "interpreter/explain", "interpreter/report",
                           "interpreter/diff/report", "interpreter/pages", "lang/draft"})
    for (const auto& entry : fs::directory_iterator(root / room))
      if (entry.path().extension() == ".cpp") files.push_back(entry.path());
  std::size_t texts = 0;
  for (const fs::path& file : files)
    for (const std::string& text : texts_in(cepol::test::text_of(file))) {
      if (text == "null") continue;  // JSON's own word
      ++texts;
      for (const std::string& word : words)
        if (says(text, word)) FAIL_CHECK(file.string() << ": “" << text << "” says " << word);
    }
  CHECK(texts > 2000);
}
