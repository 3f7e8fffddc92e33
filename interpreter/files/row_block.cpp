#include "interpreter/files/row_block.hpp"

#include <algorithm>

namespace cepol::files {

namespace {

constexpr std::size_t block_bytes = 1 << 19, block_rows = 1 << 16;
constexpr std::size_t piece_bytes = block_bytes + (1 << 16);  // most blocks are one piece

}  // namespace

std::string_view RowBlock::kept(std::string_view text) {
  while (piece_ < pieces_.size() && pieces_[piece_].capacity() - pieces_[piece_].size() < text.size()) ++piece_;
  if (piece_ == pieces_.size()) pieces_.emplace_back().reserve(std::max(piece_bytes, text.size()));
  std::string& piece = pieces_[piece_];
  piece += text;
  return std::string_view(piece).substr(piece.size() - text.size());
}

void RowBlock::fill(RowSource& from) {
  for (std::string& piece : pieces_) piece.clear();
  piece_ = 0;
  cells_.clear();
  rows_.clear();
  std::size_t bytes = 0;
  while (bytes < block_bytes && rows_.size() < block_rows && from.next(read_)) {
    const std::size_t first = cells_.size();
    cells_.insert(cells_.end(), read_.cells.begin(), read_.cells.end());
    rows_.push_back({read_.line, read_.number, read_.lines, read_.fault, first});
    if (read_.within.empty()) {
      for (std::size_t i = first; i < cells_.size(); ++i) {
        cells_[i].text = kept(cells_[i].text);
        bytes += cells_[i].text.size();
      }
      continue;
    }
    const char* const to = kept(read_.within).data();
    bytes += read_.within.size();
    for (std::size_t i = first; i < cells_.size(); ++i)
      if (std::string_view& text = cells_[i].text; !text.empty())
        text = std::string_view(to + (text.data() - read_.within.data()), text.size());
  }
}

}  // namespace cepol::files
