// Keys, and tables to be filled.
#include "tests/properties/damage/clean_data.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace cepol::damage {

namespace {

std::string digits(std::size_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

std::string random_key(KeyStyle style, test::Random& random) {
  switch (style) {
    case KeyStyle::identity:
      return "15" + digits(random.below(3000), 4) + std::to_string(1950 + random.below(50)) +
             digits(1 + random.below(12), 2) + digits(1 + random.below(28), 2) + digits(1 + random.below(9998), 4);
    case KeyStyle::zeros: return digits(1 + random.below(random.chance(3) ? 9999999 : 99999), 7);
    case KeyStyle::letters: return "NMG" + digits(random.below(1000000), 6);
    case KeyStyle::serial: return {};
  }
  return {};
}

bool far(const std::vector<std::string>& keys, const std::string& key) {
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& other) {
    return distance(std::string_view(other).substr(0, 15), std::string_view(key).substr(0, 15)) > 2;
  });
}

}  // namespace

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        best[i][j] = i + j;
        continue;
      }
      best[i][j] =
          std::min({best[i - 1][j] + 1, best[i][j - 1] + 1, best[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best[i][j] = std::min(best[i][j], best[i - 2][j - 2] + 1);
    }
  return best[a.size()][b.size()];
}

std::vector<std::string> keys_of(KeyStyle style, std::size_t count, test::Random& random) {
  std::vector<std::string> keys;
  while (keys.size() < count) {
    std::string key = style == KeyStyle::serial ? "NMG17" + digits(keys.size() + 1, 4) : random_key(style, random);
    if (style == KeyStyle::serial || far(keys, key)) keys.push_back(std::move(key));
  }
  return keys;
}

CleanTables::CleanTables(const Schema& schema) : schema_(schema) {
  for (const TableSchema& table : schema.tables) {
    TextTable text;
    text.name = table.name;
    text.file = "/data/" + table.name + ".csv";
    for (const ColumnSchema& column : table.columns) text.headings.push_back({column.name});
    files_.tables.push_back(std::move(text));
  }
}

void CleanTables::add(std::string_view table, const std::vector<std::pair<std::string_view, std::string>>& cells) {
  const std::size_t index = schema_.table_named(table);
  REQUIRE(index < schema_.tables.size());
  Row row(schema_.tables[index].columns.size());
  for (const auto& [column, text] : cells) {
    const auto at = schema_.tables[index].column_named(column);
    INFO(table << "." << column);
    REQUIRE(at);
    row[*at].text = text;
  }
  files_.tables[index].rows.push_back(std::move(row));
}

}  // namespace cepol::damage
