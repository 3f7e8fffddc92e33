// The formulas of programs, evaluated at complete data, against the simple evaluator: the same status and value, for
// random programs with every kind of term, and for every function of the shipped policies.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "interpreter/authoring/run.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/engines/engines.hpp"
#include "interpreter/symbolic/data_values.hpp"
#include "interpreter/symbolic/encoder.hpp"
#include "interpreter/symbolic/proof.hpp"
#include "interpreter/symbolic/solver.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/all_functions.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/filled.hpp"
#include "tests/support/random_case.hpp"

namespace {

using namespace cepol;
using namespace cepol::test;
namespace fs = std::filesystem;
using symbolic::Term;

struct FormulaCounts {
  std::size_t compared = 0, open = 0, pairs = 0, terms = 0;
  std::map<engine::Status, std::size_t> statuses;
};

// Formulas over data with as many rows as these have.
struct Formulas {
  const core::Program& program;
  const data::Dataset& data;
  symbolic::Terms terms;
  symbolic::Values values{terms};
  symbolic::Scope scope;
  symbolic::Encoder encoder;

  static std::vector<symbolic::TableShape> shapes(const data::Dataset& data) {
    std::vector<symbolic::TableShape> all;
    for (const data::TableData& table : data.tables) {
      symbolic::TableShape shape;
      shape.rows = table.all_rows;
      all.push_back(shape);
    }
    return all;
  }
  Formulas(const core::Program& p, const data::Dataset& d, bool any_reading, const std::vector<core::Member>& readings,
           std::vector<symbolic::TableShape> shapes)
      : program(p),
        data(d),
        scope(values, p, std::move(shapes)),
        encoder(values, scope, {any_reading ? std::vector<core::Member>{} : readings}) {}
};

// What a formula says; nullopt: not known, as it was not modelled.
std::optional<engine::Outcome> evaluated(Formulas& f, symbolic::Evaluation& evaluation, const symbolic::Value& value,
                                         const core::Type& type) {
  engine::Outcome outcome;
  const auto conflict = evaluation.truth(value.failing.conflict), other = evaluation.truth(value.failing.other),
             none = evaluation.truth(value.none);
  if (!conflict || !other || (!*conflict && !*other && !none)) return std::nullopt;
  if ((*conflict && *other) || ((*conflict || *other) && none.value_or(false))) FAIL_CHECK("failed twice, or and none");
  if (*conflict || *other) {
    outcome.status = *conflict ? engine::Status::conflict : engine::Status::failed;
    return outcome;
  }
  outcome.status = *none ? engine::Status::not_covered : engine::Status::given;
  if (*none) return outcome;
  outcome.value.type = type;
  const auto first = evaluation.value(value.parts[0]);
  if (!first) return std::nullopt;
  outcome.value.number = *first;
  if (type.kind == core::Kind::date) {
    const auto month = evaluation.value(value.parts[1]), day = evaluation.value(value.parts[2]);
    const auto date =
        day_of(static_cast<int>(first->num), static_cast<int>(month.value().num), static_cast<int>(day.value().num));
    outcome.value.number = date.value();
  }
  if (type.kind == core::Kind::text) {
    outcome.value.number = 0;
    const std::size_t at = static_cast<std::size_t>(first->num), constants = f.scope.texts().size();
    outcome.value.text =
        at < constants ? f.scope.texts()[at] : std::string(f.data.texts[static_cast<std::uint32_t>(at - constants)]);
  }
  return outcome;
}

// `changed`: the data need not be such as could be read.
void compare(Formulas& f, const std::vector<core::Member>& readings, bool changed, FormulaCounts& counts) {
  const SimpleEvaluator simple(f.program, f.data, readings);
  std::vector<core::Member> in_force = readings;
  for (std::uint32_t i = 0; i < f.program.readings.size(); ++i)
    if (in_force.size() <= i) in_force.push_back(f.program.readings.nodes[i].default_option);
  const symbolic::DataValues data(f.scope, f.data, in_force);
  symbolic::Evaluation evaluation = data.evaluation(f.terms);
  ++counts.pairs;
  const auto check = [&](const std::string& name, core::FunctionId function, const SimpleValue& value,
                         std::uint32_t row) {
    const symbolic::Value formula = f.encoder.call(function, {f.values.ordinary(f.terms.number(row))});
    const core::Type type = f.program.functions[function].result;
    if (type.kind == core::Kind::row) return;
    engine::Outcome wanted = expected(value, type, true);
    wanted.detail.clear();
    const auto got = evaluated(f, evaluation, formula, type);
    ++(got ? counts.compared : counts.open);
    ++counts.statuses[wanted.status];
    if (got && !same(wanted, *got))
      FAIL_CHECK(name << ", row " << row << ": " << shown(wanted) << ", but the formula: " << shown(*got) << "\n"
                      << (f.program.exprs.size() < 300 ? print(f.program) : ""));
  };
  for (std::uint32_t d = 0; d < f.program.decisions.size(); ++d) {
    const core::Decision& decision = f.program.decisions.nodes[d];
    for (data::RowIndex row = 0; row < f.data[decision.table].rows; ++row) {
      const SimpleDecided decided = simple.decide({d}, row);
      check(decision.name, decision.outcome, decided.outcome, row);
      for (std::size_t i = 0; i < decision.measures.size(); ++i)
        check(decision.name + "." + decision.measures[i].label, decision.measures[i].value, decided.measures[i], row);
    }
  }
  for (const Term constraint : f.scope.constraints())
    if (!changed && evaluation.truth(constraint) == false) FAIL_CHECK("a constraint that the data do not meet");
  counts.terms = std::max(counts.terms, f.terms.size());
}

// The policies' examples, with each blank filled and, in further ways, with cells changed.
void check_examples(const fs::path& file, FormulaCounts& counts) {
  INFO(file.string());
  cli::Io io;
  io.library = CEPOL_ROOT "/stdlib";
  const auto policy = cli::load(file.string(), io);
  REQUIRE(policy->good());
  const core::Program program = with_all_functions(policy->program(), {2016, 2017, 2024, 2025});
  std::uint64_t seed = 0;
  std::size_t number = 0;
  for (const semantics::Example& example : policy->checked.examples) {
    if (number++ % cases_of({6, 40, 1}) != 0) continue;
    INFO(example.title);
    const data::Dataset data = authoring::data_of(policy->program(), example).data;
    for (std::size_t way = 0; way < cases_of({2, 1, 10}); ++way) {
      Random random{++seed};
      data::Dataset complete = filled(program, data, random, way == 0 ? 0 : 4);
      data::TableData nothing;
      nothing.rows = nothing.all_rows = 1;
      nothing.source_rows = {1};
      complete.tables.push_back(std::move(nothing));
      Formulas formulas(program, complete, way % 2 == 1, example.readings, Formulas::shapes(complete));
      compare(formulas, example.readings, way > 0, counts);
    }
  }
}

// The constants of what the simple evaluator gives.
symbolic::Value constant_of(Formulas& f, const SimpleValue& value, const core::Type& type,
                            const symbolic::Scope& scope) {
  if (std::holds_alternative<None>(value)) return f.values.none(type.kind);
  if (const auto* failure = std::get_if<Failure>(&value)) {
    symbolic::Value failed = f.values.failed(type.kind);
    if (failure->reason == Reason::conflict) std::swap(failed.failing.conflict, failed.failing.other);
    return failed;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto& texts = scope.texts();
    const auto at = std::lower_bound(texts.begin(), texts.end(), *text);
    std::int64_t number = at - texts.begin();
    if (at == texts.end() || *at != *text) {
      std::uint32_t own = 0;
      while (f.data.texts[own] != *text) ++own;
      number = static_cast<std::int64_t>(texts.size()) + own;
    }
    return f.values.ordinary(f.terms.number(number));
  }
  const Exact number = std::get<Exact>(value);
  if (type.kind == core::Kind::truth) return f.values.truth(number == Exact(1));
  if (type.kind == core::Kind::date) return f.values.date(symbolic::Dates(f.terms).of(number.num));
  return f.values.ordinary(f.terms.number(number));
}

bool holds_overflow(const symbolic::Terms& terms) {
  for (std::uint32_t i = 0; i < terms.size(); ++i)
    if (terms[Term{i}].op == symbolic::Op::overflow) return true;
  return false;
}

struct SolverCounts {
  std::size_t decided = 0, unknown = 0;
};

// With the cells as the data have them the solver must find the evaluator's result, and of explicit rows no other.
void ask_solver(Formulas& f, bool any_number, SolverCounts& counts) {
  const SimpleEvaluator simple(f.program, f.data, {});
  std::vector<core::Member> readings;
  for (const core::Reading& reading : f.program.readings.nodes) readings.push_back(reading.default_option);
  const symbolic::DataValues data(f.scope, f.data, readings);
  const core::Decision& decision = f.program.decisions.nodes[0];
  const SimpleDecided decided = simple.decide({0}, 0);
  for (const auto& [function, value] :
       {std::pair(decision.outcome, decided.outcome), std::pair(decision.measures[0].value, decided.measures[0])}) {
    const core::Type type = f.program.functions[function].result;
    const symbolic::Value formula = f.encoder.call(function, {f.values.ordinary(f.terms.number(0))});
    const Term same = f.values.same_result(formula, constant_of(f, value, type, f.scope));
    const auto solver = symbolic::make_solver(f.terms, {200'000, 20'000});
    std::vector<Term> given = f.scope.constraints();
    const std::size_t terms = f.terms.size();
    for (std::uint32_t i = 0; i < terms; ++i) {
      const symbolic::TermNode& node = f.terms[Term{i}];
      if (node.op != symbolic::Op::variable) continue;
      const auto known = data.value(node.variable);
      if (!known) continue;
      // A value of a cell that is none is of no meaning, and perhaps out of the variable's bounds.
      if (!node.truth && (*known < node.low || *known > node.high)) continue;
      given.push_back(node.truth ? f.terms.same(Term{i}, f.terms.truth(*known == Exact(1)))
                                 : f.terms.equal(Term{i}, f.terms.number(*known)));
    }
    std::vector<Term> wanted = given, other = std::move(given);
    wanted.push_back(same);
    other.push_back(f.terms.negation(same));
    const bool contains =
        std::any_of(f.program.exprs.nodes.begin(), f.program.exprs.nodes.end(),
                    [](const core::Expr& e) { return std::holds_alternative<core::Contains>(e.term); });
    const symbolic::Answer found = solver->check(wanted);
    if (found == symbolic::Answer::unsatisfiable)
      FAIL_CHECK("the solver excludes the result " << shown(expected(value, type, true)) << "\n" << print(f.program));
    symbolic::Answer another = symbolic::Answer::unsatisfiable;
    if (!any_number && !contains && !holds_overflow(f.terms)) another = solver->check(other);
    if (another == symbolic::Answer::satisfiable)
      FAIL_CHECK("the solver allows another result than " << shown(expected(value, type, true)) << "\n"
                                                          << print(f.program));
    const bool unknown = found == symbolic::Answer::unknown || another == symbolic::Answer::unknown;
    ++(unknown ? counts.unknown : counts.decided);
  }
}

}  // namespace

