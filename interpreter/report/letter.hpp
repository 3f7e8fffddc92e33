// A letter to a person about the results of one row, in plain words: what came out, why, how it was computed, what is
// lacking, the clauses. The wording around these is a template's.
#pragma once

#include <string>

#include "interpreter/report/document.hpp"
#include "interpreter/report/letter_facts.hpp"
#include "interpreter/report/letter_template.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::report {

// What a name in braces stands for: what was given, 通知 政策 主键 日期 表 (notice policy key day table), a column of
// the row. Nullopt: none of these.
std::optional<std::string> letter_value(const std::string& name, const LetterFacts& facts, const core::Program& program,
                                        const data::Dataset& data, core::TableId table, data::RowIndex row);
// The names that can stand in a letter about a row of the table.
std::vector<std::string> letter_names(const LetterFacts& facts, const core::Program& program, core::TableId table);

// `engine`: that the row was explained with.
Document make_letter(const LetterTemplate& letter, const LetterFacts& facts, const RowExplanation& explanation,
                     engine::Engine& engine);

}  // namespace cepol::report
