#include "interpreter/cli/row_owners.hpp"

#include <algorithm>
#include <string>

#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_shown = 3;      // keys of each side
constexpr std::size_t most_anyones = 100;  // rows of a table that may be anybody's: each matters to all results

std::string parents_keys(const core::Program& program, const data::Dataset& data, core::TableId parent, const Io& io) {
  std::string keys;
  for (data::RowIndex row = 0; row < data[parent].rows && row < most_shown; ++row)
    keys += (row > 0 ? std::string(io.say("、", ", ")) : std::string()) +
            quotable(report::data_cell(program, data, parent, row, *program.tables[parent].key), 100);
  return keys;
}

std::string strangers_keys(const data::Dataset& data, const std::string& table, const Io& io) {
  std::string keys;
  std::size_t shown = 0;
  for (const data::BadRow& bad : data.bad) {
    if (bad.table != table || (bad.fault != data::Fault::no_parent && bad.fault != data::Fault::unlike_link) ||
        shown == most_shown)
      continue;
    keys += (shown++ > 0 ? std::string(io.say("、", ", ")) : std::string()) + quotable(bad.arguments.front(), 100);
  }
  return keys;
}

// Are there rows that name an owner, and not one whose owner may be found?
bool no_row_finds_its_owner(const data::TableData& table) {
  const bool named = table.strangers > 0 || !table.written_links.empty();
  return named && table.elsewhere.rows == 0 && table.children.rows.empty() && table.perhaps_children.rows.empty();
}

// Has the file of the table two columns of that name?
bool has_two(const data::Dataset& data, const std::string& table, const std::string& column) {
  return std::any_of(data.bad.begin(), data.bad.end(), [&](const data::BadRow& bad) {
    return bad.fault == data::Fault::repeated_column && bad.table == table && bad.column == column;
  });
}

}  // namespace

bool accept_row_owners(const core::Program& program, const data::Dataset& data, const Io& io) {
  bool accepted = true;
  for (std::uint32_t t = 0; t < data.tables.size(); ++t) {
    const core::RecordTable& record = program.tables.nodes[t];
    const data::TableData& table = data.tables[t];
    if (!record.parent || !record.link || !program.tables[*record.parent].key) continue;
    const std::string& parent = program.tables[*record.parent].name;
    const std::string& link = record.columns[*record.link].name;
    const std::string& key = program.tables[*record.parent].columns[*program.tables[*record.parent].key].name;
    const bool lost = no_row_finds_its_owner(table) || table.anyones_children.size() > most_anyones;
    if (lost && (has_two(data, record.name, link) || has_two(data, parent, key))) {
      io.message(io.say("“{0}”列重复出现，内容不同，不知道以哪一列为准\n没有处理数据：请留下一列“{0}”\n",
                        "the column “{0}” is there twice with different contents; it is not known which is meant\n"
                        "no data was processed: keep one column “{0}”\n",
                        has_two(data, record.name, link) ? link : key));
      accepted = false;
    } else if (no_row_finds_its_owner(table)) {
      io.message(
          io.say("“{0}”有 {1} 行，没有一行的“{2}”在“{3}”里：\n  “{0}”里是：{4}\n  “{3}”里是：{5}\n"
                 "没有处理数据：请核对“{2}”这一列，两张表里要写同样的号码\n",
                 "none of the {1:row,rows} of “{0}” has a “{2}” that is in “{3}”:\n  in “{0}”: {4}\n  in “{3}”: {5}\n"
                 "no data was processed: check “{2}”, which must be the same in both tables\n",
                 record.name, report::Count{table.strangers + table.all_rows}, link, parent,
                 strangers_keys(data, record.name, io), parents_keys(program, data, *record.parent, io)));
      accepted = false;
    } else if (table.anyones_children.size() > most_anyones) {
      io.message(
          io.say("“{0}”有 {1} 行没有写明“{2}”，可能是任何一行“{3}”的\n"
                 "没有处理数据：请补上“{2}”；是合并的单元格，就取消合并，每行都填上\n",
                 "“{0}” has {1:row,rows} without “{2}”, which may belong to any row of “{3}”\n"
                 "no data was processed: fill in “{2}”; where cells are merged, unmerge them and fill in every row\n",
                 record.name, report::Count{table.anyones_children.size()}, link, parent));
      accepted = false;
    }
  }
  return accepted;
}

}  // namespace cepol::cli
