// Random small programs and data sets, with few blanks of small domains, so that every filling can be tried.
#pragma once

#include <array>
#include <cstdint>

#include "tests/support/data_builder.hpp"

namespace cepol::test {

struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
};

inline constexpr std::array<std::string_view, 10> texts_tried{"a",   "b",    "ab", "xa", "xb",
                                                              "xab", "xaxb", "y1", "y2", "y3"};

class RandomCase {
 public:
  explicit RandomCase(std::uint64_t seed) : random_{seed} {
    declare();
    for (int i = 0; i < 2; ++i) helpers();
    const Type outcome = enumeration_t(kinds_);
    slots_ = 1;
    rows_ = {{0, person_}};
    years_.clear();
    const ExprId body = make(outcome, 4);
    const FunctionId decide = b.function("outcome", {row_t(person_)}, body, slots_);
    slots_ = 1;
    rows_ = {{0, person_}};
    const Type types[] = {number_t, date_t, text_t, truth_t, year_t};
    const ExprId figure = make(types[random_.below(5)], 3);
    const FunctionId measure = b.function("measure", {row_t(person_)}, figure, slots_);
    b.decision("decision", person_, decide, {measure});
  }

  // Data with at most `most` fillings.
  DataBuilder data(std::size_t most) {
    DataBuilder made(b.program);
    fillings_ = 1;
    most_ = most;
    blanks.clear();
    const data::RowIndex people = 1;
    for (data::RowIndex i = 0; i < people; ++i) fill(made, person_, made.row(person_));
    const std::size_t things = random_.below(3);
    for (std::size_t i = 0; i < things; ++i) fill(made, thing_, made.row(thing_));
    const std::size_t courses = random_.below(4);
    for (std::size_t i = 0; i < courses; ++i) fill(made, course_, made.row(course_, 0));
    for (data::RowIndex i = 0; i < people; ++i)
      if (!random_.chance(3))
        made.index(
            person_, i, thing_ref_,
            random_.chance(5) || things == 0 ? data::dangling : static_cast<std::uint32_t>(random_.below(things)));
    made.link();
    return made;
  }

  // Every value that a blank may take, as changes to the data.
  struct BlankCell {
    TableId table;
    data::RowIndex row;
    ColumnIndex column;
    std::size_t values;
    Day first = 0;
  };
  std::vector<BlankCell> blanks;
  void set(DataBuilder& into, const BlankCell& blank, std::size_t which) const {
    const Column& column = b.program.tables[blank.table].columns[blank.column];
    switch (column.type.kind) {
      case Kind::number:
        into.number(blank.table, blank.row, blank.column,
                    column.lowest.num * 10 + static_cast<std::int64_t>(which) * (column.places == 0 ? 10 : 1));
        break;
      case Kind::date: into.date(blank.table, blank.row, blank.column, blank.first + static_cast<Day>(which)); break;
      case Kind::text: into.text(blank.table, blank.row, blank.column, texts_tried[which]); break;
      default: into.index(blank.table, blank.row, blank.column, static_cast<std::uint32_t>(which)); break;
    }
  }

  ProgramBuilder b;

 private:
  void declare() {
    kinds_ = b.choice("kinds", {"k0", "k1", "k2"});
    other_ = b.choice("other", {"m0", "m1"});
    person_ = b.table("person");
    course_ = b.table("course");
    thing_ = b.table("thing");
    for (TableId table : {person_, course_, thing_}) {
      b.keyed(table);
      b.column(table, "kind", enumeration_t(kinds_), random_.chance(4) ? Blank::none : Blank::unknown);
      b.column(table, "truth", truth_t);
      b.number_column(table, "whole", 0, static_cast<std::int64_t>(1 + random_.below(4)), 0);
      b.number_column(table, "tenths", -1, Exact::reduced_ratio(-7, 10), 1);
      b.column(table, "date", date_t, random_.chance(4) ? Blank::none : Blank::unknown);
      b.column(table, "text", text_t);
      b.column(table, "year", year_t, Blank::none);
    }
    thing_ref_ = b.column(person_, "thing", row_t(thing_));
    b.child_of(course_, person_);
    Reading reading;
    reading.name = "reading";
    reading.options = {{"m0", ""}, {"m1", ""}};
    reading.default_option = static_cast<Member>(random_.below(2));
    reading.enumeration = other_;
    reading_ = b.program.readings.add(std::move(reading));
  }

