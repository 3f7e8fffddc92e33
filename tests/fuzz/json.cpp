// JSON files, of tables or of an object a line: rows add up, every row of a well-formed file is accounted for (another
// parser counts them), and the data set does not depend on how many bytes a reader hands out at once.
#include <nlohmann/json.hpp>

#include "tests/fuzz/data_text.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/small_tables.hpp"

namespace cepol::fuzz {

namespace {

const core::Program& program() {
  static const core::Program program = data::testing::small_program();
  return program;
}

files::Read check_file(std::string_view name, std::string_view input) {
  files::Read read = read_files(program(), {{name, input}});
  require(data::testing::adds_up(read.data), "rows read are identified, excluded, or another row once more");
  for (const data::BadRow& bad : read.data.bad)
    for (const bool english : {false, true}) require(!data::reason_of(bad, english).empty(), "a fault is told");
  require(text_of(read_files(program(), {{name, input}}, input.size() % 7 + 1)) == text_of(read),
          "the data set does not depend on how the bytes come");
  return read;
}

std::uint64_t accounted(const files::Read& read, std::size_t table) {
  std::uint64_t count = read.data.tables[table].rows_read;
  for (const data::LeftOut& left : read.data.left_out)
    count += left.table == program().tables.nodes[table].name ? 1 : 0;
  return count;
}

void check_count(const files::Read& read, std::size_t table, std::size_t count, std::string_view input) {
  if (!read.errors.empty()) return;
  const std::uint64_t found = accounted(read, table);
  require(found == count, "every row is a record, or left out", [&] {
    return std::string(input) + ": " + std::to_string(count) + " rows, " + std::to_string(found) + " accounted for";
  });
}

}  // namespace

void targets::json(std::string_view input) {
  const files::Read read = check_file("人员.json", input);
  const auto value = nlohmann::json::parse(input, nullptr, false);
  if (value.is_array()) check_count(read, 0, value.size(), input);
}

void targets::ndjson(std::string_view input) {
  const files::Read read = check_file("人员.ndjson", input);
  std::size_t count = 0;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    const std::string_view line = input.substr(at, end - at);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      if (!nlohmann::json::accept(line)) return;
      ++count;
    }
    at = end + 1;
  }
  if (count > 0) check_count(read, 0, count, input);
}

}  // namespace cepol::fuzz
