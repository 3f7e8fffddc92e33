// Generates the first draft of a policy for a notice.
//
// The draft of a policy that amends another has, in place of the templates, each rule of that policy in the three ways
// in which it can go on: confirmed, changed, repealed.
//
// A draft states no rule. It consists of the header without dates, a template for each construct that most policies
// need, and the notice's clauses in order, none of them covered yet. Everything but the header is a comment, so the
// draft checks without an error. A line that begins with ## is an explanation; one that begins with a single # is a
// template or a blank to fill in, which becomes part of the policy when the # is removed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"
#include "lang/syntax/tree.hpp"

namespace cepol::draft {

struct Header {
  std::string path;    // folder/2026; see is_path
  std::string title;   // any text of one line
  std::string notice;  // the file's name, in the policy's folder
  Language language = Language::zh;
  std::string amends = {};  // the path of the amended policy; empty: amends none
};
struct OldRule {                     // or another declaration of the amended policy
  std::string target;                // as an amendment names it: 要求 高中级评审
  std::vector<std::string> clauses;  // that it cites, with §
  bool is_list = false;              // an enumeration, a record or a result table: more likely added to than changed
};
// The rules, readings, enumerations, records and result tables that the amended policy declares, in their order.
std::vector<OldRule> rules_of(const syntax::Tree& amended, Language language);

// `notice` has at least one clause.
std::string make(const notice::Notice& notice, const Header& header, const std::vector<OldRule>& old_rules = {});

// No numbered clause was recognised: the only clause is the preamble.
bool without_numbers(const notice::Notice& notice);

// The path of a policy for the notice in folder/2026.txt: folder/2026. Characters that paths do not allow become
// hyphens; nullopt when nothing of the file's name is left.
std::optional<std::string> path_for(std::string_view folder, std::string_view file);
bool is_path(std::string_view text);

struct Misfit {
  char32_t character;
  std::size_t place;  // its index in characters, from 1
};
// The first character that is not allowed in a line of text: a control character, a line end, an invisible one.
std::optional<Misfit> misfit_in(std::string_view text);

}  // namespace cepol::draft
