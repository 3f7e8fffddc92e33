// A row of JSON, with the rows nested in it, as text cells for a builder. Only json.cpp includes this header.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/dataset_builder.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr std::size_t widest_exponent = 40;
constexpr std::string_view mark_of_damage = "\xEF\xBF\xBD";  // U+FFFD

struct JsonShape {  // a table, or the heading table of one
  std::string name;
  const core::RecordTable* record = nullptr;
  std::vector<std::string> columns;        // those that its rows may have
  std::vector<std::uint32_t> children;     // shapes
  std::optional<std::uint32_t> key, link;  // among `columns`
  bool heading = false;
  bool has(std::string_view column) const { return std::find(columns.begin(), columns.end(), column) != columns.end(); }
  // Of this file.
  std::uint32_t rows = 0;
  std::vector<char> seen;                   // by column: some row has it
  std::set<std::string, std::less<>> told;  // unknown columns that have been listed
};

struct JsonRow {
  std::uint32_t shape = 0, source_row = 0;
  std::vector<std::string_view> cells;
  std::vector<JsonRow> children;
  bool object = true;  // false: something else stands where a row should
};

// 1.5e3 as 1500; nothing when it is no JSON number with an exponent of a sensible size.
inline std::optional<std::string> without_exponent(std::string_view token) {
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

class JsonRows {
 public:
  JsonRows(data::DatasetBuilder& builder, const core::Program& program) : builder_(builder) {
    for (const core::RecordTable& record : program.tables.nodes) {
      JsonShape& shape = shapes_.emplace_back();
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
      JsonShape& shape = shapes_.emplace_back();
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
  error_code read_row(ondemand::value value, std::uint32_t shape, JsonRow& row) {
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

  error_code read_row(ondemand::object object, std::uint32_t shape, JsonRow& row) {
    begin_row(shape, row);
    return read_fields(object, row);
  }

  error_code read_fields(ondemand::object object, JsonRow& row) {
    const std::uint32_t index = row.shape;
    std::vector<char> given(shapes_[index].columns.size(), 0);
    for (auto entry : object) {
      ondemand::field field;
      if (const auto error = std::move(entry).get(field)) return error;
      where_ = field.key().raw();
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) return error;
      JsonShape& shape = shapes_[index];
      const std::string_view name = trimmed(key);
      const auto column = std::find(shape.columns.begin(), shape.columns.end(), name);
      if (column != shape.columns.end()) {
        const auto c = static_cast<std::size_t>(column - shape.columns.begin());
        if (given[c]) {
          builder_.note(shape.name, row.source_row, name, data::Fault::repeated_column, {std::string(name)});
          continue;
        }
        given[c] = shape.seen[c] = 1;
        if (const auto error = read_cell(field.value(), row.cells[c])) return error;
        continue;
      }
      const auto child = std::find_if(shape.children.begin(), shape.children.end(),
                                      [&](std::uint32_t i) { return shapes_[i].name == name; });
      if (child == shape.children.end()) {
        tell_unknown(shape, name);
        continue;
      }
      if (const auto error = read_children(field.value(), *child, row)) return error;
    }
    return simdjson::SUCCESS;
  }

  // Hands a row and those within it to the builder.
  void emit(JsonRow& row) {
    hand_over(row);
    expanded_.clear();
  }

  // Columns that none of the file's rows has.
  void end_file() {
    for (JsonShape& shape : shapes_) {
      if (shape.heading || shape.rows == 0) continue;
      for (std::size_t c = 0; c < shape.columns.size(); ++c) {
        const core::Column& column = shape.record->columns[c];
        if (shape.seen[c] || column.heading || column.blank == core::Blank::none || column.type.kind == core::Kind::row)
          continue;
        if (shape.key == c || shape.link == c) continue;  // told of each row
        builder_.unreadable(shape.name, 0, column.name, data::Fault::missing_column, {column.name});
      }
    }
  }

  std::uint32_t next_row(std::uint32_t shape) { return ++shapes_[shape].rows; }
  const JsonShape& shape(std::uint32_t index) const { return shapes_[index]; }
  // A place in the text, at or before what was read last.
  const char* where() const { return where_; }
  void set_where(const char* place) { where_ = place; }
  void set_damaged(bool damaged) { damaged_ = damaged; }
  bool is_child(const JsonShape& parent, std::string_view name) const {
    return std::any_of(parent.children.begin(), parent.children.end(),
                       [&](std::uint32_t i) { return shapes_[i].name == name; });
  }
  std::string known_names() const {
    std::string names;
    for (const JsonShape& shape : shapes_) {
      if (!names.empty()) names += '\n';
      names += shape.name;
    }
    return names;
  }

 private:
  void hand_over(JsonRow& row) {
    JsonShape& shape = shapes_[row.shape];
    if (!row.object) {
      builder_.unreadable(shape.name, row.source_row, "", data::Fault::row_wrong_kind);
      return;
    }
    builder_.open(shape.name, shape.columns);
    builder_.row(row.source_row, row.cells);
    const std::string_view key = shape.key ? row.cells[*shape.key] : std::string_view();
    for (JsonRow& child : row.children) {
      const JsonShape& within = shapes_[child.shape];
      if (child.object && within.link) {
        std::string_view& link = child.cells[*within.link];
        if (!trimmed(link).empty() && trimmed(link) != trimmed(key)) {
          builder_.unreadable(within.name, child.source_row, within.columns[*within.link], data::Fault::link_differs,
                              {data::excerpt(trimmed(link)), data::excerpt(trimmed(key))});
          continue;
        }
        link = key;
      }
      hand_over(child);
    }
  }

  void begin_row(std::uint32_t shape, JsonRow& row) {
    row.shape = shape;
    row.source_row = next_row(shape);
    row.cells.assign(shapes_[shape].columns.size(), std::string_view());
  }

  error_code read_children(ondemand::value value, std::uint32_t child, JsonRow& row) {
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    if (type == ondemand::json_type::null) return simdjson::SUCCESS;
    if (type != ondemand::json_type::array) {
      JsonRow& only = row.children.emplace_back();
      return read_row(value, child, only);
    }
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    for (auto element : array) {
      ondemand::value item;
      if (const auto error = element.get(item)) return error;
      JsonRow& next = row.children.emplace_back();
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
        if (!simdjson::validate_utf8(cell.data(), cell.size()) || cell.find('\0') != std::string_view::npos ||
            (damaged_ && cell.find(mark_of_damage) != std::string_view::npos))
          cell = data::DatasetBuilder::bad_cell(data::Fault::cell_not_utf8);
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
      case ondemand::json_type::object:
        cell = data::DatasetBuilder::bad_cell(data::Fault::wrong_kind);
        return simdjson::SUCCESS;
    }
    return simdjson::INCORRECT_TYPE;
  }

  void tell_unknown(JsonShape& shape, std::string_view name) {
    const std::string shown = data::excerpt(name);
    if (!shape.told.insert(shown).second) return;
    std::vector<std::string> known = shape.columns;
    for (std::uint32_t child : shape.children) known.push_back(shapes_[child].name);
    builder_.note(shape.name, 0, shown, data::Fault::unknown_column, {shown, nearest_name(shown, known).value_or("")});
  }

  data::DatasetBuilder& builder_;
  std::vector<JsonShape> shapes_;
  std::deque<std::string> expanded_;  // numbers rewritten, until their row has been handed over
  const char* where_ = nullptr;
  bool damaged_ = false;  // bytes of the text were replaced by the mark of damage
};

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

}  // namespace cepol::files
