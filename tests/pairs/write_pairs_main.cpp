// Writes pairs of policies and data as folders, for tests that are no C++: SEED COUNT FOLDER.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/pairs/random_policy.hpp"
#include "tests/pairs/random_tables.hpp"
#include "tests/pairs/shrink.hpp"

int main(int count, char** values) {
  using namespace cepol;
  using namespace cepol::pairs;
  if (count != 4) return 2;
  const std::uint64_t first = std::strtoull(values[1], nullptr, 10), wanted = std::strtoull(values[2], nullptr, 10);
  for (std::uint64_t seed = first; seed < first + wanted; ++seed) {
    test::Random random{seed * 1'000'003};
    RandomPolicy made;
    std::unique_ptr<workspace::Policy> policy;
    while (policy == nullptr) {
      made = random_policy(random);
      policy = checked(made.text);
    }
    for (std::size_t i = 0; i < 2; ++i) {
      const DataChoice choice = random_choice(random);
      Pair pair{made.text, random_tables(policy->program(), choice, random, nullptr), {}, false};
      pair.options = empty_tables(pair.data);
      const std::string folder = std::string(values[3]) + "/" + std::to_string(seed) + "-" + std::to_string(i);
      write_pair(folder, pair, {});
      std::ofstream options(folder + "/options");
      for (const std::string& one : pair.options) options << one << "\n";
      if (i == 0) {
        std::ofstream damages(folder + "/damages");
        damages << choice.damages << "\n";
      }
    }
  }
  return 0;
}
