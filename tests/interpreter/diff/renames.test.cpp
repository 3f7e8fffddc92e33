// What only has another name is no change: every thing of a whole policy that has a name, one after the other.
#include <algorithm>
#include <set>

#include "interpreter/diff/names.hpp"
#include "tests/interpreter/diff/policies.hpp"

using namespace cepol;
using namespace cepol::diff;

namespace {

Texts texts_of(const Policy& policy) {
  Texts texts;
  for (const semantics::Module& module : policy.modules)
    texts[&module == &policy.modules.back() ? "" : module.path] = policy.sources[module.source].text;
  return texts;
}

// The links of child records go by the name of their parent's key.
bool is_link_to(const Names& names, EntityId link, EntityId column) {
  if (names[link].key != "link") return false;
  const auto parent = names.meant(names[link].tree->span(names[link].tree->first(names[link].node)));
  return !parent.empty() && parent.front() == names[column].owner;
}

Texts renamed(const Policy& policy, const Names& names, EntityId id, const std::string& fresh) {
  Texts texts = texts_of(policy);
  std::vector<NameUse> uses = names.uses;
  std::reverse(uses.begin(), uses.end());
  Span last;
  for (const NameUse& use : uses) {
    if (use.entity != id && !is_link_to(names, use.entity, id)) continue;
    if (use.span == last) continue;
    last = use.span;
    const std::string_view written = text_of(policy.sources, use.span);
    if (written != names[id].name && written != "「" + names[id].name + "」") continue;  // another of its names
    for (const semantics::Module& module : policy.modules)
      if (module.source == use.span.source)
        texts[&module == &policy.modules.back() ? "" : module.path].replace(use.span.begin, written.size(), fresh);
  }
  return texts;
}

void check_all_renames(const std::string& name, const std::string& notice) {
  const std::filesystem::path folder = std::filesystem::path(CEPOL_ROOT) / "policies";
  const std::string notice_text = test::text_of(folder / notice);
  const auto before = checked({{"", test::text_of(folder / name)}}, notice_text);
  REQUIRE(before->good());
  const Side side = before->whole();
  const Names names(side);
  std::size_t done = 0;
  std::string not_done;
  for (std::uint32_t i = 0; i < names.entities.size(); ++i) {
    const Entity& entity = names.entities.nodes[i];
    const bool written = entity.has_name && entity.declared.end > entity.declared.begin;
    if (!written) continue;
    const auto after = checked(renamed(*before, names, EntityId{i}, "新名_" + std::to_string(i)), notice_text);
    if (!after->good()) {
      not_done += entity.name + " of " + std::string(word_of(entity.subject, true)) + ": " + why_bad(*after);
      continue;
    }
    const Structure structure = compare(side, after->whole(), true);
    INFO(entity.name << "\n" << describe(structure));
    CHECK(structure.same());
    CHECK(structure.renames.size() == 1);
    CHECK(structure.examples_changed == 0);
    ++done;
  }
  INFO(done << " renamed");
  CHECK(not_done.empty());
  CHECK(done > 60);
}

}  // namespace

TEST_CASE("whatever is renamed throughout is a rename and no change: nmg 2017") {
  check_all_renames("nmg/2017.cepol", "nmg/2017.txt");
}

TEST_CASE("whatever is renamed throughout is a rename and no change: washington-cpa 2020") {
  check_all_renames("washington-cpa/2020.cepol", "washington-cpa/2020.txt");
}

namespace {

std::string difference(const std::string& before, const std::string& after) {
  const auto one = policy_of(before), other = policy_of(after);
  return describe(compare(one->whole(), other->whole(), true));
}

const std::string people =
    "unit hours\nenum grade { high, low }\nrecord person key id { id: text; grade: grade; room: number; born: date; "
    "sex: { male, female } }\n";

}  // namespace

TEST_CASE("all of it renamed at once") {
  const std::string text = difference(
      people +
          "define full for person: hours = room * 1 hours\ndefine twice for person = full * 2\n"
          "decision due for person: yes_ | no_ { yes_ when twice > 3 hours and grade is high; no_ otherwise }\n",
      "unit h\nenum level { upper, lower }\n"
      "record man key number { number: text; level: level; place: number; birth: date; sex: { male, female } }\n"
      "define whole for man: h = place * 1 h\ndefine double for man = whole * 2\n"
      "decision owed for man: owing | free { owing when double > 3 h and level is upper; free otherwise }\n");
  INFO(text);
  CHECK(text.find_first_of("~+-") == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '=') == 14);
}

