// Converts simdjson's values to cells, and an object with nested rows to the sequence of rows, parents before children.
#include "interpreter/files/json_row_reader.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/data/cell.hpp"
#include "interpreter/data/column_names.hpp"
#include "interpreter/files/json_text.hpp"
#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

std::optional<std::size_t> JsonShape::column_named(std::string_view column) const {
  auto found =
      std::find_if(columns.begin(), columns.end(), [&](const data::CellText& one) { return one.text == column; });
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  const std::string form = key_form(column);
  const auto by_word = std::find_if(declared.begin(), declared.end(), [&](const core::Column* one) {
    return data::has_word(*one, form, [](std::string_view text) { return key_form(text); });
  });
  if (by_word == declared.end()) return std::nullopt;
  return static_cast<std::size_t>(by_word - declared.begin());
}

JsonRowReader::JsonRowReader(data::DatasetBuilder& builder, const core::Program& program) : builder_(builder) {
  for (const core::RecordTable& record : program.tables.nodes) add_shape(record, false);
  for (std::uint32_t i = 0; i < program.tables.size(); ++i)
    if (const auto parent = program.tables.nodes[i].parent) shapes_[parent->index].children.push_back(i);
  for (const core::RecordTable& record : program.tables.nodes)
    if (!record.heading.empty() && !find(record.heading)) add_shape(record, true);
}

void JsonRowReader::add_shape(const core::RecordTable& record, bool heading) {
  JsonShape& shape = shapes_.emplace_back();
  shape.name = heading ? record.heading : record.name;
  shape.record = &record;
  shape.heading = heading;
  for (const core::Column& column : record.columns) {
    if (heading && !column.heading) continue;
    shape.columns.emplace_back(column.name);
    shape.declared.push_back(&column);
  }
  shape.present.resize(shape.columns.size());
  if (heading) return;
  shape.key = record.key;
  shape.link = record.parent ? record.link : std::nullopt;
}

std::optional<std::uint32_t> JsonRowReader::find(std::string_view name) const {
  for (std::uint32_t i = 0; i < shapes_.size(); ++i)
    if (shapes_[i].name == name) return i;
  return std::nullopt;
}

bool JsonRowReader::is_child(const JsonShape& parent, std::string_view name) const {
  return std::any_of(parent.children.begin(), parent.children.end(),
                     [&](std::uint32_t i) { return shapes_[i].name == name; });
}

std::string JsonRowReader::known_names() const {
  std::string names;
  for (const JsonShape& shape : shapes_) {
    if (!names.empty()) names += '\n';
    names += shape.name;
  }
  return names;
}

error_code JsonRowReader::read_row(ondemand::object object, std::uint32_t shape, JsonRow& row) {
  begin_row(shape, row);
  return read_fields(object, row);
}

