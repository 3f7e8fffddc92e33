// say_in(): returns a message in Chinese or English; every call passes both wordings. Wordings with arguments are fmt
// format strings, checked at compile time; where the two languages order the arguments differently, the arguments are
// numbered ({0}, {1}).
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace cepol {

constexpr std::string_view say_in(bool english, std::string_view zh, std::string_view en) { return english ? en : zh; }

template <class First, class... Rest>
std::string say_in(bool english, fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en,
                   First&& first, Rest&&... rest) {
  const fmt::string_view wording = english ? en : zh;
  return fmt::vformat(wording, fmt::make_format_args(first, rest...));
}

}  // namespace cepol
