// What examples reach, marked in the policy's text: as values and as a page.
#include "interpreter/pages/coverage.hpp"
#include "interpreter/reference/reference.hpp"

#include <catch2/catch.hpp>
#include <memory>

#include "lang/check/check.hpp"

using namespace cepol;

namespace {

struct Marked {
  Sources sources;
  syntax::Parsed parsed;
  std::vector<semantics::Module> modules;
  semantics::Checked checked;

  explicit Marked(const std::string& text, const std::vector<OriginPiece>& pieces = {}, const std::string& base = {}) {
    const SourceId id = sources.add({"folder/t.cepol", text, pieces});
    if (!base.empty()) sources.add({"folder/base.cepol", base});
    parsed = syntax::parse(sources, id);
    modules.push_back({"t/t", id, &parsed});
    checked = check::check(sources, modules, nullptr);
    std::string why;
    for (const Problems* problems : {&parsed.problems, &checked.problems})
      for (const Diagnostic& one : problems->list)
        if (severity_of(one.code) == Severity::error) why += render(one, sources, Language::en) + "\n";
    INFO(why);
    REQUIRE(why.empty());
  }
  pages::CoveragePage page(bool english = true) const {
    const pages::PolicyWithNotice given{{&sources, &modules, &checked}, nullptr, {}};
    return pages::make_coverage(given, authoring::coverage(given, reference::engine_kind()), english);
  }
};

const std::string policy_text = R"(policy t/t "Guild" { language en }
record member key id { id: text
  age: number
  late: bool }

# who is old
define half(a: number) = if a > 10 then a / 2 else a  # of a number

decision entry for member, first that fits: early | in_time | turned_away {
  early when half(age) > 40  # the first
    and not late
  turned_away when late
  in_time otherwise
}
example "in time" { member { age: 8, late: no } expect entry is in_time }
example "late" { member { age: 8, late: yes } expect entry is turned_away }
example "wrong" { member { age: 100, late: no } expect entry is in_time }
)";

std::string text_of(const pages::TextLine& line) {
  std::string text;
  for (const pages::TextPiece& piece : line.pieces) text += piece.text;
  return text;
}
// A line with [ ] around points, < > around keywords, / / around comments.
std::string told(const pages::TextLine& line) {
  std::string text;
  std::vector<std::size_t> open;
  const auto close = [&](std::size_t to) {
    for (; open.size() > to; open.pop_back()) text += "]";
  };
  for (const pages::TextPiece& piece : line.pieces) {
    std::size_t same = 0;
    while (same < open.size() && same < piece.points.size() && open[same] == piece.points[same]) ++same;
    close(same);
    for (; open.size() < piece.points.size(); open.push_back(piece.points[open.size()])) text += "[";
    text += piece.style == pages::TextStyle::keyword   ? "<" + piece.text + ">"
            : piece.style == pages::TextStyle::comment ? "/" + piece.text + "/"
                                                       : piece.text;
  }
  close(0);
  return text;
}

std::size_t count_of(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

// Every element that is opened is closed, in order; without those that HTML leaves open.
bool well_formed(const std::string& page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const bool closing = page[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2 : 1);
    const std::string name = page.substr(begin, page.find_first_of(" >\n", begin) - begin);
    if (name.starts_with("!") || name == "meta" || name == "html" || name == "input" || name == "br") continue;
    if (closing) {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    } else {
      open.push_back(name);
      if (name == "style" || name == "script") at = page.find("</" + name, at) - 1;
    }
  }
  return open.empty();
}

}  // namespace

TEST_CASE("the text is there as it was written, whatever ends its lines") {
  for (const std::string& ending : {std::string("\n"), std::string("\r\n"), std::string("\r")}) {
    std::string text, lines;
    for (const char c : policy_text) text += c == '\n' ? ending : std::string(1, c);
    const pages::CoveragePage page = Marked(text).page();
    for (const pages::TextLine& line : page.lines) lines += text_of(line) + "\n";
    CHECK(lines == policy_text);
    std::size_t next = 0;
    for (const pages::TextPart& part : page.parts) {
      CHECK(part.first == next);
      CHECK(part.end > part.first);
      next = part.end;
    }
    CHECK(next == page.lines.size());
  }
}

