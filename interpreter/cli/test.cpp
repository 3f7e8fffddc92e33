// cepol test: the examples of policies, what they reach and which changes of the rules they would notice.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/cli/test_report.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/report/output.hpp"

namespace cepol::cli {

namespace {

// Policy files; of a folder each of its versions.
std::vector<std::string> files_of(const std::vector<std::string>& given, const Io& io) {
  std::vector<std::string> paths;
  for (const std::string& path : given) {
    const auto folder = find_folder(path, io);
    const std::vector<VersionFile> versions = folder ? versions_in(*folder) : std::vector<VersionFile>{};
    for (const VersionFile& version : versions) paths.push_back(version.file);
    if (versions.empty()) paths.push_back(path);
  }
  return paths;
}

}  // namespace

int run_test(const Arguments& arguments, const Io& io) {
  int status = done;
  report::Output output = report::Output::to_stream(io.out);
  for (const std::string& path : files_of(arguments.policies, io)) {
    const auto policy = load(path, io);
    if (!policy->good()) {
      if (policy->readable) print_problems(*policy, io, false);
      status = bad_usage;
      continue;
    }
    std::size_t findings = 0;
    const examples::Coverage coverage = coverage_of(*policy);
    output.write(examples_text(*policy, coverage, io, findings));
    if (arguments.coverage) output.write(coverage_text(*policy, coverage, io));
    if (arguments.mutate) output.write(changes_text(*policy, io, findings));
    if (findings > 0 && status == done) status = found_something;
  }
  if (output.commit()) return status;
  return io.not_written(output.error());
}

}  // namespace cepol::cli
