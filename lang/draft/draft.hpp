// The first draft of a policy: what its author finds instead of an empty page.
//
// A draft says nothing that the notice's author has not said. It has the header, without dates; a form for each thing
// that most policies need; and the notice's clauses in their order, each still open. It checks without an error as it
// is: but for the header all of it is comments. A line that begins with ## is an explanation, one that begins with a
// single # is a form or a gap to fill in, and with that sign taken away it is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"

namespace cepol::draft {

struct Header {
  std::string path;    // folder/2026; see is_path
  std::string title;   // any text of one line
  std::string notice;  // the file's name; it lies beside the policy
  Language language = Language::zh;
};
// `notice` has a clause at least.
std::string make(const notice::Notice& notice, const Header& header);

// No number opens a clause: all that was read is the text before the first one.
bool without_numbers(const notice::Notice& notice);

// The path of a policy for the notice in folder/2026.txt: folder/2026. What a path cannot hold becomes a hyphen;
// nullopt where nothing is left of the file's name.
std::optional<std::string> path_for(std::string_view folder, std::string_view file);
bool is_path(std::string_view text);

struct Misfit {
  char32_t character;
  std::size_t place;  // which character of the text it is, from 1
};
// The first character that a line of text should not hold: a control character, a line end, one that cannot be seen.
std::optional<Misfit> misfit_in(std::string_view text);

}  // namespace cepol::draft
