// class ExampleReader: lowers one example. examples.cpp reads its data as text cells, which lang leaves untyped (they
// are typed like any input data, when the example is run); expectations.cpp resolves its expectations.
#pragma once

#include "lang/semantics/context.hpp"

namespace cepol::semantics {

class ExampleReader {
 public:
  ExampleReader(Context& context, const Module& module, NodeId node);
  std::optional<Example> read();  // nullopt: the example named in `like` does not exist

 private:
  bool start_like(NodeId like);
  bool within_budget(const Example& earlier, NodeId like);
  void choose_option(NodeId chosen);
  // A table's rows, or a row written as pairs; nullopt: there is no such record.
  std::optional<ExampleTable> data(NodeId node);
  void read_rows(NodeId node, ExampleTable& table);
  void read_pairs(NodeId parent, TableId record, std::vector<std::string>& columns, std::vector<ExampleCell>& cells);
  std::string column(NodeId name, TableId record);
  void check_cell(NodeId cell, TableId record, const std::string& column);
  void put_table(ExampleTable table);
  void put_row(ExampleTable given, NodeId number);

  void expect_truth(NodeId one);
  void expect_result(NodeId one);
  // Is the name one of a quota, of a decision, of a column of missing data? Adds the candidates to `names`.
  bool is_quota(NodeId one, const std::string& name, Expectation& expectation);
  bool is_decision(const std::string& name, NodeId cell, Expectation& expectation, std::vector<std::string>& names);
  void check_outcome(NodeId cell, const Decision& decision, const std::string& text);
  void check_figure(NodeId cell, const Measure& figure, const std::string& text);
  bool is_missing(const std::string& name, Expectation& expectation, std::vector<std::string>& names) const;

  Program& program() const { return context_.program; }

  Context& context_;
  const Tree& tree_;
  const NodeId node_;
  Example example_;
};

}  // namespace cepol::semantics
