// Computes the nodes of a plan one after another.
#include "interpreter/columnar/batch.hpp"

#include <algorithm>
#include <utility>

namespace cepol::columnar {

using namespace core;
using Members = Special<std::uint8_t>;
using Integers = Special<std::int64_t>;

namespace {

// Of all nodes of a domain together, in a batch: bounds the memory, also where rows are compared with rows.
constexpr std::size_t most_values = 4'000'000;

}  // namespace

Batch::Batch(const Plan& plan, const data::Dataset& data)
    : plan_(plan), data_(data), lanes_(plan.nodes.size()), domains_(plan.domains.size()) {
  domains_[0].count = 1;
  std::vector<bool> of_subjects;  // by DomainId
  for (const Domain& domain : plan.domains.nodes)
    of_subjects.push_back(domain.kind == Domain::Kind::subjects ||
                          (!of_subjects.empty() && of_subjects[domain.parent.index]));
  for (NodeId id : plan.loops[0]) (of_subjects[plan.nodes[id].domain.index] ? each_run_ : once_).push_back(id);
  std::vector<std::size_t> nodes(plan.domains.size());
  for (const Node& node : plan.nodes.nodes) ++nodes[node.domain.index];
  for (std::size_t count : nodes) most_lanes_.push_back(most_values / std::max<std::size_t>(count, 1));
}

std::string_view Batch::text(std::int64_t index) const {
  const auto at = static_cast<std::size_t>(index);
  return at < plan_.first_text ? data_.texts[at] : plan_.texts[at - plan_.first_text];
}

std::optional<std::size_t> Batch::lane_of_year(DomainId years, NodeId node, data::RowIndex row,
                                               std::int64_t year) const {
  const DomainLanes& lanes = domains_[years.index];
  const std::size_t subject = subject_lane(row), begin = lanes.begin[subject], end = lanes.begin[subject + 1];
  if (begin == end || lanes.sureness[subject] != DomainLanes::sure) return std::nullopt;
  const std::int64_t first = lanes_[plan_.domains[years].lane.index].integers[begin];
  if (year < first || year - first >= static_cast<std::int64_t>(end - begin)) return std::nullopt;
  return plan_.nodes[node].domain.index == 0 ? 0 : begin + static_cast<std::size_t>(year - first);
}

std::optional<std::size_t> Batch::lane_of_row(DomainId rows, std::size_t parent, std::int64_t row) const {
  const DomainLanes& lanes = domains_[rows.index];
  const std::vector<std::int64_t>& values = lanes_[plan_.domains[rows].lane.index].integers;
  for (std::size_t lane = lanes.begin[parent]; lane < lanes.begin[parent + 1]; ++lane)
    if (values[lane] == row) return lane;
  return std::nullopt;
}

void Batch::run(std::vector<data::RowIndex> rows) {
  rows_ = std::move(rows);
  in_a_row_ = !rows_.empty() && rows_.back() - rows_.front() + std::size_t{1} == rows_.size();
  compute(once_);
  once_.clear();
  compute(each_run_);
}

void Batch::compute(const std::vector<NodeId>& nodes) {
  for (NodeId id : nodes) compute(id);
}

void Batch::compute(NodeId id) {
  const Node& node = plan_.nodes[id];
  switch (node.op) {
    case Op::deferred:
      by_rep(node.rep, [&]<class T>(T) { std::ranges::fill(out<T>(id), Special<T>::deferred); });
      break;
    case Op::constant: constant(id); break;
    case Op::lane_row:
    case Op::lane_year: set_up(node.domain); break;
    case Op::loop_value: break;  // set by the scan
    case Op::broadcast: broadcast(id); break;
    case Op::convert: convert(id); break;
    case Op::column: column(id); break;
    case Op::arithmetic: arithmetic(id); break;
    case Op::round: round(id); break;
    case Op::date_add:
    case Op::date_diff:
    case Op::date_part:
    case Op::year_day: dates(id); break;
    case Op::compare: compare(id); break;
    case Op::all_of:
    case Op::any_of:
    case Op::negate:
    case Op::is_none: logic(id); break;
    case Op::contains: contains(id); break;
    case Op::choose: choose(id); break;
    case Op::cases: cases(id); break;
    case Op::fold: fold(id); break;
    case Op::scan: scan(id); break;
  }
}

void Batch::constant(NodeId id) {
  const Node& node = plan_.nodes[id];
  auto value = [&]<class T>(T ordinary) { out<T>(id)[0] = node.none ? Special<T>::none : ordinary; };
  switch (node.rep) {
    case Rep::members: return value(static_cast<std::uint8_t>(node.number.num));
    case Rep::integers: return value(checked(node.number.num));
    case Rep::exact: return value(node.number);
  }
}

std::vector<const std::vector<std::uint32_t>*> Batch::way_to(DomainId inner, DomainId outer) const {
  std::vector<const std::vector<std::uint32_t>*> way;
  for (DomainId at = inner; at != outer;) {
    const DomainId next = plan_.next(at, outer);
    way.push_back(next == plan_.domains[at].also ? &domains_[at.index].across : &domains_[at.index].up);
    at = next;
  }
  return way;
}

void Batch::broadcast(NodeId id) {
  const Node& node = plan_.nodes[id];
  by_rep(node.rep, [&]<class T>(T) {
    std::vector<T>& values = out<T>(id);
    const std::vector<T>& outer = lanes_[node.inputs[0].index].of<T>();
    const auto way = way_to(node.domain, plan_.nodes[node.inputs[0]].domain);
    if (way.size() == 1) {
      const std::uint32_t* const lane = way[0]->data();
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = outer[lane[i]];
      return;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::size_t lane = i;
      for (const std::vector<std::uint32_t>* step : way) lane = (*step)[lane];
      values[i] = outer[lane];
    }
  });
}

void Batch::convert(NodeId id) {
  const Node& node = plan_.nodes[id];
  const Node& from = plan_.nodes[node.inputs[0]];
  const In<std::int64_t> given = in<std::int64_t>(node.inputs[0]);
  if (node.rep == Rep::exact) {
    std::vector<Exact>& values = out<Exact>(id);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = given[i] == Integers::none       ? Special<Exact>::none
                  : given[i] == Integers::deferred ? Special<Exact>::deferred
                                                   : Exact::ratio(given[i], from.denominator).value();
    return;
  }
  const std::int64_t factor = node.denominator / from.denominator;  // unify() takes multiples only
  std::vector<std::int64_t>& values = out<std::int64_t>(id);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::int64_t product = 0;
    const std::int64_t value = given[i];
    values[i] = Integers::is(value)                               ? value
                : __builtin_mul_overflow(value, factor, &product) ? Integers::deferred
                                                                  : checked(product);
  }
}

