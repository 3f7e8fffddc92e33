// What an amendment renames in writing, and nothing else, is no change and changes nobody's result: the data, which
// have the old names, are read under both.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/edits/loaded.hpp"
#include "tests/edits/pair_files.hpp"
#include "tests/support/effort.hpp"

namespace cepol::edits {

namespace {

using syntax::NodeId;
using syntax::NodeKind;

// What may be renamed, as the line of an amendment names it.
std::vector<std::string> targets_in(const std::string& policy) {
  Sources sources;
  const syntax::Parsed parsed = syntax::parse(sources, sources.add({"p.cepol", policy}));
  const syntax::Tree& tree = parsed.tree;
  std::vector<std::string> targets;
  for (NodeId declared : tree.children(tree.root)) {
    const NodeId name = tree.first(declared);
    if (!name.valid() || tree.kind(name) != NodeKind::name) continue;
    const std::string own(tree.text_of(name));
    const char* word = tree.kind(declared) == NodeKind::record        ? "record "
                       : tree.kind(declared) == NodeKind::enumeration ? "enum "
                       : tree.kind(declared) == NodeKind::define      ? "define "
                       : tree.kind(declared) == NodeKind::decision    ? "decision "
                       : tree.kind(declared) == NodeKind::reading     ? "reading "
                                                                      : nullptr;
    if (word == nullptr) continue;
    targets.push_back(word + own);
    for (NodeId item : tree.children(declared)) {
      const NodeKind kind = tree.kind(item);
      if (kind != NodeKind::column && kind != NodeKind::member && kind != NodeKind::outcome && kind != NodeKind::option)
        continue;
      if (const NodeId inner = tree.first(item); inner.valid() && tree.kind(inner) == NodeKind::name)
        targets.push_back(own + "." + std::string(tree.text_of(inner)));
    }
  }
  return targets;
}

bool only_cited(const nlohmann::json& change) {
  const auto& details = change["details"];
  return !details.empty() &&
         std::all_of(details.begin(), details.end(), [](const auto& detail) { return detail["minor"] == true; });
}

}  // namespace

TEST_CASE("a rename that is written is no change, and no row differs") {
  std::size_t renamed = 0, stopped = 0, failures = 0;
  EditCounts ignored;
  const std::uint64_t policies = test::cases_of({25, 3, 1'000});
  for (std::uint64_t seed = 0; seed < policies && failures < 5; ++seed) {
    EditedPair pair = random_pair(seed * 7 + 1, ignored);
    pair.new_files = pair.old_files;
    const bool every = pair.before.find("policy test/every") != std::string::npos;
    pair.new_files[every ? "every.cepol" : "random.cepol"] = pair.before;
    test::Random random{seed + 99};
    const std::vector<std::string> targets = targets_in(pair.before);
    for (int tries = 0; tries < 6; ++tries) {
      const std::string& target = targets[random.below(targets.size())];
      pair.after = std::string("policy test/next amends test/") + (every ? "every" : "random") +
                   " \"next\" { language en }\nrename " + target + " to renamed_\n";
      if (!Loaded(pair.after, pair.new_files).good()) continue;
      const PairFiles files(pair, pair.data.front());
      const test::Ran ran = files.run({"diff", "/old/p.cepol", "/new/p.cepol", "--data", "/data", "--format", "json"});
      if (ran.status == cli::bad_usage) {
        ++stopped;
        continue;
      }
      ++renamed;
      const nlohmann::json json = nlohmann::json::parse(ran.out);
      std::string why;
      for (const auto& change : json["changes"])  // the amendment's header; clauses of the old notice by its path
        if (change["subject"] != "policy" && change["subject"] != "clause" && !only_cited(change))
          why += "a change of " + change["name"].get<std::string>() + "; ";
      if (json["renames"].empty()) why += "no rename; ";
      if (json["impact"]["different"] != 0) why += "rows differ: " + json["impact"]["differences"].dump();
      failures += why.empty() ? 0 : 1;
      if (!why.empty()) FAIL_CHECK("pair " << seed * 7 + 1 << ", rename " << target << ": " << why);
    }
  }
  CHECK(renamed > policies);
  CHECK(stopped < renamed);
}

}  // namespace cepol::edits
