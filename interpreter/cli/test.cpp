// cepol test: the examples of policies, what they reach and which changes of the rules they would notice.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/cli/test_report.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/pages/coverage.hpp"

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
  const bool page = arguments.text_format == "html";
  const std::vector<std::string> paths = files_of(arguments.policies, io);
  if (page && paths.size() > 1) {
    io.message(std::string(io.say("cepol：一页只放一份政策；有几份的，请一份一份地做\n",
                                  "cepol: a page is of one policy; give each a command of its own\n")));
    return bad_usage;
  }
  report::Output output = output_of(arguments, io);
  for (const std::string& path : paths) {
    const auto policy = load(path, io);
    if (!policy->good()) {
      if (policy->readable) print_problems(*policy, io, false);
      status = bad_usage;
      continue;
    }
    if (replaces_input({policy.get()}, arguments, io)) return bad_usage;
    std::size_t findings = 0;
    const authoring::Coverage coverage = authoring::coverage(policy->as_checked(), engines::standard());
    std::string text = examples_text(*policy, coverage, io, findings);
    if (arguments.coverage && !page) text += coverage_text(*policy, coverage, io);
    if (arguments.mutate) text += changes_text(*policy, coverage, io, findings);
    if (page) {
      const pages::Policy given{policy->as_checked(), policy->notice, policy->others};
      output.write(pages::coverage_page(pages::make_coverage(given, coverage, io.language == Language::en)));
      io.message(text);  // beside the page, not in it
    } else {
      output.write(text);
    }
    if (findings > 0 && status == done) status = found_something;
  }
  // A file is whole or not there: that of a policy that cannot be read is not written.
  if (status == bad_usage && !arguments.output.empty()) return status;
  if (output.commit()) return status;
  return io.not_written(output.error());
}

}  // namespace cepol::cli
