// Fills a template with the explanation of a row.
#include "interpreter/report/letter.hpp"

#include <algorithm>
#include <set>

#include "interpreter/explain/missing.hpp"
#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/letter_lines.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"

namespace cepol::report {

namespace {

using engine::Status;
using explain::ExplanationLine;
using explain::LineKind;
using explain::LineMark;
using explain::LineRole;
using explain::Tone;

struct FactName {
  std::string_view zh, en;
};
constexpr FactName notice_name{"通知", "notice"}, policy_name{"政策", "policy"}, key_name{"主键", "key"},
    day_name{"日期", "day"}, table_name{"表", "table"}, deadline_name{"期限", "deadline"};

bool is_fact(const std::string& name, const FactName& fact) {
  return comparable(name) == fact.zh || comparable(name) == fact.en;
}

// 2017年5月20日
std::string written_day(const std::string& day, bool english) {
  const auto date = parse_date(day);
  if (english || !date || !date->exact()) return day;
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::to_string(std::stoi(day.substr(at, length)));
  };
  return number(0, 4) + "年" + number(5, 2) + "月" + number(8, 2) + "日";
}

class LetterParts {
 public:
  LetterParts(const RowExplanation& explanation, const LetterFacts& facts, engine::Engine& engine, Document& document)
      : one_(explanation),
        facts_(facts),
        program_(explanation.program),
        words_{program_.english},
        subject_{program_, explanation.data, engine, explanation.table, explanation.row},
        document_(document) {}

  void add(LetterBlock block) {
    switch (block) {
      case LetterBlock::outcomes: outcomes(); return;
      case LetterBlock::reasons: reasons(); return;
      case LetterBlock::arithmetic: arithmetic(); return;
      case LetterBlock::lacking: lacking(); return;
      case LetterBlock::clauses: clauses(); return;
    }
  }

 private:
  std::string word(std::string_view zh, std::string_view en) const { return std::string(words_(zh, en)); }
  const core::Decision& decision(std::size_t index) const { return program_.decisions[one_.decisions[index].decision]; }
  Tone tone(std::size_t index) const {
    const std::string text = outcome(index);
    for (const explain::OutcomeWord& known : explain::outcome_words(program_, one_.decisions[index].decision))
      if (known.text == text) return known.tone;
    return Tone::plain;
  }
  std::string outcome(std::size_t index) const {
    return explain::outcome_text(program_, one_.decisions[index].outcome, program_.english);
  }
  // A warning that does not apply is not told.
  bool is_told(std::size_t index) const { return !decision(index).warning || tone(index) != Tone::plain; }

  void outcomes() {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < one_.decisions.size(); ++i)
      if (is_told(i)) rows.push_back({decision(i).name, outcome(i)});
    if (!rows.empty()) document_.table({word("事项", "Matter"), word("结论", "Result")}, std::move(rows));
  }

  void reasons() {
    for (std::size_t i = 0; i < one_.decisions.size(); ++i) {
      engine::RowResults alone;
      alone.decisions.push_back(one_.decisions[i]);
      if (const std::string text = explain::reasons(subject_, alone); !text.empty()) document_.text(text);
    }
    if (!one_.note.empty()) document_.text(one_.note);
  }

