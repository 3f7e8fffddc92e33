// ID numbers in cells, and cells that are taken from them.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

const std::string woman = "152301196701201249", man = "152301196701201230", other_man = "150102196103010219";

// 人员 with an ID number beside the key, its children 学习; 证件, whose key is an ID number, its children 变更.
core::Program program_with_ids() {
  using namespace core;
  Program p;
  const EnumerationId sex = p.enumerations.add({"性别", {"女", "男"}});
  const auto column = [](std::string name, Kind kind) {
    Column c;
    c.name = std::move(name);
    c.type.kind = kind;
    return c;
  };
  Column number = column("身份证号", Kind::text), born = column("出生日期", Kind::date),
         gender = column("性别", Kind::enumeration), left = column("曾用生日", Kind::date);
  number.id_number = true;
  number.blank = Blank::none;
  born.lowest = *day_of(1930, 1, 1);
  gender.type.enumeration = sex;
  left.blank = Blank::none;
  born.taken_from = TakenFrom{1};
  gender.taken_from = TakenFrom{1, 1, 0};
  left.taken_from = TakenFrom{1};
  RecordTable people{"人员", {}, 0, {}, {}, "", {}};
  people.columns = {column("编号", Kind::text), number, born, gender, left};
  p.tables.add(people);
  RecordTable cards{"证件", {}, 0, {}, {}, "", {}};
  number.blank = Blank::unknown;
  born.taken_from = TakenFrom{0};
  cards.columns = {number, born};
  p.tables.add(cards);
  RecordTable changes{"变更", {}, {}, TableId{1}, 0, "", {}};
  Column link = column("身份证号", Kind::row);
  link.type.table = TableId{1};
  link.blank = Blank::none;
  changes.columns = {link, column("事项", Kind::text)};
  p.tables.add(changes);
  return p;
}

struct Added {
  std::string table;
  Cells head;
  std::vector<Cells> rows;
};

Dataset made(const core::Program& p, const std::vector<Added>& tables, bool plain = true) {
  Assumptions assumptions;
  assumptions.plain_rows = plain;
  DatasetBuilder b(p, assumptions);
  for (const Added& table : tables) {
    b.from(table.table + ".csv");
    b.open(table.table, table.head);
    std::uint32_t number = 1;
    for (const Cells& row : table.rows) b.file_row(++number, row);
  }
  Dataset d = b.finish();
  CHECK(adds_up(d));
  return d;
}

Lines shown_people(const Dataset& d) { return shown(program_with_ids(), d, "人员"); }

Lines names_of_faults(const Dataset& d) {
  Lines names;
  for (const BadRow& bad : d.bad)
    names.push_back(std::to_string(bad.row) + " " + bad.column + " " + name_of(bad.fault));
  return names;
}

// Looked at closely or not, the data are the same.
Dataset people_with_ids(const std::vector<Cells>& rows,
                        const Cells& head = {"编号", "身份证号", "出生日期", "性别", "曾用生日"}) {
  const core::Program p = program_with_ids();
  Dataset d = made(p, {{"人员", head, rows}});
  const Dataset closely = made(p, {{"人员", head, rows}}, false);
  CHECK(shown_people(d) == shown_people(closely));
  CHECK(names_of_faults(d) == names_of_faults(closely));
  CHECK(d.tables[0].taken == closely.tables[0].taken);
  CHECK(d.odd_ids == closely.odd_ids);
  return d;
}

}  // namespace

TEST_CASE("a blank cell is taken from the ID number of its row") {
  const Dataset d =
      people_with_ids({{"A1", woman, "", "", ""}, {"A2", man, "", "", ""}, {"A3", man, "", "男", "1967-01-20"}});
  CHECK(shown_people(d) == Lines{"A1|" + woman + "|1967-01-20|女|1967-01-20", "A2|" + man + "|1967-01-20|男|1967-01-20",
                                 "A3|" + man + "|1967-01-20|男|1967-01-20"});
  CHECK(d.bad.empty());
  CHECK(d.tables[0].taken == std::vector<std::uint64_t>{0, 0, 3, 2, 2});
}

TEST_CASE("so is a whole column that the data do not have, which is then none that lacks") {
  const Dataset d = people_with_ids({{"A1", woman}, {"A2", man}, {"A3", ""}}, {"编号", "身份证号"});
  CHECK(shown_people(d) ==
        Lines{"A1|" + woman + "|1967-01-20|女|1967-01-20", "A2|" + man + "|1967-01-20|男|1967-01-20", "A3|-|?|?|-"});
  CHECK(d.bad.empty());
  CHECK(names_of_faults(people_with_ids({{"A1"}}, {"编号"})) ==
        Lines{"0 身份证号 missing_column", "0 出生日期 missing_column", "0 性别 missing_column",
              "0 曾用生日 missing_column"});
}

