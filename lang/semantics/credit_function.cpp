// Lowers `C during W` to functions of (subject, first, last).
//
// A portion is a set of categories of each block (the credit's own rows, each equivalence). Its value is the largest
// amount that can count under all limits together: see limit_plan.hpp. The rows of a portion are summed over the
// window; over the years of the window, each year by itself, where a yearly limit touches the portion.
//
// It follows that 0 <= value(part of P) <= value(P), for any limits in any order. Yearly
// limits cut each year, then window limits their sum. Only years of W count towards a yearly limit. If the window is
// none, the value is none.
#include "lang/semantics/credit_function.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "lang/semantics/credit.hpp"
#include "lang/semantics/emit.hpp"
#include "lang/semantics/limit_plan.hpp"

namespace cepol::semantics {

class CreditFunction {
 public:
  CreditFunction(Context& context, std::size_t index, bool days)
      : context_(context),
        index_(index),
        credit_(context.credits[index]),
        days_(days),
        name_(context.declarations[credit_.declaration].name),
        at_(context.declarations[credit_.declaration].span),
        amount_(number_type(credit_.unit)),
        all_(credit_.categories.valid() && !context.program.enumerations[credit_.categories].members.empty()
                 ? ~std::uint64_t{0} >> (64 - context.program.enumerations[credit_.categories].members.size())
                 : 1) {
    const Type time = days ? date_type() : year_type();
    const RecordTable& subject = context.program.tables[credit_.table];
    of_window_ = {{subject.name, row_type(credit_.table)}, {"first", time}, {"last", time}};
    of_year_ = {of_window_[0]};
    if (days) of_year_ = of_window_;
    of_year_.push_back({"year", year_type()});
    for (std::size_t b = 0; b < credit_.blocks.size(); ++b)
      for (const Block::Limit& limit : credit_.blocks[b].limits) {
        Bound bound{&limit, &credit_.blocks[b], Portion(credit_.blocks.size(), 0)};
        const std::uint64_t categories = limit.categories == 0 ? all_ : limit.categories;
        for (std::size_t other = 0; other < credit_.blocks.size(); ++other)
          if (b == 0 || other == b) bound.portion[other] = categories;
        (limit.per_year ? yearly_ : in_window_).push_back(std::move(bound));
      }
    auto widest_first = [](const Bound& a, const Bound& b) { return size_of(a.portion) > size_of(b.portion); };
    std::stable_sort(yearly_.begin(), yearly_.end(), widest_first);
    std::stable_sort(in_window_.begin(), in_window_.end(), widest_first);
  }

  FunctionId of(std::uint64_t categories, Span span) {
    enter(of_window_);
    const Portion asked(credit_.blocks.size(), categories == 0 ? all_ : categories);
    const ExprId value = limited(asked, in_window_, 0, yearly_, [&](const Portion& p) { return in_window(p); });
    const ExprId no_window = emit(context_,
                                  Logic{false,
                                        {emit(context_, IsNone{argument(1)}, truth_type(), at_),
                                         emit(context_, IsNone{argument(2)}, truth_type(), at_)}},
                                  truth_type(), at_);
    const ExprId nothing = emit_none(context_, amount_, at_);
    const ExprId body = emit(context_, If{no_window, nothing, value}, amount_, at_);
    const FunctionId function = add_function(context_, name_, of_window_, body, slots_, span);
    context_.program.functions[function].told = Told::credit;
    context_.program.functions[function].wording = wording(categories);
    return function;
  }

  // Yearly ones first, the narrower before the wider.
  std::vector<LimitFigures> limits() {
    std::vector<LimitFigures> all;
    for (const auto* bounds : {&yearly_, &in_window_}) {
      std::vector<std::size_t> order(bounds->size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return size_of((*bounds)[a].portion) < size_of((*bounds)[b].portion);
      });
      for (std::size_t i : order) {
        const Bound& bound = (*bounds)[i];
        const std::vector<Parameter>& parameters = bounds == &yearly_ ? of_year_ : of_window_;
        const Slot year = static_cast<Slot>(parameters.size() - 1);
        enter(parameters);
        const ExprId value =
            bounds == &yearly_
                ? limited(bound.portion, yearly_, i + 1, {}, [&](const Portion& p) { return rows(p, year); })
                : limited(bound.portion, in_window_, i + 1, yearly_, [&](const Portion& p) { return in_window(p); });
        const FunctionId before = add_function(context_, name_, parameters, value, slots_, at_);
        enter(parameters);
        std::vector<ExprId> arguments;
        for (Slot slot = 0; slot < slots_; ++slot) arguments.push_back(argument(slot));
        const ExprId left = cut(bound, emit_call(context_, before, std::move(arguments), at_), {});
        const FunctionId after = add_function(context_, name_, parameters, left, slots_, at_);
        all.push_back({bound.block->declaration, *bound.limit, before, after});
      }
    }
    return all;
  }

