// Lint: a division by something that may be 0: a column that does not say that it is more, a count, a sum, also by way
// of definitions and of what is handed to them. Then there is no result. Not where a declaration compares the divisor
// with anything: the one that divides, a definition that it uses, or each one that uses it: these say what holds then.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lang/base/text.hpp"
#include "lang/core/children.hpp"
#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

struct Bounds {
  Exact low, high;
};

class Divisors {
 public:
  Divisors(const Input& input, Problems& problems)
      : input_(input), program_(input.checked.program), problems_(problems) {}

  void run() {
    for (std::uint32_t f = 0; f < program_.functions.size(); ++f)
      look_at(program_.functions.nodes[f].body, FunctionId{f});
    for (const Division& one : divisions_) {
      // An argument of the function that divides: what is handed to it.
      if (const auto* local = std::get_if<Local>(&program_.exprs[one.divisor].term)) {
        if (local->slot >= program_.functions[one.function].parameters.size() || is_answered(one.divisor, one.function))
          continue;
        for (const Use& use : uses_[one.function]) tell(use.call->arguments[local->slot], use.function);
      } else {
        tell(one.divisor, one.function);
      }
    }
  }

 private:
  struct Division {
    ExprId divisor;
    FunctionId function;  // that divides
  };
  struct Use {
    const Call* call;
    FunctionId function;  // that calls
  };

  void look_at(ExprId id, FunctionId function) {
    note(program_.exprs[id].term, function);
    for_each_child(program_.exprs[id].term, [&](ExprId child) { look_at(child, function); });
  }
  [[gnu::noinline]] void note(const Term& term, FunctionId function) {
    if (const auto* divided = std::get_if<Arithmetic>(&term); divided != nullptr &&
                                                              divided->operation == Operation::divide &&
                                                              constant_of(program_, divided->right) == nullptr)
      divisions_.push_back({divided->right, function});
    if (const auto* call = std::get_if<Call>(&term)) {
      uses_[call->function].push_back({call, function});
      calls_[function].insert(call->function);
    }
    if (const auto* compare = std::get_if<Compare>(&term))
      for (const ExprId side : {compare->left, compare->right})
        for (std::string& name : names_of(side)) compared_[function].insert(std::move(name));
  }

  void tell(ExprId divisor, FunctionId function) {
    const Span span = program_.exprs[divisor].span;
    const auto bounds = bounds_of(divisor, function);
    if (!span.source.valid() || !bounds || bounds->low > Exact(0) || bounds->high < Exact(0) ||
        is_answered(divisor, function) || !told_.emplace(span.source.index, span.begin, span.end).second)
      return;
    problems_.add(Code::divisor_may_be_zero, span, {on_one_line(text_of(input_.sources, span))});
  }

