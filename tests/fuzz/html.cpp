// Web pages that have the name of a workbook: whatever stands in them, reading ends in rows or in an error, and does
// not depend on how many bytes a reader hands out at once.
#include "tests/fuzz/data_text.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/small_tables.hpp"

namespace cepol::fuzz {

void targets::html(std::string_view input) {
  static const core::Program program = data::testing::small_program();
  const std::string page = "<html>" + std::string(input);
  const std::vector<NamedText> files{{"人员.xls", page}};
  const files::Read read = read_files(program, files);
  require(data::testing::adds_up(read.data), "rows read are identified, excluded, or another row once more");
  for (const data::BadRow& bad : read.data.bad)
    for (const bool english : {false, true}) require(!data::reason_of(bad, english).empty(), "a fault is told");
  for (const files::Told& told : read.told)
    for (const bool english : {false, true}) require(!words_of(told, english).empty(), "what was taken is told");
  require(text_of(read_files(program, files, input.size() % 97 + 1)) == text_of(read),
          "the data set does not depend on how the bytes come");
}

}  // namespace cepol::fuzz