// Everything that has a name, in one: whatever is left to tell it by is what the rules say.
void check_renamed_all(const std::string& name, const std::string& notice_text) {
  const std::filesystem::path folder = std::filesystem::path(CEPOL_ROOT) / "policies";
  const auto before = checked({{"", test::text_of(folder / name)}}, notice_text);
  REQUIRE(before->good());
  const Side side = before->whole();
  const Names names(side);
  Texts texts = texts_of(*before);
  std::vector<NameUse> uses = names.uses;
  std::reverse(uses.begin(), uses.end());
  std::size_t expected = 0;
  std::set<std::uint32_t> renamed;
  Span last;
  for (const NameUse& use : uses) {
    const Entity& entity = names[use.entity];
    if (use.span == last) continue;
    const std::string_view written = text_of(before->sources, use.span);
    const bool link = entity.key == "link";  // goes by the name of its parent's key
    if (!link && (!entity.has_name || entity.declared.end <= entity.declared.begin)) continue;
    if (!link && written != entity.name && written != "「" + entity.name + "」") continue;
    last = use.span;
    for (const semantics::Module& module : before->modules)
      if (module.source == use.span.source)
        texts[&module == &before->modules.back() ? "" : module.path].replace(
            use.span.begin, written.size(), "新名_" + (link ? std::string(written) : entity.name));
    expected += renamed.insert(use.entity.index).second;
  }
  const auto after = checked(texts, notice_text);
  INFO(why_bad(*after));
  REQUIRE(after->good());
  const Structure structure = compare(side, after->whole(), true);
  INFO(describe(structure));
  CHECK(structure.same());
  CHECK(structure.renames.size() > expected * 9 / 10);
}

TEST_CASE("all that a policy names, renamed at once") {
  const std::filesystem::path policies = std::filesystem::path(CEPOL_ROOT) / "policies";
  std::size_t done = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(policies)) {
    if (entry.path().extension() != ".cepol") continue;
    const std::string name = std::filesystem::relative(entry.path(), policies).string();
    const std::filesystem::path notice = std::filesystem::path(entry.path()).replace_extension(".txt");
    INFO(name);
    const std::string text = test::text_of(entry.path());
    if (text.find(" amends ") != std::string::npos || text.find(" 修订 ") != std::string::npos) continue;
    check_renamed_all(name, std::filesystem::exists(notice) ? test::text_of(notice) : std::string());
    ++done;
  }
  CHECK(done > 15);
}

TEST_CASE("a column and the words of its written-out type renamed together") {
  const std::string rest = "define boy for person = sex is male\ndefine old for person = born < 2000-01-01\n";
  const std::string after =
      "unit hours\nenum grade { high, low }\nrecord person key id { id: text; grade: grade; room: number; born: date; "
      "gender: { woman, man } }\ndefine boy for person = gender is man\ndefine old for person = born < 2000-01-01\n";
  const std::string text = difference(people + rest, after);
  INFO(text);
  CHECK(text.find_first_of("~+-") == std::string::npos);
}

TEST_CASE("renamed and changed") {
  CHECK(difference(people + "decision due for person: yes_ | no_ | maybe { yes_ when room > 3; no_ when grade is high; "
                            "maybe otherwise }\n",
                   people +
                       "decision owed for person: yes_ | no_ | maybe { yes_ when room > 4; no_ when grade is high; "
                       "maybe otherwise }\n") ==
        "~ decision person.owed (was due)\n    case “yes_”: 3 => 4, in room > 3 -> room > 4\n"
        "= decision person.due is now owed\n");
  CHECK(
      difference(
          people + "decision due for person: yes_ | no_ { yes_ when room > 3 and born < 2000-01-01; no_ otherwise }\n",
          people + "decision due for person: yes_ | no_ { yes_ when room > 3; no_ otherwise }\n"
                   "decision more for person: a | b { a when grade is low; b otherwise }\n") ==
      "~ decision person.due\n    case “yes_”: born < 2000-01-01 -> (none)\n+ decision person.more\n");
}

TEST_CASE("a new column is no old one under another name") {
  const std::string use = "define old for person = born < 2000-01-01\ndefine big for person = room > 3\n";
  CHECK(difference(people + use,
                   "unit hours\nenum grade { high, low }\nrecord person key id { id: text; grade: grade; "
                   "room: number; born: date; sex: { male, female }; fee: number }\n" +
                       use) == "~ record person\n    column “fee”: (none) -> fee: number\n");
}

TEST_CASE("the words of a written-out type given a name of their own") {
  const std::string use = "define boy for person = sex is male\n";
  CHECK(difference("record person key id { id: text; sex: { male, female } }\n" + use,
                   "enum sex { male, female }\nrecord person key id { id: text; sex: sex }\n" + use) ==
        "+ enumeration sex\n~ record person\n    column “sex”: sex: { male, female } -> sex: sex\n");
}
