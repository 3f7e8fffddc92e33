// Tables without a row, and what is found instead of their files.
#include "interpreter/files/empty_tables.hpp"

#include <catch2/catch.hpp>

#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

namespace {

// "学习 [file]: path kind, ..." of one table; "": it has rows.
std::string found_for(const core::Program& p, const std::vector<std::string>& paths, const MemoryFiles& files,
                      const std::string& name) {
  for (const EmptyTable& table : read(p, paths, files).empty) {
    if (table.table != name) continue;
    std::string line = name + (table.file.empty() ? "" : " [" + table.file + "]") + ":";
    for (const SimilarFile& one : table.similar)
      line += " " + one.path +
              (one.kind == SimilarKind::other_format ? " format"
               : one.kind == SimilarKind::other_name ? " name"
                                                     : " folder");
    return line;
  }
  return {};
}

const std::string one_person = "证书编号,姓名,性别,出生年月,驻盟市\nA1,王芳,女,1961-03,是\n";
const std::string learning = "证书编号,编号,年度,科目,学时,班次编号\n";
const std::string one_learned = learning + "A1,L1,2015,公需科目,30,\n";

}  // namespace

TEST_CASE("what may have been meant for a table without a file") {
  const core::Program p = small_program();
  for (const auto& [file, kind] : std::vector<std::pair<std::string, std::string>>{{"学习.et", "format"},
                                                                                   {"学习.doc", "format"},
                                                                                   {"学习(1).csv", "name"},
                                                                                   {"学习（1）.csv", "name"},
                                                                                   {"学习 - 副本.csv", "name"},
                                                                                   {"2017学习.csv", "name"},
                                                                                   {"学习 .csv", "name"},
                                                                                   {"学 习.CSV", "name"},
                                                                                   {"副本学习.csv", "name"},
                                                                                   {"学息.csv", "name"},
                                                                                   {"2017/学习.csv", "folder"},
                                                                                   {"学习/学习.json", "folder"}}) {
    MemoryFiles files;
    const Folder f(files);
    f.write("人员.csv", one_person);
    f.write(file, one_learned);
    INFO(file);
    CHECK(found_for(p, {f.path()}, files, "学习") == "学习: /folder/" + file + " " + kind);
    CHECK(found_for(p, {f.path() + "/人员.csv"}, files, "学习") == "学习: /folder/" + file + " " + kind);
    CHECK(found_for(p, {f.path()}, files, "人员").empty());
  }
  MemoryFiles files;
  const Folder f(files);
  f.write("人员.csv", one_person);
  for (const char* other : {"~$学习.xlsx", ".~lock.学习.csv#", "附件.csv", "名单.csv", "旧/名单.csv"})
    f.write(other, "x\n");
  CHECK(found_for(p, {f.path()}, files, "学习") == "学习:");
}

TEST_CASE("a file with only a heading, or nothing, has no record") {
  const core::Program p = small_program();
  for (const std::string& text : {learning, std::string(), std::string("\n\n"), learning + ",,,,,\n\n",
                                  learning + "合计,,,,0,\n填表人：张三\n"}) {
    MemoryFiles files;
    const Folder f(files);
    f.write("人员.csv", one_person);
    f.write("学习.csv", text);
    INFO(text);
    CHECK(read(p, {f.path()}, files).errors.empty());
    CHECK(found_for(p, {f.path()}, files, "学习") == "学习 [/folder/学习.csv]:");
  }
  MemoryFiles files;
  const Folder f(files);
  f.write("学习.csv", learning);
  f.write("学习(1).csv", one_learned);
  CHECK(found_for(p, {f.path()}, files, "学习") == "学习 [/folder/学习.csv]: /folder/学习(1).csv name");
  // A row that could not be read is one.
  f.write("学习.csv", learning + ",L1,2015,,,\n");
  CHECK(found_for(p, {f.path()}, files, "学习").empty());
}

TEST_CASE("tables of JSON: an empty list is a table without records, nested rows are a table") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  const std::string path = f.path() + "/data.json";
  f.write("data.json", R"({"人员": [{"证书编号": "A1"}], "学习": []})");
  CHECK(found_for(p, {path}, files, "学习") == "学习 [" + path + "]:");
  CHECK(found_for(p, {path}, files, "培训班") == "培训班:");
  f.write("data.json", R"({"人员": [{"证书编号": "A1", "学习": []}]})");
  CHECK(found_for(p, {path}, files, "学习") == "学习 [" + path + "]:");
  f.write("data.json", R"({"人员": [{"证书编号": "A1", "学习": null}]})");
  CHECK(found_for(p, {path}, files, "学习") == "学习:");
  f.write("data.json", R"({"人员": [{"证书编号": "A1", "学习": []}, {"证书编号": "A2", "学习": [{"编号": "L1"}]}]})");
  CHECK(found_for(p, {path}, files, "学习").empty());
}

TEST_CASE("tables that are not missed: headings of a roster, tables beside the policy, files with an error") {
  core::Program p = small_program();
  p.tables.nodes[2].beside = "/policy/培训班.csv";
  MemoryFiles files;
  const Folder f(files);
  f.write("人员.csv", one_person);
  f.write("学习.csv", "\xB0\xE0\xB4,2016\n");
  const Read r = read(p, {f.path()}, files);
  Lines tables;
  for (const EmptyTable& table : r.empty) tables.push_back(table.table);
  CHECK(tables == Lines{"附件", "领证"});
  CHECK(r.errors.size() == 1);
}

TEST_CASE("one table in two files is an error") {
  const core::Program p = small_program();
  const auto errors = [&](const std::vector<std::pair<std::string, std::string>>& written,
                          const std::vector<std::string>& paths) {
    MemoryFiles files;
    for (const auto& [path, text] : written) files.write(path, text);
    Lines lines;
    for (const ReadError& error : read(p, paths, files).errors)
      lines.push_back(error.path + ": " + reason_of(error.fault, error.arguments, true));
    return lines;
  };
  const auto twice = [](const std::string& table, const std::string& second, const std::string& first) {
    return Lines{second + ": “" + table + "” is already in " + first +
                 "; a table has one file: keep one, or make one of both"};
  };
  CHECK(errors({{"/a/学习.csv", one_learned}, {"/a/学习.json", R"([{"证书编号": "A1"}])"}}, {"/a"}) ==
        twice("学习", "/a/学习.json", "/a/学习.csv"));
  CHECK(errors({{"/a/学习.csv", one_learned}, {"/b/学习.csv", one_learned}}, {"/a", "/b"}) ==
        twice("学习", "/b/学习.csv", "/a/学习.csv"));
  CHECK(errors({{"/a/学习.csv", one_learned}, {"/a/学习.CSV", learning}}, {"/a"}) ==
        twice("学习", "/a/学习.csv", "/a/学习.CSV"));
  CHECK(errors({{"/a/学习.csv", one_learned}, {"/a/人员.json", R"([{"证书编号": "A1", "学习": [{"编号": "L2"}]}])"}},
               {"/a"}) == twice("学习", "/a/学习.csv", "/a/人员.json"));
  CHECK(errors({{"/a/学习.csv", one_learned}, {"/a/人员.json", R"([{"证书编号": "A1"}])"}}, {"/a"}) == Lines{});
}
