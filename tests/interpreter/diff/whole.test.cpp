// Whole policies against themselves written otherwise, against small edits, and against another year's.
#include "interpreter/diff/names.hpp"
#include "tests/interpreter/diff/undo.hpp"

using namespace cepol;
using namespace cepol::diff;

namespace {

const std::filesystem::path policies = std::filesystem::path(CEPOL_ROOT) / "policies";

std::unique_ptr<Policy> policy_file(const std::string& name, const std::string& text = {}) {
  auto policy = checked({{"", text.empty() ? test::text_of(policies / (name + ".cepol")) : text}},
                        test::text_of(policies / (name + ".txt")));
  return policy;
}

void replace_all(std::string& text, const std::string& old, const std::string& now) {
  std::size_t at = text.find(old);
  INFO(old);
  REQUIRE(at != std::string::npos);
  for (; at != std::string::npos; at = text.find(old, at + now.size())) text.replace(at, old.size(), now);
}

// The declarations after the header and the records, last first, a comment before each; the examples, of which one may
// be like an earlier one, after them.
std::string turned_around(const Policy& policy) {
  const semantics::Module& module = policy.modules.back();
  const Tree& tree = module.parsed->tree;
  std::string first, last, examples;
  for (NodeId node : tree.children(tree.root)) {
    const std::string text = std::string(tree.text_of(node)) + "\n";
    const NodeKind kind = tree.kind(node);
    if (kind == NodeKind::policy || kind == NodeKind::use || kind == NodeKind::record || kind == NodeKind::unit ||
        kind == NodeKind::enumeration)
      first += "# a comment\n" + text;
    else if (kind == NodeKind::example)
      examples += text;
    else
      last = "# another { \"\n" + text + last;
  }
  return first + last + examples;
}

}  // namespace

TEST_CASE("a policy written otherwise is the same") {
  const auto before = policy_file("nmg/2017");
  std::string text = turned_around(*before);
  const std::pair<const char*, const char*> others[] = {
      {"\n  窗口 近 3 年 至", ";  window\n last 3years\n to"},
      {"总量 170 学时", "total 170.0 hours"},
      {"总量 * 1/3", "total*1/3"},
      {"{高级, 中级}", "｛中级、高级｝"},
      {"当 申报方式 是 评审 且 申报级别 是 初级", "when 申报级别 is 初级 and (申报方式 是 评审)"},
      {"送审日期 <= 2017-05-31", "送审日期 ≤ 2017年5月31日"},
      {"满年数(毕业日期", "full_years(毕业日期"},
      {"每年 不超过 1 次 当", "at most 1 times a year when"},
      {"(某年: 年) 针对 人员: 是非 =\n  连续 是 每年有学习 或 认定学时 中的 公需科目 在 某年",
       "(y: year) for 人员: bool =\n  认定学时 of 公需科目 during y > 0 or 连续 is 每年有学习 # 在 某年"},
      {"证书编号、姓名、单位、所在盟市、现从事专业、专业技术职务: 文本",
       "姓名: text; 所在盟市、现从事专业、专业技术职务、证书编号: 文本; 单位: text"},
      {"{ 证书编号、审验、受理、审验机关、", "{ 审验机关, 受理 审验 证书编号,"},
      {"适用 2017-01-01 至 2017-12-31\n", "applies 2017年1月1日 to 2017-12-31\n"},
  };
  for (const auto& [old, now] : others) replace_all(text, old, now);
  const auto after = policy_file("nmg/2017", text);
  INFO(why_bad(*after));
  REQUIRE(after->good());
  const Structure structure = compare(before->whole(), after->whole(), false);
  INFO(describe(structure));
  CHECK(structure.same());
  CHECK(structure.renames.empty());
  CHECK(structure.examples_added + structure.examples_removed + structure.examples_changed == 0);
}

TEST_CASE("an example that no longer applies is not counted as changed") {
  const std::string record = "record member key id { id: text; age: number }\ndefine old for member = age > 60\n";
  const auto policy = [&](const std::string& age) {
    return test::policy_of(record + "example \"one\" { member { id: 1, age: " + age +
                           " } expect member.old is yes }\n");
  };
  const auto before = policy("61"), after = policy("62");
  CHECK(compare(before->whole(), after->whole(), true).examples_changed == 1);
  after->checked.outdated.push_back({"one", {}});
  const Structure structure = compare(before->whole(), after->whole(), true);
  CHECK(structure.examples_changed == 0);
  CHECK(structure.examples_outdated == 1);
  before->checked.outdated.push_back({"one", {}});  // nor did it apply before
  CHECK(compare(before->whole(), after->whole(), true).examples_outdated == 0);
}

