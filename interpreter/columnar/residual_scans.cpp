// Scans of years of which something is open.
#include "interpreter/columnar/residual.hpp"

namespace cepol::columnar {

using namespace core;
using reference::TrackedSet;

namespace {

// The inputs of a scan's node: from, to; initial states; the year and the states in the loop; the next states.
struct ScanInputs {
  const Node& node;
  std::size_t states;

  explicit ScanInputs(const Node& scan) : node(scan), states((scan.inputs.size() - 3) / 3) {}
  NodeId initial(std::size_t i) const { return node.inputs[2 + i]; }
  NodeId next(std::size_t i) const { return node.inputs[2 + 2 * states + 1 + i]; }
};

}  // namespace

Residual::ItemId Residual::build_scan(NodeId id, LaneId lane) {
  const Node& node = plan_.nodes[id];
  const ScanInputs inputs(node);
  const std::uint32_t number = scans_.add({});
  Scan& scan = scans_[number];
  Item item;
  item.what = What::scan;
  item.node = id;
  item.first = number;
  scan.lane = lane;
  scan.from = item_of(node.inputs[0], lane);
  scan.to = item_of(node.inputs[1], lane);
  for (std::size_t i = 0; i < inputs.states; ++i) scan.initials.push_back(item_of(inputs.initial(i), lane));
  return add(std::move(item));
}

// A lane of its own, in which the states are what the scan sets them to.
Residual::Step Residual::step_of(const Node& node, LaneId lane, std::int64_t year) {
  const ScanInputs inputs(node);
  Lane step = lanes_[lane];
  step.outside = lane;
  step.loop = node.scan;
  step.bound = {constant(engine::of_range(year, year, true))};
  Step made;
  for (std::size_t i = 0; i < inputs.states; ++i) {
    Item state;
    state.what = What::state;
    made.states.push_back(add(std::move(state)));
  }
  step.bound.insert(step.bound.end(), made.states.begin(), made.states.end());
  lanes_.push_back(std::move(step));
  const auto in_step = static_cast<LaneId>(lanes_.size() - 1);
  for (std::size_t i = 0; i < inputs.states; ++i) made.nexts.push_back(item_of(inputs.next(i), in_step));
  return made;
}

TrackedSet Residual::scan_of(const Item& item) {
  const Node& node = plan_.nodes[item.node];
  Scan& scan = scans_[item.first];
  TrackedSet instead;
  const auto window = window_of(scan.from, scan.to, node, instead);
  if (!window) return instead;
  std::vector<TrackedSet> initial;
  for (ItemId one : scan.initials) initial.push_back(evaluate(one));
  if (window->most > max_years) return reference::scan_of_any(operations_, *window, node.source);
  return reference::scan_over_years(
      operations_, *window, std::move(initial),
      [&](std::int64_t year, const std::vector<TrackedSet>& states, std::vector<TrackedSet>& after) {
        const auto [known, is_new] = scan.steps.try_emplace(year);
        if (is_new) known->second = step_of(node, scan.lane, year);
        const Step& step = known->second;
        for (std::size_t i = 0; i < states.size(); ++i) {
          items_[step.states[i]].value = states[i];
          items_[step.states[i]].run = operations_.run_number();
        }
        for (std::size_t i = 0; i < states.size(); ++i) after[i] = evaluate(step.nexts[i]);
      });
}

}  // namespace cepol::columnar
