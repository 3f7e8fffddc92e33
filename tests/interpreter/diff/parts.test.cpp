// One change of each kind of part: what it is called, what it shows, and that taking it back gives the old policy.
#include "tests/interpreter/diff/undo.hpp"

using namespace cepol;
using namespace cepol::diff;

namespace {

const std::string base = R"(
unit hours, h
unit credits = 3 hours
enum kind { law, ethics, trade; soft = { law, ethics } }
enum grade { senior, middle, junior }
record person key id { id, name: text; born: date; grade: grade; sex: { male, female }; hired: optional date; room: number >= 0 <= 9 places 1 }
record study of person { y: year; kind: kind; hours: hours; passed: bool; work: text }
record pupil { name: text; class: { inside, outside }; headings cover { office: text; contact: text } }
reading as_of for person: date "the day" { 2020-12-31 "year's end" default; hired "the day of hiring" }
reading strict "how strict" { lenient "mild" default; hard "stern" }
define old(limit: 周岁) for person: bool = full_years(born, as_of) >= limit "of that age"
define best for person = sum(most(hours over group) over study by work)
define kept for person: hours = running(a from 0 hours, b from 1 hours, year i in from 2018 to 2020: max(a + b, earned_ during i), b)
table points(place: number, kind: kind): hours { 1, law: 40 hours; 1 to 3, any: 20 hours; > 3, any: 5 hours }
credit earned_ for person in hours by kind "what counts" {
  from study gives min(hours, 6 hours) of kind in y when passed and hours > 0 hours "more than none"
  at most 8 hours for each work
  at most 10 hours for each y
  at most 30 hours a year of trade
  at most 200 hours in the window
}
equivalence papers to earned_ { from study gives 10 hours of trade in y when work is "paper"; a year at most 1 times }
assessment year_end for person of earned_ { met enough; unmet lacking; waived free; required need; earned have; short gap
  must any: earned_ during window > 0 hours "something" }
requirement seniors of year_end { when grade is senior "a senior" and hired is there and sex is male
  window last 3 years to 2020 total 90 hours
  must law each year y: earned_ of law during y >= 10 hours "10 of law" and earned_ during y > 0 hours
  must ethics: earned_ of ethics during window >= total / 5 }
requirement others of year_end { when grade is not senior or sex is female window last 1 years to 2020 total 30 hours }
requirement guests of year_end over others { when grade is junior and room < 3 window last 1 years to 2020 total 10 hours }
waiver older of year_end "the older" { when old(50 years) "over fifty"; total becomes total / 2; drops law; drops ethics when sex is male }
waiver oldest of year_end over older { when old(60 years); needs nothing }
decision office for person, first that fits: city | county | state "where" {
  city "the city's own" when grade is senior and room > 1
  county when grade in { middle, senior } "of the county"
  state otherwise
}
decision due for person: yes_ | no_ { yes_ when hired is there; no_ when hired is none }
warning idle for person { when best = 0 hours }
quota places for pupil by class columns taken, state { inside 10; outside 20 }
results person { id, year_end, office, missing todo, reasons why }
roster "List" for pupil { headings office, contact; columns name, class; total altogether }
example "one" { person { born: 1990-01-01 } expect due is no_ }
)";

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  INFO(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), now);
}

// As describe(), of one change, without its spaces in front.
std::string checked_difference(const std::string& old, const std::string& now) {
  const auto before = policy_of(base), after = policy_of(replaced(base, old, now));
  const Structure structure = compare(before->whole(), after->whole(), true);
  check_undo(*before, *after, structure);
  check_undo(*after, *before, compare(after->whole(), before->whole(), true));
  return describe(structure);
}

}  // namespace

TEST_CASE("the same text is the same") {
  const auto before = policy_of(base), after = policy_of(base);
  CHECK(describe(compare(before->whole(), after->whole(), true)).empty());
}

