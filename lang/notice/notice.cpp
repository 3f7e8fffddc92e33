// Line by line: a line that starts with a number opens a clause, another goes on with the clause before it. What makes
// this more than a match of patterns are page breaks: a sentence may be torn anywhere, also right before something that
// looks like a number. So in the middle of a sentence a number opens a clause only if it is the one that comes next; or
// if it goes up, and the line above is a title, a blank line is between, or it is an article's (第七条). What looks
// like a clause's number then and opens none is told (Unopened), unless the sentence speaks of it (第 | （三）项).
// English lists have no fixed order of levels ((1)(a)(i)(A) here, (a)(1)(i)(A) there): a number of a kind that is open
// goes on with its list, another opens a list below; and only at the start of a paragraph, in sequence.
#include "lang/notice/notice.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "lang/base/text.hpp"
#include "lang/notice/lines.hpp"

namespace cepol::notice {

namespace {

bool ascii_word(char character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z');
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { notice_.clauses.push_back({std::string(preamble), "", 0, 0}); }

  Notice read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      lines_.push_back(line_of(text_.substr(begin, end - begin)));
      lines_.back().begin = static_cast<std::uint32_t>(begin);
      lines_.back().end = static_cast<std::uint32_t>(end);
      begin = end + 1;
    }
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      if (!lines_[at_].text.empty()) take(lines_[at_]);
      after_blank_ = lines_[at_].text.empty();
    }
    if (notice_.clauses.front().text.empty()) notice_.clauses.erase(notice_.clauses.begin());
    return std::move(notice_);
  }

 private:
  void take(const Line& line) {
    std::string_view body = line.text;
    bool opens = false;
    if (!line.table) {
      std::string half = half_width(line.text);
      for (auto mark = mark_in(half, line); mark; mark = opens_at_once(*mark, half)) {
        if (opens && notice_.clauses.back().text.empty()) drop_last();  // (1)(a): what is between has no text
        opens = true;
        open(*mark, line.begin);
        const std::size_t length = length_before(body, half, mark->length);
        body = trimmed(body.substr(length));
        half = half_width(body);
      }
    }
    Clause& clause = notice_.clauses.back();
    if (!clause.text.empty() && (!torn_ || line.table || line.heading))
      clause.text += '\n';
    else if (!clause.text.empty() && !body.empty() && ascii_word(clause.text.back()) && ascii_word(body.front()))
      clause.text += ' ';
    clause.text += body;
    clause.end = line.end;
    // A title is a line of its own: by its Markdown sign, or a clause's first line without any punctuation.
    const bool title = line.heading || (opens && !has_punctuation(body) && character_count(body) <= 40);
    if (!opens && !line.table) look_again(line);
    before_ = body;
    ended_ = line.table || line.heading || in_annex_list_ || ends_sentence(body);
    torn_ = !ended_ && !title;
    paragraph_ended_ = !torn_ || character_count(body) <= 40 || ends_with_any(body, {", and", ", or", "; and", "; or"});
  }

  std::optional<Mark> mark_in(std::string_view half, const Line& line) const {
    if (auto mark = mark_of(half); mark && opens_clause(*mark, line, half.substr(mark->length))) return mark;
    if (in_annex_list_ || !starts_paragraph(line)) return std::nullopt;
    if (auto mark = heading_of(half)) return mark;
    return in_sequence(nested_marks_of(half));
  }

  // Right behind a number another, the first of a list: (1)(a), Section 4. (a)
  std::optional<Mark> opens_at_once(const Mark& before, std::string_view half) const {
    if (auto mark = mark_of(half); mark && before.english && mark->level == Level::point && mark->number == 1)
      return mark;
    if (!half.starts_with("(")) return std::nullopt;
    for (Mark& mark : nested_marks_of(half))
      if (mark.number == 1 && place_of(mark) == open_.size() && !(mark.kind == before.kind)) return std::move(mark);
    return std::nullopt;
  }

  bool starts_paragraph(const Line& line) const { return after_blank_ || paragraph_ended_ || line.heading; }
  int last_number(const Mark& mark) const {
    const auto last = last_.find({mark.level, mark.kind});
    return last == last_.end() ? 0 : last->second;
  }
  bool may_be_year(const Mark& mark) const { return mark.large && last_number(mark) <= mark.number / 2; }

  bool opens_clause(const Mark& mark, const Line& line, std::string_view rest) const {
    if ((in_annex_list_ && mark.level > Level::chapter) || may_be_year(mark)) return false;
    if (line.heading || mark.level == Level::annex || mark.number == last_number(mark) + 1) return true;
    if (!mark.plain) return false;
    if (ended_) return true;
    if (spoken_of(before_, mark, rest)) return false;
    if (counted_apart(mark)) return true;
    if (mark.number <= last_number(mark)) return false;
    return is_article(mark) || !torn_ || (after_blank_ && !ends_with_any(before_, {"，", ","}));
  }

  // What opened no clause may look like one. Not in the list of annexes, where numbers are the annexes'.
  void look_again(const Line& line) {
    const std::string half = half_width(line.text);
    if (in_annex_list_ && !half.starts_with("第")) return;
    if (auto mark = mark_of(half)) {
      const bool doubtful =
          mark->number > 0 && !may_be_year(*mark) && !spoken_of(before_, *mark, half.substr(mark->length));
      if (doubtful) add_unopened(*mark, line, half, !mark->plain ? Unopened::Why::joined : why_not(*mark));
    } else if (!starts_paragraph(line)) {
      if (auto heading = heading_of(half); heading && !spoken_of(before_, *heading, half.substr(heading->length)))
        add_unopened(*heading, line, half, why_not(*heading));
    } else if (const auto marks = nested_marks_of(half); !marks.empty()) {
      const Mark& first = marks.front();
      // A letter with a full stop may be an initial.
      const bool in_list = in_brackets(first) || first.kind == kinds::decimal || place_of(first) < open_.size();
      if (in_list && !spoken_of(before_, first, half.substr(first.length)))
        add_unopened(first, line, half, Unopened::Why::list);
    }
  }
  Unopened::Why why_not(const Mark& mark) const {
    return torn_ && mark.number > last_number(mark) ? Unopened::Why::torn : Unopened::Why::order;
  }
  void add_unopened(const Mark& mark, const Line& line, std::string_view half, Unopened::Why why) {
    const auto begin = static_cast<std::uint32_t>(line.text.data() - text_.data());
    const std::size_t length = length_before(line.text, half, mark.length);
    notice_.unopened.push_back({std::string(trimmed(line.text.substr(0, length))), notice_.clauses.back().path, begin,
                                begin + static_cast<std::uint32_t>(length), why});
  }

  // Where a nested mark's kind stands open: its place among the open numbers; behind them all where it does not.
  std::size_t place_of(const Mark& mark) const {
    for (std::size_t i = open_.size(); i-- > 0;)
      if (open_[i].level == Level::nested && open_[i].kind == mark.kind) return i;
    return open_.size();
  }

  // Of what a line's number may be: what goes on with the innermost list that it goes on with; else what opens a list;
  // else, behind a full stop, what goes on with a list after a gap, or opens one again. Of two ways the one whose next
  // number comes first below.
  std::optional<Mark> in_sequence(std::vector<Mark> marks) const {
    if (marks.size() == 1 && marks.front().kind == kinds::decimal)
      return lines_[at_].heading || decimal_in_sequence(marks.front()) ? std::optional(std::move(marks.front()))
                                                                       : std::nullopt;
    std::vector<std::pair<std::size_t, const Mark*>> ways;
    for (const Mark& mark : marks) {
      const std::size_t place = place_of(mark);
      const bool goes_on = place < open_.size() && open_[place].number + 1 == mark.number;
      // A letter with a full stop may be an initial: a list has a second one.
      const bool begins = place == open_.size() && mark.number == 1 && (in_brackets(mark) || comes_below(mark));
      if (goes_on || begins) ways.emplace_back(place == open_.size() ? 0 : place + 1, &mark);
    }
    if (ways.size() == 2) {
      const std::string one = label_after(*ways[0].second), other = label_after(*ways[1].second);
      for (std::size_t below = at_ + 1; below < lines_.size() && below - at_ < most_below; ++below)
        for (const Mark& mark : nested_marks_of(half_width(lines_[below].text))) {
          if (mark.label == one) return *ways[0].second;
          if (mark.label == other) return *ways[1].second;
        }
      return *std::max_element(ways.begin(), ways.end())->second;
    }
    if (ways.size() == 1) return *ways.front().second;
    for (const Mark& mark : marks) {
      const std::size_t place = place_of(mark);
      if (!ended_ || place == open_.size()) continue;
      const int gap = mark.number - open_[place].number;
      if ((gap > 0 && gap <= most_gap) || (mark.number == 1 && comes_below(mark))) return mark;
    }
    if (lines_[at_].heading && !marks.empty()) return marks.front();
    return std::nullopt;
  }
  bool comes_below(const Mark& mark) const {
    const std::string next = label_after(mark);
    for (std::size_t below = at_ + 1; below < lines_.size() && below - at_ < most_below; ++below)
      for (const Mark& other : nested_marks_of(half_width(lines_[below].text)))
        if (other.label == next) return true;
    return false;
  }

  // 1.1 after 1. or Section 1; 1.2, 1.1.1 and 2.1 after 1.1.
  bool decimal_in_sequence(const Mark& mark) const {
    const Mark* before = nullptr;
    int major = 0;
    for (const Mark& one : open_) {
      if (one.kind == kinds::decimal) before = &one;
      if (one.level == Level::item || one.level == Level::chapter) major = one.number;
    }
    const std::vector<int>& parts = mark.parts;
    if (before == nullptr) return parts.size() == 2 && parts.back() == 1 && (parts[0] == major || parts[0] == 1);
    const std::vector<int>& last = before->parts;
    const std::size_t size = parts.size();
    if (size == 2 && parts[1] == 1 && parts[0] == last[0] + 1) return true;
    if (size > last.size() + 1) return false;
    if (!std::equal(parts.begin(), parts.end() - 1, last.begin())) return false;
    return parts.back() == (size == last.size() + 1 ? 1 : last[size - 1] + 1);
  }

  // What a mark closes: for a fixed level what is of it or below; a nested mark goes to its kind's place.
  void close_for(const Mark& mark) {
    const auto first = [&](auto&& fits) {
      return static_cast<std::size_t>(std::find_if(open_.begin(), open_.end(), fits) - open_.begin());
    };
    if (mark.level != Level::nested) {
      open_.resize(first([&](const Mark& one) {
        if (one.level != Level::nested) return one.level >= mark.level;
        return mark.level < Level::item ||
               (mark.level == Level::item && (in_brackets(one) || one.kind == kinds::decimal));
      }));
    } else if (mark.kind == kinds::decimal) {
      open_.resize(first([&](const Mark& one) {
        return one.level == Level::point ||
               (one.level == Level::nested && (one.kind != kinds::decimal || one.parts.size() >= mark.parts.size()));
      }));
    } else {
      const auto shut = [](const Mark& one) {
        return one.level == Level::point || (one.level == Level::nested && in_brackets(one));
      };
      open_.resize(in_brackets(mark) ? place_of(mark) : std::min(place_of(mark), first(shut)));
    }
  }

  void open(const Mark& mark, std::uint32_t begin) {
    in_annex_list_ = mark.annex_list;
    close_for(mark);
    open_.push_back(mark);
    // Numbers below begin anew; those of an outer level that an English list stands under go on.
    const Level begins = mark.level != Level::nested ? mark.level : in_brackets(mark) ? Level::item : Level::part;
    std::erase_if(last_, [&](const auto& one) {
      return one.first.first > begins && std::none_of(open_.begin(), open_.end(), [&](const Mark& outer) {
               return outer.level == one.first.first && outer.kind == one.first.second;
             });
    });
    if (mark.level != Level::nested) last_[{mark.level, mark.kind}] = mark.number;
    std::string path = path_of_open();
    const std::size_t depth = open_.size() - 1;
    if (mark.annex_list) open_.pop_back();  // what follows the list does not belong to it
    if (const int repeated = ++seen_[path]; repeated > 1) path += "#" + std::to_string(repeated);
    notice_.clauses.push_back({std::move(path), "", begin, begin, depth});
  }
  // The labels from the outside in; between two that would run together a full stop: Article3.1. 1.1 says it all.
  std::string path_of_open() const {
    std::string path;
    bool english = false;
    for (const Mark& mark : open_) {
      if (mark.kind == kinds::decimal) path = open_.front().level == Level::annex ? open_.front().label : "";
      english = english || mark.english;
      if (english && !path.empty() && ascii_word(path.back()) && ascii_word(mark.label.front())) path += '.';
      path += mark.label;
    }
    return path;
  }
  void drop_last() {
    --seen_[notice_.clauses.back().path];
    notice_.clauses.pop_back();
  }

  static constexpr std::size_t most_below = 400;  // lines
  static constexpr int most_gap = 5;

  std::string_view text_;
  Notice notice_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;                              // the line under way
  std::vector<Mark> open_;                          // the numbers that what follows stands under, from the outside in
  std::map<std::pair<Level, char32_t>, int> last_;  // the number that came last, of fixed levels
  std::unordered_map<std::string, int> seen_;
  bool in_annex_list_ = false;
  std::string_view before_;  // the line before, without its number
  bool ended_ = true;        // the line before ended a sentence (or is no sentence)
  bool torn_ = false;        // it stopped in the middle of one
  bool after_blank_ = true;
  bool paragraph_ended_ = true;  // the line before may end a paragraph: not torn, short, or `; and`
};

}  // namespace

const Clause* Notice::find(std::string_view path) const {
  const auto found =
      std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.path == path; });
  return found == clauses.end() ? nullptr : &*found;
}

Notice read(const Source& source) { return Reader(source.text).read(); }

}  // namespace cepol::notice
