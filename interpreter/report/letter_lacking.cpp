#include "interpreter/report/letter_lacking.hpp"

#include <algorithm>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/report/letter_lines.hpp"
#include "lang/base/date.hpp"

namespace cepol::report {

namespace {

using engine::Status;
using explain::ExplanationLine;
using explain::LineKind;
using explain::LineMark;
using explain::LineRole;
using explain::Tone;

// What does not hold of the rules that apply.
struct Unmet {
  std::vector<std::string> conditions;
  std::vector<std::string> past;  // years that are over in which a condition does not hold
  std::optional<Day> window;      // the last day of what counts
};

bool fails_in(const ExplanationLine& year) {
  return year.mark == LineMark::fails ||
         std::any_of(year.lines.begin(), year.lines.end(),
                     [](const ExplanationLine& one) { return one.mark == LineMark::fails && !one.folded; });
}

bool depends_on_office(const RowExplanation& one, std::size_t index) {
  const engine::Outcome& outcome = one.decisions[index].outcome;
  return outcome.status == Status::undetermined && own_missing(one, index).size() < outcome.missing.size();
}

class LetterLacking {
 public:
  LetterLacking(const RowExplanation& one, const LetterFacts& facts, Document& document)
      : one_(one), program_(one.program), words_{program_.english}, document_(document) {
    if (const auto today = parse_date(facts.day); today && today->exact()) today_ = today->first;
  }

  // Is the person asked for anything?
  bool add() {
    bool asks = false;
    for (std::size_t i = 0; i < one_.decisions.size(); ++i) {
      const std::string name = decision_of(one_, i).name + word("：", ": ");
      if (one_.decisions[i].outcome.status == Status::undetermined) {
        asks = undetermined(i, name) || asks;
      } else if (tone_of(one_, i) == Tone::trouble) {
        document_.text(name + outcome_of(one_, i) +
                       word("。要先由办理的单位核实，再另行告知；不等于不符合要求。",
                            ". The office has to look into this first and will write again; it does not mean that the "
                            "requirements are not met."));
      } else if (tone_of(one_, i) == Tone::bad && !decision_of(one_, i).warning) {
        unmet(i, name);
        asks = true;
      }
    }
    return asks;
  }

 private:
  std::string word(std::string_view zh, std::string_view en) const { return std::string(words_(zh, en)); }

  bool undetermined(std::size_t index, const std::string& name) {
    engine::Outcome own = one_.decisions[index].outcome;
    own.missing = own_missing(one_, index);
    const bool office = depends_on_office(one_, index);
    std::string text = name + word("现有材料还定不下来，不等于不符合要求。",
                                   "what is there does not decide it yet, which does not mean that the requirements "
                                   "are not met");
    if (!own.missing.empty())
      text += word("", "; ") +
              words_.clauses(explain::missing_clauses(program_, one_.data, one_.table, one_.row, own)) + word("。", "");
    text += word("", ".");
    if (office && own.missing.empty())
      text += word("要先由办理的单位核对自己的记录，您不用补什么，核对后另行告知。",
                   " The office has to check its own records first and will write again; you need not send anything.");
    else if (office)
      text += word("另有记录要由办理的单位核对，核对后另行告知。",
                   " The office has to check records of its own too, and will write again.");
    document_.text(std::move(text));
    for (const ExplanationLine& line : one_.derivations[index].lines) {
      if (line.role != LineRole::fillings || line.lines.empty() || office) continue;
      std::vector<std::vector<std::string>> rows;
      for (const ExplanationLine& inner : line.lines) rows.push_back({inner.text});
      document_.table({with_capital(line.text)}, std::move(rows));
    }
    return !own.missing.empty();
  }

  // The figures, and the conditions of the rules that apply which do not hold.
  void unmet(std::size_t index, const std::string& name) {
    std::vector<std::string> figures;
    const core::Decision& decision = decision_of(one_, index);
    const auto& measures = one_.decisions[index].measures;
    for (std::size_t i = 0; i < measures.size(); ++i)
      if (measures[i].status == Status::given &&
          program_.functions[decision.measures[i].value].told != core::Told::definition)
        figures.push_back(explain::figure(program_, decision.measures[i].label, measures[i].value));
    const Unmet found = unmet_in(one_.derivations[index]);
    std::string text = name + outcome_of(one_, index) + word("。", ". ");
    if (!figures.empty()) text += words_.clauses(figures) + word("。", ". ");
    if (!found.conditions.empty())
      text += word("还不符合的要求：", "Requirements that are not met: ") + words_.clauses(found.conditions) +
              word("。", ". ");
    document_.text(text + how_it_changes(found));
  }

