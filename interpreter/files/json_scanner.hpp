// Finds where the members of the outermost object of a JSON text, and the elements of its lists, begin and end. The
// text may be invalid: only brackets and quotes are examined, so that an error in one element does not affect others.
// An unclosed quote ends with its line; an unclosed bracket ends before the closing bracket around it, or at a line
// that is indented, and starts, as the first element of the list did.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace cepol::files {

struct JsonSpan {  // half-open, in bytes
  std::size_t begin = 0, end = 0;
  bool whole = false;  // every bracket in it is closed
};

class JsonScanner {
 public:
  // `is_member`: does a line that starts with this name and a colon continue the outermost object?
  JsonScanner(std::string_view text, std::function<bool(std::string_view)> is_member);

  struct Member {
    std::size_t name_begin = 0, name_end = 0;  // with its quotes
    JsonSpan value;                            // of a list: only its begin
  };

  char front();                       // the next character that is not blank; '\0' at the end
  std::optional<Member> member();     // the next of the outermost object; nullopt: there is none
  std::optional<JsonSpan> element();  // the next of the list that begins at `position`; nullopt: it has ended
  bool ended();                       // only blanks are left
  std::size_t position() const { return at_; }
  void skip_to(std::size_t position) { at_ = position; }

  // The first place between members or elements that is not valid JSON.
  std::optional<std::size_t> first_error() const { return first_error_; }

 private:
  void skip_blanks();
  void note_error(std::size_t at) {
    if (!first_error_) first_error_ = at;
  }
  std::size_t string_end(std::size_t at) const;
  std::optional<std::size_t> indent(std::size_t at) const;
  bool member_at(std::size_t at) const;
  JsonSpan value();

  std::string_view text_;
  std::function<bool(std::string_view)> is_member_;
  std::size_t at_ = 0;
  bool in_object_ = false, in_list_ = false, first_ = true;
  std::optional<std::size_t> first_error_, element_indent_, member_indent_;
};

}  // namespace cepol::files
