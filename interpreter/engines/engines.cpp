// The list of engines. The first one is the default.
#include "interpreter/engines/engines.hpp"

#include <array>

#include "interpreter/columnar/columnar.hpp"
#include "interpreter/reference/reference.hpp"

namespace cepol::engines {

std::span<const engine::EngineKind* const> all() {
  static const std::array kinds{&columnar::engine_kind(), &reference::engine_kind()};
  return kinds;
}

const engine::EngineKind& standard() { return columnar::engine_kind(); }
const engine::EngineKind& for_examples() { return reference::engine_kind(); }

const engine::EngineKind* by_name(std::string_view name) {
  for (const engine::EngineKind* kind : all())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace cepol::engines
