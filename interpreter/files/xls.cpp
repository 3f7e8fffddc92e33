// Reads a file that ends in .xls, by what it holds: a workbook in the old format, which a program of the machine
// converts; one in the new format under the old name; text or a web page, as systems export them; or XML under that
// name, which is refused with what to do.
#include <algorithm>
#include <string>
#include <utility>

#include "interpreter/data/cell.hpp"
#include "interpreter/files/formats.hpp"
#include "interpreter/files/heading.hpp"
#include "interpreter/files/path.hpp"
#include "lang/base/text.hpp"

namespace cepol::files {

namespace {

constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t looked_at = 4096;  // bytes, for the first tags of HTML and XML

// The begin of the file, in lower case, whatever its encoding.
std::string begin_of(Reader& bytes, const TextForm& form) {
  const FoundEncoding found = encoding_of(bytes, form.encoding);
  DecodedText decoded(bytes, found.encoding);
  std::string begin = read_all(found.encoding == Encoding::utf8 ? bytes : static_cast<Reader&>(decoded), looked_at);
  bytes.seek(0);
  std::erase(begin, '\0');
  for (char& c : begin)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (begin.starts_with("\xEF\xBB\xBF")) begin.erase(0, 3);
  return begin;
}

std::optional<ReadError> read_old(const FormatInput& input) {
  std::string why;
  const std::unique_ptr<Reader> converted = input.files.new_workbook(input.bytes, why);
  if (!converted)
    return ReadError{
        input.path, why == no_old_workbooks ? data::Fault::old_workbook : data::Fault::old_workbook_damaged, {}};
  input.tell(Tell::converted, {});
  return read_xlsx(input.with(*converted));
}

}  // namespace

std::optional<ReadError> read_xls(const FormatInput& input) {
  const std::string first = read_all(input.bytes, compound_file.size());
  input.bytes.seek(0);
  if (first.empty()) return ReadError{input.path, data::Fault::empty_file, {}};
  if (first == compound_file) return read_old(input);
  if (first.starts_with("PK")) return read_xlsx(input);
  const std::string begin = begin_of(input.bytes, input.form);
  const std::string_view text = trimmed(begin);
  if (text.starts_with('<')) {
    const bool is_html = text.find("<html") != std::string_view::npos || text.find("<table") != std::string_view::npos;
    return is_html ? read_html(input) : ReadError{input.path, data::Fault::xml_workbook, {}};
  }
  if (input.table) return read_csv(input);
  auto table = csv_table_by_headings(input.bytes, input.program, input.form);
  input.bytes.seek(0);
  if (!table) return ReadError{input.path, data::Fault::unknown_table, {data::excerpt(path::stem(input.path)), ""}};
  return read_csv({input.builder, input.program, std::move(table), input.bytes, input.path, input.tables,
                   input.parallel, input.form, input.told, input.files});
}

}  // namespace cepol::files
