// Examples: their data as text cells (typed later by the one way into a data set), their expectations resolved.
#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

// An example that is like an earlier one begins with its data and readings; what is expected is its own.
bool Checker::start_like(const Tree& tree, NodeId like, Example& example) {
  const std::string title = tree.string_text(tree.first(like));
  std::vector<std::string> titles;
  for (auto earlier = out_.examples.rbegin(); earlier != out_.examples.rend(); ++earlier) {
    titles.push_back(earlier->title);
    if (earlier->title != title) continue;
    example.tables = earlier->tables;
    example.readings = earlier->readings;
    for (ExampleTable& table : example.tables) table.inherited = true;
    return true;
  }
  auto& problem = problems_.add(Code::like_unknown, tree.span(tree.first(like)), {title});
  if (auto near = nearest_name(title, titles)) problem.suggest(*near);
  return false;
}

// Rows written as a table: of an example that is like another, instead of the other's.
void Checker::put_table(Example& example, ExampleTable table, bool instead) {
  if (instead)
    std::erase_if(example.tables, [&](const ExampleTable& one) {
      return one.table == table.table && one.heading == table.heading && one.inherited;
    });
  example.tables.push_back(std::move(table));
}

// A row written as pairs: the first without a number. Of a row that is there already, the cells named are changed.
void Checker::put_row(const Tree& tree, Example& example, ExampleTable given, NodeId number) {
  const auto wanted = number.valid() ? parse_exact(tree.text_of(number)) : Exact(1);
  std::int64_t rows = 0;
  for (ExampleTable& table : example.tables) {
    if (!(table.table == given.table) || table.heading != given.heading) continue;
    for (std::vector<ExampleCell>& row : table.rows) {
      ++rows;
      // Without a number and without `like`, each block of pairs is a row of its own.
      if (!(number.valid() || table.inherited) || wanted != Exact(rows)) continue;
      for (std::size_t i = 0; i < given.columns.size(); ++i) {
        const auto known = std::find(table.columns.begin(), table.columns.end(), given.columns[i]);
        const auto at = static_cast<std::size_t>(known - table.columns.begin());
        if (known == table.columns.end()) {
          table.columns.push_back(given.columns[i]);
          for (std::vector<ExampleCell>& one : table.rows) one.push_back({"", given.span});
        }
        row[at] = given.rows.front()[i];
      }
      return;
    }
  }
  if (number.valid() && wanted != Exact(rows + 1)) {
    problems_.add(Code::example_no_such_row, tree.span(number),
                  {out_.program.tables[given.table].name, std::string(tree.text_of(number)), std::to_string(rows)});
    return;
  }
  example.tables.push_back(std::move(given));
}

