// Cells that are written in several ways and are the same: width, dots within names.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;
using Lines = std::vector<std::string>;

TEST_CASE("texts, keys and members are compared in their folded form, and shown as they were written first") {
  const core::Program p = small_program();
  DatasetBuilder b(p);
  add(b, "人员",
      {{"姓名", "证书编号", "性别", "出生年月", "驻盟市", "备注"},
       {"乌云・其木格", "Ａ１", "女", "１９６１．３", "√", "集团（总部）"},
       {"乌云·其木格", "A2", "女", "1961．3", "ＹＥＳ", "集团(总部)"},
       {"乌云•其木格", "（A3）", "女", "1961", "０", "Ａ"}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"A1", "L1", "2015", "公需科目", "０．２５", "Ｂ１"},
       {"Ａ２", "L2", "2016", "公需科目", "９０", ""},
       {"(A3)", "L3", "2016", "公需科目", "1", ""}});
  add(b, "培训班", {{"班次编号", "开班日期"}, {"B1", "2016／4／1"}});
  const Dataset d = b.finish();
  CHECK(shown_bad(d, false) == Lines{});
  CHECK(shown(p, d, "人员") == Lines{"A1|乌云·其木格|女|1961-03|是|集团(总部)",
                                     "A2|乌云·其木格|女|1961-03|是|集团(总部)", "(A3)|乌云·其木格|女|1961|否|A"});
  CHECK(shown_children(p, d, "学习") == Lines{"0: 0", "1: 1", "2: 2"});
  const ColumnData &key = d.tables[0].columns[0], &name = d.tables[0].columns[1], &note = d.tables[0].columns[5];
  CHECK(d.written(key.indices[0]) == "Ａ１");
  CHECK(d.written(key.indices[1]) == "A2");  // before Ａ２, which 学习 says
  CHECK(d.written(key.indices[2]) == "（A3）");
  CHECK(name.indices[0] == name.indices[1]);
  CHECK(d.written(name.indices[1]) == "乌云・其木格");
  CHECK(note.indices[0] == note.indices[1]);
  CHECK(d.written(note.indices[1]) == "集团（总部）");
  CHECK(d.written(note.indices[2]) == "Ａ");
  CHECK(d.written(0).empty());
}
