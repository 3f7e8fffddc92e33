// Writes the section of the document about the examples that come out differently.
#include <algorithm>
#include <set>

#include "interpreter/diff/report/tables.hpp"
#include "interpreter/report/count.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::diff {

std::string difference_text(const DiffReport& report, const Difference& one, std::uint32_t cause) {
  const Pair& pair = (*report.pairs)[one.pair];
  const std::string decision = report.after.program->decisions[pair.after].name;
  std::string text;
  const auto add = [&](const std::string& label, const std::string& from, const std::string& to) {
    if (from == to) return;
    text += (text.empty()     ? ""
             : report.english ? "; "
                              : "；") +
            label + (report.english ? ": " : "：") + from + " → " + to;
  };
  if (one.outcome_by(cause))
    add(decision, outcome_of(*report.before.program, pair.before, one.before),
        outcome_of(*report.after.program, pair.after, one.after));
  for (std::size_t f = 0; f < pair.figures.size(); ++f)
    if (one.figure_by(f, cause))
      add(pair.figures[f].label, figure_of(*report.before.program, one.before.figures[f]),
          figure_of(*report.after.program, one.after.figures[f]));
  return text;
}

// By cause, the most frequent first: those with one cause are listed together.
void add_probes(const DiffReport& report, report::Document& document) {
  const bool english = report.english;
  std::set<std::string> titles;
  std::vector<std::pair<const Cause*, std::vector<const Probe*>>> by_cause;
  for (const Probe& probe : report.probes) {
    titles.insert(probe.title);
    auto at =
        std::find_if(by_cause.begin(), by_cause.end(), [&](const auto& one) { return *one.first == probe.cause; });
    if (at == by_cause.end()) at = by_cause.insert(at, {&probe.cause, {}});
    at->second.push_back(&probe);
  }
  std::stable_sort(by_cause.begin(), by_cause.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  document.heading(2, say_in(english, "结果不同的示例 {} 个", "{:example,examples} with another result",
                             report::Count{titles.size()}));
  constexpr std::size_t shown_first = 3;
  for (const auto& [cause, probes] : by_cause) {
    document.text(say_in(english, "因{}：", "because of {}:", cause_text(report, *cause)));
    const std::size_t most = report.all_rows ? probes.size() : shown_first;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < std::min(most, probes.size()); ++i) {
      const std::string_view of = probes[i]->of == ProbeOf::before  ? say_in(english, "原", "old")
                                  : probes[i]->of == ProbeOf::after ? say_in(english, "新", "new")
                                                                    : say_in(english, "两边", "both");
      rows.push_back(
          {probes[i]->title, std::string(of), difference_text(report, probes[i]->difference, probes[i]->number)});
    }
    document.table({std::string(say_in(english, "示例", "example")), std::string(say_in(english, "所在", "of")),
                    std::string(say_in(english, "结果", "result"))},
                   std::move(rows));
    if (probes.size() > most)
      document.text(
          say_in(english, "……其余 {} 个，用 --all 全部列出", "… {} more: --all lists them", probes.size() - most));
  }
}

}  // namespace cepol::diff
