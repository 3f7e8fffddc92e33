// A data set: the tables of the record types of a policy, stored by column. `bad` lists the rows and cells that could
// not be read.
//
// Damaged data stand for all clean data that may have been meant, their repairs (docs/language.md). What is not sure is
// part of the representation: the state of a cell, the owner of a row, whether a row is a record at all.
//
// Representation: a number cell holds value * 10^scale of its column; a date cell its first and last day; a year its
// number; a truth 0 or 1; an enumeration its member; a row reference the target's row; a text an index into `texts`. A
// cell that is not known holds 0. Memory is a few bytes a cell; texts are stored once each, in
// their folded form (lang/base/fold.hpp), in which they are compared; `written` has what people are shown.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/corrections.hpp"
#include "interpreter/data/division.hpp"
#include "interpreter/data/left_out.hpp"
#include "interpreter/data/read_words.hpp"
#include "interpreter/data/rows_elsewhere.hpp"
#include "interpreter/data/state.hpp"
#include "interpreter/data/text_list.hpp"
#include "lang/base/bulk.hpp"
#include "lang/base/written_texts.hpp"
#include "lang/core/program.hpp"

namespace cepol::data {

struct CellValue {
  State state = State::unknown;  // of a candidate: known or none
  std::int64_t number = 0;       // number, year; dates: the first day
  std::int32_t last = 0;         // dates: the last day
  std::uint32_t index = 0;       // truth, enumeration, text, row
  friend bool operator==(const CellValue&, const CellValue&) = default;
  friend auto operator<=>(const CellValue&, const CellValue&) = default;
};
constexpr std::size_t most_candidates = 62;  // a cell with more is open

struct ColumnData {
  core::Type type;
  int scale = 0;                // numbers
  bool unknown = false;         // as a whole: the data do not have the column, or nothing stands in it
  Bulk<State> states;           // one a row
  Bulk<std::int64_t> numbers;   // number, year; dates: the first day
  Bulk<std::int32_t> lasts;     // dates only: the last day
  Bulk<std::uint32_t> indices;  // truth, enumeration, text, row
  // Of the cells that are `listed`: at least two, distinct, in order; of dates no two spans have a day in common.
  std::map<RowIndex, std::vector<CellValue>> candidates;
};

// The columns of a table. Copies share them until one is changed, which then has its own. One that was moved from may
// only be assigned or destroyed.
class Columns {
 public:
  std::size_t size() const { return columns_->size(); }
  bool empty() const { return columns_->empty(); }
  const ColumnData& operator[](std::size_t column) const { return (*columns_)[column]; }
  ColumnData& operator[](std::size_t column) { return own()[column]; }
  auto begin() const { return std::as_const(*columns_).begin(); }
  auto end() const { return std::as_const(*columns_).end(); }
  auto begin() { return own().begin(); }
  auto end() { return own().end(); }
  ColumnData& emplace_back() { return own().emplace_back(); }
  void push_back(ColumnData column) { own().push_back(std::move(column)); }

 private:
  std::vector<ColumnData>& own() {
    if (columns_.use_count() > 1) separate();
    return *columns_;
  }
  [[gnu::noinline]] void separate() { columns_ = std::make_shared<std::vector<ColumnData>>(*columns_); }

  std::shared_ptr<std::vector<ColumnData>> columns_ = std::make_shared<std::vector<ColumnData>>();
};

// Is the cell not known, or a date known only in part?
inline bool is_blank_cell(const ColumnData& column, RowIndex row) {
  if (column.states[row] == State::known)
    return column.type.kind == core::Kind::date && column.numbers[row] != column.lasts[row];
  return column.states[row] != State::none;
}

// Rows of a table by the row of another that they belong to: those of row r are rows[begin[r] .. begin[r + 1]), in
// input order. Empty: no row belongs to any.
struct RowsByOwner {
  Bulk<RowIndex> rows;
  Bulk<std::uint32_t> begin;

