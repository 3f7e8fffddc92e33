// The subcommand `cepol check`: prints the errors and warnings of policies, and which rules implement each clause of
// the notice.
#include <algorithm>

#include "interpreter/cli/check_prove.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/policy_arguments.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/text.hpp"
#include "lang/base/visible.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t most_left_over = 100;  // clauses listed in the last line

struct ClauseMap {
  std::string text;
  std::size_t left_over = 0;
};

std::string rules_text(const semantics::ClauseUse& use, const Io& io) {
  std::string what;
  for (const std::string& rule : use.rules)
    what += (what.empty() ? std::string() : std::string(io.say("、", ", "))) + quotable(rule);
  if (what.empty() && !use.inert_reason.empty())
    what = std::string(io.say("不作计算：", "computes nothing: ")) + quotable(use.inert_reason);
  return what;
}

ClauseMap clause_map(const Policy& policy, const Io& io) {
  ClauseMap map;
  std::size_t cited = 0, inert = 0, own = 0, width = 0;
  for (const semantics::ClauseUse& use : policy.checked.clause_map)
    width = std::max(width, display_width(quotable(core::clause_label(use.path))));
  std::vector<std::string> left_over;
  for (const semantics::ClauseUse& use : policy.checked.clause_map) {
    const std::string path = quotable(core::clause_label(use.path));
    std::string what = rules_text(use, io);
    if (use.own) {
      ++own;
      cited += use.rules.empty() ? 0 : 1;
      inert += use.rules.empty() && !what.empty() ? 1 : 0;
    }
    if (what.empty() && use.own) {
      what = io.say("★ 没有规则引用", "* no rule cites it");
      left_over.push_back(path);
    } else if (what.empty()) {
      what = io.say("不再有规则引用", "no rule cites it any more");
    }
    map.text += quoted_format("  {}{}{}\n", path, std::string(width - display_width(path) + 2, ' '), Composed{what});
  }
  map.text += io.say("条款 {} 条：有规则引用 {} 条，不作计算 {} 条，",
                     "{:clause,clauses}: {} cited by rules, {} computing nothing, ", report::Count{own}, cited, inert);
  map.left_over = left_over.size();
  map.text += map.left_over == 0 ? std::string(io.say("没有遗漏\n", "none left over\n"))
                                 : io.say("遗漏 {} 条：{}\n", "{} left over: {}\n", map.left_over,
                                          Composed{io.listed(left_over, most_left_over)});
  return map;
}

// Lists the clauses of the amended policies' notices that rules cite and no line of the amendment confirms, changes or
// repeals; adds their number to `findings`.
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
    if (!touched) text += quoted_format("  {}  {}\n", core::clause_label(use.path), Composed{rules_text(use, io)});
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

// The policies to check; of folders, prints when each version applies. The exit status so far.
int list_policies(const std::vector<std::string>& given, std::vector<std::string>& paths, Output& output,
                  const Io& io) {
  int status = done;
  for (const PolicyArgument& argument : policy_arguments(given, io)) {
    if (!argument.folder) {
      paths.push_back(argument.given);
      continue;
    }
    const std::vector<workspace::VersionFile> versions = versions_of(argument, io);
    std::size_t findings = 0;
    output.write(timeline(versions, io, findings));
    if (findings > 0) status = found_something;
    if (versions.empty()) version_on(*argument.folder, {}, io);  // prints that there is none
    if (versions.empty()) status = bad_usage;
    for (const workspace::VersionFile& version : versions) paths.push_back(version.file);
  }
  return status;
}

class CheckCall final : public Call {
 public:
  std::vector<Option> options() override {
    return {{"--core", &core_}, {"--carried-over", &carried_over_}, {"--prove", &prove_}};
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    policies_ = values;
    return missing_value(values, 1, io);
  }

  int run(const Io& io) const override {
    if (const std::string problem = prove_ ? cannot_prove(io) : std::string(); !problem.empty()) {
      io.message(problem);
      return bad_usage;
    }
    Output output = printed(io, TextKind::people);
    std::vector<std::string> paths;
    int status = list_policies(policies_, paths, output, io);
    for (const std::string& path : paths) {
      const auto policy = load(path, io);
      std::size_t findings = 0;
      if (policy->readable)
        output.write(report_on(*policy, io, findings));
      else
        status = bad_usage;
      if (findings > 0 && status == done) status = found_something;
    }
    return output.commit() ? status : io.not_written(output.error());
  }

 private:
  // Prints the problems; returns the text for standard output.
  std::string report_on(const Policy& policy, const Io& io, std::size_t& findings) const {
    const std::size_t errors = print_problems(policy, io, true), warnings = policy.problems.list.size() - errors;
    std::string text = io.say("{}：错误 {} 处，提醒 {} 处", "{}: {:error,errors}, {:warning,warnings}",
                              policy.sources.front().name, report::Count{errors}, report::Count{warnings});
    if (const std::size_t known = policy.checked.silenced.size(); known > 0)
      text += io.say("，另有 {} 处已说明", ", {} more known", known);
    text += "\n";
    findings = errors + warnings;
    if (errors > 0) return text;  // rules may be missing from the map of clauses
    text += size_of(policy, io);
    if (policy.notice) {
      const ClauseMap map = clause_map(policy, io);
      text += map.text;
      findings += map.left_over;
    }
    if (carried_over_) text += carried_over(policy, io, findings);
    if (prove_) text += proof_text(policy, io, findings);
    if (core_) text += core::print(policy.program());
    return text;
  }

  std::vector<std::string> policies_;
  bool core_ = false;  // print the program
  bool carried_over_ = false;
  bool prove_ = false;
};

}  // namespace

const Command check_command{
    "check",
    {"cepol check POLICY... [--carried-over] [--prove] [--core]", "检查政策，列出通知的每一条由哪些规则落实",
     "check policies, and list which rules carry out each clause of their notice",
     R"(  POLICY...     政策文件，可以有几个；也可以是文件夹：逐个检查，并看各年度适用期有没有空档或重叠
  --carried-over  修订别的政策的：列出新通知没有沿用、修订或废止，照旧未动的条款
  --prove       再证明对每一个可能的人成立的事：不会冲突、不会未规定、总能计算，否则举出一个例子；
                列出从不起作用的情形、条件和限额；每份政策至多约半分钟，没有证出来的另行列出
  --core        再打印程序内部的算法，供维护 cepol 的人用
  --lang zh|en  消息的语言

列出错误和提醒（标准错误），再列出通知的条款（标准输出）。既没有规则引用、也没有写明不作计算的条款，算作有遗漏。)",
     R"(  POLICY...     policy files; or a folder: each of them, and gaps and overlaps of the times they apply
  --carried-over  of a policy that amends: the clauses that no line confirms, changes or repeals
  --prove       also prove what holds for every possible person: no conflict, nothing uncovered, nothing that cannot be
                computed, else with an example; and list cases, conditions and limits without effect. At most half a minute
                a policy; what was not proved is said
  --core        also print the calculation as the program has it, for those who work on cepol
  --lang zh|en  language of messages

Errors and warnings are listed (standard error), then the clauses of the notice (standard output). A clause that no rule
cites and that is not said to compute nothing is left over.)",
     "cepol check nmg/2017"},
    make_call<CheckCall>};

}  // namespace cepol::cli
