#include "tests/support/random_case.hpp"

namespace cepol::test {

RandomCase::RandomCase(std::uint64_t seed, bool complete) : random_{seed}, complete_(complete) {
  declare();
  RandomTerms terms(b, schema, random_, complete);
  const Type person = row_t(schema.person), course = row_t(schema.course), thing = row_t(schema.thing),
             part = row_t(schema.part);
  const std::vector<Type> parameters[] = {{person},
                                          {course},
                                          {thing},
                                          {person, course},
                                          {part, year_t},
                                          {course, number_t},
                                          {year_t},
                                          {},
                                          {person, text_t, enumeration_t(schema.kinds)}};
  for (std::size_t i = 0; i < 5; ++i) {
    const Type result = random_.chance(8) ? row_t(schema.person) : terms.any_type();
    terms.function("helper" + std::to_string(i), parameters[i < 3 ? i : random_.below(9)], result, 3);
  }
  const FunctionId outcome = terms.function("outcome", {person}, enumeration_t(schema.kinds), 4);
  const FunctionId measure = terms.function("measure", {person}, terms.any_type(), 3);
  b.decision("decision", schema.person, outcome, {measure});
}

void RandomCase::declare() {
  schema.kinds = b.choice("kinds", {"k0", "k1", "k2"});
  schema.other = b.choice("other", {"m0", "m1"});
  schema.person = b.table("person");
  schema.course = b.table("course");
  schema.thing = b.table("thing");
  schema.part = b.table("part");
  for (TableId table : {schema.person, schema.course, schema.thing, schema.part}) {
    auto sometimes_optional = [&] { return random_.chance(4) ? Blank::none : Blank::unknown; };
    b.keyed(table);
    b.column(table, "kind", enumeration_t(schema.kinds), sometimes_optional());
    b.column(table, "truth", truth_t, sometimes_optional());
    b.number_column(table, "whole", 0, static_cast<std::int64_t>(1 + random_.below(4)), 0);
    b.number_column(table, "tenths", -1, Exact::reduced_ratio(-7, 10), 1);
    const ColumnIndex date = b.column(table, "date", date_t, sometimes_optional());
    if (random_.chance(3)) {
      const auto lowest = static_cast<std::int64_t>(17220 + random_.below(60));
      b.bounded(table, date, lowest, lowest + 1 + static_cast<std::int64_t>(random_.below(8)));
    }
    b.column(table, "text", text_t, sometimes_optional());
    const ColumnIndex year = b.column(table, "year", year_t, random_.chance(2) ? Blank::none : Blank::unknown);
    b.bounded(table, year, 2016, 2018);
  }
  b.column(schema.person, "thing", row_t(schema.thing));
  b.column(schema.person, "friend", row_t(schema.person));
  b.column(schema.thing, "owner", row_t(schema.person));
  b.child_of(schema.course, schema.person);
  b.column(schema.course, "thing", row_t(schema.thing));
  b.child_of(schema.part, schema.course);
  Reading reading;
  reading.name = "reading";
  reading.options = {{"m0", ""}, {"m1", ""}};
  reading.default_option = static_cast<Member>(random_.below(2));
  reading.enumeration = schema.other;
  schema.reading = b.program.readings.add(std::move(reading));
}

DataBuilder RandomCase::data(std::size_t most) {
  most_ = most;
  return rows(false);
}

DataBuilder RandomCase::damaged_data(std::size_t most) {
  most_ = 1;
  DataBuilder made = rows(true);
  most_ = most;
  damage(made);
  return made;
}

DataBuilder RandomCase::much_damaged_data() {
  much_ = true;
  return damaged_data(std::size_t{1} << 50);
}

DataBuilder RandomCase::rows(bool damaged) {
  DataBuilder made(b.program);
  for (std::string_view text : texts_tried) made.text_index(text);
  fillings = 1;
  blanks.clear();
  auto others = [&](std::size_t below) { return damaged ? random_.below(below) : 0; };
  const bool many = damaged && random_.chance(8);  // references may be to more rows than the engine looks at singly
  const std::size_t people = 1 + (damaged || random_.chance(complete_ ? 2 : 4) ? 1 + random_.below(2) : 0);
  add_rows(made, schema.person, people + (many ? 20 : 0), others(3));
  add_rows(made, schema.thing, random_.below(3) + (many ? 70 : 0), others(3));
  add_rows(made, schema.course, random_.below(4), others(5));
  if (made.data[schema.course].all_rows > 0) add_rows(made, schema.part, random_.below(3), others(5));
  for (TableId table : {schema.person, schema.course, schema.thing})
    for (ColumnIndex c = RandomSchema::first_reference; c < b.program.tables[table].columns.size(); ++c)
      if (b.program.tables[table].link != c) refer(made, table, c);
  made.link();
  return made;
}

// `others`: rows that are not identified.
void RandomCase::add_rows(DataBuilder& made, TableId table, std::size_t count, std::size_t others) {
  const std::optional<TableId> owner = b.program.tables[table].parent;
  for (std::size_t i = 0; i < count + others; ++i) {
    std::size_t parent = 0;
    if (owner && !random_.chance(2)) parent = random_.below(made.data[*owner].all_rows);
    const auto of = static_cast<data::RowIndex>(parent);
    fill_row(made, table, i < count ? made.row(table, of) : made.other_row(table, of));
  }
}

void RandomCase::refer(DataBuilder& made, TableId table, ColumnIndex column) {
  const std::size_t targets = made.data[b.program.tables[table].columns[column].type.table].all_rows;
  for (data::RowIndex row = 0; row < made.data[table].all_rows; ++row) {
    if (targets == 0 || random_.chance(3)) continue;  // none
    made.index(table, row, column, static_cast<std::uint32_t>(random_.below(targets)));
  }
}

void RandomCase::fill_row(DataBuilder& made, TableId table, data::RowIndex row) {
  for (ColumnIndex c = 0; c < RandomSchema::first_reference; ++c) fill_cell(made, table, row, c);
}

// All that a column may hold; of years and dates without bounds some.
std::vector<data::CellValue> RandomCase::values_of(const DataBuilder& made, TableId table, ColumnIndex c) {
  const Column& column = b.program.tables[table].columns[c];
  std::vector<data::CellValue> values;
  auto count = [&](std::size_t n, auto&& value_of) {
    for (std::size_t i = 0; i < n; ++i) values.push_back(value_of(i));
  };
  auto index = [](std::size_t i) { return data::CellValue{data::State::known, 0, 0, static_cast<std::uint32_t>(i)}; };
  auto number = [](std::int64_t value) { return data::CellValue{data::State::known, value}; };
  switch (column.type.kind) {
    case Kind::truth: count(2, index); break;
    case Kind::enumeration: count(3, index); break;
    case Kind::number: {
      const std::int64_t step = column.places == 0 ? 10 : 1;
      const std::size_t many = column.places == 0 ? static_cast<std::size_t>(column.highest.num) + 1 : 4;
      count(many, [&](std::size_t i) { return number(column.lowest.num * 10 + static_cast<std::int64_t>(i) * step); });
      break;
    }
    case Kind::date: {
      const bool bounded = !column.lowest.infinite();
      const auto first = bounded ? static_cast<Day>(column.lowest.num) : static_cast<Day>(17220 + random_.below(60));
      const std::size_t many =
          bounded ? static_cast<std::size_t>(column.highest.num - column.lowest.num + 1) : 2 + random_.below(8);
      count(many, [&](std::size_t i) {
        const Day day = first + static_cast<Day>(i);
        return data::CellValue{data::State::known, day, day};
      });
      break;
    }
    case Kind::text: count(texts_tried.size(), [&](std::size_t i) { return index(i + 1); }); break;  // texts[0] is ""
    case Kind::year: {
      const auto many = static_cast<std::size_t>(column.highest.num - column.lowest.num + 1);
      count(many, [&](std::size_t i) { return number(column.lowest.num + static_cast<std::int64_t>(i)); });
      break;
    }
    case Kind::row: count(made.data[column.type.table].all_rows, index); break;
  }
  if (much_ && column.lowest.infinite()) {
    if (column.type.kind == Kind::year)
      for (const int year : {first_year, 2008, 2020, last_year}) values.push_back(number(year));
    if (column.type.kind == Kind::date)
      for (const Day day : {first_day(), static_cast<Day>(17000), static_cast<Day>(17600), last_day()})
        values.push_back({data::State::known, day, day});
  }
  return values;
}

bool RandomCase::stands_for_others(Kind kind, const data::CellValue& value) {
  return kind == Kind::text && value.state == data::State::known && value.index == texts_tried.size();
}

bool RandomCase::add_blank(BlankCell blank) {
  if (blank.ways.empty() || fillings * blank.ways.size() > most_) return false;
  for (const BlankCell& other : blanks)
    if (other.table == blank.table && other.row == blank.row && other.column == blank.column) return false;
  fillings *= blank.ways.size();
  blanks.push_back(std::move(blank));
  return true;
}

void RandomCase::fill_cell(DataBuilder& made, TableId table, data::RowIndex row, ColumnIndex c) {
  const Column& column = b.program.tables[table].columns[c];
  const Kind kind = column.type.kind;
  if (c == RandomSchema::key) {
    made.text(table, row, c, "key" + std::to_string(row));
    return;
  }
  if (kind == Kind::number) made.at(table, c).scale = 1;
  BlankCell blank{table, row, c, values_of(made, table, c)};
  const bool in_part = kind == Kind::date && (column.lowest.infinite() || column.blank == Blank::none);
  if (random_.chance(4) && (in_part || column.blank == Blank::unknown) && add_blank(blank)) {
    if (in_part) made.date(table, row, c, static_cast<Day>(blank.ways.front().number), blank.ways.back().last);
  } else if (column.blank == Blank::unknown || !random_.chance(3)) {
    std::size_t which = random_.below(blank.ways.size());
    if (stands_for_others(kind, blank.ways[which])) --which;
    set(made, blank, which);
  }
}

void RandomCase::set(DataBuilder& into, const BlankCell& blank, std::size_t which) const {
  const data::CellValue& value = blank.ways[which];
  if (blank.column == engine::whole_row)
    into.unsure(blank.table, blank.row, value.state == data::State::none);
  else
    into.cell(blank.table, blank.row, blank.column, value);
}

}  // namespace cepol::test
