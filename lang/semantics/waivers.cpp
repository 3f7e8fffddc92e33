// Waivers that never do anything: whom they are for no requirement is for, or another waiver takes, or what they change
// stays as it is. That a waiver's own condition contradicts itself is told where cases are looked at (unreachable.cpp).
#include <algorithm>

#include "lang/semantics/assessment.hpp"

namespace cepol::semantics {

// Does the total stay the total? `total`, or `total` times or divided by 1.
bool Checker::Assessment::same_total(const Rule& waiver) const {
  if (!waiver.becomes.valid()) return true;
  const Program& program = check_.out_.program;
  ExprId value = program.functions[waiver.becomes].body;
  const auto one = [&](ExprId id) {
    const Constant* given = constant_of(program, id);
    return given != nullptr && !given->is_none && given->value == Exact(1);
  };
  if (const auto* product = std::get_if<Arithmetic>(&program.exprs[value].term)) {
    const bool times = product->operation == Operation::multiply;
    if ((times || product->operation == Operation::divide) && one(product->right))
      value = product->left;
    else if (times && one(product->left))
      value = product->right;
  }
  const auto* given = std::get_if<Local>(&program.exprs[value].term);
  return given != nullptr && given->slot == 1;
}

bool Checker::Assessment::changes_nothing(const Rule& waiver) const {
  const Program& program = check_.out_.program;
  if (waiver.everything || !same_total(waiver)) return false;
  const Facts facts = facts_of(program, program.functions[waiver.applies].body);
  return std::none_of(waiver.drops.begin(), waiver.drops.end(), [&](const Drop& drop) {
    return meets(drop.applies.valid() ? both(facts, facts_of(program, program.functions[drop.applies].body)) : facts,
                 drop);
  });
}

// Is there, for somebody of whom these facts hold, a requirement with the `must` that is dropped?
bool Checker::Assessment::meets(const Facts& facts, const Drop& drop) const {
  const Program& program = check_.out_.program;
  return std::any_of(requirements_.begin(), requirements_.end(), [&](const Rule& rule) {
    const auto named = [&](const Must& must) { return must.name == drop.must; };
    return std::any_of(rule.musts.begin(), rule.musts.end(), named) &&
           !impossible(both(facts, facts_of(program, program.functions[rule.applies].body)));
  });
}

void Checker::Assessment::check_waivers() {
  const Tree& main = check_.modules_.back().parsed->tree;
  if (main.child(main.root, NodeKind::module).valid()) return;  // whoever uses it may add requirements
  const Program& program = check_.out_.program;
  const auto facts = [&](const Rule& rule) { return facts_of(program, program.functions[rule.applies].body); };
  const auto never = [&](const Rule& waiver, const std::string& zh, const std::string& en) {
    check_.later_.add(Code::waiver_never_applies, waiver.span, {waiver.name, in_both(zh, en)});
  };
  if (waivers_.empty()) return;
  const auto& cases = std::get<Cases>(program.exprs[program.functions[waiver_].body].term).cases;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    const Rule& waiver = waivers_[i];
    const Facts own = facts(waiver);
    if (impossible(own)) continue;
    const Rule* taken_by = nullptr;
    for (std::size_t j = 0; j < waivers_.size() && taken_by == nullptr; ++j) {
      const auto& over = cases[j].over;
      if (std::find(over.begin(), over.end(), static_cast<std::uint32_t>(i)) != over.end() &&
          implies(own, facts(waivers_[j])))
        taken_by = &waivers_[j];
    }
    const bool meets_none = std::all_of(requirements_.begin(), requirements_.end(),
                                        [&](const Rule& rule) { return impossible(both(own, facts(rule))); });
    if (meets_none)
      never(waiver, "它的条件和“" + name_ + "”的每一条要求都矛盾，没有人两样都符合",
            "its condition contradicts every requirement of “" + name_ + "”, so nobody fits both");
    else if (taken_by != nullptr)
      never(waiver, "凡符合它的，也符合优先于它的“" + taken_by->name + "”",
            "whoever fits it fits “" + taken_by->name + "” too, which is `over` it");
    else if (!changes_nothing(waiver))
      continue;
    else if (waiver.drops.empty())
      never(waiver, "总量改为的还是总量", "its total becomes the total that it was");
    else if (const auto drop = std::find_if(waiver.drops.begin(), waiver.drops.end(),
                                            [&](const Drop& one) { return meets(own, one); });
             drop != waiver.drops.end())
      never(waiver, "总量不变；符合它的人，都不符合不再要求“" + drop->must + "”的条件",
            "the total stays, and whoever fits it never fits the condition on which it drops “" + drop->must + "”");
    else
      never(waiver, "总量不变，不再要求的“须”，它遇到的要求里也没有",
            "the total stays, and no requirement that it meets has the `must` that it drops");
  }
}

}  // namespace cepol::semantics
