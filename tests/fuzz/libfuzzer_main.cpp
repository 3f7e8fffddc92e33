// Gives one target (CEPOL_FUZZ_TARGET) to libFuzzer: its function, and a mutator that knows the shape of its inputs.
#include <cstdint>
#include <cstring>

#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/target.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace cepol::fuzz;

constexpr Target this_target = [] {
  constexpr Target all[] = {
#define TARGET(name, shape) {#name, Shape::shape, nullptr},
#include "tests/fuzz/targets.def"
#undef TARGET
  };
  for (const Target& one : all)
    if (one.name == CEPOL_FUZZ_NAME) return one;
  return Target{};
}();

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  targets::CEPOL_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

// One in four times the bytes are changed without regard to what they mean.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  cepol::test::Random random{seed};
  if (random.chance(4)) return LLVMFuzzerMutate(data, size, most);
  const std::string text = mutated(this_target.shape, {reinterpret_cast<const char*>(data), size}, random);
  if (text.size() > most || text.empty()) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
