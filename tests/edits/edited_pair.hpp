// A policy, the same after some edits, several sets of data for both; and whether `cepol diff --data` says of them what
// two runs of `cepol eval` say.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "interpreter/engine/results.hpp"
#include "tests/edits/random_edits.hpp"
#include "tests/properties/damage/text_tables.hpp"

namespace cepol::edits {

struct EditedPair {
  std::string before, after;
  std::vector<damage::DataFiles> data;
  std::map<std::string, std::string> old_files, new_files;  // beside the policies: their contents by name
  std::vector<std::string> edits;                           // for people
  // Of a pair that takes more trials nothing is compared (PairCounts::bounded).
  std::size_t search_bound = engine::Options().search_bound;
};

using EditCounts = std::map<syntax::NodeKind, std::array<std::size_t, way_count>>;
EditedPair random_pair(std::uint64_t seed, EditCounts& counts);

struct PairCounts {
  std::size_t pairs = 0, stopped = 0, renamed = 0, with_differences = 0, rows = 0, differences = 0, causes = 0,
              of_several = 0, not_smallest = 0, everything = 0, exhaustive = 0, bounded = 0;
};
// What is wrong; empty: nothing.
std::string wrong_with(const EditedPair& pair, PairCounts& counts);

}  // namespace cepol::edits
