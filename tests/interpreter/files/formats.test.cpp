// The registry of formats, and files in memory.
#include "interpreter/files/formats.hpp"

#include <catch2/catch.hpp>

#include "interpreter/files/memory_files.hpp"

using namespace cepol;
using namespace cepol::files;

TEST_CASE("formats are found by a file's ending, in either case") {
  CHECK(format_of("a/人员.csv")->read == read_csv);
  CHECK(format_of("人员.CSV")->read == read_csv);
  CHECK(format_of("人员.json")->read == read_json);
  CHECK(format_of("人员.ndjson")->read == read_ndjson);
  CHECK(format_of("人员.jsonl")->read == read_ndjson);
  CHECK(format_of("人员.txt")->read == read_csv);
  CHECK(format_of("人员.Xlsx")->read == read_xlsx);
  CHECK(format_of("人员.xls")->read == read_xls);
  CHECK(format_of("人员.ods") == nullptr);
  CHECK(format_of("csv") == nullptr);
  CHECK(format_of(".csv") == nullptr);
}

TEST_CASE("every format has endings of its own, and is named where another ending is refused") {
  for (const Format& format : all_formats()) {
    REQUIRE_FALSE(format.endings.empty());
    for (const std::string_view ending : format.endings) CHECK(format_of("x" + std::string(ending)) == &format);
    for (const bool english : {false, true})
      CHECK(reason_of(data::Fault::unknown_format, {}, english).find(format.endings.front()) != std::string::npos);
  }
}

TEST_CASE("files in memory") {
  MemoryFiles files;
  files.write("/a/b/x.csv", "1,2\n");
  files.write("/a/y.csv", "");
  files.add_folder("/a/empty");
  std::string why;
  CHECK(files.kind("/a/b") == FileKind::folder);
  CHECK(files.kind("/a/b/../b/x.csv") == FileKind::regular);
  CHECK(files.kind("/b") == FileKind::missing);
  CHECK(files.list("/a", why) == std::vector<std::string>{"b", "empty", "y.csv"});
  CHECK(files.list("/", why) == std::vector<std::string>{"a"});
  CHECK(files.list("/a/empty", why)->empty());
  CHECK(why.empty());
  CHECK_FALSE(files.list("/b", why));
  CHECK_FALSE(why.empty());
  CHECK(files.resolve("/a/./y.csv") == "/a/y.csv");
  CHECK_FALSE(files.resolve("/a/z.csv"));
  CHECK(files.open("/a/b/x.csv", why)->size() == 4);
  CHECK(files.open("/a/b", why) == nullptr);
  CHECK(files.read("/a/b/x.csv", 100, why) == "1,2\n");
  CHECK(files.read("/a/b/x.csv", 3, why) == "1,2");
  CHECK(files.read("/a/y.csv", 100, why) == "");
  CHECK_FALSE(files.read("/a", 100, why));
}
