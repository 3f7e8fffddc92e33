#include "interpreter/data/dataset_builder.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/listing.hpp"
#include "interpreter/data/texts.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

constexpr std::uint32_t ignored = UINT32_MAX;  // a column of the file that the table does not have
constexpr RowIndex no_row = UINT32_MAX;
constexpr char bad_cells[256] = {};  // by fault: the address says which

// Why a cell could not be read.
std::optional<Fault> fault_of(std::string_view cell) {
  const auto at = std::bit_cast<std::uintptr_t>(cell.data()), first = std::bit_cast<std::uintptr_t>(&bad_cells[0]);
  if (!cell.empty() || at < first || at >= first + sizeof bad_cells) return std::nullopt;
  return static_cast<Fault>(at - first);
}

bool is_heading(const core::Column& column) { return column.heading; }

void append(ColumnData& column, const Cell& cell) {
  column.states.push_back(cell.state);
  switch (column.type.kind) {
    case core::Kind::date: column.lasts.push_back(cell.last); [[fallthrough]];
    case core::Kind::number:
    case core::Kind::year: column.numbers.push_back(cell.number); break;
    case core::Kind::truth:
    case core::Kind::enumeration:
    case core::Kind::text:
    case core::Kind::row: column.indices.push_back(cell.index); break;
  }
}

template <class Value>
void keep_only(std::vector<Value>& values, const std::vector<char>& kept) {
  if (values.empty()) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < kept.size(); ++from)
    if (kept[from]) values[to++] = values[from];
  values.resize(to);
}

}  // namespace

struct DatasetBuilder::Impl {
  enum class Target { none, table, heading };

  // How the cells of a row go into the columns of a table.
  struct Layout {
    std::vector<std::string> names;  // as opened
    std::uint32_t file = 0;
    std::vector<std::uint32_t> columns;  // by cell; `ignored`: not read
    bool readable = true;                // false: its key or link is missing
  };

  // A heading column's one value, from whichever row says it first.
  struct HeadingValue {
    Cell cell;  // unknown: nobody has said
    std::string text, table;
    std::uint32_t row = 0;
    bool differ = false;
  };

  struct TableBuilder {
    const core::RecordTable* record = nullptr;
    std::vector<CellReader> readers;
    TableData data;
    Layout layout, heading_layout;
    std::vector<HeadingValue> headings;                     // by column
    std::vector<RowIndex> row_of_key;                       // by text; may be shorter than the texts
    std::vector<std::pair<RowIndex, std::uint32_t>> files;  // the first row from each file, in order
    std::uint64_t heading_rows = 0;
    bool linked = false;  // finish() has been here

    RowIndex row_with_key(std::uint32_t text) const { return text < row_of_key.size() ? row_of_key[text] : no_row; }
    std::uint32_t file_of(RowIndex row) const {
      const auto after =
          std::upper_bound(files.begin(), files.end(), row, [](RowIndex r, const auto& run) { return r < run.first; });
      return after == files.begin() ? 0 : std::prev(after)->second;
    }
  };

  const core::Program& program;
  std::vector<TableBuilder> tables;
  Texts texts;
  std::vector<BadRow> bad;
  std::vector<Order> order;  // of `bad`
  std::vector<std::string> files{""};
  std::uint32_t file = 0;
  Target target = Target::none;
  std::size_t current = 0;                  // table
  std::vector<std::string_view> by_column;  // of the row being read
  std::vector<Cell> cells;

  explicit Impl(const core::Program& p) : program(p) { begin(); }

  void begin() {
    tables.clear();
    for (const core::RecordTable& record : program.tables.nodes) {
      TableBuilder& table = tables.emplace_back();
      table.record = &record;
      for (const core::Column& column : record.columns) {
        table.readers.emplace_back(program, column);
        ColumnData& data = table.data.columns.emplace_back();
        data.type = column.type;
        data.scale = table.readers.back().scale();
      }
      table.headings.resize(record.columns.size());
    }
    texts = Texts();
    bad = {};
    order = {};
    files = {""};
    file = 0;
    target = Target::none;
  }

  // ---- names

