// Words for a blank in keys, links, references and headings.
#include <catch2/catch.hpp>

#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::data::testing;

namespace {

core::Program program_with_words(const std::vector<std::string>& words) {
  core::Program program = small_program();
  for (core::RecordTable& table : program.tables.nodes)
    for (core::Column& column : table.columns) column.blank_words = words;
  return program;
}

}  // namespace

TEST_CASE("a key or a link with a word for a blank is a blank one, a reference is none, a heading is not given") {
  const core::Program p = program_with_words({"/", "无"});
  DatasetBuilder b(p);
  add(b, "人员",
      {{"证书编号", "姓名", "性别", "出生年月", "驻盟市", "备注"},
       {"A1", "无", "/", "／", "无", "无"},
       {" ／ ", "李强", "男", "1961", "是", ""}});
  add(b, "培训班", {{"班次编号", "开班日期"}, {"B1", "/"}, {"无", "2017-05-31"}});
  add(b, "学习",
      {{"证书编号", "编号", "年度", "科目", "学时", "班次编号"},
       {"A1", "L1", "/", "/", "/", "无"},
       {"/", "L2", "2015", "公需科目", "1", "B1"},
       {"A1", "L3", "2015", "公需科目", "1", "B1"}});
  add(b, "领证", {{"序号", "姓名", "主管部门", "填表时间"}, {"1", "王芳", "/", "无"}, {"2", "李强", "人社局", "/"}});
  const Dataset d = b.finish();
  CHECK(shown(p, d, "人员") == std::vector<std::string>{"A1|?|?|?|?|-", "--", "?|李强|男|1961|是|-"});
  CHECK(shown(p, d, "培训班") == std::vector<std::string>{"B1|?", "--", "?|2017-05-31"});
  CHECK(shown(p, d, "学习") ==
        std::vector<std::string>{"A1|L1|?|?|?|-", "A1|L3|2015|公需科目|1|0", "--", "[0,-]|L2|2015|公需科目|1|0"});
  CHECK(shown(p, d, "领证") == std::vector<std::string>{"1|王芳|人社局|?", "2|李强|人社局|?"});
  std::vector<std::string> faults;
  for (const BadRow& bad : d.bad) faults.push_back(name_of(bad.fault));
  CHECK(faults == std::vector<std::string>{"blank_key", "blank_link", "blank_key"});
  CHECK(adds_up(d));
}