void Checker::make_example(const Module& module, NodeId node) {
  const Tree& tree = module.parsed->tree;
  Program& program = out_.program;
  Example example;
  example.title = tree.string_text(tree.first(node));
  example.module = module.path;
  example.span = tree.span(node);
  for (const Reading& reading : program.readings.nodes) example.readings.push_back(reading.default_option);
  if (const NodeId like = tree.child(node, NodeKind::like); like.valid() && !start_like(tree, like, example)) return;

  for (NodeId chosen : tree.children_of(node, NodeKind::example_reading)) {
    const NodeId name = tree.first(chosen), option = tree.next(name);
    const std::string text(tree.name_text(name));
    const std::string option_text(tree.kind(option) == NodeKind::name ? tree.name_text(option) : tree.text_of(option));
    std::vector<std::string> names;
    bool found = false;
    for (std::size_t i = 0; i < program.readings.size(); ++i) {
      const Reading& reading = program.readings.nodes[i];
      names.push_back(reading.name);
      if (reading.name != text) continue;
      found = true;
      refers_to_global(tree, name, text);
      if (const auto member = member_named(reading.choice, option_text)) {
        example.readings[i] = *member;
        refers_to_member(tree, option, reading.choice, option_text);
      } else {
        std::vector<std::string> options;
        for (const ReadingOption& one : reading.options) options.push_back(one.name);
        auto& problem = problems_.add(Code::unknown_member, tree.span(option),
                                      {option_text, reading.name, listed_in_both(options)});
        if (auto near = nearest_name(option_text, options)) problem.suggest(*near);
      }
    }
    if (!found) unknown_name(tree, name, text, names);
  }

  for (NodeId data : tree.children_of(node, NodeKind::data)) {
    const NodeId name = tree.first(data);
    const std::string text(tree.name_text(name));
    ExampleTable table;
    table.span = tree.span(data);
    const NodeId number = tree.child(data, NodeKind::number);
    std::optional<TableId> found;
    for (std::uint32_t i = 0; i < program.tables.size(); ++i)
      if (program.tables.nodes[i].name == text) {
        found = TableId{i};
      } else if (!program.tables.nodes[i].heading.empty() && program.tables.nodes[i].heading == text) {
        found = TableId{i};
        table.heading = true;
      }
    if (!found) {
      table_named(tree, name);  // reports
      continue;
    }
    table.table = *found;
    refers_to_global(tree, name, text);
    std::vector<ExampleCell> defaults;
    std::vector<std::string> default_columns;
    auto column = [&](NodeId column_node) {
      std::string column_text(tree.name_text(column_node));
      if (const auto named = column_named(*found, column_text)) {
        refers_to_column(tree, column_node, *found, *named);
      } else {
        std::vector<std::string> names;
        for (const Column& one : program.tables[*found].columns) names.push_back(one.name);
        unknown_name(tree, column_node, column_text, names);
      }
      return column_text;
    };
    // A cell that names a member of its column's enumeration; a date must be on the calendar.
    auto cell_refers = [&](NodeId cell, const std::string& column_text) {
      const auto named = column_named(*found, column_text);
      if (named && program.tables[*found].columns[*named].type.kind == Kind::date && names_no_day(tree.cell_text(cell)))
        problems_.add(Code::example_bad_date, tree.span(cell), {tree.cell_text(cell)});
      if (!named || program.tables[*found].columns[*named].type.kind != Kind::choice) return;
      refers_to_member(tree, cell, program.tables[*found].columns[*named].type.choice, tree.cell_text(cell));
    };
    auto pairs = [&](NodeId parent, std::vector<std::string>& columns, std::vector<ExampleCell>& cells) {
      for (NodeId pair : tree.children_of(parent, NodeKind::pair)) {
        const NodeId pair_name = tree.first(pair), cell = tree.next(pair_name);
        const std::string column_text = column(pair_name);
        if (std::find(columns.begin(), columns.end(), column_text) != columns.end()) {
          problems_.add(Code::declared_twice, tree.span(pair_name), {column_text});
          continue;
        }
        columns.push_back(column_text);
        cells.push_back({cell.valid() ? tree.cell_text(cell) : std::string(), tree.span(pair)});
        if (cell.valid()) cell_refers(cell, column_text);
      }
    };
    if (const NodeId defaults_node = tree.child(data, NodeKind::defaults); defaults_node.valid())
      pairs(defaults_node, default_columns, defaults);
    if (const NodeId head = tree.child(data, NodeKind::table_head); head.valid()) {
      for (NodeId head_name : tree.children(head)) table.columns.push_back(column(head_name));
      for (NodeId row : tree.children_of(data, NodeKind::table_row)) {
        std::vector<ExampleCell> cells;
        for (NodeId cell : tree.children(row)) cells.push_back({tree.cell_text(cell), tree.span(cell)});
        if (cells.size() != table.columns.size()) {
          problems_.add(Code::example_row_length, tree.span(row),
                        {std::to_string(table.columns.size()), std::to_string(cells.size())});
          continue;
        }
        std::size_t at = 0;
        for (NodeId cell : tree.children(row)) cell_refers(cell, table.columns[at++]);
        table.rows.push_back(std::move(cells));
      }
    } else {
      std::vector<ExampleCell> cells;
      pairs(data, table.columns, cells);
      table.rows.push_back(std::move(cells));
    }
    for (std::size_t i = 0; i < default_columns.size(); ++i) {
      if (std::find(table.columns.begin(), table.columns.end(), default_columns[i]) != table.columns.end()) continue;
      table.columns.push_back(default_columns[i]);
      for (auto& row : table.rows) row.push_back(defaults[i]);
    }
    const bool whole = tree.child(data, NodeKind::table_head).valid();
    if (whole)
      put_table(example, std::move(table), tree.child(node, NodeKind::like).valid());
    else
      put_row(tree, example, std::move(table), number);
  }

  for (NodeId expect : tree.children_of(node, NodeKind::expect))
    for (NodeId one : tree.children_of(expect, NodeKind::expected_truth)) {
      // Asked of the first row of the example's first table.
      Scope scope{&tree, {}, {}, 0};
      std::vector<Parameter> of_row;
      Expectation expectation;
      if (!example.tables.empty()) {
        expectation.table = example.tables.front().table;
        scope.rows.push_back({expectation.table, scope.fresh(), {}});
        of_row.push_back({program.tables[expectation.table].name, row_type(expectation.table)});
      }
      const Typed value = truth(tree.first(one), scope);
      if (!value.valid) continue;
      expectation.what = Expected::truth;
      expectation.span = tree.span(one);
      expectation.text = wording(tree, tree.first(one));
      expectation.function = add_function(expectation.text, of_row, value.expr, scope.slots, expectation.span);
      example.expectations.push_back(std::move(expectation));
    }
  for (NodeId expect : tree.children_of(node, NodeKind::expect)) {
    for (NodeId one : tree.children_of(expect, NodeKind::expectation)) {
      Expectation expectation;
      expectation.span = tree.span(one);
      const NodeId qualifier = tree.child(one, NodeKind::qualifier), argument = tree.child(one, NodeKind::argument),
                   name = tree.child(one, NodeKind::name), cell = tree.child(one, NodeKind::cell);
      if (cell.valid()) expectation.text = tree.cell_text(cell);
      const std::string text(tree.name_text(name));
      std::optional<TableId> only;
      if (qualifier.valid()) {
        only = table_named(tree, tree.first(qualifier));
        if (!only) continue;
      }
      // Looked for among: quotas; decisions and figures; the column of what is missing. Of the example's own tables,
      // the first named first.
      std::vector<TableId> tables;
      if (only) {
        tables.push_back(*only);
      } else {
        for (const ExampleTable& table : example.tables) tables.push_back(table.table);
      }
      bool found = false;
      std::vector<std::string> names;
      for (std::size_t i = 0; i < program.quotas.size() && !found; ++i) {
        const Quota& quota = program.quotas[i];
        if (quota.name != text || !argument.valid()) continue;
        const ChoiceId choice = program.tables[quota.table].columns[quota.column].type.choice;
        const std::string member_text(tree.name_text(tree.first(argument)));
        const auto member = member_named(choice, member_text);
        if (!member) {
          unknown_name(tree, tree.first(argument), member_text, program.choices[choice].members);
          found = true;
          break;
        }
        refers_to_member(tree, tree.first(argument), choice, member_text);
        refers_to_global(tree, name, text);
        expectation.what = Expected::quota_state;
        expectation.table = quota.table;
        expectation.quota = static_cast<std::uint32_t>(i);
        expectation.member = *member;
        example.expectations.push_back(expectation);
        found = true;
      }
      for (TableId table : tables) {
        if (found) break;
        for (std::uint32_t i = 0; i < program.decisions.size() && !found; ++i) {
          const Decision& decision = program.decisions.nodes[i];
          if (decision.table != table) continue;
          names.push_back(decision.name);
          expectation.table = table;
          expectation.decision = DecisionId{i};
          if (decision.name == text) {
            expectation.what = Expected::outcome;
            if (cell.valid()) refers_to_member(tree, cell, decision.outcomes, expectation.text);
            found = true;
          }
          for (std::size_t m = 0; m < decision.measures.size() && !found; ++m) {
            names.push_back(decision.measures[m].label);
            if (decision.measures[m].label != text) continue;
            expectation.what = Expected::measure;
            expectation.measure = static_cast<std::uint32_t>(m);
            found = true;
          }
        }
        for (const ResultTable& results : program.results) {
          if (results.table != table || found) continue;
          for (const ResultColumn& column : results.columns) {
            if (column.part != ResultPart::missing) continue;
            names.push_back(column.label);
            if (column.label != text) continue;
            expectation.table = table;
            expectation.what = Expected::missing;
            found = true;
          }
        }
        if (!found) continue;
        example.expectations.push_back(expectation);
        const bool labelled = expectation.what == Expected::measure || expectation.what == Expected::missing;
        if (labelled && refers_to_label(tree, name, table)) continue;
        if (const auto id = find_in_record(table, text)) refers(tree, name, declarations_[*id].span);
      }
      for (TableId table : tables)
        found = found || find_in_record(table, text).has_value();  // declared, but broken: reported
      if (!found) unknown_name(tree, name, text, names);
    }
  }
  if (example.expectations.empty() && tree.children_of(node, NodeKind::expect).empty())
    problems_.add(Code::example_expects_nothing, tree.span(tree.first(node)), {example.title});
  out_.examples.push_back(std::move(example));
}

}  // namespace cepol::semantics
