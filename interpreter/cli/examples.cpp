// cepol examples: example records that a policy does not have yet, for its author to confirm.
#include <fmt/format.h>

#include "interpreter/authoring/boundaries.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/progress.hpp"
#include "interpreter/report/count.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

// Are a file's own words English?
bool writes_english(const Policy& policy) {
  for (const syntax::Token& token : policy.modules.back().parsed->tree.tokens)
    if (token.kind == syntax::TokenKind::keyword)
      return static_cast<unsigned char>((*policy.modules.back().parsed->tree.text)[token.begin]) < 0x80;
  return false;
}

std::string told(const Policy& policy, const authoring::Boundaries& found, const Io& io) {
  std::string text;
  if (const std::size_t made = found.bases.size() - found.own; made > 0)
    text += fmt::format(
        fmt::runtime(io.say("有判定还没有示例，先拟了 {} 个起头的：凑数的值请改成实际会有的。\n",
                            "Some decisions have no example yet, so {:example comes,examples come} first for them: put "
                            "values in it that could really occur.\n")),
        report::Count{made});
  if (found.proposals.empty())
    text += io.say("没有要拟的示例。\n", "There is no example to propose.\n");
  else
    text += fmt::format(
        fmt::runtime(io.say("拟出 {} 个示例。结果是按现在的规则算的：逐个核对，对的粘贴到政策里它所参照的示例后面。\n",
                            "{:example,examples} proposed. The results are what the rules give now: check each, and "
                            "paste the right ones into the policy, after the example that each is like.\n")),
        report::Count{found.proposals.size()});
  if (found.unreached.empty()) return text;
  text +=
      fmt::format(fmt::runtime(io.say(
                      "有 {} 处界限没有找到正好在两边的记录（也许只有一边走得到）：\n",
                      "No records on both sides were found for {:boundary,boundaries} (perhaps only one side can be "
                      "reached):\n")),
                  report::Count{found.unreached.size()});
  for (const Span unmet : found.unreached)
    text += fmt::format("  {}  {}\n", written_at(policy.sources, unmet),
                        on_one_line(policy.as_checked().tree().without_comments(unmet)));
  return text;
}

}  // namespace

int run_examples(const Arguments& arguments, const Io& io) {
  const auto policy = load(arguments.policies.front(), io, arguments.on);
  if (!policy->good()) {
    if (policy->readable) print_problems(*policy, io, false);
    return bad_usage;
  }
  if (replaces_input({policy.get()}, arguments, io)) return bad_usage;
  std::optional<Progress> progress;
  const authoring::Boundaries found = authoring::boundaries(policy->as_checked(), [&](std::size_t at, std::size_t of) {
    if (!progress) progress.emplace(io, std::string(io.say("试改示例", "changing examples")), of);
    progress->at(at);
  });
  progress.reset();
  const bool english = writes_english(*policy);
  std::string text;
  for (std::size_t i = found.own; i < found.bases.size(); ++i)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy->program(), found.bases[i], english);
  for (const authoring::Proposal& proposal : found.proposals)
    text += (text.empty() ? "" : "\n") + authoring::text_of(policy->program(), found, proposal, english);
  report::Output output = output_of(arguments, io);
  output.write(text);
  if (!output.commit()) return io.not_written(output.error());
  io.message(told(*policy, found, io));
  return done;
}

}  // namespace cepol::cli
