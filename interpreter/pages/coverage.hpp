// A policy's text as it was written, with every point that examples can reach marked at its place: by which examples it
// is reached, or by none. Of a policy that amends another it is the whole text that was put together.
//
// As with doc.hpp, first it is computed as plain values (make_coverage), then set as a page (coverage_page).
#pragma once

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/pages/doc.hpp"

namespace cepol::pages {

enum class Look : std::uint8_t { plain, keyword, comment };
struct TextPiece {  // of a line
  std::string text;
  Look look = Look::plain;
  std::vector<std::size_t> points;  // that it stands in, the outermost first: CoveragePage::points
};
struct TextLine {
  std::vector<TextPiece> pieces;
  bool own = false;  // of a policy that amends another: the amendment wrote of it
};
struct TextPart {          // a declaration with the comments before it
  std::size_t first, end;  // lines
  bool missed = false;     // a point in it is not reached
};
struct MarkedPoint {
  authoring::Point point;
  std::size_t line;   // on which it begins
  std::string place;  // where it was written: 2017.cepol:183
};
struct TriedExample {
  std::string title;
  bool holds = true;  // one that does not reaches nothing
  bool carried = false;
  std::optional<std::size_t> line;  // on which it begins; of a module's: none
};

struct CoveragePage {
  bool english = false, policy_english = false;
  std::string title, path;
  bool amends = false;
  std::vector<TextLine> lines;
  std::vector<TextPart> parts;      // all lines, in their order
  std::vector<MarkedPoint> points;  // in the order of the text, outer before inner
  std::vector<TriedExample> examples;

  std::vector<std::size_t> missed() const;  // points
};

CoveragePage make_coverage(const Policy& policy, const authoring::Coverage& coverage, bool english);
std::string coverage_page(const CoveragePage& page);

}  // namespace cepol::pages
