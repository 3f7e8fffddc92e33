// cepol examples: example records that a policy does not have yet, for its author to confirm.
#include <fmt/format.h>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/examples/boundaries.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/output.hpp"

namespace cepol::cli {

namespace {

// Are a file's own words English?
bool writes_english(const Policy& policy) {
  for (const syntax::Token& token : policy.modules.back().parsed->tree.tokens)
    if (token.kind == syntax::TokenKind::keyword)
      return static_cast<unsigned char>((*policy.modules.back().parsed->tree.text)[token.begin]) < 0x80;
  return false;
}

}  // namespace

int run_examples(const Arguments& arguments, const Io& io) {
  const auto policy = load(arguments.policies.front(), io);
  if (!policy->good()) {
    if (policy->readable) print_problems(*policy, io, false);
    return bad_usage;
  }
  const semantics::Checked& checked = policy->checked;
  const auto proposals = examples::boundaries(policy->as_checked());
  const bool english = writes_english(*policy);
  std::string text;
  for (const examples::Proposal& proposal : proposals)
    text += (text.empty() ? "" : "\n") + examples::example_text(policy->program(), checked.examples, proposal, english);
  report::Output output =
      arguments.output.empty() ? report::Output::to_stream(io.out) : report::Output::to_file(arguments.output);
  output.write(text);
  if (!output.commit()) return io.not_written(output.error());
  if (checked.examples.empty())
    io.message(
        std::string(io.say("政策里还没有示例。先写一个，写明预期，再从它推出边界上的示例。\n",
                           "The policy has no example yet. Write one with what it expects; from it the ones at the "
                           "boundaries are worked out.\n")));
  else
    io.message(
        fmt::format(fmt::runtime(io.say(
                        "拟出 {} 个示例。结果是按现在的规则算的：逐个核对，对的粘贴到政策里它所参照的示例后面。\n",
                        "{:example,examples} proposed. The results are what the rules give now: check each, and paste "
                        "the right ones into the policy, after the example that each is like.\n")),
                    report::Count{proposals.size()}));
  return done;
}

}  // namespace cepol::cli
