// ClauseNumbers: the numbers and dates of a clause's text, each number with its unit, if it is one that the policy
// declares.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/core/program.hpp"
#include "lang/notice/numbers.hpp"

namespace cepol::lints {

struct ClauseNumber {  // a number of a clause
  Exact value;
  std::optional<core::UnitId> unit = {};
  bool percent = false, fraction = false;
  bool exact = true;
  bool times = false;   // 5次, five times
  bool people = false;  // 70名, 70 places
  std::string text = {};
  bool share() const { return percent || fraction; }
};
struct ClauseNumbers {
  std::vector<ClauseNumber> numbers;
  std::vector<notice::WrittenDate> dates;
  std::vector<std::string> date_texts;
  bool vague_dates =
      false;            // contains an unspecific date (a quarter, a month's end), which may be any date of the rule
  bool each = false;    // contains 每年, each, ...: a multiple of the number may be meant
  bool strict = false;  // contains 超过, 未满, before, ...: an exclusive bound
};

// The names of units, to be found in a text.
class UnitNames {
 public:
  explicit UnitNames(const core::Program& program);
  // The unit named where the text begins, the longest; a Latin one as a whole word, in the singular or plural.
  std::optional<core::UnitId> at(std::string_view text, std::size_t& end) const;
  // The unit named where the text ends, likewise.
  std::optional<core::UnitId> before(std::string_view text, std::size_t& length) const;

 private:
  std::vector<std::pair<std::string, core::UnitId>> names_;
};

ClauseNumbers numbers_of_clause(const UnitNames& units, const std::string& clause);

}  // namespace cepol::lints
