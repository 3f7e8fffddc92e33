#include "interpreter/explain/fillings.hpp"

#include <algorithm>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/shown_ranges.hpp"

namespace cepol::explain {

namespace {

constexpr std::size_t most_regions = 20;

}  // namespace

ExplanationLine fillings(const Subject& subject, const engine::RowResults::Decided& decided) {
  const core::Program& program = subject.program;
  const Phrasebook phrases{program.english};
  const auto found = subject.evaluator.outcome_regions(decided.decision, subject.row, most_regions);
  ExplanationLine result{
      LineMark::open,
      std::string(phrases("未填或不全的内容怎样填，结果会怎样", "how the result comes out, by what is filled in")),
      {},
      {}};
  result.kind = LineKind::filling;
  if (const auto cells = decided_together(found); !cells.empty()) {
    std::vector<std::string> names;
    for (const engine::BlankCell& cell : cells) {
      std::string name = blank_name(program, subject.data, subject.table, cell);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    const std::string words(
        phrases("几个数合起来才定得下来，见上面不确定的条件：",
                "several numbers decide it together, see the conditions above that are not certain: "));
    result.lines.push_back({LineMark::plain, words + phrases.list(names), {}, {}});
    result.lines.back().kind = LineKind::filling;
    return result;
  }
  for (const engine::OutcomeRegion& region : found.regions) {
    std::string text;
    for (const auto& [cell, value] : region.blanks) {
      text += (text.empty() ? "" : std::string(phrases("，", ", "))) +
              filling_text(program, subject.data, subject.table, subject.row, cell, value);
    }
    text += std::string(phrases("：", ": ")) + outcome_text(program, region.outcome, phrases.english);
    // Whose a row is, if not of the row decided, makes several regions of one text.
    const bool listed = std::any_of(result.lines.begin(), result.lines.end(),
                                    [&](const ExplanationLine& line) { return line.text == text; });
    if (!listed) result.lines.push_back({LineMark::plain, text, {}, {}});
  }
  if (found.truncated)
    result.lines.push_back(
        {LineMark::plain, std::string(phrases("……情形太多，未全列", "... too many to list")), {}, {}});
  for (ExplanationLine& line : result.lines) line.kind = LineKind::filling;
  return result;
}

}  // namespace cepol::explain
