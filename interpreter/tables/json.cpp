#include "interpreter/tables/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <set>

#include "interpreter/tables/cell.hpp"
#include "lang/base/text.hpp"

namespace cepol::tables {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr std::size_t most_json = 0xFFFFFFFF - 64;  // bytes, a limit of simdjson
constexpr std::size_t widest_exponent = 40;

struct Shape {  // a table, or the heading table of one
  std::string name;
  const core::RecordTable* record = nullptr;
  std::vector<std::string> columns;        // those that its rows may have
  std::vector<std::uint32_t> children;     // shapes
  std::optional<std::uint32_t> key, link;  // among `columns`
  bool heading = false;
  // Of this file.
  std::uint32_t rows = 0;
  std::vector<char> seen;                   // by column: some row has it
  std::set<std::string, std::less<>> told;  // unknown and repeated columns that have been listed
};

struct Row {
  std::uint32_t shape = 0, source_row = 0;
  std::vector<std::string_view> cells;
  std::vector<Row> children;
  bool object = true;  // false: something else stands where a row should
};

// 1.5e3 as 1500; nothing when it is no JSON number with an exponent of a sensible size.
std::optional<std::string> without_exponent(std::string_view token) {
  const std::size_t e = token.find_first_of("eE");
  std::string_view mantissa = token.substr(0, e), exponent = token.substr(e + 1);
  const bool down = exponent.starts_with('-');
  if (down || exponent.starts_with('+')) exponent.remove_prefix(1);
  std::size_t places = 0;
  if (exponent.empty()) return std::nullopt;
  for (char c : exponent) {
    if (c < '0' || c > '9') return std::nullopt;
    places = std::min<std::size_t>(places * 10 + static_cast<std::size_t>(c - '0'), widest_exponent + 1);
  }
  if (places > widest_exponent) return std::nullopt;
  std::string sign;
  if (mantissa.starts_with('-')) {
    sign = "-";
    mantissa.remove_prefix(1);
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  std::size_t whole = digits.size();
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  if (down) {
    if (whole <= places) {
      const std::string zeros(places - whole + 1, '0');
      digits = zeros + digits;
      whole += zeros.size();
    }
    whole -= places;
  } else {
    whole += places;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  }
  std::string result = sign;
  result.append(digits, 0, whole);
  if (whole < digits.size()) {
    result += '.';
    result.append(digits, whole);
  }
  return result;
}

class Reader {
 public:
  Reader(Builder& builder, const core::Program& program) : builder_(builder) {
    for (const core::RecordTable& record : program.tables.nodes) {
      Shape& shape = shapes_.emplace_back();
      shape.name = record.name;
      shape.record = &record;
      for (const core::Column& column : record.columns) shape.columns.push_back(column.name);
      shape.key = record.key;
      shape.link = record.parent ? record.link : std::nullopt;
      shape.seen.resize(shape.columns.size());
    }
    for (std::uint32_t i = 0; i < program.tables.size(); ++i)
      if (const auto parent = program.tables.nodes[i].parent) shapes_[parent->index].children.push_back(i);
    for (const core::RecordTable& record : program.tables.nodes) {
      if (record.heading.empty() || find(record.heading)) continue;
      Shape& shape = shapes_.emplace_back();
      shape.name = record.heading;
      shape.record = &record;
      for (const core::Column& column : record.columns)
        if (column.heading) shape.columns.push_back(column.name);
      shape.heading = true;
      shape.seen.resize(shape.columns.size());
    }
  }

  std::optional<std::uint32_t> find(std::string_view name) const {
    for (std::uint32_t i = 0; i < shapes_.size(); ++i)
      if (shapes_[i].name == name) return i;
    return std::nullopt;
  }

  // The row that a value is. What has been read before an error is in `row`, whose texts live as long as the document.
  error_code read_row(ondemand::value value, std::uint32_t shape, Row& row) {
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    begin_row(shape, row);
    if (type != ondemand::json_type::object) {
      row.object = false;
      return simdjson::SUCCESS;
    }
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    return read_fields(object, row);
  }

  error_code read_row(ondemand::object object, std::uint32_t shape, Row& row) {
    begin_row(shape, row);
    return read_fields(object, row);
  }

  error_code read_rows(ondemand::array array, std::uint32_t shape) {
    for (auto element : array) {
      ondemand::value value;
      if (const auto error = element.get(value)) return error;
      Row row;
      if (const auto error = read_row(value, shape, row)) return error;
      emit(row);
    }
    return simdjson::SUCCESS;
  }

  // A table of the object of tables: a list of rows, or one row.
  error_code read_table(ondemand::value value, std::uint32_t shape) {
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (const auto error = value.get_array().get(array)) return error;
      return read_rows(array, shape);
    }
    if (type == ondemand::json_type::object) {
      Row row;
      if (const auto error = read_row(value, shape, row)) return error;
      emit(row);
      return simdjson::SUCCESS;
    }
    if (type != ondemand::json_type::null)
      builder_.unreadable(shapes_[shape].name, 0, "", Fault::table_wrong_kind, {shapes_[shape].name});
    return simdjson::SUCCESS;
  }

  error_code read_fields(ondemand::object object, Row& row) {
    const std::uint32_t index = row.shape;
    std::vector<char> given(shapes_[index].columns.size(), 0);
    for (auto entry : object) {
      ondemand::field field;
      if (const auto error = std::move(entry).get(field)) return error;
      where_ = field.key().raw();
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) return error;
      Shape& shape = shapes_[index];
      const std::string_view name = trimmed(key);
      const auto column = std::find(shape.columns.begin(), shape.columns.end(), name);
      if (column != shape.columns.end()) {
        const auto c = static_cast<std::size_t>(column - shape.columns.begin());
        if (given[c]) {
          tell(shape, name, Fault::repeated_column);
          continue;
        }
        given[c] = shape.seen[c] = 1;
        if (const auto error = read_cell(field.value(), row.cells[c])) return error;
        continue;
      }
      const auto child = std::find_if(shape.children.begin(), shape.children.end(),
                                      [&](std::uint32_t i) { return shapes_[i].name == name; });
      if (child == shape.children.end()) {
        tell(shape, name, Fault::unknown_column);
        continue;
      }
      if (const auto error = read_children(field.value(), *child, row)) return error;
    }
    return simdjson::SUCCESS;
  }

