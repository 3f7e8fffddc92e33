// Lint: waivers without effect. No requirement can apply together with the waiver; or a waiver that takes precedence
// applies wherever it does; or it keeps the total and drops no `must` of a requirement that it meets. A waiver whose
// own condition contradicts itself is reported by unreachable.cpp.
#include <algorithm>

#include "lang/lints/facts.hpp"
#include "lang/lints/lint.hpp"

namespace cepol::lints {

namespace {

using Waiver = AssessmentRules::Waiver;
using Requirement = AssessmentRules::Requirement;

class WaiverChecker {
 public:
  WaiverChecker(const Program& program, const AssessmentRules& rules, Problems& problems)
      : program_(program), rules_(rules), problems_(problems) {}

  void check() {
    if (rules_.waivers.empty()) return;
    for (std::size_t i = 0; i < rules_.waivers.size(); ++i) check(i);
  }

 private:
  Facts facts(FunctionId function) const { return facts_of(program_, program_.functions[function].body); }

  void check(std::size_t index) {
    const Waiver& waiver = rules_.waivers[index];
    const Facts own = facts(waiver.applies);
    if (impossible(own)) return;
    if (excludes_every_requirement(own))
      return report(waiver, "它的条件和“" + rules_.name + "”的每一条要求都矛盾，没有人两样都符合",
                    "its condition contradicts every requirement of “" + rules_.name + "”, so nobody fits both");
    if (const Waiver* other = preempted_by(index, own))
      return report(waiver, "凡符合它的，也符合优先于它的“" + other->name + "”",
                    "whoever fits it fits “" + other->name + "” too, which is `over` it");
    if (changes_something(waiver, own)) return;
    if (waiver.drops.empty()) return report(waiver, "总量改为的还是总量", "its total becomes the total that it was");
    const auto drop = std::find_if(waiver.drops.begin(), waiver.drops.end(),
                                   [&](const auto& one) { return drop_takes_effect(own, one); });
    if (drop != waiver.drops.end())
      report(waiver, "总量不变；符合它的人，都不符合不再要求“" + drop->must + "”的条件",
             "the total stays, and whoever fits it never fits the condition on which it drops “" + drop->must + "”");
    else
      report(waiver, "总量不变，不再要求的“须”，它遇到的要求里也没有",
             "the total stays, and no requirement that it meets has the `must` that it drops");
  }

  void report(const Waiver& waiver, const std::string& zh, const std::string& en) {
    problems_.add(Code::waiver_never_applies, waiver.span, {waiver.name, in_both(zh, en)});
  }

  bool excludes_every_requirement(const Facts& own) const {
    return std::all_of(rules_.requirements.begin(), rules_.requirements.end(),
                       [&](const Requirement& one) { return impossible(both(own, facts(one.applies))); });
  }

  // The waiver that takes precedence wherever this one applies; null: there is none.
  const Waiver* preempted_by(std::size_t index, const Facts& own) const {
    const auto& cases = std::get<Cases>(program_.exprs[program_.functions[rules_.waiver].body].term).cases;
    for (std::size_t other = 0; other < rules_.waivers.size(); ++other) {
      const auto& over = cases[other].over;
      if (std::find(over.begin(), over.end(), static_cast<std::uint32_t>(index)) != over.end() &&
          implies(own, facts(rules_.waivers[other].applies)))
        return &rules_.waivers[other];
    }
    return nullptr;
  }

  bool changes_something(const Waiver& waiver, const Facts& own) const {
    if (waiver.everything || !keeps_total(waiver)) return true;
    return std::any_of(waiver.drops.begin(), waiver.drops.end(), [&](const auto& drop) {
      return drop_takes_effect(drop.applies.valid() ? both(own, facts(drop.applies)) : own, drop);
    });
  }

  // Is the new total equal to the old one, i.e. `total`, or `total` times or divided by 1?
  bool keeps_total(const Waiver& waiver) const {
    if (!waiver.becomes.valid()) return true;
    ExprId value = program_.functions[waiver.becomes].body;
    const auto is_one = [&](ExprId id) {
      const Constant* given = constant_of(program_, id);
      return given != nullptr && !given->is_none && given->value == Exact(1);
    };
    if (const auto* product = std::get_if<Arithmetic>(&program_.exprs[value].term)) {
      const bool times = product->operation == Operation::multiply;
      if ((times || product->operation == Operation::divide) && is_one(product->right))
        value = product->left;
      else if (times && is_one(product->left))
        value = product->right;
    }
    const auto* given = std::get_if<Local>(&program_.exprs[value].term);
    return given != nullptr && given->slot == 1;
  }

  // Can a requirement that has the dropped `must` apply to a row for which the facts hold?
  bool drop_takes_effect(const Facts& known, const AssessmentRules::Drop& drop) const {
    return std::any_of(rules_.requirements.begin(), rules_.requirements.end(), [&](const Requirement& one) {
      return std::find(one.musts.begin(), one.musts.end(), drop.must) != one.musts.end() &&
             !impossible(both(known, facts(one.applies)));
    });
  }

  const Program& program_;
  const AssessmentRules& rules_;
  Problems& problems_;
};

}  // namespace

void waivers(const Input& input, Problems& problems) {
  if (is_module(input)) return;
  for (const AssessmentRules& rules : input.resolution.assessments)
    WaiverChecker(input.checked.program, rules, problems).check();
}

}  // namespace cepol::lints
