// What records declare besides names and types: words for a blank, columns that data may lack, bounds, equal rows that
// count once; and what is wrong with them.
#include <catch2/catch.hpp>

#include "lang/semantics/lookup.hpp"
#include "lang/semantics/resolve.hpp"

using namespace cepol;

namespace {

using Texts = std::vector<std::string>;

struct Declared {
  Sources sources;
  syntax::Parsed parsed, module;
  std::vector<semantics::Module> modules;
  semantics::Checked checked;

  explicit Declared(const std::string& body, const std::string& header = "", const std::string& used = "") {
    if (!used.empty()) {
      const SourceId id = sources.add({"used.cepol", "module test/used\n" + used});
      module = syntax::parse(sources, id);
      modules.push_back({"test/used", id, &module});
    }
    const SourceId id = sources.add({"test.cepol", "policy test/one \"test\" { language en " + header + " }\n" + body});
    parsed = syntax::parse(sources, id);
    for (const syntax::Parsed* one : {&parsed, &module})
      for (const Diagnostic& problem : one->problems.list) FAIL(message_of(problem, Language::en));
    modules.push_back({"test/one", id, &parsed});
    semantics::resolve(sources, modules, nullptr, {}, checked);
    if (checked.problems.list.empty()) CHECK(core::verify(checked.program) == std::nullopt);
  }
  Texts problems() const {
    Texts found;
    for (const Diagnostic& one : checked.problems.list)
      found.push_back(std::string(code_number(one.code)) + " " + std::string(text_of(sources, one.span)));
    return found;
  }
  std::string message() const { return message_of(checked.problems.list.at(0), Language::en); }
  const core::RecordTable& table(const std::string& name) const {
    for (const core::RecordTable& one : checked.program.tables.nodes)
      if (one.name == name) return one;
    throw std::runtime_error("no table " + name);
  }
  const core::Column& column(const std::string& of, const std::string& name) const {
    for (const core::Column& one : table(of).columns)
      if (one.name == name) return one;
    throw std::runtime_error("no column " + name);
  }
};

}  // namespace

TEST_CASE("words for a blank are those of the column, of its record and of the policy, each once") {
  const Declared one(
      "record person key id { name, nick: text blank also \"?\", \"/\"; memo: optional text }\n"
      "record study of person blank also \"无\", “－” { id: text blank also \"x\"; hours: number }\n",
      "blank also \"/\", \" none \"");
  CHECK(one.problems() == Texts{});
  CHECK(one.column("person", "id").blank_words == Texts{"/", "none"});
  CHECK(one.column("person", "name").blank_words == Texts{"?", "/", "none"});
  CHECK(one.column("person", "nick").blank_words == Texts{"?", "/", "none"});
  CHECK(one.column("person", "memo").blank_words == Texts{"/", "none"});
  CHECK(one.column("study", "id").blank_words == Texts{"x", "无", "-", "/", "none"});  // the link, written out
  CHECK(one.column("study", "hours").blank_words == Texts{"无", "-", "/", "none"});
  CHECK(Declared("record person key id { id: text }\n").column("person", "id").blank_words.empty());
}

TEST_CASE("the policy's words hold for the records of modules too") {
  const Declared one("use test/used\n", "blank also \"/\"", "record town key id blank also \"?\" { name: text }\n");
  CHECK(one.column("town", "name").blank_words == Texts{"?", "/"});
  CHECK(one.column("town", "id").blank_words == Texts{"?", "/"});
}

TEST_CASE("a word for a blank is not empty, stands once, and is no value of the column") {
  CHECK(Declared("record a { x: text blank also \"\", \"　\", \"/\" }\n").problems() ==
        Texts{"E0343 \"\"", "E0343 \"　\""});
  CHECK(Declared("record a { x: text blank also \"/\", \"-\", \"／\" }\n").problems() == Texts{"W0345 \"／\""});
  const std::string kinds = "enum kind { one, 「N/A」; group = { one } }\n";
  CHECK(Declared(kinds + "record a { k: kind blank also \"Ｎ／Ａ\" }\n").problems() == Texts{"E0344 \"Ｎ／Ａ\""});
  CHECK(Declared(kinds + "record a blank also \"one\" { k: kind; t: text }\n").problems() == Texts{"E0344 \"one\""});
  CHECK(Declared(kinds + "record a { k, l: kind; t: text }\n", "blank also \"one\"").problems() ==
        Texts{"E0344 \"one\"", "E0344 \"one\""});
  CHECK(Declared(kinds + "record a { k: kind; t: text blank also \"one\" }\n").problems() == Texts{});
  CHECK(Declared("", "blank also \"/\" blank also \"-\"").problems() == Texts{"E0203 blank also \"-\""});
}

