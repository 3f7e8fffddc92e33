// What is said of a decision that has no outcome, in both languages.
#pragma once

#include <string_view>

namespace cepol::core {

struct StatusWord {
  std::string_view zh, en;
  constexpr bool is(std::string_view text) const { return text == zh || text == en; }
};
inline constexpr StatusWord not_covered_word{"未规定", "not covered"}, conflict_word{"冲突", "conflict"},
    failed_word{"无法计算", "cannot be computed"}, undetermined_word{"待定", "undetermined"};
inline constexpr StatusWord status_words[] = {not_covered_word, conflict_word, failed_word, undetermined_word};

}  // namespace cepol::core
