// Cells that are corrected beside the data.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

namespace {

struct Corrected {
  Dataset data;
  std::vector<std::string> people, states;

  explicit Corrected(std::vector<Correction> corrections) {
    const core::Program p = small_program();
    Assumptions assumptions;
    assumptions.corrections = std::move(corrections);
    DatasetBuilder b(p, assumptions);
    const std::vector<CellText> headings{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"};
    b.open("人员", headings);
    b.file_row(2, std::vector<CellText>{"A1", "王芳", "女性", "1961年3月", "是", ""});
    b.file_row(3, std::vector<CellText>{"A2", "李强", "", "1961-04-05", "否", ""});
    b.file_row(4, std::vector<CellText>{"A3", "赵敏", "女", "1961-04-05", "否", ""});
    data = b.finish();
    people = shown(p, data, "人员");
    constexpr const char* names[] = {"no_row", "applied", "other_key", "differs", "no_column"};
    for (const CorrectionUse& use : data.corrections)
      states.push_back(names[static_cast<std::size_t>(use.state)] + (use.now.empty() ? "" : " " + use.now));
  }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a correction replaces what the list says stands there, and is read like any cell") {
  const Corrected one({{2, "人员", "性别", 2, "A1", "女性", "女"},
                       {3, "人员", "出生年月", 2, "A1", "1961-03", "1961-03-08"},
                       {4, "人员", "性别", 3, "", "", "M"},
                       {5, "人员", "证书编号", 4, "A3", "A3", "A9"}});
  CHECK(one.states == Words{"applied", "applied", "applied", "applied"});
  CHECK(one.people == Words{"A1|王芳|女|1961-03-08|是|-", "A2|李强|?|1961-04-05|否|-", "A9|赵敏|女|1961-04-05|否|-"});
  REQUIRE(one.data.bad.size() == 1);  // M is no member
  CHECK(one.data.bad[0].fault == Fault::bad_choice);
}

TEST_CASE("where something else stands, or in another row, nothing is changed") {
  const Corrected one({{2, "人员", "性别", 2, "A1", "男性", "男"},
                       {3, "人员", "性别", 2, "A1", "", "男"},
                       {4, "人员", "性别", 3, "A2", "男", "女"},
                       {5, "人员", "性别", 3, "A1", "", "女"},
                       {6, "人员", "性别", 9, "A1", "", "女"},
                       {7, "学习", "学时", 2, "A1", "", "3"}});
  CHECK(one.states == Words{"differs 女性", "differs 女性", "differs", "other_key A2", "no_row", "no_row"});
  CHECK(one.people == Corrected({}).people);
}

TEST_CASE("a cell may be corrected to be blank") {
  CHECK(Corrected({{2, "人员", "性别", 4, "A3", "女", ""}}).people.back() == "A3|赵敏|?|1961-04-05|否|-");
}