TEST_CASE("what moves from a module into the policy is no change") {
  const auto before = policy_file("nmg/2017");
  std::string text = test::text_of(policies / "nmg/2017.cepol");
  replace_all(text, "引用 cn/credit ", "计量 学时, hours\n计量 学分, credits\n取值 科目 { 公需科目、专业科目 }\n# ");
  const auto after = policy_file("nmg/2017", text);
  INFO(why_bad(*after));
  REQUIRE(after->good());
  const Structure structure = compare(before->whole(), after->whole(), false);
  INFO(describe(structure));
  CHECK(structure.same());
  CHECK(structure.renames.empty());
}

TEST_CASE("a single edit is a single change, of the declaration that it stands in") {
  const auto before = policy_file("nmg/2017");
  const semantics::Module& module = before->modules.back();
  const Tree& tree = module.parsed->tree;
  const std::string& text = before->sources[module.source].text;
  std::size_t done = 0;
  for (NodeId declaration : tree.children(tree.root)) {
    const NodeKind kind = tree.kind(declaration);
    if (kind == NodeKind::policy || kind == NodeKind::use || kind == NodeKind::example || kind == NodeKind::inert ||
        kind == NodeKind::known)
      continue;
    std::vector<std::pair<Span, std::string>> edits;
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
      const Span span = tree.span(NodeId{i});
      if (span.begin < tree.span(declaration).begin || span.end > tree.span(declaration).end) continue;
      switch (tree.kind(NodeId{i})) {
        case NodeKind::number:
          edits.push_back({span, std::to_string(std::stoi(std::string(tree.text_of(span))) + 1)});
          break;
        case NodeKind::binary:
          if (tree[NodeId{i}].keyword == Keyword::at_least) {
            const auto sign = static_cast<std::uint32_t>(text.find(">=", tree.span(tree.first(NodeId{i})).end));
            edits.push_back({{span.source, sign, sign + 2}, ">"});
          }
          break;
        case NodeKind::when:
          if (const auto all = tree.children_of(NodeId{i}, NodeKind::condition); all.size() > 1)
            edits.push_back({{span.source, tree.span(all[0]).end, tree.span(all[1]).end}, ""});
          break;
        default: break;
      }
    }
    for (const auto& [span, now] : edits) {
      std::string other = text;
      other.replace(span.begin, span.end - span.begin, now);
      const auto after = policy_file("nmg/2017", other);
      if (!after->good()) continue;  // 1/3 of a number of options, ...
      const Structure structure = compare(before->whole(), after->whole(), false);
      INFO(text.substr(span.begin, span.end - span.begin) << " -> " << now << "\n" << describe(structure));
      REQUIRE(structure.changes.size() == 1);
      CHECK(structure.renames.empty());
      const Change& change = structure.changes.front();
      CHECK(change.kind == ChangeKind::changed);
      CHECK(change.details.size() == 1);
      CHECK(change.name == (kind == NodeKind::roster || kind == NodeKind::results
                                ? change.name
                                : std::string(tree.name_text(tree.first(declaration)))));
      REQUIRE(change.after);
      CHECK(change.before->span == tree.span(declaration));
      check_undo(*before, *after, structure);
      ++done;
    }
  }
  CHECK(done > 40);
}

TEST_CASE("two years of one policy, and what is taken back") {
  const auto before = policy_file("washington-cpa/2017"), after = policy_file("washington-cpa/2020");
  const Structure structure = compare(before->whole(), after->whole(), true);
  const std::string text = describe(structure);
  INFO(text);
  CHECK(structure.renames.empty());
  for (const char* expected :
       {"applies: 2017-01-01 to 2019-12-31 -> 2020-01-01", "+ waiver renewal.by_reciprocity",
        "source “course”: conditions: (none) -> not exam_preparation", "- clause §5", "+ decision person.extension",
        "column “exam_preparation”: (none) -> exam_preparation: bool",
        "24 hours in the window of nontechnical -> at most most_nontechnical in the window of nontechnical"})
    CHECK(text.find(expected) != std::string::npos);
  check_undo(*before, *after, structure);
  check_undo(*after, *before, compare(after->whole(), before->whole(), true));
}

