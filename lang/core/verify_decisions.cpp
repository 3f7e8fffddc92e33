// verify(): the functions that decisions, their measures and the steps of their accounts refer to have the right
// parameters and result types.
#include "lang/core/verifier.hpp"

namespace cepol::core {

namespace {

constexpr std::size_t deepest_account = 64;

class Accounts {
 public:
  Accounts(Verifier& verifier, const std::string& decision) : v_(verifier), decision_(decision) {}

  // nullptr: a breach.
  const Function* takes(FunctionId id, const std::vector<Type>& parameters, const std::string& where) {
    if (!v_.require(has(v_.program.functions, id), "{}: no such function", where)) return nullptr;
    const Function& function = v_.program.functions[id];
    bool fits = function.parameters.size() == parameters.size();
    for (std::size_t i = 0; fits && i < parameters.size(); ++i) fits = function.parameters[i].type == parameters[i];
    return v_.require(fits, "{}: function {} takes other parameters", where, function.name) ? &function : nullptr;
  }

  bool step(StepId id, std::size_t depth, bool in_cases, const std::vector<Type>& parameters) {
    if (!v_.require(has(v_.program.steps, id), "decision {}: no such line of the account", decision_)) return false;
    const Step& step = v_.program.steps[id];
    const std::string where = decision_ + ": " + step.label;
    if (!v_.require(depth < deepest_account, "{}: an account without end", where) ||
        !v_.known_clauses(step.clauses, where) ||
        !v_.require((step.kind == StepKind::option) == in_cases,
                    "{}: an option stands below cases, and nothing else does", where) ||
        !functions(step, parameters, where))
      return false;
    std::vector<Type> below = parameters;
    if (step.kind == StepKind::years) below.push_back(year_type);
    if (step.kind == StepKind::rows) below.push_back(row_type(step.table));
    const auto value = [&](StepId child) {
      return v_.require(step.kind == StepKind::condition, "{}: only a condition compares values", where) &&
             v_.require(has(v_.program.steps, child) && v_.program.steps[child].kind == StepKind::amount,
                        "{}: a value is an amount", where) &&
             this->step(child, depth + 1, false, below);
    };
    const auto child = [&](StepId one) { return this->step(one, depth + 1, step.kind == StepKind::cases, below); };
    return every(step.values, value) && every(step.steps, child);
  }

 private:
  template <class Check>
  bool result(FunctionId id, const std::vector<Type>& parameters, const std::string& where, Check&& check,
              const char* message) {
    const Function* function = takes(id, parameters, where);
    return function != nullptr && v_.require(check(function->result), "{}: {}", where, message);
  }

  bool functions(const Step& step, const std::vector<Type>& parameters, const std::string& where) {
    const auto is_truth = [](const Type& type) { return type == truth_type; };
    const auto is_year = [](const Type& type) { return type.kind == Kind::year; };
    switch (step.kind) {
      case StepKind::cases:
        return result(
            step.value, parameters, where, [](const Type& type) { return type.kind == Kind::enumeration; },
            "cases are of a choice");
      case StepKind::option:
        return !step.value.valid() || result(step.value, parameters, where, is_truth, "an option is a truth");
      case StepKind::condition: return result(step.value, parameters, where, is_truth, "a condition is a truth");
      case StepKind::amount: {
        const Function* first = takes(step.value, parameters, where);
        return first != nullptr && (!step.to.valid() || result(
                                                            step.to, parameters, where,
                                                            [&](const Type& type) { return type == first->result; },
                                                            "a period ends with what it begins with"));
      }
      case StepKind::years:
        return result(step.from, parameters, where, is_year, "the first year is no year") &&
               result(step.to, parameters, where, is_year, "the last year is no year");
      case StepKind::window: {
        const auto starts = [](const Type& type) { return type.kind == Kind::year || type.kind == Kind::date; };
        if (!result(step.from, parameters, where, starts, "a window begins with a year or date")) return false;
        const Type first = v_.program.functions[step.from].result;
        return result(
            step.to, parameters, where, [&](const Type& type) { return type == first; },
            "a window ends with what it begins with");
      }
      case StepKind::rows: {
        TableId owner = parameters.front().table;
        if (step.from.valid()) {
          const auto is_row = [](const Type& type) { return type.kind == Kind::row; };
          if (!result(step.from, parameters, where, is_row, "the rows are of no row")) return false;
          owner = v_.program.functions[step.from].result.table;
        }
        return v_.require(
            has(v_.program.tables, step.table) && v_.program.tables[step.table].parent == std::optional(owner),
            "{}: rows are not children of the subject", where);
      }
      case StepKind::limit: {
        const auto is_number = [](const Type& type) { return type.kind == Kind::number; };
        if (!result(step.value, parameters, where, is_number, "a limit is of numbers")) return false;
        const Type left = v_.program.functions[step.value].result;
        return result(
            step.from, parameters, where, [&](const Type& type) { return type == left; },
            "a limit leaves another type");
      }
    }
    return true;
  }

  Verifier& v_;
  const std::string& decision_;
};

}  // namespace

bool Verifier::decision(const Decision& decision) {
  const std::string& where = decision.name;
  if (!require(has(program.tables, decision.table), "decision {}: no such table", where) ||
      !require(has(program.enumerations, decision.outcomes), "decision {}: no such enumeration", where))
    return false;
  const std::vector<Type> subject{row_type(decision.table)};
  Accounts accounts(*this, where);
  const Function* outcome = accounts.takes(decision.outcome, subject, where);
  if (outcome == nullptr || !require(outcome->result == member_type(decision.outcomes),
                                     "decision {}: the outcome is of another enumeration", where))
    return false;
  const auto measure = [&](const Measure& one) {
    const Function* function = accounts.takes(one.value, subject, where + "." + one.label);
    return function != nullptr &&
           require(function->result.kind != Kind::row, "{}.{}: a figure that is a row", where, one.label);
  };
  return every(decision.measures, measure) && known_clauses(decision.clauses, where) &&
         every(decision.account, [&](StepId step) { return accounts.step(step, 0, false, subject); });
}

}  // namespace cepol::core
