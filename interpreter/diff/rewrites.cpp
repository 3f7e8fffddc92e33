#include "interpreter/diff/rewrites.hpp"

#include <algorithm>
#include <functional>

#include "lang/core/digest.hpp"

namespace cepol::diff {
namespace {

using Digests = std::vector<std::uint64_t>;

bool within(Span inner, Span outer) {
  return inner.source == outer.source && inner.begin >= outer.begin && inner.end <= outer.end;
}

// Digests name members by their places: enumerations must be the same.
bool same_enumerations(const core::Program& a, const core::Program& b) {
  return std::equal(a.enumerations.nodes.begin(), a.enumerations.nodes.end(), b.enumerations.nodes.begin(),
                    b.enumerations.nodes.end(), [](const core::Enumeration& x, const core::Enumeration& y) {
                      return x.name == y.name && x.members == y.members;
                    });
}

class ComputedBy {
 public:
  explicit ComputedBy(const Side& side) : program_(side.checked->program), functions_(core::digests_of(program_, {})) {}

  // What the change's rule computes on this side; empty: that cannot be told of the rule alone.
  Digests of(const Change& change, Span declaration) const {
    switch (change.subject) {
      case Subject::definition:
      case Subject::table: return of_functions(declaration);
      case Subject::decision:
      case Subject::warning:
      case Subject::assessment: return of_decision(change.name, change.of);
      // Rules of an assessment: what the whole assessment computes.
      case Subject::requirement:
      case Subject::waiver: return of_decision(change.of, {});
      // What a credit computes is part of what asks for it.
      case Subject::credit: return of_credit(declaration);
      case Subject::policy:
      case Subject::unit:
      case Subject::enumeration:
      case Subject::record:
      case Subject::reading:
      case Subject::equivalence:
      case Subject::quota:
      case Subject::results:
      case Subject::roster:
      case Subject::clause: return {};
    }
    return {};
  }

 private:
  Digests of_functions(Span declaration) const {
    Digests found;
    for (std::size_t i = 0; i < program_.functions.size(); ++i)
      if (within(program_.functions.nodes[i].span, declaration)) {
        found.push_back(functions_[i]);
        add_types(found, program_.functions.nodes[i]);
      }
    return found;
  }
  void add_types(Digests& found, const core::Function& function) const {
    add_type(found, function.result);
    for (const core::Parameter& parameter : function.parameters) add_type(found, parameter.type);
  }
  void add_type(Digests& found, const core::Type& type) const {
    std::string text = std::to_string(static_cast<int>(type.kind));
    if (type.unit.valid()) text += program_.units[type.unit].name;
    if (type.enumeration.valid()) text += program_.enumerations[type.enumeration].name;
    if (type.table.valid()) text += program_.tables[type.table].name;
    found.push_back(std::hash<std::string>()(text));
  }
  // Of the only decision of that name (and table, if given).
  Digests of_decision(const std::string& name, const std::string& table) const {
    Digests found;
    std::size_t count = 0;
    for (const core::Decision& decision : program_.decisions.nodes) {
      if (decision.name != name || (!table.empty() && program_.tables[decision.table].name != table)) continue;
      ++count;
      add_decision(found, decision);
    }
    return count == 1 ? found : Digests();
  }
  void add_decision(Digests& found, const core::Decision& decision) const {
    found.push_back(functions_[decision.outcome.index]);
    for (const core::Measure& measure : decision.measures) found.push_back(functions_[measure.value.index]);
  }
  Digests of_credit(Span declaration) const {
    Digests found;
    for (const core::Function& function : program_.functions.nodes)
      if (within(function.span, declaration)) add_types(found, function);
    if (found.empty()) return found;  // nothing asks for it
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const core::Decision& decision : program_.decisions.nodes) {
      const std::hash<std::string> hash;
      found.push_back(hash(decision.name));
      found.push_back(hash(program_.tables[decision.table].name));
      add_decision(found, decision);
    }
    return found;
  }

  const core::Program& program_;
  Digests functions_;
};

}  // namespace

void take_out_rewrites(Structure& structure, const Side& before, const Side& after) {
  if (structure.changes.empty() || !same_enumerations(before.checked->program, after.checked->program)) return;
  const ComputedBy old_side(before), new_side(after);
  for (Change& change : structure.changes) {
    if (change.kind != ChangeKind::changed || !change.before || !change.after || !change.old_name.empty()) continue;
    const auto rule = [](const Detail& detail) { return !detail.minor; };
    if (std::none_of(change.details.begin(), change.details.end(), rule)) continue;
    const Digests then = old_side.of(change, change.before->span), now = new_side.of(change, change.after->span);
    if (then.empty() || then != now) continue;
    Structure::Rewrite rewrite{change.subject, change.name, change.of, change.before->text, change.after->text, {}, {}};
    for (const Detail& detail : change.details) {
      if (detail.minor) continue;
      for (const Edit& edit : detail.undo)
        if (std::none_of(rewrite.undo.begin(), rewrite.undo.end(),
                         [&](const Edit& one) { return one.span == edit.span && one.text == edit.text; }))
          rewrite.undo.push_back(edit);
      if (detail.order) rewrite.orders.push_back(*detail.order);
    }
    structure.rewritten.push_back(std::move(rewrite));
    std::erase_if(change.details, rule);
  }
  std::erase_if(structure.changes,
                [](const Change& change) { return change.kind == ChangeKind::changed && change.details.empty(); });
}

}  // namespace cepol::diff
