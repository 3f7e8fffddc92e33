// Reads a JSON file: an object of tables by name, or the rows of the table with the name of the file. The text is split
// into spans (json_scanner.hpp) that are parsed one by one: an error in a row loses that row only, bytes that are not
// valid UTF-8 lose their cell only.
#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "interpreter/files/formats.hpp"
#include "interpreter/files/json_row_reader.hpp"
#include "interpreter/files/json_scanner.hpp"
#include "interpreter/files/json_text.hpp"
#include "interpreter/files/nul_runs.hpp"
#include "interpreter/files/text_reader.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t most_json = 0xFFFFFFFF - 64;  // bytes, a limit of simdjson

// The line of an offset. Fast where the offsets ascend.
class LineCount {
 public:
  explicit LineCount(std::string_view text) : text_(text) {}
  std::uint64_t operator()(std::size_t offset) {
    if (offset < at_) {
      at_ = 0;
      line_ = 1;
    }
    for (offset = std::min(offset, text_.size()); at_ < offset; ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

class JsonFile {
 public:
  // `text` has room for SIMDJSON_PADDING after it.
  JsonFile(const FormatInput& input, std::string_view text)
      : input_(input),
        reader_(input.builder, input.program),
        text_(text),
        lines_(text),
        scanner_(text, [this](std::string_view name) { return reader_.find(name).has_value(); }) {}

  std::optional<ReadError> read() {
    std::optional<std::uint32_t> shape;
    if (input_.table) shape = reader_.find(*input_.table);
    const char front = scanner_.front();
    if (front == '[' && shape)
      read_list(*shape);
    else if (front == '{')
      read_object(shape);
    else if (shape && front != '[')
      return error_of_single_value();
    if (!known_ && input_.table) known_ = shape;
    if (!rows_within_) rows_within_ = reader_.rows_within();
    if (rows_within_) return ReadError{input_.path, data::Fault::rows_within, {*rows_within_}};
    reader_.add_tables(input_.tables);
    if (!known_) return ReadError{input_.path, data::Fault::no_known_table, {reader_.known_names()}};
    if (const auto error = error_between_rows()) {
      const std::uint64_t line = lines_(rest_.value_or(*error));
      if (rows_ == 0) return syntax_error(std::min(line, first_bad_line_.value_or(line)));
      // How many rows were lost is not known.
      if (rest_) return ReadError{input_.path, data::Fault::json_rest, {std::to_string(line)}};
      if (trimmed(text_.substr(*error)).empty())  // the list does not end
        return ReadError{input_.path, data::Fault::json_rest, {std::to_string(line)}};
      if (!scanner_.first_error() && text_.find('{', scanner_.position()) != std::string_view::npos)
        return ReadError{input_.path, data::Fault::json_more, {std::to_string(line)}};
      input_.builder.note(reader_.shape(*known_).name, 0, "", data::Fault::json_slip, {std::to_string(line)});
    } else if (rows_ == 0 && first_bad_line_) {
      return syntax_error(*first_bad_line_);
    }
    for (const std::string& name : unknown_) input_.builder.open(name, {});
    reader_.end_file();
    return std::nullopt;
  }

 private:
  // Of a file that is neither a list nor an object: null, a number, a text.
  ReadError error_of_single_value() const {
    const std::string text(trimmed(text_));
    simdjson::dom::parser parser;
    if (simdjson::dom::element value; parser.parse(text).get(value) != simdjson::SUCCESS) return syntax_error(1);
    return {input_.path, data::Fault::json_no_rows, {text}};
  }
  ReadError syntax_error(std::uint64_t line) const {
    return {input_.path, data::Fault::json_syntax, {std::to_string(line)}};
  }

  // The first, or what is left after the end.
  std::optional<std::size_t> error_between_rows() {
    if (!scanner_.ended() && !scanner_.first_error()) return scanner_.position();
    return scanner_.first_error();
  }

  void read_list(std::uint32_t shape) {
    known_ = shape;
    reader_.has_table(shape);
    while (const auto span = scanner_.element()) read_row(*span, shape);
  }

  // The outermost object: of tables, or one row of the table with the name of the file. The first
  // name in it determines which.
  void read_object(std::optional<std::uint32_t> shape) {
    bool first = true;
    while (const auto member = scanner_.member()) {
      const std::string name = name_of(*member);
      if (std::exchange(first, false) && shape && is_of_row(reader_.shape(*shape), name)) {
        const std::size_t begin = text_.find('{'), length = end_of_value(text_.substr(begin));
        const bool whole = length != std::string_view::npos;
        const std::size_t end = whole ? begin + length : text_.size();
        known_ = shape;
        if (!is_row_member(reader_.shape(*shape), name) && has_rows(text_.substr(member->value.begin)))
          rows_within_ = name;
        else
          read_row({begin, end, whole}, *shape);
        scanner_.skip_to(end);
        return;
      }
      if (const auto table = reader_.find(name))
        read_table(member->value, *table);
      else
        skip_table(member->value, name);
    }
  }

  bool is_row_member(const JsonShape& shape, const std::string& name) const {
    return shape.column_named(name) || reader_.is_child(shape, name);
  }
  bool is_of_row(const JsonShape& shape, const std::string& name) const {
    return is_row_member(shape, name) || !reader_.find(name);
  }
  // A list, or an object that may be a row.
  static bool has_rows(std::string_view value) { return value.starts_with('[') || value.starts_with('{'); }

  void read_table(const JsonSpan& value, std::uint32_t table) {
    known_ = table;
    const std::string_view text = text_.substr(value.begin);
    const std::string& name = reader_.shape(table).name;
    if (text.starts_with('['))
      read_list(table);
    else if (text.starts_with('{'))
      read_row(value, table);
    else if (text.substr(0, value.end - value.begin) != "null")
      input_.builder.note(name, 0, "", data::Fault::table_wrong_kind, {name});
  }

  void skip_table(const JsonSpan& value, const std::string& name) {
    unknown_.push_back(name);
    if (!text_.substr(value.begin).starts_with('[')) return;
    while (scanner_.element()) {
    }
  }

  void read_row(const JsonSpan& span, std::uint32_t shape) {
    std::string_view text = text_.substr(span.begin, span.end - span.begin);
    auto bad = [&](const char* position, std::uint32_t source_row) {
      const std::uint64_t line = lines_(span.begin + static_cast<std::size_t>(position - text.data()));
      if (!first_bad_line_) first_bad_line_ = line;
      input_.builder.unreadable(reader_.shape(shape).name, source_row, "", data::Fault::json_line_syntax,
                                {std::to_string(line)});
    };
    if (text.starts_with('[') && text.find('{') != std::string_view::npos) rows_within_ = reader_.shape(shape).name;
    if (!text.starts_with('{')) {
      ++rows_;
      input_.builder.unreadable(reader_.shape(shape).name, reader_.next_row(shape), "", data::Fault::row_wrong_kind);
      return;
    }
    const bool clean = is_text(text);
    std::string replaced;
    if (!clean) replaced = with_replacements(text);
    const std::string_view json = clean ? text : std::string_view(replaced);
    const std::size_t capacity = clean ? text_.size() - span.begin + simdjson::SIMDJSON_PADDING : replaced.capacity();
    reader_.set_replaced(!clean);
    reader_.set_position(json.data());
    ondemand::document document;
    ondemand::object object;
    JsonRow row;
    if (!span.whole && span.end == text_.size()) rest_ = span.begin;
    if (!span.whole || parser_.iterate(json.data(), json.size(), capacity).get(document) ||
        document.get_object().get(object))
      return bad(text.data(), reader_.next_row(shape));
    if (reader_.read_row(object, shape, row)) {
      const char* position = nullptr;
      if (!document.current_location().get(position) && position > reader_.position() &&
          position < json.data() + json.size())
        reader_.set_position(position);
      return bad(clean ? reader_.position() : text.data(), row.source_row);
    }
    ++rows_;
    reader_.emit(row);
  }

  std::string name_of(const JsonScanner::Member& member) {
    const std::string_view quoted = text_.substr(member.name_begin, member.name_end - member.name_begin);
    std::string_view name;
    ondemand::document document;
    if (quoted.find('\\') != std::string_view::npos &&
        !parser_.iterate(quoted.data(), quoted.size(), text_.size() - member.name_begin + simdjson::SIMDJSON_PADDING)
             .get(document) &&
        !document.get_string().get(name))
      return std::string(trimmed(name));
    name = quoted.substr(1);
    if (name.ends_with('"')) name.remove_suffix(1);
    return invalid_utf8(name) ? "?" : std::string(trimmed(name));
  }

  const FormatInput& input_;
  JsonRowReader reader_;
  std::string_view text_;
  LineCount lines_;
  JsonScanner scanner_;
  ondemand::parser parser_;
  std::optional<std::uint32_t> known_;           // a shape that the file has rows of
  std::vector<std::string> unknown_;             // names of tables that the program does not have
  std::optional<std::string> rows_within_;       // a member or a table that holds rows where one row should be
  std::uint64_t rows_ = 0;                       // that could be read
  std::optional<std::size_t> rest_;              // the begin of a row that is not closed before the end of the text
  std::optional<std::uint64_t> first_bad_line_;  // of the first row that could not be read
};

}  // namespace

namespace {

std::optional<ReadError> read_json_text(const FormatInput& input) {
  if (input.bytes.size() > most_json) return ReadError{input.path, data::Fault::file_too_large, {}};
  std::string text = read_all(input.bytes, most_json + 1);
  if (text.size() > most_json) return ReadError{input.path, data::Fault::file_too_large, {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const std::string_view inner = trimmed(text);
  if (inner.empty()) return ReadError{input.path, data::Fault::empty_file, {}};
  if (const auto bad = invalid_utf8(text); bad && inner.front() != '{' && inner.front() != '[')  // UTF-16, say
    return ReadError{input.path, data::Fault::json_not_utf8, {std::to_string(LineCount(text)(*bad))}};
  if (inner.front() == '{' && input.table) {
    const std::size_t end = end_of_value(inner);
    if (end != std::string_view::npos && end < inner.size()) {  // one object a line
      TextReader lines(text);
      return read_ndjson(input.with(lines));
    }
  }
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return JsonFile(input, text).read();
}

}  // namespace

std::optional<ReadError> read_json(const FormatInput& input) {
  NulRuns watched(input.bytes);
  if (auto error = read_json_text(input.with(watched))) return error;
  return watched.lost_block(input.path);
}

}  // namespace cepol::files