  // Functions of a row that the rest may call.
  void helpers() {
    for (TableId table : {person_, course_, thing_}) {
      slots_ = 1;
      rows_ = {{0, table}};
      years_.clear();
      const Type types[] = {truth_t, number_t, date_t, enumeration_t(kinds_)};
      const ExprId body = make(types[random_.below(4)], 3);
      functions_.push_back({b.function("helper", {row_t(table)}, body, slots_), table});
    }
  }

  void fill(DataBuilder& made, TableId table, data::RowIndex row) {
    const auto& columns = b.program.tables[table].columns;
    for (ColumnIndex c = 0; c < columns.size(); ++c) {
      const Column& column = columns[c];
      const Kind kind = column.type.kind;
      if (kind == Kind::row || c == b.program.tables[table].key || c == b.program.tables[table].link) {
        if (kind == Kind::text) made.text(table, row, c, "key");
        continue;
      }
      made.at(table, c).scale = kind == Kind::number ? 1 : 0;
      BlankCell blank{table, row, c, 0};
      switch (kind) {
        case Kind::truth: blank.values = 2; break;
        case Kind::enumeration: blank.values = 3; break;
        case Kind::number:
          blank.values = column.places == 0 ? static_cast<std::size_t>(column.highest.num) + 1 : 4;
          break;
        case Kind::date:
          blank.first = static_cast<Day>(17220 + random_.below(60));
          blank.values = 2 + random_.below(8);
          break;
        case Kind::text: blank.values = texts_tried.size(); break;
        default: blank.values = 0; break;
      }
      const bool unknown = blank.values != 0 && random_.chance(4) && fillings_ * blank.values <= most_ &&
                           (kind == Kind::date || column.blank == Blank::unknown);
      if (unknown) {
        fillings_ *= blank.values;
        if (kind == Kind::date) made.date(table, row, c, blank.first, blank.first + static_cast<Day>(blank.values) - 1);
        blanks.push_back(blank);
      } else if (kind == Kind::year) {
        if (!random_.chance(4)) made.number(table, row, c, 2016 + static_cast<std::int64_t>(random_.below(3)));
      } else if (column.blank == Blank::unknown || !random_.chance(3)) {
        set(made, blank, random_.below(blank.values));
      }
    }
  }

  // ---- expressions
  struct InScope {
    Slot slot;
    TableId table;
  };
  ExprId row() {
    const InScope& one = rows_[random_.below(rows_.size())];
    const ExprId here = b.local(one.slot, row_t(one.table));
    if (one.table == person_ && random_.chance(3)) return b.cell(here, thing_ref_);
    return here;
  }
  ExprId fold(const Type& type, std::size_t depth) {
    const Slot slot = slots_++;
    std::vector<Fold> kinds;
    if (type.kind == Kind::number) kinds = {Fold::sum, Fold::count, Fold::minimum, Fold::maximum, Fold::distinct};
    if (type.kind == Kind::truth) kinds = {Fold::some, Fold::every};
    if (type.kind == Kind::date || type.kind == Kind::year) kinds = {Fold::minimum, Fold::maximum};
    const Fold kind = kinds[random_.below(kinds.size())];
    const bool years = random_.chance(4);
    std::optional<ExprId> parent, guard, value, from, to;
    TableId table = random_.chance(4) ? thing_ : course_;
    if (years) {
      from = make(year_t, depth - 1);
      to = random_.chance(2) ? b.plus(make(year_t, 1), b.number(static_cast<std::int64_t>(random_.below(3))))
                             : make(year_t, depth - 1);
      years_.push_back(slot);
    } else {
      if (table == course_) parent = b.local(0, row_t(person_));
      if (rows_.front().table != person_) {
        parent.reset();
        table = thing_;
      }
      rows_.push_back({slot, table});
    }
    if (random_.chance(2)) guard = make(truth_t, depth - 1);
    if (kind == Fold::distinct) {
      const Type types[] = {number_t, text_t, enumeration_t(kinds_), date_t};
      value = make(types[random_.below(4)], depth - 1);
    } else if (kind != Fold::count) {
      value = make(type, depth - 1);
    }
    (years ? (void)years_.pop_back() : (void)rows_.pop_back());
    return years ? b.over_years(kind, slot, *from, *to, guard, value)
                 : b.over_rows(kind, table, parent, slot, guard, value);
  }

