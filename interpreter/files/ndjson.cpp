// Newline-delimited JSON: one object a line; an error loses its line only. Memory is bounded by the longest line
// allowed.
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "interpreter/files/formats.hpp"
#include "interpreter/files/json_row_reader.hpp"
#include "interpreter/files/json_text.hpp"
#include "interpreter/files/nul_runs.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

// Lines of a stream of bytes, without their line feeds.
class LineReader {
  static constexpr std::size_t most_room = std::size_t{1} << 20;

 public:
  // Of a small file, room for all of it and for finding its end (fill() leaves half of the buffer free).
  explicit LineReader(Reader& bytes)
      : bytes_(bytes),
        buffer_(bytes.size() == 0 ? most_room : std::min(most_room, 2 * bytes.size() + simdjson::SIMDJSON_PADDING)) {}

  // The next line, valid until the one after it is read; nullopt: there are no more. A line much longer
  // than `longest_row` is reported as too long, without its text.
  struct Line {
    std::string_view text;
    std::size_t capacity = 0;  // bytes of the buffer from the line's begin, with room for simdjson's padding
    bool too_long = false;
  };
  std::optional<Line> next() {
    while (true) {
      const auto* found =
          begin_ < end_ ? static_cast<const char*>(std::memchr(buffer_.data() + begin_, '\n', end_ - begin_)) : nullptr;
      if (found != nullptr || (at_end_ && (begin_ < end_ || skipping_))) {
        const std::size_t start = begin_,
                          stop = found == nullptr ? end_ : static_cast<std::size_t>(found - buffer_.data());
        begin_ = std::min(stop + 1, end_);
        if (std::exchange(skipping_, false)) return Line{{}, 0, true};
        return Line{{buffer_.data() + start, stop - start}, buffer_.size() - start, false};
      }
      if (at_end_) return std::nullopt;
      fill();
    }
  }

 private:
  void fill() {
    skipping_ = skipping_ || end_ - begin_ > longest_row + 16;
    if (skipping_) begin_ = end_;
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (end_ > buffer_.size() / 2) buffer_.resize(buffer_.size() * 2);
    const std::size_t count = bytes_.read(buffer_.data() + end_, buffer_.size() - simdjson::SIMDJSON_PADDING - end_);
    at_end_ = count == 0;
    end_ += count;
  }

  Reader& bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of the bytes that were read and not yet used
  bool at_end_ = false;
  bool skipping_ = false;  // the line at begin_ is too long, and its beginning was discarded
};

class NdjsonFile {
 public:
  explicit NdjsonFile(const FormatInput& input)
      : input_(input), reader_(input.builder, input.program), shape_(*reader_.find(*input.table)) {}

  std::optional<ReadError> read() {
    LineReader lines(input_.bytes);
    for (auto line = lines.next(); line; line = lines.next()) {
      ++line_;
      read_line(*line);
    }
    if (!any_) return ReadError{input_.path, data::Fault::empty_file, {}};
    reader_.add_tables(input_.tables);
    if (reader_.rows_within()) return ReadError{input_.path, data::Fault::rows_within, {*reader_.rows_within()}};
    reader_.end_file();
    return std::nullopt;
  }

 private:
  void bad(data::Fault fault, std::uint32_t source_row) {
    input_.builder.unreadable(*input_.table, source_row, "", fault, {std::to_string(line_)});
  }
  void bad(data::Fault fault) { bad(fault, reader_.next_row(shape_)); }

  void read_line(const LineReader::Line& line) {
    std::string_view text = line.text;
    if (line_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = trimmed(text);
    if (text.empty() && !line.too_long) return;
    any_ = true;
    if (line.too_long || text.size() > longest_row) return bad(data::Fault::row_too_long);
    const bool clean = is_text(text);
    if (text.front() != '{' && !clean) return bad(data::Fault::json_not_utf8);
    if (text.front() == '[') return bad(data::Fault::row_wrong_kind);
    if (text.front() != '{') return bad(data::Fault::json_line_syntax);
    reader_.set_replaced(!clean);
    if (clean) return read_row(text, line.capacity - static_cast<std::size_t>(text.data() - line.text.data()));
    const std::string replaced = with_replacements(text);
    read_row(replaced, replaced.capacity());
  }

  void read_row(std::string_view text, std::size_t capacity) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    JsonRow row;
    if (end_of_value(text) != text.size() || parser_.iterate(text.data(), text.size(), capacity).get(document) ||
        document.get_object().get(object))
      return bad(data::Fault::json_line_syntax);
    if (reader_.read_row(object, shape_, row)) return bad(data::Fault::json_line_syntax, row.source_row);
    reader_.emit(row);
  }

  const FormatInput& input_;
  JsonRowReader reader_;
  std::uint32_t shape_;
  simdjson::ondemand::parser parser_;
  std::uint64_t line_ = 0;  // of the file, from 1
  bool any_ = false;        // a line is not blank
};

}  // namespace

std::optional<ReadError> read_ndjson(const FormatInput& input) {
  NulRuns watched(input.bytes);
  const FormatInput lines = input.with(watched);
  if (auto error = NdjsonFile(lines).read()) return error;
  return watched.lost_block(input.path);
}

}  // namespace cepol::files
