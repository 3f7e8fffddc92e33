// Policies from texts in memory. The standard library is read and parsed once, and shared by all inputs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/files/memory_files.hpp"
#include "lang/semantics/checked.hpp"

namespace cepol::fuzz {

struct CheckedText {
  Sources sources;
  syntax::Parsed parsed;
  std::vector<semantics::Module> modules;
  std::optional<notice::Notice> notice;
  semantics::Checked checked;

  const syntax::Tree& tree() const { return parsed.tree; }
  const core::Program& program() const { return checked.program; }
  semantics::CheckedPolicy whole() const { return {&sources, &modules, &checked}; }
  bool good() const { return !parsed.problems.any_error() && !checked.problems.any_error(); }
  // The errors in English, a message each.
  std::string errors() const;
};

// A policy that uses modules of the standard library at most; other `use` lines are passed over. `notice`: the text of
// its notice, if it has one.
std::unique_ptr<CheckedText> check_text(std::string text, std::optional<std::string_view> notice = {});
// With the readings of its defaults, by function, sorted: equal for policies that compute the same.
std::vector<std::uint64_t> sorted_digests(const core::Program& program);

// Adds the standard library to a folder of files in memory.
void add_library(files::MemoryFiles& files, const std::string& folder);

}  // namespace cepol::fuzz
