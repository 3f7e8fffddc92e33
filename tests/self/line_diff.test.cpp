#include "tests/support/line_diff.hpp"

#include <catch2/catch.hpp>

using namespace cepol::test;

TEST_CASE("the same lines differ in nothing") {
  CHECK(unified_diff("", "") == "");
  CHECK(unified_diff("a\nb\n", "a\nb\n") == "");
}

TEST_CASE("a changed line is shown with three lines on either side") {
  CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "@@ -2 +2 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("changes far apart are shown apart, with their line in each text") {
  const std::string before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n", after = "new\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
  CHECK(unified_diff(before, after) == "@@ -1 +1 @@\n+new\n a\n b\n c\n@@ -8 +9 @@\n h\n i\n j\n-k\n");
}

TEST_CASE("lines that stay are not shown as removed and added") {
  CHECK(unified_diff("x\na\nb\n", "a\nb\nx\n") == "@@ -1 +1 @@\n-x\n a\n b\n+x\n");
  CHECK(unified_diff("", "a\n") == "@@ -1 +1 @@\n+a\n");
  CHECK(unified_diff("a\n", "") == "@@ -1 +1 @@\n-a\n");
}

TEST_CASE("hunks may be limited to the lines of one mark") {
  const auto script = edit_script({"a", "c", "x"}, {"a", "b", "c", "d", "e", "f", "g"});
  CHECK(hunks(script, "-", 1) == "@@ -2 +3 @@\n c\n-x\n+d\n");
}
