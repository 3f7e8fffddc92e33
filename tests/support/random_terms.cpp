#include "tests/support/random_terms.hpp"

#include <algorithm>

#include "tests/support/random_case.hpp"

namespace cepol::test {

FunctionId RandomTerms::function(std::string name, std::vector<Type> parameters, Type result, std::size_t depth) {
  slots_ = 0;
  bound_.clear();
  for (const Type& parameter : parameters) bound_.push_back({slots_++, parameter});
  const ExprId body = make(result, depth);
  functions_.push_back(b.function(std::move(name), std::move(parameters), body, slots_));
  return functions_.back();
}

Type RandomTerms::any_type() {
  const Type types[] = {truth_t, number_t, year_t, date_t, text_t, enumeration_t(schema_.kinds)};
  return types[random_.below(6)];
}

TableId RandomTerms::any_table() {
  const TableId tables[] = {schema_.person, schema_.course, schema_.thing, schema_.part};
  return tables[random_.below(4)];
}

ExprId RandomTerms::make(const Type& type, std::size_t depth) {
  if (depth == 0) return leaf(type);
  switch (random_.below(14)) {
    case 0: return random_.chance(4) ? b.add(Fail{"不能算", "cannot be computed"}, type) : leaf(type);
    case 1: return b.choose(make(truth_t, depth - 1), make(type, depth - 1), make(type, depth - 1));
    case 2: return cases(type, depth);
    case 3: return let(type, depth);
    case 4:
      if (const auto called = call(type, depth)) return *called;
      break;
    case 5:
    case 6:
    case 7:
      if (loops_ < 2 && type.kind != Kind::row) {
        const auto folds = folds_of(type);
        const Fold fold = folds[random_.below(folds.size())];
        return random_.chance(4) ? fold_years(fold, type, depth) : fold_rows(fold, type, depth);
      }
      break;
    case 8:
      if (loops_ < 2 && type.kind != Kind::row) return scan(type, depth);
      break;
    default: break;
  }
  return by_kind(type, depth);
}

ExprId RandomTerms::by_kind(const Type& type, std::size_t depth) {
  switch (type.kind) {
    case Kind::truth: return make_truth(depth);
    case Kind::number: return make_number(depth);
    case Kind::date: return make_date(depth);
    case Kind::year: return make_year(depth);
    case Kind::row: return row(type.table, depth);
    case Kind::enumeration:
      if (!random_.chance(3)) return b.choose(make(truth_t, depth - 1), make(type, depth - 1), make(type, depth - 1));
      break;
    case Kind::text: break;
  }
  return leaf(type);
}

// ---- leaves
ExprId RandomTerms::leaf(const Type& type) {
  if (type.kind == Kind::row) return row(type.table, 0);
  if (random_.chance(25)) return b.none(type);
  if (random_.chance(2)) {
    std::vector<Bound> fitting;
    for (const Bound& one : bound_)
      if (one.type == type) fitting.push_back(one);
    if (!fitting.empty()) {
      const Bound& one = fitting[random_.below(fitting.size())];
      return b.local(one.slot, one.type);
    }
  }
  if (type.kind == Kind::enumeration && type.enumeration == schema_.other)
    return b.add(ReadingOption{schema_.reading}, type);
  return random_.chance(3) ? constant(type) : column(type);
}

ExprId RandomTerms::constant(const Type& type) {
  const Exact numbers[] = {
      0, 1, 2, -1, 12, Exact::reduced_ratio(1, 3), Exact::reduced_ratio(-17, 20), 4'000'000'000'000'000'000, -30};
  switch (type.kind) {
    case Kind::truth: return b.truth(random_.chance(2));
    case Kind::enumeration: return b.member(schema_.kinds, static_cast<Member>(random_.below(3)));
    case Kind::number: return b.number(numbers[random_.below(9)]);
    case Kind::year: return b.year(2015 + static_cast<int>(random_.below(4)));
    case Kind::date:
      return b.day(2017, static_cast<int>(1 + random_.below(4)), static_cast<int>(1 + random_.below(28)));
    case Kind::text: return b.text(std::string(texts_tried[random_.below(3)]));
    case Kind::row: break;
  }
  return b.none(type);
}

ExprId RandomTerms::column(const Type& type) {
  const std::size_t depth = random_.below(2);
  std::vector<ExprId> rows = rows_in_reach({}, depth);
  if (rows.empty() || random_.chance(12)) rows = {b.none(row_t(any_table()))};
  const ExprId at = rows[random_.below(rows.size())];
  switch (type.kind) {
    case Kind::truth: return b.cell(at, RandomSchema::truth);
    case Kind::enumeration: return b.cell(at, RandomSchema::kind);
    case Kind::number: return b.cell(at, random_.chance(2) ? RandomSchema::whole : RandomSchema::tenths);
    case Kind::year: return b.cell(at, RandomSchema::year);
    case Kind::date: return b.cell(at, RandomSchema::date);
    case Kind::text: return b.cell(at, any_text_ && random_.chance(6) ? RandomSchema::key : RandomSchema::text);
    case Kind::row: break;
  }
  return b.none(type);
}

// Rows in scope, twice, and those that they refer to; of one table, or of all.
std::vector<ExprId> RandomTerms::rows_in_reach(std::optional<TableId> table, std::size_t depth) {
  std::vector<ExprId> rows;
  for (const Bound& one : bound_) {
    if (one.type.kind != Kind::row) continue;
    const bool fits = !table || one.type.table == *table;
    if (fits) {
      rows.push_back(b.local(one.slot, one.type));
      rows.push_back(rows.back());
    }
    if (depth == 0 && fits) continue;
    const auto& columns = b.program.tables[one.type.table].columns;
    for (ColumnIndex c = RandomSchema::first_reference; c < columns.size(); ++c)
      if (!table || columns[c].type.table == *table) rows.push_back(b.cell(b.local(one.slot, one.type), c));
  }
  return rows;
}

// A row in scope, or one that a row in scope refers to; without any: none.
ExprId RandomTerms::row(TableId table, std::size_t depth) {
  const std::vector<ExprId> rows = rows_in_reach(table, depth);
  if (rows.empty() || random_.chance(30)) return b.none(row_t(table));
  return rows[random_.below(rows.size())];
}

// ---- by kind
ExprId RandomTerms::make_truth(std::size_t depth) {
  switch (random_.below(8)) {
    case 0:
    case 1: {
      std::vector<ExprId> operands;
      for (std::size_t i = random_.below(8) == 0 ? 0 : 1 + random_.below(3); i > 0; --i)
        operands.push_back(make(truth_t, depth - 1));
      return random_.chance(2) ? b.all(operands) : b.any(operands);
    }
    case 2: return b.negate(make(truth_t, depth - 1));
    case 3: return b.is_none(make(random_.chance(4) ? row_t(any_table()) : any_type(), depth - 1));
    case 4: {
      const ExprId text = make(text_t, depth - 1);
      return b.contains(text, any_text_ ? make(text_t, depth - 1) : constant(text_t));
    }
    default: return make_compare(depth);
  }
}

ExprId RandomTerms::make_compare(std::size_t depth) {
  Type type = any_type();
  if (random_.chance(8)) type = row_t(any_table());
  if (random_.chance(10)) type = enumeration_t(schema_.other);
  const bool ordered = type.kind != Kind::text && type.kind != Kind::truth;
  const ExprId left = make(type, depth - 1);
  if (type == enumeration_t(schema_.other)) return b.equal(left, b.member(schema_.other, 1));
  return b.compare(ordered ? static_cast<Relation>(random_.below(3)) : Relation::equal, left, make(type, depth - 1));
}

ExprId RandomTerms::make_number(std::size_t depth) {
  const Exact steps[] = {1, Exact::reduced_ratio(1, 2), Exact::reduced_ratio(7, 3)};
  switch (random_.below(7)) {
    case 0: return b.round(make(number_t, depth - 1), steps[random_.below(3)], static_cast<Rounding>(random_.below(4)));
    case 1: return b.elapsed(make(date_t, depth - 1), make(date_t, depth - 1), static_cast<Calendar>(random_.below(3)));
    case 2: return b.part(make(date_t, depth - 1), random_.chance(2) ? DatePart::month : DatePart::day);
    case 3: return b.add(Arithmetic{Operation::subtract, make(year_t, depth - 1), make(year_t, depth - 1)}, number_t);
    default:
      return b.arithmetic(static_cast<Operation>(random_.below(6)), make(number_t, depth - 1),
                          make(number_t, depth - 1));
  }
}

ExprId RandomTerms::make_date(std::size_t depth) {
  switch (random_.below(4)) {
    case 0: return b.shift(make(date_t, depth - 1), make(number_t, depth - 1), static_cast<Calendar>(random_.below(3)));
    case 1: return b.part(make(date_t, depth - 1), static_cast<DatePart>(3 + random_.below(4)));
    case 2: return b.year_day(make(year_t, depth - 1), random_.chance(2));
    default:
      return b.arithmetic(random_.chance(2) ? Operation::minimum : Operation::maximum, make(date_t, depth - 1),
                          make(date_t, depth - 1));
  }
}

ExprId RandomTerms::make_year(std::size_t depth) {
  switch (random_.below(3)) {
    case 0: return b.part(make(date_t, depth - 1), DatePart::year);
    case 1:
      return b.arithmetic(random_.chance(2) ? Operation::minimum : Operation::maximum, make(year_t, depth - 1),
                          make(year_t, depth - 1));
    default:
      return b.arithmetic(random_.chance(2) ? Operation::add : Operation::subtract, make(year_t, depth - 1),
                          make(number_t, depth - 1));
  }
}

// ---- structure
ExprId RandomTerms::cases(const Type& type, std::size_t depth) {
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

ExprId RandomTerms::let(const Type& type, std::size_t depth) {
  const Slot slot = slots_++;
  const Type of = random_.chance(5) ? row_t(any_table()) : any_type();
  const ExprId value = make(of, depth - 1);
  bound_.push_back({slot, of});
  const ExprId body = make(type, depth - 1);
  bound_.pop_back();
  return b.let(slot, value, body);
}

std::optional<ExprId> RandomTerms::call(const Type& type, std::size_t depth) {
  std::vector<FunctionId> fitting;
  for (FunctionId one : functions_)
    if (b.program.functions[one].result == type) fitting.push_back(one);
  if (fitting.empty()) return std::nullopt;
  const FunctionId called = fitting[random_.below(fitting.size())];
  std::vector<ExprId> arguments;
  const std::size_t parameters = b.program.functions[called].parameters.size();
  for (std::size_t i = 0; i < parameters; ++i)
    arguments.push_back(make(b.program.functions[called].parameters[i].type, depth - 1));
  return b.call(called, std::move(arguments));
}

std::vector<Fold> RandomTerms::folds_of(const Type& type) const {
  switch (type.kind) {
    case Kind::number:
      return {Fold::sum, Fold::sum, Fold::count, Fold::minimum, Fold::maximum, Fold::distinct, Fold::unique};
    case Kind::truth: return {Fold::some, Fold::some, Fold::every, Fold::every, Fold::unique};
    case Kind::date:
    case Kind::year: return {Fold::minimum, Fold::maximum, Fold::unique};
    case Kind::enumeration:
    case Kind::text:
    case Kind::row: break;
  }
  return {Fold::unique};
}

std::optional<ExprId> RandomTerms::folded(Fold fold, const Type& type, std::size_t depth) {
  if (fold == Fold::count) return std::nullopt;
  if (fold != Fold::distinct) return make(type, depth - 1);
  return make(random_.chance(6) ? row_t(any_table()) : any_type(), depth - 1);
}

ExprId RandomTerms::fold_rows(Fold fold, const Type& type, std::size_t depth) {
  const Slot slot = slots_++;
  std::optional<ExprId> parent, guard;
  const TableId table = random_.chance(2) ? schema_.course : any_table();
  const std::optional<TableId> owner = b.program.tables[table].parent;
  if (owner && !random_.chance(4)) parent = row(*owner, 1);
  bound_.push_back({slot, row_t(table)});
  ++loops_;
  if (random_.chance(2)) guard = make(truth_t, depth - 1);
  const auto value = folded(fold, type, depth);
  --loops_;
  bound_.pop_back();
  return b.over_rows(fold, table, parent, slot, guard, value);
}

ExprId RandomTerms::fold_years(Fold fold, const Type& type, std::size_t depth) {
  const Slot slot = slots_++;
  const ExprId from = make(year_t, depth - 1);
  const ExprId to = random_.chance(2) ? b.plus(make(year_t, 1), b.number(static_cast<std::int64_t>(random_.below(3))))
                                      : make(year_t, depth - 1);
  std::optional<ExprId> guard;
  bound_.push_back({slot, year_t});
  ++loops_;
  if (random_.chance(2)) guard = make(truth_t, depth - 1);
  const auto value = folded(fold, type, depth);
  --loops_;
  bound_.pop_back();
  return b.over_years(fold, slot, from, to, guard, value);
}

ExprId RandomTerms::scan(const Type& type, std::size_t depth) {
  YearScan made;
  made.year = slots_++;
  made.from = make(year_t, depth - 1);
  made.to = random_.chance(2) ? b.plus(make(year_t, 1), b.number(static_cast<std::int64_t>(random_.below(4))))
                              : make(year_t, depth - 1);
  std::vector<Type> types{type};
  if (random_.chance(2)) types.push_back(any_type());
  for (const Type& of : types) made.states.push_back({slots_++, make(of, depth - 1), {}});
  const std::size_t outside = bound_.size();
  bound_.push_back({made.year, year_t});
  for (std::size_t i = 0; i < types.size(); ++i) bound_.push_back({made.states[i].slot, types[i]});
  ++loops_;
  for (std::size_t i = 0; i < types.size(); ++i) made.states[i].next = make(types[i], depth - 1);
  --loops_;
  bound_.resize(outside);
  return b.add(std::move(made), type);
}

}  // namespace cepol::test
