// Rows whose owner is not sure: keys with a slip, blank links by the rows around them, torn rows by what stands in
// them.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;
using Cells = std::vector<CellText>;

namespace {

const Cells linked_head{"证书编号", "编号", "年度", "科目", "学时", "班次编号"};

void add_people(DatasetBuilder& b, const Lines& keys) {
  b.open("人员", {"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"});
  std::uint32_t row = 0;
  for (const std::string& key : keys) b.row(++row, Cells{key, "", "", "", "", ""});
}

// Each row's owner, in the order of the file: NMG1001; one of NMG1001,NMG2002,-; ?- anybody or nobody.
Lines owners_of(const Dataset& d) {
  const TableData& people = d.tables[0];
  const TableData& table = d.tables[1];
  const ColumnData& link = table.columns[0];
  auto key_of = [&](RowIndex row) {
    if (people.columns[0].states[row] != State::known) return std::string("?");
    return std::string(d.texts[people.columns[0].indices[row]]);
  };
  std::vector<std::pair<std::uint32_t, std::string>> rows;
  for (RowIndex row = 0; row < table.all_rows; ++row) {
    std::string line;
    switch (link.states[row]) {
      case State::known: line = key_of(link.indices[row]); break;
      case State::unknown: line = "?"; break;
      case State::none: line = "-"; break;
      case State::open: line = "?-"; break;
      case State::listed:
        for (const CellValue& owner : link.candidates.at(row)) {
          line += line.empty() ? "" : ",";
          line += owner.state == State::none ? "-" : key_of(owner.index);
        }
        break;
    }
    CHECK((row >= table.rows || link.states[row] == State::known));
    rows.emplace_back(table.source_rows[row], std::move(line));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Lines lines;
  for (auto& [row, line] : rows) lines.push_back(std::move(line));
  return lines;
}

Dataset with_links(const Lines& people, const Lines& links) {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_people(b, people);
  b.open("学习", linked_head);
  std::uint32_t row = 0;
  for (const std::string& link : links) {
    ++row;
    const std::string number = "L" + std::to_string(row);
    b.row(row, Cells{link, number, "2015", "公需科目", "30", ""});
  }
  Dataset d = b.finish();
  CHECK(adds_up(d));
  return d;
}

std::vector<Fault> faults_in(const Dataset& d, const std::string& table) {
  std::vector<Fault> faults;
  for (const BadRow& bad : d.bad)
    if (bad.table == table) faults.push_back(bad.fault);
  return faults;
}

}  // namespace

TEST_CASE("a link that names a range of keys, or more people than it names, may be anybody's") {
  const Lines people{"NMG1001", "NMG1002", "NMG1003", "NMG1004", "NMG1009"};
  CHECK(owners_of(with_links(people, {"NMG1001至NMG1003", "NMG1001-1003", "NMG1001、NMG1002等5人",
                                      "NMG1001、NMG1002"})) == Lines{"?-", "?-", "?-", "NMG1001,NMG1002,-"});
}

TEST_CASE("a key with a slip may be each of those near to it, or a stranger's, one near to none is a stranger's") {
  const Dataset d = with_links({"NMG1001", "NMG1002", "XJ9"}, {"NMG1001", "NMG1003", "nmg1002", "QH7777", "XJ09"});
  CHECK(owners_of(d) == Lines{"NMG1001", "NMG1001,NMG1002,-", "NMG1002,-", "XJ9,-"});
  CHECK(faults_in(d, "学习") ==
        std::vector<Fault>{Fault::near_link, Fault::near_link, Fault::no_parent, Fault::near_link});
  CHECK(d.bad[0].arguments == Lines{"NMG1003", "人员", "NMG1001\nNMG1002"});
  CHECK(d.bad[0].excluded);
  CHECK(d.bad[0].key == "L2");
  const TableData& learning = d.tables[1];
  CHECK(learning.strangers == 1);
  CHECK(learning.rows_excluded == 4);
  CHECK(learning.written_links.size() == 3);
  CHECK(learning.unsure_rows == std::vector<RowIndex>{1, 2, 3});
  CHECK(learning.perhaps_children.of(1).size() == 2);  // NMG1002: of both
  CHECK(learning.anyones_children.empty());
}

TEST_CASE("a key that a spreadsheet cut short may be each of those that it is short for") {
  const Dataset d = with_links({"15010219610301002X", "150102196103010036", "NMG1"}, {"1.50102E+17"});
  CHECK(owners_of(d) == Lines{"15010219610301002X,150102196103010036,-"});
  CHECK(faults_in(d, "学习") == std::vector<Fault>{Fault::cut_link});
}

TEST_CASE("where each owner's rows stand together, a blank link is the owner's above or below, or one's without rows") {
  const Lines people{"NMG1001", "NMG2002", "NMG3003", "NMG4004"};
  const Dataset d =
      with_links(people, {"", "NMG1001", "", "NMG1001", "NMG2002", "", "NMG3003", "NMG3003", "NMG3003", ""});
  CHECK(owners_of(d) == Lines{"NMG1001,NMG4004,-", "NMG1001", "NMG1001,-", "NMG1001", "NMG2002",
                              "NMG2002,NMG3003,NMG4004,-", "NMG3003", "NMG3003", "NMG3003", "NMG3003,NMG4004,-"});
  CHECK(faults_in(d, "学习") == std::vector<Fault>(4, Fault::blank_link));
  CHECK(d.tables[1].perhaps_children.of(3).size() == 3);
}

TEST_CASE("merged cells: rows below the only one with an owner's key are that owner's, or the next one's") {
  const Lines people{"NMG1001", "NMG2002", "NMG3003", "NMG4004"};
  CHECK(owners_of(with_links(people, {"NMG1001", "", "", "NMG2002", "NMG3003", ""})) ==
        Lines{"NMG1001", "NMG1001,NMG2002,NMG4004,-", "NMG1001,NMG2002,NMG4004,-", "NMG2002", "NMG3003",
              "NMG3003,NMG4004,-"});
  CHECK(owners_of(with_links(people, {"", "NMG1001", "", "NMG2002", ""})).front() == "NMG1001,NMG3003,NMG4004,-");
  CHECK(owners_of(with_links(people, {"NMG1001", "", "NMG2002", "NMG3003", "NMG4004"}))[1] == "NMG1001,NMG2002,-");
  // A row that is somebody's by a key with a slip: of those who may be meant.
  CHECK(owners_of(with_links(people, {"NMG1001", "NMG2O02", "", "NMG3003", "", "NMG4004"}))[2] == "NMG2002,NMG3003,-");
  // One of somebody who is not in the data: the next one may be that one's too, or of the one below.
  CHECK(owners_of(with_links(people, {"NMG1001", "QH7777", "", "NMG2002", "NMG3003", "", "NMG4004"}))[1] ==
        "NMG2002,-");
}

TEST_CASE("a row that is another one once more says whose the rows beside it are") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_people(b, {"P1", "P2", "P3", "P4", "P5", "P6"});
  b.open("学习", linked_head);
  const std::vector<Cells> rows = {
      {"P4", "L1", "2016", "公需科目", "3", ""}, {"P4", "L1", "2016", "公需科目", "3", ""},
      {"", "L2", "2014", "专业科目", "1", ""},   {"P4", "L3", "2015", "公需科目", "2", ""},
      {"P2", "L4", "2017", "专业科目", "5", ""}, {"P2", "L4", "2017", "专业科目", "5", ""},
      {"", "L5", "2013", "公需科目", "4", ""},   {"P5", "L6", "2018", "专业科目", "2", ""}};
  std::uint32_t row = 0;
  for (const Cells& cells : rows) b.row(++row, cells);
  CHECK(owners_of(b.finish()) == Lines{"P4", "P4,-", "P4", "P2", "P1,P2,P3,P5,P6,-", "P5"});
}

