// A policy with all that belongs to it: its modules, its notice, checked.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>

#include "interpreter/cli/io.hpp"
#include "lang/amend/amend.hpp"
#include "lang/notice/notice.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::cli {

struct Policy {
  Sources sources;
  std::deque<syntax::Parsed> parsed;
  std::vector<semantics::Module> modules;
  std::deque<notice::Notice> notices;
  const notice::Notice* notice = nullptr;      // its own
  std::vector<semantics::OtherNotice> others;  // of policies that it amends
  // Of a policy that amends another: what it does to it.
  std::string amends;  // the other's path; empty: it amends none
  std::vector<amend::Operation> operations;
  std::set<std::uint32_t> base_modules;  // sources of modules that it uses: what nobody uses of them is no fault
  semantics::Checked checked;
  Problems problems;  // of all stages, by place
  bool readable = false;

  bool good() const { return readable && !problems.any_error(); }
  const core::Program& program() const { return checked.program; }
  semantics::CheckedPolicy as_checked() const { return {&sources, &modules, &checked}; }
};

// `given`: a file, with or without its ending .cepol, or a short name among io.policies. Modules come from the standard
// library or from the policy's folder, never from outside of them. That a file cannot be read is said on io.err.
// A folder: of the versions in it the one that applies `on` that date (2017-05-20), which is said.
std::unique_ptr<Policy> load(const std::string& given, const Io& io, const std::string& on = {});
// Prints errors and, if wanted, warnings on io.err; the number of errors.
std::size_t print_problems(const Policy& policy, const Io& io, bool warnings);
// Where somebody wrote it, as in messages: 2017.cepol:183:5.
std::string written_at(const Sources& sources, Span span);

}  // namespace cepol::cli
