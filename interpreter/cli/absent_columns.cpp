// Compares the columns that the data lack with those given by --absent, and words what is missing.
#include "interpreter/cli/absent_columns.hpp"

#include <algorithm>

#include "interpreter/report/count.hpp"

namespace cepol::cli {

namespace {

bool may_be_none(const core::Column& column) {
  return column.blank == core::Blank::none || column.type.kind == core::Kind::row;
}

// Does something stand in the column, none of which can be read?
bool is_unreadable(const data::Dataset& data, const std::string& table, const std::string& column) {
  return std::any_of(data.bad.begin(), data.bad.end(), [&](const data::BadRow& bad) {
    return bad.table == table && bad.column == column && bad.row > 0;
  });
}

// Cells of identified rows in which something stands, be it readable or not.
std::uint64_t filled_cells(const data::TableData& table, core::ColumnIndex column) {
  const auto& states = table.columns[column].states;
  const auto filled = static_cast<std::uint64_t>(
      std::count_if(states.begin(), states.end(), [](data::State state) { return state != data::State::none; }));
  if (table.elsewhere.rows == 0) return filled;
  return filled + table.elsewhere.rows - table.elsewhere.columns[column].in(data::State::none);
}

}  // namespace

std::string unused_headings(const data::Dataset& data, const std::string& table, const Io& io) {
  constexpr std::size_t most = 3;
  std::vector<std::string> names;
  for (const data::BadRow& bad : data.bad)
    if (bad.table == table && bad.fault == data::Fault::unknown_column && names.size() < most)
      names.push_back(bad.arguments.front());
  if (names.empty()) return {};
  return io.say("；没有用上的列有：{}，请核对列名", "; headings that are not used: {}", Composed{io.listed(names)});
}

bool accept_absent_columns(const core::Program& program, const data::Dataset& data,
                           const std::vector<std::string>& names, const Io& io) {
  for (std::uint32_t t = 0; t < data.tables.size(); ++t) {
    const core::RecordTable& table = program.tables.nodes[t];
    for (core::ColumnIndex c = 0; c < table.columns.size(); ++c) {
      const std::string name = table.name + "." + table.columns[c].name;
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      if (!may_be_none(table.columns[c])) {
        io.message(io.say("“{0}”不是可空的，空着的按未知处理，写了 --absent {0} 也一样\n",
                          "“{0}” is not optional: its blank cells are unknown, with --absent {0} too\n", name));
      } else if (const std::uint64_t filled = filled_cells(data.tables[t], c); filled > 0) {
        io.message(io.say("cepol：写了 --absent {0}，可是“{0}”有 {1} 格不是空的\n",
                          "cepol: --absent {0} is given, but “{0}” is not blank in {1:row,rows}\n", name,
                          report::Count{filled}));
        return false;
      }
    }
  }
  return true;
}

void report_missing_columns(const core::Program& program, const data::Dataset& data, const Io& io) {
  for (std::uint32_t t = 0; t < data.tables.size(); ++t) {
    const core::RecordTable& table = program.tables.nodes[t];
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (!data.tables[t].columns[c].unknown || table.columns[c].may_be_absent) continue;
      const std::string name = table.name + "." + table.columns[c].name;
      if (is_unreadable(data, table.name, table.columns[c].name)) {
        io.message(io.say("“{}”整列都读不懂，各行都按未知处理\n",
                          "nothing in the whole column “{}” can be read; it is unknown in every row\n", name));
        continue;
      }
      io.message(io.say("“{}”整列没有内容，各行都按未知处理{}{}\n",
                        "nothing stands in the whole column “{}”; it is unknown in every row{}{}\n", name,
                        unused_headings(data, table.name, io),
                        may_be_none(table.columns[c]) ? io.say("；确实都是空着的，加上 --absent {}",
                                                               ". Where it is truly blank, add --absent {}", name)
                                                      : std::string()));
    }
  }
}

}  // namespace cepol::cli
