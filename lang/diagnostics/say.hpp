// say_in(): returns a message in Chinese or English; every call passes both wordings. Wordings with arguments are fmt
// format strings, checked at compile time; where the two languages order the arguments differently, the arguments are
// numbered ({0}, {1}).
//
// An argument that is a text is quoted: what it holds is visible, stays on the line and has a bounded length
// (lang/base/visible.hpp), since it may come from outside. A text that was put together from messages is passed as
// Composed.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "lang/base/visible.hpp"

namespace cepol {

struct Composed {
  std::string_view text;
};
constexpr std::size_t longest_argument = 1'000;  // characters

template <class Value>
decltype(auto) as_argument(const Value& value) {
  if constexpr (std::is_convertible_v<const Value&, std::string_view>)
    return quotable(value, longest_argument);
  else if constexpr (std::is_same_v<Value, Composed>)
    return std::string_view(value.text);
  else
    return (value);
}

template <class... Values>
std::string filled_in(fmt::string_view wording, const Values&... values) {
  return fmt::vformat(wording, fmt::make_format_args(values...));
}

// The same in one wording.
template <class... Values>
std::string quoted_format(fmt::format_string<const Values&...> wording, const Values&... values) {
  return filled_in(wording, as_argument(values)...);
}

constexpr std::string_view say_in(bool english, std::string_view zh, std::string_view en) { return english ? en : zh; }

template <class First, class... Rest>
std::string say_in(bool english, fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en,
                   First&& first, Rest&&... rest) {
  const fmt::string_view wording = english ? en : zh;
  return filled_in(wording, as_argument(first), as_argument(rest)...);
}

}  // namespace cepol

// For the check of the wording when it is compiled: a text.
template <>
struct fmt::formatter<cepol::Composed> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(cepol::Composed composed, Context& context) const {
    return fmt::formatter<std::string_view>::format(composed.text, context);
  }
};