// ---- truths

void Batch::compare(NodeId id) {
  const Node& node = plan_.nodes[id];
  by_rep(plan_.nodes[node.inputs[0]].rep, [&]<class T>(T) {
    const In<T> left = in<T>(node.inputs[0]), right = in<T>(node.inputs[1]);
    std::vector<std::uint8_t>& values = out<std::uint8_t>(id);
    auto with = [&](auto&& holds) {
      zip(left, right, values, [&](const T& a, const T& b) -> std::uint8_t {
        if (Special<T>::is(a) || Special<T>::is(b))
          return a == Special<T>::deferred || b == Special<T>::deferred ? Members::deferred : 0;
        return holds(a, b) ? 1 : 0;
      });
    };
    switch (static_cast<Relation>(node.detail)) {
      case Relation::less: return with([](T a, T b) { return a < b; });
      case Relation::at_most: return with([](T a, T b) { return a <= b; });
      case Relation::equal: return with([](T a, T b) { return a == b; });
    }
  });
}

void Batch::logic(NodeId id) {
  const Node& node = plan_.nodes[id];
  if (node.op == Op::is_none) {
    by_rep(plan_.nodes[node.inputs[0]].rep, [&]<class T>(T) {
      const In<T> given = in<T>(node.inputs[0]);
      std::vector<std::uint8_t>& values = out<std::uint8_t>(id);
      for (std::size_t i = 0; i < values.size(); ++i) {
        const T value = given[i];
        values[i] = value == Special<T>::deferred ? Members::deferred : value == Special<T>::none ? 1 : 0;
      }
    });
    return;
  }
  std::vector<std::uint8_t>& values = out<std::uint8_t>(id);
  if (node.op == Op::negate) {
    const In<std::uint8_t> given = in<std::uint8_t>(node.inputs[0]);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = given[i] == Members::deferred ? Members::deferred : given[i] == 1 ? 0 : 1;
    return;
  }
  // One operand decides, whatever the others are.
  const bool all = node.op == Op::all_of;
  const std::uint8_t deciding = all ? 0 : 1;
  std::ranges::fill(values, all ? 1 : 0);
  for (NodeId input : node.inputs) {
    const In<std::uint8_t> given = in<std::uint8_t>(input);
    zip(In<std::uint8_t>{values.data(), 1}, given, values,
        [&](std::uint8_t before, std::uint8_t value) -> std::uint8_t {
          const std::uint8_t one = value == Members::none ? 0 : value;
          return before == deciding || one == deciding ? deciding : std::max(before, one);
        });
  }
}

