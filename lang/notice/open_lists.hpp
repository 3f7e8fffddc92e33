// OpenLists: the lists of clauses that are open at a line of a notice, and the paths of the clauses in them.
//
// English lists have no fixed order of levels ((1)(a)(i)(A) here, (a)(1)(i)(A) there): a number of a kind that is open
// continues that list, any other opens a list below; and only at the start of a paragraph, in sequence.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/notice/clause_markers.hpp"

namespace cepol::notice {

inline bool ascii_word(char character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z');
}

class OpenLists {
 public:
  // `repeated`: paths that the text has more than once, of articles and the parts of a document (第一节).
  OpenLists(bool english, std::set<std::string> repeated);

  // The markers of the enclosing clauses, outermost first.
  std::size_t size() const { return open_.size(); }
  const ClauseMarker& operator[](std::size_t index) const { return open_[index]; }
  // Of the list of a marker, of a fixed level; 0: none.
  int last_number(const ClauseMarker& marker) const;
  // The index of the list that a nested marker belongs to; size() when no list of its kind is open.
  std::size_t list_of(const ClauseMarker& marker) const;
  // 1.1 after 1. or Section 1; 1.2, 1.1.1 and 2.1 after 1.1.
  bool continues_decimal(const ClauseMarker& marker) const;

  struct Opened {
    std::string path;   // of the clause; unique
    std::size_t depth;  // the number of enclosing clauses
  };
  Opened open(const ClauseMarker& marker);
  // The clause opened last is none: its path may come again.
  void forget(const std::string& path);
  // Those found so far.
  const std::set<std::string>& repeated_articles() const { return repeated_found_; }

 private:
  void close_for(const ClauseMarker& marker);
  void name_by_division(const ClauseMarker& marker);
  std::string place_among_equals(int count) const;
  std::string path_of_open() const;

  std::vector<ClauseMarker> open_;
  std::map<std::pair<Level, char32_t>, int> last_;  // the last number, of fixed levels
  std::unordered_map<std::string, int> seen_;
  std::set<std::string> repeated_, repeated_found_;
  std::vector<ClauseMarker> divisions_;  // 第一编, 第二章, 第一节 that the current line stands in
  bool english_;                         // the text has no ideographs
};

}  // namespace cepol::notice
