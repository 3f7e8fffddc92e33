// Policies for the tests, and their differences as text.
#pragma once

#include "interpreter/diff/structure.hpp"
#include "tests/support/policy.hpp"

namespace cepol::diff {

using test::checked;
using test::Policy;
using test::policy_of;
using test::Texts;
using test::why_bad;

inline std::string describe(const Structure& structure) {
  std::string text;
  for (const Change& change : structure.changes) {
    text += std::string(change.kind == ChangeKind::added     ? "+ "
                        : change.kind == ChangeKind::removed ? "- "
                                                             : "~ ") +
            std::string(word_of(change.subject, true)) + " " + change.of + (change.of.empty() ? "" : ".") + change.name;
    if (!change.old_name.empty()) text += " (was " + change.old_name + ")";
    text += "\n";
    for (const Detail& detail : change.details) {
      text += "    " + detail.part + ": ";
      if (!detail.values.empty()) {
        for (const auto& [old, now] : detail.values) text += old + " => " + now + ", ";
        text += "in ";
      }
      text += (detail.before ? detail.before->text : "(none)") + " -> " +
              (detail.after ? detail.after->text : "(none)") + "\n";
    }
  }
  for (const Rename& rename : structure.renames)
    text += "= " + std::string(word_of(rename.subject, true)) + " " + rename.of + (rename.of.empty() ? "" : ".") +
            rename.old_name + " is now " + rename.new_name + "\n";
  return text;
}

}  // namespace cepol::diff
