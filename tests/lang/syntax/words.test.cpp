// The table of keywords, and how words end where Chinese leaves no blanks.
#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "lang/syntax/keywords.hpp"
#include "support.hpp"

using namespace cepol;
using namespace cepol::syntax;

namespace {

// The tree of the expression of `define x = ...`, without the frame; or the codes.
std::string expression(const std::string& text) {
  Read read;
  parse_into(read, "policy a/b \"\" { }\ndefine x = " + text + "\n");
  if (!read.parsed.problems.list.empty()) return codes_of(read.parsed);
  const Tree& tree = read.parsed.tree;
  const NodeId define = tree.child(tree.root, NodeKind::define);
  std::string all = print_tree(tree, true), flat;
  // From the define node's second child on, on one line.
  const std::size_t from = all.find("(define");
  std::string part = all.substr(all.find('\n', all.find('\n', from) + 1) + 1);
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '\n') {
      flat += ' ';
      while (i + 1 < part.size() && part[i + 1] == ' ') ++i;
    } else if (!(part[i] == ' ' && flat.empty())) {
      flat += part[i];
    }
  }
  CHECK(define.valid());
  return flat.substr(0, flat.size() - 3);  // "))" and the line end
}

// The same without spans.
std::string shape(const std::string& text) {
  std::string found = expression(text), out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] == '[')
      i = found.find(')', i);
    else
      out += found[i];
  }
  return out;
}

}  // namespace

TEST_CASE("no two keywords share a spelling but those the place tells apart", "[syntax]") {
  std::map<std::string_view, std::set<std::string_view>> owners;
  for (const KeywordEntry& entry : keywords()) {
    owners[entry.en].insert(id_of(entry.keyword));
    owners[entry.zh].insert(id_of(entry.keyword));
    CHECK(&entry_of(entry.keyword) == &entry);
    CHECK(!keywords_spelled(entry.en).empty());
  }
  std::set<std::string_view> shared;
  for (const auto& [spelling, ids] : owners)
    if (ids.size() > 1) shared.insert(spelling);
  CHECK(shared == std::set<std::string_view>{"of", "in", "over", "as", "to", "total", "属于", "按", "是", "每个"});
}

TEST_CASE("only kept keywords are refused as names, and never inside 「」", "[syntax]") {
  for (const KeywordEntry& entry : keywords())
    for (const std::string_view word : {entry.en, entry.zh}) {
      const std::string text(word);
      INFO(text);
      if (word.find(' ') == std::string_view::npos)
        CHECK(codes_of_text("policy a \"\" { }\ndefine " + text + " = 1\n") == (reserved(word) ? "E0119" : ""));
      CHECK(codes_of_text("policy a \"\" { }\ndefine 「" + text + "」 = 1\n") == "");
    }
}

TEST_CASE("what other languages write gets what is written here as a suggestion", "[syntax]") {
  const auto suggested = [](const std::string& condition, bool in_block) {
    Read read;
    parse_into(read,
               in_block ? "policy a \"\" { }\ndecision d for p: a | b {\n  a when " + condition + "\n  b otherwise\n}\n"
                        : "policy a \"\" { }\ndefine x for p = " + condition + "\n");
    std::string found;
    for (const Diagnostic& one : read.parsed.problems.list)
      found += read.sources[one.span.source].text.substr(one.span.begin, one.span.end - one.span.begin) + " -> " +
               one.suggestion;
    return found;
  };
  for (const bool in_block : {true, false}) {
    INFO(in_block);
    CHECK(suggested("age == 3", in_block) == "== -> =");
    CHECK(suggested("age <> 3", in_block) == "<> -> !=");
    CHECK(suggested("age => 3", in_block) == "=> -> >=");
    CHECK(suggested("!done", in_block) == "! -> not");
    CHECK(suggested("(!done)", in_block) == "! -> not");
    CHECK(suggested("age > 3 && done", in_block) == "&& -> and");
    CHECK(suggested("age > 3 || done", in_block) == "|| -> or");
    CHECK(suggested("age between 3 and 5", in_block) == "between -> >= … and … <= …");
    CHECK(suggested("(age between 3 and 5)", in_block) == "between -> >= … and … <= …");
  }
  CHECK(codes_of_text("policy a \"\" { }\ndefine between = 3\n") == "");
}

TEST_CASE("a digit may follow a Chinese keyword, a unit a number", "[syntax]") {
  CHECK(shape("近3年 至 y") == "(last_window (quantity (number 3) (name 年)) (name y))");
  CHECK(shape("近 3 年 至 y") == "(last_window (quantity (number 3) (name 年)) (name y))");
  CHECK(shape("近3 至 y") == "(last_window (number 3) (name y))");
  CHECK(shape("近3年学时") == "(name 近3年学时)");
  CHECK(shape("last3 + from2") == "(binary:plus (name last3) (name from2))");
  CHECK(shape("30学时") == "(quantity (number 30) (name 学时))");
  CHECK(shape("30\n 学时") == "E0106");
  CHECK(shape("a 且3 > b") == "(logic:and_ (name a) (binary:greater (number 3) (name b)))");
  CHECK(shape("是否") == "(name 是否)");
  CHECK(shape("否2") == "(name 否2)");
  CHECK(shape("notable or island") == "(logic:or_ (name notable) (name island))");
  CHECK(shape("a is  \n  not b") == "(binary:is_not (name a) (name b))");
  CHECK(shape("a is # gap\n not b") != "(binary:is_not (name a) (name b))");
  CHECK(shape("「近 3 年」") == "(name 近 3 年)");
}