TEST_CASE("of rows with one key and different links one may name nobody, or anybody") {
  const core::Program p = small_program();
  const auto owners_with = [&](const std::string& link) {
    DatasetBuilder b(p);
    add_people(b, {"NMG10001", "NMG10002"});
    b.open("学习", linked_head);
    b.row(1, Cells{"NMG10001", "L1", "2016", "公需科目", "3", ""});
    b.row(2, Cells{link, "L1", "2016", "公需科目", "3", ""});
    b.row(3, Cells{"NMG10002", "L2", "2016", "公需科目", "3", ""});
    const Dataset d = b.finish();
    CHECK(adds_up(d));
    return owners_of(d);
  };
  CHECK(owners_with("NMG77777") == Lines{"NMG10001,-", "NMG10001,-", "NMG10002"});
  for (const char* unlike : {"VVVVV2号", "其他单位"}) CHECK(owners_with(unlike) == Lines{"?-", "?-", "NMG10002"});
}

TEST_CASE("a key or link that is only the mark of a text in spreadsheets is blank") {
  const core::Program p = small_program();
  for (const char* mark : {"'", "＇", "''", "' '"}) {
    DatasetBuilder b(p);
    add_people(b, {"NMG10001", "NMG10002", mark});
    b.open("学习", linked_head);
    b.row(1, Cells{"NMG10002", "L1", "2016", "公需科目", "3", ""});
    b.row(2, Cells{mark, "L2", "2015", "公需科目", "3", mark});
    b.row(3, Cells{"NMG10001", "L3", "2017", "公需科目", "3", ""});
    b.row(4, Cells{"NMG10002", mark, "2014", "公需科目", "3", ""});
    const Dataset d = b.finish();
    CHECK(adds_up(d));
    CHECK(d.tables[0].rows == 2);
    CHECK(owners_of(d) == Lines{"NMG10002", "?-", "NMG10001", "NMG10002"});
    CHECK(shown(p, d, "学习").back().ends_with("|-"));
  }
  DatasetBuilder alone(p);
  alone.open("附件", {"学习编号"});
  alone.row(1, Cells{"'"});
  CHECK(adds_up(alone.finish()));
}

