// Sets up the lanes of domains: child rows, all rows of a table, years.
#include <algorithm>

#include "interpreter/columnar/batch.hpp"

namespace cepol::columnar {

using namespace core;
using Integers = Special<std::int64_t>;

// Are the children of one row the lanes of several lanes of the parent, which are other rows?
bool Batch::compares_rows(const Domain& domain) const {
  NodeId owner = domain.from;
  while (plan_.nodes[owner].op == Op::broadcast) owner = plan_.nodes[owner].inputs[0];
  const DomainId owners = plan_.nodes[owner].domain;
  for (DomainId at = domain.parent; at != owners; at = plan_.next(at, owners)) {
    const Domain& passed = plan_.domains[at];
    const bool rows = passed.kind == Domain::Kind::rows || passed.kind == Domain::Kind::all_rows;
    if (rows && plan_.next(at, owners) != passed.also) return true;
  }
  return false;
}

void Batch::set_up(DomainId id) {
  const Domain& domain = plan_.domains[id];
  DomainLanes& lanes = domains_[id.index];
  std::vector<std::int64_t>& values = lanes_[domain.lane.index].integers;
  values.clear();
  lanes.up.clear();
  lanes.across.clear();
  lanes.begin.clear();
  lanes.sureness.clear();
  switch (domain.kind) {
    case Domain::Kind::single: break;
    case Domain::Kind::subjects:
      lanes.begin = {0, static_cast<std::uint32_t>(rows_.size())};
      lanes.up.assign(rows_.size(), 0);
      lanes.sureness.assign(1, DomainLanes::sure);
      values.assign(rows_.begin(), rows_.end());
      break;
    case Domain::Kind::rows:
    case Domain::Kind::all_rows:
      if (domain.also.valid())
        set_up_same_rows(id, lanes, values);
      else
        set_up_rows(id, lanes, values);
      break;
    case Domain::Kind::years: set_up_years(id, lanes, values); break;
  }
  lanes.count = values.size();
  lanes.one_run =
      domain.kind != Domain::Kind::years &&
      std::ranges::adjacent_find(values, [](std::int64_t a, std::int64_t b) { return b != a + 1; }) == values.end();
}

void Batch::set_up_rows(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& rows) {
  const Domain& domain = plan_.domains[id];
  const std::size_t most_lanes = most_lanes_[id.index];
  const data::TableData& table = data_[domain.table];
  const std::size_t parents = domains_[domain.parent.index].count;
  const bool all = domain.kind == Domain::Kind::all_rows;
  const bool too_many = domain.parent.index != 0 && table.all_rows > most_rows_compared;
  const std::size_t most_children = !all && compares_rows(domain) ? most_rows_compared : most_lanes;
  const bool anyones = !all && !table.anyones_children.empty();
  auto is_unsure = [&](data::RowIndex row) {
    return std::binary_search(table.unsure_rows.begin(), table.unsure_rows.end(), row);
  };
  const In<std::int64_t> of = all ? In<std::int64_t>{nullptr, 0} : in<std::int64_t>(domain.from);
  lanes.begin.push_back(0);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    std::uint8_t sureness = DomainLanes::sure;
    const std::size_t before = rows.size();
    if (all) {
      if (!table.unsure_rows.empty() || too_many || rows.size() + table.all_rows > most_lanes)
        sureness = DomainLanes::unsure;
      else
        for (data::RowIndex row = 0; row < table.all_rows; ++row) rows.push_back(row);
    } else if (const std::int64_t owner = of[parent]; owner == Integers::deferred) {
      sureness = DomainLanes::unsure;
    } else if (owner != Integers::none) {
      const auto children = table.children.of(static_cast<data::RowIndex>(owner));
      if (anyones || !table.perhaps_children.of(static_cast<data::RowIndex>(owner)).empty() ||
          children.size() > most_children || rows.size() + children.size() > most_lanes ||
          (!table.unsure_rows.empty() && std::any_of(children.begin(), children.end(), is_unsure)))
        sureness = DomainLanes::unsure;
      else
        rows.insert(rows.end(), children.begin(), children.end());
    }
    lanes.sureness.push_back(sureness);
    lanes.begin.push_back(static_cast<std::uint32_t>(rows.size()));
    lanes.up.insert(lanes.up.end(), rows.size() - before, static_cast<std::uint32_t>(parent));
  }
}

// The rows of the other domain's lanes.
void Batch::set_up_same_rows(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& rows) {
  const Domain& domain = plan_.domains[id];
  const DomainLanes& others = domains_[domain.also.index];
  const std::vector<std::int64_t>& other_rows = lanes_[plan_.domains[domain.also].lane.index].integers;
  const std::size_t parents = domains_[domain.parent.index].count;
  const std::vector<const std::vector<std::uint32_t>*> way = way_to(domain.parent, plan_.domains[domain.also].parent);
  lanes.begin.push_back(0);
  std::size_t count = 0;
  std::vector<std::uint32_t> first(parents);  // of the other domain's lanes
  for (std::size_t parent = 0; parent < parents; ++parent) {
    std::size_t other = parent;
    for (const std::vector<std::uint32_t>* step : way) other = (*step)[other];
    first[parent] = others.begin[other];
    const std::uint32_t more = others.begin[other + 1] - others.begin[other];
    const bool fits = count + more <= most_lanes_[id.index];
    lanes.sureness.push_back(fits ? others.sureness[other] : std::uint8_t{DomainLanes::unsure});
    count += fits ? more : 0;
    lanes.begin.push_back(static_cast<std::uint32_t>(count));
  }
  rows.resize(count);
  lanes.across.resize(count);
  lanes.up.resize(count);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    std::uint32_t other = first[parent];
    for (std::uint32_t lane = lanes.begin[parent]; lane < lanes.begin[parent + 1]; ++lane, ++other) {
      rows[lane] = other_rows[other];
      lanes.across[lane] = other;
      lanes.up[lane] = static_cast<std::uint32_t>(parent);
    }
  }
}

void Batch::set_up_years(DomainId id, DomainLanes& lanes, std::vector<std::int64_t>& years) {
  const Domain& domain = plan_.domains[id];
  const std::size_t most_lanes = most_lanes_[id.index];
  const std::size_t parents = domains_[domain.parent.index].count;
  const In<std::int64_t> first = in<std::int64_t>(domain.from), last = in<std::int64_t>(domain.to);
  lanes.begin.push_back(0);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    std::uint8_t sureness = DomainLanes::sure;
    const std::size_t before = years.size();
    const std::int64_t from = first[parent], to = last[parent];
    if (from == Integers::deferred || to == Integers::deferred)
      sureness = DomainLanes::unsure;
    else if (from == Integers::none || to == Integers::none)
      sureness = DomainLanes::without;
    else if (to - from >= max_years ||
             years.size() + static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0)) > most_lanes)
      sureness = DomainLanes::unsure;
    else
      for (std::int64_t year = from; year <= to; ++year) years.push_back(year);
    lanes.sureness.push_back(sureness);
    lanes.begin.push_back(static_cast<std::uint32_t>(years.size()));
    lanes.up.insert(lanes.up.end(), years.size() - before, static_cast<std::uint32_t>(parent));
  }
}

}  // namespace cepol::columnar
