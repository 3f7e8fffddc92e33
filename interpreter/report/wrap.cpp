// Greedy line breaking by display width. CJK punctuation rules forbid some breaks; a word longer than a line is split.
#include "interpreter/report/wrap.hpp"

#include <algorithm>
#include <string_view>

#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::report {

namespace {

bool is_one_of(std::string_view piece, std::initializer_list<std::string_view> signs) {
  return std::find(signs.begin(), signs.end(), piece) != signs.end();
}
bool closes(std::string_view piece) {
  return is_one_of(piece, {"，", "。", "；", "：", "、", "）", "”", "》", "」", "〕", "？", ",", ".", ";", ":", ")"});
}
bool opens(std::string_view piece) { return is_one_of(piece, {"“", "（", "《", "「", "〔", "(", "§"}); }

std::string_view piece_at(const std::string& text, std::size_t at) {
  return at < text.size() ? std::string_view(text).substr(at, code_point_at(text, at).length) : std::string_view();
}

}  // namespace

std::string one_line(const std::string& text) {
  std::string line = text;
  for (char& c : line)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return visible_line(line);
}

std::string shown_cell(const std::string& text, std::size_t most) { return shortened(one_line(text), most); }

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0, break_at = 0;  // break_at: the last place where the line may end, in bytes; 0: none yet
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view piece = piece_at(text, at);
    at += piece.size();
    const std::size_t columns = display_width(piece);
    if (used + columns > width && used > 0) {
      std::string rest;
      if (piece != " " && break_at > 0) {
        rest = lines.back().substr(break_at);
        lines.back().erase(break_at);
      }
      lines.push_back(rest);
      used = display_width(rest);
      break_at = 0;
      if (piece == " ") continue;
    }
    lines.back() += piece;
    used += columns;
    const std::string_view next = piece_at(text, at);
    const bool within_word = piece.size() == 1 && next.size() == 1 && piece != " " && next != " ";
    if (!within_word && !opens(piece) && !closes(next)) break_at = lines.back().size();
  }
  for (std::string& line : lines)
    while (!line.empty() && line.back() == ' ') line.pop_back();
  return lines;
}

}  // namespace cepol::report
