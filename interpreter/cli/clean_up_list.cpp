#include "interpreter/cli/clean_up_list.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "interpreter/cli/selection.hpp"
#include "interpreter/cli/word_map.hpp"
#include "interpreter/files/list_file.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_not_applied = 50;

class ListLines {
 public:
  ListLines(const Inputs& inputs, const std::string& by)
      : program_(inputs.policy->program()), data_(inputs.data), by_(by) {}

  std::string key(const DataPlace& place) const {
    const core::RecordTable& record = program_.tables[place.table];
    if (!place.row) return {};
    if (record.key) return cell(place.table, *place.row, *record.key);
    const auto owner = owner_of(place.table, *place.row);
    if (owner && program_.tables[owner->first].key)
      return cell(owner->first, owner->second, *program_.tables[owner->first].key);
    const auto written = data_[place.table].written_links.find(*place.row);
    return written == data_[place.table].written_links.end() ? std::string() : written->second;
  }
  std::string unit(const DataPlace& place) const {
    auto row = place.row ? std::optional(std::pair(place.table, *place.row)) : std::nullopt;
    for (; row; row = owner_of(row->first, row->second))
      if (const auto column = column_of(program_, row->first, by_)) return cell(row->first, row->second, *column);
    return {};
  }

 private:
  std::string cell(core::TableId table, data::RowIndex row, core::ColumnIndex column) const {
    return report::data_cell(program_, data_, table, row, column);
  }
  std::optional<std::pair<core::TableId, data::RowIndex>> owner_of(core::TableId table, data::RowIndex row) const {
    const core::RecordTable& record = program_.tables[table];
    if (!record.parent || !record.link) return std::nullopt;
    const data::ColumnData& link = data_[table].columns[*record.link];
    if (link.states[row] != data::State::known) return std::nullopt;
    return std::pair(*record.parent, static_cast<data::RowIndex>(link.indices[row]));
  }

  const core::Program& program_;
  const data::Dataset& data_;
  const std::string& by_;
};

}  // namespace

void write_clean_up_list(const Inputs& inputs, const std::vector<DataPlace>& places, const std::string& by,
                         report::ResultWriter& writer) {
  using report::CellKind;
  const core::Program& program = inputs.policy->program();
  const ListLines lines(inputs, by);
  report::Heads heads;
  if (!by.empty()) heads.emplace_back(by);
  for (const auto& [zh, en, kind] :
       std::initializer_list<std::tuple<const char*, const char*, CellKind>>{{"表", "table", CellKind::text},
                                                                             {"行", "row", CellKind::number},
                                                                             {"主键", "key", CellKind::text},
                                                                             {"列", "column", CellKind::text},
                                                                             {"原有", "was", CellKind::text},
                                                                             {"应为", "becomes", CellKind::text},
                                                                             {"问题", "problem", CellKind::reasons},
                                                                             {"影响", "affects", CellKind::number}})
    heads.emplace_back(program.english ? en : zh, kind);
  writer.begin(program.english ? "corrections" : "补正", heads);
  std::vector<std::pair<std::string, const DataPlace*>> ordered;
  for (const DataPlace& place : places) ordered.emplace_back(by.empty() ? std::string() : lines.unit(place), &place);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [unit, place] : ordered) {
    std::vector<std::string> cells;
    if (!by.empty()) cells.push_back(unit);
    cells.insert(
        cells.end(),
        {program.tables[place->table].name, place->source_row == 0 ? std::string() : std::to_string(place->source_row),
         lines.key(*place), place->column, place->was, "", place->reason, std::to_string(place->affected)});
    writer.row(cells);
  }
  writer.end();
}