TEST_CASE("a requirement's total, window, conditions and musts") {
  CHECK(checked_difference("total 90 hours", "total 100 hours") ==
        "~ requirement year_end.seniors\n    total: 90 hours => 100 hours, in 90 hours -> 100 hours\n");
  CHECK(checked_difference("window last 3 years to 2020 total 90", "window last 2 years to 2020 total 90") ==
        "~ requirement year_end.seniors\n    window: 3 years => 2 years, in last 3 years to 2020 -> last 2 years to "
        "2020\n");
  CHECK(checked_difference("and hired is there and", "and") ==
        "~ requirement year_end.seniors\n    applies to: hired is there -> (none)\n");
  CHECK(checked_difference("grade is senior \"a senior\" and hired", "hired") ==
        "~ requirement year_end.seniors\n    applies to: grade is senior \"a senior\" -> (none)\n");
  CHECK(checked_difference("when grade is senior \"a senior\"", "when room > 2 and grade is senior \"a senior\"") ==
        "~ requirement year_end.seniors\n    applies to: (none) -> room > 2\n");
  CHECK(checked_difference("grade is senior \"a senior\" and", "grade is middle \"a senior\" and") ==
        "~ requirement year_end.seniors\n    applies to: senior => middle, in grade is senior \"a senior\" -> grade is "
        "middle "
        "\"a senior\"\n");
  CHECK(checked_difference("room < 3 window", "room < 4 window") ==
        "~ requirement year_end.guests\n    applies to: 3 => 4, in room < 3 -> room < 4\n");
  CHECK(checked_difference("grade is not senior or sex is female", "grade is not senior and sex is female") ==
        "~ requirement year_end.others\n    applies to: grade is not senior or sex is female -> grade is not senior "
        "and sex "
        "is female\n");
  CHECK(checked_difference("guests of year_end over others", "guests of year_end over others, seniors") ==
        "~ requirement year_end.guests\n    over: others -> others, seniors\n");
  CHECK(checked_difference("earned_ of law during y >= 10 hours", "earned_ of law during y >= 12 hours") ==
        "~ requirement year_end.seniors\n    must “law”: 10 hours => 12 hours, in earned_ of law during y >= 10 hours "
        "\"10 of "
        "law\" -> earned_ of law during y >= 12 hours \"10 of law\"\n");
  CHECK(checked_difference(
            "  must ethics: earned_ of ethics during window >= total / 5 }",
            "  must trade: earned_ of trade during window >= 1 hours\n  must ethics: earned_ of ethics during "
            "window >= total / 5 }") ==
        "~ requirement year_end.seniors\n    must “trade”: (none) -> earned_ of trade during window >= 1 hours\n");
  CHECK(
      checked_difference("must law each year y: earned_ of law during y >= 10 hours \"10 of law\" and earned_ during y",
                         "must law: earned_ of law during window >= 10 hours \"10 of law\" and earned_ during window")
          .starts_with("~ requirement year_end.seniors\n    must “law”"));
}

TEST_CASE("a waiver's parts") {
  CHECK(checked_difference("total becomes total / 2", "total becomes total / 3") ==
        "~ waiver year_end.older\n    total becomes: 2 => 3, in total / 2 -> total / 3\n");
  CHECK(
      checked_difference("old(50 years)", "old(55 years)") ==
      "~ waiver year_end.older\n    applies to: 50 years => 55 years, in old(50 years) \"over fifty\" -> old(55 years) "
      "\"over fifty\"\n");
  CHECK(
      checked_difference("total becomes total / 2; drops law;", "needs nothing; drops law;") ==
      "~ waiver year_end.older\n    total becomes: total / 2 -> (none)\n    needs nothing: (none) -> needs nothing\n");
  CHECK(checked_difference("drops law; ", "") == "~ waiver year_end.older\n    drops “law”: drops law -> (none)\n");
  CHECK(checked_difference("drops ethics when sex is male", "drops ethics when sex is female") ==
        "~ waiver year_end.older\n    drops “ethics”: male => female, in drops ethics when sex is male -> drops ethics "
        "when "
        "sex is female\n");
  CHECK(checked_difference("oldest of year_end over older", "oldest of year_end") ==
        "~ waiver year_end.oldest\n    over: older -> (none)\n");
}

