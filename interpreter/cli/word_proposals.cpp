#include "interpreter/cli/word_proposals.hpp"

#include <algorithm>
#include <cstdint>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_proposals = 3;
constexpr int exact = 1000, contained = 600, alike = 500, related = 300;  // the least score of each kind of likeness

// Traditional characters of headings and coded values, each with its ordinary form.
constexpr std::string_view traditional =
    "學学時时級级別别單单職职業业專专證证書书號号編编歷历區区縣县門门電电話话體体類类種种課课試试驗验認认審审報报備备註"
    "注"
    "習习總总計计數数間间開开結结機机構构點点辦办務务員员長长師师醫医護护產产農农國国內内實实續续繼继檢检測测發发給给"
    "領领換换補补舊旧選选擇择無无處处廳厅廠厂碩硕歲岁齡龄資资術术藝艺畢毕經经濟济財财會会檔档設设與与參参聘聘簡简稱称"
    "聯联繫系張张頁页項项費费優优劣劣應应際际題题幹干組组織织園园衛卫礦矿製制質质監监測测調调動动勞劳績绩獎奖懲惩";

char32_t ordinary(char32_t value) {
  for (std::size_t at = 0; at < traditional.size();) {
    const CodePoint from = code_point_at(traditional, at), to = code_point_at(traditional, at + from.length);
    if (from.value == value) return to.value;
    at += from.length + to.length;
  }
  return value;
}

bool is_letter(char32_t value) {
  if (value < 0x80) return (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z');
  return !is_blank(value) && !(value >= 0x2000 && value < 0x2E80) && !(value >= 0x3000 && value < 0x3040);
}

std::u32string letters_of(std::string_view text) {
  const std::string form = without_case(text);
  std::u32string letters;
  if (invalid_utf8(form)) return letters;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = code_point_at(form, at);
    if (is_letter(point.value)) letters += ordinary(point.value);
    at += point.length;
  }
  return letters;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j)
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
    std::swap(above, row);
  }
  return above[b.size()];
}

// English words that headings have for one another.
constexpr std::string_view word_groups[][4] = {{"birth", "born", "birthday", "dob"},
                                               {"number", "no", "id", "code"},
                                               {"applied", "application", "filed", "submitted"}};

bool has_word_of(std::string_view text, const std::string_view (&group)[4]) {
  const std::string form = without_case(text);
  for (std::size_t at = 0; at < form.size(); ++at) {
    std::size_t end = at;
    while (end < form.size() && form[end] >= 'a' && form[end] <= 'z') ++end;
    if (std::find(std::begin(group), std::end(group), std::string_view(form).substr(at, end - at)) != std::end(group))
      return true;
    at = end;
  }
  return false;
}

bool shares_group(std::string_view a, std::string_view b) {
  return std::any_of(std::begin(word_groups), std::end(word_groups),
                     [&](const auto& group) { return has_word_of(a, group) && has_word_of(b, group); });
}

// Chinese headings of which half is the same, two characters next to each other at least: 出生日期, 出生年月. How much
// of them begins alike counts for more than an end.
int common_half(const std::u32string& a, const std::u32string& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  std::size_t best = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t same = 0;
      while (i + same < a.size() && j + same < b.size() && a[i + same] == b[j + same] && a[i + same] >= 0x2E80) ++same;
      best = std::max(best, same * 10 + (i == 0 && j == 0 && same > 0 ? 5 : 0));
    }
  const std::size_t run = best / 10;
  return run >= 2 && run * 2 >= longer ? related + static_cast<int>(best) : 0;
}

// How like; 0: not.
int likeness(const std::u32string& a, const std::u32string& b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return exact;
  const std::u32string &longer = a.size() > b.size() ? a : b, &shorter = a.size() > b.size() ? b : a;
  const auto part = [&](std::size_t of) { return static_cast<int>(of * 100 / longer.size()); };
  // A letter or digit that stands in a word says nothing.
  if (longer.find(shorter) != std::u32string::npos && (shorter.size() > 1 || shorter.front() >= 0x2E80))
    return contained + part(shorter.size());
  const std::size_t same = longer.size() - std::min(longer.size(), distance(a, b));
  return same * 2 > longer.size() ? alike + part(same) : common_half(a, b);
}

}  // namespace

std::vector<std::string> proposals_for(std::string_view text, const std::vector<WordChoice>& choices) {
  constexpr std::size_t longest = 60;  // characters; a longer text is a sentence
  const std::u32string letters = letters_of(text);
  std::vector<std::pair<int, std::string>> scored;
  for (const WordChoice& choice : choices) {
    int best = 0;
    for (const std::string& word : choice.words)
      if (letters.size() <= longest) best = std::max(best, likeness(letters, letters_of(word)));
    if (best == 0 && std::any_of(choice.words.begin(), choice.words.end(),
                                 [&](const std::string& word) { return shares_group(text, word); }))
      best = related;
    if (best > 0) scored.emplace_back(best, choice.meant);
  }
  std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> best;
  for (std::size_t i = 0; i < scored.size() && i < most_proposals; ++i) best.push_back(scored[i].second);
  return best;
}

}  // namespace cepol::cli
