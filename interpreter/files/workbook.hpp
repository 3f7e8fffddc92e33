// A workbook in the format of Office Open XML (.xlsx), as Excel, WPS, LibreOffice and libraries write it: its sheets,
// how numbers are shown, and the texts that sheets share. The cells are in sheet_rows.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/files/number_format.hpp"
#include "interpreter/files/number_look.hpp"
#include "interpreter/files/trouble.hpp"
#include "interpreter/files/xml_reader.hpp"
#include "interpreter/files/zip_archive.hpp"

namespace cepol::files {

// The text of a cell or a shared string: runs are put together, phonetic ones left out, _x000A_ is the character.
class RichText {
 public:
  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);
  void text(std::string_view piece);
  void clear();
  std::string_view take();  // valid until the next call
  // Is a part of it struck out, or a raised or lowered digit or letter, so that the whole is another text than is seen?
  bool is_struck() const { return struck_; }

 private:
  std::string raw_, text_;
  bool in_text_ = false;
  bool run_struck_ = false, run_raised_ = false, struck_ = false;
  int phonetic_ = 0;
};

class SharedTexts {
 public:
  void add(std::string_view text, bool struck);
  bool is_struck(std::size_t index) const { return struck_.contains(index); }
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const;
  std::size_t bytes() const { return text_.size(); }

 private:
  std::string text_;
  std::vector<std::uint64_t> ends_;
  std::set<std::size_t> struck_;
};

struct Sheet {
  std::string name;
  std::string part;
  bool hidden = false;
  bool has_cells = true;  // false: a chart
};

// What stopped the reading, and in which part.
struct PartTrouble {
  Trouble trouble = Trouble::none;
  std::string part;
  bool external = false;  // the part lies in another file
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::vector<Shown> styles;                         // by the style of a cell
  std::vector<std::uint32_t> looks_of;               // likewise: the place among `looks`
  std::vector<bool> struck;                          // likewise: is its text struck out?
  std::vector<NumberLook> looks{look_by_number(0)};  // the first is that of cells without a style
  SharedTexts texts;
  bool is_1904 = false;
  bool recalculates = false;  // says itself that the results of its formulas are not to be relied upon
};

PartTrouble read_workbook(const ZipArchive& archive, Workbook& workbook);

}  // namespace cepol::files