TEST_CASE("a row that is another one once more counts where nobody's row stands beside it, too") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  b.open("学习", linked_head);
  for (std::uint32_t row = 1; row <= 2; ++row) b.row(row, Cells{"A1", "L", "", "", "", ""});
  b.row(3, Cells{Fault::cell_not_utf8});
  CHECK(adds_up(b.finish()));
}

TEST_CASE("position says nothing of a table that was sorted") {
  const Lines people{"NMG1001", "NMG2002", "NMG3003"};
  // By the key: rows without one come last, in some programs first.
  CHECK(owners_of(with_links(people, {"NMG1001", "NMG1001", "NMG2002", "NMG3003", ""})).back() == "?-");
  CHECK(owners_of(with_links(people, {"", "", "NMG1001", "NMG2002", "NMG3003"})).front() == "?-");
  const core::Program p = small_program();
  auto owners = [&](const Lines& years, const Lines& kinds) {
    DatasetBuilder b(p);
    add_people(b, people);
    b.open("学习", linked_head);
    const Lines links{"NMG1001", "", "NMG2002", "", "NMG3003"};
    for (std::uint32_t i = 0; i < links.size(); ++i)
      b.row(i + 1, Cells{links[i], "L" + std::to_string(i), years[i], kinds[i], "30", ""});
    return owners_of(b.finish())[1];
  };
  const Lines one_year(5, "2015"), mixed{"公需科目", "专业科目", "公需科目", "专业科目", "公需科目"};
  CHECK(owners(one_year, mixed) == "NMG1001,NMG2002,-");
  CHECK(owners({"2015", "2016", "2015", "2016", "2015"}, mixed) == "NMG1001,NMG2002,-");
  CHECK(owners({"2014", "2014", "2015", "2015", "2016"}, mixed) == "?-");
  CHECK(owners({"2016", "2015", "2015", "2015", "2014"}, mixed) == "?-");
  CHECK(owners(one_year, {"公需科目", "公需科目", "公需科目", "专业科目", "专业科目"}) == "?-");
}

TEST_CASE("a word in place of a key is a lost key, a text that looks like no key may be anybody's") {
  const Lines people{"NMG1001", "NMG2002", "NMG3003"};
  const Dataset d = with_links(people, {"NMG1001", "同上", "NMG2002", "#N/A", "2017", "NMG3003", "NMG9999"});
  CHECK(owners_of(d) == Lines{"NMG1001", "NMG1001,NMG2002,-", "NMG2002", "?-", "?-", "NMG3003"});
  CHECK(faults_in(d, "学习") ==
        std::vector<Fault>{Fault::no_key_link, Fault::no_key_link, Fault::unlike_link, Fault::no_parent});
  CHECK(d.bad[0].arguments == Lines{"同上", "人员", "NMG1001\nNMG2002"});
  // Several numbers of another office are somebody's who is not here.
  const Lines others{"NMG1001", "15010219610301", "15010219610302", "15010219610303"};
  CHECK(owners_of(with_links(people, others)) == Lines{"NMG1001"});
}

