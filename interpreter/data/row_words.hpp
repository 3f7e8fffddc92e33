// The words of row_words.def, looked for in the texts of cells.
#pragma once

#include <string>
#include <string_view>

namespace cepol::data {

// Without blanks, half-width, in lower case: the form in which cells are compared with words and headings.
std::string label_form(std::string_view text);

// All take a text in that form.
bool is_total_label(std::string_view text);  // 合计, 合计：30人, 呼市小计
bool is_signature(std::string_view text);    // 填表人, 填表人：张三, 单位（盖章）
bool is_note(std::string_view text);         // 注：…, 说明：…; not 说明
bool is_group_name(std::string_view text);   // 呼和浩特市, 一、盟市, （二）直属
bool is_serial_number(std::string_view text);

}  // namespace cepol::data
