// The words in which notices are written: what each gives, where it is no word of the language.
#include <catch2/catch.hpp>

#include "tests/support/policy.hpp"

using namespace cepol;

namespace {

// Of a policy with the line: "ok", or the suggestion of the first error.
std::string given(const std::string& policy) {
  const auto checked = test::checked({{"", policy}});
  std::vector<Diagnostic> errors;
  for (const Diagnostic& one : checked->checked.problems.list)
    if (severity_of(one.code) == Severity::error) errors.push_back(one);
  std::stable_sort(errors.begin(), errors.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return category_of(a.code) == Category::syntax && category_of(b.code) != Category::syntax;
  });
  if (errors.empty()) return "ok";
  const Diagnostic& first = errors.front();
  return first.suggestion.empty() ? std::string(code_number(first.code)) : first.suggestion;
}
std::string given_zh(const std::string& condition) {
  return given(
      "政策 test/one \"试\" { 语言 zh }\n计量 学时, hours\n"
      "表 人员 主键 编号 { 编号: 文本; 学时: 学时; 申报日期: 日期; 年龄: 周岁; 在职: 是非; 级别: { 高级、中级 } }\n"
      "判定 受理 针对 人员: 受理 | 不受理 { 受理 当 " +
      condition + "; 不受理 其他 }\n");
}
std::string given_en(const std::string& condition) {
  return given(
      "policy test/one \"t\" { language en }\nunit hours\n"
      "record person key id { id: text; hours: hours; filed: date; age: number; staff: bool; level: { high, low } }\n"
      "decision d for person: x | z { x when " +
      condition + "; z otherwise }\n");
}

struct Words {
  std::string written, gives;
};

}  // namespace

TEST_CASE("comparisons in the words of Chinese notices") {
  const std::vector<Words> words{
#include "tests/lang/check/notice_words_zh.inc"
  };
  for (const Words& one : words) {
    INFO(one.written);
    CHECK(given_zh(one.written) == one.gives);
  }
}

TEST_CASE("comparisons in the words of English notices") {
  const std::vector<Words> words{
#include "tests/lang/check/notice_words_en.inc"
  };
  for (const Words& one : words) {
    INFO(one.written);
    CHECK(given_en(one.written) == one.gives);
  }
}
