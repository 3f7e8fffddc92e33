#include <catch2/catch.hpp>
#include <random>

#include "interpreter/files/read.hpp"
#include "tests/interpreter/files/folder.hpp"
#include "tests/support/small_tables.hpp"

using namespace cepol;
using namespace cepol::data;
using namespace cepol::files;
using namespace cepol::data::testing;
using files::testing::Folder;
using Lines = std::vector<std::string>;

TEST_CASE("rows that JSON spoils") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  SECTION("a line costs only itself") {
    std::string text = R"({"班次编号": "B1", "开班日期": "2016"})"
                       "\n"
                       R"({"班次编号": "B2", "开班日期": })"
                       "\n"
                       R"({"班次编号": "B3", "开班日期": {"年": 2016}, "开办日期": 1})"
                       "\n[1]\n"
                       R"({"班次编号": "B5"} x)"
                       "\nnonsense\n"
                       R"({"班次编号": "B7", "开班日期": "\ud800"})"
                       "\n"
                       "{\"班次编号\": \"\xD6\xD0\"}\n";
    text += "{\"班次编号\": \"B9\", \"开班日期\": \"" + std::string(11 * 1024 * 1024, 'x') + "\"}\n";
    text += R"({"班次编号": "B10", "开班日期": "2016", "班次编号": "B11", "开办日期": 2})";
    const Read r = read(p, {f.write("培训班.ndjson", text)}, files);
    CHECK(shown(p, r.data, "培训班") ==
          Lines{"B1|2016", "B3|?", "--", "?|?", "?|?", "?|?", "?|?", "?|?", "?|?", "?|?", "?|2016"});
    CHECK(shown_bad(r.data, false) ==
          Lines{"培训班 0 开办日期: 没有“开办日期”这一列，其内容没有读入；是不是“开班日期”？",
                "培训班 2: 文件第 2 行附近不合 JSON 的写法，这一行数据没有读入 (excluded)",
                "培训班 3 开班日期: 这里应是一个值，不能是列表或对象",
                "培训班 4: 这里应是一行（JSON 对象），没有读入 (excluded)",
                "培训班 5: 文件第 5 行附近不合 JSON 的写法，这一行数据没有读入 (excluded)",
                "培训班 6: 文件第 6 行附近不合 JSON 的写法，这一行数据没有读入 (excluded)",
                "培训班 7: 文件第 7 行附近不合 JSON 的写法，这一行数据没有读入 (excluded)",
                "培训班 8 班次编号: “班次编号”读不出来，不知道这一行是谁的，没有给它结果 (excluded)",
                "培训班 9: 文件第 9 行起的这一行超过 10 MB，没有读入 (excluded)",
                "培训班 10 班次编号: “班次编号”列重复出现；两列内容不同的格子，按未知处理",
                "培训班 10 班次编号: “班次编号”读不出来，不知道这一行是谁的，没有给它结果 (excluded)"});
    CHECK(adds_up(r.data));
  }
  SECTION("a child that names another parent, and rows that are none") {
    const Read r = read(
        p,
        {f.write(
            "人员.json",
            R"([{"证书编号": "A1", "学习": [{"证书编号": "A2", "编号": "L1"}, 7, {"编号": "L2"}]}, 5, null, {"证书编号": null}])")},
        files);
    CHECK(shown(p, r.data, "人员") == Lines{"A1|?|?|?|?|?-", "--", "?|?|?|?|?|?-", "?|?|?|?|?|?-"});
    CHECK(shown(p, r.data, "学习") == Lines{"A1|L2|?|?|?|?-", "--", "[0,1,2,-]|?|?|?|?|?-", "[0,1,2,-]|?|?|?|?|?-"});
    Lines rows = shown_bad(r.data, false);
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [](const std::string& line) { return line.find("缺少") != std::string::npos; }),
               rows.end());
    CHECK(rows == Lines{"人员 2: 这里应是一行（JSON 对象），没有读入 (excluded)",
                        "人员 3: 这里应是一行（JSON 对象），没有读入 (excluded)",
                        "学习 1 证书编号: 这一行写的是“A2”，却放在“A1”之下，没有读入 (excluded)",
                        "学习 2: 这里应是一行（JSON 对象），没有读入 (excluded)"});
    CHECK(r.data.left_out == std::vector<LeftOut>{{"人员", "/folder/人员.json", 4, RowKind::blank}});
    CHECK(adds_up(r.data));
  }
  SECTION("decimals stay exact") {
    const Read r = read(
        p,
        {f.write(
            "data.json",
            R"({"人员": {"证书编号": "A1", "学习": [{"编号":"1","学时":0.1},{"编号":"2","学时":0.30000},{"编号":"3","学时":1.5E+1},)"
            R"({"编号":"4","学时":12345e-4},{"编号":"5","学时":-0},{"编号":"6","学时":0.10000000000000000001},{"编号":"7","学时":1e99}]}})")},
        files);
    Bulk<std::int64_t> hours = r.data.tables[1].columns[4].numbers;
    CHECK(hours == Bulk<std::int64_t>{1000, 3000, 150000, 12345, 0, 0, 0});
    Lines rows = shown_bad(r.data, true);
    CHECK(std::count(rows.begin(), rows.end(),
                     "学习 6 学时: 0.10000000000000000001 has too many decimal places; at most 4; it looks like a "
                     "spreadsheet's rounding error: should it be 0.1?") == 1);
    CHECK(std::count(rows.begin(), rows.end(), "学习 7 学时: 1e99 is too large to compute with exactly") == 1);
  }
  SECTION("what follows the end, and rows within a row, stop the file") {
    CHECK(shown_errors(read(p, {f.write("培训班.json", R"([{"班次编号": "B1"}] [{"班次编号": "B2"}])")}, files),
                       false) == Lines{"培训班.json: 文件第 1 行，一个 JSON 值已经结束，后面还有内容；请并成一个列表"});
    CHECK(shown_errors(read(p, {f.write("培训班.json", R"([{"班次编号": "B1"}, {"班次编号": "B2")")}, files), false) ==
          Lines{"培训班.json: 文件第 1 行附近不合 JSON 的写法，从这一行数据起，后面的都读不出"});
    const Lines within{"培训班.json: “培训班”里面还有一层各行的内容，应当直接是各行的列表"};
    for (const char* text : {R"([[{"班次编号": "B1"}, {"班次编号": "B2"}]])", R"([{"页": [{"班次编号": "B1"}]}])"})
      CHECK(shown_errors(read(p, {f.write("培训班.json", text)}, files), false) == within);
    for (const char* text : {R"({"rows": [{"班次编号": "B1"}]})", R"({"B1": {"班次编号": "B1"}})"})
      CHECK(shown_errors(read(p, {f.write("培训班.json", text)}, files), false).size() == 1);
  }
  SECTION("a bracket behind the end") {
    const Read r = read(p, {f.write("培训班.json", "[{\"班次编号\": \"B1\"}]\n]")}, files);
    CHECK(shown_errors(r, false) == Lines{});
    CHECK(shown_bad(r.data, false).front() == "培训班 0: 文件第 2 行附近不合 JSON 的写法，可能少读了几行；请核对行数");
    CHECK(shown(p, r.data, "培训班") == Lines{"B1|?"});
  }
}

