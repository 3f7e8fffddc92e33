// Formats a count in a message with the noun in singular or plural: "{:row,rows}" prints 1 row, 2 rows; "{}" prints the
// number only, for Chinese.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace cepol::report {

struct Count {
  std::uint64_t number;
};

}  // namespace cepol::report

template <>
struct fmt::formatter<cepol::report::Count> {
  std::string_view one, several;

  constexpr auto parse(format_parse_context& context) {
    auto end = context.begin();
    while (end != context.end() && *end != '}') ++end;
    const std::string_view words(context.begin(), static_cast<std::size_t>(end - context.begin()));
    const std::size_t comma = words.find(',');
    if (!words.empty() && comma == std::string_view::npos) context.on_error("a word for one and for several");
    one = words.substr(0, comma);
    several = words.empty() ? words : words.substr(comma + 1);
    return end;
  }
  template <class Context>
  auto format(cepol::report::Count count, Context& context) const {
    const std::string_view word = count.number == 1 ? one : several;
    return fmt::format_to(context.out(), "{}{}{}", count.number, word.empty() ? "" : " ", word);
  }
};