TEST_CASE("data may lack any column but a key or a link") {
  const Declared one(
      "record person key id { id: text; memo: optional omittable text; note: omittable optional text; age: omittable "
      "number >= 0; friend: omittable person; headings sheet { office: omittable text } }\n");
  CHECK(one.problems() == Texts{});
  for (const char* name : {"memo", "note", "age", "friend", "office"}) CHECK(one.column("person", name).may_be_absent);
  CHECK_FALSE(one.column("person", "id").may_be_absent);
  CHECK(one.column("person", "memo").blank == core::Blank::none);
  CHECK(one.column("person", "note").blank == core::Blank::none);
  CHECK(one.column("person", "age").blank == core::Blank::unknown);
  CHECK(Declared("record person key id { id: omittable text }\n").problems() == Texts{"E0341 id"});
  const Declared link("record person key id { id: text }\nrecord study of person { id: omittable text }\n");
  CHECK(link.problems() == Texts{"E0341 omittable"});
}

TEST_CASE("what old rows have is a value of the column, as a cell") {
  const Declared one(
      "enum kind { k, l }\nrecord person key id { id: text; a: number >= -5 <= 9 places 1 old rows have -1.5; b: year "
      "old rows have 2020; c: date old rows have 2020年1月2日; d: bool old rows have no; e: kind old rows have l; f: "
      "optional text blank also \"/\" old rows have \"as before\"; g: { x, y } old rows have y }\n");
  CHECK(one.problems() == Texts{});
  const std::pair<const char*, const char*> values[] = {{"a", "-1.5"}, {"b", "2020"}, {"c", "2020-01-02"},
                                                        {"d", "no"},   {"e", "l"},    {"f", "as before"},
                                                        {"g", "y"},    {"id", ""}};
  for (const auto& [name, value] : values) CHECK(one.column("person", name).old_rows == value);
  for (const char* wrong :
       {"number >= 0 old rows have -1", "number <= 3 old rows have 4", "number places 1 old rows have 1.25",
        "number old rows have \"1\"", "number old rows have 2020-01-01", "year old rows have 2020.5",
        "year old rows have 20200", "date >= 2000-01-01 old rows have 1999-12-31", "date old rows have 2020",
        "bool old rows have 1", "kind old rows have m", "kind old rows have \"k\"", "text old rows have k",
        "text old rows have \" \"", "person old rows have \"1\""})
    CHECK(Declared("enum kind { k, l }\nrecord person key id { id: text; a: " + std::string(wrong) + " }\n")
              .problems()
              .at(0)
              .substr(0, 5) == "E0351");
  CHECK(Declared("record person key id { id: text; headings sheet { a: year old rows have 2020 } }\n")
            .problems()
            .at(0)
            .substr(0, 5) == "E0351");
}

TEST_CASE("numbers, years and dates have bounds of their own kind") {
  const Declared one(
      "record a { born: date >= 1900-01-01 <= 2017年12月31日; until: date <= 2017-12-31; y: year >= 2000 <= 2030; "
      "since: "
      "year >= 1; n: number >= -1.5 <= 3 places 1 }\n");
  CHECK(one.problems() == Texts{});
  CHECK(one.column("a", "born").lowest == Exact(*day_of(1900, 1, 1)));
  CHECK(one.column("a", "born").highest == Exact(*day_of(2017, 12, 31)));
  CHECK(one.column("a", "until").lowest.infinite());
  CHECK(one.column("a", "until").highest == Exact(*day_of(2017, 12, 31)));
  CHECK(one.column("a", "y").lowest == Exact(2000));
  CHECK(one.column("a", "y").highest == Exact(2030));
  CHECK(one.column("a", "since").highest.infinite());
  CHECK(one.column("a", "n").lowest == Exact::ratio(-3, 2));
  CHECK(Declared("record a { x: date >= 2017 }\n").message() ==
        "the bounds of “x” must be written as a date, but this is a number");
  CHECK(Declared("record a { x: year <= 2017-12-31 }\n").message() ==
        "the bounds of “x” must be written as a year, but this is a date");
  for (const char* bad : {"date >= 2017", "date <= -1", "year >= 2017-01-01", "year >= 2000.5", "year >= -3",
                          "year >= 0", "year <= 10000", "number >= 2017-01-01"}) {
    INFO(bad);
    CHECK(Declared(std::string("record a { x: ") + bad + " }\n").problems().at(0).starts_with("E0338 "));
  }
  for (const char* bad : {"text >= 3", "bool <= 1", "{ one, two } >= 1", "text >= 2017-01-01", "text <= 3"}) {
    INFO(bad);
    CHECK(Declared(std::string("record a { x: ") + bad + " }\n").problems().at(0).starts_with("E0339 "));
  }
  CHECK(Declared("record a { x: text >= 3 }\n").message() ==
        "“x” is a text, which has no order: it cannot have bounds");
}

