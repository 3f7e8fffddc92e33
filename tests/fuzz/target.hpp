// Fuzz targets. A target is a function of the bytes of an input: it returns if every property that it states holds, and
// throws Broken if one does not. It opens no file, and depends on nothing but its input, so that an input that broke a
// property is a test (regressions.test.cpp). tests/fuzz/libfuzzer_main.cpp gives a target to libFuzzer.
#pragma once

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cepol::fuzz {

class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// `property` states what must hold. `shown` is what is seen instead: a text, or a function that makes one.
inline void require(bool holds, std::string_view property, std::string_view shown = {}) {
  if (!holds) throw Broken(std::string(property) + (shown.empty() ? "" : ":\n") + std::string(shown));
}
template <std::invocable Shown>
void require(bool holds, std::string_view property, Shown&& shown) {
  if (!holds) require(false, property, std::string(shown()));
}

// What the mutator knows of inputs (mutate.hpp).
enum class Shape { policy, notice, table, json, amendment, variants, plain };

namespace targets {
#define TARGET(name, shape) void name(std::string_view input);
#include "tests/fuzz/targets.def"
#undef TARGET
}  // namespace targets

struct Target {
  std::string_view name;
  Shape shape;
  void (*run)(std::string_view input);
};

}  // namespace cepol::fuzz
