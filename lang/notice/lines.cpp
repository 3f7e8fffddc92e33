// Strips Markdown signs from a line of a notice, and decides by the words around a number at its start whether the
// number refers to a clause or continues an enumeration.
#include "lang/notice/lines.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/notice/number_words.hpp"

namespace cepol::notice {

namespace {

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

// The next number follows in the same script: 二、三等奖, 三、四级; or another separator: 30、20、10学时.
bool continues_enumeration(const ClauseMarker& marker, std::string_view rest) {
  const bool digits = marker.level == Level::item;
  if (!digits && marker.level != Level::chapter) return false;
  const auto next = digits ? digits_at(rest, 0) : chinese_at(rest, 0);
  return next && (next->value == marker.number + 1 || rest.substr(next->end).starts_with("、"));
}

// Another number is joined to it: 和第四条, 至（五）, 、三.
bool joins(std::string_view rest) {
  for (const std::string_view word : {"、", "和", "及", "与", "或", "至"})
    if (rest.starts_with(word)) {
      const std::string_view other = rest.substr(word.size());
      return starts_with_any(other, {"(", "第"}) || digits_at(other, 0) || chinese_at(other, 0);
    }
  return false;
}

// (a) above, (b) of this section, (c) and (d), (1) is met.
bool word_of_reference(std::string_view rest) {
  for (const std::string_view word : {"above", "below", "of", "and", "or", "to", "through", "is", "are"})
    if (word_at(rest, 0, word)) return true;
  return false;
}

// Does the line above end with a word that is followed by a clause number in a reference: as provided in section | 4.
bool leads_to_number(std::string_view before) {
  std::size_t begin = before.size();
  while (begin > 0 && latin(before, begin - 1)) --begin;
  const std::string_view last = before.substr(begin);
  for (const std::string_view word : {"with", "under", "of", "to", "in", "by", "and", "or", "see", "through", "section",
                                      "sections", "paragraph", "paragraphs", "rule", "article", "part"})
    if (last.size() == word.size() && word_at(last, 0, word)) return true;
  return false;
}

}  // namespace

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool ends_sentence(std::string_view text) {
  while (ends_with_any(text, {"”", "’", "）", "》", "」"})) text.remove_suffix(3);
  while (ends_with_any(text, {"\"", ")", "'"})) text.remove_suffix(1);
  return ends_with_any(text, {"。", "；", "：", "？", "！", "．", ".", ";", ":", "!", "?"});
}

bool has_punctuation(std::string_view text) {
  for (std::string_view sign : {"。", "；", "：", "，", ",", ";", ":"})
    if (text.find(sign) != std::string_view::npos) return true;
  return false;
}

NoticeLine line_of(std::string_view raw) {
  NoticeLine line{trimmed(raw)};
  if (line.text.find_first_not_of("-*_=") == std::string_view::npos) return {};  // a rule, or nothing
  line.table = std::count(raw.begin(), raw.end(), '\t') > 1 || line.text.starts_with("|");
  line.heading = line.text.starts_with("#");
  const std::size_t begin = line.text.find_first_not_of("#-*>_ \t");
  if (begin == std::string_view::npos) return {};
  line.text = trimmed(line.text.substr(begin));
  if (const std::size_t end = line.text.find_last_not_of("#*"); end != std::string_view::npos)
    line.text = trimmed(line.text.substr(0, end + 1));
  return line;
}

bool is_reference(std::string_view before, const ClauseMarker& marker, std::string_view rest) {
  if (ends_with_any(before, {"第", "、", "和", "或", "至", "按照", "依照", "参照", "根据", "依据", "（", "("}))
    return true;
  if (starts_with_any(rest, {",", ")"}) || joins(rest) || leads_to_number(before)) return true;
  if (marker.label.ends_with(")") && starts_with_any(rest, {".", ";", "。"})) return true;
  if (word_of_reference(rest.substr(blanks(rest)))) return true;
  if (is_article(marker)) {
    if (starts_with_any(rest.substr(blanks(rest)), {"的", "规定", "之"})) return true;
    return starts_with_any(rest, {"所", "第", "中", "以", "要求", "明确", "有关", "说", ".", ";", "。"});
  }
  if (marker.level == Level::part || marker.level == Level::point)
    return starts_with_any(rest, {"项", "款", "目"}) &&
           !starts_with_any(rest, {"项目", "款项", "目标", "目的", "目录"});
  return continues_enumeration(marker, rest);
}

}  // namespace cepol::notice
