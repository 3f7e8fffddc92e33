// Folds of which something is open.
#include <algorithm>

#include "interpreter/columnar/residual.hpp"
#include "interpreter/reference/numbers.hpp"

namespace cepol::columnar {

using namespace core;
using engine::may_hold;
using engine::ValueSet;
using reference::fails;
using reference::FoldState;
using reference::TrackedSet;
using reference::TruthSet;
using Membership = reference::SetOperations::Membership;

namespace {

constexpr std::size_t most_rows = 64;  // of a table, or of one row: with more the reference engine has indexes

bool folds_truths(core::Fold fold) { return fold == core::Fold::some || fold == core::Fold::every; }

}  // namespace

Residual::LaneId Residual::lane_within(LaneId parent, DomainId domain, std::int64_t place,
                                       std::optional<std::size_t> in_batch, const ValueSet& value) {
  const std::uint64_t within = std::uint64_t{parent} << 32 | domain.index;
  const LaneId known = known_lanes_.find(within, static_cast<std::uint64_t>(place));
  if (known != nothing) return known;
  Lane made{domain, parent, in_batch};
  made.loop = lanes_[parent].loop;
  if (made.loop != 0) made.outside = lane_within(lanes_[parent].outside, domain, place, in_batch, value);
  if (!in_batch) made.value = made.loop != 0 ? lanes_[made.outside].value : constant(value);
  lanes_.push_back(std::move(made));
  known_lanes_.set(within, static_cast<std::uint64_t>(place), static_cast<LaneId>(lanes_.size() - 1));
  return static_cast<LaneId>(lanes_.size() - 1);
}

Residual::ItemId Residual::build_fold(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  const std::uint32_t number = folds_.add({});
  Fold& fold = folds_[number];
  fold.lane = lane;
  Item item;
  item.what = What::fold;
  item.node = id;
  item.first = number;
  switch (add_members(fold, node)) {
    case Found::members: break;
    case Found::none: return constant(engine::none_value(shape_of(node)));
    case Found::opaque: return opaque(id);
  }
  if (!fold.members.empty() || fold.from != nothing || fold.owner != nothing) return add(std::move(item));
  return constant(fold_of(item));
}

Residual::Found Residual::add_members(Fold& fold, const Node& node) {
  const Domain& domain = plan_.domains[node.over];
  if (const auto in_batch = lanes_[fold.lane].in_batch; in_batch && domain.loop == 0) {
    const DomainLanes& lanes = batch_.domain_lanes(node.over);
    if (lanes.sureness[*in_batch] == DomainLanes::without) return Found::none;
    if (lanes.sureness[*in_batch] == DomainLanes::sure) {
      for (std::size_t at = lanes.begin[*in_batch]; at < lanes.begin[*in_batch + 1]; ++at)
        if (!add_known_lane(fold, node, at))
          add_member(fold, node, lane_within(fold.lane, node.over, static_cast<std::int64_t>(at), at, {}));
      return Found::members;
    }
  }
  if (domain.kind != Domain::Kind::years) return add_rows(fold, node);
  fold.from = item_of(domain.from, fold.lane);
  fold.to = item_of(domain.to, fold.lane);
  return Found::members;
}

Residual::Found Residual::add_rows(Fold& fold, const Node& node) {
  const Domain& domain = plan_.domains[node.over];
  const data::TableData& table = batch_.data()[domain.table];
  if (domain.kind == Domain::Kind::all_rows) {
    if (table.all_rows > most_rows) return Found::opaque;
    for (data::RowIndex row = 0; row < table.all_rows; ++row)
      add_row(fold, node, row, std::ranges::binary_search(table.unsure_rows, row) ? Member::recorded : Member::sure);
    return Found::members;
  }
  const ItemId owner = item_of(domain.from, fold.lane);
  const TrackedSet& value = items_[owner].value;
  if (is_constant(owner) && engine::is_single(value) && engine::is_point(value.row()))
    return add_children(fold, node, value.row().first);
  if (!is_constant(owner) || !value.none || value.some || value.failure != 0) fold.owner = owner;
  return Found::members;
}

void Residual::add_row(Fold& fold, const Node& node, data::RowIndex row, Member::Kind kind) {
  add_member(fold, node, lane_within(fold.lane, node.over, row, std::nullopt, engine::of_row(row)), kind, row);
}

Residual::Found Residual::add_children(Fold& fold, const Node& node, data::RowIndex parent) {
  const data::TableData& table = batch_.data()[plan_.domains[node.over].table];
  fold.parent = parent;
  const auto children = table.children.of(fold.parent), perhaps = table.perhaps_children.of(fold.parent);
  if (children.size() + perhaps.size() + table.anyones_children.size() > most_rows) return Found::opaque;
  for (data::RowIndex row : children) add_row(fold, node, row, Member::sure);
  for (data::RowIndex row : perhaps) add_row(fold, node, row, Member::linked);
  for (data::RowIndex row : table.anyones_children) add_row(fold, node, row, Member::linked);
  return Found::members;
}

Residual::Member Residual::member_in(const Node& node, LaneId lane) {
  Member member;
  if (node.flag) member.guard = item_of(node.inputs.front(), lane);
  const bool has_value = node.inputs.size() > (node.flag ? 1u : 0u);
  if (has_value && (member.guard == nothing || !surely(member.guard, false)))
    member.value = item_of(node.inputs.back(), lane);
  return member;
}

void Residual::add_member(Fold& fold, const Node& node, LaneId lane, Member::Kind kind, data::RowIndex row) {
  Member member = member_in(node, lane);
  member.kind = kind;
  member.row = row;
  if (member.guard != nothing && surely(member.guard, false)) return;  // counts nowhere
  if (!add_to_total(fold, node, member)) fold.members.push_back(member);
}

namespace {

// A member that surely counts, with its value; `none` counts nowhere but as a truth. False: it has to be a member.
bool add_value(reference::FoldTotal& total, core::Fold kind, bool none, Exact value) {
  switch (kind) {
    case core::Fold::count: ++total.count; return true;
    case core::Fold::some: total.count += !none && value == Exact(1) ? 1 : 0; return true;
    case core::Fold::every: total.count += none || value == Exact(0) ? 1 : 0; return true;
    case core::Fold::sum:
    case core::Fold::minimum:
    case core::Fold::maximum: break;
    case core::Fold::distinct:
    case core::Fold::unique: return none;
  }
  if (none) return true;
  if (kind == core::Fold::sum) {
    const auto sum = reference::quick_plus(total.number, value);
    if (!sum) return false;
    total.number = *sum;
  } else if (total.count == 0 || (kind == core::Fold::minimum) == (value < total.number)) {
    total.number = value;
  }
  total.whole = total.whole && value.whole();
  ++total.count;
  return true;
}

}  // namespace

// A lane of the batch of which it is known that it does not count, or that it does and with which value.
bool Residual::add_known_lane(Fold& fold, const Node& node, std::size_t lane) const {
  if (node.loop != 0) return false;
  const auto value_of = [&](NodeId input) {
    return batch_.number_of(input, plan_.nodes[input].domain.index == 0 ? 0 : lane);
  };
  if (node.flag) {
    const auto guard = value_of(node.inputs.front());
    if (!guard) return false;
    if (guard->den < 0 || *guard == Exact(0)) return true;
  }
  const auto kind = static_cast<core::Fold>(node.detail);
  const bool has_value = node.inputs.size() > (node.flag ? 1u : 0u);
  if (!has_value) return add_value(fold.total, kind, false, 1);
  const auto value = value_of(node.inputs.back());
  return value && add_value(fold.total, kind, value->den < 0, *value);
}

bool Residual::add_to_total(Fold& fold, const Node& node, const Member& member) const {
  if (member.kind != Member::sure || (member.guard != nothing && !surely(member.guard, true))) return false;
  const auto kind = static_cast<core::Fold>(node.detail);
  if (kind == core::Fold::count || member.value == nothing) return add_value(fold.total, kind, false, 1);
  const TrackedSet& value = items_[member.value].value;
  if (!is_constant(member.value) || value.failure != 0 || !engine::is_settled(value)) return false;
  if (folds_truths(kind)) return add_value(fold.total, kind, !value.some, surely(member.value, true) ? 1 : 0);
  if (value.none) return add_value(fold.total, kind, true, 0);
  return value.shape() == engine::Shape::range && add_value(fold.total, kind, false, value.range().low);
}

bool Residual::fold_member(FoldState& state, const Member& member, const Membership& membership) {
  return reference::fold_one(
      operations_, state, membership, member.guard != nothing, [&] { return truth(member.guard); },
      [&] {
        return member.value != nothing ? truth(member.value) : TruthSet{true, false, 0};
      },
      [&]() -> const TrackedSet& { return evaluate(member.value); });
}

TrackedSet Residual::fold_of(const Item& item) {
  const Node& node = plan_.nodes[item.node];
  Fold& fold = folds_[item.first];
  if (fold.from != nothing) return fold_of_window(item, fold);
  if (fold.owner != nothing) return fold_of_owners(item, fold);
  FoldState state(static_cast<core::Fold>(node.detail), shape_of(node));
  state.differing_failure = operations_.differing_values(state.fold, node.source);
  state.add_total(fold.total, {});
  for (const Member& member : fold.members) {
    if (state.stopped) break;
    const TableId table = plan_.domains[node.over].table;
    const Membership membership = member.kind == Member::sure     ? Membership{}
                                  : member.kind == Member::linked ? operations_.child_of(table, member.row, fold.parent)
                                                                  : operations_.record_of(table, member.row);
    if (!fold_member(state, member, membership)) break;
  }
  return reference::finished(operations_, state, node.source);
}

Residual::ItemId Residual::fold_of_children(const Item& item, Fold& fold, data::RowIndex parent) {
  const auto [known, is_new] = fold.by_owner.try_emplace(parent, nothing);
  if (!is_new) return known->second;
  const Node& node = plan_.nodes[item.node];
  const std::uint32_t number = folds_.add({});
  Fold& children = folds_[number];
  Item made;
  made.what = What::fold;
  made.node = item.node;
  made.first = number;
  children.lane = fold.lane;
  return known->second =
             add_children(children, node, parent) == Found::opaque ? opaque(item.node) : add(std::move(made));
}

TrackedSet Residual::fold_of_owners(const Item& item, Fold& fold) {
  const Node& node = plan_.nodes[item.node];
  const TrackedSet& owner = evaluate(fold.owner);
  const engine::Shape shape = shape_of(node);
  if (fails(owner)) return engine::failed(shape, owner.failure);
  if (reference::is_one_row(owner)) return evaluate(fold_of_children(item, fold, owner.row().first));
  TrackedSet result = engine::nothing(shape);
  if (owner.none) join_into(result, FoldState(static_cast<core::Fold>(node.detail), shape).finish(operations_));
  if (owner.some && owner.row().last - owner.row().first >= reference::few_parents) return give_up(item);
  if (owner.some)
    for (data::RowIndex row = owner.row().first; row <= owner.row().last; ++row)
      join_into(result, evaluate(fold_of_children(item, fold, row)));
  return reference::fold_of_some_owner(operations_, owner, result);
}

// As SetEvaluator::window_of.
std::optional<reference::YearWindow> Residual::window_of(ItemId from, ItemId to, const Node& node,
                                                         TrackedSet& instead) {
  const TrackedSet& first = evaluate(from);
  instead = engine::failed(shape_of(node), first.failure);
  if (fails(first)) return std::nullopt;
  const TrackedSet& last = evaluate(to);
  instead.failure = engine::join_failures(first.failure, last.failure);
  if (fails(last)) return std::nullopt;
  return reference::window_between(operations_, first, last, shape_of(node), node.source, instead);
}

TrackedSet Residual::fold_of_window(const Item& item, Fold& fold) {
  const Node& node = plan_.nodes[item.node];
  TrackedSet instead;
  const auto window = window_of(fold.from, fold.to, node, instead);
  if (!window) return instead;
  return reference::fold_over_years(
      operations_, static_cast<core::Fold>(node.detail), shape_of(node), node.source, *window,
      [&](FoldState& state, std::int64_t year, const Membership& membership) {
        const auto [known, is_new] = fold.years.try_emplace(year);
        if (is_new) {
          const ValueSet value = engine::of_range(year, year, true);
          known->second = member_in(node, lane_within(fold.lane, node.over, year, std::nullopt, value));
        }
        return fold_member(state, known->second, membership);
      },
      [&](FoldState& state) {
        if (!fold.span) {
          Item span;
          span.what = What::span;
          span.first = item.first;
          const LaneId lane = lane_within(fold.lane, node.over, INT64_MIN, std::nullopt, {});
          lanes_[lane].value = add(std::move(span));
          fold.span = member_in(node, lane);
        }
        fold_member(state, *fold.span, {true, true, 0});
      });
}

}  // namespace cepol::columnar
