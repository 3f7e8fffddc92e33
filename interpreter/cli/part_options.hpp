// --part K/N, and --summary FILE: which part of the data a run decides, and what is known of all parts.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/cli/command.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/part_file.hpp"
#include "interpreter/data/division.hpp"

namespace cepol::cli {

struct PartOption {
  std::optional<std::string> typed;
  data::Part part = {};
  Option option() { return {"--part", &typed}; }
  std::string check(const Io& io);
};

// The texts of the policy that this run has read.
std::string digest_of_policy(const Io& io);
// What a part file of these inputs begins with; `asked`: of the readings and columns that were chosen.
PartHead part_head(PartFileKind kind, const Inputs& inputs, const data::Part& part, const std::string& columns,
                   const Io& io);

// Nullptr: the file is no part file; printed on io.err.
std::unique_ptr<PartReader> open_part(const std::string& path, const Io& io);
// A summary of all parts, as `cepol combine` writes it. Nullopt: it is none; printed on io.err.
struct WholeSummary {
  PartHead head;
  data::DivisionSummary found;
};
std::optional<WholeSummary> read_summary(const std::string& path, const Io& io);
// Is something of all parts missing, or there in two divisions? Then that is said; empty: no.
std::string missing_parts(const std::set<data::Part>& parts, const Io& io);

}  // namespace cepol::cli
