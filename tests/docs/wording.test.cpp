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

std::vector<fs::path> files_with_texts() {
  std::vector<fs::path> files{root / "lang/diagnostics/codes.def", root / "interpreter/data/faults.def"};
  for (const char* room : {"interpreter/cli", "interpreter/authoring", "interpreter/explain", "interpreter/report",
                           "interpreter/diff/report", "interpreter/pages", "lang/draft"})
    for (const auto& entry : fs::directory_iterator(root / room))
      if (entry.path().extension() == ".cpp") files.push_back(entry.path());
  return files;
}

// A text with letters of the Latin alphabet and without ideographs: English, with no Chinese twin on its line.
struct English {
  std::string file, text;
};
std::vector<English> english_messages() {
  std::vector<English> found;
  for (const fs::path& file : files_with_texts())
    for (const std::string& text : texts_in(cepol::test::text_of(file))) {
      const std::size_t words = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
      const bool ideographs = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
      });
      if (words >= 3 && !ideographs) found.push_back({file.string(), text});
    }
  return found;
}

}  // namespace

TEST_CASE("no text that people see has a word of the trade") {
  const std::vector<std::string> words = words_of_the_trade();
  CHECK(words.size() > 15);
  std::size_t texts = 0;
  for (const fs::path& file : files_with_texts())
    for (const std::string& text : texts_in(cepol::test::text_of(file))) {
      if (text == "null") continue;  // JSON's own word
      ++texts;
      for (const std::string& word : words)
        if (says(text, word)) FAIL_CHECK(file.string() << ": “" << text << "” says " << word);
    }
  CHECK(texts > 2000);
}

// A count in an English sentence agrees with its noun: {:row,rows} of report::Count, not {} rows.
TEST_CASE("no English text puts a bare number before a plural") {
  const std::vector<std::string> nouns{"rows",    "places",  "corrections", "lines",  "headings", "words",   "examples",
                                       "clauses", "results", "files",       "people", "columns",  "letters", "errors",
                                       "cells",   "tables",  "cases",       "values", "records",  "changes", "faults",
                                       "blanks",  "hours",   "years",       "days",   "months"};
  std::size_t texts = 0;
  for (const fs::path& file : files_with_texts())
    for (const std::string& text : texts_in(cepol::test::text_of(file))) {
      ++texts;
      for (std::size_t at = text.find("{} "); at != std::string::npos; at = text.find("{} ", at + 1)) {
        std::size_t end = at + 3;
        while (end < text.size() && letter(text[end])) ++end;
        const std::string noun = text.substr(at + 3, end - at - 3);
        const bool part_of_more = text.substr(0, at).ends_with("/") || text.substr(0, at).ends_with(" of ") ||
                                  text.substr(0, at).ends_with(" at most ") || text.substr(0, at).ends_with(" than ");
        if (!part_of_more && std::find(nouns.begin(), nouns.end(), noun) != nouns.end())
          FAIL_CHECK(file.string() << ": “" << text << "”");
      }
    }
  CHECK(texts > 2000);
}

// English texts have “ ” around names, and no Chinese in them. (What is to be typed in Chinese is an example of a text
// in both languages, or of one in Chinese.)
TEST_CASE("no English message has Chinese words or corner brackets") {
  for (const auto& [file, text] : english_messages())
    for (const char* wrong : {"「", "」", "，", "。", "；", "："})
      if (text.find(wrong) != std::string::npos) FAIL_CHECK(file << ": “" << text << "” has " << std::string(wrong));
}
