// A receipt: what results were computed from, so that `cepol verify` can compute them again and compare.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/result_digests.hpp"

namespace cepol::cli {

struct Receipt {
  std::string version, day, program;  // of cepol; of the run; the policy's name
  InputOptions inputs;                // with the option of every reading, also of those that were not chosen
  std::optional<std::string> columns;
  std::vector<std::string> only;
  std::vector<FileDigest> read, written;
  std::vector<TableDigest> results;
};

std::string to_json(const Receipt& receipt);
// nullopt: it is no receipt.
std::optional<Receipt> receipt_of(const std::string& json);

}  // namespace cepol::cli
