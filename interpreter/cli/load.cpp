// Resolves a policy argument to a file, loads it, and prints its problems.
#include "interpreter/cli/load.hpp"

#include <fmt/format.h>

#include "interpreter/cli/versions.hpp"
#include "interpreter/workspace/load.hpp"
#include "interpreter/workspace/locate.hpp"

namespace cepol::cli {

namespace {

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
  std::size_t errors = 0;
  for (const Diagnostic& problem : policy.problems.list) {
    const bool error = severity_of(problem.code) == Severity::error;
    errors += error ? 1 : 0;
    if (error || warnings) io.message(render(problem, policy.sources, io.language, io.colour_err));
  }
  return errors;
}

std::string written_at(const Sources& sources, Span span) {
  span = origin_of(sources, span);
  const Source& source = sources[span.source];
  const LineColumn at = place_of(source, span.begin);
  return fmt::format("{}:{}:{}", source.name, at.line, at.column);
}

}  // namespace cepol::cli
