// Lint: a division by something that may be 0: a column that does not say that it is more, a count, a sum. Then there
// is no result. Not where the same declaration compares the divisor with anything: it says what holds then.
#include <map>
#include <set>
#include <tuple>

#include "lang/base/text.hpp"
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
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> told;
    for (const Expr& expr : program_.exprs.nodes) {
      const auto* term = std::get_if<Arithmetic>(&expr.term);
      if (term == nullptr || term->operation != Operation::divide || constant_of(program_, term->right) != nullptr)
        continue;
      const Span span = program_.exprs[term->right].span;
      const auto bounds = bounds_of(term->right);
      if (!span.source.valid() || !bounds || bounds->low > Exact(0) || bounds->high < Exact(0) ||
          is_compared(term->right, expr.span) || !told.emplace(span.source.index, span.begin, span.end).second)
        continue;
      problems_.add(Code::divisor_may_be_zero, span, {on_one_line(text_of(input_.sources, span))});
    }
  }

 private:
  // Nullopt: nothing is known of it.
  std::optional<Bounds> bounds_of(ExprId id, int depth = 0) const {
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
      return bounds_of(program_.functions[call->function].body, depth + 1);
    if (const auto* let = std::get_if<Let>(&term)) return bounds_of(let->body, depth + 1);
    if (const auto* rows = std::get_if<OverRows>(&term)) return of_fold(rows->fold, rows->value, depth);
    if (const auto* years = std::get_if<OverYears>(&term)) return of_fold(years->fold, years->value, depth);
    if (const auto* arithmetic = std::get_if<Arithmetic>(&term)) return of_arithmetic(*arithmetic, depth);
    return std::nullopt;
  }
  // Of no rows a sum is 0.
  std::optional<Bounds> of_fold(Fold fold, const std::optional<ExprId>& value, int depth) const {
    if (fold == Fold::count || fold == Fold::distinct) return Bounds{0, Exact::highest()};
    if (fold == Fold::sum) return Bounds{0, 0};
    if (fold == Fold::minimum || fold == Fold::maximum) return bounds_of(*value, depth + 1);
    return std::nullopt;
  }
  std::optional<Bounds> of_arithmetic(const Arithmetic& term, int depth) const {
    const auto left = bounds_of(term.left, depth + 1), right = bounds_of(term.right, depth + 1);
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

  bool is_compared(ExprId divisor, Span division) {
    if (compared_.empty()) {
      compared_.emplace();  // once, also where nothing is compared
      for (const Expr& expr : program_.exprs.nodes)
        if (const auto* term = std::get_if<Compare>(&expr.term))
          for (const ExprId side : {term->left, term->right})
            for (const std::string& name : names_of(side)) compared_.emplace(name, declaration_around(expr.span));
    }
    for (const std::string& name : names_of(divisor))
      if (compared_.contains({name, declaration_around(division)})) return true;
    return false;
  }
  // By what it computes, and as it is written.
  std::vector<std::string> names_of(ExprId id) const {
    const Span span = program_.exprs[id].span;
    std::vector<std::string> names{key_of(program_, id)};
    if (span.source.valid()) names.push_back("written " + on_one_line(text_of(input_.sources, span)));
    return names;
  }
  std::pair<std::uint32_t, std::uint32_t> declaration_around(Span span) const {
    for (const Module& module : input_.modules) {
      const Tree& tree = module.parsed->tree;
      for (NodeId node : tree.children(tree.root)) {
        const Span whole = tree.span(node);
        if (whole.source == span.source && whole.begin <= span.begin && span.end <= whole.end)
          return {whole.source.index, whole.begin};
      }
    }
    return {UINT32_MAX, 0};
  }

  const Input& input_;
  const Program& program_;
  Problems& problems_;
  std::set<std::pair<std::string, std::pair<std::uint32_t, std::uint32_t>>> compared_;  // with its declaration
};

}  // namespace

void divisors(const Input& input, Problems& problems) { Divisors(input, problems).run(); }

}  // namespace cepol::lints
