// The coverage page: a policy's source text in which every point that examples can reach is marked with the examples
// that reach it. For a policy that amends another it is the composed text.
//
// As in doc.hpp, the content is computed as plain values (make_coverage) and then rendered as HTML (coverage_page).
#pragma once

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/pages/doc.hpp"

namespace cepol::pages {

enum class TextStyle : std::uint8_t { plain, keyword, comment };
struct TextPiece {  // of a line
  std::string text;
  TextStyle style = TextStyle::plain;
  std::vector<std::size_t> points;  // that contain it, the outermost first: CoveragePage::points
};
struct TextLine {
  std::vector<TextPiece> pieces;
  bool own = false;  // of a policy that amends another: (partly) written by the amendment
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
  bool holds = true;  // a failing example reaches nothing
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

CoveragePage make_coverage(const PolicyWithNotice& policy, const authoring::Coverage& coverage, bool english);
std::string coverage_page(const CoveragePage& page);

}  // namespace cepol::pages
