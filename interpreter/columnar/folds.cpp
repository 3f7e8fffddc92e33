// Folds the lanes of a domain within each lane of its parent.
#include <algorithm>

#include "interpreter/columnar/batch.hpp"

namespace cepol::columnar {

using namespace core;
using Members = Special<std::uint8_t>;

namespace {

template <class T>
std::optional<T> sum_of(T a, T b) {
  if constexpr (std::is_same_v<T, Exact>) {
    return plus(a, b);
  } else {
    const std::int64_t sum = checked(static_cast<std::int64_t>(a) + static_cast<std::int64_t>(b));
    return sum == Special<std::int64_t>::deferred ? std::nullopt : std::optional(static_cast<T>(sum));
  }
}

}  // namespace

// What of the lanes counts: where the guard is yes. A lane whose guard is deferred defers the fold.
struct Batch::Guard {
  const std::uint8_t* at = nullptr;  // nullptr: all count
  std::size_t stride = 0;
  std::uint8_t operator[](std::size_t lane) const { return at == nullptr ? 1 : at[lane * stride]; }
};

// The value of each lane: by what its lanes within give.
template <class T, class FoldLanes>
void Batch::fold_each(NodeId id, FoldLanes&& fold_lanes) {
  const Node& node = plan_.nodes[id];
  const DomainLanes& over = domains_[node.over.index];
  std::vector<T>& values = out<T>(id);
  for (std::size_t lane = 0; lane < values.size(); ++lane)
    values[lane] = over.sureness[lane] == DomainLanes::sure     ? fold_lanes(over.begin[lane], over.begin[lane + 1])
                   : over.sureness[lane] == DomainLanes::unsure ? Special<T>::deferred
                                                                : Special<T>::none;
}

// Without a branch for each lane, as most lanes of a fold do not count. nullopt: something is none or deferred, or the
// sum may not fit.
std::optional<std::int64_t> Batch::sum_of_small(In<std::int64_t> given, const Guard& guard, std::size_t at,
                                                std::size_t end) {
  constexpr std::uint64_t small = std::uint64_t{1} << 40, few = std::uint64_t{1} << 20;
  std::uint64_t total = 0, bits = 0;
  if (end - at >= few) return std::nullopt;
  for (; at < end; ++at) {
    const std::uint8_t counts = guard[at];
    const std::int64_t value = given[at];
    const std::uint64_t mask = counts == 1 ? UINT64_MAX : 0;
    bits |= (static_cast<std::uint64_t>(value ^ (value >> 63)) & mask) | (counts == Members::deferred ? small : 0);
    total += static_cast<std::uint64_t>(value) & mask;
  }
  return bits < small ? std::optional(static_cast<std::int64_t>(total)) : std::nullopt;
}

void Batch::fold(NodeId id) {
  const Node& node = plan_.nodes[id];
  const auto kind = static_cast<Fold>(node.detail);
  Guard guard;
  if (node.flag) {
    const In<std::uint8_t> given = in<std::uint8_t>(node.inputs[0]);
    guard = {given.at, given.stride};
  }
  if (kind == Fold::count) {
    fold_each<std::int64_t>(id, [&](std::size_t at, std::size_t end) {
      std::int64_t count = 0;
      for (; at < end; ++at) {
        if (guard[at] == Members::deferred) return Special<std::int64_t>::deferred;
        count += guard[at] == 1 ? 1 : 0;
      }
      return count;
    });
  } else if (kind == Fold::some || kind == Fold::every) {
    const In<std::uint8_t> truths = in<std::uint8_t>(node.inputs.back());
    const std::uint8_t deciding = kind == Fold::some ? 1 : 0;
    fold_each<std::uint8_t>(id, [&](std::size_t at, std::size_t end) {
      std::uint8_t result = 1 - deciding;
      for (; at < end; ++at) {
        const std::uint8_t counts = guard[at], truth = truths[at] == Members::none ? 0 : truths[at];
        if (counts == 1 && truth == deciding) return deciding;
        if (counts == Members::deferred || (counts == 1 && truth == Members::deferred)) result = Members::deferred;
      }
      return result;
    });
  } else {
    by_rep(plan_.nodes[node.inputs.back()].rep, [&]<class T>(T) { fold_values<T>(id, kind, guard); });
  }
}

// Of the values that are not none.
template <class T>
void Batch::fold_values(NodeId id, Fold kind, const Guard& guard) {
  const In<T> given = in<T>(plan_.nodes[id].inputs.back());
  // Visits the ordinary values that count until `visit` says no; false: something is deferred.
  auto visit_all = [&](std::size_t at, std::size_t end, auto&& visit) {
    for (; at < end; ++at) {
      if (guard[at] == Members::deferred) return false;
      if (guard[at] != 1) continue;
      const T one = given[at];
      if (one == Special<T>::deferred) return false;
      if (one != Special<T>::none && !visit(one)) return false;
    }
    return true;
  };
  switch (kind) {
    case Fold::sum:
      if constexpr (!std::is_same_v<T, std::uint8_t>)
        fold_each<T>(id, [&](std::size_t at, std::size_t end) {
          if constexpr (std::is_same_v<T, std::int64_t>)
            if (const auto sum = sum_of_small(given, guard, at, end)) return *sum;
          T total{};
          const bool good = visit_all(at, end, [&](T one) {
            const auto sum = sum_of(total, one);
            if (sum) total = *sum;
            return sum.has_value();
          });
          return good ? total : Special<T>::deferred;
        });
      return;
    case Fold::minimum:
    case Fold::maximum:
    case Fold::unique:
      fold_each<T>(id, [&](std::size_t at, std::size_t end) {
        T best = Special<T>::none;
        const bool good = visit_all(at, end, [&](T one) {
          if (best == Special<T>::none)
            best = one;
          else if (kind == Fold::unique)
            return one == best;
          else
            best = kind == Fold::minimum ? std::min(best, one) : std::max(best, one);
          return true;
        });
        return good ? best : Special<T>::deferred;
      });
      return;
    case Fold::distinct: {
      std::vector<T> seen;
      fold_each<std::int64_t>(id, [&](std::size_t at, std::size_t end) {
        seen.clear();
        const bool good = visit_all(at, end, [&](T one) {
          seen.push_back(one);
          return true;
        });
        std::sort(seen.begin(), seen.end());
        const auto last = std::unique(seen.begin(), seen.end());
        return good ? std::int64_t{last - seen.begin()} : Special<std::int64_t>::deferred;
      });
      return;
    }
    case Fold::count:
    case Fold::some:
    case Fold::every: return;
  }
}

}  // namespace cepol::columnar
