// What can be read and is perhaps wrong: rows that may be one, values that are not plausible.
#include "interpreter/data/doubts.hpp"

#include <catch2/catch.hpp>

#include "interpreter/data/dataset_builder.hpp"

using namespace cepol;
using namespace cepol::data;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

const Day some_day = *day_of(2020, 1, 1);

// 人员 and their 学习.
core::Program program_to_doubt() {
  using namespace core;
  Program p;
  const auto column = [](std::string name, Kind kind) {
    Column c;
    c.name = std::move(name);
    c.type.kind = kind;
    return c;
  };
  RecordTable people{"人员", {}, 0, {}, {}, "", {}};
  Column number = column("身份证号", Kind::text), born = column("出生", Kind::date);
  number.id_number = true;
  number.blank = Blank::none;
  born.taken_from = TakenFrom{2};
  people.columns = {column("编号", Kind::text), column("姓名", Kind::text), number, born, column("入职", Kind::date)};
  p.tables.add(people);
  RecordTable learning{"学习", {}, {}, TableId{0}, 0, "", {}};
  Column link = column("编号", Kind::row);
  link.type.table = TableId{0};
  link.blank = Blank::none;
  learning.columns = {link, column("年度", Kind::year), column("学时", Kind::number)};
  p.tables.add(learning);
  return p;
}

Lines doubts(const std::vector<Cells>& people, const std::vector<Cells>& learning = {}) {
  const core::Program p = program_to_doubt();
  DatasetBuilder b(p);
  std::uint32_t number = 0;
  b.open("人员", {"编号", "姓名", "身份证号", "出生", "入职"});
  for (const Cells& row : people) b.row(++number, row);
  number = 0;
  b.open("学习", {"编号", "年度", "学时"});
  for (const Cells& row : learning) b.row(++number, row);
  const Dataset d = b.finish();
  Lines lines;
  for (const Doubt& one : doubts_of(p, d, some_day))
    lines.push_back(p.tables[one.table].name + std::to_string(d[one.table].source_rows[one.row]) +
                    p.tables[one.table].columns[one.column].name + "：" + reason_of(one, false));
  return lines;
}

std::vector<Cells> hours_of(const std::string& key, const std::vector<std::string>& hours) {
  static std::vector<std::string> kept;
  kept = hours;
  kept.push_back(key);
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < hours.size(); ++i) rows.push_back({kept.back(), "2015", kept[i]});
  return rows;
}

}  // namespace

TEST_CASE("one name and one day of birth is perhaps one person") {
  CHECK(doubts({{"A700", "王芳", "", "1961-03-04", ""},
                {"B913", "李强", "", "1970-01-02", ""},
                {"C258", "王芳", "", "1961-03-04", ""}}) ==
        Lines{"人员3姓名：与第 1 行的姓名、出生都一样，可能是同一条"});
  // Another day, or one that is not known.
  CHECK(doubts({{"A700", "王芳", "", "1961-03-04", ""},
                {"B913", "王芳", "", "1962-03-04", ""},
                {"C258", "王芳", "", "1961-03", ""}})
            .empty());
}

TEST_CASE("columns that many rows share do not tell people apart") {
  std::vector<Cells> rows;
  for (const char* key : {"A700", "B913", "C258", "D646", "E302", "F871"})
    rows.push_back({key, "第一小学", "", "1961-03-04", ""});
  CHECK(doubts(rows).empty());
}

TEST_CASE("one ID number in two rows, keys that differ in capitals or zeros") {
  CHECK(doubts({{"a700", "王芳", "11010519491231002X", "", ""},
                {"A700", "李强", "11010519491231002x", "", ""},
                {"00913", "张三", "", "1970-01-02", ""},
                {"913", "赵六", "", "1971-01-02", ""}}) ==
        Lines{"人员2编号：“A700”与第 1 行的“a700”只有大小写或者前面的0不同，可能是同一个",
              "人员4编号：“913”与第 3 行的“00913”只有大小写或者前面的0不同，可能是同一个",
              "人员2身份证号：与第 1 行的一样，可能是同一个人"});
}

TEST_CASE("keys that differ in one place: of rows with one name, or where keys are mostly apart") {
  std::vector<Cells> rows{{"P1001", "王芳", "", "1961-03-04", ""},
                          {"P1002", "李强", "", "1962-03-04", ""},
                          {"P1003", "王芳", "", "1963-03-04", ""}};
  CHECK(doubts(rows) == Lines{"人员3编号：“P1003”与第 1 行的“P1001”只差一处，可能是同一个"});
  rows.clear();
  for (const char* key :
       {"730114", "081192", "465501", "900217", "310778", "556021", "127340", "884463", "698035", "465507"})
    rows.push_back({key, key, "", "1961-03", ""});
  CHECK(doubts(rows) == Lines{"人员10编号：“465507”与第 3 行的“465501”只差一处，可能是同一个"});
}

TEST_CASE("a number far from all others of its column") {
  const std::vector<Cells> one{{"A700", "王芳", "", "1961-03-04", ""}};
  CHECK(doubts(one, hours_of("A700", {"30", "60", "90", "72", "12", "0", "45", "66", "100", "900", "31"})) ==
        Lines{"学习10学时：900 离这一列其他的值（0 至 100）很远，可能写错了"});
  CHECK(doubts(one, hours_of("A700", {"30", "60", "90", "72", "12", "0", "45", "66", "100", "240", "31"})).empty());
  CHECK(doubts(one, hours_of("A700", {"30", "60", "900"})).empty());  // too few to say
}

TEST_CASE("before birth, and after today") {
  CHECK(doubts({{"A700", "王芳", "", "1961-03-04", "1960-01-01"}}, {{"A700", "1950", "30"}, {"A700", "1961", "30"}}) ==
        Lines{"人员1入职：1960-01-01 早于“出生”（1961-03-04），可能写错了",
              "学习1年度：1950 早于“出生”（1961-03-04），可能写错了"});
  std::vector<Cells> rows{{"A700", "王芳", "", "1961-03-04", "2099-01-01"}};
  for (const char* key : {"B913", "C258", "D646", "E302", "F871"})
    rows.push_back({key, key, "", "1961-03-04", "1990-01-01"});
  CHECK(doubts(rows) == Lines{"人员1入职：2099-01-01 在今天（2020-01-01）以后，可能写错了"});
  // A column of days to come.
  for (Cells& row : rows) row[4] = "2021-01-01";
  CHECK(doubts(rows).empty());
}
