// The words of row_words.def, looked for in the texts of cells.
#pragma once

#include <string>
#include <string_view>

namespace cepol::data {

// Without blanks, half-width, in lower case: the form in which cells are compared with words and headings.
std::string label_form(std::string_view text);

// All take a text in that form.
bool is_total_label(std::string_view text);  // 合计, 合计：30人, 呼市小计
bool is_total_word(std::string_view text);   // just 合计, 小计
bool is_total_of(std::string_view text,
                 std::string_view heading);  // 合计学时, totalhours; the heading in that form too
bool is_signature(std::string_view text);    // 填表人, 填表人：张三, 单位（盖章）
bool is_note(std::string_view text);         // 注：…, 说明：…; not 说明
bool is_group_name(std::string_view text);   // 呼和浩特市, 一、盟市, （二）直属
bool is_serial_number(std::string_view text);
// Digits that count or date nothing: ZZ25001, 公需30; not 12人, 第3批, 2017年5月.
bool has_other_digits(std::string_view text);

bool is_row_count(std::string_view text);  // (970 rows affected), 970行受影响, 受影响的行:970

// Of any text: 初级 汇总, Junior Count; 汇总.
bool is_subtotal(std::string_view text);
// Of any text: is it drawn of lines (-----, +---+---+, ═══)? Three signs at least.
bool is_drawn_line(std::string_view text);
// Of any text: does it stand in place of a key, and say that there is none, or that it is the one above (同上, 〃, 无,
// #N/A)?
bool says_no_key(std::string_view text);
// Of any text: two texts or more, with separators between them, and a digit among them. Not a name with a bracket.
bool holds_several_texts(std::string_view text);
// How many there are.
std::size_t count_texts(std::string_view text);
// How many there are on lines of their own or between commas, if each has a digit and `least` bytes; else 1.
std::size_t count_keys(std::string_view text, std::size_t least);

}  // namespace cepol::data
