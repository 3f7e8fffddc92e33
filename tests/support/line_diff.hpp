// The difference of two texts, line by line: what a test prints when a text is not the expected one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

namespace cepol::test {

using Lines = std::vector<std::string>;

inline Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// One line of an edit script: ' ' in both texts, '-' only in the expected one, '+' only in the actual one.
struct DiffLine {
  char mark;
  std::string text;
  std::size_t expected, actual;  // 1-based number of this line, or of the next one, in each text
};

// A shortest edit script from `expected` to `actual`, by longest common subsequence; quadratic in the lines between the
// common first and last ones.
inline std::vector<DiffLine> edit_script(const Lines& expected, const Lines& actual) {
  std::size_t first = 0, e_end = expected.size(), a_end = actual.size();
  while (first < e_end && first < a_end && expected[first] == actual[first]) ++first;
  while (e_end > first && a_end > first && expected[e_end - 1] == actual[a_end - 1]) --e_end, --a_end;
  const std::size_t rows = e_end - first, columns = a_end - first;
  // common[i][j]: the length of the longest common subsequence of expected[first + i ..] and actual[first + j ..]
  std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1, 0));
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      common[i][j] = expected[first + i] == actual[first + j] ? common[i + 1][j + 1] + 1
                                                              : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<DiffLine> script;
  std::size_t e = 0, a = 0;
  const auto add = [&](char mark) {
    script.push_back({mark, mark == '+' ? actual[a] : expected[e], e + 1, a + 1});
    if (mark != '+') ++e;
    if (mark != '-') ++a;
  };
  while (e < first) add(' ');
  while (e < e_end || a < a_end) {
    const bool both = e < e_end && a < a_end;
    if (both && expected[e] == actual[a])
      add(' ');
    else if (a == a_end || (both && common[e + 1 - first][a - first] >= common[e - first][a + 1 - first]))
      add('-');
    else
      add('+');
  }
  while (e < expected.size()) add(' ');
  return script;
}

// The lines of an edit script that are at most `context` lines away from one whose mark is in `shown`, each run of them
// under a line `@@ -LINE +LINE @@`. Empty where no line has such a mark.
inline std::string hunks(const std::vector<DiffLine>& script, const std::string& shown = "+-",
                         std::size_t context = 3) {
  std::vector<bool> kept(script.size(), false);
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (shown.find(script[i].mark) == std::string::npos) continue;
    for (std::size_t j = i - std::min(i, context); j < std::min(script.size(), i + context + 1); ++j) kept[j] = true;
  }
  std::string text;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (!kept[i]) continue;
    if (i == 0 || !kept[i - 1])
      text += "@@ -" + std::to_string(script[i].expected) + " +" + std::to_string(script[i].actual) + " @@\n";
    text += script[i].mark + script[i].text + "\n";
  }
  return text;
}

// As `diff -u` prints it, without the heading: empty where the texts have the same lines.
inline std::string unified_diff(const std::string& expected, const std::string& actual) {
  return hunks(edit_script(lines_of(expected), lines_of(actual)));
}

}  // namespace cepol::test
