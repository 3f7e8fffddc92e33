// The engines of the tool, by name. A new engine is a folder beside interpreter/reference and a row in engines.cpp.
#pragma once

#include <span>
#include <string_view>

#include "interpreter/engine/engine.hpp"

namespace cepol::engines {

std::span<const engine::EngineKind* const> all();
const engine::EngineKind& standard();                      // for data: the default
const engine::EngineKind& for_examples();                  // for programs that decide a few rows and are then left
const engine::EngineKind* by_name(std::string_view name);  // nullptr: there is none of that name

}  // namespace cepol::engines
