// Maps the headings of a file to the columns of a table; reports unknown, repeated and missing headings.
#include <algorithm>
#include <utility>

#include "interpreter/data/builder_state.hpp"
#include "interpreter/data/column_names.hpp"
#include "interpreter/data/number_ranges.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

std::vector<std::string> table_names(const BuilderState& state) {
  std::vector<std::string> names;
  for (const TableBuilder& table : state.tables) {
    names.push_back(table.record->name);
    if (!table.record->heading.empty()) names.push_back(table.record->heading);
  }
  return names;
}

bool same_headings(const ColumnLayout& layout, const std::vector<CellText>& headings) {
  if (layout.headings.size() != headings.size()) return false;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (headings[i].text != layout.headings[i] || headings[i].fault != layout.faults[i]) return false;
  return true;
}

std::string heading_key(std::string_view text) { return key_form(text); }

// Computes the ColumnLayout of one file for one table.
struct LayoutTask {
  BuilderState& state;
  TableBuilder& table;
  std::string_view table_name;                // the table's, or its heading table's
  bool heading;                               // only the heading columns
  std::vector<char> present{};                // by column of the table
  std::vector<std::string> first_headings{};  // likewise: the first heading of the column, as a key
  bool unclear = false;                       // several headings mean one column

  void add_fault(std::string_view column, Fault fault, std::vector<std::string> arguments) {
    state.faults.add({table_name, state.file, 0, column}, fault, std::move(arguments));
  }
  bool takes(const core::Column& column) const { return !heading || column.heading; }

  void unknown_column(std::string_view name) {
    std::vector<std::string> known;
    for (const core::Column& column : table.record->columns)
      if (takes(column)) known.push_back(column.name);
    add_unread(state, table_name, "", name);
    add_fault(excerpt(name), Fault::unknown_column, {excerpt(name), nearest_name(excerpt(name), known).value_or("")});
  }

