// How explanations name expressions and values. Only interpreter/explain includes this header.
#pragma once

#include "interpreter/explain/explain.hpp"
#include "interpreter/explain/phrases.hpp"

namespace cepol::explain {

// The author's text of an expression, on one line, without comments; of a long one the beginning. Empty: not known.
std::string written(const Subject& subject, Span span);
// A value with its unit. A range that may be wider than what the fillings give is not told, but that it is open;
// `from`: the expression whose value it is.
std::string value_words(const Subject& subject, const core::Type& type, const engine::ValueSet& value,
                        core::ExprId from);
// What a figure that is open may be; empty: a range that says nothing (is_of_any_time).
std::string possible_words(const Subject& subject, const core::Function& of, const engine::ValueSet& possible);
// The value of the function with its label: 应修170学时.
std::string labelled_value(const Subject& subject, const std::string& label, const core::Function& of,
                           const engine::ValueSet& value);
// Is the name one that people write: without a _ between its words?
bool is_word(const std::string& name);
// A row by its number; where its table has a key also by the key and the first of the other texts, its name mostly.
std::string row_words(const Subject& subject, core::TableId table, data::RowIndex row);
// The columns of such words: of a table without a key none.
std::vector<core::ColumnIndex> naming_columns(const core::RecordTable& record);
// A cell of the data with its unit; of one that is not known, that it is not.
std::string cell_text(const Subject& subject, core::TableId table, data::RowIndex row, core::ColumnIndex column);
LineMark mark_of(const engine::ValueSet& truth);
// The value as every filling of the blanks gives it, where that is one: of a function of the row alone a set of values
// may hold more.
engine::ValueSet certain_value(const Subject& subject, core::FunctionId function, const engine::ValueSet& row,
                               engine::ValueSet found);
// The condition of an account that the function decides; nullptr: none.
const core::Step* condition_of(const core::Program& program, core::FunctionId function);
// The limit of single rows that the function applies; nullptr: none.
const core::Step* limit_of(const core::Program& program, core::FunctionId function);
// What the policy calls a term of a credit; nullptr: it is no source's or limit's.
const core::CreditWords* credit_words_of(const core::Program& program, Span span);

// 学习5行，计入3行，不确定1行.
std::string rows_counted(const core::Program& program, core::TableId table, std::size_t all, std::size_t counted,
                         std::size_t open);
// Rows or years that are not listed.
ExplanationLine left_out(const core::Program& program, std::size_t count, bool looked_at);

}  // namespace cepol::explain
