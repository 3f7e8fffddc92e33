// How the largest amount that can count under several limits is computed: a list of values, each made of earlier ones.
//
// A portion is a set of categories of each block of a credit. Its value under one more limit, of at most A for the
// portion K, is
//
//   value(P)   least of  value(P)  and  value(P without K) + A        where K meets P
//
// Where a limit's portion shares no other limit with the rest, the value is the rest plus the limit's portion cut at A;
// parts that share no limit are added up. A value is in the list once, however many others are made of it. Limits that
// overlap in part make a number of values that grows exponentially with the limits in the worst case (to choose the
// limits that bind is the problem of weighted set cover), so the list is bounded.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace cepol::semantics {

// For each block a set of categories as bits; without categories the only bit is 1.
using Portion = std::vector<std::uint64_t>;

bool meet(const Portion& a, const Portion& b);
bool is_empty(const Portion& portion);
int size_of(const Portion& portion);

struct LimitPlan {
  struct Value {
    enum class Kind : std::uint8_t {
      nothing,        // 0
      rows,           // of the portion, under no limit of this plan
      cut,            // the first part, at most the limit
      cut_with_rest,  // the first part, at most the second plus the limit
      sum,            // of the parts
    } kind;
    Portion portion;
    std::size_t limit = 0;           // cut, cut_with_rest
    std::vector<std::size_t> parts;  // earlier values
    std::size_t uses = 0;
  };
  std::vector<Value> values;  // the last is the portion asked for
};
constexpr std::size_t max_limit_values = 1000;

// The value of the portion under limits[from..], widest first; `lower`: limits that already lie within `rows`. nullopt:
// more than max_limit_values.
std::optional<LimitPlan> plan_limits(const Portion& portion, const std::vector<Portion>& limits, std::size_t from,
                                     const std::vector<Portion>& lower);

}  // namespace cepol::semantics
