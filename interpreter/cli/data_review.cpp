#include "interpreter/cli/data_review.hpp"

#include <algorithm>
#include <unordered_map>

#include "interpreter/data/bad_causes.hpp"
#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/open_references.hpp"
#include "interpreter/report/cells.hpp"

namespace cepol::cli {

using data::Fault;
using engine::BlankCell;

namespace {

constexpr std::size_t most_first_places = 3;

// Is the fault's first argument what stands in the cell?
bool tells_text(Fault fault) {
  static constexpr Fault with_text[] = {Fault::bad_choice,
                                        Fault::group_given,
                                        Fault::month_without_zero,
                                        Fault::day_not_sure,
                                        Fault::day_or_month,
                                        Fault::short_year,
                                        Fault::date_serial,
                                        Fault::bad_truth,
                                        Fault::bad_number,
                                        Fault::number_out_of_range,
                                        Fault::too_many_places,
                                        Fault::number_too_large,
                                        Fault::bad_date,
                                        Fault::several_dates,
                                        Fault::no_such_day,
                                        Fault::date_out_of_range,
                                        Fault::bad_year,
                                        Fault::year_out_of_range,
                                        Fault::bad_id,
                                        Fault::id_without_day,
                                        Fault::id_with_slip,
                                        Fault::id_differs,
                                        Fault::ends_before_begin,
                                        Fault::no_key,
                                        Fault::dangling_reference,
                                        Fault::cut_key,
                                        Fault::cut_link,
                                        Fault::near_link,
                                        Fault::unlike_link,
                                        Fault::no_parent,
                                        Fault::no_key_link,
                                        Fault::doubtful_owner,
                                        Fault::duplicate_key,
                                        Fault::cut_keys_meet};
  return std::find(std::begin(with_text), std::end(with_text), fault) != std::end(with_text);
}

}  // namespace

DataReview::DataReview(const core::Program& program, const data::Dataset& data, bool english)
    : program_(program), data_(data), english_(english) {
  std::map<std::tuple<std::string, std::string, Fault>, std::size_t> index;
  for (const data::BadCause& cause : data::causes_of(data.bad)) {
    index.emplace(std::tuple(cause.table, cause.column, cause.fault), problems_.size());
    const std::vector<std::string> cells = report::cause_cells(cause, english);
    problems_.push_back(
        {cause.table, cause.column, cause.count, cells[3], cells[4], cause.without_result, cause.without_result});
  }
  for (const data::BadRow& bad : data.bad) {
    const Found one{index.at({bad.table, bad.column, bad.fault}), &bad};
    by_place_.emplace(std::tuple(bad.table, bad.row, bad.column), one);
    if (bad.count > 1) of_many_rows_[{bad.table, bad.column}].push_back(one);
  }
}

DataReview::Found DataReview::found(const BlankCell& cell) const {
  const core::RecordTable& record = program_.tables[cell.table];
  const std::uint64_t row = data_[cell.table].source_rows[cell.row];
  const explain::Lack lack = explain::lack_of(program_, data_, cell);
  const auto at = [&](std::uint64_t of_row, const std::string& column) -> Found {
    const auto place = by_place_.find({record.name, of_row, column});
    return place == by_place_.end() ? Found{SIZE_MAX, nullptr} : place->second;
  };
  if (lack == explain::Lack::column) return at(0, record.columns[cell.column].name);
  if (lack == explain::Lack::cell || lack == explain::Lack::owner)
    if (const Found one = at(row, record.columns[cell.column].name); one.bad != nullptr) return one;
  const bool listed =
      lack == explain::Lack::cell && data_[cell.table].columns[cell.column].states[cell.row] == data::State::listed;
  if (listed && record.key)  // rows with one key that differ
    if (const Found one = at(row, record.columns[*record.key].name);
        one.bad != nullptr && one.bad->fault == Fault::duplicate_key)
      return one;
  if (lack != explain::Lack::cell) {  // any fault of the row
    const auto first = by_place_.lower_bound({record.name, row, std::string()});
    if (first != by_place_.end() && std::get<0>(first->first) == record.name && std::get<1>(first->first) == row)
      return first->second;
  }
  // Of very many faults some are not listed one by one.
  if (cell.column != engine::whole_row)
    if (const auto many = of_many_rows_.find({record.name, record.columns[cell.column].name});
        many != of_many_rows_.end())
      for (const Found& one : many->second)
        if (data::concerns(*one.bad, row)) return one;
  return {SIZE_MAX, nullptr};
}

std::size_t DataReview::blank_problem(const BlankCell& cell) {
  const core::RecordTable& record = program_.tables[cell.table];
  const bool all = explain::lack_of(program_, data_, cell) == explain::Lack::column;
  const bool listed = !all && cell.column != engine::whole_row &&
                      data_[cell.table].columns[cell.column].states[cell.row] == data::State::listed;
  const auto [at, is_new] = blanks_.try_emplace({cell.table.index, cell.column,
                                                 all      ? 2
                                                 : listed ? 1
                                                          : 0},
                                                problems_.size());
  if (is_new) {
    const bool whole_row = cell.column == engine::whole_row;
    const bool day = !whole_row && record.columns[cell.column].type.kind == core::Kind::date;
    const std::string reason =
        all         ? (english_ ? "nothing stands in the whole column; fill it in" : "整列没有内容；请补上")
        : whole_row ? (english_ ? "it is not sure that this row is a record of its own; check it"
                                : "不能确定这一行是不是单独的一条；请核对")
        : listed    ? (english_ ? "it may be one of several values, as where rows with one key differ; check it"
                                : "可能是几个值之一（如主键重复的几行内容不同），不能确定；请核对")
        : day ? (english_ ? "blank, or not known to the day; fill it in" : "空着，或者没有写到日；请补上")
              : (english_ ? "blank; fill it in" : "空着；请补上");
    problems_.push_back({record.name, whole_row ? std::string() : record.columns[cell.column].name, 0, "", reason, 0});
  }
  DataProblem& problem = problems_[at->second];
  ++problem.count;
  if (problem.count <= most_first_places && !all)
    problem.rows += (problem.rows.empty() ? ""
                     : english_           ? ", "
                                          : "、") +
                    std::to_string(data_[cell.table].source_rows[cell.row]);
  if (problem.count == most_first_places + 1 && !all) problem.rows += english_ ? ", ..." : " 等";
  if (all) problem.count = 1;
  return at->second;
}

void DataReview::add(const engine::RowResults& results) {
  std::vector<std::uint32_t> of_row;
  bool open = false;
  for (const auto& decided : results.decisions) {
    open = open || decided.outcome.status == engine::Status::undetermined;
    const auto cells = explain::without_cells_of_named_rows(program_, data_, decided.outcome.missing);
    const std::vector<char> behind = explain::are_behind_references(program_, data_, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (behind[i] != 0) continue;
      const auto [at, is_new] = numbers_.try_emplace(cells[i], static_cast<std::uint32_t>(cells_.size()));
      if (is_new) {
        cells_.push_back(cells[i]);
        Found one = found(cells[i]);
        if (one.problem == SIZE_MAX) one.problem = blank_problem(cells[i]);
        problem_of_.push_back(one.problem);
        bad_of_.push_back(one.bad);
      }
      of_row.push_back(at->second);
    }
  }
  if (!open) return;
  std::sort(of_row.begin(), of_row.end());
  of_row.erase(std::unique(of_row.begin(), of_row.end()), of_row.end());
  missing_.insert(missing_.end(), of_row.begin(), of_row.end());
  ends_.push_back(missing_.size());
}

std::vector<DataProblem> DataReview::problems() const {
  std::vector<DataProblem> list = problems_;
  std::vector<std::size_t> last_row(list.size(), SIZE_MAX);
  for (std::size_t row = 0, at = 0; row < ends_.size(); ++row)
    for (; at < ends_[row]; ++at)
      if (const std::size_t problem = problem_of_[missing_[at]]; last_row[problem] != row) {
        last_row[problem] = row;
        ++list[problem].affected;
      }
  std::stable_sort(list.begin(), list.end(), [](const DataProblem& a, const DataProblem& b) {
    if ((a.without_result > 0) != (b.without_result > 0)) return a.without_result > 0;
    return a.affected > b.affected;
  });
  return list;
}

std::string DataReview::was(const BlankCell& cell, const data::BadRow* bad) const {
  if (bad != nullptr) return tells_text(bad->fault) && bad->count == 1 ? bad->arguments.front() : std::string();
  if (cell.column == engine::whole_row) return {};
  const data::ColumnData& column = data_[cell.table].columns[cell.column];
  return column.states[cell.row] == data::State::known
             ? report::data_cell(program_, data_, cell.table, cell.row, cell.column)
             : std::string();
}

std::vector<DataPlace> DataReview::places() const {
  std::vector<std::uint64_t> rows(cells_.size(), 0);
  for (const std::uint32_t cell : missing_) ++rows[cell];
  std::vector<DataPlace> list;
  std::map<std::tuple<std::string, std::uint64_t, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const BlankCell& cell = cells_[i];
    const core::RecordTable& record = program_.tables[cell.table];
    const bool whole_column = explain::lack_of(program_, data_, cell) == explain::Lack::column;
    const std::uint64_t row = whole_column ? 0 : data_[cell.table].source_rows[cell.row];
    // Of a row whose owner is not sure because of another cell, that cell is to be mended.
    const std::string column = bad_of_[i] != nullptr && !whole_column ? bad_of_[i]->column
                               : cell.column == engine::whole_row     ? std::string()
                                                                      : record.columns[cell.column].name;
    const auto [at, is_new] = known.emplace(std::tuple(record.name, row, column), list.size());
    if (is_new)
      list.push_back(
          {cell.table, whole_column ? std::nullopt : std::optional(cell.row), row, column, was(cell, bad_of_[i]),
           bad_of_[i] != nullptr ? data::reason_of(*bad_of_[i], english_) : problems_[problem_of_[i]].reason, 0});
    list[at->second].affected += rows[i];
  }
  std::map<std::uint32_t, std::unordered_map<std::uint64_t, data::RowIndex>> by_source;  // of a table: the first row
  const auto row_of_source = [&](std::uint32_t table) -> const auto& {
    const auto [at, is_new] = by_source.try_emplace(table);
    const auto& sources = data_.tables[table].source_rows;
    for (data::RowIndex row = 0; is_new && row < sources.size(); ++row) at->second.try_emplace(sources[row], row);
    return at->second;
  };
  for (const data::BadRow& bad : data_.bad) {
    if (bad.row == 0 || known.contains({bad.table, bad.row, bad.column})) continue;
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
      if (program_.tables.nodes[t].name != bad.table) continue;
      known.emplace(std::tuple(bad.table, bad.row, bad.column), list.size());
      list.push_back({core::TableId{t}, std::nullopt, bad.row, bad.column,
                      tells_text(bad.fault) && bad.count == 1 ? bad.arguments.front() : std::string(),
                      data::reason_of(bad, english_), 0});
      const auto& rows_by_source = row_of_source(t);
      if (const auto row = rows_by_source.find(bad.row); row != rows_by_source.end()) list.back().row = row->second;
    }
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const DataPlace& a, const DataPlace& b) { return a.affected > b.affected; });
  return list;
}

}  // namespace cepol::cli
