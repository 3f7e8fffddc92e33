#include "lang/semantics/limit_plan.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

namespace cepol::semantics {

namespace {

Portion common(Portion a, const Portion& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] &= b[i];
  return a;
}
Portion without(Portion a, const Portion& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] &= ~b[i];
  return a;
}
Portion together(Portion a, const Portion& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] |= b[i];
  return a;
}

class Planner {
 public:
  Planner(const std::vector<Portion>& limits, const std::vector<Portion>& lower) : limits_(limits), lower_(lower) {}

  // The number of the value; nullopt: there are too many.
  std::optional<std::size_t> value(const Portion& portion, std::size_t from) {
    while (from < limits_.size() && !meet(limits_[from], portion)) ++from;
    const auto key = std::pair(portion, from);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    if (++begun_ > max_limit_values) return std::nullopt;  // also bounds the recursion
    auto made = make(portion, from);
    if (!made) return std::nullopt;
    for (std::size_t part : made->parts) ++plan_.values[part].uses;
    made->portion = portion;
    plan_.values.push_back(std::move(*made));
    return known_[key] = plan_.values.size() - 1;
  }

  LimitPlan take() { return std::move(plan_); }

 private:
  using Kind = LimitPlan::Value::Kind;

  std::optional<LimitPlan::Value> make(const Portion& portion, std::size_t from) {
    if (is_empty(portion)) return of(Kind::nothing, {}, from, 0);
    if (from == limits_.size()) return of(Kind::rows, {}, from, 0);
    const Portion inside = common(portion, limits_[from]), outside = without(portion, limits_[from]);
    if (is_empty(outside)) return of(Kind::cut, {inside}, from + 1, from);
    if (shares_no_limit(inside, outside, from + 1)) {
      const auto part = value(inside, from);  // cut at the limit
      const auto rest = part ? value(outside, from + 1) : std::nullopt;
      if (!rest) return std::nullopt;
      return LimitPlan::Value{Kind::sum, {}, 0, {*part, *rest}};
    }
    const std::vector<Portion> parts = apart(portion, from);
    if (parts.size() > 1) return of(Kind::sum, parts, from, 0);
    return of(Kind::cut_with_rest, {portion, outside}, from + 1, from);
  }

  // A value of these portions under limits[from..]. (Of two, the second is planned first.)
  std::optional<LimitPlan::Value> of(Kind kind, const std::vector<Portion>& portions, std::size_t from,
                                     std::size_t limit) {
    LimitPlan::Value made{kind, {}, limit, {}};
    for (auto portion = portions.rbegin(); portion != portions.rend(); ++portion) {
      const auto part = value(*portion, from);
      if (!part) return std::nullopt;
      made.parts.insert(made.parts.begin(), *part);
    }
    return made;
  }

  template <class Visit>
  void each_limit(std::size_t from, Visit visit) const {
    for (std::size_t i = from; i < limits_.size(); ++i) visit(limits_[i]);
    for (const Portion& limit : lower_) visit(limit);
  }
  bool shares_no_limit(const Portion& a, const Portion& b, std::size_t from) const {
    bool shared = false;
    each_limit(from, [&](const Portion& limit) { shared = shared || (meet(limit, a) && meet(limit, b)); });
    return !shared;
  }
  // The parts of the portion that share no limit with one another; what no limit touches is one part.
  std::vector<Portion> apart(const Portion& portion, std::size_t from) const {
    std::vector<Portion> parts;
    Portion left = portion;
    each_limit(from, [&](const Portion& limit) {
      Portion part = common(portion, limit);
      if (is_empty(part)) return;
      left = without(left, part);
      for (auto other = parts.begin(); other != parts.end();) {
        if (meet(*other, part)) {
          part = together(part, *other);
          other = parts.erase(other);
        } else {
          ++other;
        }
      }
      parts.push_back(std::move(part));
    });
    if (!is_empty(left)) parts.push_back(left);
    return parts;
  }

  const std::vector<Portion>& limits_;
  const std::vector<Portion>& lower_;
  std::map<std::pair<Portion, std::size_t>, std::size_t> known_;
  LimitPlan plan_;
  std::size_t begun_ = 0;
};

}  // namespace

bool meet(const Portion& a, const Portion& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] & b[i]) != 0) return true;
  return false;
}

bool is_empty(const Portion& portion) { return !meet(portion, portion); }

int size_of(const Portion& portion) {
  int bits = 0;
  for (std::uint64_t categories : portion) bits += std::popcount(categories);
  return bits;
}

std::optional<LimitPlan> plan_limits(const Portion& portion, const std::vector<Portion>& limits, std::size_t from,
                                     const std::vector<Portion>& lower) {
  Planner planner(limits, lower);
  if (!planner.value(portion, from)) return std::nullopt;
  return planner.take();
}

}  // namespace cepol::semantics
