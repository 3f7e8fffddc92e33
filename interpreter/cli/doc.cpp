// cepol doc: the notice and what the policy makes of it, side by side, as one page to read.
#include "interpreter/pages/doc.hpp"

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/engines/engines.hpp"

namespace cepol::cli {

int run_doc(const Arguments& arguments, const Io& io) {
  const auto policy = load(arguments.policies.front(), io, arguments.on);
  if (!policy->good()) {
    if (policy->readable) print_problems(*policy, io, false);
    return bad_usage;
  }
  if (replaces_input({policy.get()}, arguments, io)) return bad_usage;
  const pages::Policy given{policy->as_checked(), policy->notice, policy->others};
  const pages::Doc doc =
      pages::make_doc(given, pages::examples_of_rules(given, engines::standard()), io.language == Language::en);
  report::Output output = output_of(arguments, io);
  output.write(pages::doc_page(doc));
  return output.commit() ? done : io.not_written(output.error());
}

}  // namespace cepol::cli
