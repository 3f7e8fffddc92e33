// A loaded policy: its source texts, syntax trees, notices, and the result of checking them.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lang/amend/amend.hpp"
#include "lang/notice/notice.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::workspace {

// Trees of texts that were loaded before, by name; of texts of one name (an amendment and what it is composed to) in
// their order.
using EarlierTrees = std::map<std::string, std::vector<syntax::Tree>>;

// Members point at one another (modules at parsed, notice and others at notices), so a policy is neither copied nor
// moved. Both pointed-to containers are deques: adding to a deque does not move its elements.
struct Policy {
  Sources sources;  // the file that was loaded comes first
  std::deque<syntax::Parsed> parsed;
  std::vector<semantics::Module> modules;  // used ones before their users, the policy last; empty: not checked
  std::deque<notice::Notice> notices;
  const notice::Notice* notice = nullptr;      // the policy's own
  std::vector<semantics::OtherNotice> others;  // of the policies that it amends
  // Of an amending policy.
  std::string amends;  // path of the amended policy; empty: amends none
  std::vector<amend::Operation> operations;
  std::set<std::uint32_t> base_modules;  // sources of the modules that the amended policy uses
  semantics::Checked checked;
  Problems problems;  // of all stages, by position, each once
  bool readable = false;
  std::string why_unreadable;  // the system's error message

  Policy() = default;
  Policy(const Policy&) = delete;
  Policy& operator=(const Policy&) = delete;

  // The trees of its texts, which it is left without, for the next load.
  EarlierTrees take_trees();

  bool good() const { return readable && !problems.any_error(); }
  const core::Program& program() const { return checked.program; }
  semantics::CheckedPolicy as_checked() const { return {&sources, &modules, &checked}; }
};

}  // namespace cepol::workspace