TEST_CASE("what a waiver is over is undone by itself, beside another edit") {
  for (const bool turned : {false, true}) {
    const auto with_over = policy_of(base),
               without = policy_of(replaced(base, "waiver oldest of year_end over older { when old(60 years)",
                                            "waiver oldest of year_end { when old(65 years)"));
    const auto &before = turned ? without : with_over, &after = turned ? with_over : without;
    const Structure structure = compare(before->whole(), after->whole(), true);
    INFO(describe(structure));
    REQUIRE(structure.changes.size() == 1);
    const auto& details = structure.changes.front().details;
    REQUIRE(details.size() == 2);
    CHECK_FALSE(details[0].undo.front().span == details[1].undo.front().span);
    check_undo(*before, *after, structure);
  }
}

TEST_CASE("which case a decision takes is undone by itself, beside edits, additions and another order of its cases") {
  const std::string records = "record person key id { id: text; n: number; m: number; b: bool }\n";
  const auto first = policy_of(records +
                               "decision d for person, first that fits: x | y | z { x when n > 6; y when m > 7; z "
                               "otherwise }"),
             one = policy_of(records +
                             "decision d for person: x | y | v | z { y when m > 8; v when b; x when n > 9; z otherwise "
                             "}");
  for (const bool turned : {false, true}) {
    const auto &before = turned ? one : first, &after = turned ? first : one;
    const Structure structure = compare(before->whole(), after->whole(), true);
    INFO(describe(structure));
    REQUIRE(structure.changes.size() == 1);
    const auto& details = structure.changes.front().details;
    REQUIRE(details.size() == 5);  // which case, the outcomes, two cases changed, one added or removed
    for (std::size_t i = 0; i < details.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(details[i].undo.front().span == details[j].undo.front().span);
    check_undo(*before, *after, structure);
  }
}

TEST_CASE("a case to which a condition and what it is over are added is undone as a case, and not with its decision") {
  const std::string records = "record person key id { id: text; n: number }\n";
  const auto before = policy_of(records + "decision d for person: x | y { x when n > 5; y when n > 7; x when n > 9 }"),
             after = policy_of(records +
                               "decision d for person: x | y { x over y when n > 6; y when n > 7; x when n > 10 }");
  for (const bool turned : {false, true}) {
    const auto &old = turned ? after : before, &now = turned ? before : after;
    const Structure structure = compare(old->whole(), now->whole(), true);
    INFO(describe(structure));
    REQUIRE(structure.changes.size() == 1);
    const auto& details = structure.changes.front().details;
    CHECK(details.size() >= 2);
    for (const Detail& detail : details)
      for (const Edit& edit : detail.undo) CHECK_FALSE(edit.span == structure.changes.front().after->span);
    check_undo(*old, *now, structure);
  }
}

TEST_CASE("wordings and citations") {
  CHECK(checked_difference("\"over fifty\"", "\"older than fifty\"") ==
        "~ waiver year_end.older\n    wording: over fifty -> older than fifty\n");
  CHECK(checked_difference(" \"over fifty\"", "") == "~ waiver year_end.older\n    wording: over fifty -> (none)\n");
  CHECK(checked_difference("\"the older\"", "\"older people\"") ==
        "~ waiver year_end.older\n    wording: the older -> older people\n");
  CHECK(checked_difference("\"the older\" {", "{") == "~ waiver year_end.older\n    wording: the older -> (none)\n");
  CHECK(checked_difference("\"the older\" {", "\"the older\" cites §3, §4 {") ==
        "~ waiver year_end.older\n    cites: (none) -> §3, §4\n");
  CHECK(checked_difference("total / 2; drops law;", "total / 3; drops law \n when sex is male;").find("cites") ==
        std::string::npos);
}

TEST_CASE("credits and equivalences") {
  CHECK(
      checked_difference("min(hours, 6 hours)", "min(hours, 8 hours)") ==
      "~ credit person.earned_\n    source “study”: gives: 6 hours => 8 hours, in min(hours, 6 hours) -> min(hours, 8 "
      "hours)\n");
  CHECK(checked_difference("when passed and hours > 0 hours \"more than none\"", "when passed") ==
        "~ credit person.earned_\n    source “study”: conditions: hours > 0 hours \"more than none\" -> (none)\n");
  CHECK(checked_difference(" when passed and hours > 0 hours \"more than none\"", "") ==
        "~ credit person.earned_\n    source “study”: conditions: passed and hours > 0 hours \"more than none\" -> "
        "(none)\n");
  CHECK(checked_difference("at most 30 hours a year of trade", "at most 40 hours a year of trade") ==
        "~ credit person.earned_\n    limit: 30 hours => 40 hours, in at most 30 hours a year of trade -> at most 40 "
        "hours a "
        "year of trade\n");
  CHECK(checked_difference("  at most 200 hours in the window\n", "") ==
        "~ credit person.earned_\n    limit: at most 200 hours in the window -> (none)\n");
  CHECK(checked_difference("at most 8 hours for each work\n  at most 10 hours for each y",
                           "at most 10 hours for each y\n  at most 8 hours for each work") ==
        "~ credit person.earned_\n    order: “at most 8 hours for each work” moved behind “at most 10 hours for each "
        "y”: at most 8 hours for each work; at most 10 hours for each y -> at most 10 "
        "hours "
        "for each y; at most 8 hours for each work\n");
  CHECK(checked_difference("at most 30 hours a year of trade\n  at most 200 hours in the window",
                           "at most 200 hours in the window\n  a year at most 30 hours of trade")
            .empty());
  CHECK(checked_difference("gives 10 hours of trade", "gives 10 hours of law") ==
        "~ equivalence earned_.papers\n    source “study”: kind: trade => law, in trade -> law\n");
}

TEST_CASE("decisions") {
  CHECK(checked_difference("grade is senior and room > 1", "grade is senior and room > 2") ==
        "~ decision person.office\n    case “city”: 1 => 2, in room > 1 -> room > 2\n");
  CHECK(checked_difference("and room > 1", "and room > 1 and hired is there") ==
        "~ decision person.office\n    case “city”: (none) -> hired is there\n");
  CHECK(checked_difference(", first that fits: city", ": city") ==
        "~ decision person.office\n    which case: first that fits -> exactly one fits\n");
  CHECK(checked_difference(
            "  city \"the city's own\" when grade is senior and room > 1\n  county when grade in { middle, senior } "
            "\"of the county\"\n",
            "  county when grade in { middle, senior } \"of the county\"\n  city \"the city's own\" when grade is "
            "senior and room > 1\n") ==
        "~ decision person.office\n    order: “city” moved behind “county”: city; county; state -> county; city; "
        "state\n");
  CHECK(checked_difference("yes_ when hired is there; no_ when hired is none",
                           "no_ when hired is none; yes_ when hired is there")
            .empty());
  CHECK(checked_difference("county when grade in { middle, senior }", "county when grade in { senior }") ==
        "~ decision person.office\n    case “county”: grade in { middle, senior } \"of the county\" -> grade in { "
        "senior } "
        "\"of the county\"\n");
  CHECK(checked_difference("when best = 0 hours", "when best = 1 hours") ==
        "~ warning person.idle\n    applies to: 0 hours => 1 hours, in best = 0 hours -> best = 1 hours\n");
}

TEST_CASE("records, enumerations, units") {
  CHECK(checked_difference("born: date", "born: optional date") ==
        "~ record person\n    column “born”: born: date -> born: optional date\n");
  CHECK(checked_difference("room: number >= 0 <= 9 places 1", "room: number >= 0 <= 10 places 1") ==
        "~ record person\n    column “room”: 9 => 10, in room: number >= 0 <= 9 places 1 -> room: number >= 0 <= 10 "
        "places "
        "1\n");
  CHECK(checked_difference("id, name: text; born", "id: text; born") ==
        "~ record person\n    column “name”: name: text -> (none)\n");
  CHECK(checked_difference("id, name: text; born", "id, nick, name: text; born") ==
        "~ record person\n    column “nick”: (none) -> nick: text\n");
  CHECK(checked_difference("id, name: text; born", "id: text; name: number; born") ==
        "~ record person\n    column “name”: name: text -> name: number\n");
  CHECK(checked_difference("id, name: text; born", "born").find("column “name”: name: text -> (none)") !=
        std::string::npos);
  CHECK(checked_difference("{ senior, middle, junior }", "{ senior, middle, junior, trainee }") ==
        "~ enumeration grade\n    value “trainee”: (none) -> trainee\n");
  CHECK(checked_difference("{ senior, middle, junior }", "{ trainee, senior, middle, junior }") ==
        "~ enumeration grade\n    value “trainee”: (none) -> trainee\n");
  CHECK(checked_difference("soft = { law, ethics }", "soft = { law, trade }") ==
        "~ enumeration kind\n    group “soft”: ethics => trade, in soft = { law, ethics } -> soft = { law, trade }\n");
  CHECK(checked_difference("sex: { male, female }", "sex: { male, female, other }") ==
        "~ record person\n    column “sex”: sex: { male, female } -> sex: { male, female, other }\n");
  CHECK(checked_difference("unit credits = 3 hours", "unit credits = 4 hours") ==
        "~ unit credits\n    conversion: 3 hours => 4 hours, in 3 hours -> 4 hours\n");
  CHECK(checked_difference("unit hours, h", "unit hours, hr") == "~ unit hours\n    other names: h -> hr\n");
}

TEST_CASE("bounds of dates, columns that data may lack, words for a blank, equal rows") {
  CHECK(checked_difference("born: date;", "born: date >= 1900-01-01;") ==
        "~ record person\n    column “born”: born: date -> born: date >= 1900-01-01\n");
  CHECK(checked_difference("hired: optional date", "hired: omittable optional date") ==
        "~ record person\n    column “hired”: hired: optional date -> hired: omittable optional date\n");
  CHECK(checked_difference("id, name: text;", "id: text; name: omittable text blank also \"/\";") ==
        "~ record person\n    column “name”: name: text -> name: omittable text blank also \"/\"\n");
  CHECK(checked_difference("contact: text }", "contact: text } equal rows count once") ==
        "~ record pupil\n    equal rows: (none) -> equal rows count once\n");
  CHECK(checked_difference("record pupil {", "record pupil blank also \"/\", \"-\" {") ==
        "~ record pupil\n    words for a blank: (none) -> \"/\", \"-\"\n");
  const auto without = policy_of(base), with = policy_of(base, "language en blank also \"/\"");
  const Structure added = compare(without->whole(), with->whole(), true);
  CHECK(describe(added) == "~ policy \n    words for a blank: (none) -> \"/\"\n");
  check_undo(*without, *with, added);
  check_undo(*with, *without, compare(with->whole(), without->whole(), true));
}

TEST_CASE("the order of words for a blank, and of `optional` and `omittable`, has no meaning") {
  const auto one =
      policy_of("record a { x: optional omittable text blank also \"/\", \"-\" }", "blank also \"1\", \"2\"");
  const auto two =
      policy_of("record a { x: omittable optional text blank also \"-\", \"/\" }", "blank also \"2\", \"1\"");
  CHECK(describe(compare(one->whole(), two->whole(), true)).empty());
}

TEST_CASE("readings, definitions, tables") {
  CHECK(checked_difference("lenient \"mild\" default; hard \"stern\"", "lenient \"mild\"; hard \"stern\" default") ==
        "~ reading strict\n    default: lenient => hard, in lenient -> hard\n");
  CHECK(checked_difference("hard \"stern\" }", "hard \"stern\"; softest }") ==
        "~ reading strict\n    option “softest”: (none) -> softest\n");
  CHECK(checked_difference("2020-12-31 \"year's end\"", "2021-12-31 \"year's end\"") ==
        "~ reading person.as_of\n    option “2021-12-31”: 2020-12-31 => 2021-12-31, in 2020-12-31 \"year's end\" "
        "default -> "
        "2021-12-31 \"year's end\" default\n");
  CHECK(
      checked_difference("full_years(born, as_of) >= limit", "full_years(born, as_of) > limit") ==
      "~ definition person.old\n    formula: >= => >, in full_years(born, as_of) >= limit -> full_years(born, as_of) > "
      "limit\n");
  CHECK(checked_difference("old(limit: 周岁) for person: bool = full_years(born, as_of) >= limit",
                           "old(least_age: 周岁) for person: bool = full_years(born, as_of) >= least_age")
            .empty());
  CHECK(
      checked_difference("old(limit: 周岁) for person: bool = full_years(born, as_of) >= limit",
                         "old(least_age: 周岁) for person: bool = full_years(born, as_of) > least_age") ==
      "~ definition person.old\n    formula: >= => >, in full_years(born, as_of) >= limit -> full_years(born, as_of) > "
      "least_age\n");
  CHECK(checked_difference("\"year's end\"", "\"the end\"") ==
        "~ reading person.as_of\n    wording: year's end -> the end\n");
  CHECK(checked_difference("1 to 3, any: 20 hours", "1 to 3, any: 25 hours") ==
        "~ table points\n    row “1 to 3, any”: 20 hours => 25 hours, in 1 to 3, any: 20 hours -> 1 to 3, any: 25 "
        "hours\n");
  CHECK(checked_difference("1 to 3, any: 20 hours", "1 to 4, any: 20 hours") ==
        "~ table points\n    row “1 to 4, any”: 3 => 4, in 1 to 3, any: 20 hours -> 1 to 4, any: 20 hours\n");
  CHECK(checked_difference("1, law: 40 hours; 1 to 3, any: 20 hours", "1 to 3, any: 20 hours; 1, law: 40 hours") ==
        "~ table points\n    order: “1, law” moved behind “1 to 3, any”: 1, law; 1 to 3, any; > 3, any -> 1 to 3, any; "
        "1, law; > 3, any\n");
  CHECK(checked_difference(
            "(a from 0 hours, b from 1 hours, year i in from 2018 to 2020: max(a + b, earned_ during i), b)",
            "(x from 0 hours, z from 1 hours, year j in from 2018 to 2020: max(x + z, earned_ during j), z)")
            .empty());
}

TEST_CASE("quotas, results, rosters, assessments") {
  CHECK(checked_difference("outside 20", "outside unspecified") ==
        "~ quota pupil.places\n    places “outside”: outside 20 -> outside unspecified\n");
  CHECK(checked_difference("outside 20", "outside 25") ==
        "~ quota pupil.places\n    places “outside”: 20 => 25, in outside 20 -> outside 25\n");
  CHECK(checked_difference("{ id, year_end, office,", "{ office, year_end, due, id,") ==
        "~ results person\n    result column “due”: (none) -> due\n");
  CHECK(checked_difference("columns name, class;", "columns name;") ==
        "~ roster pupil.List\n    columns: name, class -> name\n");
  CHECK(checked_difference("roster \"List\"", "roster \"The list\"") ==
        "~ roster pupil.The list (was List)\n    title: List -> The list\n");
  CHECK(checked_difference("> 0 hours \"something\"", ">= 1 hours \"something\"") ==
        "~ assessment person.year_end\n    must “any”: > => >=, 0 hours => 1 hours, in earned_ during window > 0 hours "
        "\"something\" -> earned_ during "
        "window >= 1 hours \"something\"\n");
}

TEST_CASE("what is new, what is gone") {
  CHECK(checked_difference("warning idle for person { when best = 0 hours }\n", "") == "- warning person.idle\n");
  CHECK(checked_difference("warning idle", "warning busy for person { when best > 90 hours }\nwarning idle") ==
        "+ warning person.busy\n");
}
