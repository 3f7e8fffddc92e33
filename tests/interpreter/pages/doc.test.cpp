// The notice and its policy side by side, as values and as a page.
#include "interpreter/pages/doc.hpp"
#include "interpreter/reference/reference.hpp"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

class Given {
 public:
  Given(const std::string& policy, const std::string& notice) : given_(test::checked({{"", policy}}, notice)) {
    INFO(test::why_bad(*given_));
    REQUIRE(given_->good());
  }
  pages::PolicyWithNotice policy() const { return {given_->whole(), given_->notice ? &*given_->notice : nullptr, {}}; }
  const std::string& text() const { return given_->sources.front().text; }
  pages::Doc doc(bool english = true) const {
    return pages::make_doc(policy(), pages::examples_of_rules(policy(), reference::engine_kind()), english);
  }

 private:
  std::unique_ptr<test::Policy> given_;
};

std::string text_of(const std::vector<format::FormattedWord>& words) {
  std::string text;
  for (const format::FormattedWord& word : words) text += (word.blank_before ? " " : "") + word.text;
  return text;
}

// A rule as an indented text, notes behind —, clauses in [ ].
std::string text_of(const pages::Rule& rule) {
  const auto marks = [](const std::string& note, const std::vector<std::string>& clauses) {
    std::string text = note.empty() ? "" : " — " + note;
    for (const std::string& one : clauses) text += " [" + one + "]";
    return text;
  };
  const std::string head = text_of(rule.head);
  std::string text =
      rule.kind + " " + rule.name + (head.empty() ? "" : ": " + head) + marks(rule.note, rule.clauses) + "\n";
  for (const pages::RuleLine& line : rule.lines)
    text += std::string(2 + 2 * line.depth, ' ') + (line.chosen ? "* " : "") + text_of(line.words) +
            marks(line.note, line.clauses) + "\n";
  return text;
}

const pages::Rule& rule_named(const pages::Doc& doc, const std::string& name) {
  for (const pages::Rule& rule : doc.rules)
    if (rule.name == name) return rule;
  FAIL("no rule " + name);
  return doc.rules.front();
}
const pages::DocClause& clause_at(const pages::Doc& doc, const std::string& label) {
  for (const pages::DocNotice& notice : doc.notices)
    for (const pages::DocClause& clause : notice.clauses)
      if (clause.label == label) return clause;
  FAIL("no clause " + label);
  return doc.notices.front().clauses.front();
}

const std::string notice_text = R"(Rules of the guild

1. Hours
Members need 40 hours a year, at most 10 of them at home.

2. Members over 60 need 20 hours. Whoever studies abroad is asked for proof.

3. Thanks to all who took part.

4. Late members are turned away.
)";
const std::string header =
    "policy t/t \"Guild\" { notice \"n.txt\" language en issued 2020-01-02 applies 2020-01-01 }\n";
const std::string records = R"(
unit credits
enum place { home, hall }
record member key id { id: text
  age: number
  late: bool
  abroad: bool
  proof: bool }
record course of member { year: year
  hours: credits
  place: place }
)";
const std::string rules = R"(
reading last_year: year "which year counts" cites §1 {
  2020 "this one" default  # a comment
  2019 "the one before"
}
define old for member = age > 60 "over sixty" cites §2
define unwritten for member = age > 100
credit hours for member in credits by place cites §1 {
  from course gives hours of place in year when place is hall "in the hall" cites §1 or place is home
  a year at most 10 credits of home when old cites §2
}
assessment enough for member of hours cites §1 {
  met yes_enough
  unmet not_enough
  waived let_off
}
requirement everyone of enough cites §1 {
  when age >= 0
  window last 1 years to last_year
  total 40 credits
}
waiver elders of enough "members over 60" cites §2 {
  when old and
       age < 200
  total becomes total * 1/2
}
decision entry for member, first that fits: in_time | turned_away {
  turned_away "too late" cites §4 when late "is late" and abroad and proof "with proof" cites §2
  turned_away when old and not unwritten cites §2
  in_time otherwise
}
clause §3, §preamble computes nothing "thanks"
example "in time" { member { age: 30, late: no, abroad: no } expect entry is in_time }
example "the other year" { reading last_year = 2019
  member { age: 30 } expect enough is not_enough }
)";

const Given& guild() {
  static const Given given(header + records + rules, notice_text);
  return given;
}

}  // namespace

TEST_CASE("declarations become lines: brackets and citations left out, notes beside them") {
  const pages::Doc doc = guild().doc();
  CHECK(text_of(rule_named(doc, "last_year")) == R"(reading last_year: year — which year counts [1]
  * 2020 — this one
  2019 — the one before
)");
  CHECK(text_of(rule_named(doc, "old")) == R"(define old: for member — over sixty [2]
  = age > 60
)");
  CHECK(text_of(rule_named(doc, "hours")) == R"(credit hours: for member in credits by place [1]
  from course gives hours of place in year
    when place is hall — in the hall [1]
    or place is home
  a year at most 10 credits of home when old [2]
)");
  CHECK(text_of(rule_named(doc, "elders")) == R"(waiver elders: of enough — members over 60 [2]
  when old
  and age < 200
  total becomes total * 1/2
)");
  CHECK(text_of(rule_named(doc, "entry")) == R"(decision entry: for member, first that fits: in_time | turned_away
  turned_away — too late [4]
    when late — is late
    and abroad
    and proof — with proof [2]
  turned_away
    when old
    and not unwritten [2]
  in_time otherwise
)");
}

