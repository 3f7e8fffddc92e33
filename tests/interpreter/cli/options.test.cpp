// The choice of a format by name and by the ending of the output; lists that are typed.
#include "interpreter/cli/options.hpp"

#include <catch2/catch.hpp>

#include "interpreter/cli/selection.hpp"

using namespace cepol;

namespace {

const std::vector<cli::FormatName> some_formats{{"csv", {}}, {"text", {".txt"}}, {"html", {".html", ".htm"}}};

// The name of the format chosen; empty: refused.
std::string chosen_format(const std::string& output, const std::optional<std::string>& typed = std::nullopt) {
  cli::FormatOption option;
  option.typed = typed;
  std::size_t chosen = 0;
  const std::string problem = option.choose(some_formats, output, chosen, cli::Io{});
  return problem.empty() ? some_formats[chosen].name : std::string();
}

}  // namespace

TEST_CASE("an output's ending chooses the format, whatever its case, and a name without one the first") {
  CHECK(chosen_format("") == "csv");
  CHECK(chosen_format("结果") == "csv");
  CHECK(chosen_format("a.b/结果") == "csv");
  CHECK(chosen_format("a.txt") == "text");
  CHECK(chosen_format("a.docx/A.HTM") == "html");
}

TEST_CASE("an output's ending that no format has is refused, but not what is part of a name") {
  for (const char* refused : {"a.docx", "a.pdf", "结果.XLS", "a.txt.gz", "a.csv", "a.md5"}) {
    INFO(refused);
    CHECK(chosen_format(refused).empty());
    CHECK(chosen_format(refused, "text").empty());
    CHECK(chosen_format(refused, "csv").empty());
  }
  for (const char* kept :
       {"2030.10", "结果2.1", ".hidden", "a/.hidden", "a.", "a.第二次", "..", "a.b c", "a.long_name", "a.longname"}) {
    INFO(kept);
    CHECK(chosen_format(kept) == "csv");
  }
}

TEST_CASE("an output's ending that is another format's than the one typed is refused") {
  CHECK(chosen_format("a.html", "text").empty());
  CHECK(chosen_format("a.html", "html") == "html");
  CHECK(chosen_format("a", "html") == "html");
}

TEST_CASE("commas of both widths and the enumeration comma divide a list that is typed") {
  CHECK(cli::parts_of_list("姓名,单位，年龄、 级别 ,,") == std::vector<std::string>{"姓名", "单位", "年龄", "级别"});
  CHECK(cli::parts_of_list("").empty());
  CHECK(cli::parts_of_list("\xEF\xBC").size() == 1);
}
