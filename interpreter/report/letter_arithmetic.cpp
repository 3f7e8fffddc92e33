// Goes through derivations; what is an expression of the policy is left out with what stands below it.
#include "interpreter/report/letter_arithmetic.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/letter_lines.hpp"

namespace cepol::report {

namespace {

using explain::ExplanationLine;
using explain::LineKind;
using explain::LineMark;
using explain::LineRole;

class LetterArithmetic {
 public:
  LetterArithmetic(const core::Program& program, Document& document)
      : program_(program), words_{program.english}, document_(document) {}

  void add(const std::vector<ExplanationLine>& derivations) {
    for (const ExplanationLine& derivation : derivations) {
      std::vector<std::string> plain = totals(derivation);
      const auto write_plain = [&] {
        if (!plain.empty()) document_.text(words_.clauses(plain) + word("。", "."));
        plain.clear();
      };
      const RowPlaces places(derivation);
      opened_.clear();
      told_.clear();
      find_opened(derivation);
      for (const ExplanationLine& one : derivation.lines) {
        if (one.role == LineRole::cases)
          for (std::string& text : deciding_figures(program_, one)) plain.push_back(std::move(text));
        if (one.role != LineRole::arithmetic) continue;
        const auto [line, again] = opened(one);
        const std::string text = in_words(*line);
        if (text.empty()) continue;
        if (line->lines.empty() || again) {
          plain.push_back(text + explain::cited(program_, line->clauses, program_.english));
          continue;
        }
        std::vector<std::vector<std::string>> rows;
        std::vector<std::string> texts;
        bool remarked = false;
        add_rows(*line, 0, "", places, rows);
        for (const auto& row : rows) {
          texts.push_back(row.front());
          remarked = remarked || !row.back().empty();
        }
        const bool flat = std::none_of(line->lines.begin(), line->lines.end(),
                                       [](const ExplanationLine& inner) { return !inner.lines.empty(); });
        if (rows.empty() || (!remarked && flat)) {
          plain.push_back(text + (texts.empty() ? "" : word("：", ": ") + words_.clauses(texts)));
          continue;
        }
        write_plain();
        document_.table({text, word("说明", "Remark")}, std::move(rows));
      }
      write_plain();
    }
  }

 private:
  std::string word(std::string_view zh, std::string_view en) const { return std::string(words_(zh, en)); }

  // Where a waiver changes it, the total of the requirement and that of the waiver: “一般教师”：总量72学时
  std::vector<std::string> totals(const ExplanationLine& derivation) const {
    std::vector<std::string> all;
    for (const ExplanationLine& alternatives : derivation.lines)
      for (const ExplanationLine& option : alternatives.lines)
        for (const ExplanationLine& inner : option.lines)
          if (alternatives.role == LineRole::alternatives && option.mark == LineMark::chosen &&
              inner.kind == LineKind::amount)
            all.push_back(words_.quoted(option.text) + word("：", ": ") + inner.text +
                          explain::cited(program_, option.clauses, program_.english));
    if (all.size() < 2) all.clear();
    return all;
  }

  void find_opened(const ExplanationLine& line) {
    if (!line.opening.empty() && !line.opened_elsewhere) opened_.emplace(line.opening, &line);
    for (const ExplanationLine& inner : line.lines) find_opened(inner);
  }
  // The line with what is opened below it, wherever that is in the derivation: a letter has the arithmetic alone. True:
  // it was told before.
  std::pair<const ExplanationLine*, bool> opened(const ExplanationLine& line) {
    if (line.opening.empty()) return {&line, false};
    const bool again = !told_.insert(line.opening).second;
    const auto found = opened_.find(line.opening);
    return {found == opened_.end() ? &line : found->second, again};
  }

  // The lines below, those within one another indented; what did not matter is left out, and conditions that the
  // remark on the line names.
  void add_rows(const ExplanationLine& line, std::size_t depth, const std::string& remark, const RowPlaces& places,
                std::vector<std::vector<std::string>>& rows) {
    for (const ExplanationLine& one : line.lines) {
      if (one.folded || one.doubtful || !places.belongs(one)) continue;
      const auto [shown, again] = opened(one);
      const ExplanationLine& inner = *shown;
      const std::string text = in_words(inner);
      if (text.empty()) continue;
      const bool named = inner.kind == LineKind::condition && remark.find(text) != std::string::npos;
      const std::string own = remarks(inner);
      std::string indent;
      for (std::size_t i = 0; i < depth; ++i) indent += word("　", "- ");
      if (!named) rows.push_back({indent + text, own});
      if (!again && (inner.mark != LineMark::fails || inner.kind != LineKind::row))
        add_rows(inner, named ? depth : depth + 1, own, places, rows);
    }
  }

  // Of a row or a year: does it count, and what does not hold.
  std::string remarks(const ExplanationLine& line) const {
    std::vector<std::string> parts;
    if (line.kind == LineKind::condition) {
      if (line.mark == LineMark::holds) return word("符合", "met");
      if (line.mark == LineMark::fails) return word("不符合", "not met");
    }
    if (line.kind == LineKind::test) {  // a branch of a value, say: no condition of the row
      if (line.mark == LineMark::holds) return word("是", "yes");
      if (line.mark == LineMark::fails) return word("否", "no");
    }
    if (line.kind == LineKind::choice) return "";
    if (line.kind != LineKind::row) return line.mark == LineMark::open ? word("还不能确定", "not certain") : "";
    if (line.mark == LineMark::holds) parts.push_back(word("计入", "counts"));
    if (line.mark == LineMark::fails) parts.push_back(word("不计入", "does not count"));
    if (line.mark == LineMark::open) parts.push_back(word("还不能确定", "not certain"));
    for (const ExplanationLine& inner : line.lines) {
      if (!decides_row(inner, line)) continue;
      if (in_words(inner).empty() && inner.denied.empty()) continue;
      std::string text =
          inner.mark == LineMark::fails && !inner.denied.empty()
              ? inner.denied
              : (inner.mark == LineMark::fails ? word("不符合", "not met: ") : word("取决于", "it depends on ")) +
                    words_.quoted(in_words(inner).empty() ? inner.text : in_words(inner)) +
                    explain::cited(program_, inner.clauses, program_.english);
      if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(std::move(text));
    }
    return words_.clauses(parts);
  }

  const core::Program& program_;
  const explain::Phrasebook words_;
  Document& document_;
  std::map<std::string, const ExplanationLine*> opened_;  // of the derivation that is told: definitions
  std::set<std::string> told_;
};

}  // namespace

void add_arithmetic(const core::Program& program, const std::vector<ExplanationLine>& derivations, Document& document) {
  LetterArithmetic(program, document).add(derivations);
}

}  // namespace cepol::report