TEST_CASE("rows of nobody may be those of a row whose key looks like no other") {
  Lines people;
  for (int i = 1; i < 9; ++i) people.push_back("NMG" + std::to_string(1111 * i));
  people.insert(people.end(), {"NMG9909（调离）", "临时"});
  CHECK(owners_of(with_links(people, {"NMG1111", "NMG9909", "NMG0123"})) ==
        Lines{"NMG1111", "NMG9909(调离),临时,-", "NMG9909(调离),临时,-"});
}

TEST_CASE("a link that cannot be read is not taken for a merged cell") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_people(b, {"NMG1001", "NMG2002"});
  b.open("学习", linked_head);
  b.row(1, Cells{"NMG1001", "L1", "", "", "", ""});
  b.row(2, Cells{Fault::cell_not_utf8, "M2", "", "", "", ""});
  CHECK(owners_of(b.finish()) == Lines{"NMG1001", "?-"});
}

TEST_CASE("where rows of one owner are scattered, or no row has a key, a blank link is anybody's") {
  const Dataset d = with_links({"NMG1001", "NMG2002"}, {"NMG1001", "NMG2002", "NMG1001", ""});
  CHECK(owners_of(d) == Lines{"NMG1001", "NMG2002", "NMG1001", "?-"});
  CHECK(faults_in(d, "学习") == std::vector<Fault>{Fault::anyones_row});
  CHECK(d.tables[1].anyones_children == std::vector<RowIndex>{3});
  CHECK(owners_of(with_links({"NMG1001", "NMG2002"}, {"", ""})) == Lines{"?-", "?-"});
}

TEST_CASE("a row of too many cells belongs to an owner whose key stands in it, also within another text") {
  const core::Program p = small_program();
  const Lines people{"NMG1001", "NMG2002", "NMG3003"};
  auto owners = [&](const std::vector<Cells>& rows, std::uint32_t lines) {
    DatasetBuilder b(p);
    add_people(b, people);
    b.open("学习", linked_head);
    std::uint32_t number = 0;
    for (const Cells& row : rows) b.file_row(++number, row, lines);
    const Dataset d = b.finish();
    CHECK(adds_up(d));
    CHECK(d.tables[1].rows_read == rows.size());
    return owners_of(d);
  };
  const Cells good{"NMG3003", "L1", "2015", "公需科目", "30", ""};
  SECTION("a comma too many, or cells that are missing") {
    CHECK(owners({good, {"NMG1001", "L2", "2015", "公需科目", "3", "0", ""}}, 1) == Lines{"NMG3003", "NMG1001,-"});
    CHECK(owners({good, {"NMG1001", "L2"}}, 1) == Lines{"NMG3003", "NMG1001,-"});
    CHECK(owners({good, {"NMG1010", "L2"}}, 1) == Lines{"NMG3003", "NMG1001,-"});  // a slip in it, too
  }
  SECTION("a lost line break makes one row of two records") {
    CHECK(owners({good, {"NMG1001", "L2", "2015", "公需科目", "30", "NMG2002", "L3", "2015", "公需科目", "30", ""}},
                 1) == Lines{"NMG3003", "NMG1001,NMG2002,-", "NMG1001,NMG2002,-"});
    CHECK(owners({good, {"NMG1001", "L2", "2015", "公需科目", "30", "B7NMG2002", "L3", "2015", "公需科目", "30", ""}},
                 1) == Lines{"NMG3003", "NMG1001,NMG2002,-", "NMG1001,NMG2002,-"});
  }
  SECTION("a quote that swallows rows makes one of them all") {
    CHECK(owners({good, {"NMG1001", "L2", "2015", Fault::cell_text_after_quote, "30", ""}}, 3) ==
          Lines{"NMG3003", "NMG1001,-", "NMG1001,-", "NMG1001,-"});
    const Cells swallowed{"NMG1001", "L2,2015,公需科目,30,\nNMG2002,L3", "2015", "公需科目", "30", ""};
    CHECK(owners({good, swallowed}, 2).size() == 3);
    const Cells note{"NMG1001", "L2, L3\nL4", "2015", "公需科目", "30", ""};  // a text of two lines
    CHECK(owners({good, note}, 2) ==
          Lines{"NMG3003", "NMG1001,-", "NMG1001,NMG2002,NMG3003,-", "NMG1001,NMG2002,NMG3003,-"});  // three keys
    const Cells broken{"NMG1001", "LEARN\n2", "2015", "公需科目", "30", ""};
    CHECK(owners({good, {"NMG1001", "LEARN1", "2015", "公需科目", "30", ""}, broken}, 2) ==
          Lines{"NMG3003", "NMG1001", "NMG1001"});
  }
  SECTION("nobody's key in it: by the rows around it") {
    CHECK(owners({good, {"L2", "2015", "公需科目"}}, 1) == Lines{"NMG3003", "NMG1001,NMG2002,NMG3003,-"});
  }
}

