// Counts the ends of rows in the sheets of a workbook.
#include "interpreter/office/workbook_check.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace cepol::office {

namespace {

constexpr std::size_t piece_of_sheet = 1 << 16;
constexpr std::string_view row_end = "</row>", sheet_end = "</worksheet>";

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

bool is_whole_sheet(zip_file_t* entry, std::uint64_t rows) {
  std::string text;  // the end of what was read, then the next piece
  std::uint64_t found = 0;
  for (;;) {
    const std::size_t kept = std::min(text.size(), row_end.size() - 1);
    text.erase(0, text.size() - kept);
    text.resize(kept + piece_of_sheet);
    const zip_int64_t size = zip_fread(entry, text.data() + kept, piece_of_sheet);
    text.resize(kept + static_cast<std::size_t>(size > 0 ? size : 0));
    if (size < 0) return false;
    if (size == 0) break;
    for (std::size_t at = text.find(row_end); at != std::string::npos; at = text.find(row_end, at + row_end.size()))
      ++found;
  }
  return found == rows && text.ends_with(sheet_end.substr(sheet_end.size() - text.size()));
}

}  // namespace

bool is_whole_workbook(const std::string& file, const std::vector<std::uint64_t>& rows) {
  const std::unique_ptr<zip_t, CloseArchive> archive(zip_open(file.c_str(), ZIP_RDONLY, nullptr));
  if (archive == nullptr) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml";
    const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen(archive.get(), name.c_str(), 0));
    if (entry == nullptr || !is_whole_sheet(entry.get(), rows[i])) return false;
  }
  return zip_name_locate(archive.get(), "xl/workbook.xml", 0) >= 0;
}

}  // namespace cepol::office