void Batch::contains(NodeId id) {
  const Node& node = plan_.nodes[id];
  const In<std::int64_t> texts = in<std::int64_t>(node.inputs[0]), parts = in<std::int64_t>(node.inputs[1]);
  std::vector<std::uint8_t>& values = out<std::uint8_t>(id);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::int64_t a = texts[i], b = parts[i];
    if (Integers::is(a) || Integers::is(b))
      values[i] = a == Integers::deferred || b == Integers::deferred ? Members::deferred : 0;
    else
      values[i] = text(a).find(text(b)) != std::string_view::npos ? 1 : 0;
  }
}

// ---- selection

void Batch::choose(NodeId id) {
  const Node& node = plan_.nodes[id];
  const In<std::uint8_t> condition = in<std::uint8_t>(node.inputs[0]);
  by_rep(node.rep, [&]<class T>(T) {
    const In<T> yes = in<T>(node.inputs[1]), no = in<T>(node.inputs[2]);
    std::vector<T>& values = out<T>(id);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = condition[i] == Members::deferred ? Special<T>::deferred : condition[i] == 1 ? yes[i] : no[i];
  });
}

void Batch::cases(NodeId id) {
  const Node& node = plan_.nodes[id];
  const std::size_t cases = node.inputs.size() / 2;  // guards, values, and the otherwise
  std::vector<In<std::uint8_t>> guards;
  for (std::size_t c = 0; c < cases; ++c) guards.push_back(in<std::uint8_t>(node.inputs[c]));
  by_rep(node.rep, [&]<class T>(T) {
    std::vector<In<T>> given;
    for (std::size_t c = cases; c < node.inputs.size(); ++c) given.push_back(in<T>(node.inputs[c]));
    std::vector<T>& values = out<T>(id);
    std::vector<std::size_t> holding;
    auto first = [&](std::size_t lane) {
      for (std::size_t c = 0; c < cases; ++c) {
        const std::uint8_t guard = guards[c][lane];
        if (guard == Members::deferred) return Special<T>::deferred;
        if (guard == 1) return given[c][lane];
      }
      return given[cases][lane];
    };
    auto one = [&](std::size_t lane) {
      holding.clear();
      for (std::size_t c = 0; c < cases; ++c) {
        const std::uint8_t guard = guards[c][lane];
        if (guard == Members::deferred) return Special<T>::deferred;
        if (guard == 1) holding.push_back(c);
      }
      if (holding.empty()) return given[cases][lane];
      auto yields = [&](std::size_t c) {
        return std::ranges::any_of(holding, [&](std::size_t other) {
          return std::ranges::find(node.yield[other], c) != node.yield[other].end();
        });
      };
      T value = Special<T>::deferred;
      bool any = false;
      for (std::size_t c : holding) {
        if (holding.size() > 1 && yields(c)) continue;
        const T of_case = given[c][lane];
        if (of_case == Special<T>::deferred || (any && !(of_case == value))) return Special<T>::deferred;
        value = of_case;
        any = true;
      }
      return value;
    };
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = node.flag ? first(i) : one(i);
  });
}