TEST_CASE("points are marked at their place, inner in outer, without what leads up to them or follows") {
  const pages::CoveragePage page = Marked(policy_text).page();
  CHECK(told(page.lines[6]) == "<define> [half](a: <number>) = <if> a > 10 <then> [a / 2] <else> [a]  /# of a number/");
  CHECK(told(page.lines[5]) == "/# who is old/");
  CHECK(told(page.lines[9]) == "  [early <when> [half(age) > 40]]  /# the first/");
  CHECK(told(page.lines[10]) == "    [<and> [<not> late]]");
  CHECK(told(page.lines[12]) == "  [in_time <otherwise>]");
  CHECK(page.points.front().place == "t.cepol:7");
  CHECK(page.points.front().line == 6);
}

TEST_CASE("a part is a declaration with the comments before it, those with something not reached are told") {
  const pages::CoveragePage page = Marked(policy_text).page();
  std::string parts;
  for (const pages::TextPart& part : page.parts)
    parts += std::to_string(part.first + 1) + "-" + std::to_string(part.end) + (part.missed ? "! " : " ");
  CHECK(parts == "1-1 2-5 6-8! 9-14! 15-15 16-16 17-17 ");
  std::string missed;
  for (const std::size_t index : page.missed()) missed += page.points[index].point.text + "; ";
  // half is only taken of a small number: its branch for others, and the case that waits for it
  CHECK(missed == "a / 2; early when half(age) > 40 and not late; half(age) > 40; not late; ");
}

TEST_CASE("an example that fails reaches nothing, and is named") {
  const pages::CoveragePage page = Marked(policy_text).page();
  REQUIRE(page.examples.size() == 3);
  CHECK(page.examples[0].holds);
  CHECK_FALSE(page.examples[2].holds);
  CHECK(*page.examples[2].line == 16);
  for (const pages::MarkedPoint& one : page.points)
    for (const std::uint32_t example : one.point.examples) CHECK(example != 2);
  const std::string html = pages::coverage_page(page);
  CHECK(html.find("An example that fails reaches nothing; mend it first: <a href=\"#line-17\">wrong</a>") !=
        std::string::npos);
  CHECK(html.find("<dt>failing</dt><dd>1</dd>") != std::string::npos);
}

TEST_CASE("the page tells of each point how many examples reach it, or what to do") {
  const Marked policy(policy_text);
  const std::string html = pages::coverage_page(policy.page());
  CHECK(well_formed(html));
  CHECK(
      html.find(
          "data-examples=\"0\" aria-expanded=\"false\" aria-label=\"case: 1 example reaches it\">1</button>in_time") !=
      std::string::npos);
  CHECK(html.find("title=\"branch: no example reaches it. Add one in which it is taken.\"") != std::string::npos);
  CHECK(html.find("aria-label=\"condition: only seen to fail. Add an example in which it holds.\"") !=
        std::string::npos);
  CHECK(html.find("<dt>cases</dt><dd>2/3</dd>") != std::string::npos);
  CHECK(
      html.find("<li><a href=\"#point-1\"><span class=\"place\">t.cepol:7</span> <span>half: a / 2</span></a></li>") !=
      std::string::npos);
  const std::string zh = pages::coverage_page(policy.page(false));
  CHECK(well_formed(zh));
  CHECK(zh.find("aria-label=\"情形：有 1 个示例走到\" lang=\"zh-CN\">1</button>in_time") != std::string::npos);
  CHECK(zh.find("条件：只见过不成立。请补一个成立的示例。") != std::string::npos);
  CHECK(zh.find("若则的分支：没有示例走到。请补一个示例：走到这一支，才算走到。") != std::string::npos);
  // a sign each, wherever its text goes on
  for (const std::string& page : {html, zh})
    for (std::size_t i = 0; i < policy.page().points.size(); ++i)
      CHECK(count_of(page, " id=\"point-" + std::to_string(i) + "\"") == 1);
  CHECK(count_of(html, "data-at=\"3\"") == 2);  // the case that goes over two lines
}

