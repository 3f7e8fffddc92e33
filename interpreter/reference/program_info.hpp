// What the walk needs to know of a program before it starts: constants, how deep frames stack, which functions are
// worth remembering, which folds over whole tables are the same for every row. It depends on the readings that are
// chosen and on no data, so that many evaluators, on several threads, may share it.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "interpreter/reference/value_set.hpp"

namespace cepol::reference {

struct ProgramInfo {
  ProgramInfo(const core::Program& program, const std::vector<core::Member>& readings);

  enum class Sort : std::uint8_t { constant, local, truth, other };
  struct Node {  // what the walk asks of every expression, close together
    Sort sort;
    Shape shape;
    core::Slot slot;  // local
  };
  static constexpr std::size_t most_key = 4;  // arguments of a function that is remembered

  std::vector<Node> nodes;                       // by expression
  std::vector<ValueSet> constants;               // by expression; only of Constant and ReadingOption terms
  std::vector<std::string_view> text_constants;  // sorted
  std::vector<std::uint8_t> memoised;            // by function: worth remembering
  std::vector<std::uint32_t> owner;              // by expression: the function that it belongs to
  std::vector<std::uint32_t> whole_numbers;      // by expression: from 1; 0: no fold that depends on no row
  std::uint32_t wholes = 0;                      // how many such folds there are
  std::size_t memos = 1, stack = 1;              // how many results to remember, a power of two; slots of all frames
};

// Of one program, by the readings that are chosen: for whoever evaluates it on many small sets of data.
class ProgramInfoCache {
 public:
  explicit ProgramInfoCache(const core::Program& program) : program_(program) {}

  const core::Program& program() const { return program_; }
  std::shared_ptr<const ProgramInfo> with(const std::vector<core::Member>& readings);

 private:
  const core::Program& program_;
  std::map<std::vector<core::Member>, std::shared_ptr<const ProgramInfo>> by_readings_;
};

}  // namespace cepol::reference