  // Hands a row and those within it to the builder.
  void emit(Row& row) {
    hand_over(row);
    expanded_.clear();
  }

  // Columns that none of the file's rows has.
  void end_file() {
    for (Shape& shape : shapes_) {
      if (shape.heading || shape.rows == 0) continue;
      for (std::size_t c = 0; c < shape.columns.size(); ++c) {
        const core::Column& column = shape.record->columns[c];
        if (shape.seen[c] || column.heading || column.blank == core::Blank::none || column.type.kind == core::Kind::row)
          continue;
        if (shape.key == c || shape.link == c) continue;  // told of each row
        builder_.unreadable(shape.name, 0, column.name, Fault::missing_column, {column.name});
      }
    }
  }

  std::uint32_t next_row(std::uint32_t shape) { return ++shapes_[shape].rows; }
  const Shape& shape(std::uint32_t index) const { return shapes_[index]; }
  // A place in the text, at or before what was read last.
  const char* where() const { return where_; }
  void set_where(const char* place) { where_ = place; }
  std::string known_names() const {
    std::string names;
    for (const Shape& shape : shapes_) {
      if (!names.empty()) names += '\n';
      names += shape.name;
    }
    return names;
  }

 private:
  void hand_over(Row& row) {
    Shape& shape = shapes_[row.shape];
    if (!row.object) {
      builder_.unreadable(shape.name, row.source_row, "", Fault::row_wrong_kind);
      return;
    }
    builder_.open(shape.name, shape.columns);
    builder_.row(row.source_row, row.cells);
    const std::string_view key = shape.key ? row.cells[*shape.key] : std::string_view();
    for (Row& child : row.children) {
      const Shape& within = shapes_[child.shape];
      if (child.object && within.link) {
        std::string_view& link = child.cells[*within.link];
        if (link.data() != Builder::no_single_value().data() && !trimmed(link).empty() &&
            trimmed(link) != trimmed(key)) {
          builder_.unreadable(within.name, child.source_row, within.columns[*within.link], Fault::link_differs,
                              {excerpt(trimmed(link)), excerpt(trimmed(key))});
          continue;
        }
        link = key;
      }
      hand_over(child);
    }
  }

  void begin_row(std::uint32_t shape, Row& row) {
    row.shape = shape;
    row.source_row = next_row(shape);
    row.cells.assign(shapes_[shape].columns.size(), std::string_view());
  }

  error_code read_children(ondemand::value value, std::uint32_t child, Row& row) {
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    if (type == ondemand::json_type::null) return simdjson::SUCCESS;
    if (type != ondemand::json_type::array) {
      Row& only = row.children.emplace_back();
      return read_row(value, child, only);
    }
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    for (auto element : array) {
      ondemand::value item;
      if (const auto error = element.get(item)) return error;
      Row& next = row.children.emplace_back();
      if (const auto error = read_row(item, child, next)) return error;
    }
    return simdjson::SUCCESS;
  }