  std::optional<std::size_t> table_named(std::string_view name) const {
    for (std::size_t i = 0; i < tables.size(); ++i)
      if (tables[i].record->name == name) return i;
    return std::nullopt;
  }
  std::optional<std::size_t> table_headed_by(std::string_view name) const {
    for (std::size_t i = 0; i < tables.size(); ++i)
      if (!name.empty() && tables[i].record->heading == name) return i;
    return std::nullopt;
  }
  std::vector<std::string> table_names() const {
    std::vector<std::string> names;
    for (const TableBuilder& table : tables) {
      names.push_back(table.record->name);
      if (!table.record->heading.empty()) names.push_back(table.record->heading);
    }
    return names;
  }

  // ---- faults

  void list(std::string_view table, std::uint32_t in_file, std::uint64_t row, std::string_view column, Fault fault,
            std::vector<std::string> arguments, bool excluded) {
    std::uint32_t table_order = UINT32_MAX, column_order = 0;
    const core::RecordTable* record = nullptr;
    if (const auto index = table_named(table)) {
      table_order = static_cast<std::uint32_t>(*index * 2 + 1);
      record = tables[*index].record;
    } else if (const auto headed = table_headed_by(table)) {
      table_order = static_cast<std::uint32_t>(*headed * 2);
      record = tables[*headed].record;
    }
    if (record != nullptr && !column.empty()) {
      const auto found = std::find_if(record->columns.begin(), record->columns.end(),
                                      [&](const core::Column& c) { return c.name == column; });
      column_order = static_cast<std::uint32_t>(found - record->columns.begin()) + 1;
    }
    order.push_back({table_order, in_file, row, column_order, static_cast<std::uint32_t>(bad.size())});
    bad.push_back(
        {std::string(table), row, std::string(column), fault, std::move(arguments), excluded, files[in_file], {}});
  }

  // ---- columns