// Each step computes what depends on the year and the states anew, for all lanes; a lane whose window does not have
// the step keeps its states.
void Batch::scan(NodeId id) {
  const Node& node = plan_.nodes[id];
  const std::size_t states = (node.inputs.size() - 3) / 3;
  const auto initial = [&](std::size_t i) { return node.inputs[2 + i]; };
  const auto value = [&](std::size_t i) { return node.inputs[2 + states + 1 + i]; };
  const auto next = [&](std::size_t i) { return node.inputs[2 + 2 * states + 1 + i]; };
  const NodeId year = node.inputs[2 + states];
  const In<std::int64_t> from = in<std::int64_t>(node.inputs[0]), to = in<std::int64_t>(node.inputs[1]);
  const std::size_t lanes = domains_[node.domain.index].count;
  auto copy = [&](NodeId source, NodeId target, auto&& wanted) {
    by_rep(plan_.nodes[target].rep, [&]<class T>(T) {
      std::vector<T>& values = out<T>(target);
      const In<T> given = in<T>(source);
      for (std::size_t i = 0; i < lanes; ++i)
        if (wanted(i)) values[i] = given[i];
    });
  };
  enum : std::uint8_t { counted, deferred, none };
  std::vector<std::uint8_t> window(lanes);
  std::int64_t steps = 0;
  for (std::size_t i = 0; i < lanes; ++i) {
    const std::int64_t first = from[i], last = to[i];
    window[i] = first == Integers::deferred || last == Integers::deferred ? deferred
                : first == Integers::none || last == Integers::none       ? none
                : last - first >= max_years                               ? deferred
                                                                          : counted;
    if (window[i] == counted) steps = std::max(steps, last - first + 1);
  }
  for (std::size_t s = 0; s < states; ++s) copy(initial(s), value(s), [](std::size_t) { return true; });
  for (std::int64_t step = 0; step < steps; ++step) {
    std::vector<std::int64_t>& years = out<std::int64_t>(year);
    auto has_step = [&](std::size_t i) { return window[i] == counted && from[i] + step <= to[i]; };
    for (std::size_t i = 0; i < lanes; ++i) years[i] = has_step(i) ? from[i] + step : Integers::deferred;
    compute(plan_.loops[node.scan]);
    // A next state may be another state as it was before, so all are taken before any is replaced.
    std::vector<Lanes> taken;
    for (std::size_t s = 0; s < states; ++s) taken.push_back(lanes_[next(s).index]);
    for (std::size_t s = 0; s < states; ++s)
      by_rep(plan_.nodes[value(s)].rep, [&]<class T>(T) {
        std::vector<T>& values = out<T>(value(s));
        const std::size_t stride = plan_.nodes[next(s)].domain.index == 0 ? 0 : 1;
        for (std::size_t i = 0; i < lanes; ++i)
          if (has_step(i)) values[i] = taken[s].of<T>()[i * stride];
      });
  }
  copy(value(0), id, [](std::size_t) { return true; });
  by_rep(node.rep, [&]<class T>(T) {
    std::vector<T>& values = out<T>(id);
    for (std::size_t i = 0; i < lanes; ++i)
      if (window[i] != counted) values[i] = window[i] == none ? Special<T>::none : Special<T>::deferred;
  });
}

}  // namespace cepol::columnar