  // Nullopt: nothing is known of it.
  std::optional<Bounds> bounds_of(ExprId id, FunctionId function, int depth = 0) {
    constexpr int deepest = 8;
    const Term& term = program_.exprs[id].term;
    if (depth > deepest) return std::nullopt;
    if (const auto* constant = std::get_if<Constant>(&term))
      return constant->is_none ? std::nullopt : std::optional(Bounds{constant->value, constant->value});
    if (const auto* cell = std::get_if<ColumnOf>(&term)) {
      const Column& column = program_.tables[program_.exprs[cell->row].type.table].columns[cell->column];
      return column.type.kind == Kind::number ? std::optional(Bounds{column.lowest, column.highest}) : std::nullopt;
    }
    if (const auto* call = std::get_if<Call>(&term))
      return bounds_of(program_.functions[call->function].body, call->function, depth + 1);
    if (const auto* let = std::get_if<Let>(&term)) return bounds_of(let->body, function, depth + 1);
    if (const auto* rows = std::get_if<OverRows>(&term)) return of_fold(rows->fold, rows->value, function, depth);
    if (const auto* years = std::get_if<OverYears>(&term)) return of_fold(years->fold, years->value, function, depth);
    if (const auto* arithmetic = std::get_if<Arithmetic>(&term)) return of_arithmetic(*arithmetic, function, depth);
    if (const auto* choose = std::get_if<If>(&term)) return of_choices({choose->yes, choose->no}, function, depth);
    if (const auto* cases = std::get_if<Cases>(&term)) {
      std::vector<ExprId> values;
      for (const Case& one : cases->cases) values.push_back(one.value);
      if (cases->otherwise) values.push_back(*cases->otherwise);
      return of_choices(values, function, depth);
    }
    return std::nullopt;
  }
  // From the least to the greatest of them. Of a choice that is compared with something its condition may say more.
  std::optional<Bounds> of_choices(const std::vector<ExprId>& values, FunctionId function, int depth) {
    std::optional<Bounds> all;
    for (const ExprId value : values) {
      const auto one = bounds_of(value, function, depth + 1);
      if (!one || (constant_of(program_, value) == nullptr && is_compared(value, function))) return std::nullopt;
      all = all ? Bounds{std::min(all->low, one->low), std::max(all->high, one->high)} : *one;
    }
    return all;
  }
  // Of no rows a sum is 0.
  std::optional<Bounds> of_fold(Fold fold, const std::optional<ExprId>& value, FunctionId function, int depth) {
    if (fold == Fold::count || fold == Fold::distinct) return Bounds{0, Exact::highest()};
    if (fold == Fold::sum) return Bounds{0, 0};
    if (fold == Fold::minimum || fold == Fold::maximum) return bounds_of(*value, function, depth + 1);
    return std::nullopt;
  }
  std::optional<Bounds> of_arithmetic(const Arithmetic& term, FunctionId function, int depth) {
    const auto left = bounds_of(term.left, function, depth + 1), right = bounds_of(term.right, function, depth + 1);
    if (!left || !right) return std::nullopt;
    if (term.operation == Operation::maximum)
      return Bounds{std::max(left->low, right->low), std::max(left->high, right->high)};
    if (term.operation == Operation::minimum)
      return Bounds{std::min(left->low, right->low), std::min(left->high, right->high)};
    if (term.operation != Operation::add) return std::nullopt;
    const auto sum = [](Exact a, Exact b, Exact without_end) {
      return a.infinite() || b.infinite() ? std::optional(without_end) : plus(a, b);
    };
    const auto low = sum(left->low, right->low, Exact::lowest()), high = sum(left->high, right->high, Exact::highest());
    return low && high ? std::optional(Bounds{*low, *high}) : std::nullopt;
  }

  // By the declaration that divides, by what it uses, or by all that use it.
  bool is_answered(ExprId divisor, FunctionId function, int depth = 0) {
    constexpr int deepest = 4;
    if (is_compared(divisor, function)) return true;
    const auto users = uses_.find(function);
    return depth < deepest && users != uses_.end() &&
           std::all_of(users->second.begin(), users->second.end(),
                       [&](const Use& use) { return is_answered(divisor, use.function, depth + 1); });
  }
  bool is_compared(ExprId divisor, FunctionId function) {
    std::set<FunctionId> seen{function};
    std::vector<FunctionId> left{function};
    while (!left.empty()) {
      const FunctionId at = left.back();
      left.pop_back();
      for (const std::string& name : names_of(divisor))
        if (compared_[at].contains(name)) return true;
      for (const FunctionId called : calls_[at])
        if (seen.insert(called).second) left.push_back(called);
    }
    return false;
  }
  // By what it computes, and as it is written.
  std::vector<std::string> names_of(ExprId id) const {
    const Span span = program_.exprs[id].span;
    std::vector<std::string> names{key_of(program_, id)};
    if (span.source.valid()) names.push_back("written " + on_one_line(text_of(input_.sources, span)));
    return names;
  }

  const Input& input_;
  const Program& program_;
  Problems& problems_;
  std::vector<Division> divisions_;
  std::map<FunctionId, std::vector<Use>> uses_;           // by the function that is called
  std::map<FunctionId, std::set<FunctionId>> calls_;      // by the function that calls
  std::map<FunctionId, std::set<std::string>> compared_;  // by the function that compares
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> told_;
};

}  // namespace

void divisors(const Input& input, Problems& problems) { Divisors(input, problems).run(); }

}  // namespace cepol::lints
