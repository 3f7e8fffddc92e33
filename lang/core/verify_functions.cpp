// verify(): a function calls only functions with smaller ids (no recursion), reads only slots that are bound, and binds
// no slot that is already bound.
#include "lang/core/children.hpp"
#include "lang/core/verifier.hpp"

namespace cepol::core {

namespace {

constexpr std::size_t most_steps = 10'000'000;  // terms are shared, so a small function may take many

class Scopes {
 public:
  Scopes(Verifier& verifier, std::uint32_t index)
      : v_(verifier), index_(index), function_(verifier.program.functions.nodes[index]), bound_(function_.slots) {
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) bound_[i] = function_.parameters[i].type;
  }

  bool term(ExprId id) {
    if (!v_.require(++steps_ < most_steps, "function {}: too large", function_.name)) return false;
    const Term& term = v_.program.exprs[id].term;
    if (const auto* local = std::get_if<Local>(&term)) return is_bound(id, local->slot);
    if (const auto* let = std::get_if<Let>(&term))
      return this->term(let->value) && bind(id, let->slot, v_.type(let->value), [&] { return this->term(let->body); });
    if (const auto* rows = std::get_if<OverRows>(&term))
      return maybe(rows->parent) &&
             bind(id, rows->slot, row_type(rows->table), [&] { return maybe(rows->guard) && maybe(rows->value); });
    if (const auto* years = std::get_if<OverYears>(&term))
      return this->term(years->from) && this->term(years->to) &&
             bind(id, years->slot, year_type, [&] { return maybe(years->guard) && maybe(years->value); });
    if (const auto* scan = std::get_if<YearScan>(&term))
      return this->term(scan->from) && this->term(scan->to) &&
             every(scan->states, [&](const YearScan::State& state) { return this->term(state.initial); }) &&
             bind(id, scan->year, year_type, [&] { return states(id, *scan, 0); });
    if (const auto* call = std::get_if<Call>(&term))
      if (!v_.require(call->function.index < index_, "function {} calls {}, which is not older", function_.name,
                      v_.program.functions[call->function].name))
        return false;
    bool fits = true;
    for_each_child(term, [&](ExprId child) { fits = fits && this->term(child); });
    return fits;
  }

 private:
  bool maybe(const std::optional<ExprId>& id) { return !id || term(*id); }

  bool is_bound(ExprId id, Slot slot) {
    return v_.require(slot < function_.slots && bound_[slot], "function {}, %{}: slot {} is not bound", function_.name,
                      id.index, slot) &&
           v_.require(*bound_[slot] == v_.type(id), "function {}, %{}: slot {} has another type", function_.name,
                      id.index, slot);
  }

  template <class Inside>
  bool bind(ExprId id, Slot slot, const Type& type, Inside&& inside) {
    if (!v_.require(slot < function_.slots, "function {}, %{}: slot {} is outside the frame", function_.name, id.index,
                    slot) ||
        !v_.require(!bound_[slot], "function {}, %{}: slot {} is in use", function_.name, id.index, slot))
      return false;
    bound_[slot] = type;
    const bool fits = inside();
    bound_[slot].reset();
    return fits;
  }

  // Binds the states from `first` on, then checks the `next` expression of each.
  bool states(ExprId id, const YearScan& scan, std::size_t first) {
    if (first == scan.states.size())
      return every(scan.states, [&](const YearScan::State& state) { return term(state.next); });
    const YearScan::State& state = scan.states[first];
    return bind(id, state.slot, v_.type(state.initial), [&] { return states(id, scan, first + 1); });
  }

  Verifier& v_;
  std::uint32_t index_;
  const Function& function_;
  std::vector<std::optional<Type>> bound_;  // by slot
  std::size_t steps_ = 0;
};

}  // namespace

bool Verifier::function(std::uint32_t index) {
  const Function& function = program.functions.nodes[index];
  return require(has(program.exprs, function.body), "function {}: no body", function.name) &&
         require(function.slots >= function.parameters.size(), "function {}: a frame smaller than its parameters",
                 function.name) &&
         known_clauses(function.clauses, function.name) &&
         require(type(function.body) == function.result, "function {}: the body has another type", function.name) &&
         every(function.parameters,
               [&](const Parameter& parameter) { return known_type(parameter.type, function.name); }) &&
         Scopes(*this, index).term(function.body);
}

}  // namespace cepol::core
