// The report of a comparison as one page to be read and signed: what was compared, with the digests of all files; how
// many rows come out differently; each change with the rows that it concerns; the evidence; a place for signatures. One
// file without network.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diff/report/report.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::pages {

struct DigestedFile {
  std::string path, sha256;  // no digest: a database, or it cannot be read any more
};
struct ComparedSide {
  semantics::CheckedPolicy policy;
  std::vector<DigestedFile> files;    // that the policy was read from
  std::vector<std::string> readings;  // in force: 近年截止=2017
};
struct ComparisonPage {
  std::string version, day;  // of cepol; of the run
  ComparedSide before, after;
  std::vector<DigestedFile> data;
};

std::string comparison_page(const diff::DiffReport& report, const ComparisonPage& page);

}  // namespace cepol::pages