TEST_CASE("a row whose link cannot be read is told as such") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_people(b, {"NMG1001", "NMG2002"});
  b.open("学习", linked_head);
  b.row(1, Cells{"NMG1001", "L1", "", "", "", ""});
  b.row(2, Cells{"NMG1001", "M2", "", "", "", ""});
  b.row(3, Cells{Fault::cell_not_utf8, "N3", "", "", "", ""});
  b.row(4, Cells{"NMG2002", "P4", "", "", "", ""});
  const Dataset d = b.finish();
  CHECK(owners_of(d) == Lines{"NMG1001", "NMG1001", "?-", "NMG2002"});
  REQUIRE(d.bad.size() == 1);
  CHECK(d.bad[0].fault == Fault::illegible_link);
  CHECK(d.bad[0].arguments == Lines{"证书编号", "人员", ""});
}

TEST_CASE("children of a row whose owner is one of several, or whose key is lost") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add_people(b, {"NMG1001", "NMG1002", "QH9"});
  b.open("学习", linked_head);
  b.row(1, Cells{"NMG1003", "LEARN1", "", "", "", ""});  // near two
  b.row(2, Cells{"QH9", "", "", "", "", ""});            // its own key is lost
  b.row(3, Cells{"XJ77", "OTHER5", "", "", "", ""});     // a stranger's
  add(b, "附件", {{"学习编号", "页数"}, {"LEARN1", "1"}, {"MISSING8", "2"}, {"OTHER5", "3"}});
  const Dataset d = b.finish();
  CHECK(adds_up(d));
  CHECK(owners_of(d) == Lines{"NMG1001,NMG1002,-", "QH9"});
  // MISSING8 may be the key that is lost; what belongs to a stranger's row goes with it.
  CHECK(shown(p, d, "附件").size() == 3);
  const ColumnData& link = d.tables[3].columns[0];
  CHECK(link.states[0] == State::known);
  CHECK(link.states[1] == State::listed);
  CHECK(d.tables[3].strangers == 1);
}

TEST_CASE("beside a row that is another one once more: its owner counts for rows without a key") {
  const core::Program p = small_program();
  const auto owners = [&](const std::string& key) {
    DatasetBuilder b(p);
    add_people(b, {"NMG1001", "NMG2002", "NMG3003"});
    const Cells first{key, "L1", "2016", "公需科目", "50", ""};
    b.open("学习", linked_head);
    std::uint32_t row = 0;
    for (const Cells& cells :
         {first, Cells{key, "L4", "2015", "专业科目", "40", ""}, Cells{"NMG2002", "L3", "2016", "公需科目", "60", ""},
          first, Cells{"", "L2", "2015", "公需科目", "30", ""}, Cells{"NMG3003", "L5", "2016", "专业科目", "20", ""}})
      b.row(++row, cells);
    const Dataset d = b.finish();
    CHECK(adds_up(d));
    CHECK(d.tables[1].rows_repeated == 1);
    return owners_of(d).at(3);  // the copy is left out
  };
  CHECK(owners("NMG1001") == "NMG1001,NMG3003,-");
  CHECK(owners("NMG10015") == "NMG1001,NMG3003,-");  // the copy is of whom the first is of, or of nobody
}
