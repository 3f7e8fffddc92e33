#include "tests/support/random_case.hpp"

namespace cepol::test {

RandomCase::RandomCase(std::uint64_t seed, bool complete) : random_{seed}, complete_(complete) {
  declare();
  RandomTerms terms(b, schema, random_, complete);
  const Type person = row_t(schema.person), course = row_t(schema.course), thing = row_t(schema.thing);
  const std::vector<Type> parameters[] = {{person},
                                          {course},
                                          {thing},
                                          {person, course},
                                          {person, year_t},
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
  for (TableId table : {schema.person, schema.course, schema.thing}) {
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
  Reading reading;
  reading.name = "reading";
  reading.options = {{"m0", ""}, {"m1", ""}};
  reading.default_option = static_cast<Member>(random_.below(2));
  reading.enumeration = schema.other;
  schema.reading = b.program.readings.add(std::move(reading));
}

DataBuilder RandomCase::data(std::size_t most) {
  DataBuilder made(b.program);
  fillings_ = 1;
  most_ = most;
  blanks.clear();
  const std::size_t people = 1 + (random_.chance(complete_ ? 2 : 4) ? 1 + random_.below(2) : 0);
  for (std::size_t i = 0; i < people; ++i) fill_row(made, schema.person, made.row(schema.person));
  for (std::size_t i = random_.below(3); i > 0; --i) fill_row(made, schema.thing, made.row(schema.thing));
  for (std::size_t i = random_.below(4); i > 0; --i) {
    const auto parent = static_cast<data::RowIndex>(random_.chance(2) ? 0 : random_.below(people));
    fill_row(made, schema.course, made.row(schema.course, parent));
  }
  refer(made, schema.person, RandomSchema::first_reference, schema.thing);
  refer(made, schema.person, RandomSchema::first_reference + 1, schema.person);
  refer(made, schema.thing, RandomSchema::first_reference, schema.person);
  made.link();
  return made;
}

void RandomCase::refer(DataBuilder& made, TableId table, ColumnIndex column, TableId to) {
  const std::size_t targets = made.data[to].rows;
  for (data::RowIndex row = 0; row < made.data[table].rows; ++row) {
    if (targets == 0 || random_.chance(3)) continue;  // none
    made.index(table, row, column, static_cast<std::uint32_t>(random_.below(targets)));
  }
}

void RandomCase::fill_row(DataBuilder& made, TableId table, data::RowIndex row) {
  for (ColumnIndex c = 0; c < RandomSchema::first_reference; ++c) fill_cell(made, table, row, c);
}

RandomCase::BlankCell RandomCase::domain_of(TableId table, data::RowIndex row, ColumnIndex c) {
  const Column& column = b.program.tables[table].columns[c];
  BlankCell blank{table, row, c, 0};
  switch (column.type.kind) {
    case Kind::truth: blank.values = 2; break;
    case Kind::enumeration: blank.values = 3; break;
    case Kind::number: blank.values = column.places == 0 ? static_cast<std::size_t>(column.highest.num) + 1 : 4; break;
    case Kind::date:
      blank.first = static_cast<Day>(17220 + random_.below(60));
      blank.values = 2 + random_.below(8);
      if (!column.lowest.infinite()) {
        blank.first = static_cast<Day>(column.lowest.num);
        blank.values = static_cast<std::size_t>(column.highest.num - column.lowest.num + 1);
      }
      break;
    case Kind::text: blank.values = texts_tried.size(); break;
    case Kind::year: blank.values = static_cast<std::size_t>(column.highest.num - column.lowest.num + 1); break;
    case Kind::row: break;
  }
  return blank;
}

void RandomCase::fill_cell(DataBuilder& made, TableId table, data::RowIndex row, ColumnIndex c) {
  const Column& column = b.program.tables[table].columns[c];
  const Kind kind = column.type.kind;
  if (c == RandomSchema::key) {
    made.text(table, row, c, "key" + std::to_string(row));
    return;
  }
  if (kind == Kind::number) made.at(table, c).scale = 1;
  const BlankCell blank = domain_of(table, row, c);
  const bool in_part = kind == Kind::date && (column.lowest.infinite() || column.blank == Blank::none);
  const bool unknown =
      random_.chance(4) && fillings_ * blank.values <= most_ && (in_part || column.blank == Blank::unknown);
  if (unknown) {
    fillings_ *= blank.values;
    if (in_part) made.date(table, row, c, blank.first, blank.first + static_cast<Day>(blank.values) - 1);
    blanks.push_back(blank);
  } else if (column.blank == Blank::unknown || !random_.chance(3)) {
    set(made, blank, random_.below(blank.values));
  }
}

void RandomCase::set(DataBuilder& into, const BlankCell& blank, std::size_t which) const {
  const Column& column = b.program.tables[blank.table].columns[blank.column];
  switch (column.type.kind) {
    case Kind::number:
      into.number(blank.table, blank.row, blank.column,
                  column.lowest.num * 10 + static_cast<std::int64_t>(which) * (column.places == 0 ? 10 : 1));
      break;
    case Kind::date: into.date(blank.table, blank.row, blank.column, blank.first + static_cast<Day>(which)); break;
    case Kind::text: into.text(blank.table, blank.row, blank.column, texts_tried[which]); break;
    case Kind::truth:
    case Kind::enumeration: into.index(blank.table, blank.row, blank.column, static_cast<std::uint32_t>(which)); break;
    case Kind::year:
      into.number(blank.table, blank.row, blank.column, column.lowest.num + static_cast<std::int64_t>(which));
      break;
    case Kind::row: break;
  }
}

}  // namespace cepol::test
