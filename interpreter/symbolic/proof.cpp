#include "interpreter/symbolic/proof.hpp"

#include "interpreter/authoring/data.hpp"
#include "interpreter/symbolic/account_parts.hpp"
#include "interpreter/symbolic/confirmed_witness.hpp"
#include "interpreter/symbolic/formulas.hpp"
#include "interpreter/symbolic/witness.hpp"

namespace cepol::symbolic {

using namespace core;

namespace {

class Prover {
 public:
  Prover(const Program& program, engine::LoadedProgram& loaded, const ProofOptions& options)
      : program_(program), loaded_(loaded), options_(options), known_(authoring::data_of(program, no_rows()).data) {}

  Proof run() {
    for (std::uint32_t t = 0; t < program_.tables.size(); ++t) {
      std::vector<DecisionId> decisions;
      for (std::uint32_t d = 0; d < program_.decisions.size(); ++d)
        if (program_.decisions.nodes[d].table == TableId{t}) decisions.push_back({d});
      if (!decisions.empty()) decide_table(TableId{t}, decisions);
    }
    return std::move(proof_);
  }

 private:
  struct Scopes {
    SubjectFormulas any, few;
  };

  static semantics::Example no_rows() { return {}; }
  bool stopped() {
    proof_.stopped = proof_.stopped || (options_.stop && options_.stop());
    return proof_.stopped;
  }

  void decide_table(TableId table, const std::vector<DecisionId>& decisions) {
    Scopes scopes{{program_, table, {}, known_, options_.limits},
                  {program_, table, options_.rows, known_, options_.limits}};
    for (const DecisionId id : decisions) {
      const Decision& decision = program_.decisions[id];
      claim(scopes, {ClaimKind::no_conflict, id}, decision.outcome);
      claim(scopes, {ClaimKind::covered, id}, decision.outcome);
      claim(scopes, {ClaimKind::no_failure, id}, decision.outcome);
      for (std::uint32_t m = 0; m < decision.measures.size(); ++m) {
        claim(scopes, {ClaimKind::no_conflict, id, m}, decision.measures[m].value);
        claim(scopes, {ClaimKind::no_failure, id, m}, decision.measures[m].value);
      }
      const Results with = results(scopes.any, decision, {});
      for (const AccountPart& part : account_parts(program_, decision)) ask_part(scopes.any, id, with, part);
    }
  }

  // ---- outcomes and figures
  static Term refuting(SubjectFormulas& formulas, ClaimKind kind, FunctionId function) {
    const Value value = formulas.value(function);
    if (kind == ClaimKind::no_conflict) return value.failing.conflict;
    return kind == ClaimKind::covered ? value.none : value.failing.other;
  }
  static engine::Status refuting_status(ClaimKind kind) {
    if (kind == ClaimKind::no_conflict) return engine::Status::conflict;
    return kind == ClaimKind::covered ? engine::Status::not_covered : engine::Status::failed;
  }

  void claim(Scopes& scopes, Claim claim, FunctionId function) {
    if (stopped()) return;
    if (scopes.any.possible(refuting(scopes.any, claim.kind, function)) == Answer::unsatisfiable)
      claim.verdict = Verdict::proved;
    else
      search(scopes.few, claim, refuting(scopes.few, claim.kind, function));
    proof_.claims.push_back(std::move(claim));
  }

  // A witness is sought among records of which everything is modelled, the fewest rows first, and first with the
  // readings as they are by default. Without one the claim holds of so few rows if no other record can refute it.
  void search(SubjectFormulas& few, Claim& claim, Term term) {
    claim.rows = options_.rows;
    const Term modelled = few.modelled(term);
    for (const bool defaults : {true, false})
      for (std::uint32_t rows = defaults ? 0 : options_.rows; rows <= options_.rows; ++rows) {
        if (stopped()) return;
        std::vector<Term> assumptions{modelled, few.at_most_rows(rows)};
        if (defaults) assumptions.push_back(few.default_readings());
        if (few.possible(term, assumptions) == Answer::satisfiable) return refute(few, claim);
      }
    if (few.possible(term) == Answer::unsatisfiable) claim.verdict = Verdict::proved_of_few;
  }

  void refute(SubjectFormulas& few, Claim& claim) {
    const TableId table = program_.decisions[claim.decision].table;
    const auto example = witness(few.terms(), few.scope(), few.solver(), table);
    if (!example) return;
    auto made = confirmed(loaded_, *example, {claim.decision, claim.measure, refuting_status(claim.kind)});
    claim.verdict = made ? Verdict::refuted : Verdict::not_confirmed;
    if (!made) return;
    claim.witness = std::move(made->example);
    claim.detail = std::move(made->detail);
  }

  // ---- parts of accounts
  using Results = std::vector<Value>;
  static Results results(SubjectFormulas& formulas, const Decision& decision, const Replacements& without) {
    const auto value = [&](FunctionId function) {
      return without.truths.empty() && without.expressions.empty() ? formulas.value(function)
                                                                   : formulas.value(function, without);
    };
    Results all{value(decision.outcome)};
    for (const Measure& measure : decision.measures) all.push_back(value(measure.value));
    return all;
  }
  Answer differs(SubjectFormulas& formulas, DecisionId decision, const Results& with, const AccountPart& part) {
    const Results without = results(formulas, program_.decisions[decision], part.without);
    std::vector<Term> different;
    for (std::size_t i = 0; i < with.size(); ++i)
      different.push_back(formulas.terms().negation(formulas.values().same_result(with[i], without[i])));
    return formulas.possible(formulas.terms().any(std::move(different)));
  }

  void ask_part(SubjectFormulas& formulas, DecisionId decision, const Results& with, const AccountPart& part) {
    if (stopped()) return;
    ++proof_.parts;
    if (differs(formulas, decision, with, part) == Answer::unsatisfiable) {
      proof_.claims.push_back(
          {kind_of(formulas, decision, part), decision, {}, part.step, part.span, part.label, Verdict::proved});
      return;  // what is below it makes no difference either
    }
    for (const AccountPart& below : part.parts) ask_part(formulas, decision, with, below);
  }

  ClaimKind kind_of(SubjectFormulas& formulas, DecisionId decision, const AccountPart& part) const {
    if (part.kind == AccountPart::Kind::limit) return ClaimKind::limit_makes_no_difference;
    const bool option = part.kind == AccountPart::Kind::option;
    const auto& parameters = program_.functions[part.function].parameters;
    if (parameters.size() == 1 && parameters[0].type.table == program_.decisions[decision].table) {
      Terms& terms = formulas.terms();
      const Value value = formulas.value(part.function);
      const Term holds = terms.all({formulas.values().yes(value), terms.negation(formulas.values().fails(value))});
      if (formulas.possible(holds) == Answer::unsatisfiable)
        return option ? ClaimKind::case_never_applies : ClaimKind::condition_never_holds;
      if (!option && formulas.possible(terms.negation(holds)) == Answer::unsatisfiable)
        return ClaimKind::condition_always_holds;
    }
    return option ? ClaimKind::case_makes_no_difference : ClaimKind::condition_makes_no_difference;
  }

  const Program& program_;
  engine::LoadedProgram& loaded_;
  const ProofOptions& options_;
  const data::Dataset known_;
  Proof proof_;
};

}  // namespace

Proof prove(const Program& program, engine::LoadedProgram& loaded, const ProofOptions& options) {
  return Prover(program, loaded, options).run();
}

}  // namespace cepol::symbolic
