// Headings and cells that are read through other words.
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

namespace {

core::Program program_with_other_words() {
  core::Program p = small_program();
  const auto column = [&](std::size_t table, std::size_t c) -> core::Column& {
    return p.tables.nodes[table].columns[c];
  };
  column(0, 0).headings = column(1, 0).headings = {"工号"};
  column(0, 1).headings = {"name", "员工姓名"};
  column(0, 4).words = {{"有", 1}, {"Y", 1}, {"没有", 0}};
  p.enumerations.nodes[0].words = {{"M", 0}, {"F", 1}};
  p.enumerations.nodes[1].words = {{"公需", 0}, {"公需（网）", 0}, {"专业", 1}};
  const core::UnitId hours = p.units.add({"学时", {"h"}, core::UnitId{0}});
  column(1, 4).type.unit = hours;
  return p;
}

using TableLines = std::vector<std::vector<std::string>>;

void add_table_lines(DatasetBuilder& b, const std::string& table, const TableLines& lines) {
  b.open(table, std::vector<CellText>(lines[0].begin(), lines[0].end()));
  for (std::size_t i = 1; i < lines.size(); ++i)
    b.file_row(static_cast<std::uint32_t>(i + 1), std::vector<CellText>(lines[i].begin(), lines[i].end()));
}

std::vector<std::string> words_of(const Dataset& data) {
  std::vector<std::string> all;
  for (const ReadWord& word : data.words)
    all.push_back(word.table + "." + word.column + " " + word.written + "=" + word.meant + " " +
                  std::to_string(word.count));
  return all;
}

}  // namespace

TEST_CASE("other words are read as what they mean, and counted") {
  const core::Program p = program_with_other_words();
  DatasetBuilder b(p);
  add_table_lines(b, "人员",
                  {{"工号", "name", "性别", "驻盟市"},
                   {"A1", "王芳", "M", "有"},
                   {"A2", "李强", "男", "否"},
                   {"A3", "赵敏", "Ｆ", "y"},
                   {"A4", "孙丽", "M", "√"}});
  add_table_lines(b, "学习",
                  {{"工号", "编号", "年度", "科目", "学时"},
                   {"A1", "L1", "2015", "公需(网)", "30学时"},
                   {"A1", "L2", "2015", "专业", "３０．５ h"},
                   {"A2", "L3", "2015", "专业科目", "30"},
                   {"A2", "L4", "2015", "公修", "约30学时"},
                   {"A2", "L5", "2015", "专业", "30学分"},
                   {"A2", "L6", "2015", "专业", "2000学时"}});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "人员") == std::vector<std::string>{"A1|王芳|男|?|是|?-", "A2|李强|男|?|否|?-", "A3|赵敏|女|?|?|?-",
                                                        "A4|孙丽|男|?|是|?-"});
  CHECK(shown(p, d, "学习") == std::vector<std::string>{"A1|L1|2015|公需科目|30|?-", "A1|L2|2015|专业科目|30.5|?-",
                                                        "A2|L3|2015|专业科目|30|?-", "A2|L4|2015|?|?|?-",
                                                        "A2|L5|2015|专业科目|?|?-", "A2|L6|2015|专业科目|?|?-"});
  CHECK(words_of(d) == std::vector<std::string>{"人员.证书编号 工号= 1", "人员.姓名 name= 1", "人员.性别 M=男 2",
                                                "人员.性别 F=女 1", "人员.驻盟市 有=是 1", "学习.证书编号 工号= 1",
                                                "学习.科目 公需（网）=公需科目 1", "学习.科目 专业=专业科目 3",
                                                "学习.学时 学时= 1", "学习.学时 h= 1"});
}

TEST_CASE("two headings of one column stop its table with the choices") {
  const core::Program p = program_with_other_words();
  DatasetBuilder b(p);
  add_table_lines(b, "人员", {{"证书编号", "员工姓名", "姓名", "姓 名"}, {"A1", "王芳", "李强", "李强"}});
  const Dataset d = b.finish();
  CHECK(d.tables[0].all_rows == 0);
  std::vector<std::string> reasons;
  for (const BadRow& bad : d.bad)
    if (bad.fault == Fault::several_headings) reasons.push_back(reason_of(bad, false));
  REQUIRE(reasons.size() == 2);
  CHECK(reasons[0].find("员工姓名、姓名") != std::string::npos);
}

TEST_CASE("a repeated line of other headings is no record") {
  const core::Program p = program_with_other_words();
  DatasetBuilder b(p);
  add_table_lines(b, "人员", {{"证书编号", "姓名"}, {"A1", "王芳"}, {"工号", "name"}, {"A2", "李强"}});
  const Dataset d = b.finish();
  CHECK(d.tables[0].rows == 2);
  CHECK(d.left_out.size() == 1);
}

// Whatever words stand for the same things, and in whichever way rows are read, the data are the same.
TEST_CASE("data in other words are the data in the policy's words") {
  const core::Program p = program_with_other_words();
  std::mt19937 random(1);
  const auto one_of = [&](const std::vector<std::string>& words, bool plain) {
    return plain ? words.front() : words[random() % words.size()];
  };
  for (int round = 0; round < 200; ++round) {
    TableLines plain[2], other[2];
    for (const bool is_plain : {true, false}) {
      random.seed(static_cast<unsigned>(round));
      std::mt19937 values(static_cast<unsigned>(round));
      const auto value = [&](const std::vector<std::vector<std::string>>& words) {
        return one_of(words[values() % words.size()], is_plain);
      };
      TableLines* const lines = is_plain ? plain : other;
      lines[0] = {
          {one_of({"证书编号", "工号"}, is_plain), one_of({"姓名", "name", "员工姓名"}, is_plain), "性别", "驻盟市"}};
      lines[1] = {{one_of({"证书编号", "工号"}, is_plain), "编号", "年度", "科目", "学时"}};
      for (int i = 1; i < 6; ++i) {
        const std::string key = "A" + std::to_string(i);
        lines[0].push_back({key, "王芳" + key, value({{"男", "M"}, {"女", "F", "Ｆ"}}),
                            value({{"是", "有", "Y", "√"}, {"否", "没有"}})});
        for (int l = 0; l < 3; ++l)
          lines[1].push_back({key, key + std::to_string(l), "2015",
                              value({{"公需科目", "公需", "公需(网)"}, {"专业科目", "专业"}}),
                              value({{"30", "30学时", "30 h"}, {"0.5", "0.5学时"}})});
      }
    }
    std::vector<std::string> rows[2];
    for (const bool is_plain : {true, false}) {
      DatasetBuilder b(p);
      add_table_lines(b, "人员", (is_plain ? plain : other)[0]);
      add_table_lines(b, "学习", (is_plain ? plain : other)[1]);
      const Dataset d = b.finish();
      rows[is_plain] = shown(p, d, "人员");
      for (const std::string& row : shown(p, d, "学习")) rows[is_plain].push_back(row);
      CHECK(d.words.empty() == is_plain);
    }
    CHECK(rows[0] == rows[1]);
  }
}