TEST_CASE("JSON with bytes changed or cut off: reading ends and the rows add up") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  std::mt19937 random(20170531);
  const std::string good =
      R"({"人员": [{"证书编号": "A1", "姓名": "\u674e\"强", "驻盟市": true, "备注": null, "学习": [{"编号": "L1", "年度": 2015, "学时": 2.5e0, "班次编号": "B1", "附件": [{"页数": 3}]}]},)"
      R"( {"证书编号": "A2", "别的": [{"x": [1, {"y": "]"}]}], "出生年月": "1961-03"}], "培训班": [{"班次编号": "B1"}], "领证花名册": {"主管部门": "人社局"}})";
  const std::string_view pieces[] = {
      "\"", "{", "}", "[", "]", ":", ",", "\\", "\\ud800", "1e9", "-", "null", "\n", "\xD6", std::string_view("\0", 1)};
  std::size_t kept = 0;
  const std::size_t rounds = test::cases<std::size_t>(500, 20000);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::string text = good;
    for (std::size_t i = 0, n = random() % 3; i < n; ++i) {
      const std::size_t at = random() % text.size();
      text.replace(at, random() % 3, pieces[random() % std::size(pieces)]);
    }
    if (random() % 4 == 0) text.resize(random() % text.size());
    const Read whole = read(p, {f.write("data.json", text)}, files);
    REQUIRE(adds_up(whole.data));
    REQUIRE(adds_up(read(p, {f.write("人员.ndjson", text + "\n" + good.substr(11, 171) + "\n")}, files).data));
    kept += whole.data.tables[0].rows;
  }
  CHECK(kept > rounds / 2);
}

TEST_CASE("a slip in one row of JSON leaves the others") {
  const core::Program p = small_program();
  MemoryFiles files;
  const Folder f(files);
  const std::string one = "{\"班次编号\": \"B1\", \"开班日期\": \"2016\"}",
                    three = "{\"班次编号\": \"B3\", \"开班日期\": \"2018\"}";
  // On lines of their own; each over several lines, too; and in a list by name, with another after it.
  const std::string compact = "{\"班次编号\": \"B2\", \"开班日期\": \"2017\"}",
                    wide = "{\n    \"班次编号\": \"B2\",\n    \"开班日期\": \"2017\"\n  }";
  for (const std::string& two : {compact, wide})
    for (const bool by_name : {false, true})
      for (std::size_t at = 0; at < two.size(); ++at)
        for (const std::string_view in_place : {std::string_view(""), std::string_view("\xD6"), std::string_view("}"),
                                                std::string_view("["), std::string_view("\"")}) {
          if (at == 0 && in_place != "\xD6") continue;  // no row begins
          std::string row = two;
          row.replace(at, 1, in_place);
          const std::string rows = "[\n  " + one + ",\n  " + row + ",\n  " + three + "\n]";
          const std::string text =
              by_name ? "{\n \"培训班\": " + rows + ",\n \"领证\": [{\"序号\": 1, \"姓名\": \"王芳\"}]\n}\n" : rows;
          const Read r = read(p, {f.write(by_name ? "data.json" : "培训班.json", text)}, files);
          INFO(text);
          const Lines found = shown(p, r.data, "培训班");
          CHECK(adds_up(r.data));
          CHECK(r.errors.empty());
          CHECK(std::count(found.begin(), found.end(), "B1|2016") == 1);
          CHECK(std::count(found.begin(), found.end(), "B3|2018") == 1);
          if (by_name) CHECK(r.data.tables[4].rows == 1);
          if (found.size() < 3) CHECK(!r.data.bad.empty());
        }
}