TEST_CASE("formulas of random programs at complete data give what the simple evaluator gives") {
  FormulaCounts counts;
  const std::uint64_t cases = cases_of({1200, 100, 20'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    INFO("seed " << seed);
    RandomCase random(seed, true);
    for (int i = 0; i < 3; ++i) {
      const DataBuilder data = random.data(1);
      const std::vector<core::Member> readings{static_cast<core::Member>(seed % 2)};
      Formulas formulas(random.b.program, data.data, i == 0, readings, Formulas::shapes(data.data));
      compare(formulas, readings, false, counts);
    }
  }
  INFO(counts.compared << " compared, " << counts.open << " open, " << counts.terms << " terms at most");
  CHECK(counts.compared >= cases * 6);
  CHECK(counts.open * 20 <= counts.compared);
  using engine::Status;
  for (const Status status : {Status::given, Status::not_covered, Status::conflict, Status::failed})
    CHECK(counts.statuses[status] >= cases / 20);
}

TEST_CASE("formulas of every function of the shipped policies at complete data give what the simple evaluator gives") {
  FormulaCounts counts;
  std::size_t policies = 0;
  for (const char* folder : {"policies", "stdlib", "tests/policies"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(CEPOL_ROOT) / folder)) {
      if (entry.path().extension() != ".cepol") continue;
      check_examples(entry.path(), counts);
      ++policies;
    }
  INFO(counts.compared << " compared, " << counts.open << " open, " << counts.pairs << " pairs, " << counts.terms
                       << " terms at most");
  CHECK(policies >= 25);
  CHECK(counts.pairs >= 300 / cases_of({1, 20, 1}));
  CHECK(counts.open * 100 <= counts.compared);
}

TEST_CASE("the solver agrees with the simple evaluator on random programs at complete data") {
  if (!symbolic::has_solver()) return;
  SolverCounts counts;
  const std::uint64_t cases = cases_of({250, 20, 5'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    INFO("seed " << seed);
    RandomCase random(seed, true);
    const DataBuilder data = random.data(1);
    Formulas formulas(random.b.program, data.data, true, {}, Formulas::shapes(data.data));
    ask_solver(formulas, false, counts);
  }
  CHECK(counts.decided >= counts.unknown * 10);
}

TEST_CASE("formulas of any number of rows allow what the simple evaluator gives") {
  if (!symbolic::has_solver()) return;
  SolverCounts counts;
  const std::uint64_t cases = cases_of({250, 30, 10'000});
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    INFO("seed " << seed);
    RandomCase random(seed, true);
    const DataBuilder data = random.data(1);
    std::vector<symbolic::TableShape> shapes(data.data.tables.size());
    for (symbolic::TableShape& shape : shapes) shape.any_number = true;
    shapes[random.schema.person.index].rows = 1;
    Formulas formulas(random.b.program, data.data, true, {}, shapes);
    ask_solver(formulas, true, counts);
  }
  CHECK(counts.decided >= counts.unknown * 10);
}

TEST_CASE("what is found of the shipped policies holds as an example") {
  if (!symbolic::has_solver()) return;
  std::size_t policies = 0, witnesses = 0;
  for (const char* name :
       {"accounting/2018", "alxa/2025", "dongguan-lawyers/2024", "examples/civil-servants", "examples/construction",
        "examples/medical", "hefei-shushan/2023", "mohrss/order25", "nmg/2017", "shanghai-lawyers/2018", "suqian/hours",
        "taizhou/hours", "washington-cpa/2017", "zhuzhou/2025"}) {
    INFO(name);
    cli::Io io;
    io.library = CEPOL_ROOT "/stdlib";
    const auto policy = cli::load(CEPOL_ROOT "/policies/" + std::string(name) + ".cepol", io);
    REQUIRE(policy->good());
    engine::LoadedProgram loaded(engines::for_examples(), policy->program());
    const symbolic::Proof proof = symbolic::prove(policy->program(), loaded, {});
    for (const symbolic::Claim& claim : proof.claims) {
      INFO(policy->program().decisions[claim.decision].name << ", claim " << static_cast<int>(claim.kind));
      CHECK(claim.verdict != symbolic::Verdict::not_confirmed);
      if (claim.verdict != symbolic::Verdict::refuted) continue;
      CHECK(authoring::holds(loaded, *claim.witness));
      ++witnesses;
    }
    ++policies;
  }
  CHECK(policies >= 14);
  CHECK(witnesses >= 10);
}
