// A policy from a text, with all that belongs to it.
#pragma once

#include <catch2/catch.hpp>
#include <memory>

#include "interpreter/examples/noticed.hpp"

namespace cepol::test {

struct Policy {
  Sources sources;
  syntax::Parsed parsed;
  std::vector<semantics::Module> modules;
  semantics::Checked checked;
  const syntax::Tree& tree() const { return parsed.tree; }
  examples::Tested tested() const { return {sources, modules, checked}; }
};

inline std::unique_ptr<Policy> policy_of(const std::string& body) {
  auto policy = std::make_unique<Policy>();
  const SourceId id = policy->sources.add({"test.cepol", "policy test/one \"test\" { language en }\n" + body});
  policy->parsed = syntax::parse(policy->sources, id);
  policy->modules.push_back({"test/one", id, &policy->parsed});
  policy->checked = semantics::check(policy->sources, policy->modules, nullptr);
  std::string why;
  for (const Problems* problems : {&policy->parsed.problems, &policy->checked.problems})
    for (const Diagnostic& one : problems->list)
      if (severity_of(one.code) == Severity::error) why += render(one, policy->sources, Language::en, false) + "\n";
  INFO(why);
  REQUIRE(why.empty());
  return policy;
}

}  // namespace cepol::test