TEST_CASE("of any two policies, what is taken back gives the other") {
  const char* names[] = {"nmg/2017",     "alxa/2025",     "dongguan-lawyers/2024", "hefei-shushan/2023",
                         "suqian/hours", "taizhou/hours", "zhuzhou/2025",          "washington-cpa/2020"};
  for (const char* one : names) {
    const auto before = policy_file(one);
    INFO(one << why_bad(*before));
    REQUIRE(before->good());
    for (const char* other : names) {
      INFO(other);
      const auto after = policy_file(other);
      const Structure structure = compare(before->whole(), after->whole(), false);
      CHECK(structure.same() == (one == std::string(other)));
      check_undo(*before, *after, structure);
    }
  }
}

TEST_CASE("changes come in the order of the notice") {
  const auto before = policy_file("nmg/2017");
  std::string text = test::text_of(policies / "nmg/2017.cepol");
  replace_all(text, "总量 170 学时", "总量 220 学时");
  replace_all(text, "区外 50", "区外 60");
  replace_all(text, "小数位 4", "小数位 2");
  const auto after = policy_file("nmg/2017", text);
  const Structure structure = compare(before->whole(), after->whole(), false);
  INFO(describe(structure));
  REQUIRE(structure.changes.size() == 3);
  CHECK(structure.changes[0].name == "名额");
  CHECK(structure.changes[0].details[0].part == "名额“特培区外”");
  CHECK(structure.changes[1].name == "高中级评审");
  CHECK(structure.changes[1].of == "审验");
  CHECK(structure.changes[1].new_clauses == std::vector<std::string>{"三(一)"});
  CHECK(structure.changes[1].details[0].part == "总量");
  CHECK(structure.changes[1].details[0].before->text == "170 学时");
  CHECK(structure.changes[1].details[0].values ==
        std::vector<std::pair<std::string, std::string>>{{"170 学时", "220 学时"}});
  CHECK(structure.changes[2].name == "学习");
}

TEST_CASE("a large policy of which all is renamed and changed takes seconds") {
  auto text = [](const std::string& name, int more) {
    std::string all = "record person key id { id: text; n: number }\n";
    for (int i = 0; i < 1500; ++i) {
      const std::string number = std::to_string(i);
      all += "define " + name + number + " for person = n + " + std::to_string(i + more) + "\n";
      all += "decision " + name + "d" + number + " for person: yes_ | no_ { yes_ when " + name + number + " > " +
             std::to_string(i % 7) + " and n > " + number + "; no_ otherwise }\n";
    }
    return all;
  };
  const auto before = policy_of(text("a", 0)), after = policy_of(text("b", 5000)), renamed = policy_of(text("c", 0));
  const Structure changed = compare(before->whole(), after->whole(), true);
  CHECK(changed.changes.size() >= 3000);
  const Structure same = compare(before->whole(), renamed->whole(), true);
  CHECK(same.same());
  CHECK(same.renames.size() == 3000);
}

TEST_CASE("an order is undone together with edits, additions and removals in the same list") {
  const auto decision = [](const std::string& cases) {
    return policy_of(
        "record person key id { id: text; n: number; m: number }\n"
        "decision d for person, first that fits: a | b | c | e | f {\n" +
        cases + "  f otherwise\n}\n");
  };
  const char* const lists[] = {"  a when n > 1\n  b when n > 2\n  c when n > 3\n  e when n > 4\n",
                               "  e when n > 4\n  a when n > 1\n  b when n > 2\n  c when n > 3\n",
                               "  c when n > 3\n  b when n > 7\n  a when n > 1\n  e when n > 4 and m > 1\n",
                               "  e when m > 4\n  a when n > 1 and m > 2\n  c when n > 5\n",
                               "  c when n > 3\n  e when n > 4\n  a when n > 1\n  a when m > 9\n"};
  for (const char* one : lists)
    for (const char* other : lists) {
      INFO(one << "->\n" << other);
      const auto before = decision(one), after = decision(other);
      const Structure structure = compare(before->whole(), after->whole(), true);
      INFO(describe(structure));
      CHECK(structure.same() == (one == other));
      check_undo(*before, *after, structure);
    }
}
