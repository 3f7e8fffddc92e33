// Reads the data of examples: tables and rows as written, with defaults filled in and the data inherited by `like`.
#include "lang/semantics/examples.hpp"

#include <algorithm>

#include "lang/base/text.hpp"
#include "lang/semantics/declare.hpp"
#include "lang/semantics/example_reader.hpp"
#include "lang/semantics/lookup.hpp"
#include "lang/semantics/names.hpp"
#include "lang/semantics/references.hpp"
#include "lang/semantics/suggestions.hpp"

namespace cepol::semantics {

ExampleReader::ExampleReader(Context& context, const Module& module, NodeId node)
    : context_(context), tree_(module.parsed->tree), node_(node) {
  example_.title = tree_.string_text(tree_.first(node));
  example_.module = module.path;
  example_.span = tree_.span(node);
  for (const Reading& reading : program().readings.nodes) example_.readings.push_back(reading.default_option);
}

std::optional<Example> ExampleReader::read() {
  if (const NodeId like = tree_.child(node_, NodeKind::like); like.valid() && !start_like(like)) return std::nullopt;
  for (NodeId chosen : tree_.children_of(node_, NodeKind::example_reading)) choose_option(chosen);
  for (NodeId one : tree_.children_of(node_, NodeKind::data)) {
    auto table = data(one);
    if (!table) continue;
    if (tree_.child(one, NodeKind::table_head).valid())
      put_table(std::move(*table));
    else
      put_row(std::move(*table), tree_.child(one, NodeKind::number));
  }
  const std::vector<NodeId> expects = tree_.children_of(node_, NodeKind::expect);
  for (NodeId expect : expects)
    for (NodeId one : tree_.children_of(expect, NodeKind::expected_truth)) expect_truth(one);
  for (NodeId expect : expects)
    for (NodeId one : tree_.children_of(expect, NodeKind::expectation)) expect_result(one);
  if (example_.expectations.empty() && expects.empty())
    context_.problems.add(Code::example_expects_nothing, tree_.span(tree_.first(node_)), {example_.title});
  return std::move(example_);
}

// An example with `like` starts with the data and readings of the earlier example, not with its expectations.
// An example has the data of the one that it is like, so a few lines can stand for much data.
bool ExampleReader::within_budget(const Example& earlier, NodeId like) {
  for (const ExampleTable& table : earlier.tables)
    context_.example_cells += table.rows.size() * (1 + table.columns.size());
  if (context_.example_cells <= max_example_cells) return true;
  if (!context_.examples_too_large)
    context_.problems.add(Code::examples_too_large, tree_.span(like), {std::to_string(max_example_cells)});
  context_.examples_too_large = true;
  return false;
}

bool ExampleReader::start_like(NodeId like) {
  const std::string title = tree_.string_text(tree_.first(like));
  const auto begin_as = [&](const Example& earlier) {
    example_.tables = earlier.tables;
    example_.readings = earlier.readings;
    for (ExampleTable& table : example_.tables) table.inherited = true;
  };
  const std::vector<Example>& all = context_.out.examples;
  for (auto earlier = all.rbegin(); earlier != all.rend(); ++earlier) {
    if (earlier->title != title) continue;
    if (!within_budget(*earlier, like)) return false;
    begin_as(*earlier);
    return true;
  }
  auto& problem = context_.problems.add(Code::like_unknown, tree_.span(tree_.first(like)), {title});
  suggest_nearest(context_, problem, title, [&] {
    std::vector<std::string> titles;
    for (auto earlier = all.rbegin(); earlier != all.rend(); ++earlier) titles.push_back(earlier->title);
    return titles;
  });
  // An outdated example is reported as unknown, but its data is inherited, to avoid further errors.
  const auto gone = std::find_if(context_.outdated_examples.begin(), context_.outdated_examples.end(),
                                 [&](const Example& one) { return one.title == title; });
  if (gone == context_.outdated_examples.end()) return false;
  begin_as(*gone);
  return true;
}

void ExampleReader::choose_option(NodeId chosen) {
  const NodeId name = tree_.first(chosen), option = tree_.next(name);
  const std::string text(tree_.name_text(name));
  const std::string option_text(tree_.kind(option) == NodeKind::name ? tree_.name_text(option) : tree_.text_of(option));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < program().readings.size(); ++i) {
    const Reading& reading = program().readings.nodes[i];
    names.push_back(reading.name);
    if (reading.name != text) continue;
    add_global_reference(context_, tree_, name, text);
    if (const auto member = find_member(context_.program, reading.enumeration, option_text)) {
      example_.readings[i] = *member;
      add_member_reference(context_, tree_, option, reading.enumeration, option_text);
      return;
    }
    std::vector<std::string> options;
    for (const Reading::Option& one : reading.options) options.push_back(one.name);
    auto& problem = context_.problems.add(Code::unknown_member, tree_.span(option),
                                          {option_text, reading.name, listed_in_both(options)});
    if (auto near = nearest_name(option_text, options)) problem.suggest(*near);
    return;
  }
  report_unknown_name(context_, tree_, name, text, [&] { return names; });
}

