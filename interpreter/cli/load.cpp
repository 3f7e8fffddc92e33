// Resolves a policy argument to a file, loads it, and prints its problems.
#include "interpreter/cli/load.hpp"

#include <algorithm>

#include "interpreter/cli/versions.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/workspace/load.hpp"
#include "interpreter/workspace/locate.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_problems = 100;  // listed at a time

void warn_of_date(const Policy& policy, const std::string& on, const Io& io) {
  const core::Program& program = policy.program();
  const Day day = parse_date(on)->first;
  const bool before = program.applies_from && day < *program.applies_from;
  if (!before && !(program.applies_to && day > *program.applies_to)) return;
  io.message(io.say("注意：{} 不在“{}”的适用期里\n", "note: “{1}” does not apply on {0}\n", on, program.name));
}

}  // namespace

std::unique_ptr<Policy> load(const std::string& given, const Io& io, const std::string& on) {
  const workspace::Workspace workspace = workspace_of(io);
  std::string path = workspace::find_policy(workspace, given);
  if (const auto folder = workspace::find_folder(workspace, given)) {
    const auto chosen = version_on(*folder, on, io);
    if (!chosen) return std::make_unique<Policy>();
    path = *chosen;
  }
  auto policy = workspace::load(workspace, path);
  if (!policy->readable)
    io.message(io.say("{}：打不开政策文件：{}；请核对名称和位置\n",
                      "{}: the policy cannot be opened: {}; check its name and place\n", path,
                      io.system_words(policy->why_unreadable)));
  if (!on.empty() && !policy->modules.empty()) warn_of_date(*policy, on, io);
  return policy;
}

std::size_t print_problems(const Policy& policy, const Io& io, bool warnings) {
  return print_problems(policy.problems, policy.sources, io, warnings);
}

std::size_t print_problems(const Problems& problems, const Sources& sources, const Io& io, bool warnings) {
  std::vector<const Diagnostic*> listed;
  const auto is_error = [](const Diagnostic* problem) { return severity_of(problem->code) == Severity::error; };
  for (const Diagnostic& problem : problems.list)
    if (warnings || is_error(&problem)) listed.push_back(&problem);
  const std::size_t all = listed.size();
  if (all > most_problems) {
    std::stable_partition(listed.begin(), listed.end(), is_error);  // of many the errors first
    listed.resize(most_problems);
  }
  for (const Diagnostic* problem : listed) io.message(styled(*problem, sources, io.language));
  if (all > most_problems)
    io.message(io.say("还有 {} 处没有列出；改好上面的再检查\n",
                      "{:further problem is,further problems are} not listed: mend these first\n",
                      report::Count{all - most_problems}));
  return static_cast<std::size_t>(std::count_if(problems.list.begin(), problems.list.end(),
                                                [&](const Diagnostic& problem) { return is_error(&problem); }));
}

std::string written_at(const Sources& sources, Span span) {
  span = origin_of(sources, span);
  const Source& source = sources[span.source];
  const LineColumn at = place_of(source, span.begin);
  return quoted_format("{}:{}:{}", quotable(source.name), at.line, at.column);
}

}  // namespace cepol::cli
