// The rows of the tables of a web page (HTML), as systems write it under the name of a workbook: cells that go over
// several rows or columns are merged cells. The page is read by libxml2 as a browser reads it, with whatever tags are
// missing; nothing that it refers to is opened.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/files/rows.hpp"
#include "interpreter/files/trouble.hpp"

namespace cepol::files {

constexpr std::size_t largest_page = std::size_t{256} << 20;  // bytes, in UTF-8
constexpr std::size_t most_page_tables = 100;

// What a page holds, without its rows.
struct PageTables {
  std::size_t count = 0;  // of tables that are in no other table
  bool nested = false;    // one is in another
  Trouble trouble = Trouble::none;
};

class HtmlRows final : public RowSource {
 public:
  // The rows of that table of the page, from 0; `page` is UTF-8, and must outlive it.
  HtmlRows(std::string_view page, std::size_t table);
  ~HtmlRows() override;

  static PageTables tables(std::string_view page);

  bool next(CellRow& row) override;
  bool set_width(std::size_t width) override;

  Trouble trouble() const;
  std::uint32_t first_row_beyond() const { return first_beyond_; }  // the headings; 0: none has cells there
  const std::vector<bool>& columns_beyond() const { return beyond_; }

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::size_t width_ = 0;
  std::uint32_t first_beyond_ = 0;
  std::vector<bool> beyond_;
};

}  // namespace cepol::files
