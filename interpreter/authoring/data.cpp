#include "interpreter/authoring/data.hpp"

#include <algorithm>

#include "interpreter/data/dataset_builder.hpp"
#include "interpreter/files/read.hpp"

namespace cepol::authoring {

namespace {

using semantics::Example;
using semantics::ExampleTable;

constexpr std::string_view generated_key = "示例";

class ExampleDataBuilder {
 public:
  ExampleDataBuilder(const core::Program& program, const Example& example)
      : program_(program), example_(example), builder_(program) {}

  ExampleData run() {
    for (const ExampleTable& table : example_.tables) fill(table);
    std::vector<files::ReadError> unreadable;  // none: whoever loaded the policy has reported them
    files::add_beside(builder_, program_, unreadable);
    made_.data = builder_.finish();
    return std::move(made_);
  }

 private:
  static std::optional<std::size_t> place_of(const std::vector<std::string>& columns, const std::string& name) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
  }

  std::string first_key(core::TableId table) const {
    const core::RecordTable& record = program_.tables[table];
    for (const ExampleTable& given : example_.tables) {
      if (given.table != table || given.rows.empty() || !record.key) continue;
      const auto at = place_of(given.columns, record.columns[*record.key].name);
      const std::string text = at ? given.rows.front()[*at].text : std::string();
      return text.empty() ? std::string(generated_key) + "1" : text;
    }
    return std::string(generated_key) + "1";
  }

  void fill(const ExampleTable& table) {
    const core::RecordTable& record = program_.tables[table.table];
    const bool heading = table.heading;
    const std::string& name = heading ? record.heading : record.name;
    std::vector<std::string> columns = table.columns;
    for (const core::Column& column : record.columns)
      if (column.heading == heading && !place_of(columns, column.name)) columns.push_back(column.name);
    builder_.open(name, {columns.begin(), columns.end()});
    std::uint32_t& number = rows_[name];
    for (const auto& row : table.rows) {
      ++number;
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < row.size(); ++i) {
        texts.push_back(row[i].text);
        made_.places[{name, number, columns[i]}] = row[i].span;
      }
      texts.resize(columns.size());
      made_.places[{name, number, ""}] = row.empty() ? table.span : row.front().span;
      auto fill_if_blank = [&](std::optional<core::ColumnIndex> column, const std::string& text) {
        const auto at = column && !heading ? place_of(columns, record.columns[*column].name) : std::nullopt;
        if (at && texts[*at].empty()) texts[*at] = text;
      };
      if (record.link != record.key) fill_if_blank(record.key, std::string(generated_key) + std::to_string(number));
      if (record.parent) fill_if_blank(record.link, first_key(*record.parent));
      const std::vector<data::CellText> cells(texts.begin(), texts.end());
      builder_.row(number, cells);
    }
  }

  const core::Program& program_;
  const Example& example_;
  data::DatasetBuilder builder_;
  std::map<std::string, std::uint32_t> rows_;
  ExampleData made_;
};

}  // namespace

ExampleData data_of(const core::Program& program, const Example& example) {
  return ExampleDataBuilder(program, example).run();
}

}  // namespace cepol::authoring
