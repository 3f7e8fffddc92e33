// Fills a template with the explanation of a row.
#include "interpreter/report/letter.hpp"

#include "interpreter/explain/phrases.hpp"
#include "interpreter/explain/result_cells.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/letter_arithmetic.hpp"
#include "interpreter/report/letter_lacking.hpp"
#include "interpreter/report/letter_lines.hpp"
#include "lang/base/date.hpp"
#include "lang/base/fold.hpp"

namespace cepol::report {

namespace {

using explain::Tone;

constexpr FactName notice_name{"通知", "notice"}, policy_name{"政策", "policy"}, key_name{"主键", "key"},
    day_name{"日期", "day"}, table_name{"表", "table"};

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
        subject_{program_, explanation.data, engine, explanation.table, explanation.row, nullptr, nullptr, false, true},
        document_(document) {}

  void add(LetterBlock block) {
    switch (block) {
      case LetterBlock::outcomes: outcomes(); return;
      case LetterBlock::reasons: reasons(); return;
      case LetterBlock::arithmetic: add_arithmetic(program_, one_.derivations, document_); return;
      case LetterBlock::lacking: add_lacking(one_, facts_, document_); return;
      case LetterBlock::clauses: clauses(); return;
    }
  }

 private:
  std::string word(std::string_view zh, std::string_view en) const { return std::string(words_(zh, en)); }
  // A warning that does not apply is not told.
  bool is_told(std::size_t index) const {
    return !decision_of(one_, index).warning || tone_of(one_, index) != Tone::plain;
  }

  void outcomes() {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < one_.decisions.size(); ++i)
      if (is_told(i)) rows.push_back({decision_of(one_, i).name, outcome_of(one_, i)});
    if (!rows.empty()) document_.table({word("事项", "Matter"), word("结论", "Result")}, std::move(rows));
  }

  void reasons() {
    for (std::size_t i = 0; i < one_.decisions.size(); ++i) {
      engine::RowResults alone;
      alone.decisions.push_back(one_.decisions[i]);
      engine::Outcome& outcome = alone.decisions.front().outcome;
      outcome.missing = own_missing(one_, i);
      outcome.bounded = false;
      if (const std::string text = explain::reasons(subject_, alone); !text.empty()) document_.text(text);
    }
    if (!one_.note.empty()) document_.text(one_.note);
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

bool is_fact(const std::string& name, const FactName& fact) {
  return comparable(name) == fact.zh || comparable(name) == fact.en;
}

std::optional<std::string> letter_value(const std::string& name, const LetterFacts& facts, const core::Program& program,
                                        const data::Dataset& data, core::TableId table, data::RowIndex row) {
  for (const auto& [given, text] : facts.given)
    if (comparable(given) == comparable(name)) return text;
  const core::RecordTable& record = (facts.names != nullptr ? *facts.names : program).tables[table];
  const auto& columns = record.columns;
  for (core::ColumnIndex column = 0; column < columns.size(); ++column)
    if (comparable(columns[column].name) == comparable(name))
      return facts.key_in_doubt && record.key == column ? std::string() : data_cell(program, data, table, row, column);
  if (is_fact(name, notice_name)) return program.title.empty() ? program.name : program.title;
  if (is_fact(name, policy_name)) return program.name;
  if (is_fact(name, key_name)) return facts.key_in_doubt ? std::string() : row_name(program, data, table, row);
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
