// Makes the plan of a program: functions are expanded, equal nodes are shared.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "interpreter/columnar/plan.hpp"

namespace cepol::columnar {

class Compiler {
 public:
  Compiler(const core::Program& program, const data::Dataset& data, std::vector<core::Member> readings);

  // The value of a function of one row, for each subject of the table. Plans for one table of subjects share nodes.
  NodeId function_of_subject(core::FunctionId function, core::TableId table);
  // The years from one to the other, of each subject; and the value of a function of one row and one year in them.
  DomainId years_of_subject(core::FunctionId from, core::FunctionId to, core::TableId table);
  NodeId function_of_year(core::FunctionId function, core::TableId table, DomainId years);
  // Expanding the functions makes too many nodes: what was made since is not computed by the plan.
  bool is_full() const { return plan_.nodes.size() >= most_nodes; }
  Plan finish();
  const Plan& plan() const { return plan_; }

 private:
  static constexpr std::size_t most_nodes = 50'000;
  using Frame = std::vector<NodeId>;  // by slot

  struct Term;
  DomainId subjects(core::TableId table);
  NodeId compile(core::ExprId id, const Frame& frame);
  NodeId call(core::FunctionId function, Frame arguments);
  NodeId add(Node node);
  NodeId deferred(const core::Type& type);
  NodeId constant(const core::Constant& value, const core::Type& type);
  NodeId number(Exact value, core::Kind kind = core::Kind::number);
  NodeId arithmetic(const core::Arithmetic& term, core::Kind kind, const Frame& frame);
  NodeId compare(core::Relation relation, NodeId left, NodeId right);
  NodeId fold(core::Fold fold, DomainId over, const core::Type& type, std::optional<core::ExprId> guard,
              std::optional<core::ExprId> value, core::Slot slot, Frame frame);
  NodeId scan(const core::YearScan& term, core::ExprId id, const Frame& frame);
  NodeId over_rows(const core::OverRows& term, core::ExprId id, const Frame& frame);
  NodeId over_years(const core::OverYears& term, core::ExprId id, const Frame& frame);

  NodeId as_exact(NodeId id);
  NodeId with_denominator(NodeId id, std::int64_t denominator);
  // All in one representation, so that their values can be compared or chosen from.
  void unify(std::vector<NodeId*> ids);
  NodeId in_domain(NodeId id, DomainId domain);
  // The domain that lies within those of all the nodes; where there is none, one of them.
  DomainId deepest(const std::vector<NodeId>& ids);
  DomainId join(DomainId a, DomainId b);
  bool is_within(DomainId inner, DomainId outer) const { return plan_.is_within(inner, outer); }
  DomainId domain(Domain domain);
  DomainId rows(Domain made, NodeId owner, DomainId parent);
  DomainId same_rows(const Domain& made, NodeId owner, DomainId parent);
  // The row or year of a lane: a node of the outermost domain that has it.
  NodeId lane(DomainId domain) const {
    while (plan_.domains[domain].also.valid()) domain = plan_.domains[domain].also;
    return plan_.domains[domain].lane;
  }
  std::uint32_t text_index(const std::string& text);
  const Node& at(NodeId id) const { return plan_.nodes[id]; }

  const core::Program& program_;
  const data::Dataset& data_;
  const std::vector<core::Member> readings_;
  Plan plan_;
  std::vector<std::vector<core::Slot>> free_slots_;  // by ExprId, ascending
  std::map<std::vector<std::uint32_t>, NodeId> compiled_;
  std::map<std::vector<std::uint32_t>, NodeId> calls_;
  std::map<std::vector<std::int64_t>, NodeId> nodes_;
  std::map<std::vector<std::uint32_t>, DomainId> domains_;
  std::map<std::string, std::uint32_t, std::less<>> texts_;
  std::vector<NodeId> wanted_;
  std::uint32_t loops_ = 0;
  core::ExprId source_ = {};  // the expression that is compiled
};

}  // namespace cepol::columnar
