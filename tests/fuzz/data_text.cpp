#include "tests/fuzz/data_text.hpp"

#include <algorithm>

#include "interpreter/files/text_reader.hpp"

namespace cepol::fuzz {

namespace {

class SlowReader final : public files::Reader {
 public:
  SlowReader(std::string_view text, std::size_t at_most) : text_(text), at_most_(at_most) {}
  std::size_t read(char* space, std::size_t size) override { return text_.read(space, std::min(size, at_most_)); }
  bool seek(std::size_t byte) override { return text_.seek(byte); }
  std::string error() const override { return {}; }
  // Not 0, which is a reader that does not know: a buffer for a large file would be cleared for every empty one.
  std::size_t size() const override { return std::max<std::size_t>(text_.size(), 1); }

 private:
  files::TextReader text_;
  std::size_t at_most_;
};

class Shown {
 public:
  Shown& operator<<(std::string_view piece) {
    (text_ += piece) += ' ';
    return *this;
  }
  Shown& operator<<(const char* piece) { return *this << std::string_view(piece); }
  Shown& operator<<(const std::string& piece) { return *this << std::string_view(piece); }
  template <class Number>
  Shown& operator<<(Number number) {
    return *this << std::string_view(std::to_string(number));
  }
  template <class Number, class Memory>
  Shown& operator<<(const std::vector<Number, Memory>& numbers) {
    for (const Number& number : numbers) *this << number;
    return *this << "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void show(Shown& to, const data::ColumnData& column) {
  to << (column.unknown ? "unknown column" : "column");
  for (const data::State state : column.states) to << static_cast<int>(state);
  to << column.numbers << column.lasts << column.indices;
  for (const auto& [row, values] : column.candidates) {
    to << row;
    for (const data::CellValue& one : values)
      to << static_cast<int>(one.state) << one.number << one.last << one.index << ",";
  }
  to << "\n";
}

void show(Shown& to, const data::TableData& table) {
  to << "table" << table.rows << table.all_rows << table.strangers << table.folded_keys << table.invisible
     << table.ideographs << table.rows_read << table.rows_excluded << table.rows_repeated << "\n";
  for (const data::ColumnData& column : table.columns) show(to, column);
  to << table.source_rows << table.unsure_rows << table.children.rows << table.children.begin
     << table.perhaps_children.rows << table.perhaps_children.begin << table.anyones_children;
  for (const auto& [one, other] : table.twins) to << one << other;
  for (const auto& [row, link] : table.written_links) to << row << link;
}

}  // namespace

const NamedText* TextFiles::find(const std::string& path) const {
  const auto found = std::find_if(texts_.begin(), texts_.end(), [&](const NamedText& one) { return one.name == path; });
  return found == texts_.end() ? nullptr : &*found;
}

files::FileKind TextFiles::kind(const std::string& path) const {
  return find(path) == nullptr ? files::FileKind::missing : files::FileKind::regular;
}

std::unique_ptr<files::Reader> TextFiles::open(const std::string& path, std::string& why) const {
  if (const NamedText* found = find(path)) return std::make_unique<SlowReader>(found->text, at_most_);
  why = "No such file or directory";
  return nullptr;
}

std::optional<std::vector<std::string>> TextFiles::list(const std::string&, std::string& why) const {
  why = "Not a directory";
  return std::nullopt;
}

std::optional<std::string> TextFiles::resolve(const std::string& path) const {
  return find(path) == nullptr ? std::nullopt : std::optional(path);
}

files::Read read_files(const core::Program& program, const std::vector<NamedText>& texts, std::size_t at_most) {
  std::vector<std::string> paths;
  for (const NamedText& text : texts) paths.emplace_back(text.name);
  return files::read(program, paths, TextFiles(texts, at_most));
}

std::string text_of(const files::Read& read) {
  Shown to;
  for (const data::TableData& table : read.data.tables) show(to, table);
  for (std::uint32_t text = 0; text < read.data.texts.size(); ++text)
    to << read.data.texts[text] << read.data.written(text);
  for (const data::BadRow& bad : read.data.bad)
    to << bad.table << bad.row << bad.column << static_cast<int>(bad.fault) << bad.arguments << int{bad.excluded}
       << bad.file << bad.key << "\n";
  for (const data::LeftOut& left : read.data.left_out)
    to << left.table << left.file << left.row << static_cast<int>(left.kind) << "\n";
  for (const files::ReadError& error : read.errors)
    to << error.path << static_cast<int>(error.fault) << error.arguments << "\n";
  for (const files::EmptyTable& table : read.empty) to << table.table << "\n";
  return to.take();
}

}  // namespace cepol::fuzz
