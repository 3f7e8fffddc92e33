// ExampleDataBuilder: fills in generated keys and links, and passes the rows of the example to a DatasetBuilder.
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
      : program_(program), example_(example), builder_(program, assumptions()) {}

  ExampleData run() {
    for (const ExampleTable& table : example_.tables) add_table(table);
    std::vector<files::ReadError> unreadable;  // ignored: reported when the policy was loaded
    files::add_beside(builder_, program_, unreadable);
    result_.data = builder_.finish();
    return std::move(result_);
  }

 private:
  static data::Assumptions assumptions() {
    data::Assumptions assumed;
    assumed.made_up_keys = generated_key;
    return assumed;
  }
  static std::optional<std::size_t> index_of(const std::vector<std::string>& columns, const std::string& name) {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
  }

  std::string first_key(core::TableId table) const {
    const core::RecordTable& record = program_.tables[table];
    for (const ExampleTable& given : example_.tables) {
      if (given.table != table || given.rows.empty() || !record.key) continue;
      const auto at = index_of(given.columns, record.columns[*record.key].name);
      const std::string text = at ? given.rows.front()[*at].text : std::string();
      return text.empty() ? std::string(generated_key) + "1" : text;
    }
    return std::string(generated_key) + "1";
  }

  void add_table(const ExampleTable& table) {
    const core::RecordTable& record = program_.tables[table.table];
    const bool heading = table.heading;
    const std::string& name = heading ? record.heading : record.name;
    std::vector<std::string> columns = table.columns;
    for (const core::Column& column : record.columns)
      if (column.heading == heading && !index_of(columns, column.name)) columns.push_back(column.name);
    builder_.open(name, {columns.begin(), columns.end()});
    std::uint32_t& row_number = row_counts_[name];
    for (const auto& row : table.rows) {
      ++row_number;
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < row.size(); ++i) {
        texts.push_back(row[i].text);
        result_.places[{name, row_number, columns[i]}] = row[i].span;
      }
      texts.resize(columns.size());
      if (example_.carried && !heading)  // written before columns were added
        for (const core::Column& column : record.columns)
          if (!column.old_rows.empty() && !index_of(table.columns, column.name))
            texts[*index_of(columns, column.name)] = column.old_rows;
      result_.places[{name, row_number, ""}] = row.empty() ? table.span : row.front().span;
      auto fill_if_blank = [&](std::optional<core::ColumnIndex> column, const std::string& text) {
        const auto at = column && !heading ? index_of(columns, record.columns[*column].name) : std::nullopt;
        if (at && texts[*at].empty()) texts[*at] = text;
      };
      if (record.link != record.key) fill_if_blank(record.key, std::string(generated_key) + std::to_string(row_number));
      if (record.parent) fill_if_blank(record.link, first_key(*record.parent));
      const std::vector<data::CellText> cells(texts.begin(), texts.end());
      builder_.row(row_number, cells);
    }
  }

  const core::Program& program_;
  const Example& example_;
  data::DatasetBuilder builder_;
  std::map<std::string, std::uint32_t> row_counts_;
  ExampleData result_;
};

}  // namespace

bool is_made_up_key(std::string_view key) { return key.starts_with(generated_key); }

ExampleData data_of(const core::Program& program, const Example& example) {
  return ExampleDataBuilder(program, example).run();
}

}  // namespace cepol::authoring