  ExprId make(const Type& type, std::size_t depth) {
    if (depth == 0) return leaf(type);
    const std::size_t pick = random_.below(12);
    if (pick == 0) return leaf(type);
    if (pick == 1) return b.choose(make(truth_t, depth - 1), make(type, depth - 1), make(type, depth - 1));
    if (pick == 2 && type.kind != Kind::text) return cases(type, depth);
    if (pick == 3) {
      const Type types[] = {number_t, truth_t, date_t, text_t};
      const Slot slot = slots_++;
      const ExprId value = make(types[random_.below(4)], depth - 1);
      locals_.push_back({slot, b.type_of(value)});
      const ExprId body = make(type, depth - 1);
      locals_.pop_back();
      return b.let(slot, value, body);
    }
    if (pick == 4)
      for (const Callable& one : functions_)
        if (b.program.functions[one.function].result == type && random_.chance(2))
          for (const InScope& in : rows_)
            if (in.table == one.table) return b.call(one.function, {b.local(in.slot, row_t(in.table))});
    const bool folds =
        type.kind == Kind::number || type.kind == Kind::truth || type.kind == Kind::date || type.kind == Kind::year;
    if (pick <= 6 && folds && rows_.size() + years_.size() < 3) return fold(type, depth);
    switch (type.kind) {
      case Kind::truth: return make_truth(depth);
      case Kind::number: return make_number(depth);
      case Kind::date:
        switch (random_.below(4)) {
          case 0:
            return b.shift(make(date_t, depth - 1), make(number_t, depth - 1), static_cast<Calendar>(random_.below(3)));
          case 1: return b.part(make(date_t, depth - 1), static_cast<DatePart>(3 + random_.below(4)));
          case 2: return b.year_day(make(year_t, depth - 1), random_.chance(2));
          default:
            return b.arithmetic(random_.chance(2) ? Operation::minimum : Operation::maximum, make(date_t, depth - 1),
                                make(date_t, depth - 1));
        }
      case Kind::year:
        return random_.chance(2) ? b.part(make(date_t, depth - 1), DatePart::year)
                                 : b.arithmetic(random_.chance(2) ? Operation::add : Operation::subtract,
                                                make(year_t, depth - 1), make(number_t, depth - 1));
      default: return leaf(type);
    }
  }

  ExprId make_truth(std::size_t depth) {
    switch (random_.below(8)) {
      case 0:
      case 1: {
        std::vector<ExprId> operands;
        for (std::size_t i = 1 + random_.below(3); i > 0; --i) operands.push_back(make(truth_t, depth - 1));
        return random_.chance(2) ? b.all(operands) : b.any(operands);
      }
      case 2: return b.negate(make(truth_t, depth - 1));
      case 3: {
        const Type types[] = {truth_t, number_t, date_t, enumeration_t(kinds_), text_t};
        return b.is_none(make(types[random_.below(5)], depth - 1));
      }
      // The part is known: of a part that is not, only some values are tried (complete.hpp).
      case 4: return b.contains(make(text_t, depth - 1), b.text(std::string(texts_tried[random_.below(3)])));
      default: {
        const Type types[] = {number_t, date_t, year_t, enumeration_t(kinds_), text_t, truth_t, number_t};
        const Type type = types[random_.below(7)];
        const bool orders = type.kind != Kind::text && type.kind != Kind::truth;
        return b.compare(orders ? static_cast<Relation>(random_.below(3)) : Relation::equal, make(type, depth - 1),
                         make(type, depth - 1));
      }
    }
  }