  void arithmetic() {
    for (const ExplanationLine& derivation : one_.derivations) {
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
        if (line->lines.empty() || again) {
          plain.push_back(line->text + explain::cited(program_, line->clauses, program_.english));
          continue;
        }
        std::vector<std::vector<std::string>> rows;
        std::vector<std::string> texts;
        bool remarked = false;
        add_rows(*line, 0, places, rows);
        for (const auto& row : rows) {
          texts.push_back(row.front());
          remarked = remarked || !row.back().empty();
        }
        const bool flat = std::none_of(line->lines.begin(), line->lines.end(),
                                       [](const ExplanationLine& inner) { return !inner.lines.empty(); });
        if (rows.empty() || (!remarked && flat)) {
          plain.push_back(line->text + (texts.empty() ? "" : word("：", ": ") + words_.clauses(texts)));
          continue;
        }
        write_plain();
        document_.table({line->text, word("说明", "Remark")}, std::move(rows));
      }
      write_plain();
    }
  }

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

  // The lines below, those within one another indented; what did not matter is left out.
  void add_rows(const ExplanationLine& line, std::size_t depth, const RowPlaces& places,
                std::vector<std::vector<std::string>>& rows) {
    for (const ExplanationLine& one : line.lines) {
      if (one.folded || !places.belongs(one)) continue;
      const auto [shown, again] = opened(one);
      const ExplanationLine& inner = *shown;
      std::string indent;
      for (std::size_t i = 0; i < depth; ++i) indent += word("　", "- ");
      rows.push_back({indent + inner.text, remarks(inner)});
      if (!again && (inner.mark != LineMark::fails || inner.kind != LineKind::row))
        add_rows(inner, depth + 1, places, rows);
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
      std::string text =
          (inner.mark == LineMark::fails ? word("不符合", "not met: ") : word("取决于", "it depends on ")) +
          words_.quoted(inner.text) + explain::cited(program_, inner.clauses, program_.english);
      if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(std::move(text));
    }
    return words_.clauses(parts);
  }

  void lacking() {
    const std::size_t before = document_.parts.size();
    add_lacking();
    for (const auto& [name, text] : facts_.given)
      if (is_fact(name, deadline_name) && !text.empty() && document_.parts.size() > before)
        document_.text(word("请在", "Please complete this by ") + text +
                       word("以前补齐；逾期按现有材料办理。", "; later the case is decided on what is there."));
  }

  void add_lacking() {
    for (std::size_t i = 0; i < one_.decisions.size(); ++i) {
      const engine::Outcome& result = one_.decisions[i].outcome;
      const std::string name = decision(i).name + word("：", ": ");
      if (result.status == Status::undetermined) {
        undetermined(i, name);
      } else if (tone(i) == Tone::trouble) {
        document_.text(name + outcome(i) +
                       word("。要先由办理的单位核实，再另行告知；不等于不符合要求。",
                            ". The office has to look into this first and will write again; it does not mean that the "
                            "requirements are not met."));
      } else if (tone(i) == Tone::bad && !decision(i).warning) {
        unmet(i, name);
      }
    }
  }

  void undetermined(std::size_t index, const std::string& name) {
    const auto parts =
        explain::missing_clauses(program_, one_.data, one_.table, one_.row, one_.decisions[index].outcome);
    document_.text(
        name +
        word("现有材料还定不下来，不等于不符合要求。",
             "what is there does not decide it yet, which does not mean that the requirements are not met; ") +
        words_.clauses(parts) + word("。", "."));
    for (const ExplanationLine& line : one_.derivations[index].lines) {
      if (line.role != LineRole::fillings || line.lines.empty()) continue;
      std::vector<std::vector<std::string>> rows;
      for (const ExplanationLine& inner : line.lines) rows.push_back({inner.text});
      document_.table({with_capital(line.text)}, std::move(rows));
    }
  }

  // The figures, and the conditions of the rules that apply which do not hold.
  void unmet(std::size_t index, const std::string& name) {
    std::vector<std::string> figures, conditions;
    const auto& measures = one_.decisions[index].measures;
    for (std::size_t i = 0; i < measures.size(); ++i)
      if (measures[i].status == Status::given &&
          program_.functions[decision(index).measures[i].value].told != core::Told::definition)
        figures.push_back(explain::figure(program_, decision(index).measures[i].label, measures[i].value));
    for (const ExplanationLine& alternatives : one_.derivations[index].lines) {
      if (alternatives.role != LineRole::alternatives) continue;
      for (const ExplanationLine& option : alternatives.lines)
        if (option.mark == LineMark::chosen) add_failing(option, conditions);
    }
    std::string text = name + outcome(index) + word("。", ". ");
    if (!figures.empty()) text += words_.clauses(figures) + word("。", ". ");
    if (!conditions.empty())
      text +=
          word("还不符合的要求：", "Requirements that are not met: ") + words_.clauses(conditions) + word("。", ". ");
    document_.text(text + word("以上各项都补足、经审核计入以后，结论才会改变。",
                               "The result changes once all of this is made up and has been accepted."));
  }

  void add_failing(const ExplanationLine& line, std::vector<std::string>& conditions) const {
    for (const ExplanationLine& inner : line.lines) {
      if (inner.mark != LineMark::fails) continue;
      std::vector<std::string> where;
      add_leaves(inner, where);
      if (where.empty()) where = inner.compared;
      conditions.push_back(words_.quoted(inner.text) + explain::cited(program_, inner.clauses, program_.english) +
                           (where.empty() ? "" : word("：", ": ") + words_.list(where)));
    }
  }
  // The lines below that fail: 2016年“须有公需科目学时”.
  void add_leaves(const ExplanationLine& line, std::vector<std::string>& where) const {
    for (const ExplanationLine& inner : line.lines) {
      if (inner.kind != LineKind::condition && inner.kind != LineKind::years && inner.kind != LineKind::year) continue;
      if (inner.mark == LineMark::fails) {
        where.push_back(words_.quoted(inner.text));
        continue;
      }
      std::vector<std::string> below;
      add_leaves(inner, below);
      if (!below.empty()) where.push_back(inner.text + word("", ": ") + words_.list(below));
    }
  }

  void clauses() {
    for (core::ClauseId id : one_.clauses)
      if (const core::Clause& clause = program_.clauses[id]; !clause.quote.empty())
        document_.quote(core::clause_label(clause.path), clause.quote);
  }

  const RowExplanation& one_;
  const LetterFacts& facts_;
  const core::Program& program_;
  explain::Phrasebook words_;
  explain::Subject subject_;
  Document& document_;
  std::map<std::string, const ExplanationLine*> opened_;  // of the derivation that is told: definitions
  std::set<std::string> told_;
};

