// The subcommand `cepol examples`: proposes boundary examples (authoring/boundaries.hpp) for the author to confirm.
#include "interpreter/authoring/boundaries.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/policy_call.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

// Are the keywords of the policy's own file English?
bool writes_english(const Policy& policy) {
  for (const syntax::Token& token : policy.modules.back().parsed->tree.tokens)
    if (token.kind == syntax::TokenKind::keyword)
      return static_cast<unsigned char>((*policy.modules.back().parsed->tree.text)[token.begin]) < 0x80;
  return false;
}

std::string summary_of(const Policy& policy, const authoring::Boundaries& found, const Io& io) {
  std::string text;
  if (const std::size_t made = found.bases.size() - found.own; made > 0)
    text += io.say("有判定还没有示例，先拟了 {} 个起头的：凑数的值请改成实际会有的。\n",
                   "Some decisions have no example yet, so {:example comes,examples come} first for them: put "
                   "values in it that could really occur.\n",
                   report::Count{made});
  if (found.proposals.empty())
    text += io.say("没有要拟的示例。\n", "There is no example to propose.\n");
  else
    text += io.say("拟出 {} 个示例。结果是按现在的规则算的：逐个核对，对的粘贴到政策里它所参照的示例后面。\n",
                   "{:example,examples} proposed. The results are what the rules give now: check each, and "
                   "paste the right ones into the policy, after the example that each is like.\n",
                   report::Count{found.proposals.size()});
  if (found.unreached.empty()) return text;
  text += io.say("有 {} 处界限没有找到正好在两边、结果又不同的记录（也许只有一边走得到，也许两边结果一样）：\n",
                 "No records on both sides were found for {:boundary,boundaries} (perhaps only one side can be "
                 "reached):\n",
                 report::Count{found.unreached.size()});
  for (const Span unmet : found.unreached)
    text += quoted_format("  {}  {}\n", written_at(policy.sources, unmet),
                          on_one_line(policy.as_checked().tree().without_comments(unmet)));
  return text;
}

std::string text_of(const Policy& policy, const authoring::Boundaries& found) {
  const bool english = writes_english(policy);
  std::string text;
  for (std::size_t i = found.own; i < found.bases.size(); ++i)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy.program(), found.bases[i], english);
  for (const authoring::Proposal& proposal : found.proposals)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy.program(), found, proposal, english);
  return text;
}

class ExamplesCall final : public PolicyCall {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all = PolicyCall::options();
    all.push_back({"--boundaries", &boundaries_});
    return all;
  }

 protected:
  int run_on(const Policy& policy, const Io& io) const override {
    std::optional<Progress> progress;
    const authoring::Boundaries found =
        authoring::boundaries(policy.as_checked(), engines::for_examples(), [&](std::size_t at, std::size_t of) {
          if (!progress)
            progress.emplace(io, std::string(io.say("试改示例", "changing examples")), of, ProgressUnit::steps);
          progress->at(at);
        });
    progress.reset();
    Output proposals = output(io, TextKind::exact);
    proposals.write(text_of(policy, found));
    if (!proposals.commit()) return io.not_written(proposals.error());
    io.message(summary_of(policy, found, io));
    return done;
  }

 private:
  bool boundaries_ = false;  // the default; the option changes nothing
};

}  // namespace

const Command examples_command{
    "examples",
    {"cepol examples POLICY --boundaries [--on DATE] [-o OUT]", "在每个界限上和界限旁边拟出示例，供核对",
     "propose examples at and just beside every threshold, to be confirmed",
     R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --boundaries     在每个数、日期、年龄的界限上：差一个学时，生日前一天，截止日的第二天，2月29日
  -o, --output OUT 写到文件 OUT；不写就打印出来
  --lang zh|en     消息的语言

从政策里已有的示例出发，每次改动一格，直到结果翻转的地方；还没有示例的判定，先拟一个起头的。预期按现在的规则写出：
逐个对照通知，对的粘贴到政策里。没有找到两边的界限，最后列出。)",
     R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  --boundaries     at every threshold, date and age: one hour short, the day before a birthday, the day after the last,
                   29 February
  -o, --output OUT write to the file OUT; by default they are printed
  --lang zh|en     language of messages

Starts from the examples that the policy has and changes one cell at a time, up to where something turns over; a decision
without an example gets one to start from. What they expect is what the rules give now: compare each with the notice, and
paste the right ones into the policy. Boundaries that no records were found for are listed at the end.)",
     "cepol examples nmg/2017 --boundaries"},
    make_call<ExamplesCall>};

}  // namespace cepol::cli