  Layout lay_out(std::string_view shown, const TableBuilder& table, bool heading,
                 const std::vector<std::string>& names) {
    const auto& columns = table.record->columns;
    Layout layout;
    layout.names = names;
    layout.file = file;
    std::vector<char> present(columns.size(), 0);
    Numbers unnamed, illegible_columns;
    std::vector<std::string> known;
    for (const core::Column& column : columns)
      if (!heading || is_heading(column)) known.push_back(column.name);
    std::vector<char> repeated(columns.size(), 0);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string_view name = trimmed(names[i]);
      layout.columns.push_back(ignored);
      if (name == illegible) {
        illegible_columns.add(i + 1);
        continue;
      }
      if (name.empty()) {
        unnamed.add(i + 1);
        continue;
      }
      const auto found = std::find_if(columns.begin(), columns.end(), [&](const core::Column& c) {
        return c.name == name && (!heading || is_heading(c));
      });
      if (found == columns.end()) {
        list(shown, file, 0, excerpt(name), Fault::unknown_column,
             {excerpt(name), nearest_name(excerpt(name), known).value_or("")}, false);
        continue;
      }
      const auto index = static_cast<std::size_t>(found - columns.begin());
      if (present[index]) {
        if (!std::exchange(repeated[index], 1))
          list(shown, file, 0, name, Fault::repeated_column, {std::string(name)}, false);
        continue;
      }
      present[index] = 1;
      layout.columns.back() = static_cast<std::uint32_t>(index);
    }
    if (std::string which = illegible_columns.text(); !which.empty())
      list(shown, file, 0, "", Fault::illegible_heading, {std::move(which)}, false);
    if (std::string which = unnamed.text(); !which.empty())
      list(shown, file, 0, "", Fault::unnamed_column, {std::move(which)}, false);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (present[i] || heading) continue;
      if (table.record->key == i) {
        list(shown, file, 0, columns[i].name, Fault::missing_key_column, {columns[i].name}, false);
        layout.readable = false;
      } else if (table.record->parent && table.record->link == i) {
        list(shown, file, 0, columns[i].name, Fault::missing_link_column,
             {columns[i].name, program.tables[*table.record->parent].name}, false);
        layout.readable = false;
      } else if (table.readers[i].blank() == State::unknown && !is_heading(columns[i])) {
        list(shown, file, 0, columns[i].name, Fault::missing_column, {columns[i].name}, false);
      }
    }
    return layout;
  }

  bool open(std::string_view name, const std::vector<std::string>& names) {
    const auto table = table_named(name);
    const auto headed = table ? std::nullopt : table_headed_by(name);
    if (!table && !headed) {
      target = Target::none;
      list(excerpt(name), file, 0, "", Fault::unknown_table,
           {excerpt(name), nearest_name(excerpt(name), table_names()).value_or("")}, false);
      return false;
    }
    target = table ? Target::table : Target::heading;
    current = table ? *table : *headed;
    TableBuilder& builder = tables[current];
    Layout& layout = table ? builder.layout : builder.heading_layout;
    if (layout.file != file || layout.names != names || layout.columns.empty())
      layout = lay_out(name, builder, headed.has_value(), names);
    return true;
  }

  // ---- rows

  void row(std::uint32_t source_row, std::span<const std::string_view> given) {
    if (target == Target::none) return;
    TableBuilder& table = tables[current];
    const bool heading = target == Target::heading;
    const Layout& layout = heading ? table.heading_layout : table.layout;
    const std::string& shown = heading ? table.record->heading : table.record->name;
    if (heading)
      ++table.heading_rows;
    else
      ++table.data.rows_read;
    auto exclude = [&](std::string_view column, Fault fault, std::vector<std::string> arguments) {
      if (!heading) ++table.data.rows_excluded;
      list(shown, file, source_row, column, fault, std::move(arguments), true);
      for (std::size_t i = 0; i < std::min(given.size(), layout.columns.size()); ++i)
        if (!heading && table.record->key == layout.columns[i]) bad.back().key = trimmed(given[i]);
    };
    if (!layout.readable) {  // said once for all rows, by open()
      ++table.data.rows_excluded;
      return;
    }
    const bool ragged = given.size() != layout.columns.size();
    if (ragged) {
      std::vector<std::string> sizes = {std::to_string(given.size()), std::to_string(layout.columns.size())};
      // Whose row it is may still be legible. Leaving it out would make a certain result of what is not known.
      if (heading || !table.record->parent) return exclude("", Fault::ragged_row, std::move(sizes));
      list(shown, file, source_row, "", Fault::ragged_child, std::move(sizes), false);
    }
    if (heading && table.heading_rows > 1) return exclude("", Fault::heading_several_rows, {shown});

    by_column.assign(table.record->columns.size(), std::string_view());
    for (std::size_t i = 0; i < std::min(given.size(), layout.columns.size()); ++i)
      if (layout.columns[i] != ignored)
        by_column[layout.columns[i]] = fault_of(given[i]) ? given[i] : trimmed(given[i]);
    if (heading) {
      for (std::uint32_t c = 0; c < by_column.size(); ++c)
        if (is_heading(table.record->columns[c]))
          say_heading(table, c, read_cell(table, c, shown, source_row), shown, source_row);
      return;
    }

    std::uint32_t key = 0;
    if (const auto column = table.record->key) {
      const std::string& name = table.record->columns[*column].name;
      if (fault_of(by_column[*column])) return exclude(name, Fault::illegible_key, {name});
      if (by_column[*column].empty()) return exclude(name, Fault::blank_key, {name});
      key = texts.index_of(by_column[*column]);
      if (const RowIndex first = table.row_with_key(key); first != no_row) {
        const std::uint32_t first_file = table.file_of(first);
        return exclude(name, Fault::duplicate_key,
                       {excerpt(by_column[*column]), std::to_string(table.data.source_rows[first]),
                        first_file == file ? "" : files[first_file]});
      }
    }
    const auto link = table.record->parent ? table.record->link : std::nullopt;
    if (link && fault_of(by_column[*link]))
      return exclude(table.record->columns[*link].name, Fault::illegible_key, {table.record->columns[*link].name});
    if (const auto column = link; column && by_column[*column].empty())
      return exclude(table.record->columns[*column].name, Fault::blank_link,
                     {table.record->columns[*column].name, program.tables[*table.record->parent].name});

    const RowIndex index = table.data.rows++;
    if (table.files.empty() || table.files.back().second != file) table.files.emplace_back(index, file);
    table.data.source_rows.push_back(source_row);
    if (table.record->key) {
      if (key >= table.row_of_key.size())
        table.row_of_key.resize(std::max<std::size_t>(key + 1, table.row_of_key.size() * 2), no_row);
      table.row_of_key[key] = index;
    }
    for (std::uint32_t c = 0; c < by_column.size(); ++c) {
      const bool legible = !ragged || c == table.record->link || c == table.record->key;
      const Cell cell = !legible ? Cell() : read_cell(table, c, shown, source_row);
      append(table.data.columns[c], cell);
      if (is_heading(table.record->columns[c])) say_heading(table, c, cell, shown, source_row);
    }
  }

  Cell read_cell(const TableBuilder& table, std::uint32_t c, const std::string& shown, std::uint32_t source_row) {
    Cell cell;
    const std::string_view text = by_column[c];
    const std::string& name = table.record->columns[c].name;
    if (const auto bad_cell = fault_of(text)) {
      list(shown, file, source_row, name, *bad_cell, {}, false);
    } else if (text.empty()) {
      cell.state = table.readers[c].blank();
    } else if (auto fault = table.readers[c].read(text, texts, cell)) {
      list(shown, file, source_row, name, fault->fault, std::move(fault->arguments), false);
      cell = Cell();
    }
    return cell;
  }

  void say_heading(TableBuilder& table, std::uint32_t c, const Cell& cell, const std::string& shown,
                   std::uint32_t source_row) {
    if (cell.state != State::known) return;
    HeadingValue& value = table.headings[c];
    if (value.cell.state != State::known) {
      value = {cell, excerpt(by_column[c]), shown, source_row, false};
    } else if (!(value.cell == cell) && !value.differ) {
      value.differ = true;
      list(shown, file, source_row, table.record->columns[c].name, Fault::headings_differ,
           {excerpt(by_column[c]), value.text, value.table, std::to_string(value.row)}, false);
    }
  }

  void unreadable(std::string_view name, std::uint32_t source_row, std::string_view column, Fault fault,
                  std::vector<std::string> arguments) {
    if (const auto table = table_named(name); table && source_row != 0) {
      ++tables[*table].data.rows_read;
      ++tables[*table].data.rows_excluded;
    }
    list(name, file, source_row, column, fault, std::move(arguments), source_row != 0);
  }

  // ---- the end

  void link_children(std::size_t index) {
    TableBuilder& table = tables[index];
    if (table.linked) return;
    table.linked = true;
    if (!table.record->parent || !table.record->link) return;
    const std::size_t parent_index = table.record->parent->index;
    link_children(parent_index);  // grandparents first
    const TableBuilder& parent = tables[parent_index];
    const std::uint32_t link = *table.record->link;
    TableData& data = table.data;

    std::vector<RowIndex> parents(data.rows, no_row);
    std::vector<char> kept(data.rows, 1);
    for (RowIndex row = 0; row < data.rows; ++row) {
      const std::uint32_t key = data.columns[link].indices[row];
      parents[row] = parent.row_with_key(key);
      if (parents[row] != no_row) continue;
      kept[row] = 0;
      list(table.record->name, table.file_of(row), data.source_rows[row], table.record->columns[link].name,
           Fault::no_parent, {excerpt(texts[key]), parent.record->name}, true);
    }
    const auto kept_count = static_cast<RowIndex>(std::count(kept.begin(), kept.end(), 1));
    if (kept_count != data.rows) drop_rows(table, kept, kept_count);
    keep_only(parents, kept);

    data.child_begin.assign(parent.data.rows + std::size_t{1}, 0);
    for (RowIndex p : parents) ++data.child_begin[p + std::size_t{1}];
    for (std::size_t p = 0; p < parent.data.rows; ++p) data.child_begin[p + 1] += data.child_begin[p];
    data.child_rows.resize(data.rows);
    std::vector<std::uint32_t> next(data.child_begin.begin(), data.child_begin.end() - 1);
    for (RowIndex row = 0; row < data.rows; ++row) data.child_rows[next[parents[row]]++] = row;
  }

  static void drop_rows(TableBuilder& table, const std::vector<char>& kept, RowIndex kept_count) {
    std::vector<RowIndex> new_row(kept.size(), no_row);
    RowIndex next = 0;
    for (std::size_t row = 0; row < kept.size(); ++row)
      if (kept[row]) new_row[row] = next++;
    TableData& data = table.data;
    data.rows_excluded += kept.size() - kept_count;
    data.rows = kept_count;
    keep_only(data.source_rows, kept);
    for (ColumnData& column : data.columns) {
      keep_only(column.states, kept);
      keep_only(column.numbers, kept);
      keep_only(column.lasts, kept);
      keep_only(column.indices, kept);
    }
    for (RowIndex& row : table.row_of_key)
      if (row != no_row) row = new_row[row];
    std::vector<std::pair<RowIndex, std::uint32_t>> files;
    RowIndex before = 0;  // kept rows before `row`
    std::size_t row = 0;
    for (const auto& [first, file] : table.files) {
      for (; row < first; ++row) before += kept[row] ? 1u : 0u;
      files.emplace_back(before, file);
    }
    table.files = std::move(files);
  }

  void spread_headings(TableBuilder& table) {
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
      if (!is_heading(table.record->columns[c])) continue;
      const HeadingValue& value = table.headings[c];
      Cell cell = value.cell;
      if (value.differ) cell = Cell();
      if (!value.differ && cell.state != State::known) cell.state = table.readers[c].blank();
      ColumnData& column = table.data.columns[c];
      std::fill(column.states.begin(), column.states.end(), cell.state);
      std::fill(column.numbers.begin(), column.numbers.end(), cell.number);
      std::fill(column.lasts.begin(), column.lasts.end(), cell.last);
      std::fill(column.indices.begin(), column.indices.end(), cell.index);
    }
  }

  void resolve_references(TableBuilder& table) {
    for (std::size_t c = 0; c < table.data.columns.size(); ++c) {
      ColumnData& column = table.data.columns[c];
      if (column.type.kind != core::Kind::row) continue;
      const TableBuilder& target_table = tables[column.type.table.index];
      for (RowIndex row = 0; row < table.data.rows; ++row) {
        if (column.states[row] != State::known) continue;
        const std::uint32_t key = column.indices[row];
        column.indices[row] = target_table.row_with_key(key);
        if (column.indices[row] != no_row) continue;
        column.indices[row] = dangling;
        list(table.record->name, table.file_of(row), table.data.source_rows[row], table.record->columns[c].name,
             Fault::dangling_reference, {excerpt(texts[key]), target_table.record->name}, false);
      }
    }
  }

  Dataset finish() {
    for (std::size_t i = 0; i < tables.size(); ++i) link_children(i);
    for (TableBuilder& table : tables) spread_headings(table);
    for (TableBuilder& table : tables) resolve_references(table);
    Dataset dataset;
    for (TableBuilder& table : tables) dataset.tables.push_back(std::move(table.data));
    dataset.texts = texts.take();
    put_in_order(bad, order);
    dataset.bad = std::move(bad);
    begin();
    return dataset;
  }
};

