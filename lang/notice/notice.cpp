#include "lang/notice/notice.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "lang/base/text.hpp"

namespace cepol::notice {

namespace {

// The number at the start of a line, as a label of a level: 0 一、 / 第一条 / 附件1; 1 （一）; 2 1.; 3 （1）.
struct Mark {
  int level = 0;
  std::string label;
  std::size_t length = 0;   // of the mark in the line
  bool annex_list = false;  // 附件：1. ... : the list of annexes at the end of a notice
};

bool chinese_digit(std::string_view character) {
  for (std::string_view digit : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "〇", "零"})
    if (digit == character) return true;
  return false;
}

std::size_t chinese_number(std::string_view text) {
  std::size_t at = 0;
  while (at + 3 <= text.size() && chinese_digit(text.substr(at, 3))) at += 3;
  return at;
}

std::size_t arabic_number(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

// `text` has half-width signs and digits. A mark needs something behind it, or stands alone on its line.
std::optional<Mark> mark_of(std::string_view text) {
  constexpr std::string_view list_comma = "、";
  if (const std::size_t number = chinese_number(text); number > 0 && text.substr(number).starts_with(list_comma))
    return Mark{0, std::string(text.substr(0, number)), number + list_comma.size()};
  if (text.starts_with("第")) {
    const std::size_t number = std::max(chinese_number(text.substr(3)), arabic_number(text.substr(3)));
    for (std::string_view kind : {"条", "章", "节"})
      if (number > 0 && text.substr(3 + number).starts_with(kind))
        return Mark{0, std::string(text.substr(0, 3 + number + kind.size())), 3 + number + kind.size()};
  }
  if (text.starts_with("附件")) {
    std::string_view rest = text.substr(6);
    const std::size_t before = rest.size();
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    const std::size_t number = arabic_number(rest);
    const std::string label = "附件" + std::string(rest.substr(0, number));
    const std::string_view after = trimmed(rest.substr(number));
    if (after.empty()) return Mark{0, label, text.size()};
    if (after.starts_with(":")) {
      Mark mark{0, label, 6 + before - rest.size() + number};
      mark.annex_list = number == 0;
      return mark;
    }
  }
  if (text.starts_with("(")) {
    const std::size_t chinese = chinese_number(text.substr(1)), arabic = arabic_number(text.substr(1));
    const std::size_t number = std::max(chinese, arabic);
    if (number > 0 && text.substr(1 + number).starts_with(")"))
      return Mark{chinese > 0 ? 1 : 3, std::string(text.substr(0, number + 2)), number + 2};
  }
  if (const std::size_t number = arabic_number(text); number > 0 && number <= 3) {
    const std::string_view rest = text.substr(number);
    const bool dot = rest.starts_with(".") && !(rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9');
    if (dot || rest.starts_with(list_comma))
      return Mark{2, std::string(text.substr(0, number)), number + (dot ? 1 : list_comma.size())};
  }
  return std::nullopt;
}

bool ends_sentence(std::string_view text) {
  for (std::string_view end : {"。", "；", "：", "？", "！", "”", ".", ";", ":", "!", "?"})
    if (text.ends_with(end)) return true;
  return false;
}

}  // namespace

const Clause* Notice::find(std::string_view path) const {
  const auto found = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.path == path; });
  return found == clauses.end() ? nullptr : &*found;
}

Notice read(const Source& source) {
  Notice notice;
  notice.clauses.push_back({"前言", "", 0, 0});
  std::vector<std::string> labels(4);
  bool in_annex_list = false;
  const std::string& text = source.text;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    std::string_view line = trimmed(std::string_view(text).substr(begin, end - begin));
    // Signs of Markdown: headings, list dashes, rules.
    const bool rule = line.size() >= 3 && line.find_first_not_of("-*_") == std::string_view::npos;
    while (!line.empty() && (line.front() == '#' || line.front() == '-' || line.front() == '*')) line.remove_prefix(1);
    line = trimmed(line);
    if (rule || line.empty()) {
      begin = end + 1;
      continue;
    }
    const std::string folded = half_width(line);
    const auto mark = mark_of(folded);
    std::string_view body = line;
    const bool starts_clause = mark && !(in_annex_list && mark->level > 0);
    if (starts_clause) {
      in_annex_list = mark->annex_list;
      labels[static_cast<std::size_t>(mark->level)] = mark->label;
      for (std::size_t deeper = static_cast<std::size_t>(mark->level) + 1; deeper < labels.size(); ++deeper) labels[deeper].clear();
      std::string path;
      for (const std::string& label : labels) path += label;
      int repeats = 1;
      for (std::string unique = path; notice.find(path) != nullptr; path = unique + "#" + std::to_string(repeats)) ++repeats;
      notice.clauses.push_back({path, "", static_cast<std::uint32_t>(begin), 0});
      // The mark as long as it is in the unfolded line: the same number of characters.
      std::size_t characters = character_count(std::string_view(folded).substr(0, mark->length)), at = 0;
      for (; characters > 0 && at < line.size(); --characters) at += code_point_at(line, at).length;
      body = trimmed(line.substr(at));
      if (mark->annex_list && (body.starts_with("：") || body.starts_with(":"))) body = trimmed(body.substr(body.starts_with(":") ? 1 : 3));
    }
    Clause& clause = notice.clauses.back();
    // A line that goes on a sentence torn by a page break is put together with it again.
    if (!clause.text.empty() && ends_sentence(clause.text)) clause.text += '\n';
    clause.text += body;
    clause.end = static_cast<std::uint32_t>(end);
    begin = end + 1;
  }
  if (notice.clauses.front().text.empty()) notice.clauses.erase(notice.clauses.begin());
  return notice;
}

}  // namespace cepol::notice