  // The column of that word; else the only one of which it differs in capitals, where no other heading may be that.
  std::optional<std::size_t> column_of(const std::string& form, const std::vector<CellText>& headings) const {
    const auto& columns = table.record->columns;
    std::optional<std::size_t> alike;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (takes(columns[i]) && has_word(columns[i], form, heading_key)) return i;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!takes(columns[i]) || !has_word_in_any_case(columns[i], form)) continue;
      if (alike) return std::nullopt;
      alike = i;
    }
    if (!alike) return std::nullopt;
    const auto meaning_it = std::count_if(headings.begin(), headings.end(), [&](const CellText& one) {
      return !one.fault && has_word_in_any_case(columns[*alike], key_form(trimmed(one.text)));
    });
    return meaning_it == 1 ? alike : std::nullopt;
  }

  std::vector<std::uint32_t> columns_of(const std::vector<CellText>& headings) {
    const auto& columns = table.record->columns;
    std::vector<std::uint32_t> result(headings.size(), ignored_column);
    std::vector<char> repeated(columns.size(), 0);
    NumberRanges unnamed, illegible;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const std::string_view name = trimmed(headings[i].text);
      const std::string form = key_form(name);
      if (headings[i].fault) {
        illegible.add(i + 1);
        continue;
      }
      if (form.empty()) {
        unnamed.add(i + 1);
        continue;
      }
      if (is_unused_heading(state, table_name, name)) continue;
      const auto found = column_of(form, headings);
      if (!found) {
        unknown_column(name);
        continue;
      }
      const std::size_t index = *found;
      result[i] = static_cast<std::uint32_t>(index);
      if (form != key_form(columns[index].name)) add_other_heading(state, table_name, columns[index].name, name);
      if (!std::exchange(present[index], 1)) {
        first_headings[index] = form;
      } else if (first_headings[index] != form) {
        unclear = true;
        add_fault(columns[index].name, Fault::several_headings,
                  {columns[index].name, first_headings[index] + "\n" + std::string(name)});
      } else if (!std::exchange(repeated[index], 1)) {
        add_fault(name, Fault::repeated_column, {std::string(name)});
      }
    }
    if (std::string which = illegible.text(); !which.empty())
      add_fault("", Fault::illegible_heading, {std::move(which)});
    if (std::string which = unnamed.text(); !which.empty()) add_fault("", Fault::unnamed_column, {std::move(which)});
    return result;
  }

  // Reports the columns that are missing; can rows be placed without them?
  bool rows_can_be_placed() {
    bool can = true;
    const core::RecordTable& record = *table.record;
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      const core::Column& column = record.columns[i];
      if (present[i] || heading) continue;
      if (record.key == i) {
        add_fault(column.name, Fault::missing_key_column, {column.name});
        can = false;
      } else if (record.parent && record.link == i) {
        add_fault(column.name, Fault::missing_link_column, {column.name, state.program.tables[*record.parent].name});
        can = false;
      } else if (!column.heading && !(column.taken_from && present[column.taken_from->column])) {
        report_absent(state, table, static_cast<core::ColumnIndex>(i));
      }
    }
    return can;
  }

  // A table with a column for each year or choice: a row holds several records, and it is not known how many.
  void find_values_as_headings(const std::vector<CellText>& headings) {
    const core::RecordTable& record = *table.record;
    if (!record.parent || heading) return;
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      const core::Column& column = record.columns[i];
      if (present[i] || record.link == i) continue;
      std::vector<std::string> found;
      for (const CellText& one : headings) {
        const std::string_view name = trimmed(one.text);
        if (one.fault || column_of(key_form(name), headings) || is_unused_heading(state, table_name, name) ||
            !is_value_of(column, key_form(name)))
          continue;
        if (std::find(found.begin(), found.end(), name) == found.end()) found.emplace_back(name);
      }
      if (found.size() < 2) continue;
      std::string list;
      for (const std::string& name : found) list += (list.empty() ? "" : "\n") + excerpt(name);
      add_fault(column.name, Fault::values_as_headings, {column.name, list});
      unclear = true;
    }
  }

  // Where an amount is missing and what tells the records apart too, several columns that are not known may be these
  // amounts, one for each kind.
  void find_unclear_columns(const std::vector<CellText>& headings) {
    const core::RecordTable& record = *table.record;
    if (!record.parent || heading || unclear || (record.link && !present[*record.link])) return;
    std::string missing, unknown;
    bool amount = false, kind = false;
    for (std::size_t i = 0; i < record.columns.size(); ++i) {
      const core::Column& column = record.columns[i];
      if (present[i] || record.link == i || record.key == i ||
          is_assumed_blank(state, table, static_cast<core::ColumnIndex>(i)))
        continue;
      const bool is_amount = column.type.kind == core::Kind::number;
      const bool is_kind = column.type.kind == core::Kind::enumeration || column.type.kind == core::Kind::year ||
                           column.type.kind == core::Kind::date;
      amount = amount || is_amount;
      kind = kind || is_kind;
      if (is_amount || is_kind) missing += (missing.empty() ? "" : "\n") + column.name;
    }
    if (!amount || !kind) return;
    std::size_t count = 0;
    for (const CellText& one : headings) {
      const std::string_view name = trimmed(one.text);
      if (one.fault || name.empty() || column_of(key_form(name), headings) ||
          is_unused_heading(state, table_name, name))
        continue;
      unknown += (++count == 1 ? "" : "\n") + excerpt(name);
    }
    if (count < 2) return;
    add_fault("", Fault::unclear_columns, {missing, unknown});
    unclear = true;
  }

  // Is it, or does it begin or end with, a choice of the column; does it name a year, where the column has years?
  bool is_value_of(const core::Column& column, const std::string& form) const {
    constexpr std::size_t least = 3;  // bytes of a word that a heading begins or ends with
    if (column.type.kind == core::Kind::year || column.type.kind == core::Kind::date) {
      std::size_t digits = 0;
      for (std::size_t at = 0; at <= form.size(); ++at) {
        if (at < form.size() && is_digit(form[at])) {
          ++digits;
        } else if (std::exchange(digits, 0) == 4 &&
                   (form.substr(at - 4, 2) == "19" || form.substr(at - 4, 2) == "20")) {
          return true;
        }
      }
      return false;
    }
    if (column.type.kind != core::Kind::enumeration) return false;
    const auto& members = state.program.enumerations[column.type.enumeration].members;
    return std::any_of(members.begin(), members.end(), [&](const std::string& member) {
      const std::string word = key_form(member);
      return form == word || (word.size() > least && (form.starts_with(word) || form.ends_with(word)));
    });
  }

  // Texts and references are numbered in the order of the rows.
  void set_ahead(ColumnLayout& layout) const {
    std::uint32_t count = 0;
    for (std::size_t c = 0; c < present.size(); ++c) {
      const core::Kind kind = table.record->columns[c].type.kind;
      const bool can_be = layout.cell_of[c] != ignored_column && table.roles[c] == PlainRole::other &&
                          kind != core::Kind::text && kind != core::Kind::row;
      layout.ahead.push_back(can_be ? count++ : ignored_column);
    }
  }

  ColumnLayout run(const std::vector<CellText>& headings) {
    present.assign(table.record->columns.size(), 0);
    first_headings.assign(present.size(), {});
    ColumnLayout layout;
    for (const CellText& one : headings) {
      layout.headings.emplace_back(one.text);
      layout.faults.push_back(one.fault);
    }
    layout.file = state.file;
    layout.number = ++state.layouts;
    layout.columns = columns_of(headings);
    find_values_as_headings(headings);
    find_unclear_columns(headings);
    for (std::size_t i = 0; i < present.size(); ++i) table.present[i] |= present[i];
    std::vector<std::uint32_t> sorted = layout.columns;
    std::erase(sorted, ignored_column);
    std::sort(sorted.begin(), sorted.end());
    layout.repeated = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    layout.readable = (rows_can_be_placed() && !unclear) || (state.assumptions.words_only && !heading);
    layout.cell_of.assign(present.size(), ignored_column);
    for (std::uint32_t i = 0; i < layout.columns.size(); ++i)
      if (layout.columns[i] != ignored_column) layout.cell_of[layout.columns[i]] = i;
    set_ahead(layout);
    const bool identity = table.record->key || (table.record->parent && table.record->link);
    layout.plain_rows = !heading && !state.assumptions.words_only && layout.readable && !layout.repeated && identity;
    return layout;
  }
};

}  // namespace

