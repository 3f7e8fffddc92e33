// The cells of columns.
#include <algorithm>

#include "interpreter/columnar/batch.hpp"

namespace cepol::columnar {

using namespace core;
using Integers = Special<std::int64_t>;

// Calls `visit` with a function from a row to the value of a cell that is known; a value that does not fit is deferred.
template <class T, class Visit>
void Batch::with_cells(const data::ColumnData& data, Kind kind, Visit&& visit) {
  const std::int64_t* const numbers = data.numbers.data();
  const std::uint32_t* const indices = data.indices.data();
  if constexpr (std::is_same_v<T, std::uint8_t>) {
    visit([=](std::size_t row) { return static_cast<std::uint8_t>(indices[row]); });
  } else if constexpr (std::is_same_v<T, Exact>) {
    std::int64_t scale = 1;
    for (int i = 0; i < data.scale; ++i) scale *= 10;
    visit([=](std::size_t row) { return Exact::ratio(numbers[row], scale).value_or(Special<Exact>::deferred); });
  } else {
    const std::int32_t* const lasts = data.lasts.data();
    switch (kind) {
      case Kind::text:
      case Kind::row: return visit([=](std::size_t row) { return std::int64_t{indices[row]}; });
      case Kind::date:
        return visit([=](std::size_t row) { return numbers[row] == lasts[row] ? numbers[row] : Integers::deferred; });
      case Kind::year:
      case Kind::number: return visit([=](std::size_t row) { return checked(numbers[row]); });
      case Kind::truth:
      case Kind::enumeration: return visit([](std::size_t) { return Integers::deferred; });
    }
  }
}

void Batch::column(NodeId id) {
  const Node& node = plan_.nodes[id];
  const Node& rows_node = plan_.nodes[node.inputs[0]];
  const data::ColumnData& data = data_[node.table].columns[node.column];
  const data::State* const states = data.states.data();
  by_rep(node.rep, [&]<class T>(T) {
    std::vector<T>& values = out<T>(id);
    const std::size_t count = values.size();
    T* const to = values.data();
    with_cells<T>(data, node.kind, [&](auto&& cell) {
      auto read = [&](std::size_t row) -> T {
        return states[row] == data::State::known  ? cell(row)
               : states[row] == data::State::none ? Special<T>::none
                                                  : Special<T>::deferred;
      };
      if (rows_node.op == Op::lane_row && domains_[node.domain.index].one_run && count > 0) {
        const auto first = static_cast<std::size_t>(lanes_[node.inputs[0].index].integers.front());
        if (std::all_of(states + first, states + first + count, [](data::State s) { return s == data::State::known; }))
          for (std::size_t i = 0; i < count; ++i) to[i] = cell(first + i);
        else
          for (std::size_t i = 0; i < count; ++i) to[i] = read(first + i);
        return;
      }
      const In<std::int64_t> rows = in<std::int64_t>(node.inputs[0]);
      for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t row = rows[i];
        to[i] = row == Integers::none       ? Special<T>::none
                : row == Integers::deferred ? Special<T>::deferred
                                            : read(static_cast<std::size_t>(row));
      }
    });
  });
}

}  // namespace cepol::columnar
