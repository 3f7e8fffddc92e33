// The subcommand `cepol test`: runs the examples of policies, and reports which rules they cover and which mutations of
// the rules they detect.
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/policy_arguments.hpp"
#include "interpreter/cli/test_report.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/pages/coverage.hpp"
#include "interpreter/workspace/locate.hpp"
#include "interpreter/workspace/versions.hpp"

namespace cepol::cli {

namespace {

class TestCall final : public Call {
 public:
  std::vector<Option> options() override {
    return {output_.option(), format_.option(), {"--coverage", &coverage_}, {"--mutate", &mutate_}};
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    policies_ = values;
    std::size_t chosen = 0;
    if (std::string problem = first_of(
            {missing_value(values, 1, io), output_.check(io),
             format_.choose({{"terminal", {".txt"}}, {"html", {".html", ".htm"}}}, output_.path(), chosen, io)});
        !problem.empty())
      return problem;
    page_ = chosen == 1;
    if (page_ && !coverage_)
      return std::string(io.say("网页只用来看示例走到了哪里：请加上 --coverage",
                                "the page shows what the examples reach: add --coverage"));
    return {};
  }

  int run(const Io& io) const override {
    const std::vector<std::string> paths = files(io);
    if (page_ && paths.size() > 1) {
      io.message(std::string(io.say("cepol：一页只放一份政策；有几份的，请一份一份地做\n",
                                    "cepol: a page is of one policy; give each a command of its own\n")));
      return bad_usage;
    }
    int status = done;
    Output output = output_to(output_.path(), io, page_ ? TextKind::html : TextKind::people);
    for (const std::string& path : paths) {
      const auto policy = load(path, io);
      if (!policy->good()) {
        if (policy->readable) print_problems(*policy, io, false);
        status = bad_usage;
        continue;
      }
      if (replaces_input(output_.path(), io)) return bad_usage;
      std::size_t findings = 0;
      report_on(*policy, output, findings, io);
      if (findings > 0 && status == done) status = found_something;
    }
    // No file is written where a policy cannot be read.
    if (status == bad_usage && !output_.path().empty()) return status;
    return output.commit() ? status : io.not_written(output.error());
  }

 private:
  // The policy files; of a folder each version in it.
  std::vector<std::string> files(const Io& io) const {
    std::vector<std::string> paths;
    for (const PolicyArgument& argument : policy_arguments(policies_, io)) {
      const std::vector<workspace::VersionFile> versions = versions_of(argument, io);
      for (const workspace::VersionFile& version : versions) paths.push_back(version.file);
      if (versions.empty()) paths.push_back(argument.given);
    }
    return paths;
  }

  void report_on(const Policy& policy, Output& output, std::size_t& findings, const Io& io) const {
    const authoring::Coverage coverage = authoring::coverage(policy.as_checked(), engines::for_examples());
    std::string text = examples_text(policy, coverage, io, findings);
    if (coverage_ && !page_) text += coverage_text(policy, coverage, io);
    if (mutate_) text += mutation_text(policy, coverage, io, findings);
    if (!page_) {
      output.write(text);
      return;
    }
    const pages::PolicyWithNotice given{policy.as_checked(), policy.notice, policy.others};
    output.write(pages::coverage_page(pages::make_coverage(given, coverage, io.language == Language::en)));
    io.message(text);  // beside the page, not in it
  }

  std::vector<std::string> policies_;
  OutputOption output_;
  FormatOption format_;
  bool coverage_ = false, mutate_ = false;
  bool page_ = false;  // the format is html
};

}  // namespace

const Command test_command{"test",
                           {"cepol test POLICY... [--coverage] [--mutate] [--format terminal|html] [-o OUT]",
                            "逐个核对政策里的示例", "try the examples of policies",
                            R"(  POLICY...     政策文件，可以有几个；文件夹则是其中每一份
  --coverage    列出示例没有走到的情形、要求、减免、来源、限额、读法，和只见过一面的条件
  --mutate      逐处试改规则（数差一、≥ 改 >、少一个条件、换一个取值），列出没有示例发现得了的改动
  --format html 和 --coverage 一起用于一份政策：在政策原文上逐处标出有哪些示例走到，做成一页网页；
                示例是否通过，另外显示（标准错误）。默认 terminal；OUT 以 .html 结尾时就是网页
  -o, --output OUT  写到文件 OUT，全部写完才出现
  --lang zh|en  消息的语言

不符的示例列出预期、所得和理由；最后列出没有示例走到的情形、要求和减免。)",
                            R"(  POLICY...     policy files; of a folder each of them
  --coverage    list the cases, requirements, waivers, sources, limits and readings that no example reaches, and the
                conditions that were seen one way only
  --mutate      change the rules one place at a time (a number by one, >= to >, a condition left out, another value) and
                list the changes that no example notices
  --format html with --coverage and one policy: the policy's text as a page, each place marked with the examples that
                reach it; whether they pass is shown apart (standard error). By default terminal, or by OUT's ending .html
  -o, --output OUT  write to the file OUT, which appears when all is written
  --lang zh|en  language of messages

For an example that fails: what was expected, what came out, and why. Last, the cases, requirements and waivers that no
example reaches.)",
                            "cepol test nmg/2017"},
                           make_call<TestCall>};

}  // namespace cepol::cli
