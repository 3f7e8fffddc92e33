// Reads rows of cells between delimiters from a stream of UTF-8: quotes as in RFC 4180; lines end in LF, CRLF or CR;
// blank lines are skipped, as are byte order marks, and a first line `sep=;`, which names the delimiter. An error loses
// its cell if it is certain which cell that is, else its row; reading continues at the next line. Memory is bounded by
// `longest_row`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/files/files.hpp"
#include "interpreter/files/rows.hpp"

namespace cepol::files {

class CsvRows final : public RowSource {
 public:
  // `delimiter`: a comma, a semicolon, a tab or |.
  explicit CsvRows(Reader& bytes, std::size_t chunk = 1 << 20, char delimiter = ',');
  bool next(CellRow& row) override;
  std::size_t rows_left() const override;
  char delimiter() const { return delimiter_; }
  bool delimiter_is_named() const { return named_; }  // by the first line, once a row was read

 private:
  enum class Scan { complete, wants_more, too_long, open_quote };

  void fill();
  void skip_byte_order_marks();
  void skip_named_delimiter();
  void set_delimiter(char delimiter);
  bool next_of_buffer(CellRow& row);
  void give_up(CellRow& row, data::Fault fault);
  static void check_cells(CellRow& row);
  void unescape(CellRow& row);
  Scan scan(CellRow& row, std::size_t end, bool last);
  bool scan_unquoted(CellRow& row);
  void mark_more();
  bool is_sound(std::size_t begin, std::size_t end);
  void skip_line();
  void consume(std::size_t until);

  Reader& bytes_;
  char delimiter_ = ',';
  bool named_ = false;
  const std::array<bool, 256>* cell_ends_ = nullptr;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of the bytes that were read and not yet used
  std::size_t read_ = 0;             // in all
  bool at_end_ = false, started_ = false, any_nul_ = false;
  std::uint64_t line_ = 1;    // of buffer_[begin_]
  std::uint32_t number_ = 0;  // of the row that was read last
  // Of the last scan: where it stopped; whether the row has quotes; its cells with doubled quotes, and where they
  // begin.
  std::size_t row_end_ = 0;
  bool quoted_ = false;
  std::vector<std::pair<std::size_t, std::size_t>> escaped_;
  // The places of delimiters, line ends and quotes in the buffer (cell_marks.hpp): those from `mark_` to `marks_end_`
  // are not yet used, and up to `marked_` in the buffer all are known.
  std::vector<std::uint32_t> marks_;
  std::size_t mark_ = 0, marks_end_ = 0, marked_ = 0;
  // Of the rows up to `checked_`, looked at together: are they UTF-8?
  std::size_t checked_ = 0;
  bool all_utf8_ = true;
  // Bytes that were scanned again after a quote that was never closed. Beyond a limit a quoted cell must close on its
  // own line, which keeps reading linear.
  std::size_t read_again_ = 0;
};

}  // namespace cepol::files
