// Random expressions over a small schema, with every kind of term.
#pragma once

#include "tests/support/core_builder.hpp"
#include "tests/support/random.hpp"

namespace cepol::test {

// Four tables with the same first columns: key, kind, truth, whole, tenths, date, text, year. A course belongs to a
// person, a part to a course; a person may refer to a thing and to a person, a thing to a person, a course to a thing.
struct RandomSchema {
  EnumerationId kinds, other;
  TableId person, course, thing, part;
  ReadingId reading;
  static constexpr ColumnIndex key = 0, kind = 1, truth = 2, whole = 3, tenths = 4, date = 5, text = 6, year = 7,
                               first_reference = 8;
};

class RandomTerms {
 public:
  // `any_text`: keys and any text in `contains`, too. Of blank texts these have more ways to be filled than a test can
  // try.
  RandomTerms(ProgramBuilder& builder, const RandomSchema& schema, Random& random, bool any_text)
      : b(builder), schema_(schema), random_(random), any_text_(any_text) {}

  // A function that functions made later may call.
  FunctionId function(std::string name, std::vector<Type> parameters, Type result, std::size_t depth);
  Type any_type();  // no row

 private:
  ExprId make(const Type& type, std::size_t depth);
  ExprId by_kind(const Type& type, std::size_t depth);
  ExprId leaf(const Type& type);
  ExprId column(const Type& type);
  ExprId constant(const Type& type);
  ExprId row(TableId table, std::size_t depth);
  std::vector<ExprId> rows_in_reach(std::optional<TableId> table, std::size_t depth);
  TableId any_table();
  ExprId make_truth(std::size_t depth);
  ExprId make_compare(std::size_t depth);
  ExprId make_number(std::size_t depth);
  ExprId make_date(std::size_t depth);
  ExprId make_year(std::size_t depth);
  ExprId cases(const Type& type, std::size_t depth);
  ExprId let(const Type& type, std::size_t depth);
  std::optional<ExprId> call(const Type& type, std::size_t depth);
  ExprId fold_rows(Fold fold, const Type& type, std::size_t depth);
  ExprId fold_years(Fold fold, const Type& type, std::size_t depth);
  ExprId scan(const Type& type, std::size_t depth);
  std::vector<Fold> folds_of(const Type& type) const;
  std::optional<ExprId> folded(Fold fold, const Type& type, std::size_t depth);

  struct Bound {
    Slot slot;
    Type type;
  };
  ProgramBuilder& b;
  const RandomSchema& schema_;
  Random& random_;
  const bool any_text_;
  Slot slots_ = 0;
  std::vector<Bound> bound_;  // in scope: arguments and locals
  std::size_t loops_ = 0;     // folds and scans around
  std::vector<FunctionId> functions_;
};

}  // namespace cepol::test