bool Corrections::add(const std::string& path, const core::Program& program, const Io& io) {
  const bool english = io.language == Language::en;
  const files::List list = files::read_list(path, "补正",
                                            {{"表", {"table"}},
                                             {"行", {"row"}},
                                             {"主键", {"key"}},
                                             {"列", {"column"}},
                                             {"原有", {"was"}},
                                             {"应为", {"becomes"}}},
                                            *io.files);
  std::size_t mistakes = list.errors.size() + list.bad.size();
  for (const files::ReadError& error : list.errors)
    io.message(quoted_format("{}{}{}\n", error.path, io.say("：", ": "),
                             io.system_words(data::reason_of(error.fault, error.arguments, english))));
  for (std::size_t i = 0; i < list.bad.size() && i < most_not_applied; ++i)
    io.message(quoted_format("{}{}{}{}{}\n", path, io.say("：", ": "), data::place_of(list.bad[i], english),
                             io.say("：", ": "), data::reason_of(list.bad[i], english)));
  const auto wrong = [&](const files::ListRow& line, const std::string& why) {
    if (++mistakes <= most_not_applied)
      io.message(io.say("{} 第 {} 行：{}\n", "{}, row {}: {}\n", path, line.number, Composed{why}));
  };
  std::map<std::tuple<std::string, std::uint32_t, std::string>, std::string> given;
  for (const data::Correction& one : all_) given.emplace(std::tuple(one.table, one.row, one.column), one.becomes);
  for (const files::ListRow& line : list.rows) {
    data::Correction one{line.number, line.cells[0], line.cells[3], 0, line.cells[2], line.cells[4], line.cells[5]};
    if (one.becomes.empty()) {
      ++open_;
      continue;
    }
    const auto table = std::find_if(program.tables.nodes.begin(), program.tables.nodes.end(),
                                    [&](const core::RecordTable& record) { return record.name == one.table; });
    if (table == program.tables.nodes.end()) {
      wrong(line, io.say("没有名为“{}”的表", "there is no table “{}”", one.table));
      continue;
    }
    if (std::none_of(table->columns.begin(), table->columns.end(),
                     [&](const core::Column& column) { return column.name == one.column; })) {
      wrong(line, io.say("“{}”没有“{}”这一列", "“{}” has no column “{}”", one.table, one.column));
      continue;
    }
    const std::string& row = line.cells[1];
    const auto [end, error] = std::from_chars(row.data(), row.data() + row.size(), one.row);
    if (error != std::errc() || end != row.data() + row.size() || one.row == 0) {
      wrong(line, std::string(io.say("没有写是数据第几行的，不能这样改；请在数据里改",
                                     "it does not say which row of the data is meant; correct it in the data")));
      continue;
    }
    if (says_blank_word(one.becomes)) one.becomes.clear();
    const auto [at, is_new] = given.emplace(std::tuple(one.table, one.row, one.column), one.becomes);
    if (!is_new) {
      if (at->second != one.becomes)
        wrong(line, io.say("这一格前面已经改成“{}”", "this cell was corrected to “{}” before", at->second));
      continue;
    }
    all_.push_back(std::move(one));
    list_of_.push_back(paths_.size());
  }
  paths_.push_back(path);
  return mistakes == 0;
}

std::optional<Corrections> Corrections::read(const std::vector<std::string>& paths, const core::Program& program,
                                             const Io& io) {
  Corrections corrections;
  bool good = true;
  for (const std::string& path : paths) good = corrections.add(path, program, io) && good;
  if (good) return corrections;
  io.message(std::string(io.say("没有处理数据：请先改好补正表\n", "no data was processed: mend the list first\n")));
  return std::nullopt;
}

void Corrections::report(const data::Dataset& data, const Io& io) const {
  if (paths_.empty()) return;
  std::size_t applied = 0, not_applied = 0;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const data::Correction& one = all_[i];
    const data::CorrectionUse& use = data.corrections[i];
    if (use.state == data::CorrectionState::applied) {
      ++applied;
      continue;
    }
    if (++not_applied > most_not_applied) continue;
    std::string why;
    switch (use.state) {
      case data::CorrectionState::applied: break;
      case data::CorrectionState::no_row:
        why = io.say("“{}”没有第 {} 行", "“{}” has no row {}", one.table, one.row);
        break;
      case data::CorrectionState::no_column:
        why =
            io.say("“{}”第 {} 行没有“{}”这一格", "row {1} of “{0}” has no cell “{2}”", one.table, one.row, one.column);
        break;
      case data::CorrectionState::other_key:
        why = io.say("“{}”第 {} 行现在是“{}”的，不是“{}”的", "row {1} of “{0}” is that of “{2}” now, not of “{3}”",
                     one.table, one.row, use.now, one.key);
        break;
      case data::CorrectionState::differs:
        why = io.say("“{}”第 {} 行“{}”现在是“{}”，不是“{}”", "“{2}” in row {1} of “{0}” is “{3}” now, not “{4}”",
                     one.table, one.row, one.column, use.now, one.was);
        break;
    }
    io.message(io.say("{} 第 {} 行没有照改：{}\n", "{}, row {} was not applied: {}\n", paths_[list_of_[i]], one.line,
                      Composed{why}));
  }
  if (not_applied > most_not_applied)
    io.message(io.say("没有照改的一共 {} 处\n", "{:correction was,corrections were} not applied in all\n",
                      report::Count{not_applied}));
  io.message(io.say("按补正表改了 {} 处{}\n", "{:correction was,corrections were} applied{}\n", report::Count{applied},
                    open_ == 0 ? std::string()
                               : io.say("；没有填“应为”的 {} 处，没有改",
                                        "; {:line does,lines do} not say what should stand there and changed nothing",
                                        report::Count{open_})));
}

}  // namespace cepol::cli