// Reads a value as a row; sets JsonRow::object to false if it is not an object.
error_code JsonRowReader::read_value(ondemand::value value, std::uint32_t shape, JsonRow& row) {
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

void JsonRowReader::begin_row(std::uint32_t shape, JsonRow& row) {
  row.shape = shape;
  row.source_row = next_row(shape);
  row.cells.assign(shapes_[shape].columns.size(), data::CellText());
}

error_code JsonRowReader::read_fields(ondemand::object object, JsonRow& row) {
  const std::uint32_t index = row.shape;
  std::vector<char> given(shapes_[index].columns.size(), 0);
  bool holds_more = false;  // a member that is neither a column nor a table, with a list or an object
  for (auto entry : object) {
    ondemand::field field;
    if (const auto error = std::move(entry).get(field)) return error;
    position_ = field.key().raw();
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return error;
    JsonShape& shape = shapes_[index];
    const std::string_view name = trimmed(key);
    if (builder_.skips(shape.name, name)) continue;
    if (const auto column = shape.column_named(name)) {
      if (name != shape.columns[*column].text && key_form(name) != key_form(shape.columns[*column].text))
        builder_.other_heading(shape.name, shape.columns[*column].text, name);
      if (given[*column]) {
        builder_.note(shape.name, row.source_row, name, data::Fault::repeated_column, {std::string(name)});
        data::CellText& first = row.cells[*column];
        data::CellText again;
        if (const auto error = read_cell(field.value(), again)) return error;
        if (again.fault || trimmed(again.text) != trimmed(first.text)) first = data::Fault::columns_differ;
        continue;
      }
      given[*column] = shape.present[*column] = 1;
      if (const auto error = read_cell(field.value(), row.cells[*column])) return error;
      continue;
    }
    const auto child = std::find_if(shape.children.begin(), shape.children.end(),
                                    [&](std::uint32_t i) { return shapes_[i].name == name; });
    if (child == shape.children.end()) {
      row.unknown = true;
      ondemand::json_type type;
      if (const auto error = field.value().type().get(type)) return error;
      holds_more = holds_more || type == ondemand::json_type::array || type == ondemand::json_type::object;
      report_unknown(shape, name);
      continue;
    }
    if (const auto error = read_children(field.value(), *child, row)) return error;
  }
  const bool nothing_known = std::find(given.begin(), given.end(), 1) == given.end() && row.children.empty();
  if (holds_more && nothing_known && !shapes_[index].columns.empty()) rows_within_ = shapes_[index].name;
  return simdjson::SUCCESS;
}

error_code JsonRowReader::read_children(ondemand::value value, std::uint32_t child, JsonRow& row) {
  ondemand::json_type type;
  if (const auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::null) return simdjson::SUCCESS;
  has_table(child);
  if (type != ondemand::json_type::array) return read_value(value, child, row.children.emplace_back());
  ondemand::array array;
  if (const auto error = value.get_array().get(array)) return error;
  for (auto element : array) {
    ondemand::value item;
    if (const auto error = element.get(item)) return error;
    if (const auto error = item.type().get(type)) return error;
    if (type == ondemand::json_type::array) rows_within_ = shapes_[child].name;
    if (const auto error = read_value(item, child, row.children.emplace_back())) return error;
  }
  return simdjson::SUCCESS;
}

error_code JsonRowReader::read_cell(ondemand::value value, data::CellText& cell) {
  ondemand::json_type type;
  if (const auto error = value.type().get(type)) return error;
  switch (type) {
    case ondemand::json_type::string: return read_string(value, cell);
    case ondemand::json_type::number: return read_number(value, cell);
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
    case ondemand::json_type::object: cell = data::Fault::wrong_kind; return simdjson::SUCCESS;
  }
  return simdjson::INCORRECT_TYPE;
}

error_code JsonRowReader::read_string(ondemand::value value, data::CellText& cell) const {
  std::string_view text;
  if (const auto error = value.get_string().get(text)) return error;
  // An escape may encode half of a surrogate pair, or NUL, which no text may contain.
  if (!is_text(text) || (replaced_ && text.find(replacement_character) != std::string_view::npos))
    cell = data::Fault::cell_not_utf8;
  else
    cell = text;
  return simdjson::SUCCESS;
}

error_code JsonRowReader::read_number(ondemand::value value, data::CellText& cell) {
  const std::string_view token = trimmed(value.raw_json_token());
  if (token.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return simdjson::NUMBER_ERROR;
  cell = token;
  if (token.find_first_of("eE") != std::string_view::npos)
    if (auto plain = without_exponent(token)) cell = expanded_.emplace_back(std::move(*plain));
  return simdjson::SUCCESS;
}

void JsonRowReader::report_unknown(JsonShape& shape, std::string_view name) {
  const std::string shown = data::excerpt(name);
  if (!shape.listed_unknown.insert(shown).second) return;
  std::vector<std::string> known;
  for (const data::CellText& column : shape.columns) known.emplace_back(column.text);
  for (std::uint32_t child : shape.children) known.push_back(shapes_[child].name);
  builder_.note(shape.name, 0, shown, data::Fault::unknown_column, {shown, nearest_name(shown, known).value_or("")});
}

void JsonRowReader::emit(JsonRow& row) {
  add_to_builder(row);
  expanded_.clear();
}

void JsonRowReader::add_to_builder(JsonRow& row) {
  const JsonShape& shape = shapes_[row.shape];
  if (!row.object) {
    builder_.unreadable(shape.name, row.source_row, "", data::Fault::row_wrong_kind);
    return;
  }
  builder_.open(shape.name, shape.columns);
  // An object that has rows, or something else, is a record, however blank its columns are.
  if (row.children.empty() && !row.unknown)
    builder_.file_row(row.source_row, row.cells);
  else
    builder_.row(row.source_row, row.cells);
  const data::CellText key = shape.key ? row.cells[*shape.key] : data::CellText();
  for (JsonRow& child : row.children) {
    const JsonShape& within = shapes_[child.shape];
    if (child.object && within.link) {
      data::CellText& link = child.cells[*within.link];
      const std::string_view own = trimmed(link.text), outer = trimmed(key.text);
      if (!own.empty() && own != outer && key_form(own) != key_form(outer)) {
        builder_.unreadable(within.name, child.source_row, within.columns[*within.link].text, data::Fault::link_differs,
                            {data::excerpt(own), data::excerpt(outer)});
        continue;
      }
      link = key;
    }
    add_to_builder(child);
  }
}

void JsonRowReader::add_tables(std::set<std::string>& tables) const {
  for (const JsonShape& shape : shapes_)
    if (shape.named || shape.rows > 0) tables.insert(shape.name);
}

void JsonRowReader::end_file() {
  for (const JsonShape& shape : shapes_) {
    if (shape.heading || shape.rows == 0) continue;
    for (std::size_t c = 0; c < shape.columns.size(); ++c) {
      const core::Column& column = shape.record->columns[c];
      if (shape.present[c] || column.heading || shape.key == c || shape.link == c) continue;  // reported for each row
      if (column.taken_from && shape.present[column.taken_from->column]) continue;
      builder_.missing_column(shape.name, column.name);
    }
  }
}

}  // namespace cepol::files
