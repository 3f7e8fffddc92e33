#include "interpreter/explain/line_order.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/explain/wording.hpp"

namespace cepol::explain {

LineRole role_of(const core::Program& program, const core::Decision& decision, const core::Step& step) {
  switch (step.kind) {
    case core::StepKind::cases:
      return program.functions[step.value].result.enumeration == decision.outcomes ? LineRole::cases
                                                                                   : LineRole::alternatives;
    case core::StepKind::amount:
    case core::StepKind::years:
    case core::StepKind::window:
    case core::StepKind::rows:
    case core::StepKind::limit: return LineRole::arithmetic;
    case core::StepKind::option:
    case core::StepKind::condition: break;
  }
  return LineRole::other;
}

bool are_opened_years(const core::Program& program, const core::Step& step, const core::Step& above) {
  return step.kind == core::StepKind::years &&
         std::any_of(above.steps.begin(), above.steps.end(), [&](core::StepId id) {
           const core::Step& one = program.steps[id];
           return one.kind == core::StepKind::condition && one.span == step.span;
         });
}

bool is_yearly_limit(const core::Program& program, const core::Step& step) {
  return step.kind == core::StepKind::years && step.steps.size() == 1 &&
         program.steps[step.steps.front()].kind == core::StepKind::limit;
}

std::string period(const std::string& first, const std::string& last, bool english) {
  if (first.empty() || last.empty() || first == last) return first;
  return english ? "from " + first + " to " + last : first + "至" + last;
}

LineKind kind_of(core::StepKind kind) {
  switch (kind) {
    case core::StepKind::cases: return LineKind::alternatives;
    case core::StepKind::option: return LineKind::option;
    case core::StepKind::condition: return LineKind::condition;
    case core::StepKind::amount: return LineKind::amount;
    case core::StepKind::years: return LineKind::years;
    case core::StepKind::window: return LineKind::window;
    case core::StepKind::rows: return LineKind::rows;
    case core::StepKind::limit: return LineKind::limit;
  }
  return LineKind::other;
}

// Of a condition that fails, the parts that hold did not matter; of alternatives of which one holds, those that fail.
void fold_tried(ExplanationLine& line, bool any) {
  for (ExplanationLine& inner : line.lines) {
    if (inner.kind == LineKind::condition)
      inner.folded = line.mark == (any ? LineMark::holds : LineMark::fails) &&
                     inner.mark == (any ? LineMark::fails : LineMark::holds);
    if (inner.kind != LineKind::years || line.mark != LineMark::fails) continue;
    for (ExplanationLine& year : inner.lines) {
      for (ExplanationLine& one : year.lines) one.folded = one.mark == LineMark::holds;
      if (year.kind != LineKind::year || (year.lines.empty() && year.mark == LineMark::fails)) continue;
      year.folded =
          year.folded || std::all_of(year.lines.begin(), year.lines.end(), [](const auto& one) { return one.folded; });
    }
  }
}

namespace {

class Openings {
 public:
  explicit Openings(const core::Program& program) : phrases_{program.english} {}

  void find(ExplanationLine& line) {
    if (!line.opening.empty() && !line.opened_elsewhere) opened_[line.opening] = &line;
    for (ExplanationLine& inner : line.lines) find(inner);
  }
  // Goes through what is told without unfolding, in order.
  void place(ExplanationLine& line) {
    if (line.opened_elsewhere) take(line);
    if (!line.opening.empty()) told_.insert(line.opening);
    for (ExplanationLine& inner : line.lines)
      if (!inner.folded) place(inner);
  }
  void refer(ExplanationLine& line) {
    if (line.opened_elsewhere) {
      const auto opened = opened_.find(line.opening);
      if (opened != opened_.end() && !opened->second->lines.empty())
        line.reference = seen_.count(line.opening) != 0 ? phrases_("（见上）", " (see above)")
                                                        : phrases_("（见下）", " (see below)");
    } else if (!line.opening.empty()) {
      seen_.insert(line.opening);
    }
    for (ExplanationLine& inner : line.lines) refer(inner);
  }

 private:
  void take(ExplanationLine& line) {
    const auto found = opened_.find(line.opening);
    if (found == opened_.end() || told_.count(line.opening) != 0) return;
    ExplanationLine*& opened = found->second;
    std::swap(line.lines, opened->lines);
    std::swap(line.text, opened->text);
    std::swap(line.fold, opened->fold);
    std::swap(line.kind, opened->kind);
    std::swap(line.mark, opened->mark);
    std::swap(line.clauses, opened->clauses);
    std::swap(line.opened_elsewhere, opened->opened_elsewhere);
    opened = &line;
  }

  const Phrasebook phrases_;
  std::map<std::string, ExplanationLine*> opened_;
  std::set<std::string> told_, seen_;
};

}  // namespace

void place_openings(const core::Program& program, ExplanationLine& top) {
  Openings openings(program);
  openings.find(top);
  openings.place(top);
  openings.refer(top);
}

// Of many rows those that count, then those that may, come first; a line says how many are not listed.
void cut_list(const core::Program& program, std::vector<ExplanationLine>& rows) {
  if (rows.size() <= most_listed) return;
  const auto place = [](const ExplanationLine& row) {
    return row.mark == LineMark::holds ? 0 : row.mark == LineMark::open ? 1 : 2;
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const ExplanationLine& a, const ExplanationLine& b) { return place(a) < place(b); });
  const std::size_t left = rows.size() - most_listed;
  rows.resize(most_listed);
  rows.push_back(left_out(program, left, true));
}

}  // namespace cepol::explain
