#include "interpreter/symbolic/formulas.hpp"

#include <algorithm>

#include "lang/core/children.hpp"

namespace cepol::symbolic {

using namespace core;

namespace {

// Is a row of the table looked at beside the subject: by a fold, or by a reference that is not a link?
bool rows_beside(const Program& program, TableId subject) {
  for (const Expr& expr : program.exprs.nodes)
    if (const auto* rows = std::get_if<OverRows>(&expr.term); rows != nullptr && rows->table == subject) return true;
  for (std::uint32_t t = 0; t < program.tables.size(); ++t) {
    const RecordTable& table = program.tables.nodes[t];
    for (ColumnIndex c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].type.kind == Kind::row && table.columns[c].type.table == subject && table.link != c)
        return true;
  }
  return false;
}

std::vector<TableShape> shapes_of(const Program& program, TableId subject, std::optional<std::uint32_t> rows,
                                  const data::Dataset& known) {
  std::vector<TableShape> shapes;
  const bool alone = !rows_beside(program, subject);
  for (std::uint32_t t = 0; t < program.tables.size(); ++t) {
    const RecordTable& table = program.tables.nodes[t];
    TableShape shape;
    if (!table.beside.empty() && t < known.tables.size()) {
      shape.known = &known.tables[t];
      shape.rows = shape.certain = known.tables[t].all_rows;
    } else if (TableId{t} == subject) {
      shape.certain = 1;
      shape.rows = rows && !alone ? 2 : 1;
      shape.any_number = !rows;
    } else {
      shape.rows = rows.value_or(0);
      shape.any_number = !rows;
      shape.of_first = rows && table.parent == subject && alone;
    }
    shape.in_order = true;
    shapes.push_back(shape);
  }
  return shapes;
}

}  // namespace

SubjectFormulas::SubjectFormulas(const Program& program, TableId subject, std::optional<std::uint32_t> rows,
                                 const data::Dataset& known, const SolverLimits& limits)
    : scope_(values_, program, shapes_of(program, subject, rows, known), &known),
      encoder_(values_, scope_, encoder_options({})),
      solver_(make_solver(terms_, limits)) {}

EncoderOptions SubjectFormulas::encoder_options(Replacements replacements) {
  EncoderOptions options;
  options.replacements = std::move(replacements);
  options.impossible = [this](Term term) { return possible(term) == Answer::unsatisfiable; };
  return options;
}

Value SubjectFormulas::value(FunctionId function, const Replacements& replacements) {
  return Encoder(values_, scope_, encoder_options(replacements)).call(function, {values_.ordinary(values_.zero)});
}

const std::vector<Term>& SubjectFormulas::variables_of(Term term) {
  const auto [found, is_new] = variables_.try_emplace(term);
  if (is_new)
    for (const std::uint32_t one : terms_.reached(std::span(&term, 1)))
      if (terms_[Term{one}].op == Op::variable) found->second.push_back({one});
  return found->second;
}

// With the constraints that have a variable in common with the formulas, or with such a constraint. All others can be
// met by themselves: a record can always be completed.
std::vector<Term> SubjectFormulas::with_constraints(std::vector<Term> formulas) {
  std::set<Term> variables;
  for (const std::uint32_t one : terms_.reached(formulas))
    if (terms_[Term{one}].op == Op::variable) variables.insert({one});
  std::vector<Term> others = scope_.constraints();
  for (bool more = true; more;) {
    more = false;
    std::erase_if(others, [&](Term constraint) {
      const std::vector<Term>& own = variables_of(constraint);
      const bool concerned = std::any_of(own.begin(), own.end(), [&](Term one) { return variables.count(one) == 1; });
      if (!concerned) return false;
      variables.insert(own.begin(), own.end());
      formulas.push_back(constraint);
      more = true;
      return true;
    });
  }
  return formulas;
}

Answer SubjectFormulas::possible(Term term, const std::vector<Term>& assumptions) {
  if (terms_.too_many()) return Answer::unknown;
  std::vector<Term> all = assumptions;
  all.push_back(term);
  if (std::find(all.begin(), all.end(), terms_.no()) != all.end()) return Answer::unsatisfiable;
  std::erase(all, terms_.yes());
  return solver_->check(with_constraints(std::move(all)));
}

Term SubjectFormulas::default_readings() {
  std::vector<Term> all;
  const Program& program = scope_.program();
  for (std::uint32_t r = 0; r < program.readings.size(); ++r)
    if (const Value* read = scope_.reading_read(ReadingId{r}))
      all.push_back(terms_.equal(read->parts[0], terms_.number(program.readings.nodes[r].default_option)));
  return terms_.all(std::move(all));
}

Term SubjectFormulas::modelled(Term term) {
  std::vector<Term> all;
  std::set<Term> reached;
  for (const std::uint32_t one : terms_.reached(std::span(&term, 1))) {
    reached.insert({one});
    if (terms_[Term{one}].op == Op::overflow) all.push_back(terms_.negation({one}));
  }
  for (const Term beyond : scope_.unknown_folds().beyond)
    if (reached.count(beyond) == 1) all.push_back(terms_.negation(beyond));
  return terms_.all(std::move(all));
}

Term SubjectFormulas::at_most_rows(std::uint32_t rows) {
  std::vector<Term> absent;
  for (std::uint32_t t = 0; t < scope_.program().tables.size(); ++t) {
    const TableShape& shape = scope_.shape(TableId{t});
    if (shape.known != nullptr) continue;
    for (std::uint32_t row = std::max(rows, shape.certain); row < shape.rows; ++row)
      absent.push_back(terms_.negation(scope_.present(TableId{t}, row)));
  }
  return terms_.all(std::move(absent));
}

std::vector<ExprId> expressions_of(const Program& program, FunctionId function) {
  std::vector<ExprId> all, open{program.functions[function].body};
  std::set<ExprId> seen;
  while (!open.empty()) {
    const ExprId one = open.back();
    open.pop_back();
    if (!seen.insert(one).second) continue;
    all.push_back(one);
    for_each_child(program.exprs[one].term, [&](ExprId child) { open.push_back(child); });
  }
  return all;
}

std::set<FunctionId> functions_of(const Program& program, const std::vector<FunctionId>& roots) {
  std::set<FunctionId> found;
  std::vector<FunctionId> open = roots;
  while (!open.empty()) {
    const FunctionId function = open.back();
    open.pop_back();
    if (!function.valid() || !found.insert(function).second) continue;
    for (const ExprId id : expressions_of(program, function))
      if (const auto* call = std::get_if<Call>(&program.exprs[id].term)) open.push_back(call->function);
  }
  return found;
}

}  // namespace cepol::symbolic
