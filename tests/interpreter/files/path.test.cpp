#include "interpreter/files/path.hpp"

#include <catch2/catch.hpp>

using namespace cepol::files;

TEST_CASE("the parts of a path") {
  CHECK(path::parent("a/b.csv") == "a");
  CHECK(path::parent("b.csv").empty());
  CHECK(path::parent("/b") == "/");
  CHECK(path::parent("a//b") == "a");
  CHECK(path::parent("//b") == "/");
  CHECK(path::name("a/人员.csv") == "人员.csv");
  CHECK(path::stem("a/人员.csv") == "人员");
  CHECK(path::stem("a/.csv") == ".csv");
  CHECK(path::stem("x.tar.gz") == "x.tar");
  CHECK(path::extension("a/人员.CSV") == ".CSV");
  CHECK(path::extension(".csv").empty());
  CHECK(path::extension("a.b/c").empty());
}

TEST_CASE("paths are joined, brought to normal form, made relative") {
  CHECK(path::join("a", "b") == "a/b");
  CHECK(path::join("", "b") == "b");
  CHECK(path::join("/", "b") == "/b");
  CHECK(path::join("a", "/b") == "/b");
  CHECK(path::normal("a/./b/../c") == "a/c");
  CHECK(path::normal("../a/../../b") == "../../b");
  CHECK(path::normal("/../a") == "/a");
  CHECK(path::normal("./.") == ".");
  CHECK(path::relative("/a/b/c", "/a/d") == "../b/c");
  CHECK(path::relative("/a/b", "/a/b") == ".");
  CHECK(path::is_within("/a/b/c", "/a/b"));
  CHECK(path::is_within("/a/b", "/a/b"));
  CHECK_FALSE(path::is_within("/a/bc", "/a/b"));
}
