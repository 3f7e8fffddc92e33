// Cells and rows that may be several things: rows with one key, rows alike, texts with two readings, columns and rows
// that the data do not have.
#include <catch2/catch.hpp>

#include <utility>

#include "interpreter/data/without_twins.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

const Cells people_columns{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"};
const Cells learning_columns{"证书编号", "编号", "年度", "科目", "学时", "班次编号"};

void add_rows(DatasetBuilder& b, const std::string& table, const Cells& head, const std::vector<Cells>& rows) {
  b.open(table, head);
  std::uint32_t number = 0;
  for (const Cells& row : rows) b.row(++number, row);
}

Lines fault_names_in(const Dataset& d) {
  Lines names;
  for (const BadRow& bad : d.bad) names.push_back(bad.table + " " + std::to_string(bad.row) + " " + name_of(bad.fault));
  return names;
}

Dataset people(const core::Program& p, const std::vector<Cells>& rows) {
  DatasetBuilder b(p);
  add_rows(b, "人员", people_columns, rows);
  Dataset d = b.finish();
  CHECK(adds_up(d));
  return d;
}

}  // namespace

TEST_CASE("rows with one key: cells that differ are one of the values, in each of the rows") {
  const core::Program p = small_program();
  const std::vector<Cells> rows{{"A1", "王芳", "女", "1961-03", "是", ""},
                                {"A1", "王方", "女", "1961-04-05", "", "初次"},
                                {"B2", "李强", "男", "1970", "否", ""}};
  const Dataset d = people(p, rows);
  const std::string joined = "A1|[王芳,王方]|女|[1961-03,1961-04-05]|?|[初次,-]";
  CHECK(shown(p, d, "人员") == Lines{joined, joined, "B2|李强|男|1970|否|-"});
  REQUIRE(d.bad.size() == 1);
  CHECK(d.bad[0].fault == Fault::duplicate_key);
  CHECK(d.bad[0].arguments == Lines{"A1", "1", "", "姓名\n出生年月\n驻盟市\n备注"});
  CHECK(d.bad[0].key == "A1");
  CHECK_FALSE(d.bad[0].excluded);
  CHECK(d.tables[0].unsure_rows == std::vector<RowIndex>{1});
  CHECK(d.tables[0].rows_repeated == 0);
  // A month and a day of it are one span.
  CHECK(shown(p, people(p, {{"A1", "", "", "1961-03", "", ""}, {"A1", "", "", "1961-03-15", "", ""}}), "人员") ==
        Lines{"A1|?|?|1961-03|?|-", "A1|?|?|1961-03|?|-"});
  // A cell that cannot be read and one that is blank.
  CHECK(shown(p, people(p, {{"A1", "", "", "", "", ""}, {"A1", "", "", "", "", Fault::cell_nul}}), "人员") ==
        Lines{"A1|?|?|?|?|?-", "A1|?|?|?|?|?-"});
}

TEST_CASE("what names a key of two rows names either") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_rows(b, "人员", people_columns, {{"NMG1", "王芳", "", "", "", ""}, {"NMG1", "李强", "", "", "", ""}});
  add_rows(b, "培训班", {"班次编号", "开班日期"}, {{"B7", "2016"}, {"B7", "2017"}});
  add_rows(b, "学习", learning_columns, {{"NMG1", "L1", "2015", "公需科目", "30", "B7"}});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(shown(p, d, "学习") == Lines{"--", "[0,1]|L1|2015|公需科目|30|[0,1]"});
  CHECK(d.tables[1].perhaps_children.of(0).size() == 1);
  CHECK(d.tables[1].perhaps_children.of(1).size() == 1);
}