bool is_assumed_blank(const BuilderState& state, const TableBuilder& table, core::ColumnIndex column) {
  const core::Column& declared = table.record->columns[column];
  const auto& assumed = state.assumptions.absent;
  return declared.may_be_absent ||
         std::find(assumed.begin(), assumed.end(), table.record->name + "." + declared.name) != assumed.end();
}

void report_absent(BuilderState& state, TableBuilder& table, core::ColumnIndex column) {
  const core::Column& declared = table.record->columns[column];
  if (is_assumed_blank(state, table, column)) return;
  const auto& old = state.assumptions.old_rows;
  if (!declared.old_rows.empty() &&
      std::find(old.begin(), old.end(), table.record->name + "." + declared.name) != old.end()) {
    table.without_old.emplace(column, state.file);
    return;
  }
  table.absent[column] = 1;
  state.faults.add({table.record->name, state.file, 0, declared.name}, Fault::missing_column, {declared.name});
}

bool open_table(BuilderState& state, std::string_view name, const std::vector<CellText>& headings) {
  const auto table = table_named(state, name);
  const auto with_heading = table ? std::nullopt : table_with_heading(state, name);
  if (!table && !with_heading) {
    state.target = BuilderState::Target::none;
    const std::string shown = excerpt(name);
    state.faults.add({shown, state.file}, Fault::unknown_table,
                     {shown, nearest_name(shown, table_names(state)).value_or("")});
    return false;
  }
  state.target = table ? BuilderState::Target::table : BuilderState::Target::heading;
  state.current = table ? *table : *with_heading;
  TableBuilder& builder = state.tables[state.current];
  ColumnLayout& layout = table ? builder.layout : builder.heading_layout;
  if (layout.file != state.file || !same_headings(layout, headings) || layout.columns.empty())
    layout = LayoutTask{state, builder, name, !table}.run(headings);
  return true;
}

}  // namespace cepol::data
