// derives_from(): is a number or date of a rule one of the clauses' numbers, or computed from them in a way that
// notices leave implicit (a sum, difference, multiple, share, or a date moved by a span)?
#pragma once

#include <vector>

#include "lang/base/date.hpp"
#include "lang/lints/clause_text.hpp"

namespace cepol::lints {

constexpr std::int64_t most_times = 12;  // of a number that holds for each year, month, ...: the months of a year

struct Candidate {  // a number of the clauses that the rule's number is compared with
  Exact value;      // in the base of its unit
  const ClauseNumber* source;
  bool computes = true;  // may be used in sums and multiples; false: its kind is uncertain, only equality is tested
};

enum class Multiples : std::uint8_t {  // of a number
  none,
  beyond_greatest,  // above all numbers of its kind
  any,
};
// `wanted`: the values that the rule's number may mean. `same`: numbers of its kind; `all`: every number, as written.
bool derives_from(const std::vector<Exact>& wanted, const std::vector<Candidate>& same,
                  const std::vector<Candidate>& all, Multiples multiples);

struct DateTolerance {
  int low = 0, high = 0;  // days
};
struct WrittenSpan {
  enum class Of : std::uint8_t { days, months } of;
  std::int64_t count;
};
// The day is the written date, within the tolerance, or the written date moved by one of the spans.
bool derives_from(Day day, DateTolerance tolerance, const notice::WrittenDate& written,
                  const std::vector<WrittenSpan>& spans);

}  // namespace cepol::lints
