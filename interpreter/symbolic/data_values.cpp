#include "interpreter/symbolic/data_values.hpp"

#include <algorithm>

#include "lang/base/date.hpp"

namespace cepol::symbolic {

using namespace core;

DataValues::DataValues(const Scope& scope, const data::Dataset& data, std::vector<Member> readings)
    : scope_(scope), data_(data), readings_(std::move(readings)) {
  for (std::size_t i = 0; i < scope.texts().size(); ++i)
    constants_.emplace(scope.texts()[i], static_cast<std::int64_t>(i));
}

std::optional<Exact> DataValues::value(Variable variable) const {
  const auto of = scope_.of(variable);
  if (!of) return std::nullopt;
  if (of->part == CellPart::reading) return Exact(readings_[of->reading]);
  if (of->part != CellPart::present) return cell(*of);
  const data::TableData& rows = data_[of->table];
  const bool unsure = std::binary_search(rows.unsure_rows.begin(), rows.unsure_rows.end(), of->row);
  return Exact(of->row < rows.all_rows && !unsure ? 1 : 0);
}

std::optional<Exact> DataValues::cell(const DataVariable& of) const {
  const data::ColumnData& cells = data_[of.table].columns[of.column];
  // A column with one value for all rows has it in the first.
  const std::uint32_t row = scope_.program().tables[of.table].columns[of.column].heading ? 0 : of.row;
  if (row >= data_[of.table].all_rows) return Exact(of.part == CellPart::none ? 1 : 0);
  if (of.part == CellPart::none) return Exact(cells.states[row] == data::State::none ? 1 : 0);
  if (cells.states[row] == data::State::none) return Exact(of.part == CellPart::value ? 0 : 1);
  switch (cells.type.kind) {
    case Kind::truth:
    case Kind::enumeration:
    case Kind::row: return Exact(cells.indices[row]);
    case Kind::year: return Exact(cells.numbers[row]);
    case Kind::text: {
      const auto found = constants_.find(data_.texts[cells.indices[row]]);
      return found != constants_.end() ? Exact(found->second)
                                       : Exact(static_cast<std::int64_t>(constants_.size()) + cells.indices[row]);
    }
    case Kind::date: {
      const Civil civil = civil_of(static_cast<Day>(cells.numbers[row]));
      return Exact(of.part == CellPart::year ? civil.year : of.part == CellPart::month ? civil.month : civil.day);
    }
    case Kind::number: {  // in units of the last decimal place that the column has
      std::int64_t scale = 1, places = 1;
      for (int i = 0; i < cells.scale; ++i) scale *= 10;
      for (int i = 0; i < scope_.program().tables[of.table].columns[of.column].places; ++i) places *= 10;
      const auto number = Exact::ratio(cells.numbers[row], scale);
      return number ? times(*number, places) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::string_view DataValues::text(Exact number) const {
  const auto at = static_cast<std::size_t>(number.num);
  return at < constants_.size() ? std::string_view(scope_.texts()[at])
                                : data_.texts[static_cast<std::uint32_t>(at - constants_.size())];
}

std::optional<bool> DataValues::contains(Exact text_number, Exact part) const {
  return text(text_number).find(text(part)) != std::string_view::npos;
}

Evaluation DataValues::evaluation(const Terms& terms) const {
  return {terms, [this](Variable variable) { return value(variable); },
          [this](Exact text_number, Exact part) { return contains(text_number, part); }};
}

}  // namespace cepol::symbolic
