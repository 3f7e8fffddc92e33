// PolicyCall: reads the arguments, loads the policy and prints its problems.
#include "interpreter/cli/policy_call.hpp"

namespace cepol::cli {

std::vector<Option> PolicyCall::options() { return {output_.option(), on_.option()}; }

std::string PolicyCall::read(const std::vector<std::string>& values, const Io& io) {
  if (std::string problem = first_of({missing_value(values, 1, io), second_policy(values, io)}); !problem.empty())
    return problem;
  policy_ = values.front();
  return first_of({on_.check(io), output_.check(io)});
}

int PolicyCall::run(const Io& io) const {
  const auto policy = load(policy_, io, on_.day());
  if (!policy->good()) {
    if (policy->readable) print_problems(*policy, io, false);
    return bad_usage;
  }
  if (replaces_input(output_.path(), io)) return bad_usage;
  return run_on(*policy, io);
}

}  // namespace cepol::cli