std::optional<ExampleTable> ExampleReader::data(NodeId node) {
  const NodeId name = tree_.first(node);
  const std::string text(tree_.name_text(name));
  ExampleTable table;
  table.span = tree_.span(node);
  for (std::uint32_t i = 0; i < program().tables.size(); ++i) {
    const RecordTable& record = program().tables.nodes[i];
    const bool heading = !record.heading.empty() && record.heading == text;
    if (record.name != text && !heading) continue;
    table.table = TableId{i};
    table.heading = heading;
  }
  if (!table.table.valid()) {
    resolve_table(context_, tree_, name);  // reports
    return std::nullopt;
  }
  add_global_reference(context_, tree_, name, text);
  std::vector<ExampleCell> defaults;
  std::vector<std::string> default_columns;
  if (const NodeId given = tree_.child(node, NodeKind::defaults); given.valid())
    read_pairs(given, table.table, default_columns, defaults);
  read_rows(node, table);
  for (std::size_t i = 0; i < default_columns.size(); ++i) {
    if (std::find(table.columns.begin(), table.columns.end(), default_columns[i]) != table.columns.end()) continue;
    table.columns.push_back(default_columns[i]);
    for (auto& row : table.rows) row.push_back(defaults[i]);
  }
  return table;
}

void ExampleReader::read_rows(NodeId node, ExampleTable& table) {
  const NodeId head = tree_.child(node, NodeKind::table_head);
  if (!head.valid()) {
    read_pairs(node, table.table, table.columns, table.rows.emplace_back());
    return;
  }
  for (NodeId name : tree_.children(head)) table.columns.push_back(column(name, table.table));
  for (NodeId row : tree_.children_of(node, NodeKind::table_row)) {
    std::vector<ExampleCell> cells;
    for (NodeId cell : tree_.children(row)) cells.push_back({tree_.cell_text(cell), tree_.span(cell)});
    if (cells.size() != table.columns.size()) {
      context_.problems.add(Code::example_row_length, tree_.span(row),
                            {std::to_string(table.columns.size()), std::to_string(cells.size())});
      continue;
    }
    std::size_t at = 0;
    for (NodeId cell : tree_.children(row)) check_cell(cell, table.table, table.columns[at++]);
    table.rows.push_back(std::move(cells));
  }
}

void ExampleReader::read_pairs(NodeId parent, TableId record, std::vector<std::string>& columns,
                               std::vector<ExampleCell>& cells) {
  for (NodeId pair : tree_.children_of(parent, NodeKind::pair)) {
    const NodeId name = tree_.first(pair), cell = tree_.next(name);
    const std::string text = column(name, record);
    if (std::find(columns.begin(), columns.end(), text) != columns.end()) {
      context_.problems.add(Code::declared_twice, tree_.span(name), {text});
      continue;
    }
    columns.push_back(text);
    cells.push_back({cell.valid() ? tree_.cell_text(cell) : std::string(), tree_.span(pair)});
    if (cell.valid()) check_cell(cell, record, text);
  }
}

std::string ExampleReader::column(NodeId name, TableId record) {
  std::string text(tree_.name_text(name));
  if (const auto named = find_column(context_.program, record, text)) {
    add_column_reference(context_, tree_, name, record, *named);
  } else {
    std::vector<std::string> names;
    for (const Column& one : program().tables[record].columns) names.push_back(one.name);
    report_unknown_name(context_, tree_, name, text, [&] { return names; });
  }
  return text;
}

// A cell may name a member of its column's enumeration; a date must be on the calendar.
void ExampleReader::check_cell(NodeId cell, TableId record, const std::string& column) {
  const auto named = find_column(context_.program, record, column);
  if (!named) return;
  const Type type = program().tables[record].columns[*named].type;
  if (type.kind == Kind::date && names_no_day(tree_.cell_text(cell)))
    context_.problems.add(Code::example_bad_date, tree_.span(cell), {tree_.cell_text(cell)});
  if (type.kind == Kind::enumeration)
    add_member_reference(context_, tree_, cell, type.enumeration, tree_.cell_text(cell));
}

// Adds rows written as a table; they replace the inherited rows of that table.
void ExampleReader::put_table(ExampleTable table) {
  if (tree_.child(node_, NodeKind::like).valid())
    std::erase_if(example_.tables, [&](const ExampleTable& one) {
      return one.table == table.table && one.heading == table.heading && one.inherited;
    });
  example_.tables.push_back(std::move(table));
}

// Adds a row written as pairs (without a number, the first row). If the row exists, only the named cells are changed.
void ExampleReader::put_row(ExampleTable given, NodeId number) {
  const auto wanted = number.valid() ? parse_exact(tree_.text_of(number)) : Exact(1);
  std::int64_t rows = 0;
  for (ExampleTable& table : example_.tables) {
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
    context_.problems.add(
        Code::example_no_such_row, tree_.span(number),
        {program().tables[given.table].name, std::string(tree_.text_of(number)), std::to_string(rows)});
    return;
  }
  example_.tables.push_back(std::move(given));
}

// An example of the amended policy was written for the rules before the amendment. If it no longer resolves, it is
// listed as outdated; it is not an error of the amendment.
void lower_example(Context& context, const Module& module, NodeId node) {
  const Tree& tree = module.parsed->tree;
  const std::size_t before = context.problems.list.size();
  std::optional<Example> example = ExampleReader(context, module, node).read();
  const bool own = origin_of(context.sources, tree.span(node)).source == syntax::own_source(context.sources, tree);
  if (!own && context.problems.list.size() > before) {
    context.out.outdated.push_back({tree.string_text(tree.first(node)), context.problems.list[before]});
    context.problems.list.resize(before, Diagnostic{});
    if (example) context.outdated_examples.push_back(std::move(*example));
    return;
  }
  if (!example) return;
  const auto [earlier, first] = context.titles_of_examples.try_emplace(example->title, example->span);
  if (own && !first)
    context.problems.add(Code::example_title_twice, tree.span(tree.first(node)), {example->title})
        .also(earlier->second, "先前在这里", "first here");
  example->carried = !own;
  context.out.examples.push_back(std::move(*example));
}

}  // namespace cepol::semantics
