// Converts an example of a policy to a data set, by the DatasetBuilder that also reads files.
#pragma once

#include <map>

#include "interpreter/data/dataset.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::authoring {

struct ExampleData {
  data::Dataset data;
  // The spans of cells and rows in the policy, for messages: by table name, row and column ("" for the row).
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Span> places;
};

bool is_made_up_key(std::string_view key);  // a key that data_of() generated

// Missing keys are generated; rows of a child table link to the first row of their parent unless the example gives
// another link; columns without a value are blank, or, in an example of an amended policy, have what is said of old
// rows.
ExampleData data_of(const core::Program& program, const semantics::Example& example);

}  // namespace cepol::authoring
