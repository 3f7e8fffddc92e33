#include <algorithm>

#include "tests/edits/edited_pair.hpp"
#include "tests/edits/loaded.hpp"
#include "tests/pairs/random_policy.hpp"
#include "tests/pairs/random_tables.hpp"
#include "tests/support/files.hpp"

namespace cepol::edits {

namespace {

constexpr std::size_t data_sets = 4;  // of a pair

void take_out(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  const std::size_t end = to.empty() ? text.size() : text.find(to, at);
  text.erase(at, end - at);
}

// The policy of the properties that has a node of every kind, as one file without a notice and examples.
std::string every_node() {
  const std::string folder = std::string(CEPOL_ROOT) + "/tests/properties/every_node/";
  std::string text = test::text_of(folder + "policy.cepol");
  const std::string module = test::text_of(folder + "base.cepol");
  take_out(text, "  notice \"notice.txt\"\n", "  language");
  take_out(text, "use test/base\n", "unit hours");
  take_out(text, "example \"one member\"", "");
  return text + module.substr(module.find("define"));
}

std::vector<syntax::NodeKind> edited_kinds() {
  std::vector<syntax::NodeKind> kinds;
  for (std::size_t i = 0; i < syntax::node_kind_count; ++i)
    if (is_edited(static_cast<syntax::NodeKind>(i))) kinds.push_back(static_cast<syntax::NodeKind>(i));
  return kinds;
}

std::string random_text(test::Random& random) {
  while (true) {
    std::string text = text_of(pairs::random_policy(random).text);
    if (Loaded(text, {}).good()) return text;
  }
}

std::string beside_text(test::Random& random) {
  std::string text = "code,rank,worth\n";
  for (std::size_t i = 0; i < 3; ++i)
    text +=
        "R" + std::to_string(i) + "," + std::to_string(random.below(3)) + "," + std::to_string(random.below(9)) + "\n";
  return text;
}

}  // namespace

EditedPair random_pair(std::uint64_t seed, EditCounts& counts) {
  test::Random random{seed * 7'000'003 + 11};
  EditedPair pair;
  // The first edit is of each kind in turn: of the policy that has all of them, then of random ones.
  static const std::string every = every_node();
  static const std::vector<syntax::NodeKind> kinds = edited_kinds();
  const syntax::NodeKind kind = kinds[seed % kinds.size()];
  pair.before = pair.after = seed / kinds.size() % 3 == 0 ? every : random_text(random);
  pair.old_files["rates.csv"] = pair.new_files["rates.csv"] = beside_text(random);
  if (pair.before.find("beside") != std::string::npos && random.chance(3)) {
    pair.new_files["rates.csv"] = beside_text(random);
    pair.edits.emplace_back("the table beside the policy");
  }
  const std::size_t wanted = 1 + random.below(random.chance(3) ? 6 : 3);
  for (std::size_t done = 0, tries = 0; done < wanted && tries < 300; ++tries) {
    const bool of_kind = done == 0 && tries < 150;
    if (done == 0 && tries == 75) pair.before = pair.after = every;  // the random policy has no node to be edited
    auto edit = random_edit(pair.after, of_kind ? std::optional(kind) : std::nullopt, random);
    if (!edit || !Loaded(edit->text, pair.new_files).good()) continue;
    pair.after = std::move(edit->text);
    ++counts[edit->kind][static_cast<std::size_t>(edit->way)];
    pair.edits.push_back(std::string(syntax::id_of(edit->kind)) + " " + std::string(name_of(edit->way)));
    ++done;
  }
  const Loaded before(pair.before, pair.old_files), after(pair.after, pair.new_files);
  for (std::size_t i = 0; i < data_sets; ++i) {
    pairs::DataChoice choice;
    choice.people = 4 + random.below(9);
    choice.blank_in = random.chance(4) ? 0 : 3 + random.below(8);
    pair.data.push_back(pairs::random_tables((i % 2 == 0 ? before : after).program(), choice, random));
    std::erase_if(pair.data.back().tables, [](const damage::TextTable& table) { return table.name == "rates"; });
  }
  return pair;
}

}  // namespace cepol::edits
