// The shipped policies' examples notice every small change of the rules, or its reason is given (`cepol test
// --mutate`): a test for each policy. Under the sanitizers, where all of them take minutes, only the policy with the
// fewest changes, but for long runs.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/effort.hpp"
#include "tests/support/tool.hpp"

using namespace cepol;

namespace {

void run_mutation(const std::string& policy) {
  if (test::sanitized && !test::long_run() && policy != "mohrss/order25.cepol") return;
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  const test::Ran ran = test::run_tool({"test", CEPOL_ROOT "/policies/" + policy, "--mutate"}, io);
  INFO(ran.out << ran.err);
  CHECK(ran.status == cli::done);
}

}  // namespace

// shipped_policies.inc has a line `SHIPPED("folder/file.cepol")` for each policy; CMake writes it.
#define SHIPPED(policy) \
  TEST_CASE("every small change of the rules is noticed by an example: " policy) { run_mutation(policy); }
#include "shipped_policies.inc"
