// Policies for the tests: from a text, with what they use from the standard library.
#pragma once

#include <catch2/catch.hpp>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "lang/check/check.hpp"
#include "lang/semantics/header.hpp"
#include "tests/support/files.hpp"

namespace cepol::test {

struct Policy {
  Sources sources;
  std::deque<syntax::Parsed> parsed;
  std::vector<semantics::Module> modules;
  std::optional<notice::Notice> notice;
  semantics::Checked checked;

  semantics::CheckedPolicy whole() const { return {&sources, &modules, &checked}; }
  const syntax::Tree& tree() const { return modules.back().parsed->tree; }
  bool good() const { return !checked.problems.any_error(); }
};

using Texts = std::map<std::string, std::string>;  // modules by path; "" is the policy

inline void load_module(Policy& policy, const std::string& path, const Texts& texts) {
  for (const semantics::Module& one : policy.modules)
    if (one.path == path) return;
  const auto given = texts.find(path);
  const std::filesystem::path standard = std::filesystem::path(CEPOL_ROOT) / "stdlib" / (path + ".cepol");
  const SourceId id = policy.sources.add(
      {(path.empty() ? "test" : path) + ".cepol", given != texts.end() ? given->second : test::text_of(standard)});
  policy.parsed.push_back(syntax::parse(policy.sources, id));
  const syntax::Parsed& parsed = policy.parsed.back();
  for (const auto& use : semantics::uses_of(parsed.tree)) load_module(policy, use.path, texts);
  policy.modules.push_back({path.empty() ? "test/one" : path, id, &parsed});
}

inline std::unique_ptr<Policy> checked(const Texts& texts, const std::string& notice = {}) {
  auto policy = std::make_unique<Policy>();
  load_module(*policy, "", texts);
  if (!notice.empty()) policy->notice = notice::read({"notice", notice});
  policy->checked = check::check(policy->sources, policy->modules, policy->notice ? &*policy->notice : nullptr);
  for (const syntax::Parsed& parsed : policy->parsed)
    for (const Diagnostic& problem : parsed.problems.list) policy->checked.problems.list.push_back(problem);
  return policy;
}

inline std::string why_bad(const Policy& policy) {
  std::string text;
  for (const Diagnostic& one : policy.checked.problems.list)
    if (severity_of(one.code) == Severity::error) text += render(one, policy.sources, Language::en) + "\n";
  return text;
}

inline std::unique_ptr<Policy> policy_of(const std::string& body, const std::string& head = "language en") {
  auto policy = checked({{"", "policy test/one \"test\" { " + head + " }\n" + body}});
  INFO(why_bad(*policy));
  REQUIRE(policy->good());
  return policy;
}

}  // namespace cepol::test