  error_code read_cell(ondemand::value value, std::string_view& cell) {
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    switch (type) {
      case ondemand::json_type::string: {
        if (const auto error = value.get_string().get(cell)) return error;
        // An escape may stand for half of a character, or for NUL, which no text has.
        if (!simdjson::validate_utf8(cell.data(), cell.size()) || cell.find('\0') != std::string_view::npos)
          return simdjson::STRING_ERROR;
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::number: {
        const std::string_view token = trimmed(value.raw_json_token());
        if (token.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return simdjson::NUMBER_ERROR;
        cell = token;
        if (token.find_first_of("eE") != std::string_view::npos)
          if (auto plain = without_exponent(token)) cell = expanded_.emplace_back(std::move(*plain));
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::boolean: {
        bool truth = false;
        if (const auto error = value.get_bool().get(truth)) return error;
        cell = truth ? "true" : "false";
        return simdjson::SUCCESS;
      }
      case ondemand::json_type::null: {
        bool null = false;
        if (const auto error = value.is_null().get(null)) return error;
        return null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
      }
      case ondemand::json_type::array:
      case ondemand::json_type::object: cell = Builder::no_single_value(); return simdjson::SUCCESS;
    }
    return simdjson::INCORRECT_TYPE;
  }

  void tell(Shape& shape, std::string_view name, Fault fault) {
    std::string shown = excerpt(name);
    if (!shape.told.insert(shown).second) return;
    std::vector<std::string> arguments{shown};
    if (fault == Fault::unknown_column) {
      std::vector<std::string> known = shape.columns;
      for (std::uint32_t child : shape.children) known.push_back(shapes_[child].name);
      arguments.push_back(nearest_name(shown, known).value_or(""));
    }
    builder_.unreadable(shape.name, 0, shown, fault, std::move(arguments));
  }

  Builder& builder_;
  std::vector<Shape> shapes_;
  std::deque<std::string> expanded_;  // numbers rewritten, until their row has been handed over
  const char* where_ = nullptr;
};

std::uint64_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::uint64_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

// Where the object or list at the start of the text ends; npos: nowhere.
std::size_t end_of_value(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

error_code read_document(Reader& reader, ondemand::document& document, std::optional<std::uint32_t> shape,
                         Builder& builder, bool& any_known) {
  ondemand::json_type type;
  if (const auto error = document.type().get(type)) return error;
  if (shape) {
    any_known = true;
    if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (const auto error = document.get_array().get(array)) return error;
      return reader.read_rows(array, *shape);
    }
    ondemand::object object;
    if (type != ondemand::json_type::object) {
      builder.unreadable(reader.shape(*shape).name, 0, "", Fault::table_wrong_kind, {reader.shape(*shape).name});
      return simdjson::SUCCESS;
    }
    if (const auto error = document.get_object().get(object)) return error;
    Row row;
    if (const auto error = reader.read_row(object, *shape, row)) return error;
    reader.emit(row);
    return simdjson::SUCCESS;
  }
  if (type != ondemand::json_type::object) return simdjson::SUCCESS;
  ondemand::object object;
  if (const auto error = document.get_object().get(object)) return error;
  std::vector<std::string> unknown;
  for (auto entry : object) {
    ondemand::field field;
    if (const auto error = std::move(entry).get(field)) return error;
    reader.set_where(field.key().raw());
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return error;
    const std::string name(trimmed(key));
    if (const auto table = reader.find(name)) {
      any_known = true;
      if (const auto error = reader.read_table(field.value(), *table)) return error;
    } else {
      unknown.push_back(name);
    }
  }
  if (any_known)
    for (const std::string& name : unknown) builder.open(name, {});
  return simdjson::SUCCESS;
}

}  // namespace

std::optional<ReadError> read_ndjson(Builder& builder, const core::Program& program, const std::string& table,
                                     const Bytes& bytes, const std::string& path) {
  Reader reader(builder, program);
  const std::uint32_t shape = *reader.find(table);
  ondemand::parser parser;
  std::vector<char> buffer(1 << 20);
  std::size_t begin = 0, end = 0;
  std::uint64_t line = 0;
  bool at_end = false, skipping = false, first = true, any = false;
  auto read_line = [&](std::string_view text) {
    ++line;
    if (std::exchange(first, false) && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = trimmed(text);
    if (text.empty()) return;
    any = true;
    auto bad = [&](Fault fault, std::uint32_t source_row) {
      builder.unreadable(table, source_row, "", fault, {std::to_string(line)});
    };
    if (text.size() > longest_row) return bad(Fault::row_too_long, reader.next_row(shape));
    if (text.find('\0') != std::string_view::npos) return bad(Fault::nul_byte, reader.next_row(shape));
    if (!simdjson::validate_utf8(text.data(), text.size())) return bad(Fault::invalid_utf8, reader.next_row(shape));
    if (text.front() != '{')
      return bad(text.front() == '[' ? Fault::row_wrong_kind : Fault::json_line_syntax, reader.next_row(shape));
    const auto capacity = static_cast<std::size_t>(buffer.data() + buffer.size() - text.data());
    ondemand::document document;
    ondemand::object object;
    Row row;
    if (end_of_value(text) != text.size() || parser.iterate(text.data(), text.size(), capacity).get(document) ||
        document.get_object().get(object))
      return bad(Fault::json_line_syntax, reader.next_row(shape));
    if (reader.read_row(object, shape, row)) return bad(Fault::json_line_syntax, row.source_row);
    reader.emit(row);
  };
  auto too_long = [&] {
    ++line;
    first = false;
    any = true;
    builder.unreadable(table, reader.next_row(shape), "", Fault::row_too_long, {std::to_string(line)});
  };
  while (true) {
    const auto* found =
        begin < end ? static_cast<const char*>(std::memchr(buffer.data() + begin, '\n', end - begin)) : nullptr;
    const std::size_t stop = found == nullptr ? end : static_cast<std::size_t>(found - buffer.data());
    if (found != nullptr || (at_end && begin < end)) {
      if (skipping)
        too_long();
      else
        read_line({buffer.data() + begin, stop - begin});
      skipping = false;
      begin = std::min(stop + 1, end);
      continue;
    }
    if (at_end) {
      if (skipping) too_long();
      break;
    }
    skipping = skipping || end - begin > longest_row + 16;
    if (skipping) begin = end;
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    if (end > buffer.size() / 2) buffer.resize(buffer.size() * 2);
    const std::size_t count = bytes(buffer.data() + end, buffer.size() - simdjson::SIMDJSON_PADDING - end);
    at_end = count == 0;
    end += count;
  }
  if (!any) return ReadError{path, Fault::empty_file, {}};
  reader.end_file();
  return std::nullopt;
}

std::optional<ReadError> read_json(Builder& builder, const core::Program& program,
                                   const std::optional<std::string>& named, std::string text, const std::string& path) {
  if (text.size() > most_json) return ReadError{path, Fault::file_too_large, {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (trimmed(text).empty()) return ReadError{path, Fault::empty_file, {}};
  if (const auto bad = invalid_utf8(text))
    return ReadError{path, Fault::invalid_utf8, {std::to_string(line_of(text, *bad))}};
  const auto front = static_cast<std::size_t>(trimmed(text).data() - text.data());
  Reader reader(builder, program);
  std::optional<std::uint32_t> shape;
  if (named) shape = reader.find(*named);
  if (text[front] == '{' && shape) {
    const std::size_t end = end_of_value(std::string_view(text).substr(front));
    if (end != std::string_view::npos &&
        !trimmed(std::string_view(text).substr(front + end)).empty()) {  // one object a line
      std::size_t at = 0;
      auto bytes = [&](char* space, std::size_t size) {
        const std::size_t count = std::min(size, text.size() - at);
        std::memcpy(space, text.data() + at, count);
        at += count;
        return count;
      };
      return read_ndjson(builder, program, *named, bytes, path);
    }
  }
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  ondemand::parser parser;
  ondemand::document document;
  error_code error = parser.iterate(text.data(), text.size(), text.capacity()).get(document);
  bool any_known = false;
  reader.set_where(text.data() + front);
  if (!error && shape && text[front] == '{') {
    // The file is named after a table, and may still be an object of tables: its first name tells.
    ondemand::object object;
    error = document.get_object().get(object);
    if (!error) {
      for (auto entry : object) {
        ondemand::field field;
        std::string_view key;
        if (std::move(entry).get(field) || field.unescaped_key().get(key)) break;
        const std::string_view name = trimmed(key);
        const Shape& s = reader.shape(*shape);
        const bool own = std::find(s.columns.begin(), s.columns.end(), name) != s.columns.end() ||
                         std::any_of(s.children.begin(), s.children.end(),
                                     [&](std::uint32_t i) { return reader.shape(i).name == name; });
        if (!own && reader.find(name)) shape.reset();
        break;
      }
      error = parser.iterate(text.data(), text.size(), text.capacity()).get(document);
    }
  }
  if (!error) {
    error = read_document(reader, document, shape, builder, any_known);
    const char* place = nullptr;
    if (error && !document.current_location().get(place) && place > reader.where() && place < text.data() + text.size())
      reader.set_where(place);
  }
  if (!error && (text[front] == '{' || text[front] == '[')) {
    const std::size_t end = end_of_value(trimmed(text));
    if (end != trimmed(text).size()) {
      error = simdjson::TRAILING_CONTENT;
      reader.set_where(text.data() + (end == std::string_view::npos ? text.size() : front + end));
    }
  }
  if (error)
    return ReadError{path,
                     Fault::json_syntax,
                     {std::to_string(line_of(text, static_cast<std::size_t>(reader.where() - text.data())))}};
  if (!any_known) return ReadError{path, Fault::no_known_table, {reader.known_names()}};
  reader.end_file();
  return std::nullopt;
}

}  // namespace cepol::tables
