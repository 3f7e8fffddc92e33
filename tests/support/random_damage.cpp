// Damages the complete data of a random case in few places.
#include "tests/support/random_case.hpp"
#include "tests/support/simple_evaluator.hpp"

namespace cepol::test {

namespace {

constexpr data::CellValue no_value{data::State::none};

template <class Value>
void shuffle(std::vector<Value>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

}  // namespace

// All values can be tried, or that is not wanted.
bool RandomCase::can_be_open(const Column& column) const {
  return much_ || (column.type.kind != Kind::date && column.type.kind != Kind::year) || !column.lowest.infinite();
}

// Most often what the program reads.
void RandomCase::damage(DataBuilder& made) {
  std::set<engine::BlankCell> found;
  SimpleEvaluator simple(b.program, made.data);
  simple.watch(&found);
  simple.decide(DecisionId{0}, 0);
  const std::vector<engine::BlankCell> read(found.begin(), found.end());
  const std::size_t places = much_ ? 8 + random_.below(24) : 2 + random_.below(8);
  for (std::size_t i = 0; i < places; ++i)
    damage_at(made, read.empty() || random_.chance(6) ? any_cell(made) : read[random_.below(read.size())]);
  made.link();
}

engine::BlankCell RandomCase::any_cell(const DataBuilder& made) {
  const TableId tables[] = {schema.person, schema.course, schema.thing, schema.part};
  while (true) {
    const TableId table = tables[random_.below(4)];
    const data::RowIndex rows = made.data[table].all_rows;
    if (rows == 0) continue;
    const auto row = static_cast<data::RowIndex>(random_.below(rows));
    const auto column = static_cast<ColumnIndex>(random_.below(b.program.tables[table].columns.size() + 1));
    return {table, row, column < b.program.tables[table].columns.size() ? column : engine::whole_row};
  }
}

void RandomCase::damage_at(DataBuilder& made, const engine::BlankCell& at) {
  const RecordTable& record = b.program.tables[at.table];
  if (at.column == RandomSchema::key) return;
  if (at.column == engine::whole_row) {
    if (!record.parent && add_blank({at.table, at.row, at.column, {no_value, {data::State::known}}}))
      made.unsure(at.table, at.row);
  } else if (at.column == record.link) {
    if (at.row >= made.data[at.table].rows) damage_cell(made, at);  // rows whose owner is not sure are not identified
  } else if (random_.chance(6)) {
    leave_out_column(made, at.table, at.column);
  } else {
    damage_cell(made, at);
  }
}

void RandomCase::damage_cell(DataBuilder& made, const engine::BlankCell& at) {
  const Column& column = b.program.tables[at.table].columns[at.column];
  BlankCell blank{at.table, at.row, at.column, values_of(made, at.table, at.column)};
  if (can_be_open(column) && random_.chance(2))
    open_cell(made, std::move(blank));
  else if (column.type.kind == Kind::date)
    list_dates(made, std::move(blank));
  else
    list_cell(made, std::move(blank));
}

// One of the values; or, more often, none too.
void RandomCase::open_cell(DataBuilder& made, BlankCell blank) {
  const bool is_row = b.program.tables[blank.table].columns[blank.column].type.kind == Kind::row;
  const bool may_be_none = is_row || !random_.chance(3);
  if (may_be_none) blank.ways.push_back(no_value);
  if (add_blank(blank))
    made.cell(blank.table, blank.row, blank.column, {may_be_none ? data::State::open : data::State::unknown});
}

void RandomCase::list_cell(DataBuilder& made, BlankCell blank) {
  shuffle(blank.ways, random_);
  const bool may_be_none = random_.chance(3);
  const std::size_t most = 2 + random_.below(2) - (may_be_none ? 1 : 0);
  if (blank.ways.size() > most) blank.ways.resize(most);
  const Kind kind = b.program.tables[blank.table].columns[blank.column].type.kind;
  std::erase_if(blank.ways, [&](const data::CellValue& value) { return stands_for_others(kind, value); });
  if (may_be_none) blank.ways.push_back(no_value);
  if (blank.ways.size() > 1 && add_blank(blank)) made.listed(blank.table, blank.row, blank.column, blank.ways);
}

// Spans of days, with days between them or none.
void RandomCase::list_dates(DataBuilder& made, BlankCell blank) {
  std::vector<data::CellValue> spans;
  auto day = static_cast<Day>(17220 + random_.below(60));
  blank.ways.clear();
  for (std::size_t i = 1 + random_.below(3); i > 0; --i) {
    const Day last = day + static_cast<Day>(random_.below(3));
    spans.push_back({data::State::known, day, last});
    for (; day <= last; ++day) blank.ways.push_back({data::State::known, day, day});
    day += static_cast<Day>(random_.below(2) * random_.below(40));
  }
  if (spans.size() == 1 || random_.chance(3)) {
    spans.push_back(no_value);
    blank.ways.push_back(no_value);
  }
  if (add_blank(blank)) made.listed(blank.table, blank.row, blank.column, spans);
}

// Every cell of a column, as of data that do not have it. Together they are one thing that is missing.
void RandomCase::leave_out_column(DataBuilder& made, TableId table, ColumnIndex c) {
  const Column& column = b.program.tables[table].columns[c];
  if (!can_be_open(column)) return;
  std::vector<data::CellValue> ways = values_of(made, table, c);
  if (column.blank == Blank::none) ways.push_back(no_value);
  std::size_t together = fillings;
  for (data::RowIndex row = 0; row < made.data[table].all_rows && together <= most_; ++row) together *= ways.size();
  for (const BlankCell& other : blanks)
    if (other.table == table && other.column == c) return;
  if (together > most_) return;
  made.at(table, c).unknown = true;
  for (data::RowIndex row = 0; row < made.data[table].all_rows; ++row)
    if (add_blank({table, row, c, ways, true}))
      made.cell(table, row, c, {column.blank == Blank::none ? data::State::open : data::State::unknown});
}

}  // namespace cepol::test
