// CoverageBuilder: splits the source text into lines, and lines into pieces that lie within the same points and have
// one token style.
#include "interpreter/pages/coverage.hpp"

#include <algorithm>

#include "interpreter/pages/rules.hpp"

namespace cepol::pages {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::Tree;

namespace {

class CoverageBuilder {
 public:
  CoverageBuilder(const PolicyWithNotice& policy, const authoring::Coverage& coverage, bool english)
      : policy_(policy),
        coverage_(coverage),
        tree_(policy.modules->back().parsed->tree),
        source_(policy.modules->back().source),
        text_(*tree_.text) {
    page_.english = english;
    page_.policy_english = policy.checked->program.english;
    page_.title = policy.checked->program.title;
    page_.path = policy.checked->program.name;
    page_.amends = !(*policy.sources)[source_].pieces.empty();
  }

  CoveragePage run() {
    begin_lines();
    points();
    lines();
    parts();
    for (std::size_t i = 0; i < policy_.checked->examples.size(); ++i) {
      const semantics::Example& one = policy_.checked->examples[i];
      TriedExample tried{one.title, coverage_.holds[i], one.carried, {}};
      if (one.span.source == source_) tried.line = line_of(one.span.begin);
      page_.examples.push_back(std::move(tried));
    }
    return std::move(page_);
  }

 private:
  void begin_lines() {  // a line ends with LF, CR or both
    begins_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const bool ends = text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n'));
      if (ends && at + 1 < text_.size()) begins_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  std::size_t line_of(std::uint32_t at) const {
    return static_cast<std::size_t>(std::upper_bound(begins_.begin(), begins_.end(), at) - begins_.begin() - 1);
  }
  std::pair<std::uint32_t, std::uint32_t> bounds(std::size_t line) const {  // without the line end
    std::uint32_t end = line + 1 < begins_.size() ? begins_[line + 1] : static_cast<std::uint32_t>(text_.size());
    while (end > begins_[line] && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return {begins_[line], end};
  }

  void points() {
    for (const authoring::Point& point : coverage_.points)
      page_.points.push_back({point, line_of(point.span.begin), place_in_file(*policy_.sources, point.span)});
    std::stable_sort(page_.points.begin(), page_.points.end(), [](const MarkedPoint& a, const MarkedPoint& b) {
      const Span left = a.point.span, right = b.point.span;
      return left.begin != right.begin ? left.begin < right.begin : left.end > right.end;
    });
  }

  // Splits each line into pieces of one style that lie within the same points. The text between tokens is blanks and
  // comments; a comment extends to the end of the line. Blanks before the first and after the last token of a line
  // belong to no point.
  void lines() {
    std::vector<std::uint32_t> cuts;
    for (const MarkedPoint& one : page_.points) cuts.insert(cuts.end(), {one.point.span.begin, one.point.span.end});
    for (const Token& token : tree_.tokens) cuts.insert(cuts.end(), {token.begin, token.end});
    std::sort(cuts.begin(), cuts.end());
    auto token = tree_.tokens.begin();
    for (std::size_t line = 0; line < begins_.size(); ++line) {
      const auto [begin, end] = bounds(line);
      TextLine made;
      made.own = page_.amends && begin < end &&
                 written_in(*policy_.sources, {source_, begin, end}, syntax::own_source(*policy_.sources, tree_));
      for (std::uint32_t at = begin; at < end;) {
        const auto cut = std::upper_bound(cuts.begin(), cuts.end(), at);
        const std::uint32_t stop = cut == cuts.end() ? end : std::min(*cut, end);
        while (token != tree_.tokens.end() && token->end <= at) ++token;
        const bool word = token != tree_.tokens.end() && token->begin <= at;
        const std::uint32_t comment = word ? stop : comment_from(at, stop);
        if (at < comment)
          add(made, {text_.substr(at, comment - at),
                     word && token->kind == TokenKind::keyword ? TextStyle::keyword : TextStyle::plain,
                     word || (at != begin && comment != end && comment == stop) ? around(at, stop)
                                                                                : std::vector<std::size_t>()});
        if (comment < stop) add(made, {text_.substr(comment, stop - comment), TextStyle::comment, {}});
        at = stop;
      }
      page_.lines.push_back(std::move(made));
    }
  }
  std::uint32_t comment_from(std::uint32_t at, std::uint32_t end) const {
    for (const std::string_view sign : {"#", "＃"})
      if (const std::size_t found = text_.find(sign, at); found < end) end = static_cast<std::uint32_t>(found);
    return end;
  }
  std::vector<std::size_t> around(std::uint32_t begin, std::uint32_t end) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < page_.points.size(); ++i)
      if (const Span span = page_.points[i].point.span; span.begin <= begin && end <= span.end) all.push_back(i);
    return all;
  }
  static void add(TextLine& line, TextPiece piece) {
    if (!line.pieces.empty() && line.pieces.back().style == piece.style && line.pieces.back().points == piece.points)
      line.pieces.back().text += piece.text;
    else
      line.pieces.push_back(std::move(piece));
  }
  // Empty lines between two declarations belong to the first, comments to the second.
  void parts() {
    const auto empty = [&](std::size_t line) {
      const auto [begin, end] = bounds(line);
      return std::string_view(text_).substr(begin, end - begin).find_first_not_of(" \t") == std::string_view::npos;
    };
    std::size_t from = 0;
    for (NodeId node : tree_.children(tree_.root)) {
      const Span span = tree_.span(node);
      std::size_t end = line_of(std::max(span.begin, span.end - 1)) + 1;
      while (end < begins_.size() && empty(end)) ++end;
      if (end > from) page_.parts.push_back({from, end, false});
      from = end;
    }
    if (from < begins_.size()) page_.parts.push_back({from, begins_.size(), false});
    for (const std::size_t missed : page_.missed())
      for (TextPart& part : page_.parts)
        if (const std::size_t line = page_.points[missed].line; part.first <= line && line < part.end)
          part.missed = true;
  }

  const PolicyWithNotice& policy_;
  const authoring::Coverage& coverage_;
  const Tree& tree_;
  SourceId source_;
  const std::string& text_;
  std::vector<std::uint32_t> begins_;  // of lines
  CoveragePage page_;
};

}  // namespace

std::vector<std::size_t> CoveragePage::missed() const {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (!points[i].point.reached()) all.push_back(i);
  return all;
}

CoveragePage make_coverage(const PolicyWithNotice& policy, const authoring::Coverage& coverage, bool english) {
  return CoverageBuilder(policy, coverage, english).run();
}

}  // namespace cepol::pages