TEST_CASE("bounds leave a value") {
  const Declared dates("record a { x: date >= 2017-12-31 <= 2017-12-30 }\n");
  CHECK(dates.problems() == Texts{"E0340 >= 2017-12-31 <= 2017-12-30"});
  CHECK(dates.message() == "no value of “x” is within its bounds: from 2017-12-31 to 2017-12-30");
  for (const char* bad : {"year >= 2001 <= 2000", "number >= 2 <= 1", "number >= 1.2 <= 1.8 places 0",
                          "number >= -0.8 <= -0.2 places 0", "number >= 0.01 <= 0.09 places 1"}) {
    INFO(bad);
    CHECK(Declared(std::string("record a { x: ") + bad + " }\n").problems().at(0).starts_with("E0340 "));
  }
  for (const char* good : {"date >= 2017-12-31 <= 2017-12-31", "year >= 2000 <= 2000", "number >= 1.2 <= 2.8 places 0",
                           "number >= 0.01 <= 0.09", "number >= 3 <= 3 places 0"}) {
    INFO(good);
    CHECK(Declared(std::string("record a { x: ") + good + " }\n").problems() == Texts{});
  }
}

TEST_CASE("equal rows count once in a record without a key") {
  const Declared one(
      "record person key id { id: text }\nrecord a of person { y: year; equal rows count once; n: number }\n");
  CHECK(one.problems() == Texts{});
  CHECK(one.table("a").equal_rows_once);
  CHECK_FALSE(one.table("person").equal_rows_once);
  CHECK(Declared("record a key id { id: text equal rows count once }\n").problems() ==
        Texts{"E0342 equal rows count once"});
  CHECK(Declared("record a { t: text equal rows count once equal rows count once }\n").problems() ==
        Texts{"E0203 equal rows count once"});
}

TEST_CASE("a name that reads as one of these words is still a name") {
  const Declared one(
      "enum omittable { p }\nrecord a { blank: text; equal: text; omittable: omittable; optional: text }\n"
      "record b { 「blank also」: text; 「equal rows count once」: text }\n");
  CHECK(one.problems() == Texts{});
  CHECK(one.column("a", "omittable").type.kind == core::Kind::enumeration);
  CHECK(one.table("a").columns.size() == 4);
  CHECK(one.table("b").columns.size() == 2);
}

TEST_CASE("other words for headings, members and truths are taken as they are written") {
  const Declared one(
      "enum level { low also \"basic\", \" 初级 \" high; any_ = { low, high } }\n"
      "record person key id { id also \"no\", name also \"full name\", nick: text; level: level; sex: { m also \"1\", "
      "f };\n"
      "  member: bool yes also \"有\", \"Y\" no also \"N\" }\n"
      "record study of person { id also \"card\": text; hours: number }\n"
      "record exam of person { score: number }\n");
  CHECK(one.problems() == Texts{});
  CHECK(one.column("person", "id").headings == Texts{"no"});
  CHECK(one.column("person", "name").headings == Texts{"full name"});
  CHECK(one.column("person", "nick").headings == Texts{});
  CHECK(one.column("study", "id").headings == Texts{"no", "card"});
  CHECK(one.column("exam", "id").headings == Texts{"no"});
  using Words = std::vector<core::CellWord>;
  CHECK(one.column("person", "member").words == Words{{"有", 1}, {"Y", 1}, {"N", 0}});
  const auto words_of = [&](const char* column) {
    return one.checked.program.enumerations[one.column("person", column).type.enumeration].words;
  };
  CHECK(words_of("level") == Words{{"basic", 0}, {"初级", 0}});
  CHECK(words_of("sex") == Words{{"1", 0}});
}