DatasetBuilder::DatasetBuilder(const core::Program& program) : impl_(std::make_unique<Impl>(program)) {}
DatasetBuilder::~DatasetBuilder() = default;

void DatasetBuilder::from(std::string_view file) {
  impl_->file = static_cast<std::uint32_t>(impl_->files.size());
  impl_->files.emplace_back(file);
  impl_->target = Impl::Target::none;
}
bool DatasetBuilder::open(std::string_view table, const std::vector<std::string>& columns) {
  return impl_->open(table, columns);
}
bool DatasetBuilder::opened(std::string_view table) const {
  const auto found = impl_->table_named(table);
  return found && !impl_->tables[*found].layout.columns.empty();
}
void DatasetBuilder::row(std::uint32_t source_row, std::span<const std::string_view> cells) {
  impl_->row(source_row, cells);
}
std::string_view DatasetBuilder::bad_cell(Fault fault) {
  return std::string_view(bad_cells, sizeof bad_cells).substr(static_cast<std::size_t>(fault), 0);
}
void DatasetBuilder::note(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                          std::vector<std::string> arguments) {
  impl_->list(table, impl_->file, source_row, column, fault, std::move(arguments), false);
}
void DatasetBuilder::unreadable(std::string_view table, std::uint32_t source_row, std::string_view column, Fault fault,
                                std::vector<std::string> arguments) {
  impl_->unreadable(table, source_row, column, fault, std::move(arguments));
}
Dataset DatasetBuilder::finish() { return impl_->finish(); }

}  // namespace cepol::data
