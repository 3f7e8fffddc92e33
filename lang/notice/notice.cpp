// Line by line: a line that starts with a number opens a clause, another goes on with the clause before it. What makes
// this more than a match of patterns are page breaks: a sentence may be torn anywhere, also right before something that
// looks like a number. So in the middle of a sentence a number opens a clause only if it is the one that comes next.
#include "lang/notice/notice.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "lang/base/text.hpp"
#include "lang/notice/marks.hpp"

namespace cepol::notice {

namespace {

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// 。 or 。” or 。） or ：
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

struct Line {
  std::string_view text;  // without blanks and Markdown signs around it
  bool heading = false;   // a Markdown heading
  bool table = false;     // a row of a table
};

Line line_of(std::string_view raw) {
  Line line{trimmed(raw)};
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

// The bytes of `line` that its first `length` bytes came from before its signs were made half-width.
std::size_t length_before(std::string_view line, std::string_view half, std::size_t length) {
  std::size_t at = 0;
  for (std::size_t characters = character_count(half.substr(0, length)); characters > 0 && at < line.size();
       --characters)
    at += code_point_at(line, at).length;
  return at;
}

bool ascii_word(char character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z');
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { notice_.clauses.push_back({"前言", "", 0, 0}); }

  Notice read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      if (const Line line = line_of(text_.substr(begin, end - begin)); !line.text.empty())
        take(line, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
      begin = end + 1;
    }
    if (notice_.clauses.front().text.empty()) notice_.clauses.erase(notice_.clauses.begin());
    return std::move(notice_);
  }

 private:
  void take(const Line& line, std::uint32_t begin, std::uint32_t end) {
    std::string_view body = line.text;
    bool opens = false;
    if (!line.table) {
      const std::string half = half_width(line.text);
      if (const auto mark = mark_of(half); mark && opens_clause(*mark, line)) {
        opens = true;
        open(*mark, begin);
        body = trimmed(body.substr(length_before(body, half, mark->length)));
      }
    }
    Clause& clause = notice_.clauses.back();
    if (!clause.text.empty() && (!torn_ || line.table || line.heading))
      clause.text += '\n';
    else if (!clause.text.empty() && !body.empty() && ascii_word(clause.text.back()) && ascii_word(body.front()))
      clause.text += ' ';
    clause.text += body;
    clause.end = end;
    // A title is a line of its own: by its Markdown sign, or a clause's first line without any punctuation.
    const bool title = line.heading || (opens && !has_punctuation(body) && character_count(body) <= 40);
    ended_ = line.table || line.heading || in_annex_list_ || ends_sentence(body);
    torn_ = !ended_ && !title;
  }

  bool opens_clause(const Mark& mark, const Line& line) const {
    if (in_annex_list_ && mark.level > Level::chapter) return false;
    if (line.heading || mark.level == Level::annex) return true;
    if (mark.plain && ended_) return true;
    const auto last = last_.find({mark.level, mark.kind});
    const int before = last == last_.end() ? 0 : last->second;
    return mark.number == before + 1;
  }

  void open(const Mark& mark, std::uint32_t begin) {
    in_annex_list_ = mark.annex_list;
    const auto level = static_cast<std::size_t>(mark.level);
    labels_[level] = mark.label;
    for (std::size_t inner = level + 1; inner < levels; ++inner) labels_[inner].clear();
    std::erase_if(last_, [&](const auto& one) { return one.first.first > mark.level; });
    last_[{mark.level, mark.kind}] = mark.number;
    std::string path;
    for (const std::string& label : labels_) path += label;
    if (mark.annex_list) labels_[level].clear();  // what follows the list does not belong to it
    if (const int repeated = ++seen_[path]; repeated > 1) path += "#" + std::to_string(repeated);
    notice_.clauses.push_back({std::move(path), "", begin, begin});
  }

  std::string_view text_;
  Notice notice_;
  std::array<std::string, levels> labels_;
  std::map<std::pair<Level, char32_t>, int> last_;  // the number that came last
  std::unordered_map<std::string, int> seen_;
  bool in_annex_list_ = false;
  bool ended_ = true;  // the line before ended a sentence (or is no sentence)
  bool torn_ = false;  // it stopped in the middle of one
};

}  // namespace

const Clause* Notice::find(std::string_view path) const {
  const auto found =
      std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.path == path; });
  return found == clauses.end() ? nullptr : &*found;
}

Notice read(const Source& source) { return Reader(source.text).read(); }

}  // namespace cepol::notice
