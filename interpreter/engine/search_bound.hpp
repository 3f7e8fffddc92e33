// How many evaluations a result of a row may take where something is blank.
//
// Most rows have few blanks and take few evaluations, whatever is allowed. Where very many rows have many blanks, each
// is allowed less, so that a data set as a whole takes a bounded time. How much depends on the data alone: it is the
// same for all rows of a table, in any order and on any number of threads.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/engine/results.hpp"

namespace cepol::engine {

class SearchBounds {
 public:
  // All must outlive it.
  SearchBounds(const core::Program& program, const data::Dataset& data, const Options& options)
      : program_(program), data_(data), options_(options), bounds_(program.tables.size()) {}

  std::size_t of(core::TableId table);

 private:
  bool is_complete(core::TableId table) const;
  std::vector<std::uint32_t> blanks_of(core::TableId table) const;  // by row: in it and in its children

  const core::Program& program_;
  const data::Dataset& data_;
  const Options& options_;
  std::vector<std::optional<std::size_t>> bounds_;  // by table
};

}  // namespace cepol::engine
