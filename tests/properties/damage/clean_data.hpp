// Clean data for the two policies: people near the thresholds of the rules, so that a row or cell that is lost or
// misread changes results.
#pragma once

#include "tests/properties/damage/schema.hpp"
#include "tests/properties/damage/text_tables.hpp"
#include "tests/support/random.hpp"

namespace cepol::damage {

enum class KeyStyle : std::uint8_t {
  identity,  // 18 digits, as identity numbers are
  zeros,     // 7 digits, most with zeros in front
  letters,   // letters and six digits
  serial,    // letters and running numbers: near one another, all others are not
};

// Keys of that style. But for serial ones, any two differ in three characters or more, also within their first 15.
std::vector<std::string> keys_of(KeyStyle style, std::size_t count, test::Random& random);
// Insertions, losses, changes and swaps of neighbours that turn one into the other.
std::size_t distance(std::string_view a, std::string_view b);

DataFiles clean_nmg(const Schema& schema, KeyStyle style, test::Random& random);
DataFiles clean_training(const Schema& schema, KeyStyle style, test::Random& random);

// Tables to be filled, with the headings of the schema.
class CleanTables {
 public:
  explicit CleanTables(const Schema& schema);
  // Columns that are not named are blank.
  void add(std::string_view table, const std::vector<std::pair<std::string_view, std::string>>& cells);
  DataFiles take() { return std::move(files_); }

 private:
  const Schema& schema_;
  DataFiles files_;
};

}  // namespace cepol::damage