TEST_CASE("keywords are spelled in the page's language, names and numbers stay") {
  const pages::Doc doc = guild().doc(false);
  CHECK(text_of(rule_named(doc, "everyone")) == R"(要求 everyone: 属于 enough [1]
  当 age >= 0
  窗口 近 1 years 至 last_year
  总量 40 credits
)");
}

TEST_CASE("beside each clause stand the rules that cite it, each is in full once") {
  const pages::Doc doc = guild().doc();
  REQUIRE(doc.notices.size() == 1);
  std::map<std::size_t, std::size_t> homes;
  const auto names_at = [&](const std::string& label) {
    std::string names;
    for (const pages::Beside& one : clause_at(doc, label).rules)
      names += (names.empty() ? "" : " ") + doc.rules[one.rule].name + (one.whole ? "" : "(lines)");
    return names;
  };
  CHECK(names_at("1") == "last_year hours enough everyone");
  CHECK(names_at("2") == "old hours(lines) elders entry(lines)");
  CHECK(names_at("3").empty());
  CHECK(names_at("4") == "entry(lines)");
  CHECK(clause_at(doc, "3").inert == "thanks");
  CHECK(clause_at(doc, "preamble").inert == "thanks");
  CHECK(clause_at(doc, "preamble").title.empty());  // its only line
  CHECK(clause_at(doc, "1").title == "Hours");
  CHECK(clause_at(doc, "1").text == "Members need 40 hours a year, at most 10 of them at home.");
  for (const pages::DocClause& clause : doc.notices.front().clauses)
    for (const pages::Beside& one : clause.rules) homes[one.rule] += one.home ? 1 : 0;
  CHECK(homes.size() + doc.uncited.size() == doc.rules.size());
  for (const auto& [rule, count] : homes) CHECK(count == 1);
  REQUIRE(doc.uncited.size() == 1);
  CHECK(doc.rules[doc.uncited.front()].name == "unwritten");
  CHECK(doc.rules[doc.uncited.front()].place ==
        "test.cepol:" + std::to_string([&] {
          const std::string& text = guild().text();
          return 1 + std::count(text.begin(), text.begin() + static_cast<long>(text.find("define unwritten")), '\n');
        }()));
}

TEST_CASE("what is counted, and the head") {
  const pages::Doc doc = guild().doc();
  const pages::Doc::Counts counts = doc.counts();
  CHECK(counts.clauses == 5);
  CHECK(counts.cited == 3);
  CHECK(counts.inert == 2);
  CHECK(counts.open == 0);
  CHECK(counts.rules == 7);
  CHECK(counts.readings == 1);
  CHECK(counts.examples == 2);
  CHECK(doc.title == "Guild");
  CHECK(doc.path == "t/t");
  CHECK(doc.issued == "2020-01-02");
  CHECK(doc.applies_from == "2020-01-01");
  CHECK(doc.applies_to.empty());
}

TEST_CASE("examples stand at the decisions they expect, the readings they choose and the rules that took part") {
  using Indices = std::vector<std::size_t>;
  const pages::Doc doc = guild().doc();
  CHECK(rule_named(doc, "entry").examples == Indices{0});
  CHECK(rule_named(doc, "enough").examples == Indices{1});
  CHECK(rule_named(doc, "everyone").examples == Indices{1});
  CHECK(rule_named(doc, "last_year").examples == Indices{1});
  CHECK(rule_named(doc, "old").examples == Indices{0, 1});  // computed for both
  CHECK(rule_named(doc, "elders").examples.empty());        // it never applied
  CHECK(rule_named(doc, "hours").examples.empty());         // no row counted
  const Given more(
      header + records + rules +
          "example \"old\" { member { age: 70 } course { year: 2020, hours: 20, place: hall } expect enough "
          "is yes_enough }\n"
          "example \"cut\" { member { age: 70 } course { year: 2020, hours: 30, place: home } expect enough "
          "is not_enough }\n"
          "example \"fails\" { member { age: 70 } expect enough is yes_enough }\n",
      notice_text);
  const pages::Doc full = more.doc();
  CHECK(rule_named(full, "elders").examples == Indices{2, 3});
  CHECK(rule_named(full, "hours").examples == Indices{2, 3});
  CHECK(rule_named(full, "everyone").examples == Indices{1, 2, 3});
  CHECK(rule_named(full, "enough").examples == Indices{1, 2, 3, 4});  // what it expects stands there, right or wrong
}

