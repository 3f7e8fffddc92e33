#include "interpreter/symbolic/values.hpp"

namespace cepol::symbolic {

Failing Values::first(const Failing& a, const Failing& b) {
  const Term neither = terms.negation(fails(a));
  return {terms.any({a.conflict, terms.all({neither, b.conflict})}),
          terms.any({a.other, terms.all({neither, b.other})})};
}

Failing Values::where(Term condition, const Failing& failing) {
  return {terms.all({condition, failing.conflict}), terms.all({condition, failing.other})};
}

Value Values::none(core::Kind kind) {
  Value value = ordinary(kind == core::Kind::truth ? terms.no() : zero);
  value.none = terms.yes();
  if (kind == core::Kind::date) {
    value.date = true;
    value.parts = {one, one, one};
  }
  return value;
}

Value Values::failed(core::Kind kind) {
  Value value = none(kind);
  value.none = terms.no();
  value.failing.other = terms.yes();
  return value;
}

Value Values::choice(Term condition, const Value& yes, const Value& no) {
  if (condition == terms.yes()) return yes;
  if (condition == terms.no()) return no;
  const auto of = [&](Term a, Term b) { return terms.choice(condition, a, b); };
  Value value{{of(yes.failing.conflict, no.failing.conflict), of(yes.failing.other, no.failing.other)},
              of(yes.none, no.none),
              {},
              yes.date};
  // Where one of them has no ordinary value the other's stands for it: there it has no meaning.
  const auto without = [&](const Value& side) { return terms.any({side.none, fails(side)}) == terms.yes(); };
  for (std::size_t i = 0; i < 3; ++i)
    value.parts[i] = without(yes) ? no.parts[i] : without(no) ? yes.parts[i] : of(yes.parts[i], no.parts[i]);
  return value;
}

Term Values::equal_parts(const Value& a, const Value& b) {
  if (a.date)
    return terms.all({terms.equal(a.parts[0], b.parts[0]), terms.equal(a.parts[1], b.parts[1]),
                      terms.equal(a.parts[2], b.parts[2])});
  return terms[a.parts[0]].truth ? terms.same(a.parts[0], b.parts[0]) : terms.equal(a.parts[0], b.parts[0]);
}

Term Values::same(const Value& a, const Value& b) {
  const Term neither = terms.all({terms.negation(a.none), terms.negation(b.none)});
  return terms.any({terms.all({a.none, b.none}), terms.all({neither, equal_parts(a, b)})});
}

Term Values::same_result(const Value& a, const Value& b) {
  if (a == b) return terms.yes();
  const Term neither = terms.all({terms.negation(fails(a)), terms.negation(fails(b))});
  return terms.any({terms.all({a.failing.conflict, b.failing.conflict}), terms.all({a.failing.other, b.failing.other}),
                    terms.all({neither, same(a, b)})});
}

}  // namespace cepol::symbolic
