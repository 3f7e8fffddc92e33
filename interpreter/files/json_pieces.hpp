// A JSON text that may be broken, as pieces: the members of its outermost object, the elements of a list. Where each
// begins and ends is told by brackets and quotes alone, so that a slip in one piece leaves the others whole. A quote
// that is not closed ends with its line; a bracket that is not closed ends where its piece must have: before the
// closing bracket around it, or at a line that starts just as the first piece of the list did.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace cepol::files {

class JsonPieces {
 public:
  // `is_member`: whether a line that starts with this name and a colon goes on with the outermost object.
  JsonPieces(std::string_view text, std::function<bool(std::string_view)> is_member);

  struct Piece {
    std::size_t begin = 0, end = 0;
    bool whole = false;  // every bracket in it is closed
  };
  struct Member {
    std::size_t name_begin = 0, name_end = 0;  // with its quotes
    Piece value;                               // of a list: nothing but where it begins
  };

  char front();                    // of what comes next; '\0' at the end
  std::optional<Member> member();  // of the outermost object; the object's own { and } are passed over
  std::optional<Piece> element();  // of the list that begins at the place; nullopt: it has ended
  bool ended();                    // is there nothing left but blanks?
  std::size_t place() const { return at_; }
  void skip_to(std::size_t place) { at_ = place; }

  // The first place between pieces that is not as JSON wants it.
  std::optional<std::size_t> slip() const { return slip_; }

 private:
  void blanks();
  void slipped(std::size_t at) {
    if (!slip_) slip_ = at;
  }
  std::size_t string_end(std::size_t at) const;
  std::optional<std::size_t> indent(std::size_t at) const;
  bool member_at(std::size_t at) const;
  Piece value();

  std::string_view text_;
  std::function<bool(std::string_view)> is_member_;
  std::size_t at_ = 0;
  bool in_object_ = false, in_list_ = false, first_ = true;
  std::optional<std::size_t> slip_, element_indent_, member_indent_;
};

}  // namespace cepol::files