TEST_CASE("of many examples a rule shows a dozen and says how many more there are") {
  std::string many;
  for (int i = 1; i <= 15; ++i)
    many += "example \"member " + std::to_string(i) + "\" { member { age: " + std::to_string(i) +
            ", late: no, abroad: no } expect entry is in_time }\n";
  const auto entry = [&](bool english) {
    const std::string page = pages::doc_page(Given(header + records + rules + many, notice_text).doc(english));
    const std::size_t at = page.find("<span class=\"name\">entry</span>");
    const std::size_t begin = page.find("<details>", at);
    return page.substr(begin, page.find("</details>", begin) - begin);
  };
  const std::string shown = entry(true);
  CHECK(shown.starts_with("<details><summary>examples: 16</summary>"));
  std::size_t titles = 0;
  for (std::size_t at = shown.find("<li>"); at != std::string::npos; at = shown.find("<li>", at + 1)) ++titles;
  CHECK(titles == 12);
  CHECK(shown.find("<p class=\"beside\">and 4 more</p>") != std::string::npos);
  CHECK(entry(false).find("<p class=\"beside\">另有 4 个</p>") != std::string::npos);
}

TEST_CASE("a clause that nothing cites is open, without a notice the cited numbers stand alone") {
  const std::string body =
      records + "decision entry for member: yes_ | no_ cites §9 { yes_ when late\n no_ otherwise }\n";
  const Given open(
      header + records + "decision entry for member: yes_ | no_ cites §4 { yes_ when late\n no_ otherwise }\n",
      notice_text);
  const pages::Doc doc = open.doc();
  CHECK(doc.counts().open == 4);
  CHECK(clause_at(doc, "3").open(true));
  CHECK_FALSE(clause_at(doc, "4").open(true));
  const Given alone("policy t/t \"Guild\" { language en }\n" + body, "");
  const pages::Doc numbers = alone.doc();
  REQUIRE(numbers.notices.front().clauses.size() == 1);
  CHECK(clause_at(numbers, "9").rules.size() == 1);
  CHECK(clause_at(numbers, "9").text.empty());
}

TEST_CASE("of modules what the policy uses") {
  const Given given(R"(policy t/t "T" { language en }
use cn/people
record person key id { id: text
  born: date
  sent: date }
decision old for person: yes_ | no_ { yes_ when 周岁数(born, sent) >= 60 周岁
 no_ otherwise }
example "sixty" { person { born: 1970-05-01, sent: 2030-05-01 } expect old is yes_ }
)",
                    "");
  const pages::Doc doc = given.doc();
  CHECK(rule_named(doc, "周岁数").module == "cn/people");
  const auto& own = rule_named(doc, "周岁数").examples;  // beside the module's own
  REQUIRE_FALSE(own.empty());
  CHECK(doc.examples[own.back()].title == "sixty");
  for (const pages::Rule& rule : doc.rules) CHECK(rule.name != "按性别");
}

TEST_CASE("hostile texts are shown and do nothing") {
  const std::string evil = "<script>alert(1)</script>\" onload='x' & </title></style>";
  std::string quoted;
  for (const char c : evil) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
  const Given given("policy t/t \"" + quoted + "\" { notice \"n.txt\" language en }\n" + records +
                        "decision entry for member: yes_ | no_ \"" + quoted + "\" cites §4 { yes_ \"" + quoted +
                        "\" when late \"" + quoted + "\"\n no_ otherwise }\nclause §3 computes nothing \"" + quoted +
                        "\"\nexample \"" + quoted + "\" { member { id: \"" + quoted +
                        "\" late: yes } expect entry is yes_ }\n",
                    notice_text + evil + "\n");
  const std::string page = pages::doc_page(given.doc());
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("onload='") == std::string::npos);
  const std::string harmless = "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp; ";
  std::size_t count = 0;
  for (std::size_t at = page.find(harmless); at != std::string::npos; at = page.find(harmless, at + 1)) ++count;
  CHECK(count == 9);  // title, heading, clause, three notes, reason, link to the example and the example
  for (const char* once : {"<script>", "</script>", "<title>", "</title>", "<style>", "</style>"}) {
    INFO(once);
    CHECK(page.find(once) != std::string::npos);
    CHECK(page.find(once) == page.rfind(once));
  }
}

TEST_CASE("the page asks for nothing from the network and has every clause once") {
  const pages::Doc doc = guild().doc();
  const std::string page = pages::doc_page(doc);
  for (const char* address : {"http:", "https:", "//www", "@import", "url(", "src="}) {
    INFO(address);
    CHECK(page.find(address) == std::string::npos);
  }
  for (const pages::DocClause& clause : doc.notices.front().clauses) {
    const std::string id = " id=\"" + clause.label + "\"";
    INFO(id);
    CHECK(page.find(id) != std::string::npos);
    CHECK(page.find(id) == page.rfind(id));
  }
  CHECK(page.find("No rule cites it<") == std::string::npos);
  const Given open(header + records, notice_text);
  CHECK(pages::doc_page(open.doc()).find("No rule cites it<") != std::string::npos);
  CHECK(pages::doc_page(open.doc(false)).find(">没有规则引用</p>") != std::string::npos);
}