// A heading goes where the parts below it turn out to be empty.
class OpenHeading {
 public:
  explicit OpenHeading(Document& document) : document_(document) {}
  void opened() {
    place_ = document_.parts.size();
    parts_ = false;
  }
  void part_follows() { parts_ = true; }
  void closes() {
    if (place_ > 0 && parts_ && document_.parts.size() == place_) document_.parts.pop_back();
    place_ = 0;
  }

 private:
  Document& document_;
  std::size_t place_ = 0;  // behind the heading; 0: none is open
  bool parts_ = false;
};

}  // namespace

std::optional<std::string> letter_value(const std::string& name, const LetterFacts& facts, const core::Program& program,
                                        const data::Dataset& data, core::TableId table, data::RowIndex row) {
  for (const auto& [given, text] : facts.given)
    if (comparable(given) == comparable(name)) return text;
  const auto& columns = program.tables[table].columns;
  for (core::ColumnIndex column = 0; column < columns.size(); ++column)
    if (comparable(columns[column].name) == comparable(name)) return data_cell(program, data, table, row, column);
  if (is_fact(name, notice_name)) return program.title.empty() ? program.name : program.title;
  if (is_fact(name, policy_name)) return program.name;
  if (is_fact(name, key_name)) return row_name(program, data, table, row);
  if (is_fact(name, day_name)) return written_day(facts.day, program.english);
  if (is_fact(name, table_name)) return program.tables[table].name;
  return std::nullopt;
}

std::vector<std::string> letter_names(const LetterFacts& facts, const core::Program& program, core::TableId table) {
  std::vector<std::string> names;
  for (const FactName& fact : {notice_name, policy_name, key_name, day_name, table_name})
    names.emplace_back(program.english ? fact.en : fact.zh);
  for (const auto& [given, text] : facts.given) names.push_back(given);
  for (const core::Column& column : program.tables[table].columns) names.push_back(column.name);
  return names;
}

Document make_letter(const LetterTemplate& letter, const LetterFacts& facts, const RowExplanation& one,
                     engine::Engine& engine) {
  Document document;
  document.english = one.program.english;
  document.title = row_name(one.program, one.data, one.table, one.row);
  LetterParts parts(one, facts, engine, document);
  OpenHeading heading(document);
  for (const TemplateLine& line : letter.lines) {
    if (const auto* block = std::get_if<LetterBlock>(&line.content)) {
      heading.part_follows();
      parts.add(*block);
      continue;
    }
    std::string text;
    bool blank = false;
    for (const TemplatePiece& piece : std::get<std::vector<TemplatePiece>>(line.content)) {
      if (!piece.is_name) {
        text += piece.text;
        continue;
      }
      const std::string value =
          letter_value(piece.text, facts, one.program, one.data, one.table, one.row).value_or(std::string());
      blank = blank || value.empty();
      text += value;
    }
    if (blank || text.empty()) continue;
    heading.closes();
    if (line.heading == 0) {
      document.text(text);
      continue;
    }
    document.heading(line.heading, text);
    if (line.heading > 1) heading.opened();
  }
  heading.closes();
  return document;
}

}  // namespace cepol::report
