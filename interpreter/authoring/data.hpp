// An example of a policy as a data set, through the same door as any data.
#pragma once

#include <map>

#include "interpreter/data/dataset.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::authoring {

struct ExampleData {
  data::Dataset data;
  // Where the cells and rows stand in the policy, for messages: by table name, row and column ("" for the row).
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Span> places;
};

// Keys that are left out are made up; rows of a child table belong to the first row of their parent record unless they
// say otherwise; columns that are not mentioned are blank.
ExampleData data_of(const core::Program& program, const semantics::Example& example);

}  // namespace cepol::authoring
