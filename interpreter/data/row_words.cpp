// Compares folded texts with the words of row_words.def.
#include "interpreter/data/row_words.hpp"

#include <algorithm>
#include <span>

#include "lang/base/fold.hpp"
#include "lang/base/text.hpp"

namespace cepol::data {

namespace {

enum class WordUse { total, signature, note, group };

struct RowWord {
  WordUse use;
  std::string_view text;
};
constexpr RowWord row_words[] = {
#define ROW_WORD(use, text) {WordUse::use, text},
#include "interpreter/data/row_words.def"
#undef ROW_WORD
};

template <class Fits>
bool any_word(WordUse use, Fits fits) {
  return std::any_of(std::begin(row_words), std::end(row_words),
                     [&](const RowWord& word) { return word.use == use && fits(word.text); });
}

bool is_ascii_word(std::string_view word) { return static_cast<unsigned char>(word.front()) < 0x80; }

// 一、 （一） 1. 1、 第一
bool is_numbered(std::string_view text) {
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  const bool bracket = text.starts_with("(");
  const bool ordinal = text.starts_with("第");
  if (bracket) text.remove_prefix(1);
  if (ordinal) text.remove_prefix(std::string_view("第").size());
  bool any = false;
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (const std::string_view numeral : numerals)
      if (text.starts_with(numeral)) {
        text.remove_prefix(numeral.size());
        any = more = true;
      }
  }
  if (!any) return false;
  return ordinal || (bracket ? text.starts_with(")") : text.starts_with("、") || text.starts_with("."));
}

}  // namespace

std::string label_form(std::string_view text) {
  std::string form = key_form(text);
  for (char& c : form)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return form;
}

bool is_total_label(std::string_view text) {
  return any_word(WordUse::total, [&](std::string_view word) {
    if (text == word) return word != "共";
    if (!is_ascii_word(word) && word != "共" && text.ends_with(word)) return true;
    if (!text.starts_with(word)) return false;
    const char next = text[word.size()];
    return next == ':' || next == '(' || (!is_ascii_word(word) && is_digit(next));
  });
}

bool is_signature(std::string_view text) {
  return any_word(WordUse::signature, [&](std::string_view word) {
    return text == word || (text.starts_with(word) && text[word.size()] == ':');
  });
}

bool is_note(std::string_view text) {
  return any_word(WordUse::note, [&](std::string_view word) {
    return text.size() > word.size() && text.starts_with(word) && text[word.size()] == ':';
  });
}

bool is_group_name(std::string_view text) {
  return is_numbered(text) || any_word(WordUse::group, [&](std::string_view word) {
           return text.size() > word.size() && text.ends_with(word);
         });
}

bool is_serial_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace cepol::data
