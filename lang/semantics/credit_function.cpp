// `C during W` as a function (subject, first, last[, category]). Per block (the credit's own rows, each equivalence)
// its value is
//     without yearly limits   the sum over the rows whose time lies in W
//     with yearly limits      the sum over the years of W of: that year's rows, cut by each yearly limit in turn
// then cut by each of the block's window limits in turn; the blocks are added. The credit's own limits hold for all its
// blocks together and are applied to their sum likewise. A limit of a category cuts that category's part alone.
#include <algorithm>

#include "lang/semantics/checker.hpp"

namespace cepol::semantics {

class Checker::CreditFunction {
 public:
  CreditFunction(Checker& checker, const Credit& credit, bool days, bool of_category)
      : check_(checker),
        credit_(credit),
        days_(days),
        of_category_(of_category),
        name_(checker.declarations_[credit.declaration].name),
        at_(checker.declarations_[credit.declaration].span),
        amount_(number_type(credit.unit)) {
    const Type time = days ? date_type() : year_type();
    const RecordTable& subject = checker.out_.program.tables[credit.table];
    parameters_ = {{subject.name, row_type(credit.table)}, {"first", time}, {"last", time}};
    if (of_category) parameters_.push_back({"category", choice_type(credit.categories)});
    slots_ = static_cast<Slot>(parameters_.size());
  }

  FunctionId make(Span span) {
    const Block& own = credit_.blocks.front();
    ExprId value;
    if (has_yearly(own)) {
      value = over_years([&](Slot year) { return cut_yearly(own, together(asked(year)), year, true); });
    } else {
      for (const Block& block : credit_.blocks)
        value = sum(value, &block == &own ? rows(own, asked({}), false) : block_value(block));
    }
    value = cut_in_window(own, value, true);
    return check_.add_function(name_, parameters_, value, slots_, span);
  }

 private:
  struct Portion {  // which rows: of the asked category, of a limit's, or all; of one year, or of the window
    std::optional<ExprId> category;
    std::optional<Slot> year;
  };

  static bool has_yearly(const Block& block) {
    return std::any_of(block.limits.begin(), block.limits.end(),
                       [](const Block::Limit& limit) { return limit.per_year; });
  }
  ExprId argument(Slot slot) { return check_.local(slot, parameters_[slot].type, at_); }
  ExprId arithmetic(Operation operation, ExprId a, ExprId b, Type type) {
    return check_.emit(Arithmetic{operation, a, b}, type, at_);
  }
  ExprId sum(ExprId so_far, ExprId more) {
    return so_far.valid() ? arithmetic(Operation::add, so_far, more, amount_) : more;
  }
  ExprId compare(Relation relation, ExprId a, ExprId b) {
    return check_.emit(Compare{relation, a, b}, truth_type(), at_);
  }
  Portion asked(std::optional<Slot> year) { return {of_category_ ? std::optional(argument(3)) : std::nullopt, year}; }

  // The sum (or count) over the rows of a portion of a block, before any limit.
  ExprId rows(const Block& block, const Portion& portion, bool count) {
    const Type type = count ? number_type() : amount_;
    ExprId total;
    for (const Block::Source& source : block.sources) {
      if (days_ && source.time_kind == Kind::year) {
        check_.problems_.add(Code::years_in_period, source.span, {name_});
        continue;
      }
      const Slot row = slots_++;
      auto of_row = [&](FunctionId function) {
        return check_.call_function(function, {argument(0), check_.local(row, row_type(source.table), at_)}, at_);
      };
      const ExprId guard = check_.all_of(guards(source, portion, of_row), at_);
      std::optional<ExprId> value;
      if (!count) value = of_row(source.amount);
      const ExprId folded = check_.emit(
          OverRows{count ? Fold::count : Fold::sum, source.table, argument(0), row, guard, value}, type, at_);
      total = total.valid() ? arithmetic(Operation::add, total, folded, type) : folded;
    }
    return total.valid() ? total : check_.constant(0, type, at_);
  }