  ExprId make_number(std::size_t depth) {
    switch (random_.below(5)) {
      case 0:
        return b.round(make(number_t, depth - 1), random_.chance(2) ? Exact(1) : Exact::reduced_ratio(1, 2),
                       static_cast<Rounding>(random_.below(4)));
      case 1:
        return b.elapsed(make(date_t, depth - 1), make(date_t, depth - 1), static_cast<Calendar>(random_.below(3)));
      case 2: return b.part(make(date_t, depth - 1), random_.chance(2) ? DatePart::month : DatePart::day);
      default:
        return b.arithmetic(static_cast<Operation>(random_.below(6)), make(number_t, depth - 1),
                            make(number_t, depth - 1));
    }
  }

  ExprId cases(const Type& type, std::size_t depth) {
    std::vector<Case> made;
    const std::size_t count = 1 + random_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      Case one;
      one.guard = make(truth_t, depth - 1);
      one.value = make(type, depth - 1);
      one.name = "c" + std::to_string(i);
      if (i == 1 && random_.chance(2)) one.over = {0};
      if (i == 2 && random_.chance(2))
        one.over = made[1].over.empty() ? std::vector<std::uint32_t>{1} : std::vector<std::uint32_t>{0, 1};
      made.push_back(std::move(one));
    }
    std::optional<ExprId> otherwise;
    if (random_.chance(2)) otherwise = make(type, depth - 1);
    return b.cases(random_.chance(2), std::move(made), otherwise);
  }

  ExprId leaf(const Type& type) {
    if (random_.chance(4))
      for (const auto& [slot, of] : locals_)
        if (of == type) return b.local(slot, of);
    if (type.kind == Kind::year && !years_.empty() && random_.chance(2)) return b.local(years_.back(), year_t);
    const bool is_constant = random_.chance(3);
    if (random_.chance(25)) return b.none(type);
    switch (type.kind) {
      case Kind::truth: return is_constant && random_.chance(3) ? b.truth(random_.chance(2)) : b.cell(row(), 2);
      case Kind::enumeration:
        if (type.enumeration == other_ || random_.chance(6)) {
          if (type.enumeration == other_) return b.add(ReadingOption{reading_}, type);
          const ExprId other = b.add(ReadingOption{reading_}, enumeration_t(other_));
          return b.choose(b.equal(other, b.member(other_, 1)), b.member(kinds_, 0), b.cell(row(), 1));
        }
        return is_constant ? b.member(kinds_, static_cast<Member>(random_.below(3))) : b.cell(row(), 1);
      case Kind::number: {
        if (!is_constant) return b.cell(row(), static_cast<ColumnIndex>(3 + random_.below(2)));
        const Exact numbers[] = {
            0, 1, 2, -1, 12, Exact::reduced_ratio(1, 3), Exact::reduced_ratio(-17, 20), 4'000'000'000'000'000'000};
        return b.number(numbers[random_.below(8)]);
      }
      case Kind::year: return is_constant ? b.year(2015 + static_cast<int>(random_.below(4))) : b.cell(row(), 7);
      case Kind::date:
        return is_constant
                   ? b.day(2017, static_cast<int>(1 + random_.below(4)), static_cast<int>(1 + random_.below(28)))
                   : b.cell(row(), 5);
      case Kind::text: return is_constant ? b.text(std::string(texts_tried[random_.below(3)])) : b.cell(row(), 6);
      case Kind::row: break;
    }
    return b.local(rows_.front().slot, row_t(rows_.front().table));
  }

  struct Callable {
    FunctionId function;
    TableId table;
  };
  Random random_;
  EnumerationId kinds_, other_;
  TableId person_, course_, thing_;
  ColumnIndex thing_ref_ = 0;
  ReadingId reading_;
  Slot slots_ = 0;
  std::vector<InScope> rows_;
  std::vector<Slot> years_;
  std::vector<std::pair<Slot, Type>> locals_;
  std::vector<Callable> functions_;
  std::size_t fillings_ = 1, most_ = 1;
};

}  // namespace cepol::test