TEST_CASE("words that are keywords elsewhere are names in expressions", "[syntax]") {
  CHECK(shape("total / 3 + earned") == "(binary:plus (binary:divide (name total) (number 3)) (name earned))");
  CHECK(shape("sum + count * last") == "(binary:plus (name sum) (binary:times_sign (name count) (name last)))");
  CHECK(shape("year(date) + month") == "(binary:plus (call (name year) (name date)) (name month))");
  CHECK(shape("last(w) - from(w)") == "(binary:minus (call (name last) (name w)) (call (name from) (name w)))");
  CHECK(shape("last - 1") == "(binary:minus (name last) (number 1))");
}

TEST_CASE("dates, numbers and signs", "[syntax]") {
  CHECK(shape("2017-05-31 - 2017-5") == "(binary:minus (binary:minus (date 2017-05-31) (number 2017)) (number 5))");
  CHECK(shape("2017年5月31日") == "(date 2017年5月31日)");
  CHECK(shape("2017年") == "(quantity (number 2017) (name 年))");
  CHECK(shape("2017-05-315") == "(binary:minus (binary:minus (number 2017) (number 05)) (number 315))");
  CHECK(shape("20％ ＋ 2.50") == "(binary:plus (percent 20％) (number 2.50))");
  CHECK(shape("a！＝b") == "(binary:not_equal (name a) (name b))");
  CHECK(shape("a＞＝b") == "(binary:at_least (name a) (name b))");
  CHECK(shape("1 2") == "E0107");
  CHECK(shape("2025-11-31") == "E0121");
  CHECK(shape("2025年2月29日") == "E0121");
  CHECK(shape("2024-02-29") == "(date 2024-02-29)");
  CHECK(shape("9223372036854775807") == "(number 9223372036854775807)");
  CHECK(shape("9223372036854775808") == "E0313");
}

TEST_CASE("precedence, and spans that cover brackets", "[syntax]") {
  CHECK(expression("(a + b) * c") ==
        "(binary:times_sign[29,40) (binary:plus[30,35) (name[30,31) a) (name[34,35) b)) (name[39,40) c))");
  CHECK(expression("a - b - c") ==
        "(binary:minus[29,38) (binary:minus[29,34) (name[29,30) a) (name[33,34) b)) (name[37,38) c))");
  CHECK(expression("( a ).b  # c") == "(field[29,36) (name[31,32) a) (name[35,36) b))");
  CHECK(shape("-a.b as c * d") == "(binary:times_sign (negate (convert (field (name a) (name b)) (name c))) (name d))");
  CHECK(shape("not a is b") == "(not_ (binary:is (name a) (name b)))");
  CHECK(shape("a or b or c") == "(logic:or_ (name a) (name b) (name c))");
  CHECK(shape("a and b or c") == "E0122");
  CHECK(shape("a or b or c and d and e") == "E0122 E0122");
  CHECK(shape("(a and b) or c") == "(logic:or_ (logic:and_ (name a) (name b)) (name c))");
  CHECK(shape("if a then if b then c else d else e") ==
        "(choose (name a) (choose (name b) (name c) (name d)) (name e))");
  CHECK(shape("a of b during w > 3") == "(binary:greater (credited (name a) (category (name b)) (name w)) (number 3))");
  CHECK(shape("a of (b + c) during from x to y") ==
        "(credited (name a) (category (binary:plus (name b) (name c))) (span_window (name x) (name y)))");
}

TEST_CASE("conditions join at their own level", "[syntax]") {
  const auto codes = [](const std::string& text) {
    return codes_of_text("policy a \"\" { }\nrequirement a of b { when " + text + " }\n");
  };
  CHECK(codes("a \"x\" cites §1 and b and (c or d)") == "");
  CHECK(codes("a or b or c cites §1, §2") == "");
  CHECK(codes("a and b or c") == "E0122");
}

TEST_CASE("cells", "[syntax]") {
  const auto cell = [](const std::string& inside) {
    Read read;
    parse_into(read, "policy a \"\" { }\nexample \"x\" { a { b: " + inside + " } }\n");
    if (!read.parsed.problems.list.empty()) return codes_of(read.parsed);
    for (std::uint32_t i = 0; i < read.parsed.tree.nodes.size(); ++i)
      if (read.parsed.tree.kind({i}) == NodeKind::cell) return read.parsed.tree.cell_text({i});
    return std::string("none");
  };
  CHECK(cell("甲 乙") == "甲 乙");
  CHECK(cell("甲(乙, 丙)丁") == "甲(乙, 丙)丁");
  CHECK(cell("甲(乙") == "甲(乙");
  CHECK(cell("-") == "");
  CHECK(cell("—") == "");
  CHECK(cell("\"-\"") == "-");
  CHECK(cell("\"a, }b\\\"\"") == "a, }b\"");
  CHECK(cell("“x”") == "x");
  CHECK(cell("1968-02、c: 2") == "1968-02");
  CHECK(cell("C#") == "C#");
  CHECK(cell("x # y\n") == "x");
  CHECK(cell("") == "E0103");
  CHECK(cell("\"x\"y") == "E0103");
}