TEST_CASE("a word that means two things, is empty, or stands where nothing can have it is reported") {
  CHECK(Declared("record a { x also \"y\", y: text }\n").problems() == Texts{"E0347 \"y\""});
  CHECK(Declared("record a { x also \"z\", y also \" ｚ\": text }\n").problems() == Texts{"E0347 \" ｚ\""});
  CHECK(Declared("record a { x also \"z\": text; headings h { z: text } }\n").problems() == Texts{"E0347 \"z\""});
  CHECK(Declared("record a { x also \"x\", \"z\", \"z \": text }\n").problems() ==
        Texts{"W0345 \"x\"", "W0345 \"z \""});
  CHECK(Declared("record a { x also \" \": text }\n").problems() == Texts{"E0343 \" \""});
  CHECK(Declared("enum e { a also \"b\", b; g = { a } }\n").problems() == Texts{"E0347 \"b\""});
  CHECK(Declared("enum e { a also \"g\", b; g = { a } }\n").problems() == Texts{"E0347 \"g\""});
  CHECK(Declared("enum e { a also \"1\", b also \"１\" }\n").problems() == Texts{"E0347 \"１\""});
  CHECK(Declared("record r { x: bool yes also \"N\", \"no\" no also \"N\" }\n").problems() ==
        Texts{"E0347 \"no\"", "E0347 \"N\""});
  CHECK(Declared("record r { x: bool yes also \"√\" }\n").problems() == Texts{"W0345 \"√\""});
  CHECK(Declared("record r { x: text yes also \"Y\" }\n").problems() == Texts{"E0348 yes also \"Y\""});
  CHECK(Declared("record r { x: bool yes also \"/\" blank also \"/\" }\n").problems() == Texts{"E0344 \"/\""});
  CHECK(Declared("enum e { a also \"/\", b }\nrecord r { x: e }\n", "blank also \"/\"").problems() ==
        Texts{"E0344 \"/\""});
}

TEST_CASE("dates and sexes are taken from ID numbers of the same record") {
  const Declared one(
      "enum sex { man, woman also \"F\" }\n"
      "record person key id { id: identity number; born: date taken from card; card: optional identity number\n"
      "  sex: sex taken from id; gender: { 女, 男 } taken from card }\n"
      "record pass key card { card: identity number; born, issued: optional date >= 1900-01-01 taken from card }\n");
  CHECK(one.problems() == Texts{});
  CHECK(one.column("person", "id").id_number);
  CHECK_FALSE(one.column("person", "born").id_number);
  using core::TakenFrom;
  CHECK(one.column("person", "born").taken_from == TakenFrom{2});
  CHECK(one.column("person", "sex").taken_from == TakenFrom{0, 0, 1});
  CHECK(one.column("person", "gender").taken_from == TakenFrom{2, 1, 0});
  CHECK(one.column("pass", "issued").taken_from == TakenFrom{0});
}

TEST_CASE("what no ID number tells, and what is no ID number, is reported") {
  CHECK(Declared("record a { n: text; b: date taken from n }\n").problems() == Texts{"E0349 n"});
  CHECK(Declared("record a { b: date taken from n }\n").problems() == Texts{"E0349 n"});
  CHECK(Declared("record a { n: identity number; b: year taken from n }\n").problems() == Texts{"E0350 taken from n"});
  for (const char* members : {"{ male, female, other }", "{ one, two }", "{ male also \"F\", other }", "{ male }"})
    CHECK(Declared("record a { n: identity number; b: " + std::string(members) + " taken from n }\n").problems() ==
          Texts{"E0350 taken from n"});
  CHECK(Declared("record a { n: identity number; headings h { b: date taken from n } }\n").problems() ==
        Texts{"E0350 taken from n"});
  CHECK(Declared("record a { n: identity number >= 3 }\n").problems().size() == 1);
}