TEST_CASE("rows with one key and alike in every cell are one record") {
  const core::Program p = small_program();
  const Cells row{"NMG1", "王芳", "女", "1961.1", "是", ""};  // January or October
  DatasetBuilder b(p);
  add_rows(b, "人员", people_columns, {row, row, {"NMG2", "李强", "", "", "", ""}, row});
  add_rows(b, "学习", learning_columns,
           {{"NMG1", "L1", "", "", "", ""}, {"QH99", "L2", "", "", "", ""}, {"QH99", "L2", "", "", "", ""}});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(shown(p, d, "人员") == Lines{"NMG1|王芳|女|[1961-01,1961-10]|是|-", "NMG2|李强|?|?|?|-"});
  CHECK(d.tables[0].rows_read == 4);
  CHECK(d.tables[0].rows_repeated == 2);
  CHECK(d.tables[0].rows_excluded == 0);
  CHECK(shown_children(p, d, "学习") == Lines{"0: 0", "1:"});
  CHECK(d.tables[1].strangers == 1);  // the other is the same once more
  CHECK(d.tables[1].rows_repeated == 1);
  CHECK(fault_names_in(d) == Lines{"人员 1 month_without_zero", "人员 2 same_record", "人员 2 month_without_zero",
                                   "人员 4 same_record", "人员 4 month_without_zero", "学习 2 no_parent",
                                   "学习 3 same_record"});
}

TEST_CASE("long numbers that a spreadsheet has made the same are told as such") {
  const core::Program p = small_program();
  const std::string key = "150102196103010000";
  const Dataset d = people(p, {{key, "王芳", "", "", "", ""}, {key, "李强", "", "", "", ""}});
  CHECK(fault_names_in(d) == Lines{"人员 2 cut_keys_meet"});
  CHECK(shown(p, d, "人员") == Lines(2, key + "|[王芳,李强]|?|?|?|-"));
}

