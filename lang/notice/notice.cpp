// Splits a notice into clauses, line by line: a line that starts with a number opens a clause, other lines continue the
// current clause. Page breaks can split a sentence at any place, also before a number, so a number that follows an
// unfinished sentence opens a clause only if it is the next number of its list; or if it increases and the line above
// is a title, or a blank line separates them, or it is an article's (第七条). A line that looks like the start of a
// clause but opens none is recorded (Unopened), unless its number is a reference (第 | （三）项).
// Which lists are open, and the path of a clause in them, is kept by OpenLists.
#include "lang/notice/notice.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <set>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"
#include "lang/notice/lines.hpp"
#include "lang/notice/open_lists.hpp"

namespace cepol::notice {

namespace {

bool has_ideographs(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint one = code_point_at(text, at);
    if (one.value >= 0x4E00 && one.value <= 0x9FFF) return true;
    at += one.length;
  }
  return false;
}

class ClauseReader {
 public:
  // `repeated`: paths that the text has more than once, of articles and the parts of a document (第一节).
  ClauseReader(std::string_view text, std::set<std::string> repeated)
      : text_(text), english_(!has_ideographs(text)), open_(english_, std::move(repeated)) {
    notice_.clauses.push_back({std::string(preamble), "", 0, 0});
  }

  // Valid after read().
  std::set<std::string> repeated_articles() { return open_.repeated_articles(); }