TEST_CASE("a row without an ID number keeps what it says") {
  CHECK(shown_people(people_with_ids({{"A1", "", "1980-05-05", "男", ""}, {"A2", "", "", "", ""}})) ==
        Lines{"A1|-|1980-05-05|男|-", "A2|-|?|?|-"});
}

TEST_CASE("where the two differ, either may be right") {
  const Dataset d = people_with_ids({{"A0", woman, "", "", ""}, {"A1", woman, "1969-01-20", "男", "1969"}});
  CHECK(shown_people(d)[1] == "A1|" + woman + "|[1967-01-20,1969-01-20]|[女,男]|[1967-01-20,1969]");
  CHECK(names_of_faults(d) == Lines{"3 出生日期 id_differs", "3 性别 id_differs", "3 曾用生日 id_differs"});
  CHECK(d.bad[0].arguments == Lines{"1969-01-20", "身份证号", "1967-01-20"});
  CHECK(d.bad[1].arguments == Lines{"男", "身份证号", "女"});
}

TEST_CASE("a month, or a cell with two readings, in which the number has the day agrees with it") {
  const Dataset d = people_with_ids({{"A0", woman, "", "", ""}, {"A1", woman, "1967-01", "女", "1967.1"}});
  CHECK(shown_people(d)[1] == "A1|" + woman + "|1967-01-20|女|1967-01-20");
  CHECK(names_of_faults(d) == Lines{"3 曾用生日 month_without_zero"});
}

TEST_CASE("a cell that cannot be read stays unknown") {
  const Dataset d = people_with_ids({{"A1", woman, "去年", "未知", Fault::cell_nul}});
  CHECK(shown_people(d) == Lines{"A1|" + woman + "|?|?|?-"});
}

TEST_CASE("a number with a slip tells nothing, and a cell that would be taken from it may be anything") {
  for (const auto& [text, fault] : {std::pair{"152301196701201231", "id_with_slip"},
                                    {"152301196702301230", "id_without_day"},
                                    {"15230119670120123", "bad_id"},
                                    {"1.52301E+17", "cut_key"},
                                    {"152301196701201000", "cut_key"}}) {
    INFO(text);
    const Dataset d =
        people_with_ids({{"A0", woman, "", "", ""}, {"A1", text, "", "", ""}, {"A2", text, "1980-05-05", "男", ""}});
    CHECK(shown_people(d)[1] == "A1|?-|?|?|?-");
    CHECK(shown_people(d)[2] == "A2|?-|1980-05-05|男|?-");
    CHECK(names_of_faults(d) == Lines{std::string("3 身份证号 ") + fault, std::string("4 身份证号 ") + fault});
  }
}

TEST_CASE("a birth outside the bounds of its column is not taken") {
  const Dataset d = people_with_ids({{"A1", "440524188001010014", "", "", ""}});
  CHECK(shown_people(d)[0].starts_with("A1|440524188001010014|?|男|"));
  CHECK(names_of_faults(d) == Lines{"2 出生日期 date_out_of_range"});
}

TEST_CASE("a key with a slip is a key all the same, and nothing is taken from it") {
  const core::Program p = program_with_ids();
  const Dataset d = made(
      p, {{"证件", {"身份证号", "出生日期"}, {{woman, ""}, {"152301196701201231", ""}, {"11010519491231002x", ""}}},
          {"变更",
           {"身份证号", "事项"},
           {{"152301196701201231", "甲"}, {"11010519491231002X", "乙"}, {"110105 19491231002x", "丙"}}}});
  CHECK(shown(p, d, "证件") == Lines{woman + "|1967-01-20", "152301196701201231|?", "11010519491231002X|1949-12-31"});
  CHECK(shown(p, d, "变更") == Lines{"152301196701201231|甲", "11010519491231002X|乙", "11010519491231002X|丙"});
  CHECK(names_of_faults(d) == Lines{"3 身份证号 id_with_slip"});
  CHECK_FALSE(d.bad[0].excluded);
}

TEST_CASE("words of numbers that are none are kept, so that people are not shown them") {
  const Dataset d = people_with_ids({{"A1", "1523011967012012", "", "", ""}, {"A2", "1523-0119670120", "", "", ""}});
  CHECK(d.odd_ids == Lines{"0119670120", "1523011967012012"});
}

TEST_CASE("a key that stands for one that is not given tells nothing") {
  Assumptions assumptions;
  assumptions.made_up_keys = "示例";
  const core::Program p = program_with_ids();
  DatasetBuilder b(p, assumptions);
  b.open("证件", {"身份证号", "出生日期"});
  b.row(1, Cells{"示例1", ""});
  const Dataset d = b.finish();
  CHECK(d.bad.empty());
  CHECK(shown(p, d, "证件") == Lines{"示例1|?"});
}