TEST_CASE("where all is reached there is nothing to go to, without rules that is said") {
  const Marked reached(R"(policy t/t "Guild" { language en }
record member key id { id: text
  late: bool }
decision entry for member: in_time | turned_away { turned_away when late; in_time otherwise }
example "in time" { member { late: no } expect entry is in_time }
example "late" { member { late: yes } expect entry is turned_away }
)");
  const std::string html = pages::coverage_page(reached.page());
  CHECK(html.find("Nothing: an example reaches every place.") != std::string::npos);
  CHECK(html.find("id=\"next\"") == std::string::npos);
  CHECK(pages::coverage_page(reached.page(false)).find("没有了：每一处都有示例走到。") != std::string::npos);
  const Marked empty("policy t/t \"Guild\" { language en }\nrecord member key id { id: text }\n");
  const std::string bare = pages::coverage_page(empty.page());
  CHECK(bare.find("There are no rules to be reached.") != std::string::npos);
  CHECK(well_formed(bare));
}

TEST_CASE("of a text that was put together only what the amendment wrote is marked") {
  const std::string head = "policy t/t \"Guild\" { language en }\n",
                    base =
                        "record member key id { id: text\n  late: bool }\n"
                        "decision entry for member: in_time | late_ {\n  in_time when not late\n",
                    added = "  late_ when late\n", end = "}\n";
  const std::string text = head + base + added + end;
  const auto at = [](std::size_t place) { return static_cast<std::uint32_t>(place); };
  const SourceId amendment{1}, other{2};
  const auto piece = [&](std::size_t begin, SourceId source, std::size_t length) {
    return OriginPiece{at(begin), {source, 0, at(length)}, true};
  };
  Sources sources;
  sources.add(
      {"t (amended)",
       text,
       {piece(0, amendment, head.size()), piece(head.size(), other, base.size()),
        OriginPiece{at(head.size() + base.size()), {amendment, at(head.size()), at(head.size() + added.size())}, true},
        piece(head.size() + base.size() + added.size(), other, end.size())}});
  sources.add({"folder/new.cepol", head + added});
  sources.add({"folder/old.cepol", base + end});
  const syntax::Parsed parsed = syntax::parse(sources, SourceId{0});
  const std::vector<semantics::Module> modules{{"t/t", SourceId{0}, &parsed}};
  const semantics::Checked checked = check::check(sources, modules, nullptr);
  REQUIRE_FALSE(checked.problems.any_error());
  const pages::PolicyWithNotice given{{&sources, &modules, &checked}, nullptr, {}};
  const pages::CoveragePage page =
      pages::make_coverage(given, authoring::coverage(given, reference::engine_kind()), true);
  std::string own;
  for (const pages::TextLine& line : page.lines)
    if (line.own) own += told(line) + "\n";
  CHECK(own == "<policy> t/t \"Guild\" { <language> en }\n  [late_ <when> [late]]\n");
  CHECK(page.points.front().place == "new.cepol:2");
  CHECK(page.points.front().line == 5);
  CHECK(pages::coverage_page(page).find("class=\"line own\" id=\"line-6\"") != std::string::npos);
  CHECK(pages::coverage_page(page).find("This is the text as amended") != std::string::npos);
}

TEST_CASE("hostile texts are shown in the coverage page and do nothing") {
  const std::string evil = "</code></script><script>alert(1)</script> onload='x' &amp; </title></style>";
  const Marked policy("policy t/t \"" + evil + "\" { language en }  # " + evil +
                      "\nrecord member key id { id: text\n  late: bool }\n"
                      "decision entry for member: in_time | late_ { in_time \"" +
                      evil + "\" when not late; late_ otherwise }\nexample \"" + evil +
                      "\" { member { late: no } expect entry is in_time }\n");
  const std::string page = pages::coverage_page(policy.page());
  CHECK(well_formed(page));
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("onload='") == std::string::npos);
  CHECK(page.find("&amp;amp;") != std::string::npos);
  for (const char* once : {"<script>", "</script>", "<title>", "</title>", "<style>", "</style>"}) {
    INFO(once);
    CHECK(count_of(page, once) == 1);
  }
  for (const char* address : {"http:", "https:", "//www", "@import", "url(", "src="}) {
    INFO(address);
    CHECK(page.find(address) == std::string::npos);
  }
}
