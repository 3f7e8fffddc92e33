// What is open of a value: the operations from what is known and what is not to it.
#include "interpreter/columnar/residual.hpp"

namespace cepol::columnar {

using namespace core;
using engine::ValueSet;
using reference::TrackedSet;

namespace {

constexpr std::size_t most_items = 20'000;  // with more the reference engine, which bounds its work, decides

}  // namespace

Residual::Residual(const Program& program, const Plan& plan, const Batch& batch, reference::SetOperations& operations)
    : program_(program), plan_(plan), batch_(batch), operations_(operations) {
  for (std::uint32_t i = 0; i < plan.domains.size(); ++i)
    if (plan.domains.nodes[i].kind == Domain::Kind::subjects) subjects_ = DomainId{i};
}

void Residual::begin(data::RowIndex row) {
  items_.clear();
  operands_.clear();
  folds_.clear();
  scans_.clear();
  known_items_.clear();
  known_lanes_.clear();
  given_up_ = false;
  lanes_ = {Lane{DomainId{0}, nothing, 0}, Lane{subjects_, single_lane, batch_.subject_lane(row)}};
  operations_.begin_run();
}

Residual::Value::Value(Residual& residual, NodeId node)
    : residual_(residual), item_(residual.item_of(node, subject_lane)) {}

Residual::Value::Value(Residual& residual, NodeId node, DomainId domain, std::size_t lane)
    : residual_(residual),
      item_(residual.item_of(node,
                             residual.lane_within(subject_lane, domain, static_cast<std::int64_t>(lane), lane, {}))) {}

// ---- items

Residual::ItemId Residual::add(Item item) { return items_.add(std::move(item)); }

Residual::ItemId Residual::constant(const ValueSet& value) {
  Item item;
  item.value = value;
  return add(std::move(item));
}

Residual::ItemId Residual::opaque(NodeId node) {
  Item item;
  item.what = What::opaque;
  item.node = node;
  return add(std::move(item));
}

bool Residual::surely(ItemId item, bool truth) const {
  const TrackedSet& value = items_[item].value;
  return is_constant(item) && value.failure == 0 && (truth ? !engine::may_not_hold(value) : !engine::may_hold(value)) &&
         !reference::fails(value);
}

Residual::LaneId Residual::up_to(LaneId lane, DomainId domain) {
  while (lanes_[lane].domain != domain) {
    const DomainId at = lanes_[lane].domain;
    const DomainId next = plan_.next(at, domain);
    lane = next == plan_.domains[at].also ? same_row(lane, next) : lanes_[lane].parent;
  }
  return lane;
}

// The lane of that domain that has the same row.
Residual::LaneId Residual::same_row(LaneId lane, DomainId domain) {
  const LaneId parent = up_to(lanes_[lane].parent, plan_.domains[domain].parent);
  if (const auto in_batch = lanes_[lane].in_batch) {
    const std::uint32_t other = batch_.domain_lanes(lanes_[lane].domain).across[*in_batch];
    return lane_within(parent, domain, other, other, {});
  }
  const ValueSet row = items_[lanes_[lane].value].value;
  const std::int64_t number = row.row().first;
  if (const auto in_batch = lanes_[parent].in_batch; in_batch && plan_.domains[domain].loop == 0)
    if (const auto other = batch_.lane_of_row(domain, *in_batch, number))
      return lane_within(parent, domain, static_cast<std::int64_t>(*other), *other, {});
  return lane_within(parent, domain, number, std::nullopt, row);
}

Residual::ItemId Residual::item_of(NodeId id, LaneId lane) {
  // Sets are numbers as such; whole numbers are asked for by the operations.
  while (plan_.nodes[id].op == Op::broadcast || plan_.nodes[id].op == Op::convert ||
         (plan_.nodes[id].op == Op::round && plan_.nodes[id].flag))
    id = plan_.nodes[id].inputs[0];
  const Node& node = plan_.nodes[id];
  lane = up_to(lane, node.domain);
  while (node.loop < lanes_[lane].loop) lane = lanes_[lane].outside;
  const ItemId known = known_items_.find(id.index, lane);
  if (known != nothing) return known;
  ItemId made = nothing;
  if (lanes_[lane].in_batch && node.loop == 0)
    if (const auto value = batch_.value_set(id, *lanes_[lane].in_batch)) made = constant(*value);
  if (made == nothing) made = items_.size() < most_items ? build(id, lane) : opaque(id);
  known_items_.set(id.index, lane, made);
  return made;
}

Residual::ItemId Residual::build(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  switch (node.op) {
    case Op::constant: return constant(node.none ? engine::none_value(shape_of(node)) : engine::of_number(node.number));
    case Op::lane_row:
    case Op::lane_year: return lanes_[lane].value != nothing ? lanes_[lane].value : opaque(id);
    case Op::column: return build_column(id, lane);
    case Op::arithmetic:
    case Op::round:
    case Op::date_add:
    case Op::date_diff:
    case Op::date_part:
    case Op::year_day:
    case Op::compare:
    case Op::contains:
    case Op::negate:
    case Op::is_none: {
      std::vector<ItemId> operands;
      for (NodeId input : node.inputs) operands.push_back(item_of(input, lane));
      return build_operation(id, operands);
    }
    case Op::all_of:
    case Op::any_of: return build_logic(id, lane);
    case Op::choose:
    case Op::cases: return build_choice(id, lane);
    case Op::fold: return build_fold(id, lane);
    case Op::broadcast:
    case Op::convert:  // see item_of()
      break;
    case Op::loop_value: return lanes_[lane].bound.at(node.scan % scan_values);
    case Op::scan: return build_scan(id, lane);
    case Op::deferred:
      if (node.flag) {
        const auto& fail = *std::get_if<Fail>(&program_.exprs[node.source].term);
        return constant(
            engine::failed(shape_of(node), operations_.fail(node.source, fail.zh.c_str(), fail.en.c_str())));
      }
      break;
  }
  return opaque(id);
}

// Of what is known it is a constant.
Residual::ItemId Residual::build_operation(NodeId id, const std::vector<ItemId>& operands) {
  Item item;
  item.what = What::operation;
  item.node = id;
  item.first = static_cast<std::uint32_t>(operands_.size());
  item.count = static_cast<std::uint32_t>(operands.size());
  operands_.insert(operands_.end(), operands.begin(), operands.end());
  for (ItemId operand : operands)
    if (operand != nothing && !is_constant(operand)) return add(std::move(item));
  return constant(compute(item));
}

Residual::ItemId Residual::build_column(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  const ItemId row = item_of(node.inputs[0], lane);
  const TrackedSet& value = items_[row].value;
  if (!is_constant(row) || !engine::is_single(value) || !engine::is_point(value.row()))
    return build_operation(id, {row});
  const data::RowIndex at = value.row().first;
  if (!data::is_blank_cell(batch_.data()[node.table].columns[node.column], at)) return build_operation(id, {row});
  Item cell;
  cell.what = What::cell;
  cell.table = node.table;
  cell.first = at;
  cell.count = node.column;
  return add(std::move(cell));
}

// Without what is known and does not decide.
Residual::ItemId Residual::build_logic(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  const bool all = node.op == Op::all_of;
  std::vector<ItemId> open;
  for (NodeId input : node.inputs) {
    const ItemId operand = item_of(input, lane);
    if (surely(operand, !all)) return constant(engine::of_truth(all, !all));
    if (!surely(operand, all)) open.push_back(operand);
  }
  return build_operation(id, open);
}

// Without the values of cases that surely do not hold, and of those after one that surely does.
Residual::ItemId Residual::build_choice(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  if (node.op == Op::choose) {
    const ItemId condition = item_of(node.inputs[0], lane);
    if (surely(condition, true)) return item_of(node.inputs[1], lane);
    if (surely(condition, false)) return item_of(node.inputs[2], lane);
    return build_operation(id, {condition, item_of(node.inputs[1], lane), item_of(node.inputs[2], lane)});
  }
  const std::size_t cases = node.inputs.size() / 2;
  std::vector<ItemId> operands(node.inputs.size(), nothing);
  bool ended = false;  // by a first case that surely holds
  for (std::size_t i = 0; i < cases && !ended; ++i) {
    operands[i] = item_of(node.inputs[i], lane);
    if (!surely(operands[i], false)) operands[cases + i] = item_of(node.inputs[cases + i], lane);
    ended = node.flag && surely(operands[i], true);
  }
  if (!ended) operands[2 * cases] = item_of(node.inputs[2 * cases], lane);
  return build_operation(id, operands);
}

}  // namespace cepol::columnar
