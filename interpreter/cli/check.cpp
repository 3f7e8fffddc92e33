// cepol check: what is wrong with a policy, and the map of its notice.
#include <fmt/format.h>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/report/output.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

struct ClauseMap {
  std::string text;
  std::size_t left_over = 0;
};

ClauseMap clause_map(const Policy& policy, const Io& io) {
  ClauseMap map;
  std::size_t cited = 0, inert = 0, width = 0;
  for (const semantics::ClauseUse& use : policy.checked.clause_map)
    width = std::max(width, display_width(core::clause_label(use.path)));
  std::string left_over;
  for (const semantics::ClauseUse& use : policy.checked.clause_map) {
    const std::string path = core::clause_label(use.path);
    std::string what;
    if (!use.rules.empty()) {
      ++cited;
      for (const std::string& rule : use.rules)
        what += (what.empty() ? std::string() : std::string(io.say("、", ", "))) + rule;
    } else if (!use.inert_reason.empty()) {
      ++inert;
      what = std::string(io.say("不作计算：", "computes nothing: ")) + use.inert_reason;
    } else {
      ++map.left_over;
      what = io.say("★ 没有规则引用", "* no rule cites it");
      left_over += (left_over.empty() ? std::string() : std::string(io.say("、", ", "))) + path;
    }
    map.text += fmt::format("  {}{}{}\n", path, std::string(width - display_width(path) + 2, ' '), what);
  }
  map.text += fmt::format(fmt::runtime(io.say("条款 {} 条：有规则引用 {} 条，不作计算 {} 条，",
                                              "{} clauses: {} cited by rules, {} compute nothing, ")),
                          policy.checked.clause_map.size(), cited, inert);
  map.text += map.left_over == 0 ? std::string(io.say("没有遗漏\n", "none left over\n"))
                                 : fmt::format(fmt::runtime(io.say("遗漏 {} 条：{}\n", "{} left over: {}\n")),
                                               map.left_over, left_over);
  return map;
}

std::string size_of(const Policy& policy, const Io& io) {
  const core::Program& program = policy.program();
  return fmt::format(
      fmt::runtime(io.say("判定 {} 项，读法 {} 种，示例 {} 个\n", "decisions: {}, readings: {}, examples: {}\n")),
      program.decisions.size(), program.readings.size(), policy.checked.examples.size());
}

}  // namespace

int run_check(const Arguments& arguments, const Io& io) {
  int status = done;
  report::Output output = report::Output::to_stream(io.out);
  for (const std::string& path : arguments.policies) {
    const auto policy = load(path, io);
    if (!policy->readable) {
      status = bad_usage;
      continue;
    }
    const std::size_t errors = print_problems(*policy, io, true), warnings = policy->problems.list.size() - errors;
    std::string text = fmt::format(fmt::runtime(io.say("{}：错误 {} 处，提醒 {} 处\n", "{}: {} errors, {} warnings\n")),
                                   policy->sources.nodes.front().name, errors, warnings);
    std::size_t left_over = 0;
    if (errors == 0) text += size_of(*policy, io);
    if (errors == 0 && policy->notice) {  // with errors, rules may be missing from the map
      ClauseMap map = clause_map(*policy, io);
      text += map.text;
      left_over = map.left_over;
    }
    if (arguments.core && errors == 0) text += core::print(policy->program());
    output.write(text);
    if (errors + warnings + left_over > 0 && status == done) status = found_something;
  }
  if (output.commit()) return status;
  io.message(
      fmt::format(fmt::runtime(io.say("cepol：结果没有写成：{}\n", "cepol: the results could not be written: {}\n")),
                  io.system_words(output.error())));
  return bad_usage;
}

}  // namespace cepol::cli
