// Does a number or date of a rule come of what the clauses say: is it said, or computed from what is said in a way that
// notices do without saying so? Only lang/semantics includes this header.
#pragma once

#include <vector>

#include "lang/base/date.hpp"
#include "lang/semantics/clause_text.hpp"

namespace cepol::semantics {

constexpr std::int64_t most_times = 12;  // that what is said of each is taken: the months of a year

struct Heard {  // a number of the clauses, as it is compared
  Exact value;  // in the base of its unit
  const Said* said;
  bool computes = true;  // certain to be such a number; else only the number itself is taken
};

// `wanted`: what the rule's number may be, any of them. `same`: what is of its kind; `all`: every number, as written;
// `each`: something is said of each year, month, ...
bool number_comes_of(const std::vector<Exact>& wanted, const std::vector<Heard>& same, const std::vector<Heard>& all,
                     bool each);

// The date is one that is said, off by no more than the rule's comparison makes it, or one moved by a span that is
// said.
struct DateSlack {
  int low = 0, high = 0;  // days
};
struct SpanSaid {
  enum class Of : std::uint8_t { days, months } of;
  std::int64_t count;
};
bool date_comes_of(Day day, DateSlack slack, const notice::WrittenDate& said, const std::vector<SpanSaid>& spans);

}  // namespace cepol::semantics