 private:
  // 认定学时（公需科目）; empty: all categories.
  std::string wording(std::uint64_t categories) const {
    if (categories == 0 || categories == all_) return {};
    const Enumeration& of = context_.program.enumerations[credit_.categories];
    std::string names;
    for (const Enumeration::Group& group : of.groups) {
      std::uint64_t bits = 0;
      for (Member member : group.members) bits |= std::uint64_t{1} << member;
      if (bits == categories) names = group.name;
    }
    const bool english = context_.program.english;
    for (std::uint64_t rest = names.empty() ? categories : 0; rest != 0; rest &= rest - 1)
      names += (names.empty() ? ""
                : english     ? ", "
                              : "、") +
               of.members[static_cast<std::size_t>(std::countr_zero(rest))];
    return name_ + (english ? " (" + names + ")" : "（" + names + "）");
  }

  struct Bound {
    const Block::Limit* limit;
    const Block* block;
    Portion portion;
  };

  void enter(const std::vector<Parameter>& parameters) {
    parameters_ = &parameters;
    slots_ = static_cast<Slot>(parameters.size());
  }
  ExprId argument(Slot slot) { return emit_local(context_, slot, (*parameters_)[slot].type, at_); }
  ExprId arithmetic(Operation operation, ExprId a, ExprId b) {
    return emit(context_, Arithmetic{operation, a, b}, amount_, at_);
  }
  ExprId plus(ExprId so_far, ExprId more) { return so_far.valid() ? arithmetic(Operation::add, so_far, more) : more; }
  ExprId compare(Relation relation, ExprId a, ExprId b) {
    return emit(context_, Compare{relation, a, b}, truth_type(), at_);
  }

  // The value of a portion under bounds[from..]; `lower`: the bounds that already lie within `base`. A value that
  // several others are made of is bound.
  template <class Base>
  ExprId limited(const Portion& portion, const std::vector<Bound>& bounds, std::size_t from,
                 const std::vector<Bound>& lower, const Base& base) {
    using Kind = LimitPlan::Value::Kind;
    if (context_.credits[index_].overlaps_reported) return emit_constant(context_, 0, amount_, at_);
    const auto plan = plan_limits(portion, portions_of(bounds), from, portions_of(lower));
    if (!plan) return too_many_overlaps(bounds.empty() ? lower : bounds);
    std::vector<std::size_t> reads;
    for (const LimitPlan::Value& one : plan->values) {
      reads.push_back(one.uses);
      const bool is_cut = one.kind == Kind::cut || one.kind == Kind::cut_with_rest;
      if (is_cut && bounds[one.limit].limit->applies.valid()) ++reads[one.parts[0]];  // cut() reads it twice
    }
    std::vector<ExprId> values;
    std::vector<std::pair<Slot, ExprId>> bound;
    for (const LimitPlan::Value& one : plan->values) {
      ExprId value;
      switch (one.kind) {
        case Kind::nothing: value = emit_constant(context_, 0, amount_, at_); break;
        case Kind::rows: value = base(one.portion); break;
        case Kind::cut: value = cut(bounds[one.limit], values[one.parts[0]], {}); break;
        case Kind::cut_with_rest: value = cut(bounds[one.limit], values[one.parts[0]], values[one.parts[1]]); break;
        case Kind::sum:
          for (std::size_t part : one.parts) value = plus(value, values[part]);
          break;
      }
      if (reads[values.size()] > 1 && one.kind != Kind::nothing) {
        bound.emplace_back(slots_, value);
        value = emit_local(context_, slots_++, amount_, at_);
      }
      values.push_back(value);
    }
    ExprId body = values.back();
    for (auto one = bound.rbegin(); one != bound.rend(); ++one)
      body = emit(context_, Let{one->first, one->second, body}, amount_, at_);
    return body;
  }

  static std::vector<Portion> portions_of(const std::vector<Bound>& bounds) {
    std::vector<Portion> portions;
    for (const Bound& bound : bounds) portions.push_back(bound.portion);
    return portions;
  }

