// By a longest common subsequence. A word is a run of letters and digits of ASCII, a run of blanks, or one other
// character, as Chinese has no blanks between words.
#include "interpreter/pages/marked_difference.hpp"

#include <algorithm>
#include <cstdint>

#include "interpreter/report/html.hpp"

namespace cepol::pages {

namespace {

constexpr std::size_t most_pairs = 4'000'000;  // of words that are compared with one another

std::vector<std::string> words_in(const std::string& text) {
  const auto kind_of = [](char c) {
    const bool word =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-';
    return word ? 1 : c == ' ' ? 2 : 0;
  };
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (const int kind = kind_of(text[at]); kind != 0)
      while (end < text.size() && kind_of(text[end]) == kind) ++end;
    else
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

struct Common {  // which words the other side has too, in the same order
  std::vector<bool> before, after;
  std::size_t count = 0;
};

// Nothing in common where there are too many to be compared.
Common common_of(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  const std::size_t n = before.size(), m = after.size();
  Common common{std::vector<bool>(n, false), std::vector<bool>(m, false)};
  if (n != 0 && m > most_pairs / n) return common;
  std::vector<std::uint32_t> lengths((n + 1) * (m + 1), 0);  // of the words from i and j on
  const auto length = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return lengths[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;)
      length(i, j) = before[i] == after[j] ? length(i + 1, j + 1) + 1 : std::max(length(i + 1, j), length(i, j + 1));
  for (std::size_t i = 0, j = 0; i < n && j < m;) {
    if (before[i] == after[j]) {
      common.before[i++] = common.after[j++] = true;
      ++common.count;
    } else {
      ++(length(i + 1, j) >= length(i, j + 1) ? i : j);
    }
  }
  return common;
}

std::string marked(const std::vector<std::string>& words, const std::vector<bool>& common, const std::string& tag) {
  std::string html, run;
  const auto flush = [&] {
    if (!run.empty())
      html.append("<").append(tag).append(">").append(report::for_html(run)).append("</").append(tag).append(">");
    run.clear();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!common[i]) {
      run += words[i];
      continue;
    }
    flush();
    html += report::for_html(words[i]);
  }
  flush();
  return html;
}

using Texts = std::vector<std::string>;

// With all marked where the two have little in common and `whole`, else nothing then.
std::pair<std::string, std::string> marked_words(const Texts& before, const Texts& after, bool whole) {
  Common common = common_of(before, after);
  if (common.count * 3 < std::max(before.size(), after.size())) {
    common.before.assign(before.size(), !whole);
    common.after.assign(after.size(), !whole);
  }
  return {marked(before, common.before, "del"), marked(after, common.after, "ins")};
}

}  // namespace

std::pair<std::string, std::string> marked_difference(const std::string& before, const std::string& after) {
  return marked_words(words_in(before), words_in(after), false);
}

std::pair<std::string, std::string> marked_lines(const std::vector<std::string>& before,
                                                 const std::vector<std::string>& after) {
  const Common common = common_of(before, after);
  std::pair<std::string, std::string> html;
  // The lines from there to the next that is common; `at` is moved behind them.
  const auto text_to_common = [](const Texts& lines, const std::vector<bool>& known, std::size_t& at) {
    std::string text;
    for (; at < lines.size() && !known[at]; ++at) text += lines[at] + "\n";
    return text;
  };
  for (std::size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    const std::string old_text = text_to_common(before, common.before, i),
                      new_text = text_to_common(after, common.after, j);
    const auto pieces = marked_words(words_in(old_text), words_in(new_text), true);
    html.first += pieces.first;
    html.second += pieces.second;
    for (; i < before.size() && j < after.size() && common.before[i] && common.after[j]; ++i, ++j) {
      html.first += report::for_html(before[i]) + "<br>";
      html.second += report::for_html(after[j]) + "<br>";
    }
  }
  return html;
}

}  // namespace cepol::pages
