// What was read as something else, by words that the policy or the office has for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cepol::data {

struct ReadWord {
  enum class Kind : std::uint8_t { heading, value, capitals, unit };
  Kind kind;
  std::string table, column;  // of a heading without a column: it is not used
  std::string written;        // the heading, the cell, the unit beside a number; of capitals: empty
  std::string meant;          // the value; of headings and units: empty
  std::uint64_t count = 1;    // cells
};

// A line a table: 人员：列名“姓 名”→“姓名”；学历“大学本科”→“本科” 12 处. Of many words some, with their number.
std::string words_text(const std::vector<ReadWord>& words, bool english);

}  // namespace cepol::data
