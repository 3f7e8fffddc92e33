// Residual: what of a plan is left open for one subject of a batch.
//
// A batch computes what is known and defers the rest. Where a value is deferred, the residual has the operations that
// lead to it, from what is known (constants) and from cells that are not. So it is small, and a question about the
// blanks (reference/case_splitter.hpp) evaluates it again and again, each time with other assumptions; nothing that is
// known is computed twice. Operations are those of reference/set_operations.hpp, in the order of the program's terms.
//
// Some things a residual does not have: very many rows or years, and children of a row that is one of very many. A
// value that needs them is left to the reference engine.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "interpreter/columnar/batch.hpp"
#include "interpreter/columnar/scratch.hpp"
#include "interpreter/reference/year_windows.hpp"

namespace cepol::columnar {

class Residual {
 public:
  // All must outlive it.
  Residual(const core::Program& program, const Plan& plan, const Batch& batch, reference::SetOperations& operations);

  // Begins anew for a subject of the batch.
  void begin(data::RowIndex row);

  class Value final : public reference::Question {  // of a node, for the subject or for one of its lanes in the batch
   public:
    Value(Residual& residual, NodeId node);
    Value(Residual& residual, NodeId node, DomainId domain, std::size_t lane);
    engine::ValueSet run() override;
    engine::ValueSet probe() override;
    // What the residual does not have was needed, by this value or by another of the subject.
    bool given_up() const { return residual_.given_up_; }

   private:
    Residual& residual_;
    std::uint32_t item_;
  };

 private:
  using ItemId = std::uint32_t;  // an index into items_
  using LaneId = std::uint32_t;  // an index into lanes_
  static constexpr std::uint32_t nothing = UINT32_MAX;
  static constexpr LaneId single_lane = 0, subject_lane = 1;

  enum class What : std::uint8_t { constant, cell, operation, fold, span, scan, state, opaque };
  struct Item {
    What what = What::constant;
    NodeId node = {};  // operation, fold, scan, opaque: of the plan
    std::uint32_t first = 0,
                  count = 0;   // operation: operands_. cell: its row and column. fold, span, scan: of its list
    core::TableId table = {};  // cell
    std::uint64_t run = 0;     // the evaluation that `value` is of
    reference::TrackedSet value = {};
  };
  struct Member {  // a row or year of a fold
    ItemId guard = nothing, value = nothing;
    enum Kind : std::uint8_t { sure, linked, recorded } kind = sure;  // linked, recorded: perhaps, by the row's cells
    data::RowIndex row = 0;
  };
  struct Fold {
    LaneId lane = nothing;
    std::vector<Member> members;
    reference::FoldTotal total;  // of members of which all is known
    data::RowIndex parent = 0;   // of linked members
    // A window whose ends are not known: its years are added when an evaluation needs them.
    ItemId from = nothing, to = nothing;
    std::map<std::int64_t, Member> years;
    std::optional<Member> span;
    // A row that is not known, whose children it is over: by row, a fold.
    ItemId owner = nothing;
    std::map<data::RowIndex, ItemId> by_owner;
  };
  struct Step {  // of a scan: a year
    std::vector<ItemId> states, nexts;
  };
  struct Scan {
    LaneId lane = nothing;
    ItemId from = nothing, to = nothing;
    std::vector<ItemId> initials;
    std::map<std::int64_t, Step> steps;
  };
  struct Lane {
    DomainId domain = {};
    LaneId parent = nothing;
    std::optional<std::size_t> in_batch;  // nullopt: the batch does not have it
    ItemId value = nothing;               // its row or year, where the batch does not have it
    // Within a step of a scan: the scan's loop, the same lane outside of it, and the year and states.
    std::uint32_t loop = 0;
    LaneId outside = nothing;
    std::vector<ItemId> bound = {};
  };
  enum class Found : std::uint8_t { members, none, opaque };

  // residual.cpp: what is open
  ItemId item_of(NodeId node, LaneId lane);
  ItemId build(NodeId node, LaneId lane);
  ItemId build_column(NodeId node, LaneId lane);
  ItemId build_logic(NodeId node, LaneId lane);
  ItemId build_choice(NodeId node, LaneId lane);
  ItemId build_operation(NodeId node, const std::vector<ItemId>& operands);
  ItemId constant(const engine::ValueSet& value);
  ItemId opaque(NodeId node);
  ItemId add(Item item);
  LaneId up_to(LaneId lane, DomainId domain);
  LaneId same_row(LaneId lane, DomainId domain);
  bool is_constant(ItemId item) const { return items_[item].what == What::constant; }
  bool surely(ItemId item, bool truth) const;  // a constant that is the truth

  // residual_folds.cpp
  ItemId build_fold(NodeId node, LaneId lane);
  Found add_members(Fold& fold, const Node& node);
  Found add_rows(Fold& fold, const Node& node);
  void add_row(Fold& fold, const Node& node, data::RowIndex row, Member::Kind kind);
  Found add_children(Fold& fold, const Node& node, data::RowIndex parent);
  ItemId fold_of_children(const Item& item, Fold& fold, data::RowIndex parent);
  void add_member(Fold& fold, const Node& node, LaneId lane, Member::Kind kind = Member::sure, data::RowIndex row = 0);
  Member member_in(const Node& node, LaneId lane);
  bool add_known_lane(Fold& fold, const Node& node, std::size_t lane) const;
  bool add_to_total(Fold& fold, const Node& node, const Member& member) const;
  LaneId lane_within(LaneId parent, DomainId domain, std::int64_t place, std::optional<std::size_t> in_batch,
                     const engine::ValueSet& value);
  reference::TrackedSet fold_of(const Item& item);
  reference::TrackedSet fold_of_window(const Item& item, Fold& fold);
  std::optional<reference::YearWindow> window_of(ItemId from, ItemId to, const Node& node,
                                                 reference::TrackedSet& instead);
  reference::TrackedSet fold_of_owners(const Item& item, Fold& fold);
  bool fold_member(reference::FoldState& state, const Member& member,
                   const reference::SetOperations::Membership& membership);

  // residual_scans.cpp
  ItemId build_scan(NodeId node, LaneId lane);
  reference::TrackedSet scan_of(const Item& item);
  Step step_of(const Node& node, LaneId lane, std::int64_t year);

  // residual_values.cpp: what it is
  const reference::TrackedSet& evaluate(ItemId item);
  reference::TrackedSet compute(const Item& item);
  reference::TrackedSet of_one(const Node& node, const reference::TrackedSet& value);
  reference::TrackedSet of_two(const Node& node, const reference::TrackedSet& a, const reference::TrackedSet& b);
  reference::TrackedSet chosen(const Item& item);
  reference::TruthSet truth(ItemId item) { return operations_.as_truth(evaluate(item)); }
  ItemId operand(const Item& item, std::size_t i) const { return operands_[item.first + i]; }
  reference::TrackedSet give_up(const Item& item);
  engine::Shape shape_of(const Node& node) const { return engine::shape_of(node.kind); }

  const core::Program& program_;
  const Plan& plan_;
  const Batch& batch_;
  reference::SetOperations& operations_;
  DomainId subjects_{0};
  StableList<Item> items_;
  std::vector<ItemId> operands_;
  StableList<Fold> folds_;
  StableList<Scan> scans_;
  std::vector<Lane> lanes_;
  NumberTable known_items_;  // by node and lane
  NumberTable known_lanes_;  // by parent and domain, and place
  bool given_up_ = false;
};

}  // namespace cepol::columnar