  // Cheap questions first: the time, the category, then the conditions for counting.
  template <class OfRow>
  std::vector<ExprId> guards(const Block::Source& source, const Portion& portion, OfRow of_row) {
    std::vector<ExprId> guards;
    const ExprId time = of_row(source.time);
    const bool dated = source.time_kind == Kind::date;
    const ExprId year = dated ? check_.emit(Part{time, DatePart::year}, year_type(), at_) : time;
    if (portion.year) guards.push_back(compare(Relation::equal, year, check_.local(*portion.year, year_type(), at_)));
    if (!portion.year || days_) {
      const ExprId in = days_ ? time : year;
      guards.push_back(compare(Relation::at_most, argument(1), in));
      guards.push_back(compare(Relation::at_most, in, argument(2)));
    }
    if (portion.category) guards.push_back(compare(Relation::equal, of_row(source.category), *portion.category));
    guards.push_back(of_row(source.counts));
    return guards;
  }

  // All blocks of a portion, before the credit's own limits.
  ExprId together(const Portion& portion) {
    ExprId value;
    for (const Block& block : credit_.blocks) {
      ExprId part = rows(block, portion, false);
      if (portion.year && &block != &credit_.blocks.front()) part = cut_yearly(block, part, *portion.year, false);
      value = sum(value, part);
    }
    return value;
  }

  ExprId block_value(const Block& block) {
    const ExprId value = !has_yearly(block) ? rows(block, asked({}), false) : over_years([&](Slot year) {
      return cut_yearly(block, rows(block, asked(year), false), year, false);
    });
    return cut_in_window(block, value, false);
  }

  ExprId cut_yearly(const Block& block, ExprId value, Slot year, bool whole_credit) {
    for (const Block::Limit& limit : block.limits)
      if (limit.per_year) value = cut(value, limit, block, year, whole_credit);
    return value;
  }
  ExprId cut_in_window(const Block& block, ExprId value, bool whole_credit) {
    for (const Block::Limit& limit : block.limits)
      if (!limit.per_year) value = cut(value, limit, block, {}, whole_credit);
    return value;
  }

  // `value` cut by one limit of a block; `whole_credit`: it bounds all blocks together.
  ExprId cut(ExprId value, const Block::Limit& limit, const Block& block, std::optional<Slot> year, bool whole_credit) {
    const ExprId most = check_.call_function(limit.amount, {argument(0)}, at_);
    ExprId limited;
    if (limit.times) {
      const ExprId fixed = check_.constant(*block.sources.front().fixed, amount_, at_);
      const ExprId count = arithmetic(Operation::minimum, most, rows(block, asked(year), true), number_type());
      limited = arithmetic(Operation::minimum, value, arithmetic(Operation::multiply, count, fixed, amount_), amount_);
    } else if (!limit.category.valid()) {
      limited = arithmetic(Operation::minimum, value, most, amount_);
    } else {
      const ExprId category = check_.call_function(limit.category, {argument(0)}, at_);
      const Portion portion{category, year};
      const ExprId part = whole_credit ? together(portion) : rows(block, portion, false);
      const ExprId over = arithmetic(Operation::subtract, part, most, amount_);
      const ExprId excess = arithmetic(Operation::maximum, check_.constant(0, amount_, at_), over, amount_);
      limited = arithmetic(Operation::subtract, value, excess, amount_);
      if (of_category_)  // another category than the limit's is not touched
        limited = check_.emit(Choose{compare(Relation::equal, argument(3), category), limited, value}, amount_, at_);
    }
    if (!limit.applies.valid()) return limited;
    return check_.emit(Choose{check_.call_function(limit.applies, {argument(0)}, at_), limited, value}, amount_, at_);
  }

  template <class Yearly>
  ExprId over_years(Yearly yearly) {
    const Slot year = slots_++;
    ExprId first = argument(1), last = argument(2);
    if (days_) {
      first = check_.emit(Part{first, DatePart::year}, year_type(), at_);
      last = check_.emit(Part{last, DatePart::year}, year_type(), at_);
    }
    const ExprId value = yearly(year);
    return check_.emit(OverYears{Fold::sum, year, first, last, std::nullopt, value}, amount_, at_);
  }

  Checker& check_;
  const Credit& credit_;
  const bool days_, of_category_;
  const std::string name_;
  const Span at_;
  const Type amount_;
  std::vector<Parameter> parameters_;
  Slot slots_ = 0;
};

std::optional<FunctionId> Checker::credit_function(std::size_t index, bool days, bool of_category, Span span) {
  if (!make_credit(index)) return std::nullopt;
  if (auto found = credits_[index].functions.find({days, of_category}); found != credits_[index].functions.end())
    return found->second;
  const Credit credit = credits_[index];
  const FunctionId function = CreditFunction(*this, credit, days, of_category).make(span);
  credits_[index].functions[{days, of_category}] = function;
  return function;
}

}  // namespace cepol::semantics
