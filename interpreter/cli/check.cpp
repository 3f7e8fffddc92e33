// cepol check: what is wrong with a policy, and the map of its notice.
#include <fmt/format.h>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/report/output.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

std::string clause_map(const Policy& policy, const Io& io) {
  std::string text;
  std::size_t cited = 0, inert = 0, open = 0, width = 0;
  for (const semantics::ClauseUse& use : policy.checked.clause_map) width = std::max(width, display_width("§" + use.path));
  for (const semantics::ClauseUse& use : policy.checked.clause_map) {
    std::string what;
    if (!use.rules.empty()) {
      ++cited;
      for (const std::string& rule : use.rules) what += (what.empty() ? "" : "、") + rule;
    } else if (!use.inert_reason.empty()) {
      ++inert;
      what = std::string(io.say("不作计算：", "computes nothing: ")) + use.inert_reason;
    } else {
      ++open;
      what = io.say("★ 还没有规则引用", "* not cited by any rule");
    }
    const std::string path = "§" + use.path;
    text += "  " + path + std::string(width - display_width(path) + 2, ' ') + what + "\n";
  }
  text += io.language == Language::zh
              ? fmt::format("条款{}条：有规则引用{}条，不作计算{}条，尚未处理{}条\n", policy.checked.clause_map.size(), cited, inert, open)
              : fmt::format("{} clauses: {} cited, {} compute nothing, {} left over\n", policy.checked.clause_map.size(), cited, inert, open);
  return text;
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
    const std::size_t errors = print_problems(*policy, io);
    const std::size_t warnings = policy->problems.list.size() - errors;
    if (errors + warnings > 0 && status == done) status = found_something;
    std::string text = path + (io.language == Language::zh ? fmt::format("：{}处错误，{}处提醒\n", errors, warnings)
                                                           : fmt::format(": {} errors, {} warnings\n", errors, warnings));
    if (policy->notice) text += clause_map(*policy, io);
    output.write(text);
    if (arguments.core && policy->good()) output.write(core::print(policy->program()));
  }
  return output.commit() ? status : bad_usage;
}

}  // namespace cepol::cli
