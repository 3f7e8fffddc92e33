#include "interpreter/files/sheet_rows.hpp"

#include <algorithm>
#include <cstring>

#include "interpreter/files/sheet_handler.hpp"

namespace cepol::files {

namespace {

constexpr std::size_t most_merged = 2'000'000;

class MergedHandler final : public XmlHandler {
 public:
  explicit MergedHandler(std::vector<MergedCells>& merged) : merged_(merged) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "mergeCell") return;
    const std::string_view range = attributes["ref"];
    const std::size_t colon = std::min(range.find(':'), range.size());
    MergedCells one{};
    if (!read_reference(range.substr(0, colon), one.first_column, one.first_row) ||
        !read_reference(range.substr(std::min(colon + 1, range.size())), one.last_column, one.last_row))
      return;
    if (one.last_row < one.first_row || one.last_column < one.first_column || one.last_column > most_columns) return;
    if (merged_.size() == most_merged) return reader->stop(Trouble::too_large);
    merged_.push_back(one);
  }
  XmlReader* reader = nullptr;

 private:
  std::vector<MergedCells>& merged_;
};

// Does the part have the word at all? A search in the bytes is faster than reading the XML.
bool has_word(ZipPart& part, std::string_view word) {
  std::vector<char> block(std::size_t{1} << 18);
  std::size_t kept = 0;
  while (const std::size_t count = part.read(block.data() + kept, block.size() - kept)) {
    const std::size_t size = kept + count;
    if (::memmem(block.data(), size, word.data(), word.size()) != nullptr) return true;
    kept = std::min(size, word.size() - 1);
    std::memmove(block.data(), block.data() + size - kept, kept);
  }
  return false;
}

}  // namespace

PartTrouble read_merged_cells(const ZipArchive& archive, const Sheet& sheet, std::vector<MergedCells>& merged) {
  auto part = archive.part(sheet.part);
  if (!part) return {Trouble::damaged, sheet.part};
  if (!has_word(*part, "mergeCell")) return {part->trouble(), sheet.part};
  part = archive.part(sheet.part);
  MergedHandler handler(merged);
  XmlReader reader(*part, handler);
  handler.reader = &reader;
  reader.read_all();
  std::sort(merged.begin(), merged.end(), [](const MergedCells& a, const MergedCells& b) {
    return std::pair(a.first_row, a.first_column) < std::pair(b.first_row, b.first_column);
  });
  return {part->trouble() != Trouble::none ? part->trouble() : reader.trouble(), sheet.part};
}

// One that reaches into the row that was read last, with what its first cell says.
struct SheetRows::Merge {
  MergedCells cells;
  std::string text;
  std::optional<data::Fault> fault;
  bool blank = true;
};

SheetRows::SheetRows(const ZipArchive& archive, const Workbook& workbook, const Sheet& sheet,
                     const std::vector<MergedCells>* merged)
    : part_(archive.part(sheet.part)), handler_(new SheetHandler(workbook)), workbook_(workbook), merged_(merged) {
  if (!part_) return;
  xml_ = std::make_unique<XmlReader>(*part_, *handler_);
  handler_->reader = xml_.get();
}
SheetRows::~SheetRows() = default;

Trouble SheetRows::trouble() const {
  if (!part_) return Trouble::damaged;
  if (trouble_ != Trouble::none) return trouble_;
  return part_->trouble() != Trouble::none ? part_->trouble() : xml_->trouble();
}

bool SheetRows::next(CellRow& row) {
  while (xml_ && !handler_->has_row() && xml_->step()) {
  }
  if (!xml_ || trouble_ != Trouble::none || !handler_->has_row()) return false;
  const SheetRow& read = handler_->take_row();
  row.cells.assign(read.cells.begin(), read.cells.end());
  row.number = read.number;
  row.line = read.number;
  row.lines = 1;
  row.fault.reset();
  hidden_ += read.hidden ? 1 : 0;
  if (read.hidden && first_hidden_ == 0) first_hidden_ = read.number;
  struck_ += read.struck ? 1 : 0;
  if (read.struck && first_struck_ == 0) first_struck_ = read.number;
  count_unlike(read);
  if (merged_ != nullptr) spread_merged(read.number, row);
  fit(read.number, row);
  return true;
}

void SheetRows::spread_merged(std::uint32_t number, CellRow& row) {
  std::erase_if(open_, [&](const Merge& one) { return one.cells.last_row < number; });
  for (; next_merged_ < merged_->size() && (*merged_)[next_merged_].first_row <= number; ++next_merged_) {
    const MergedCells& cells = (*merged_)[next_merged_];
    if (cells.last_row < number) continue;
    Merge& one = open_.emplace_back(Merge{cells, {}, {}, true});
    // The first row may be missing in the file: it is blank.
    if (cells.first_row != number || row.cells.size() < cells.first_column) continue;
    const data::CellText& first = row.cells[cells.first_column - 1];
    one.text = first.text;
    one.fault = first.fault;
    one.blank = first.blank();
  }
  if (open_.size() > most_columns) trouble_ = Trouble::damaged;  // they overlap, which no program writes
  for (const Merge& one : open_) {
    if (one.blank || trouble_ != Trouble::none) continue;
    const auto width = static_cast<std::uint32_t>(width_ > 0 ? width_ : most_columns);
    const std::uint32_t last = std::min(one.cells.last_column, width);
    if (row.cells.size() < last) row.cells.resize(last);
    for (std::uint32_t column = one.cells.first_column; column <= last; ++column) {
      data::CellText& cell = row.cells[column - 1];
      const bool first = column == one.cells.first_column;
      // What other programs leave in a cell that is covered cannot be seen.
      if (first && (number == one.cells.first_row || cell.blank()))
        cell = one.fault ? data::CellText(*one.fault) : data::CellText(one.text);
      else
        cell = data::Fault::merged_over;
      cell.spread = first && one.cells.last_row > one.cells.first_row;
    }
  }
}

void SheetRows::count_unlike(const SheetRow& row) {
  for (const UnlikeCell& cell : row.unlike) {
    if (width_ > 0 && cell.column >= width_) continue;
    UnlikeCells& cells = unlike_[static_cast<std::size_t>(cell.how)];
    if (cells.count++ == 0) {
      cells.first_row = row.number;
      cells.code = workbook_.looks[cell.look].code;
    }
    if (cells.columns.size() <= cell.column) cells.columns.resize(cell.column + 1);
    cells.columns[cell.column] = true;
  }
}

std::vector<bool> SheetRows::hidden_columns() const {
  std::vector<bool> hidden(width_);
  for (const auto& [first, last] : handler_->hidden_columns())
    for (std::size_t i = first - 1; i < std::min<std::size_t>(last, width_); ++i) hidden[i] = true;
  return hidden;
}

bool SheetRows::set_width(std::size_t width) {
  width_ = width;
  return true;
}

void SheetRows::fit(std::uint32_t number, CellRow& row) {
  if (width_ == 0) return;
  for (std::size_t i = width_; i < row.cells.size(); ++i) {
    if (row.cells[i].blank()) continue;
    if (first_beyond_ == 0) first_beyond_ = number;
    if (beyond_.size() <= i) beyond_.resize(i + 1);
    beyond_[i] = true;
  }
  row.cells.resize(width_);
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

}  // namespace cepol::files
