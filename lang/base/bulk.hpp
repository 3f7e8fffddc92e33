// Lists that are as long as the data have rows, cells or texts. Their memory is that of
// std::pmr::get_default_resource(), which may lie in temporary files where data are larger than memory
// (interpreter/cli/spilled_memory.hpp): so they hold plain values alone, and what reads them should go through them in
// order.
#pragma once

#include <memory_resource>
#include <type_traits>
#include <vector>

namespace cepol {

template <class Value>
requires std::is_trivially_copyable_v<Value>
using Bulk = std::pmr::vector<Value>;

}  // namespace cepol