  ExprId too_many_overlaps(const std::vector<Bound>& bounds) {
    bool& reported = context_.credits[index_].overlaps_reported;
    if (!reported)
      context_.problems.add(Code::limits_overlap, bounds.front().limit->span, {name_, std::to_string(bounds.size())});
    reported = true;
    return emit_constant(context_, 0, amount_, at_);
  }

  // min(value, outside + the bound's amount); the value itself where the limit does not apply.
  ExprId cut(const Bound& bound, ExprId value, ExprId outside) {
    const Block::Limit& limit = *bound.limit;
    ExprId most = emit_call(context_, limit.amount, {argument(0)}, at_);
    if (limit.times) {
      const ExprId fixed = emit_constant(context_, *bound.block->sources.front().fixed, amount_, at_);
      most = arithmetic(Operation::multiply, most, fixed);
    }
    if (outside.valid()) most = plus(outside, most);
    const ExprId least = emit(context_, Arithmetic{Operation::minimum, value, most}, amount_, limit.span);
    if (!limit.applies.valid()) return least;
    return emit(context_, If{emit_call(context_, limit.applies, {argument(0)}, at_), least, value}, amount_, at_);
  }

  // The rows of a portion in the window, under yearly limits.
  ExprId in_window(const Portion& portion) {
    Portion by_year(portion.size(), 0), at_once = portion;
    for (std::size_t b = 0; b < portion.size(); ++b)
      for (const Bound& bound : yearly_)
        if ((bound.portion[b] & portion[b]) != 0) {
          by_year[b] = portion[b];
          at_once[b] = 0;
        }
    ExprId value;
    if (!is_empty(at_once)) value = rows(at_once, {});
    return is_empty(by_year) ? value : plus(value, over_years(by_year));
  }

  ExprId over_years(const Portion& portion) {
    const FunctionId yearly = in_year(portion);
    const Slot year = slots_++;
    ExprId first = argument(1), last = argument(2);
    if (days_) {
      first = emit(context_, ExtractDatePart{first, DatePart::year}, year_type(), at_);
      last = emit(context_, ExtractDatePart{last, DatePart::year}, year_type(), at_);
    }
    std::vector<ExprId> arguments{argument(0)};
    if (days_) arguments.insert(arguments.end(), {argument(1), argument(2)});
    arguments.push_back(emit_local(context_, year, year_type(), at_));
    const ExprId value = emit_call(context_, yearly, std::move(arguments), at_);
    return emit(context_, OverYears{Fold::sum, year, first, last, std::nullopt, value}, amount_, at_);
  }

  FunctionId in_year(const Portion& portion) {
    auto& made = context_.credits[index_].in_year;
    const auto key = std::pair(days_, portion);
    if (auto found = made.find(key); found != made.end()) return found->second;
    const auto* const outer = parameters_;
    const Slot outer_slots = slots_;
    enter(of_year_);
    const Slot year = static_cast<Slot>(of_year_.size() - 1);
    const ExprId value = limited(portion, yearly_, 0, {}, [&](const Portion& p) { return rows(p, year); });
    const FunctionId function = add_function(context_, name_, of_year_, value, slots_, at_);
    context_.program.functions[function].told = Told::credit_part;
    parameters_ = outer;
    slots_ = outer_slots;
    return made[key] = function;
  }

  // The sum over the rows of a portion, of one year or of the window, before any limit.
  ExprId rows(const Portion& portion, std::optional<Slot> year) {
    ExprId total;
    for (std::size_t b = 0; b < portion.size(); ++b) {
      if (portion[b] == 0) continue;
      for (const Block::Source& source : credit_.blocks[b].sources) {
        if (days_ && source.time_kind == Kind::year) {
          context_.problems.add(Code::years_in_period, source.span, {name_});
          continue;
        }
        const Slot row = slots_++;
        auto of_row = [&](FunctionId function) {
          return emit_call(context_, function, {argument(0), emit_local(context_, row, source.row(), at_)}, at_);
        };
        const ExprId guard = emit_all_of(context_, guards(source, portion[b], year, of_row), at_);
        total = plus(total, summed(source, row, guard, of_row(source.amount)));
      }
    }
    return total.valid() ? total : emit_constant(context_, 0, amount_, at_);
  }