  std::span<const RowIndex> of(RowIndex owner) const {
    if (owner + std::size_t{1} >= begin.size()) return {};
    return std::span(rows).subspan(begin[owner], begin[owner + 1] - begin[owner]);
  }
};

struct TableData {
  Columns columns;  // as in core::RecordTable
  // The first `rows` rows are identified: by key and owner, where the table has such. Decisions are made for these. The
  // rows from there to `all_rows` were read in part, or their key or owner is not sure; they count where rows are
  // counted, and references may be to them.
  RowIndex rows = 0, all_rows = 0;
  // For messages. In a CSV file the row that a spreadsheet shows: the heading and blank rows count, and a line break
  // within a cell does not. In JSON the item of the list, from 1.
  Bulk<std::uint32_t> source_rows;
  std::vector<RowIndex> unsure_rows;  // ascending; perhaps no record, or one that another row is too
  // Child tables: the rows whose link to their parent is known; those whose link is one of several, by each of these;
  // those whose link is open.
  RowsByOwner children, perhaps_children;
  std::vector<RowIndex> anyones_children;
  // Of a table without a key: rows that are like an earlier one in every cell, with the first such row; none where they
  // count once.
  std::vector<std::pair<RowIndex, RowIndex>> twins;
  std::map<RowIndex, std::string> written_links;  // for messages: of rows whose link is not known, what stands there
  std::uint64_t strangers = 0;                    // child rows that belong to nobody in the data; they are left out
  std::uint64_t folded_keys = 0;  // keys that were compared without blanks and full-width forms that stand in them
  std::uint64_t invisible = 0, ideographs = 0;  // characters taken out of cells; replaced by ordinary ones
  std::vector<std::uint64_t> taken;             // by column: blank cells that have what the ID number of their row says
  // Rows of the files that are not known to be no records. Each is identified, or excluded from decisions, since its
  // key or owner is not known or its owner is not in the data, or another row once more.
  std::uint64_t rows_read = 0, rows_excluded = 0, rows_repeated = 0;
  // Where only the rows of a part were kept (division.hpp). `in_part`: by row of a table with a key, whether it is in
  // the part; empty: as in_part(row) says. `places`: by row of a divided table, its number among all rows of the table.
  Bulk<char> in_part;
  Bulk<std::uint32_t> places;
  RowsElsewhere elsewhere;
};

enum class Fault : std::uint8_t {
#define FAULT(name, zh, en) name,
#include "interpreter/data/faults.def"
#undef FAULT
};
struct RowRange {
  std::uint64_t first, last;
  friend bool operator==(const RowRange&, const RowRange&) = default;
};
// A fault of one row, or of a whole table (row 0). Of very many faults of one kind in one column those after the first
// ones (most_single_faults) are one BadRow.
struct BadRow {
  std::string table;
  std::uint64_t row = 0;  // in the file, as TableData::source_rows
  std::string column;     // empty: the whole row
  Fault fault;
  std::vector<std::string> arguments;
  bool excluded = false;              // by this fault no decision is made for the row: its key or owner is not known
  std::string file = {};              // as shown to the reader of messages; empty: not from a file
  std::string key = {};               // of faults of keys, links and references: the row's, if it could be read
  std::uint64_t count = 1;            // faults; `row` and `arguments` are of the first
  std::vector<RowRange> ranges = {};  // where count > 1: their rows, ascending and apart; at most most_ranges
  bool ranges_cut = false;            // there are more rows than those
  bool alike = true;                  // all have the same arguments
  bool without_result = false;        // `excluded`, in a table of which rows have results
};
constexpr std::size_t most_single_faults = 10'000;  // of one kind in one column of a file
constexpr std::size_t most_ranges = 1'000;          // of the rows of faults that are listed together

// Is it a fault of that row of its file?
bool concerns(const BadRow& bad, std::uint64_t row);
std::uint64_t fault_count(const std::vector<BadRow>& bad);

// Is the key or the owner of the row not known by such a fault?
bool excludes_row(Fault fault);
// What to say of a row that has no result by such a fault, behind its reason; empty: the reason says it.
std::string_view no_result_words(Fault fault, bool english);

struct Dataset {
  std::vector<TableData> tables;  // as in core::Program
  TextList texts;                 // folded; [0] is ""
  WrittenTexts forms;             // how texts were written
  std::vector<BadRow> bad;        // by table, file, row and column; fault_count() tells how many faults
  std::vector<LeftOut> left_out;  // rows of files that are no records, in the order in which they were read
  std::vector<ReadWord> words;    // by table
  std::vector<ReadWord> unread;   // headings that are no columns, cells that are no values of theirs; at most 10,000
  // Words of ID numbers that are none or have a slip: by their looks they are not always known to be such
  // (lang/base/masked_ids.hpp).
  std::vector<std::string> odd_ids;
  std::vector<CorrectionUse> corrections;  // what became of each (Assumptions::corrections)
  // Columns that the data do not have, in which all rows have a value (Assumptions::old_rows): 人员.入职年, 2020.
  std::vector<std::pair<std::string, std::string>> old_columns;
  // Of a part: what it found of its own rows that the summary of all parts has to list; and whether the summary that it
  // was given does not.
  DivisionSummary found;
  bool not_in_summary = false;

  const TableData& operator[](core::TableId id) const { return tables[id.index]; }
  std::string_view written(std::uint32_t text) const { return forms.of(texts[text]); }
  // The rows that surely belong to the parent.
  std::span<const RowIndex> children(core::TableId table, RowIndex parent) const {
    return tables[table.index].children.of(parent);
  }
};

// Is it a row of a file that a spreadsheet shows, with that number?
bool is_spreadsheet_row(const BadRow& bad);
// Where in its table: 第 3 行“学时”, in JSON 第 3 条“学时”; empty: the whole table.
std::string place_of(const BadRow& bad, bool english);
// The row, or the rows: 3、7-9, of which at most so many items are listed; empty: the whole table.
std::string rows_of(const BadRow& bad, bool english, std::size_t most = most_ranges);
std::string reason_of(const BadRow& bad, bool english);
// A wording in the form of those of faults.def, with the arguments inserted.
std::string with_arguments(std::string_view pattern, const std::vector<std::string>& arguments, bool english);
std::string reason_of(Fault fault, const std::vector<std::string>& arguments, bool english);

}  // namespace cepol::data
