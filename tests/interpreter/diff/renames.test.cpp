// What only has another name is no change: every thing of a whole policy that has a name, one after the other.
#include <algorithm>

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
  const std::string notice_text = file_text(folder / notice);
  const auto before = checked({{"", file_text(folder / name)}}, notice_text);
  REQUIRE(before->good());
  const Side side = before->side();
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
    const Structure structure = compare(side, after->side(), true);
    INFO(entity.name << "\n" << describe(structure));
    CHECK(structure.same());
    CHECK(structure.renames.size() == 1);
    CHECK(structure.examples_changed == 0);
    ++done;
  }
  WARN(name << ": " << done << " renamed; not:\n" << not_done);
}

}  // namespace

TEST_CASE("whatever is renamed throughout is a rename and no change: nmg 2017") {
  check_all_renames("nmg/2017.cepol", "nmg/2017.txt");
}

TEST_CASE("whatever is renamed throughout is a rename and no change: washington-cpa 2020") {
  check_all_renames("washington-cpa/2020.cepol", "washington-cpa/2020.txt");
}