  ExprId summed(const Block::Source& source, Slot row, ExprId guard, ExprId amount) {
    if (!source.of_years())
      return emit(context_, OverRows{Fold::sum, source.table, argument(0), row, guard, amount}, amount_, source.span);
    const ExprId first = emit_call(context_, source.first, {argument(0)}, at_),
                 last = emit_call(context_, source.last, {argument(0)}, at_);
    return emit(context_, OverYears{Fold::sum, row, first, last, guard, amount}, amount_, source.span);
  }

  // Cheap tests first: the time, the category, then the conditions for counting.
  template <class OfRow>
  std::vector<ExprId> guards(const Block::Source& source, std::uint64_t categories, std::optional<Slot> year,
                             OfRow of_row) {
    std::vector<ExprId> guards;
    const ExprId time = of_row(source.time);
    const ExprId time_year =
        source.time_kind == Kind::date ? emit(context_, ExtractDatePart{time, DatePart::year}, year_type(), at_) : time;
    if (year) guards.push_back(compare(Relation::equal, time_year, argument(*year)));
    if (!year || days_) {
      const ExprId in = days_ ? time : time_year;
      guards.push_back(compare(Relation::at_most, argument(1), in));
      guards.push_back(compare(Relation::at_most, in, argument(2)));
    }
    if (categories != all_) {
      std::vector<ExprId> of;
      for (std::uint64_t rest = categories; rest != 0; rest &= rest - 1)
        of.push_back(emit_is_member(context_, of_row(source.category), enumeration_type(credit_.categories),
                                    static_cast<Member>(std::countr_zero(rest)), at_));
      guards.push_back(of.size() == 1 ? of.front() : emit(context_, Logic{false, std::move(of)}, truth_type(), at_));
    }
    guards.push_back(of_row(source.counts));
    return guards;
  }

  Context& context_;
  const std::size_t index_;
  const Credit credit_;
  const bool days_;
  const std::string name_;
  const Span at_;
  const Type amount_;
  const std::uint64_t all_;  // categories
  std::vector<Bound> yearly_, in_window_;
  std::vector<Parameter> of_window_, of_year_;
  const std::vector<Parameter>* parameters_ = nullptr;  // of the function being made
  Slot slots_ = 0;
};

std::optional<FunctionId> credit_function(Context& context, std::size_t index, bool days, std::uint64_t categories,
                                          Span span) {
  if (!lower_credit(context, index)) return std::nullopt;
  const auto key = std::pair(days, categories);
  if (auto found = context.credits[index].functions.find(key); found != context.credits[index].functions.end())
    return found->second;
  const FunctionId function = CreditFunction(context, index, days).of(categories, span);
  context.credits[index].functions[key] = function;
  return function;
}

std::vector<LimitFigures> credit_limits(Context& context, std::size_t index, bool days) {
  return CreditFunction(context, index, days).limits();
}

// The credit of the category given as an argument: (subject, first, last, category).
std::optional<FunctionId> credit_by_category(Context& context, std::size_t index, bool days, Span span) {
  if (!lower_credit(context, index)) return std::nullopt;
  if (auto found = context.credits[index].by_category.find(days); found != context.credits[index].by_category.end())
    return found->second;
  const Credit credit = context.credits[index];
  const Type category = enumeration_type(credit.categories), amount = number_type(credit.unit);
  const auto members = static_cast<Member>(context.program.enumerations[credit.categories].members.size());
  std::vector<Parameter> parameters;
  std::vector<Case> cases;
  for (Member member = 0; member < members; ++member) {
    const auto one = credit_function(context, index, days, std::uint64_t{1} << member, span);
    if (!one) return std::nullopt;
    if (parameters.empty()) {
      parameters = context.program.functions[*one].parameters;
      parameters.push_back({"category", category});
    }
    std::vector<ExprId> window;
    for (Slot slot = 0; slot < 3; ++slot) window.push_back(emit_local(context, slot, parameters[slot].type, span));
    Case of;
    of.guard = emit_is_member(context, emit_local(context, 3, category, span), category, member, span);
    of.value = emit_call(context, *one, std::move(window), span);
    cases.push_back(std::move(of));
  }
  const ExprId body = emit(context, Cases{true, std::move(cases), std::nullopt}, amount, span);
  const FunctionId function = add_function(context, context.declarations[credit.declaration].name, parameters, body, 4,
                                           context.declarations[credit.declaration].span);
  context.program.functions[function].told = Told::credit_part;
  context.credits[index].by_category[days] = function;
  return function;
}

}  // namespace cepol::semantics
