// What `cepol diff` says of quotas and printed forms against those of both policies.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "interpreter/data/dataset.hpp"

namespace cepol::edits {

struct ReadBy {
  const core::Program& program;
  data::Dataset data;
};
// `told`: the `impact` of the tool's JSON. Empty: nothing is wrong.
std::string wrong_whole_tables(const ReadBy& before, const ReadBy& after, const nlohmann::json& told);

}  // namespace cepol::edits
