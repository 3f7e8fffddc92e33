// cepol check: what is wrong with a policy, and the map of its notice.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/output.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

struct ClauseMap {
  std::string text;
  std::size_t left_over = 0;
};

std::string rules_text(const semantics::ClauseUse& use, const Io& io) {
  std::string what;
  for (const std::string& rule : use.rules)
    what += (what.empty() ? std::string() : std::string(io.say("、", ", "))) + rule;
  if (what.empty() && !use.inert_reason.empty())
    what = std::string(io.say("不作计算：", "computes nothing: ")) + use.inert_reason;
  return what;
}

ClauseMap clause_map(const Policy& policy, const Io& io) {
  ClauseMap map;
  std::size_t cited = 0, inert = 0, own = 0, width = 0;
  for (const semantics::ClauseUse& use : policy.checked.clause_map)
    width = std::max(width, display_width(core::clause_label(use.path)));
  std::string left_over;
  for (const semantics::ClauseUse& use : policy.checked.clause_map) {
    const std::string path = core::clause_label(use.path);
    std::string what = rules_text(use, io);
    if (use.own) {
      ++own;
      cited += use.rules.empty() ? 0 : 1;
      inert += use.rules.empty() && !what.empty() ? 1 : 0;
    }
    if (what.empty() && use.own) {
      ++map.left_over;
      what = io.say("★ 没有规则引用", "* no rule cites it");
      left_over += (left_over.empty() ? std::string() : std::string(io.say("、", ", "))) + path;
    } else if (what.empty()) {
      what = io.say("不再有规则引用", "no rule cites it any more");
    }
    map.text += fmt::format("  {}{}{}\n", path, std::string(width - display_width(path) + 2, ' '), what);
  }
  map.text += io.say("条款 {} 条：有规则引用 {} 条，不作计算 {} 条，",
                     "{:clause,clauses}: {} cited by rules, {} computing nothing, ", report::Count{own}, cited, inert);
  map.text += map.left_over == 0 ? std::string(io.say("没有遗漏\n", "none left over\n"))
                                 : io.say("遗漏 {} 条：{}\n", "{} left over: {}\n", map.left_over, left_over);
  return map;
}

// Clauses of the amended policies' notices on which rules rest, and which no line of the new one touches.
std::string carried_over(const Policy& policy, const Io& io, std::size_t& findings) {
  if (policy.amends.empty())
    return std::string(
        io.say("这份政策没有修订别的政策，没有沿用的条款\n", "the policy amends no other: nothing is carried over\n"));
  std::string text;
  std::size_t reviewed = 0, carried = 0;
  for (const semantics::ClauseUse& use : policy.checked.clause_map) {
    const bool touched =
        std::any_of(policy.operations.begin(), policy.operations.end(), [&](const amend::Operation& operation) {
          return std::find(operation.touched.begin(), operation.touched.end(), use.path) != operation.touched.end();
        });
    if (use.own || (use.rules.empty() && !touched)) continue;
    ++(touched ? reviewed : carried);
    if (!touched) text += fmt::format("  {}  {}\n", core::clause_label(use.path), rules_text(use, io));
  }
  findings += carried;
  return io.say("{}的条款：新通知沿用、修订或废止 {} 条，照旧而未经审阅 {} 条\n",
                "clauses of {}: {} confirmed, changed or repealed; {} carried over unreviewed\n", policy.amends,
                reviewed, carried) +
         text;
}

std::string size_of(const Policy& policy, const Io& io) {
  const core::Program& program = policy.program();
  return io.say("判定 {} 项，读法 {} 种，示例 {} 个\n", "decisions: {}, readings: {}, examples: {}\n",
                program.decisions.size(), program.readings.size(), policy.checked.examples.size());
}

}  // namespace

int run_check(const Arguments& arguments, const Io& io) {
  int status = done;
  report::Output output = report::Output::to_stream(io.out);
  std::vector<std::string> paths;
  for (const std::string& path : arguments.policies) {
    const auto folder = find_folder(path, io);
    if (!folder) {
      paths.push_back(path);
      continue;
    }
    const std::vector<VersionFile> versions = versions_in(*folder);
    std::size_t findings = 0;
    output.write(timeline(versions, io, findings));
    if (findings > 0) status = found_something;
    if (versions.empty()) version_on(*folder, {}, io);  // says so
    if (versions.empty()) status = bad_usage;
    for (const VersionFile& version : versions) paths.push_back(version.file);
  }
  for (const std::string& path : paths) {
    const auto policy = load(path, io);
    if (!policy->readable) {
      status = bad_usage;
      continue;
    }
    const std::size_t errors = print_problems(*policy, io, true), warnings = policy->problems.list.size() - errors;
    std::string text = io.say("{}：错误 {} 处，提醒 {} 处", "{}: {:error,errors}, {:warning,warnings}",
                              policy->sources.nodes.front().name, report::Count{errors}, report::Count{warnings});
    if (const std::size_t known = policy->checked.silenced.size(); known > 0)
      text += io.say("，另有 {} 处已说明", ", {} more known", known);
    text += "\n";
    std::size_t left_over = 0;
    if (errors == 0) text += size_of(*policy, io);
    if (errors == 0 && policy->notice) {  // with errors, rules may be missing from the map
      ClauseMap map = clause_map(*policy, io);
      text += map.text;
      left_over = map.left_over;
    }
    if (arguments.carried_over && errors == 0) text += carried_over(*policy, io, left_over);
    if (arguments.core && errors == 0) text += core::print(policy->program());
    output.write(text);
    if (errors + warnings + left_over > 0 && status == done) status = found_something;
  }
  if (output.commit()) return status;
  return io.not_written(output.error());
}

}  // namespace cepol::cli
