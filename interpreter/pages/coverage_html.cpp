// CoverageHtml: renders a CoveragePage as HTML. Points are nested elements; they are closed at each line end and
// reopened on the next line.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/authoring/coverage_words.hpp"
#include "interpreter/pages/coverage.hpp"
#include "interpreter/pages/page_shell.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/html.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::pages {

using report::for_html;

namespace {

constexpr std::size_t deepest = 24;  // largest indent of the continuation of a wrapped line, in characters

class CoverageHtml {
 public:
  explicit CoverageHtml(const CoveragePage& page)
      : page_(page),
        missed_(page.missed()),
        lang_(lang_attribute(page.english, page.policy_english)),
        signed_(page.points.size()) {}

  std::string run() {
    out_ += "<header>\n" + head_html(head()) + failing() + "</header>\n<main>\n";
    missed_list();
    controls();
    text();
    examples();
    out_ += "</main>\n";
    return page_html(page_.title, page_.english, std::move(out_), coverage_style, coverage_script);
  }

 private:
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(page_.english, zh, en); }
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(page_.english, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }
  std::string name_of(const authoring::PointLabels& kind, bool several) const {
    return std::string(say(kind.zh, several ? kind.en : kind.one_en));
  }

  Head head() const {
    Head head{.kicker = std::string(say("示例走到了哪里", "What the examples reach")),
              .title = page_.title,
              .lang = std::string(lang_),
              .facts = {page_.path}};
    const std::size_t failing = failures(false).size();
    head.counts.push_back({std::string(say("示例", "examples")), std::to_string(own_examples())});
    if (failing > 0) head.counts.push_back({std::string(say("不通过", "failing")), std::to_string(failing), true});
    for (const authoring::PointLabels& kind : authoring::point_kinds) {
      std::size_t all = 0, reached = 0;
      for (const MarkedPoint& one : page_.points) {
        if (one.point.kind != kind.kind) continue;
        ++all;
        reached += one.point.reached() ? 1 : 0;
      }
      if (all > 0) head.counts.push_back({name_of(kind, true), fmt::format("{}/{}", reached, all), reached < all});
    }
    return head;
  }
  std::size_t own_examples() const {
    return static_cast<std::size_t>(std::count_if(page_.examples.begin(), page_.examples.end(),
                                                  [](const TriedExample& one) { return !one.carried; }));
  }
  std::vector<std::size_t> failures(bool carried) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < page_.examples.size(); ++i)
      if (!page_.examples[i].holds && page_.examples[i].carried == carried) all.push_back(i);
    return all;
  }

  std::string failing() const {
    const std::vector<std::size_t> all = failures(false);
    if (all.empty()) return {};
    std::string links;
    for (std::size_t index : all) links += (links.empty() ? "" : std::string(say("、", ", "))) + title(index);
    return fmt::format(
        "<p class=\"failing\">{}{}</p>\n",
        say("不通过的示例不算走到哪里，先改好：", "An example that fails reaches nothing; mend it first: "), links);
  }
  // An example's title, as a link to its place in the text.
  std::string title(std::size_t index) const {
    const TriedExample& one = page_.examples[index];
    if (!one.line) return fmt::format("<span{}>{}</span>", lang_, for_html(one.title));
    return fmt::format("<a href=\"#line-{}\"{}>{}</a>", *one.line + 1, lang_, for_html(one.title));
  }

  void missed_list() {
    out_ += fmt::format("<section id=\"missed\">\n<h2>{}</h2>\n", say("没有示例走到的", "What no example reaches"));
    if (missed_.empty())
      out_ += fmt::format("<p class=\"lead\">{}</p>\n",
                          page_.points.empty()
                              ? say("这里没有要走到的规则。", "There are no rules to be reached.")
                              : say("没有了：每一处都有示例走到。", "Nothing: an example reaches every place."));
    for (const authoring::PointLabels& kind : authoring::point_kinds) {
      std::string items;
      for (const std::size_t index : missed_)
        if (page_.points[index].point.kind == kind.kind) items += missed_item(index);
      if (!items.empty()) out_ += fmt::format("<h3>{}</h3>\n<ul>\n{}</ul>\n", name_of(kind, true), items);
    }
    out_ += "</section>\n";
  }
  std::string missed_item(std::size_t index) const {
    const MarkedPoint& one = page_.points[index];
    const std::string_view way = authoring::partial_condition_text(one.point, page_.english);
    return fmt::format("<li><a href=\"#point-{}\"><span class=\"place\">{}</span> <span{}>{}</span></a>{}</li>\n",
                       index, for_html(one.place), lang_, for_html(authoring::label_of(one.point, page_.english)),
                       way.empty() ? std::string() : fmt::format(" <span class=\"way\">{}</span>", way));
  }

  void controls() {
    if (missed_.empty()) return;
    out_ += fmt::format(
        "<div class=\"controls\" hidden>\n<button type=\"button\" id=\"next\">{}</button>\n"
        "<button type=\"button\" id=\"only\" aria-pressed=\"false\">{}</button>\n"
        "<output data-words=\"{}\">{}</output>\n</div>\n",
        say("下一处没有走到的 ↓", "Next that is not reached ↓"), say("只看没有走到的", "Only what no example reaches"),
        say("第 {} 处，共 {} 处", "{} of {}"), say("共 {} 处", "{} in all", missed_.size()));
  }

  void text() {
    out_ += fmt::format(
        "<section>\n<h2>{}</h2>\n<p class=\"lead\">{}{}</p>\n<div class=\"text\"{}>\n", say("政策原文", "The policy"),
        say("小字的数：有几个示例走到这里，点开看是哪几个。✕：没有示例走到。",
            "A small number: how many examples reach the place; press it to see which. ✕: none does."),
        !page_.amends ? ""
                      : say("这是修订以后的全文；左边有竖线的行是这份政策写的，只看这些行有没有示例走到。",
                            " This is the text as amended; the lines with a bar are those that this policy wrote, "
                            "and only they are looked at."),
        lang_);
    for (const TextPart& part : page_.parts) {
      out_ += part.missed ? "<div class=\"part\" data-missed>\n" : "<div class=\"part\">\n";
      for (std::size_t i = part.first; i < part.end; ++i) line(i);
      out_ += "</div>\n";
    }
    out_ += "</div>\n</section>\n";
  }

  // Elements of points are closed at the end of each line and opened again on the next.
  void line(std::size_t number) {
    const TextLine& line = page_.lines[number];
    std::size_t indent = 0;
    if (!line.pieces.empty()) {
      const std::string& first = line.pieces.front().text;
      indent = std::min({first.find_first_not_of(' '), first.size(), deepest});
    }
    out_ += fmt::format("<div class=\"line{0}\" id=\"line-{1}\" data-line=\"{1}\"><code{2}>", line.own ? " own" : "",
                        number + 1, indent > 0 ? fmt::format(" style=\"--in:{}ch\"", indent) : std::string());
    std::vector<std::size_t> open;
    for (const TextPiece& piece : line.pieces) {
      std::size_t same = 0;
      while (same < open.size() && same < piece.points.size() && open[same] == piece.points[same]) ++same;
      for (; open.size() > same; open.pop_back()) out_ += "</span>";
      for (; open.size() < piece.points.size(); open.push_back(piece.points[open.size()]))
        mark(piece.points[open.size()]);
      const std::string shown = for_html(piece.text);
      out_ += piece.style == TextStyle::keyword   ? "<b>" + shown + "</b>"
              : piece.style == TextStyle::comment ? "<i>" + shown + "</i>"
                                                  : shown;
    }
    for (; !open.empty(); open.pop_back()) out_ += "</span>";
    out_ += "</code></div>\n";
  }

  void mark(std::size_t index) {
    const authoring::Point& point = page_.points[index].point;
    const std::string_view way = authoring::partial_condition_text(point, page_.english);
    const std::string description = for_html(account_of(point));
    out_ += fmt::format("<span class=\"at {}\" data-at=\"{}\" title=\"{}\">",
                        point.reached() ? "reached"
                        : way.empty()   ? "unreached"
                                        : "one-way",
                        index, description);
    if (signed_[index]) return;
    signed_[index] = true;
    std::string numbers;
    for (const std::uint32_t example : point.examples)
      numbers += (numbers.empty() ? "" : " ") + std::to_string(example);
    const std::string sign = point.reached() ? std::to_string(point.examples.size())
                             : way.empty()   ? "✕"
                                             : std::string(way);
    out_ += fmt::format(
        "<button type=\"button\" class=\"sign\" id=\"point-{}\" data-examples=\"{}\" aria-expanded=\"false\" "
        "aria-label=\"{}\"{}{}>{}</button>",
        index, numbers, description, point.reached() ? "" : " data-missed",
        page_.english != page_.policy_english ? say(" lang=\"zh-CN\"", " lang=\"en\"") : "", sign);
  }

  // Whether a point is reached, and what the author can do if not.
  std::string account_of(const authoring::Point& point) const {
    const authoring::PointLabels& words = authoring::labels_of(point.kind);
    std::string text = name_of(words, false) + std::string(say("：", ": "));
    if (const std::string_view way = authoring::partial_condition_text(point, page_.english); !way.empty())
      return text + std::string(way) +
             std::string(point.held ? say("。请补一个不成立的示例。", ". Add an example in which it fails.")
                                    : say("。请补一个成立的示例。", ". Add an example in which it holds."));
    if (point.reached())
      return text +
             say("有 {} 个示例走到", "{:example reaches,examples reach} it", report::Count{point.examples.size()});
    text += say("没有示例走到。", "no example reaches it. ");
    if (words.reached_zh.empty())
      return text + std::string(say("请补一个成立的示例和一个不成立的示例。",
                                    "Add an example in which it holds, and one in which it fails."));
    return text + say("请补一个示例：{}，才算走到。", "Add one in which {}.", say(words.reached_zh, words.reached_en));
  }

  void examples() {
    if (page_.examples.empty()) return;
    out_ += fmt::format("<section id=\"examples\">\n<h2>{}</h2>\n<ol>\n", say("示例", "Examples"));
    for (std::size_t i = 0; i < page_.examples.size(); ++i) {
      const TriedExample& one = page_.examples[i];
      std::string more;
      if (!one.holds)
        more = say(one.carried ? "修订后不同，不算走到" : "不通过，不算走到",
                   one.carried ? "comes out differently, reaches nothing" : "fails, reaches nothing");
      else if (one.carried)
        more = say("原有示例", "of the policy that is amended");
      out_ += fmt::format("<li id=\"example-{}\">{}{}</li>\n", i, title(i),
                          more.empty() ? "" : fmt::format(" <span class=\"way\">{}</span>", more));
    }
    out_ += "</ol>\n</section>\n";
  }

  const CoveragePage& page_;
  std::vector<std::size_t> missed_;
  std::string_view lang_;
  std::vector<bool> signed_;  // by point: its sign was written, which comes where the point begins
  std::string out_;
};

}  // namespace

std::string coverage_page(const CoveragePage& page) { return CoverageHtml(page).run(); }

}  // namespace cepol::pages