TEST_CASE("the order of the rows does not change what they may be") {
  const core::Program p = small_program();
  const std::vector<Cells> rows{{"A1", "王芳", "女", "1961-03", "是", ""},
                                {"A1", "王方", "男", "去年", "", "初次"},
                                {"A1", "王芳", "", "1961-03", "是", "x"}};
  std::vector<std::size_t> order{0, 1, 2};
  Lines first;
  do {
    std::vector<Cells> now;
    for (std::size_t i : order) now.push_back(rows[i]);
    const Dataset d = people(p, now);
    CHECK(d.tables[0].rows == 3);
    CHECK(d.tables[0].columns[1].candidates.at(0).size() == 2);
    CHECK(d.tables[0].columns[2].states == Bulk<State>(3, State::unknown));
    CHECK(d.tables[0].columns[3].states == Bulk<State>(3, State::unknown));
    CHECK(d.tables[0].columns[5].candidates.at(0).size() == 3);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("rows alike of a table without a key count each, once, or either") {
  core::Program p = small_program();
  auto read = [&](Twice twice) {
    DatasetBuilder b(p, Assumptions{{}, twice});
    add_rows(b, "人员", people_columns, {{"NMG1", "", "", "", "", ""}});
    add_rows(b, "学习", learning_columns, {{"NMG1", "L1", "", "", "", ""}, {"NMG1", "M2", "", "", "", ""}});
    add_rows(b, "附件", {"学习编号", "页数"},
             {{"L1", "3"}, {"L1", "3"}, {"M2", "3"}, {"L1", "4"}, {"L1", ""}, {"L1", ""}});
    Dataset d = b.finish();
    CHECK(adds_up(d));
    return d;
  };
  SECTION("each, and it is known which are alike") {
    const Dataset d = read(Twice::both);
    CHECK(shown(p, d, "附件") == Lines{"L1|3", "L1|3", "M2|3", "L1|4", "L1|?", "L1|?"});
    CHECK(d.tables[3].twins == std::vector<std::pair<RowIndex, RowIndex>>{{1, 0}, {5, 4}});
    CHECK(d.tables[3].rows_repeated == 0);
    const Dataset without = without_owned_twins(d);
    const auto children = [](const Dataset& of, RowIndex owner) {
      const auto rows = of.tables[3].children.of(owner);
      return std::vector<RowIndex>(rows.begin(), rows.end());
    };
    CHECK(children(d, 0) == std::vector<RowIndex>{0, 1, 3, 4, 5});
    CHECK(children(without, 0) == std::vector<RowIndex>{0, 3, 4});
    CHECK(children(without, 1) == std::vector<RowIndex>{2});
    CHECK(&std::as_const(without.tables[3].columns)[0] == &d.tables[3].columns[0]);
  }
  SECTION("a copy of the data is another once it is changed") {
    const Dataset d = read(Twice::both);
    Dataset copy = d;
    copy.tables[3].columns[1].numbers[0] = 7;
    CHECK(d.tables[3].columns[1].numbers[0] == 3);
    CHECK(shown(p, d, "附件") == Lines{"L1|3", "L1|3", "M2|3", "L1|4", "L1|?", "L1|?"});
  }
  SECTION("once") {
    const Dataset d = read(Twice::once);
    CHECK(shown(p, d, "附件") == Lines{"L1|3", "M2|3", "L1|4", "L1|?"});
    CHECK(d.tables[3].twins.empty());
    CHECK(d.tables[3].rows_repeated == 2);
    CHECK(d.tables[3].strangers == 0);
  }
  SECTION("either") {
    const Dataset d = read(Twice::open);
    CHECK(shown(p, d, "附件") == Lines{"L1|3", "M2|3", "L1|4", "L1|?", "--", "[0,-]|3", "[0,-]|?"});
    CHECK(!d.tables[3].twins.empty());
    CHECK(d.tables[3].unsure_rows == std::vector<RowIndex>{4, 5});
  }
  SECTION("the record says once, whatever the data's reader says") {
    p.tables.nodes[3].equal_rows_once = true;
    for (const Twice twice : {Twice::both, Twice::once, Twice::open})
      CHECK(shown(p, read(twice), "附件") == Lines{"L1|3", "M2|3", "L1|4", "L1|?"});
  }
}

TEST_CASE("the name of a group is one of its members, 1967.1 is January or October") {
  core::Program p = small_program();
  DatasetBuilder b(p);
  add_rows(b, "人员", people_columns,
           {{"A1", "", "", "1967.1", "", ""},
            {"B2", "", "", "１９６７．１", "", ""},
            {"C3", "", "", "1967.10", "", ""},
            {"D4", "", "", "1967.2", "", ""},
            {"E5", "", "", "1967.01", "", ""},
            {"F6", "", "", "67.1", "", ""}});
  add_rows(b, "学习", learning_columns, {{"A1", "L1", "2015", "全部科目", "30", ""}});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(shown(p, d, "人员") == Lines{"A1|?|?|[1967-01,1967-10]|?|-", "B2|?|?|[1967-01,1967-10]|?|-",
                                     "C3|?|?|1967-10|?|-", "D4|?|?|1967-02|?|-", "E5|?|?|1967-01|?|-", "F6|?|?|?|?|-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|[公需科目,专业科目]|30|-"});
  CHECK(fault_names_in(d) ==
        Lines{"人员 1 month_without_zero", "人员 2 month_without_zero", "人员 6 bad_date", "学习 1 group_given"});
}

TEST_CASE("a month that the column does not allow is not meant") {
  core::Program p = small_program();
  core::Column& born = p.tables.nodes[0].columns[3];
  auto date_of = [&](std::string_view text) {
    const std::string row = shown(p, people(p, {{"A1", "", "", text, "", ""}}), "人员").at(0);
    return row.substr(std::string("A1|?|?|").size(), row.size() - std::string("A1|?|?||?|-").size());
  };
  born.highest = *day_of(1967, 5, 20);
  CHECK(date_of("1967.1") == "1967-01");
  CHECK(date_of("1968.1") == "?");
  born.highest = *day_of(1967, 10, 5);
  CHECK(date_of("1967.1") == "[1967-01,1967-10-01..1967-10-05]");
  born.lowest = *day_of(1967, 2, 1);
  CHECK(date_of("1967.1") == "?");  // January is out of range; October is a guess
}

TEST_CASE("a spreadsheet's number for a date is no date, and which it was is asked") {
  const core::Program p = small_program();
  const Dataset d = people(p, {{"A1", "", "", "42886", "", ""},
                               {"B2", "", "", "42886.5", "", ""},
                               {"C3", "", "", "第42886天", "", ""},
                               {"D4", "", "", "02886", "", ""}});
  CHECK(d.tables[0].columns[3].states == Bulk<State>(4, State::unknown));
  CHECK(fault_names_in(d) == Lines{"人员 1 date_serial", "人员 2 date_serial", "人员 3 bad_date", "人员 4 bad_date"});
  CHECK(d.bad[0].arguments == Lines{"42886", "2017-05-31"});
}

TEST_CASE("a column that the data lack is anything as a whole, unless it may be left out") {
  core::Program p = small_program();
  auto read = [&](const Assumptions& assumptions) {
    DatasetBuilder b(p, assumptions);
    add_rows(b, "人员", {"证书编号", "姓名", "驻盟市"}, {{"A1", "王芳", ""}, {"B2", "李强", ""}});
    add_rows(b, "学习", {"证书编号", "编号", "年度", "科目", "学时"}, {{"A1", "L1", "2015", "公需科目", "30"}});
    return b.finish();
  };
  auto unknown_columns = [&](const Dataset& d, std::size_t table) {
    Lines names;
    for (std::size_t c = 0; c < d.tables[table].columns.size(); ++c)
      if (d.tables[table].columns[c].unknown) names.push_back(p.tables.nodes[table].columns[c].name);
    return names;
  };
  Dataset d = read({});
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|?|?|?|?-", "B2|李强|?|?|?|?-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|公需科目|30|?-"});
  // 驻盟市 is there, and nothing stands in it.
  CHECK(unknown_columns(d, 0) == Lines{"性别", "出生年月", "驻盟市", "备注"});
  CHECK(unknown_columns(d, 1) == Lines{"班次编号"});
  CHECK(fault_names_in(d) ==
        Lines{"人员 0 missing_column", "人员 0 missing_column", "人员 0 missing_column", "学习 0 missing_column"});

  d = read({{"人员.备注", "学习.班次编号"}, Twice::both});
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|?|?|?|-", "B2|李强|?|?|?|-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|公需科目|30|-"});
  CHECK(unknown_columns(d, 1).empty());
  CHECK(d.bad.size() == 2);

  p.tables.nodes[0].columns[5].may_be_absent = true;
  p.tables.nodes[1].columns[5].may_be_absent = true;
  d = read({});
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|?|?|?|-", "B2|李强|?|?|?|-"});
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|2015|公需科目|30|-"});
}

TEST_CASE("a reference to no row is open, a blank one is none") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_rows(b, "人员", people_columns, {{"A1", "", "", "", "", ""}});
  add_rows(b, "培训班", {"班次编号", "开班日期"}, {{"B1", "2016"}, {"", "2017"}});
  add_rows(b, "学习", learning_columns,
           {{"A1", "L1", "", "", "", "B1"},
            {"A1", "L2", "", "", "", "B2"},
            {"A1", "L3", "", "", "", ""},
            {"A1", "L4", "", "", "", Fault::cell_nul}});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(shown(p, d, "学习") == Lines{"A1|L1|?|?|?|0", "A1|L2|?|?|?|?-", "A1|L3|?|?|?|-", "A1|L4|?|?|?|?-"});
  CHECK(shown(p, d, "培训班") == Lines{"B1|2016", "--", "?|2017"});
  CHECK(fault_names_in(d) == Lines{"学习 2 dangling_reference", "学习 4 cell_nul", "培训班 2 blank_key"});
}

TEST_CASE("two columns with one heading: cells that differ are not known") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_rows(b, "人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注", "姓名", "备注"},
           {{"A1", "王芳", "", "", "", "x", " 王芳", "x"}, {"B2", "王芳", "", "", "", "x", "王方", ""}});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "人员") == Lines{"A1|王芳|?|?|?|x", "B2|?|?|?|?|?-"});
  CHECK(fault_names_in(d) ==
        Lines{"人员 0 repeated_column", "人员 0 repeated_column", "人员 2 columns_differ", "人员 2 columns_differ"});
}
