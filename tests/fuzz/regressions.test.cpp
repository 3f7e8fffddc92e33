// Every fuzz target on the inputs that are kept: seeds, and regressions, each of which broke a property once and is
// named after it. Then on small changes of them, as the fuzzer makes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/fuzz/mutate.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/files.hpp"

using namespace cepol;
namespace fs = std::filesystem;

namespace {

constexpr fuzz::Target all_targets[] = {
#define TARGET(name, shape) {#name, fuzz::Shape::shape, &fuzz::targets::name},
#include "tests/fuzz/targets.def"
#undef TARGET
};

struct Input {
  std::string name, text;
};

std::vector<Input> kept(std::string_view kind, std::string_view target) {
  std::vector<Input> inputs;
  const fs::path folder = fs::path(CEPOL_ROOT) / "tests/fuzz" / kind / target;
  if (fs::exists(folder))
    for (const auto& entry : fs::directory_iterator(folder))
      inputs.push_back({entry.path().filename().string(), test::text_of(entry.path())});
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) { return a.name < b.name; });
  return inputs;
}

void check(const fuzz::Target& target, const std::string& name, const std::string& input) {
  INFO(target.name << ", " << name << ":\n" << input);
  CHECK_NOTHROW(target.run(input));
}

}  // namespace

TEST_CASE("every fuzz target holds on its seeds") {
  for (const fuzz::Target& target : all_targets) {
    const auto seeds = kept("seeds", target.name);
    INFO(target.name);
    CHECK(!seeds.empty());
    for (const Input& seed : seeds) check(target, seed.name, seed.text);
    check(target, "nothing", "");
  }
}

TEST_CASE("what broke a fuzz target once holds now") {
  for (const fuzz::Target& target : all_targets)
    for (const Input& input : kept("regressions", target.name)) check(target, input.name, input.text);
}

TEST_CASE("fuzz targets hold on small changes of their seeds") {
  const std::uint64_t cases = test::cases_of({30, 10, 400});
  for (const fuzz::Target& target : all_targets) {
    test::Random random{2026};
    for (const Input& seed : kept("seeds", target.name)) {
      std::string text = seed.text;
      for (std::uint64_t i = 0; i < cases; ++i) {
        text = fuzz::mutated(target.shape, i % 10 == 0 ? seed.text : text, random);
        check(target, seed.name + " changed", text);
      }
    }
  }
}
