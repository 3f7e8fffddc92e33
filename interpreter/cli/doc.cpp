// cepol doc: the notice and what the policy makes of it, side by side, as one page to read.
#include "interpreter/pages/doc.hpp"

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/report/output.hpp"

namespace cepol::cli {

namespace {

// What stays as it is or goes has no rule of its own that cites the clause.
bool without_rule(amend::Act act) {
  return act == amend::Act::repeal || act == amend::Act::confirm || act == amend::Act::rename;
}

pages::Policy for_pages(const Policy& policy) {
  pages::Policy made{&policy.sources, &policy.modules, &policy.checked, policy.notice, policy.others, {}};
  const bool english = policy.program().english;
  const auto word = [&](amend::Act act) -> std::string {
    if (act == amend::Act::repeal) return english ? "repeal " : "废止 ";
    return act == amend::Act::rename ? (english ? "rename " : "更名 ") : english ? "confirm " : "沿用 ";
  };
  for (const amend::Operation& operation : policy.operations)
    if (without_rule(operation.act))
      made.amending.push_back({word(operation.act) + operation.target, operation.clauses});
  return made;
}

}  // namespace

int run_doc(const Arguments& arguments, const Io& io) {
  if (arguments.policies.size() > 1) {
    io.message(std::string(io.say("cepol：一次只做一份政策的对照\n", "cepol: one policy at a time\n")));
    return bad_usage;
  }
  const auto policy = load(arguments.policies.front(), io);
  if (!policy->good()) {
    if (policy->readable) print_problems(*policy, io, false);
    return bad_usage;
  }
  const pages::Policy given = for_pages(*policy);
  const pages::Doc doc = pages::make_doc(given, pages::examples_by_name(given), io.language == Language::en);
  report::Output output =
      arguments.output.empty() ? report::Output::to_stream(io.out) : report::Output::to_file(arguments.output);
  output.write(pages::doc_page(doc));
  return output.commit() ? done : io.not_written(output.error());
}

}  // namespace cepol::cli