  std::string how_it_changes(const Unmet& found) const {
    std::string past;
    if (found.window && is_over(*found.window)) {
      const std::string day = to_string(Date{*found.window, *found.window});
      past = either(
          "规定的时间到" + day + "为止，已经过去，现在不能再补；只有那段时间里",
          "The time for it ended on " + day + ", so it cannot be made up now. Only what was done within it and ");
    } else if (!found.past.empty()) {
      const std::string years = words_.list(found.past);
      past = either(years + "已经过去，不能再补；只有那时",
                    "It is too late to make up for " + years + ". Only what was done then and ");
    }
    if (past.empty())
      return word("以上各项都补足、经审核计入以后，结论才会改变。",
                  "The result changes once all of this is made up and has been accepted.");
    return past + word("已经做到、还没有登记的，可以补交材料，经审核计入以后，结论才会改变。",
                       "is not on record yet can still be handed in; the result changes once it has been accepted.");
  }
  std::string either(const std::string& zh, const std::string& en) const { return program_.english ? en : zh; }
  bool is_over(Day day) const { return today_ && day < *today_; }

  Unmet unmet_in(const ExplanationLine& derivation) const {
    Unmet found;
    for (const ExplanationLine& alternatives : derivation.lines) {
      if (alternatives.role != LineRole::alternatives) continue;
      for (const ExplanationLine& option : alternatives.lines) {
        if (option.mark != LineMark::chosen) continue;
        for (const ExplanationLine& inner : option.lines) {
          if (inner.kind == LineKind::window && inner.ends)
            found.window = std::max(found.window.value_or(*inner.ends), *inner.ends);
          if (inner.mark == LineMark::fails) add_failing(inner, found);
        }
      }
    }
    return found;
  }

  void add_failing(const ExplanationLine& line, Unmet& found) const {
    std::vector<std::string> where;
    add_leaves(line, where, found);
    if (where.empty()) where = line.compared;
    found.conditions.push_back(words_.quoted(line.text) + explain::cited(program_, line.clauses, program_.english) +
                               (where.empty() ? "" : word("：", ": ") + words_.list(where)));
  }
  // The lines below that fail: 2016年“须有公需科目学时”.
  void add_leaves(const ExplanationLine& line, std::vector<std::string>& where, Unmet& found) const {
    for (const ExplanationLine& inner : line.lines) {
      if (inner.folded) continue;
      if (inner.kind == LineKind::year) {
        if (!fails_in(inner)) continue;
        if (inner.ends && is_over(*inner.ends)) found.past.push_back(year_of(inner));
        std::vector<std::string> below;
        add_leaves(inner, below, found);
        where.push_back(below.empty() ? year_of(inner) : inner.text + word("", ": ") + words_.list(below));
      } else if (inner.kind == LineKind::years) {
        add_leaves(inner, where, found);
      } else if (inner.kind == LineKind::condition && inner.mark == LineMark::fails) {
        std::vector<std::string> below;
        add_leaves(inner, below, found);
        const std::string text = in_words(inner);
        if (!text.empty()) below.insert(below.begin(), inner.plain ? text : words_.quoted(text));
        if (!below.empty()) where.push_back(words_.list(below));
      } else if (inner.kind == LineKind::condition) {
        add_leaves(inner, where, found);
      }
    }
  }
  std::string year_of(const ExplanationLine& line) const { return words_.year(civil_of(*line.ends).year); }

  const RowExplanation& one_;
  const core::Program& program_;
  const explain::Phrasebook words_;
  Document& document_;
  std::optional<Day> today_;
};

}  // namespace

void add_lacking(const RowExplanation& one, const LetterFacts& facts, Document& document) {
  const bool asks = LetterLacking(one, facts, document).add();
  const explain::Phrasebook words{one.program.english};
  for (const auto& [name, text] : facts.given)
    if (is_fact(name, deadline_name) && !text.empty() && asks)
      document.text(
          std::string(words("请在", "Please complete this by ")) + text +
          std::string(words("以前补齐；逾期按现有材料办理。", "; later the case is decided on what is there.")));
}

bool waits_for_office(const RowExplanation& one) {
  for (std::size_t i = 0; i < one.decisions.size(); ++i)
    if (depends_on_office(one, i)) return true;
  return false;
}

}  // namespace cepol::report