  Notice read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = cleaned(text_.substr(begin, end - begin));
      lines_.push_back(line_of(line));
      lines_.back().signs = lines_.back().text.empty() && !trimmed(line).empty();
      lines_.back().begin = static_cast<std::uint32_t>(begin);
      lines_.back().end = static_cast<std::uint32_t>(end);
      begin = end + 1;
    }
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      if (!lines_[at_].text.empty())
        take(lines_[at_]);
      else if (lines_[at_].signs && !notice_.clauses.back().text.empty())
        notice_.clauses.back().end = lines_[at_].end;
      after_blank_ = lines_[at_].text.empty();
    }
    if (notice_.clauses.front().text.empty()) notice_.clauses.erase(notice_.clauses.begin());
    for (std::size_t i = 0; i < notice_.clauses.size(); ++i) notice_.index.emplace(notice_.clauses[i].path, i);
    return std::move(notice_);
  }

 private:
  // A line without invisible characters and with ordinary ideographs: a notice may come from a PDF.
  std::string_view cleaned(std::string_view line) {
    std::string buffer;
    const Cleaned result = clean(line, buffer);
    return result.text.data() == line.data() ? line : std::string_view(cleaned_.emplace_back(std::move(buffer)));
  }

  void take(const NoticeLine& line) {
    std::string_view body = line.text;
    bool opens = false;
    if (!line.table) {
      std::string half = folded(line.text);
      for (auto marker = marker_in(half, line); marker; marker = opens_at_once(*marker, half)) {
        if (opens && notice_.clauses.back().text.empty()) drop_last();  // (1)(a): the clause (1) has no text of its own
        opens = true;
        open(*marker, line.begin);
        const std::size_t length = length_before(body, half, marker->length);
        body = trimmed(body.substr(length));
        half = folded(body);
      }
    }
    Clause& clause = notice_.clauses.back();
    if (!clause.text.empty() && (!torn_ || line.table || line.heading))
      clause.text += '\n';
    else if (!clause.text.empty() && !body.empty() && ascii_word(clause.text.back()) && ascii_word(body.front()))
      clause.text += ' ';
    clause.text += body;
    clause.end = line.end;
    // A title is never continued: a Markdown heading, or the first line of a clause if it has no punctuation.
    const bool title = line.heading || (opens && !has_punctuation(body) && character_count(body) <= 40);
    if (!opens && !line.table) note_unopened(line);
    before_ = body;
    ended_ = line.table || line.heading || in_annex_list_ || ends_sentence(body);
    torn_ = !ended_ && !title;
    paragraph_ended_ = !torn_ || character_count(body) <= 40 || ends_with_any(body, {", and", ", or", "; and", "; or"});
  }

  std::optional<ClauseMarker> marker_in(std::string_view half, const NoticeLine& line) const {
    if (auto marker = marker_of(half); marker && opens_clause(*marker, line, half.substr(marker->length)))
      return marker;
    if (in_annex_list_ || !starts_paragraph(line)) return std::nullopt;
    if (auto marker = heading_marker_of(half)) return marker;
    if (auto marker = title_marker_in(half, line)) return marker;
    if (auto marker = lettered_marker_of(half); marker && line.heading) return marker;
    return in_sequence(nested_markers_of(half));
  }

  // 4 Refreshers paid by the Board: a title on a line of its own behind a blank line, with the next number of the list;
  // the first where a second comes below; with a heading's sign whatever the number.
  std::optional<ClauseMarker> title_marker_in(std::string_view half, const NoticeLine& line) const {
    auto marker = bare_marker_of(half);
    if (!marker || !(line.heading || (english_ && stands_alone(half)))) return std::nullopt;
    const int last = open_.last_number(*marker);
    const bool next = marker->number == last + 1 && (last > 0 || title_below(2));
    return line.heading || next ? std::move(marker) : std::nullopt;
  }
  bool stands_alone(std::string_view half) const {
    const bool last = at_ + 1 == lines_.size() || lines_[at_ + 1].text.empty();
    return after_blank_ && last && character_count(half) <= 80 && !has_punctuation(half) && !ends_sentence(half);
  }
  bool title_below(int number) const {
    for (std::size_t below = at_ + 1; below < lines_.size() && below - at_ < most_below; ++below)
      if (const auto marker = bare_marker_of(folded(lines_[below].text)))
        if (marker->number == number && lines_[below - 1].text.empty()) return true;
    return false;
  }

  // A marker right after another one, the first of its list: (1)(a), Section 4. (a)
  std::optional<ClauseMarker> opens_at_once(const ClauseMarker& before, std::string_view half) const {
    if (auto marker = marker_of(half); marker && before.english && marker->level == Level::point && marker->number == 1)
      return marker;
    if (!half.starts_with("(")) return std::nullopt;
    for (ClauseMarker& marker : nested_markers_of(half))
      if (marker.number == 1 && open_.list_of(marker) == open_.size() && !(marker.kind == before.kind))
        return std::move(marker);
    return std::nullopt;
  }

  bool starts_paragraph(const NoticeLine& line) const { return after_blank_ || paragraph_ended_ || line.heading; }
  bool may_be_year(const ClauseMarker& marker) const {
    return marker.large && open_.last_number(marker) <= marker.number / 2;
  }

  bool opens_clause(const ClauseMarker& marker, const NoticeLine& line, std::string_view rest) const {
    if ((in_annex_list_ && marker.level > Level::chapter) || may_be_year(marker)) return false;
    if (line.heading || marker.level == Level::annex || marker.number == open_.last_number(marker) + 1) return true;
    if (!marker.plain) return false;
    if (ended_) return true;
    if (is_reference(before_, marker, rest)) return false;
    if (counted_apart(marker)) return true;
    if (marker.number <= open_.last_number(marker)) return false;
    return is_article(marker) || !torn_ || (after_blank_ && !ends_with_any(before_, {"，", ","}));
  }

  // Records a line that opened no clause but looks as if it should. Not in a list of annexes, whose numbers are the
  // annexes' own.
  void note_unopened(const NoticeLine& line) {
    const std::string half = folded(line.text);
    if (in_annex_list_ && !half.starts_with("第")) return;
    if (auto marker = marker_of(half)) {
      const bool doubtful =
          marker->number > 0 && !may_be_year(*marker) && !is_reference(before_, *marker, half.substr(marker->length));
      if (doubtful) add_unopened(*marker, line, half, !marker->plain ? Unopened::Why::joined : why_not(*marker));
    } else if (!starts_paragraph(line)) {
      if (auto heading = heading_marker_of(half);
          heading && !is_reference(before_, *heading, half.substr(heading->length)))
        add_unopened(*heading, line, half, why_not(*heading));
    } else if (const auto title = bare_marker_of(half)) {
      if (english_ && stands_alone(half) && open_.last_number(*title) > 0)
        add_unopened(*title, line, half,
                     title->number > open_.last_number(*title) ? Unopened::Why::list : Unopened::Why::order);
    } else if (const auto lettered = lettered_marker_of(half)) {
      add_unopened(*lettered, line, half, Unopened::Why::list);
    } else if (const auto markers = nested_markers_of(half); !markers.empty()) {
      const ClauseMarker& first = markers.front();
      // A letter with a full stop may be an initial.
      const bool in_list = in_brackets(first) || first.kind == kinds::decimal || open_.list_of(first) < open_.size();
      if (in_list && !is_reference(before_, first, half.substr(first.length)))
        add_unopened(first, line, half, Unopened::Why::list);
    }
  }
  Unopened::Why why_not(const ClauseMarker& marker) const {
    return torn_ && marker.number > open_.last_number(marker) ? Unopened::Why::torn : Unopened::Why::order;
  }
  void add_unopened(const ClauseMarker& marker, const NoticeLine& line, std::string_view half, Unopened::Why why) {
    const std::size_t length = length_before(line.text, half, marker.length);
    std::uint32_t begin = line.begin, end = line.end;  // the whole line, if it was cleaned
    if (std::less_equal<>()(text_.data(), line.text.data()) &&
        std::less<>()(line.text.data(), text_.data() + text_.size())) {
      begin = static_cast<std::uint32_t>(line.text.data() - text_.data());
      end = begin + static_cast<std::uint32_t>(length);
    }
    notice_.unopened.push_back(
        {std::string(trimmed(line.text.substr(0, length))), notice_.clauses.back().path, begin, end, why});
  }

  // Chooses among the readings of a nested marker: the one that continues the innermost list; else one that opens a
  // list; else, after a full stop, one that continues a list with a gap or restarts it. Of two candidates the one whose
  // next number occurs first below is taken.
  std::optional<ClauseMarker> in_sequence(std::vector<ClauseMarker> markers) const {
    if (markers.size() == 1 && markers.front().kind == kinds::decimal)
      return lines_[at_].heading || open_.continues_decimal(markers.front()) ? std::optional(std::move(markers.front()))
                                                                             : std::nullopt;
    std::vector<std::pair<std::size_t, const ClauseMarker*>> ways;
    for (const ClauseMarker& marker : markers) {
      const std::size_t place = open_.list_of(marker);
      const bool goes_on = place < open_.size() && open_[place].number + 1 == marker.number;
      // A letter with a full stop may be an initial: a list has a second one.
      const bool begins = place == open_.size() && marker.number == 1 && (in_brackets(marker) || comes_below(marker));
      if (goes_on || begins) ways.emplace_back(place == open_.size() ? 0 : place + 1, &marker);
    }
    if (ways.size() == 2) {
      const std::string one = label_after(*ways[0].second), other = label_after(*ways[1].second);
      for (std::size_t below = at_ + 1; below < lines_.size() && below - at_ < most_below; ++below)
        for (const ClauseMarker& marker : nested_markers_of(folded(lines_[below].text))) {
          if (marker.label == one) return *ways[0].second;
          if (marker.label == other) return *ways[1].second;
        }
      return *std::max_element(ways.begin(), ways.end())->second;
    }
    if (ways.size() == 1) return *ways.front().second;
    for (const ClauseMarker& marker : markers) {
      const std::size_t place = open_.list_of(marker);
      if (!ended_ || place == open_.size()) continue;
      const int gap = marker.number - open_[place].number;
      if ((gap > 0 && gap <= most_gap) || (marker.number == 1 && comes_below(marker))) return marker;
    }
    if (lines_[at_].heading && !markers.empty()) return markers.front();
    return std::nullopt;
  }
  bool comes_below(const ClauseMarker& marker) const {
    const std::string next = label_after(marker);
    for (std::size_t below = at_ + 1; below < lines_.size() && below - at_ < most_below; ++below)
      for (const ClauseMarker& other : nested_markers_of(folded(lines_[below].text)))
        if (other.label == next) return true;
    return false;
  }

  void open(const ClauseMarker& marker, std::uint32_t begin) {
    in_annex_list_ = marker.annex_list;
    OpenLists::Opened opened = open_.open(marker);
    notice_.clauses.push_back({std::move(opened.path), "", begin, begin, opened.depth});
  }
  void drop_last() {
    open_.forget(notice_.clauses.back().path);
    notice_.clauses.pop_back();
  }

  static constexpr std::size_t most_below = 400;  // lines
  static constexpr int most_gap = 5;

  std::string_view text_;
  bool english_;  // without ideographs
  Notice notice_;
  std::deque<std::string> cleaned_;  // lines that are not as they stand in the text
  std::vector<NoticeLine> lines_;
  std::size_t at_ = 0;  // the current line
  OpenLists open_;
  bool in_annex_list_ = false;
  std::string_view before_;  // the line before, without its number
  bool ended_ = true;        // the line before ended a sentence (or is no sentence)
  bool torn_ = false;        // the line before ended in the middle of a sentence
  bool after_blank_ = true;
  bool paragraph_ended_ = true;  // the line before may end a paragraph: not torn, short, or `; and`
};

}  // namespace

const Clause* Notice::find(std::string_view path) const {
  const auto found = index.find(std::string(path));
  return found == index.end() ? nullptr : &clauses[found->second];
}

Notice read(const Source& source) {
  ClauseReader once(source.text, {});
  Notice notice = once.read();
  std::set<std::string> repeated = once.repeated_articles();
  return repeated.empty() ? std::move(notice) : ClauseReader(source.text, std::move(repeated)).read();
}

}  // namespace cepol::notice
